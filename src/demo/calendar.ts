/**
 * The demo's calendar. Somebody may try the demo on 5 August or on Christmas Day and must see a working morning all the
 * same, so the invented holidays give way: no break touches this week, the three before or the next one, and no bank
 * holiday or INSET day the last ten school days or the coming week.
 */
import { addDays, mondayOf } from '../domain/time.ts';
import { bankHolidays, breaksOf, insetDays, wholeYear } from './school-year.ts';
import type { CalendarRow } from '../domain/records.ts';
import type { LocalDate } from '../domain/time.ts';
import type { Span } from './school-year.ts';

type Days = Omit<Span, 'note'>;

const weeksAround = (today: LocalDate, weeksBefore: number): Days => ({
  from: addDays(mondayOf(today), -7 * weeksBefore),
  to: addDays(mondayOf(today), 13),
});

const isIn = ({ from, to }: Days, date: LocalDate): boolean => from <= date && date <= to;
const earlier = (a: LocalDate, b: LocalDate): LocalDate => (a < b ? a : b);
const later = (a: LocalDate, b: LocalDate): LocalDate => (a > b ? a : b);

/** What is left of a break on either side of the weeks that must be term. */
const without = (span: Span, kept: Days): Span[] =>
  [
    { ...span, to: earlier(span.to, addDays(kept.from, -1)) },
    { ...span, from: later(span.from, addDays(kept.to, 1)) },
  ].filter(({ from, to }) => from <= to);

/** Years of the school year `today` is in (it turns on 1 August), the one before it and the next. */
function schoolYears(today: LocalDate): [number, number, number] {
  const year = Number(today.slice(0, 4)) - (today.slice(5) < '08-01' ? 1 : 0);
  return [year - 1, year, year + 1];
}
export const schoolYearOf = (today: LocalDate): number => schoolYears(today)[1];

const termNotes = [
  ['04', 'Spring term'],
  ['08', 'Summer term'],
  ['13', 'Autumn term'],
] as const;
const termNote = (from: LocalDate): string => termNotes.find(([before]) => from.slice(5, 7) < before)![1];

/** The days between the breaks. */
function termsBetween(breaks: readonly Span[], first: LocalDate): Span[] {
  const starts = [first, ...breaks.map(({ to }) => addDays(to, 1))];
  return breaks.map(({ from }, index) => {
    const start = starts[index]!;
    return { from: start, to: addDays(from, -1), note: termNote(start) };
  });
}

const row =
  (organisation: string, kind: CalendarRow['kind']) =>
  ({ from, to, note }: Span): CalendarRow => ({ organisation, from, to, kind, note });

function everyones(today: LocalDate): CalendarRow[] {
  const years = schoolYears(today);
  const breaks = years.flatMap(breaksOf).flatMap((span) => without(span, weeksAround(today, 3)));
  const kept = weeksAround(today, 2);
  const single = (note: string) => (date: LocalDate) => (isIn(kept, date) ? [] : [{ from: date, to: date, note }]);
  const inset = years.flatMap(insetDays).filter((date) => !breaks.some((span) => isIn(span, date)));
  return [
    ...termsBetween(breaks, wholeYear(years[0]).from).map(row('*', 'term')),
    ...breaks.map(row('*', 'holiday')),
    ...inset.flatMap(single('INSET day')).map(row('*', 'inset')),
    ...[...years, years[2] + 1].flatMap(bankHolidays).flatMap(single('Bank holiday')).map(row('*', 'bank-holiday')),
  ];
}

/** What single schools and provisions have on their own, none of it on the days the demo shows first. */
function ones(today: LocalDate): CalendarRow[] {
  const friday = (weeks: number): LocalDate => addDays(mondayOf(today), 7 * weeks + 4);
  const day = (date: LocalDate, note: string): Span => ({ from: date, to: date, note });
  return [
    row('999003', 'inset')(day(friday(-3), 'Staff training')),
    row('999006', 'inset')(day(friday(3), 'Staff training')),
    { ...row('999005', 'closure')(day(addDays(mondayOf(today), -18), 'Boiler failure')), session: 'PM' },
    row('greenlock', 'holiday')(day(friday(-2), 'Boats out of the water')),
  ];
}

export const calendarOn = (today: LocalDate): CalendarRow[] => [...everyones(today), ...ones(today)];

/** On the days that the demo shows first. */
export const closureOfLarchHouse = (from: LocalDate, to: LocalDate): CalendarRow =>
  row('larch-house', 'closure')({ from, to, note: 'Burst water main' });
