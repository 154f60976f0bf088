/** The slot a mark is meant for, with all that is known of the pupil's day: the facts every rule of a mark looks at. */
import { pupilDay } from '../pupil-day.ts';
import type { Mark, PartnershipRecords } from '../records.ts';
import type { PupilDay } from '../pupil-day.ts';
import type { Standing } from '../standing.ts';
import type { LocalDate, LocalTime, Moment } from '../time.ts';
import type { MarkingAs, Who } from './rights.ts';

/** Which slot; `held` as it stands now, with the marks of that day. */
export interface Place {
  held: PartnershipRecords;
  pupilId: string;
  date: LocalDate;
  provision: string;
  start: LocalTime;
}

export interface Due {
  who: Who;
  as: MarkingAs;
  position: string;
  day: PupilDay;
  standing: Standing;
  now: Moment;
}

/** Every mark that stands counts, also one that an instance with a faster clock has made: it has been made. */
const WHENEVER_RECORDED = Infinity;

/** Undefined where the pupil is not due there then, or the person may not know that they are (R8.3). */
export function dayAndStanding(place: Place, { scope }: Who, now: Moment): Pick<Due, 'day' | 'standing'> | undefined {
  const pupil = place.held.pupils.find(({ pupilId }) => pupilId === place.pupilId);
  if (!pupil || (pupil.sealed && !pupil.sealed.includes(scope.upn))) return undefined;
  const day = pupilDay(pupil, place.date, place.held, now, WHENEVER_RECORDED);
  const standing = day.standings.find(({ slot }) => slot.provision === place.provision && slot.start === place.start);
  return standing && { day, standing };
}

export const isToday = ({ day, now }: Due): boolean => day.date === now.date;
/** Whether the school's clock has reached a time of the slot's day. */
export const hasCome = ({ day, now }: Due, time: LocalTime): boolean =>
  `${day.date} ${time}` <= `${now.date} ${now.time}`;

/** The mark that would say it. Two marks of one slot never share an instant: their order is what counts. */
export function markSaying(said: Pick<Mark, 'status'> & Partial<Mark>, { who, position, standing, now }: Due): Mark {
  const { pupilId, date, provision, start } = standing.slot;
  return {
    pupilId,
    date,
    provision,
    arrive: start,
    recordedAt: Math.max(now.instant, (standing.history.at(-1)?.recordedAt ?? 0) + 1),
    recordedBy: who.person.name,
    upn: who.person.upn,
    position,
    ...said,
  };
}
