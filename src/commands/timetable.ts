/** `timetable <name> [this week | next week]`: the week as planned. A plan is no evidence, and says so. */
import { timetableCard, type DayShown } from '../cards/timetable.ts';
import { schoolDay } from '../domain/calendar.ts';
import { slotsOn, type Slot } from '../domain/slots.ts';
import { addDays, longDate, mondayOf, shortDate, weekdayOf, type LocalDate } from '../domain/time.ts';
import { atLeast } from './at-least.ts';
import type { Parts, Answer, Asking, Command } from './command.ts';
import { say } from './command.ts';
import { aboutPupil, nameOf, type Found } from './find-pupil.ts';
import { askByName, type Understood } from './pupil-question.ts';
import { mayAskOfPupils } from './rights.ts';

function placeName({ held }: Found, slot: Slot): string {
  const place = slot.atHome
    ? held.schools.find((school) => school.urn === slot.provision)
    : held.provisions.find((provision) => provision.code === slot.provision);
  return place?.name ?? slot.provision;
}

const slotShown = (found: Found, slot: Slot) => ({
  when: `${slot.start}–${slot.end}${slot.activity ? `, ${slot.activity}` : ''}`,
  where: placeName(found, slot),
  extra: [
    slot.closed ? `closed that day${slot.closed.note ? ` (${slot.closed.note})` : ''}` : '',
    slot.lunch ? `lunch: ${slot.lunch}` : '',
    slot.transport ? `transport: ${slot.transport}` : '',
  ]
    .filter((text) => text !== '')
    .join(' · '),
});

/** Why a day is empty. Provision staff are told only that nothing is planned with them (R7.15). */
function emptyDay(found: Found, date: LocalDate): string {
  if (found.sight === 'slots') return 'nothing with you';
  const chain = { organisation: found.pupil.schoolUrn, partnership: found.held.partnership.code };
  const day = schoolDay(found.held.calendar, chain, date);
  const why: Record<typeof day.kind, string> = {
    'school-day': 'nothing timetabled',
    weekend: 'weekend',
    'out-of-term': 'not a school day',
    holiday: 'holiday',
    inset: 'INSET day at school',
    'bank-holiday': 'bank holiday',
    closure: 'school closed',
  };
  return why[day.kind];
}

function dayShown(found: Found, asking: Asking, date: LocalDate): DayShown {
  const all = slotsOn(found.pupil, date, found.held);
  const seen = found.sight === 'all' ? all : all.filter((slot) => asking.scope.provisions.includes(slot.provision));
  const slots = seen.map((slot) => slotShown(found, slot));
  const weekday = weekdayOf(date);
  return {
    day: `${weekday.charAt(0).toUpperCase()}${weekday.slice(1, 3)}`,
    date: shortDate(date).replace(/^\w+ /, ''),
    today: date === asking.now.date,
    slots: slots.length > 0 ? slots : [{ when: '–', where: emptyDay(found, date), extra: '' }],
  };
}

export const weekFrom = (monday: LocalDate): LocalDate[] => [0, 1, 2, 3, 4].map((n) => addDays(monday, n));

function datesOf(phrase: Understood, today: LocalDate): LocalDate[] {
  if (phrase.kind === 'day' || phrase.kind === 'at') return [phrase.date];
  const monday = phrase.kind === 'week' ? phrase.monday : mondayOf(today);
  return weekFrom(monday);
}

export const PLAN_ALONE = 'This is the plan. It does not say that anybody arrived.';

/** The plan of these days, as far as the asker may see it. */
export const daysShown = (asking: Asking, found: Found, dates: readonly LocalDate[]): DayShown[] =>
  dates.map((date) => dayShown(found, asking, date));

/** The plan of a day or a week, as far as the asker may see it. */
export function showTimetable(asking: Asking, found: Found, phrase: Understood, query: string): Answer {
  const dates = datesOf(phrase, asking.now.date);
  const week = dates.length === 1 ? longDate(dates[0]!) : `Week of ${longDate(dates[0]!)}`;
  const card = timetableCard({
    name: nameOf(found),
    about: aboutPupil(found),
    week,
    days: daysShown(asking, found, dates),
    foot: PLAN_ALONE,
  });
  return {
    ...say(card, 'Keylink answered'),
    looked: { query, decision: 'answered', pupilId: found.pupilId, fields: ['timetable'] },
  };
}

export function timetableCommand({ store }: Parts): Command {
  return {
    name: 'timetable',
    example: 'timetable Joe Bloggs next week',
    means: 'the week as planned',
    words: ['timetable', 'time table'],
    parse: (rest) => (rest === '' ? undefined : { text: rest }),
    may: mayAskOfPupils,
    answered: 'private',
    run: (asking, fields) =>
      atLeast(
        askByName(store.records, asking, { query: 'timetable', text: fields['text'] ?? '' }, async (found, phrase) =>
          showTimetable(asking, found, phrase, 'timetable'),
        ),
      ),
  };
}
