/** What people do in the week, each at its minute. Plain values: they go to another process as they are. */
import type { AbsenceEvent } from '../../../src/domain/absence/events.ts';
import type { Session } from '../../../src/domain/records.ts';
import type { Entry } from '../../../src/domain/register/entry.ts';
import type { Instant, LocalDate, LocalTime } from '../../../src/domain/time.ts';

export interface EntryFor {
  pupilId: string;
  /** The start of the slot. */
  start: LocalTime;
  entry: Entry;
}

export type Act =
  /** Somebody takes a register, or a part of it. */
  | { kind: 'register'; by: string; provision: string; session: Session; date: LocalDate; entries: EntryFor[] }
  /** A pack arrives: file name to its text. */
  | { kind: 'pack'; files: Record<string, string> }
  /** Somebody does something about the absence of a pupil, if there is one. */
  | { kind: 'follow'; by: string; pupilId: string; event: AbsenceEvent };

/** All that is done at one minute, in order. */
export interface Step {
  at: Instant;
  acts: Act[];
}
