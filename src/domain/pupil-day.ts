/** One pupil's day as the digest and the codes look at it: where they are expected, and what the marks known so far say. */
import { marksOfDay } from './day-marks.ts';
import { evidenceOnly, standingOf } from './standing.ts';
import { slotsOn } from './slots.ts';
import type { Mark, PartnershipRecords, Pupil } from './records.ts';
import type { Slot } from './slots.ts';
import type { Standing } from './standing.ts';
import type { Instant, LocalDate, Moment } from './time.ts';

export interface PupilDay {
  pupil: Pupil;
  date: LocalDate;
  held: PartnershipRecords;
  /** The moment the day is judged at. */
  now: Moment;
  /** One for each slot the pupil is expected at, by start. */
  standings: Standing[];
  /** Present and late marks that fit no such slot. */
  elsewhere: Mark[];
}

export const isSuspended = (pupil: Pupil, date: LocalDate): boolean =>
  pupil.suspensions.some(({ from, to }) => from <= date && (to === undefined || date <= to));

/**
 * The slots at which somebody waits for the pupil: not at a school that is shut (its own code says so, A1), nor at the
 * school for a suspended pupil (A3).
 */
export function expectedSlots(pupil: Pupil, date: LocalDate, held: PartnershipRecords): Slot[] {
  const away = isSuspended(pupil, date);
  return slotsOn(pupil, date, held).filter((slot) => !slot.atHome || (!slot.closed && !away));
}

/** `knownAt`: marks recorded after it are left out; by default the moment the day is judged at. */
export function pupilDay(
  pupil: Pupil,
  date: LocalDate,
  held: PartnershipRecords,
  now: Moment,
  knownAt: Instant = now.instant,
): PupilDay {
  const marks = marksOfDay(held.marks, pupil, date, knownAt);
  const slots = expectedSlots(pupil, date, held);
  const standings = slots.map((slot) => standingOf(slot, marks));
  return { pupil, date, held, now, standings, elsewhere: evidenceOnly(slots, marks) };
}
