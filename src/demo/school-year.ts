/**
 * Term dates of an invented school year in the Leicestershire shape (CAL-A): an early start, October half term a week
 * before most of England, an early end. `year` is the one the school year begins in.
 */
import { addDays, mondayOf, weekdayOf } from '../domain/time.ts';
import type { LocalDate } from '../domain/time.ts';

/** First and last day, both included. */
export interface Span {
  from: LocalDate;
  to: LocalDate;
  note: string;
}

const dateIn = (year: number, month: number, day: number): LocalDate =>
  `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
const mondayFrom = (date: LocalDate): LocalDate => mondayOf(addDays(date, 6));
const lastMondayOf = (year: number, month: number, days: number): LocalDate => mondayOf(dateIn(year, month, days));

/** The Gregorian reckoning of Easter Sunday (Meeus). */
function easter(year: number): LocalDate {
  const century = Math.floor(year / 100);
  const golden = year % 19;
  const skipped = century - Math.floor(century / 4) - Math.floor((8 * century + 13) / 25) + 15;
  const epact = (19 * golden + skipped) % 30;
  const moon = epact - Math.floor((epact + Math.floor(golden / 11)) / 29);
  const offset = (year + Math.floor(year / 4) + moon + 2 - century + Math.floor(century / 4)) % 7;
  return addDays(dateIn(year, 3, 21), moon + 7 - offset);
}

const autumnStart = (year: number): LocalDate => addDays(lastMondayOf(year, 8, 31), 1);
const summerEnd = (year: number): LocalDate => addDays(mondayFrom(dateIn(year + 1, 7, 8)), 2);

/** The days between terms, in order; the last is the summer, up to the next school year. */
export function breaksOf(year: number): Span[] {
  const october = addDays(mondayFrom(dateIn(year, 10, 1)), 14);
  const christmas = addDays(mondayOf(dateIn(year, 12, 16)), 5);
  const february = addDays(mondayFrom(dateIn(year + 1, 2, 1)), 14);
  const goodFriday = addDays(easter(year + 1), -2);
  const whitsun = lastMondayOf(year + 1, 5, 31);
  return [
    { from: october, to: addDays(october, 6), note: 'Half term' },
    { from: christmas, to: addDays(mondayFrom(dateIn(year + 1, 1, 2)), -1), note: 'Christmas holiday' },
    { from: february, to: addDays(february, 6), note: 'Half term' },
    { from: goodFriday, to: addDays(goodFriday, 16), note: 'Easter holiday' },
    { from: whitsun, to: addDays(whitsun, 6), note: 'Half term' },
    { from: addDays(summerEnd(year), 1), to: addDays(autumnStart(year + 1), -1), note: 'Summer holiday' },
  ];
}

/** From the first day of the school year to the last of its summer holiday. */
export const wholeYear = (year: number): Omit<Span, 'note'> => ({
  from: autumnStart(year),
  to: addDays(autumnStart(year + 1), -1),
});

/** One each after the October and Christmas breaks. */
export const insetDays = (year: number): LocalDate[] =>
  breaksOf(year)
    .slice(0, 2)
    .map(({ to }) => addDays(to, 1));

/** A holiday at a weekend moves to the next weekday that is none. */
function christmasHolidays(year: number): LocalDate[] {
  const christmasDay = weekdayOf(dateIn(year, 12, 25));
  if (christmasDay === 'friday') return [dateIn(year, 12, 25), dateIn(year, 12, 28)];
  if (christmasDay === 'saturday') return [dateIn(year, 12, 27), dateIn(year, 12, 28)];
  if (christmasDay === 'sunday') return [dateIn(year, 12, 26), dateIn(year, 12, 27)];
  return [dateIn(year, 12, 25), dateIn(year, 12, 26)];
}

function newYear(year: number): LocalDate {
  const day = dateIn(year, 1, 1);
  return ['saturday', 'sunday'].includes(weekdayOf(day)) ? mondayFrom(day) : day;
}

/** Of a calendar year, in England. */
export const bankHolidays = (year: number): LocalDate[] => [
  newYear(year),
  addDays(easter(year), -2),
  addDays(easter(year), 1),
  mondayFrom(dateIn(year, 5, 1)),
  lastMondayOf(year, 5, 31),
  lastMondayOf(year, 8, 31),
  ...christmasHolidays(year),
];
