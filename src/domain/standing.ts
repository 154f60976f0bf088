/** What the marks of one slot say. Marks count in the order they were recorded; a later one corrects (R3.6). */
import type { Mark } from './records.ts';
import type { Slot } from './slots.ts';
import type { LocalDate, LocalTime } from './time.ts';

export interface Standing {
  slot: Slot;
  /** The latest present, late or absent. */
  arrival?: Mark;
  /** A left that no later present or late takes back. */
  left?: Mark;
  /** Every mark of the slot, as recorded. */
  history: Mark[];
}

export const slotStates = [
  'not-started',
  'open',
  'not-returned',
  'present',
  'late',
  'absent',
  'left',
  'closed',
] as const;
export type SlotState = (typeof slotStates)[number];

const isPresence = (mark: Mark): boolean => mark.status === 'present' || mark.status === 'late';
const speaksOf = (mark: Mark, slot: Slot): boolean =>
  mark.pupilId === slot.pupilId &&
  mark.date === slot.date &&
  mark.provision === slot.provision &&
  mark.arrive === slot.start;

export function standingOf(slot: Slot, marks: readonly Mark[]): Standing {
  const history = marks.filter((mark) => speaksOf(mark, slot)).toSorted((a, b) => a.recordedAt - b.recordedAt);
  const sincePresence = history.slice(history.findLastIndex(isPresence) + 1);
  return {
    slot,
    arrival: history.findLast((mark) => mark.status !== 'left'),
    left: sincePresence.findLast((mark) => mark.status === 'left'),
    history,
  };
}

export type Arrival = 'on-time' | 'late' | 'after-close' | 'after-end';

/**
 * Where an arrival falls in its slot (R3.3); undefined without a present or late mark. The time decides, not the status
 * word; only where no time was given does the word count.
 */
export function arrivalOf({ slot, arrival }: Standing): Arrival | undefined {
  if (!arrival || !isPresence(arrival)) return undefined;
  const time = arrival.arrivedAt;
  if (time === undefined) return arrival.status === 'late' ? 'late' : 'on-time';
  if (time >= slot.end) return 'after-end';
  if (time >= slot.closesAt) return 'after-close';
  return time > slot.start ? 'late' : 'on-time';
}

/** Arrived at or after the closing of the register and before the end of the slot: U territory (R3.3). */
export const arrivedLateAfterClose = (standing: Standing): boolean => arrivalOf(standing) === 'after-close';

function stateBefore(slot: Slot, at: { date: LocalDate; time: LocalTime }): SlotState {
  if (slot.closed) return 'closed';
  const now = `${at.date} ${at.time}`;
  if (now < `${slot.date} ${slot.start}`) return 'not-started';
  return now < `${slot.date} ${slot.closesAt}` ? 'open' : 'not-returned';
}

/**
 * The state of a slot at a moment of school time. A mark tells more than the clock, even one made before the start. Who
 * arrived after the end did not attend the slot and stays absent from it (R3.3, M4), though `arrival` says where the child is.
 */
export function slotState(standing: Standing, at: { date: LocalDate; time: LocalTime }): SlotState {
  const latest = standing.history.at(-1);
  if (!latest) return stateBefore(standing.slot, at);
  if (latest.status === 'left' || latest.status === 'absent') return latest.status;
  const arrival = arrivalOf(standing);
  if (arrival === 'after-end') return 'absent';
  return arrival === 'on-time' ? 'present' : 'late';
}

/** The present and late marks that fit none of the slots: kept as evidence of where a child was (contract, section 3). */
export const evidenceOnly = (slots: readonly Slot[], marks: readonly Mark[]): Mark[] =>
  marks.filter((mark) => isPresence(mark) && !slots.some((slot) => speaksOf(mark, slot)));
