/** What stands on a digest around its rows: the number, the notes, what changed, who has acknowledged it. */
import type { Change, Shown } from '../domain/digest-change.ts';
import type { Digest } from '../domain/digest.ts';
import type { DigestGroup } from '../domain/digest-group.ts';
import type { RoleHolding } from '../domain/records.ts';
import { timeOf, type Instant } from '../domain/time.ts';
import type { View } from '../texts/digest.ts';
import { groupWords } from '../texts/reasons.ts';
import { roleWords } from '../texts/roles.ts';
import type { Naming } from './digest-naming.ts';
import { plain } from './render.ts';

export interface AckShown {
  name: string;
  role: RoleHolding['role'];
  at: Instant;
  /** The digest is no longer what was acknowledged. */
  changedSince: boolean;
}
interface Coloured {
  text: string;
  colour: string;
}

/** Pupils told of in one line; more go on in another, so that a line can always be moved to the next page. */
const TOLD_TOGETHER = 12;

/** R10.6: before and after. A channel is told the group, which says no reason. */
function changeWords({ before, after }: Change): string {
  const group = (shown: Shown): string => groupWords[shown.group].heading.toLowerCase();
  const was = before ? group(before) : 'not on the list';
  if (!after) return `no longer on the list (was: ${was})`;
  if (before?.group !== after.group) return `${group(after)} (was: ${was})`;
  if (before.missing === after.missing) return `${was}, code changed`;
  return after.missing ? 'missing (was: marks contradict each other)' : 'marks contradict each other (was: missing)';
}

function inLines(names: readonly string[], what: string): string[] {
  const lines = Array.from({ length: Math.ceil(names.length / TOLD_TOGETHER) }, (_, n) =>
    names.slice(n * TOLD_TOGETHER, (n + 1) * TOLD_TOGETHER),
  );
  return lines.map((some) => `${some.join('; ')}: ${what}`);
}

/** Those whom the same has happened to stand together; by the afternoon that is nearly everybody. */
export const changeLines = (changes: readonly Change[], naming: Naming): string[] =>
  [...Map.groupBy(changes, changeWords)].flatMap(([what, some]) =>
    inLines(
      some.map(({ pupilId }) => naming.who(pupilId)),
      what,
    ),
  );

export function tallyOf({ rows }: Digest): string {
  const count = (...groups: DigestGroup[]): number => rows.filter((row) => groups.includes(row.group)).length;
  const parts: [number, string][] = [
    [count('present', 'late'), 'marked in'],
    [count('absent-with-reason', 'left-with-reason'), 'away with a reason'],
    [count('provision-closed'), 'with their provision closed'],
    [count('due-later', 'due-in-school'), 'due later or in school'],
    [count('not-expected'), 'not expected today'],
  ];
  const said = parts.filter(([n]) => n > 0).map(([n, words]) => `${n} ${words}`);
  return said.length > 0 ? said.join(', ') : 'No other pupils today';
}

export const numberWords = ({ unaccounted, empty }: Digest): string => {
  if (empty && unaccounted === 0) return 'No pupils expected today';
  return unaccounted === 1 ? 'child not accounted for' : 'children not accounted for';
};

export const ackWords = ({ name, role, at, changedSince }: AckShown): string =>
  `Acknowledged by ${name}, ${roleWords[role]}, at ${timeOf(at)}${changedSince ? ' – changed since' : ''}`;

export const ackLines = (acks: readonly AckShown[]): Coloured[] =>
  acks.map((ack) => ({ text: plain(ackWords(ack)), colour: ack.changedSince ? 'Attention' : 'Good' }));

export const noteLines = (noted: { dayNote?: string; late?: boolean; over?: boolean }): Coloured[] => [
  ...(noted.dayNote === 'last school day' ? [{ text: 'The last school day, not today', colour: 'Accent' }] : []),
  ...(noted.dayNote === 'past day' ? [{ text: 'A past day, with what is known now', colour: 'Accent' }] : []),
  ...(noted.late ? [{ text: 'Late: posted after its time', colour: 'Attention' }] : []),
  ...(noted.over ? [{ text: 'The day is over; this is no longer kept up to date', colour: 'Accent' }] : []),
];

export const changedSince = (at: Instant): string => `Changed since ${timeOf(at)}`;

/** R0.2. */
export const schoolDecides = 'Codes are proposals: your school decides and enters them.';

export function footLine(view: View, updatedAt: Instant | undefined): string {
  const when = updatedAt === undefined ? '' : `Updated ${timeOf(updatedAt)}. `;
  const names = view === 'channel' ? ' Initials only, because anyone in the channel reads this.' : '';
  return `${when}${schoolDecides}${names}`;
}
