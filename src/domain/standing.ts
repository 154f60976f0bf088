/** What the marks of one slot say. Marks count in the order they were recorded; a later one corrects (R3.6). */
import { hasReason } from './codes.ts';
import type { Mark } from './records.ts';
import type { Slot } from './slots.ts';
import type { LocalDate, LocalTime } from './time.ts';

export interface Standing {
  slot: Slot;
  /** The latest present, late or absent; not an absence that only repeats the leaving before it. */
  arrival?: Mark;
  /** The mark that says when the pupil came: of who left and came back, the one before they left. */
  registered?: Mark;
  /** A left that no later present or late takes back. */
  left?: Mark;
  /** Every mark of the slot, as recorded. */
  history: Mark[];
}

const slotStates = ['not-started', 'open', 'not-returned', 'present', 'late', 'absent', 'left', 'closed'] as const;
export type SlotState = (typeof slotStates)[number];

const isPresence = (mark: Mark): boolean => mark.status === 'present' || mark.status === 'late';
const speaksOf = (mark: Mark, slot: Slot): boolean =>
  mark.pupilId === slot.pupilId &&
  mark.date === slot.date &&
  mark.provision === slot.provision &&
  mark.arrive === slot.start;

/** A bare “absent” after one with its reason takes nothing back (Q18): the register was taken after the parent had rung. */
function sayingMore(history: readonly Mark[], latest: Mark): Mark {
  if (latest.status !== 'absent' || latest.code !== undefined || latest.amends || hasReason(latest)) return latest;
  const before = history[history.indexOf(latest) - 1];
  return before?.status === 'absent' ? sayingMore(history, before) : latest;
}

/**
 * Who left and is then called absent, nobody saying why, has still left (1.4: leaving keeps the code); unless it is said to
 * correct what stood, because they never came.
 */
function arrivalIn(history: readonly Mark[], left: Mark | undefined): Mark | undefined {
  const latest = history.findLast(({ status }) => status !== 'left');
  // Of who left the last word counts: a reason may be taken back.
  const arrival = latest && !left ? sayingMore(history, latest) : latest;
  const repeatsLeaving =
    left && arrival?.status === 'absent' && !arrival.amends && !hasReason(arrival) && isAfter(history, arrival, left);
  return repeatsLeaving ? history.findLast(isPresence) : arrival;
}
const isAfter = (history: readonly Mark[], a: Mark, b: Mark): boolean => history.indexOf(a) > history.indexOf(b);

/** Coming back takes nothing from the first coming; a present that speaks of a time before the leaving corrects it. */
function firstComing(history: readonly Mark[], arrival: Mark): Mark {
  const left = history.slice(0, history.indexOf(arrival)).findLast(({ status }) => status === 'left');
  if (!left || (arrival.arrivedAt ?? '24:00') < (left.leftAt ?? '')) return arrival;
  const stay = history.slice(0, history.indexOf(left));
  const before = stay.findLast(({ status }) => status !== 'left');
  return before && isPresence(before) ? firstComing(stay, before) : arrival;
}

/** Who is only reported as having left may have been given the time they came with it. */
function registeredIn(history: readonly Mark[], arrival: Mark | undefined, left: Mark | undefined): Mark | undefined {
  if (arrival && isPresence(arrival)) return firstComing(history, arrival);
  const cameBefore = left?.arrivedAt !== undefined && (!arrival || isAfter(history, left, arrival));
  return cameBefore ? left : undefined;
}

export function standingOf(slot: Slot, marks: readonly Mark[]): Standing {
  const history = marks.filter((mark) => speaksOf(mark, slot)).toSorted((a, b) => a.recordedAt - b.recordedAt);
  const sincePresence = history.slice(history.findLastIndex(isPresence) + 1);
  const left = sincePresence.findLast((mark) => mark.status === 'left');
  const arrival = arrivalIn(history, left);
  return { slot, arrival, registered: registeredIn(history, arrival, left), left, history };
}

export type Arrival = 'on-time' | 'late' | 'after-close' | 'after-end';

/** Where a mark that somebody came falls in a slot (R3.3). The time decides, the status word only where there is none. */
export function arrivalAt(slot: Pick<Slot, 'start' | 'end' | 'closesAt'>, { arrivedAt: time, status }: Mark): Arrival {
  if (time === undefined) return status === 'late' ? 'late' : 'on-time';
  if (time >= slot.end) return 'after-end';
  if (time >= slot.closesAt) return 'after-close';
  return time > slot.start ? 'late' : 'on-time';
}

/** When the pupil came to the slot; undefined where no mark says that they did. */
export const arrivalOf = ({ slot, registered }: Standing): Arrival | undefined =>
  registered && arrivalAt(slot, registered);

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
  if (latest.status === 'left') return 'left';
  if (latest.status === 'absent') return standing.left && standing.arrival !== latest ? 'left' : 'absent';
  const arrival = arrivalOf(standing);
  if (arrival === 'after-end') return 'absent';
  return arrival === 'on-time' ? 'present' : 'late';
}

/** The present and late marks that fit none of the slots: kept as evidence of where a child was (contract, section 3). */
export const evidenceOnly = (slots: readonly Slot[], marks: readonly Mark[]): Mark[] =>
  marks.filter((mark) => isPresence(mark) && !slots.some((slot) => speaksOf(mark, slot)));
