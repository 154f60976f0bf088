/** What comes next, and what was not planned at all. */
import { provisionDay } from '../calendar.ts';
import { partTimeOn } from '../slots.ts';
import { addDays, weekdayOf } from '../time.ts';
import { maySee, visibleSlots } from './facts.ts';
import { placeOf, plannedAt, schoolShut } from './places.ts';
import type { PartTime } from '../slots.ts';
import type { LocalDate } from '../time.ts';
import type { Asked, Closure, Place, Planned } from './answer.ts';
import type { Facts } from './facts.ts';

/** Over the summer, and a while longer for a pupil who is rarely due. */
const LOOK_AHEAD_DAYS = 100;

function firstAfter(asked: Asked, date: LocalDate): Planned | undefined {
  const { timetable, endDate } = asked.pupil;
  const due = timetable.filter((row) => maySee(asked, row.provision) && date < (row.validTo ?? '9999'));
  const weekdaysDue = new Set(due.map(({ weekday }) => weekday));
  for (let days = 1; weekdaysDue.size > 0 && days <= LOOK_AHEAD_DAYS; days += 1) {
    const day = addDays(date, days);
    if (endDate !== undefined && day > endDate) return undefined;
    const slot = weekdaysDue.has(weekdayOf(day)) ? visibleSlots(asked, day).find(({ closed }) => !closed) : undefined;
    if (slot) return plannedAt(asked, slot);
  }
  return undefined;
}

/** The next slot that runs; one that the pupil is already known to miss is not expected. None within 100 days: undefined. */
export function nextExpected({ asked, readings, date, time }: Facts): Planned | undefined {
  const today = readings.find(({ slot, absent }) => slot.start > time && !absent);
  return today ? plannedAt(asked, today.slot) : firstAfter(asked, date);
}

/** Places the timetable names for that date that are on holiday then, so that they have no slot at all. */
function onHoliday({ asked, date }: Facts): Place | undefined {
  const { pupil, held } = asked;
  const row = pupil.timetable.find(({ provision, weekday, validFrom, validTo, arrive }) => {
    if (weekday !== weekdayOf(date) || date < validFrom || (validTo ?? date) < date) return false;
    if (provision === pupil.schoolUrn || !maySee(asked, provision)) return false;
    const siteOf = held.provisions.find(({ code }) => code === provision)?.siteOf;
    const day = provisionDay(held.calendar, provision, date, arrive < '12:00' ? 'AM' : 'PM', siteOf);
    return !day.runs && day.why === 'no-slots';
  });
  return row && placeOf(asked, row.provision);
}

/** A15 where the pupil has no slot that day: the school is shut, or else the place they would have been at. */
export function shutWithoutSlots(facts: Facts): { place: Place; closure: Closure } | undefined {
  const { asked, date } = facts;
  const shut = asked.audience.kind === 'provision' ? undefined : schoolShut(asked, date);
  if (shut) return { place: placeOf(asked, asked.pupil.schoolUrn), closure: shut };
  const place = ['saturday', 'sunday'].includes(weekdayOf(date)) ? undefined : onHoliday(facts);
  return place && { place, closure: { kind: 'holiday' } };
}

export const partTimeAll = ({ asked, date }: Facts): { AM: PartTime; PM: PartTime } => ({
  AM: partTimeOn(asked.pupil, date, 'AM'),
  PM: partTimeOn(asked.pupil, date, 'PM'),
});
