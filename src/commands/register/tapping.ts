/** What taps and inputs make of a draft. Plain values: no storage, so that a change can be decided again. */
import { MOST_REASON_CHARACTERS, type Entry } from '../../domain/register/entry.ts';
import { reasonsHeard } from '../../domain/register/reasons.ts';
import type { RollEntry } from '../../domain/register/roll.ts';
import { saidTime } from '../../domain/register/said-time.ts';
import { seenIn } from '../../domain/register/conflict.ts';
import type { Draft, Tap } from '../../store/drafts.ts';
import type { Fields } from '../command.ts';
import { rowKey } from './reading.ts';

const tapWords = ['present', 'late', 'absent', 'left'] as const;
export type TapWord = (typeof tapWords)[number];

export const inputIds = (key: string) => ({
  late: `late-${key}`,
  left: `left-${key}`,
  heard: `heard-${key}`,
  words: `words-${key}`,
  why: `why-${key}`,
});

/** An input that was not sent says nothing; one sent empty takes back what it said. */
const sent = (fields: Fields, id: string, before: string | undefined): string | undefined => {
  const text = fields[id];
  return text === undefined ? before : text.trim().slice(0, MOST_REASON_CHARACTERS) || undefined;
};
const timeSent = (fields: Fields, id: string, before: string | undefined): string | undefined => {
  const text = sent(fields, id, before);
  return text === undefined ? undefined : (saidTime(text) ?? text.slice(0, 20));
};

function withInputs(tap: Tap, fields: Fields): Tap {
  const ids = inputIds(rowKey(tap));
  const { at, heard, reason, why, ...rest } = tap;
  const next = {
    at: tap.said === 'late' || tap.said === 'left' ? timeSent(fields, ids[tap.said], at) : at,
    heard: sent(fields, ids.heard, heard),
    reason: sent(fields, ids.words, reason),
    why: sent(fields, ids.why, why),
  };
  return { ...rest, ...Object.fromEntries(Object.entries(next).filter(([, value]) => value !== undefined)) };
}

/** Everything entered on the card comes along with each press of it. */
export const draftWithInputs = (draft: Draft, fields: Fields): Draft => ({
  ...draft,
  taps: draft.taps.map((tap) => withInputs(tap, fields)),
});

const isFor = (tap: Tap, { pupil, slot }: RollEntry): boolean =>
  tap.pupilId === pupil.pupilId && tap.start === slot.start;

/**
 * `clear` takes a tap back; `mine` stands by it against what somebody else has recorded since. The same tap twice is one:
 * an impatient finger takes nothing back.
 */
export function draftTapped(draft: Draft, entry: RollEntry, what: string): Draft {
  const before = draft.taps.find((tap) => isFor(tap, entry));
  const others = draft.taps.filter((tap) => !isFor(tap, entry));
  const seen = seenIn(entry.standing);
  if (what === 'clear') return { ...draft, taps: others };
  if (what === 'mine') return before ? { ...draft, taps: [...others, { ...before, seen }] } : draft;
  const said = tapWords.find((word) => word === what);
  if (!said || before?.said === said) return draft;
  return { ...draft, taps: [...others, tapFor(entry, { said })] };
}

export const tapFor = (entry: RollEntry, said: Pick<Tap, 'said'> & Partial<Tap>): Tap => ({
  partnership: entry.partnership,
  pupilId: entry.pupil.pupilId,
  start: entry.slot.start,
  seen: seenIn(entry.standing),
  ...said,
});

export type TapSaid = Pick<Tap, 'said' | 'seen'> & Partial<Tap>;

/** Said anew as a whole, in the place of what was said before; undefined takes it back. */
export function draftSaying(draft: Draft, entry: RollEntry, said: TapSaid | undefined): Draft {
  const tap = said && tapFor(entry, said);
  const isThere = draft.taps.some((one) => isFor(one, entry));
  if (!isThere) return tap ? { ...draft, taps: [...draft.taps, tap] } : draft;
  return { ...draft, taps: draft.taps.flatMap((one) => (isFor(one, entry) ? (tap ?? []) : one)) };
}

/** As the rules take it. */
export function entryOf({ said, at, heard, reason, why }: Tap): Entry {
  const words = { ...(reason === undefined ? {} : { reason }), ...(why === undefined ? {} : { why }) };
  const time = at === undefined ? {} : { at };
  const plain = reasonsHeard.find(({ key }) => key === heard)?.key;
  const because = plain === undefined ? {} : { heard: plain };
  if (said === 'absent') return { said, ...because, ...words };
  return said === 'late' ? { said, ...time, ...because, ...words } : { said, ...time, ...words };
}

/** What a sentence said, as if it had been tapped. A code is said with `mark`, never in a sentence. */
export function tapSaying(entry: RollEntry, { said, ...rest }: Entry): Tap | undefined {
  return said === 'code' ? undefined : tapFor(entry, { said, ...rest });
}

/** These in place of whatever was tapped for the same pupils. */
export const draftWith = (draft: Draft, taps: readonly Tap[]): Draft => ({
  ...draft,
  taps: [
    ...draft.taps.filter((tap) => !taps.some((one) => one.pupilId === tap.pupilId && one.start === tap.start)),
    ...taps,
  ],
});

/** Without the taps that are recorded now; whatever else was tapped meanwhile stays. */
export const draftWithout = (draft: Draft, done: readonly Tap[]): Draft => ({
  ...draft,
  taps: draft.taps.filter((tap) => !done.some((one) => JSON.stringify(one) === JSON.stringify(tap))),
});
