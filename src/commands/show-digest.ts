/** A school's digest as one reader may see it; shared by the command and by the buttons on the cards. */
import { noticeCard } from '../cards/notice.ts';
import { withRefresh, type Viewers } from '../cards/refresh.ts';
import { shownDigest } from '../cards/shown-digest.ts';
import { digestDue } from '../domain/digest-due.ts';
import { longDate, type LocalDate } from '../domain/time.ts';
import type { Outbox } from '../store/outbox.ts';
import type { View } from '../texts/digest.ts';
import { postTexts } from '../texts/posts.ts';
import { texts } from '../texts/turn.ts';
import { say, type Answer, type Asking, type Parts } from './command.ts';

export interface DigestParts extends Parts {
  outbox: Outbox;
  viewers: Viewers;
}

export const refuse = (text: string): Answer => ({
  ...say(noticeCard({ lines: [text] }), 'Keylink answered'),
  toast: text,
});

export const nameOfSchool = ({ directory }: Asking, urn: string): string =>
  directory.schoolList.find((school) => school.urn === urn)?.name ?? 'that school';

interface Reading {
  urn: string;
  date: LocalDate;
  view: View;
  /** Everybody in the channel reads it with the asker. */
  forAll?: boolean;
}

/** What a school's digest of a day is made of. */
export async function digestFacts(
  { store }: Pick<Parts, 'store'>,
  { directory, now }: Asking,
  urn: string,
  date: LocalDate,
) {
  const partnership = directory.schools.get(urn) ?? '';
  const [held, post] = await Promise.all([
    store.records.day(partnership, date, { schools: [urn], past: date < now.date }),
    store.posts.read(partnership, date, urn),
  ]);
  return held && { held, ...(post?.first ? { post } : {}) };
}

export const noDigestWords = (asking: Asking, urn: string, date: LocalDate): string =>
  `${longDate(date)} is not a school day for ${nameOfSchool(asking, urn)}, and no pupil was expected anywhere.`;

/** The digest's cards, or why there are none. Sealed pupils that name the reader are in their own view alone. */
export async function showDigest(
  parts: DigestParts,
  asking: Asking,
  { urn, date, view, forAll = false }: Reading,
): Promise<Answer> {
  const { directory, now, person } = asking;
  const facts = await digestFacts(parts, asking, urn, date);
  if (!facts) return refuse(texts.oldButton);
  const reader = view === 'names' && !forAll ? { viewer: person.upn } : {};
  if (!digestDue({ urn, date, held: facts.held, ...reader })) return refuse(noDigestWords(asking, urn, date));
  const { cards } = shownDigest({ urn, date, moment: now, view, ...reader, ...facts });
  const partnership = directory.schools.get(urn) ?? '';
  const summary = postTexts.summary(nameOfSchool(asking, urn));
  const userIds = view === 'names' ? [] : await parts.viewers(urn, partnership, now);
  const views = cards.map((card, page) => withRefresh(card, { partnership, urn, date }, page, userIds));
  return {
    messages: views.map((card) => ({ card, summary })),
    looked: { query: 'digest', decision: 'answered', organisation: urn, fields: [view, date] },
  };
}

/** For the audit: a digest asked for without the right to it. */
export const refusedLook = (organisation: string) => ({ query: 'digest', decision: 'refused' as const, organisation });
