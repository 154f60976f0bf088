/** By when a session coded `N` must have its reason (R3.9, R3.10; trap 8: the law counts school days). */
import { nextSchoolDay, schoolDay } from '../calendar.ts';
import { addDays, daysBetween, weekdayOf } from '../time.ts';
import type { OrganisationChain } from '../calendar.ts';
import type { CalendarRow } from '../records.ts';
import type { LocalDate } from '../time.ts';

/** Five days after the session's own, which is day 0. */
const DAYS = 5;
/** A plain weekend is two; a third day shut makes it a long closure. */
const LONG_CLOSURE_DAYS = 3;

export interface NDeadline {
  /** The last day of the legal period, five school days. */
  legal: LocalDate;
  /** The earlier of the legal day and five working days: the day to aim at. */
  aim: LocalDate;
  /** The calendar ends within the period: `legal` is then the working day, which is never after the true one. */
  calendarEnds: boolean;
}

interface Ask {
  calendar: readonly CalendarRow[];
  chain: OrganisationChain;
  date: LocalDate;
}

/** A weekday that is no bank holiday; schools' own holidays and INSET days are working days. */
function nextWorkingDay({ calendar, chain }: Ask, after: LocalDate): LocalDate {
  const date = addDays(after, 1);
  const off =
    ['saturday', 'sunday'].includes(weekdayOf(date)) || schoolDay(calendar, chain, date).kind === 'bank-holiday';
  return off ? nextWorkingDay({ calendar, chain, date }, date) : date;
}

function counted(from: LocalDate, next: (after: LocalDate) => LocalDate | undefined): LocalDate | undefined {
  let date: LocalDate | undefined = from;
  for (let day = 0; day < DAYS && date !== undefined; day += 1) date = next(date);
  return date;
}

/** `ask.chain` is the home school's with its partnership, `ask.date` the day of the session coded `N`. */
export function nDeadline(ask: Ask): NDeadline {
  const working = counted(ask.date, (after) => nextWorkingDay(ask, after))!;
  const legal = counted(ask.date, (after) => nextSchoolDay(ask.calendar, ask.chain, after));
  const aim = legal !== undefined && legal < working ? legal : working;
  return { legal: legal ?? working, aim, calendarEnds: legal === undefined };
}

/** Whether the deadline has passed without anybody saying so: it ends with its day. */
export const isOverdue = (deadline: NDeadline, today: LocalDate): boolean => today > deadline.legal;

/**
 * R3.10: a school day after which at least three calendar days in a row are shut (any holiday, a bank-holiday weekend, an
 * INSET Monday), not a plain weekend. True too where the calendar knows no further school day.
 */
export function isBeforeLongClosure({ calendar, chain, date }: Ask): boolean {
  if (schoolDay(calendar, chain, date).kind !== 'school-day') return false;
  const next = nextSchoolDay(calendar, chain, date);
  return next === undefined || daysBetween(date, next) > LONG_CLOSURE_DAYS;
}
