/** Concerns as their DSLs are told of them: how far each is, in the words of roles; the list of the open ones names nobody. */
import { waitingParties } from '../../domain/concern/acts.ts';
import type { Concern, PartyAt, Seat } from '../../domain/concern/concern.ts';
import { dateOf, shortDate, timeOf, type Instant, type LocalDate } from '../../domain/time.ts';

export const seatWords: Record<Seat, string> = {
  'partnership-dsl': 'partnership DSL',
  'school-dsl': 'school DSL',
  'provision-dsl': 'provision DSL',
  head: 'headteacher',
  'governor-chair': 'chair of governors',
  chair: 'chair of the partnership',
  manager: 'provision manager',
};

/** `Mon 9 Nov 2026`: a record is read years later. */
export const dateWords = (date: LocalDate): string => `${shortDate(date)} ${date.slice(0, 4)}`;
/** `Mon 9 Nov 2026, 10:41`. */
export const whenWords = (at: Instant): string => `${dateWords(dateOf(at))}, ${timeOf(at)}`;

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const namesOf = (parties: readonly PartyAt[]): string =>
  [...new Set(parties.map(({ seat }) => seatWords[seat]))].join(', ');

function openWords(concern: Concern): string {
  const waiting = waitingParties(concern);
  const isWaiting = waiting.length > 0 && `not acknowledged by ${namesOf(waiting)}`;
  if (concern.parties.length === 0) return 'nobody of the partnership may be told of it';
  if (concern.decided) return isWaiting ? `in hand; ${isWaiting}` : 'in hand';
  return isWaiting || 'acknowledged, no decision yet';
}

/** How far it is, without a word of what it is. */
export function howFar(concern: Concern): string {
  const { state } = concern;
  if (state === 'closed' || state === 'dismissed') return capital(state);
  return state === 'draft' ? `Draft, to be confirmed or dismissed; ${openWords(concern)}` : capital(openWords(concern));
}

/** Where records are sealed with a key that is not there: said to everybody alike, and not how many. */
export const shutWords =
  'Some records cannot be opened here just now and are not shown. Whoever runs Keylink must put the key to them back.';

export const listTexts = {
  title: 'Open concerns',
  number: (count: number): string => (count === 1 ? 'open concern that you may see' : 'open concerns that you may see'),
  none: 'No open concern is yours to see.',
  stale: (days: number): string => `Nothing added for ${days} days or more`,
  open: 'Open, oldest first',
  how: 'Each opens for you alone, and is not left in this chat.',
  summary: 'Open concerns',
  /** Whoever says so may have a concern of their own to raise. */
  notForThem:
    'This lists concerns for DSLs. To raise one of your own, write “log concern”; “my concerns” shows how far yours are. If a child is in immediate danger ring 999 now.',
} as const;

/** A message that stays in the chat: a number, a time, and how far it is. */
export const listLine = (concern: Concern): { who: string; lines: string[] } => ({
  who: `${concern.id}${concern.urgency === 'urgent' ? ' · URGENT' : ''}`,
  lines: [`${concern.state === 'draft' ? 'Made' : 'Raised'} ${whenWords(concern.openedAt)}.`, `${howFar(concern)}.`],
});

export const deskTexts = {
  /** R5.6 e: the same for one that is not there and for one that is not theirs. */
  uniform: 'I have no concern by that number that you may see.',
  /** Of a dialog, and what a lock screen shows: nothing. */
  summary: 'A concern',
  foot: (time: string): string => `As it stood at ${time}. Shown to you alone.`,
  fallback: 'A concern. Open it in Teams on a computer or a newer phone.',
} as const;
