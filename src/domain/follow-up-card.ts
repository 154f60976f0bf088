/** The card of one absence as it stands in one person's chat: a new one each day of it, edited in place. */
import type { Absence } from './absence/absence.ts';
import type { Claim } from './post.ts';
import type { Instant, LocalDate } from './time.ts';

export interface CardAddress {
  partnership: string;
  pupilId: string;
  /** The absence, by when it was opened. */
  openedAt: Instant;
  /** The day of absence whose card it is. */
  date: LocalDate;
  upn: string;
}

export interface FollowUpCard extends CardAddress {
  /** `over`: nothing of the absence stands on it any more. */
  state: 'due' | 'shown' | 'unreachable' | 'over';
  /** Over for somebody who did not own the absence: its version then. Who owns it again is shown it again. */
  overAt?: number;
  conversationId?: string;
  activityId?: string;
  /** The absence's version that it shows. */
  shows?: number;
  /** It shows the absence closed, and after that day only a reopening changes it. */
  showsClosed?: true;
  claim?: Claim;
  /** A send that was begun and whose answer has not been written down. */
  sending?: Instant;
  /** Sends whose outcome nobody can know: each may be a second card in that chat. For the operator. */
  doubts: Instant[];
  tries: number;
}

/** Without what is known of the card besides. */
export const addressOf = ({ partnership, pupilId, openedAt, date, upn }: CardAddress): CardAddress => ({
  partnership,
  pupilId,
  openedAt,
  date,
  upn,
});

export const newCard = (at: CardAddress): FollowUpCard => ({ ...at, state: 'due', doubts: [], tries: 0 });

const sameAbsence = (
  a: Pick<CardAddress, 'pupilId' | 'openedAt'>,
  b: Pick<CardAddress, 'pupilId' | 'openedAt'>,
): boolean => a.pupilId === b.pupilId && a.openedAt === b.openedAt;

/** The absence a card is of, where it is still held. */
export const absenceOf = (
  card: Pick<CardAddress, 'pupilId' | 'openedAt'>,
  absences: readonly Absence[],
): Absence | undefined => absences.find((absence) => sameAbsence(absence, card));

const addressesOf = ({ partnership, pupilId, openedAt, watchers }: Absence, date: LocalDate): CardAddress[] =>
  watchers.map((upn) => ({ partnership, pupilId, openedAt, date, upn }));

/** What was settled at once has been nobody's to do anything about, so nobody gets a card of it. */
const hasCards = (absence: Absence, was: Absence | undefined): boolean => was !== undefined || !absence.closedAt;

/** The cards that an absence's change may concern: of its day, and of the day it was at before. `before`: as they were. */
export function cardsToLookAt(absence: Absence, before: readonly Absence[]): CardAddress[] {
  const was = before.find((one) => sameAbsence(one, absence));
  if (!hasCards(absence, was)) return [];
  const earlier = was && was.date !== absence.date ? addressesOf(was, was.date) : [];
  const gone = (was?.watchers ?? []).filter((upn) => !absence.watchers.includes(upn));
  const left = was ? addressesOf({ ...was, watchers: gone }, absence.date) : [];
  return [...earlier, ...left, ...addressesOf(absence, absence.date)];
}

const isOwnedAgain = ({ date, upn, overAt }: FollowUpCard, absence: Absence): boolean =>
  date === absence.date && absence.watchers.includes(upn) && overAt !== absence.version;

/** Of cards as they stand, those that do not show what they should; and those that should stand and do not. */
export function cardsBehind(absences: readonly Absence[], cards: readonly FollowUpCard[]): CardAddress[] {
  const stale = cards.filter((card) => {
    if (card.state === 'unreachable') return false;
    const absence = absenceOf(card, absences);
    if (card.state === 'over') return absence !== undefined && isOwnedAgain(card, absence);
    if (card.shows === undefined || card.claim !== undefined) return true;
    return absence ? absence.version !== card.shows : card.showsClosed !== true;
  });
  const missing = absences
    .filter((absence) => absence.closedAt === undefined)
    .flatMap((absence) => addressesOf(absence, absence.date))
    .filter((at) => !cards.some((card) => sameAbsence(card, at) && card.upn === at.upn && card.date === at.date));
  return [...stale, ...missing];
}
