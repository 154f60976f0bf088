/** A register that did not come by itself (4.2, NO_RETURN): neither present nor absent, and somebody is asked for it. */
import type { Instant, LocalDate, LocalTime } from '../time.ts';

const chaseSteps = ['ask', 'ask-again', 'ring'] as const;
export type ChaseStep = (typeof chaseSteps)[number];

export interface Chase {
  partnership: string;
  provision: string;
  date: LocalDate;
  closesAt: LocalTime;
  /** What is still to come, unless the register does. */
  due: { step: ChaseStep; at: Instant }[];
  /** When each was done, which may be later than it was due. */
  fired: { step: ChaseStep; at: Instant }[];
  /** When the last mark of it came in. */
  returnedAt?: Instant;
}
