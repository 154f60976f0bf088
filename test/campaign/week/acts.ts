/** What people do in the week, each at its minute. Plain values: they go to another process as they are. */
import type { Act as AbsenceAct } from '../../../src/domain/follow-up/acts.ts';
import type { Session } from '../../../src/domain/records.ts';
import type { Instant, LocalDate, LocalTime } from '../../../src/domain/time.ts';

/** Of one pupil, in the words in which it is said. */
export interface Said {
  pupilId: string;
  name: string;
  /** `in`, `late 9:05`, `not here`, `left 10:00`, … */
  words: string;
}

export type Act =
  /** Somebody takes a register, or a part of it, in a sentence. */
  | { kind: 'register'; by: string; provision: string; session: Session; said: Said[] }
  /** One mark, and why it is changed. */
  | {
      kind: 'mark';
      by: string;
      date: LocalDate;
      slot: { provision: string; start: LocalTime };
      said: Said;
      why: string;
    }
  /** A pack arrives: file name to its text. */
  | { kind: 'pack'; files: Record<string, string> }
  /** Somebody fills in a form about the absence of a pupil, if there is one. */
  | { kind: 'follow'; by: string; pupilId: string; act: AbsenceAct; fields: Record<string, string> };

/** All that is done at one minute, in order. */
export interface Step {
  at: Instant;
  acts: Act[];
}
