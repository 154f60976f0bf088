/** What a person says about one pupil at one slot, before anybody looked at whether it can stand. */
import type { CodeRefusal } from './code-entry.ts';
import type { ReasonHeard } from './reasons.ts';
import type { Mark } from '../records.ts';
import type { LocalTime } from '../time.ts';

/** `reason`: the words heard. `why`: of a change, why what stood before was wrong (R3.6). Code as typed. */
export type Entry = { reason?: string; why?: string } & (
  | { said: 'present'; at?: LocalTime }
  | { said: 'late'; at?: LocalTime; heard?: ReasonHeard }
  | { said: 'absent'; heard?: ReasonHeard }
  | { said: 'left'; at?: LocalTime }
  | { said: 'code'; code: string }
);

/** Longer is a story, and belongs with the contacts of the follow-up. */
export const MOST_REASON_CHARACTERS = 300;

/** Why it cannot stand, with what the person needs to say it right. Times are school time. */
export type MarkRefusal =
  | { why: 'not-yours' }
  | { why: 'day-over' }
  | { why: 'day-ahead' }
  /** Also where there is such a slot that the person may not know of. */
  | { why: 'no-such-slot' }
  | { why: 'place-closed' }
  | { why: 'words-too-long'; most: number }
  | { why: 'time-needed' }
  | { why: 'no-time'; typed: string }
  | { why: 'time-ahead'; now: LocalTime }
  | { why: 'not-started'; from: LocalTime }
  | { why: 'too-early'; from: LocalTime }
  | { why: 'not-late'; start: LocalTime }
  /** `next`: the pupil's slot that the time falls in, if the person may know of it. */
  | { why: 'session-over'; end: LocalTime; next?: { provision: string; start: LocalTime } }
  | { why: 'outside-slot'; start: LocalTime; end: LocalTime }
  | { why: 'no-arrival' }
  | { why: 'left-before-arrival'; arrivedAt: LocalTime }
  /** Something stands already: `stands` in short, undefined where only the day is over. */
  | { why: 'why-needed'; stands?: string }
  | { why: 'code'; code: CodeRefusal };

/** The part of a mark that an entry speaks of. */
export type Saying = Pick<Mark, 'status' | 'arrivedAt' | 'leftAt' | 'code'>;
export type Read = { kind: 'says'; saying: Saying } | { kind: 'refused'; refusal: MarkRefusal };

export const says = (saying: Saying): Read => ({ kind: 'says', saying });
export const refuse = (refusal: MarkRefusal): { kind: 'refused'; refusal: MarkRefusal } => ({
  kind: 'refused',
  refusal,
});
