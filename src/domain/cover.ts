/** Step 1 of section 1.4: which arrangement covers one session of the home school's register. First match of A1–A9. */
import { previousSchoolDay, schoolSession } from './calendar.ts';
import { isSuspended } from './pupil-day.ts';
import { partTimeOn } from './slots.ts';
import type { PupilDay } from './pupil-day.ts';
import type { Provision, Session } from './records.ts';
import type { Slot } from './slots.ts';
import type { Standing } from './standing.ts';
import type { LocalDate } from './time.ts';

export type Covering =
  | 'closed'
  | 'prospective'
  | 'excluded'
  | 'dual'
  | 'la'
  | 'school'
  | 'part-time'
  | 'uncovered'
  | 'home';

/** What somebody should know beside the arrangement. */
export type CoverNote = 'home-school-closed' | 'not-a-school' | 'la-basis-missing';

export type Cover =
  | { by: 'closed' | 'prospective' | 'excluded'; notes: CoverNote[] }
  | { by: 'part-time' | 'uncovered'; agreementTo?: LocalDate; notes: CoverNote[] }
  /** `first` is the slot the session's code comes from (R1.9), `rest` those after it. */
  | { by: 'dual' | 'la' | 'school' | 'home'; first: Standing; rest: Standing[]; notes: CoverNote[] };

export const chainOf = (day: PupilDay) => ({
  organisation: day.pupil.schoolUrn,
  partnership: day.held.partnership.code,
});
export const provisionOf = (slot: Slot, day: PupilDay): Provision | undefined =>
  day.held.provisions.find((provision) => provision.code === slot.provision);

/** Counts school days up to a date on which the pupil was suspended without a break, no further than `most`. */
export function suspendedDays(day: PupilDay, most: number): number {
  let count = 0;
  let date: LocalDate | undefined = day.date;
  while (date !== undefined && count < most && isSuspended(day.pupil, date)) {
    count += 1;
    date = previousSchoolDay(day.held.calendar, chainOf(day), date);
  }
  return count;
}

/** A4–A6. Dual is registration at a school (M11, trap 6); `K` needs its legal basis on the placement (R1.7). */
function placedBy(slot: Slot, day: PupilDay): { by: 'dual' | 'la' | 'school'; notes: CoverNote[] } {
  const { arrangement, laBasis } = slot.placement ?? { arrangement: 'school' };
  if (arrangement === 'dual') {
    return provisionOf(slot, day)?.registered ? { by: 'dual', notes: [] } : { by: 'school', notes: ['not-a-school'] };
  }
  if (arrangement === 'la') {
    return laBasis?.trim() ? { by: 'la', notes: [] } : { by: 'school', notes: ['la-basis-missing'] };
  }
  return { by: 'school', notes: [] };
}

function withoutSlot(day: PupilDay, session: Session): Cover {
  const partTime = partTimeOn(day.pupil, day.date, session);
  if (partTime.state === 'covered') return { by: 'part-time', agreementTo: partTime.agreement.to, notes: [] }; // A7
  const expired = partTime.state === 'expired' ? partTime.agreement.to : undefined;
  return { by: 'uncovered', agreementTo: expired, notes: [] }; // A8
}

/** Undefined where the session is none of the home school's: at a weekend, or after the pupil left. */
export function coverOf(day: PupilDay, session: Session): Cover | undefined {
  const { pupil, date, held } = day;
  const { kind } = schoolSession(held.calendar, chainOf(day), date, session);
  if (kind === 'weekend' || (pupil.endDate !== undefined && date > pupil.endDate)) return undefined;

  const standings = day.standings.filter(({ slot }) => slot.session === session);
  const first = standings[0];
  // M19: the school was shut at short notice and the provision was not, so what happened there counts.
  const wentAhead = kind === 'closure' && standings.some(({ slot }) => !slot.closed);
  const notes: CoverNote[] = kind === 'closure' ? ['home-school-closed'] : [];
  if (kind !== 'school-day' && !wentAhead) return { by: 'closed', notes }; // A1
  if (date < pupil.startDate) return { by: 'prospective', notes }; // A2
  if (isSuspended(pupil, date) && !first) return { by: 'excluded', notes }; // A3
  if (!first) return withoutSlot(day, session);
  if (first.slot.atHome) return { by: 'home', first, rest: standings.slice(1), notes }; // A9
  const placed = placedBy(first.slot, day); // A4–A6
  return { by: placed.by, first, rest: standings.slice(1), notes: [...notes, ...placed.notes] };
}
