import * as fc from 'fast-check';
import { nextSchoolDay, previousSchoolDay, schoolDay } from '../../src/domain/calendar.ts';
import { calendarKinds } from '../../src/domain/records.ts';
import type { CalendarRow } from '../../src/domain/records.ts';
import { slotsOn } from '../../src/domain/slots.ts';
import {
  addDays,
  addMinutes,
  dateOf,
  instantAt,
  minutesOf,
  mondayOf,
  timeOf,
  weekdayOf,
  weekdays,
} from '../../src/domain/time.ts';
import { ASHFIELD, PARTNERSHIP, aPupil, aRow, ashfieldChain, calA, held } from '../support/cal-a.ts';

const aDate = fc.integer({ min: 0, max: 1200 }).map((days) => addDays('2026-08-01', days));
const aDateOfCalA = fc.integer({ min: 0, max: 500 }).map((days) => addDays('2026-08-01', days));
const aTime = fc.integer({ min: 0, max: 24 * 60 - 1 }).map((minutes) => addMinutes('00:00', minutes));
const aCalendarRow: fc.Arbitrary<CalendarRow> = fc
  .record({
    organisation: fc.constantFrom('*', ASHFIELD, PARTNERSHIP, 'oak-farm', 'base'),
    from: aDate,
    days: fc.integer({ min: 0, max: 60 }),
    kind: fc.constantFrom(...calendarKinds),
    session: fc.constantFrom(undefined, 'AM' as const, 'PM' as const),
  })
  .map(({ organisation, from, days, kind, session }) => ({
    organisation,
    from,
    to: addDays(from, days),
    kind,
    session,
  }));
const aCalendar = fc.array(aCalendarRow, { maxLength: 12 });
const aTimetable = fc.array(
  fc
    .record({
      weekday: fc.constantFrom(...weekdays),
      provision: fc.constantFrom('oak-farm', 'base', ASHFIELD, 'nowhere'),
      times: fc.uniqueArray(fc.integer({ min: 8 * 60, max: 17 * 60 }), { minLength: 2, maxLength: 2 }),
    })
    .map(({ weekday, provision, times }) => {
      const [arrive, leave] = times.toSorted((a, b) => a - b).map((minutes) => addMinutes('00:00', minutes));
      return aRow(weekday, provision, arrive!, leave!);
    }),
  { maxLength: 12 },
);
/** The wall clock repeats an hour and skips one each year; only those minutes do not come back from their instant. */
const exists = (date: string, time: string): boolean => timeOf(instantAt(date, time)) === time;
const skipped = (date: string, time: string): boolean =>
  date.slice(5, 7) === '03' && weekdayOf(date) === 'sunday' && date.slice(8) >= '25' && time.startsWith('01:');

describe('the calendar', () => {
  test('a school day is never a weekend, has an open session, and only a school day has', () => {
    fc.assert(
      fc.property(aCalendar, aDate, (calendar, date) => {
        const day = schoolDay(calendar, ashfieldChain, date);
        const open = day.sessions.AM || day.sessions.PM;
        expect(open).toBe(day.kind === 'school-day');
        expect(day.kind === 'weekend').toBe(['saturday', 'sunday'].includes(weekdayOf(date)));
      }),
    );
  });

  test('a closing row of the school or its partnership is never overruled', () => {
    const closing = fc.constantFrom('holiday', 'inset', 'closure', 'bank-holiday' as const);
    fc.assert(
      fc.property(
        aCalendar,
        aDate,
        closing,
        fc.constantFrom(ASHFIELD, PARTNERSHIP),
        (calendar, date, kind, organisation) => {
          const row = { organisation, from: date, to: date, kind } as CalendarRow;
          expect(schoolDay([...calendar, row], ashfieldChain, date).kind).not.toBe('school-day');
        },
      ),
    );
  });

  test('the order of the rows does not matter to what is open', () => {
    fc.assert(
      fc.property(aCalendar, aDate, (calendar, date) => {
        const { kind, sessions } = schoolDay(calendar, ashfieldChain, date);
        expect(schoolDay(calendar.toReversed(), ashfieldChain, date)).toMatchObject({ kind, sessions });
      }),
    );
  });

  test('from a school day, the next and then the last school day lead back', () => {
    fc.assert(
      fc.property(aDateOfCalA, (date) => {
        const next = nextSchoolDay(calA, ashfieldChain, date);
        if (next === undefined) return;
        const back = previousSchoolDay(calA, ashfieldChain, next);
        const isOpen = schoolDay(calA, ashfieldChain, date).kind === 'school-day';
        expect(back).toBe(isOpen ? date : previousSchoolDay(calA, ashfieldChain, date));
      }),
    );
  });
});

describe('slots', () => {
  test('every slot ends after it starts, closes no earlier than it starts, and they come in order', () => {
    fc.assert(
      fc.property(aCalendar, aTimetable, aDate, (calendar, timetable, date) => {
        const slots = slotsOn(aPupil({ timetable }), date, held({ calendar }));
        for (const slot of slots) {
          expect(slot.end > slot.start).toBe(true);
          expect(slot.closesAt >= slot.start).toBe(true);
          expect(slot.session).toBe(slot.start < '12:00' ? 'AM' : 'PM');
        }
        expect(slots.map((slot) => slot.start)).toEqual(slots.map((slot) => slot.start).toSorted());
      }),
    );
  });

  test('in term nothing timetabled at a provision is lost, whatever the home school does (M17, M19)', () => {
    const ofTheSchool = aCalendar.map((rows) => rows.filter((row) => row.organisation === ASHFIELD));
    fc.assert(
      fc.property(ofTheSchool, aTimetable, fc.constantFrom(...weekdays), (rows, timetable, weekday) => {
        const date = addDays('2026-11-09', weekdays.indexOf(weekday));
        const due = timetable.filter((row) => row.weekday === weekday && row.provision !== ASHFIELD);
        const slots = slotsOn(aPupil({ timetable }), date, held({ calendar: [...calA, ...rows] }));
        const expected = slots.map((slot) => `${slot.provision} ${slot.start}`);
        expect(expected).toEqual(expect.arrayContaining(due.map((row) => `${row.provision} ${row.arrive}`)));
      }),
    );
  });

  test.each([
    ['2026-10-25', '2026-10-16', '2026-10-27', 60],
    ['2028-03-26', '2028-03-24', '2028-03-27', -60],
    ['2028-10-29', '2028-10-27', '2028-10-30', 60],
  ])('R7.2: across the change on %s registers keep the wall clock, instants move', (_, before, after, moved) => {
    const timetable = weekdays.map((weekday) => aRow(weekday, 'oak-farm', '09:00', '15:45'));
    const onDay = (date: string) => slotsOn(aPupil({ timetable }), date, held({ calendar: [] }));
    const clock = (date: string) => onDay(date).map(({ start, closesAt, end }) => [start, closesAt, end]);
    expect(clock(after)).toEqual(clock(before));
    const minutesOfDay = (date: string) => (instantAt(date, onDay(date)[0]!.closesAt) / 60_000) % (24 * 60);
    expect(minutesOfDay(after) - minutesOfDay(before)).toBe(moved);
  });
});

describe('school time (R7.1, R7.2)', () => {
  test('every wall-clock minute that exists comes back from its instant; only a skipped hour does not', () => {
    fc.assert(
      fc.property(aDate, aTime, (date, time) => {
        const instant = instantAt(date, time);
        expect(exists(date, time)).toBe(!skipped(date, time));
        expect(dateOf(instant)).toBe(date);
        if (exists(date, time)) expect(timeOf(instant)).toBe(time);
      }),
      { numRuns: 500 },
    );
  });

  test.each(['2026-10-25', '2027-03-28', '2028-03-26', '2028-10-29'])('each minute of %s, a day of change', (date) => {
    const minutes = Array.from({ length: 24 * 60 }, (_, minute) => addMinutes('00:00', minute));
    const lost = minutes.filter((time) => timeOf(instantAt(date, time)) !== time);
    expect(lost).toEqual(minutes.filter((time) => skipped(date, time)));
    expect(minutes.map((time) => dateOf(instantAt(date, time)))).toEqual(minutes.map(() => date));
  });

  test('days and minutes add up, and a week begins on its Monday', () => {
    fc.assert(
      fc.property(aDate, fc.integer({ min: -800, max: 800 }), aTime, (date, days, time) => {
        expect(addDays(addDays(date, days), -days)).toBe(date);
        expect(weekdayOf(mondayOf(date))).toBe('monday');
        expect(mondayOf(date) <= date && date < addDays(mondayOf(date), 7)).toBe(true);
        expect(addMinutes('00:00', minutesOf(time))).toBe(time);
      }),
    );
  });
});
