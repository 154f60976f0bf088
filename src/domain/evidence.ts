/** What a mark is worth as evidence: what was seen, where, when, and who said so. Never why (R9.3). */
import { absenceCategory } from './codes.ts';
import { momentOf } from './time.ts';
import type { Mark, MarkStatus } from './records.ts';
import type { Standing } from './standing.ts';
import type { Instant, LocalTime } from './time.ts';

export interface Evidence {
  what: MarkStatus;
  provision: string;
  /** The time it speaks of, school time. */
  at: LocalTime;
  recordedAt: Instant;
  /** Not of a mark that is restricted: who recorded it can give away what must stay unsaid. */
  by?: string;
}

/**
 * Where nobody gave a time: when it was recorded, if that tells anything. A register typed in at four says nothing about
 * four o'clock; then the start of the slot stands for it.
 */
function timeRecorded(mark: Mark, slotEnd: LocalTime): LocalTime {
  const recorded = momentOf(mark.recordedAt);
  const telling = recorded.date === mark.date && (mark.status === 'absent' || recorded.time < slotEnd);
  return telling ? recorded.time : mark.arrive;
}

/** `standings`: of the day the mark belongs to. */
export function evidenceOf(mark: Mark, standings: readonly Standing[]): Evidence {
  const slotEnd = standings.find(({ history }) => history.includes(mark))?.slot.end ?? '24:00';
  const reported = mark.status === 'left' ? mark.leftAt : mark.arrivedAt;
  return {
    what: mark.status,
    provision: mark.provision,
    at: reported ?? timeRecorded(mark, slotEnd),
    recordedAt: mark.recordedAt,
    ...(absenceCategory(mark) !== 'restricted' && { by: mark.recordedBy }),
  };
}
