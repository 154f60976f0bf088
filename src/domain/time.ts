/**
 * The only file that knows what time it is where. School time is Europe/London (R7.1); an instant is milliseconds since the
 * epoch, a date and a time of day are text in school time, so the two kinds can never be mixed up by the compiler.
 */
import { DateTime } from 'luxon';

const ZONE = 'Europe/London';

/** Milliseconds since the epoch, UTC. */
export type Instant = number;
/** A school-local date, `2026-11-20`. Sorts as text. */
export type LocalDate = string;
/** A school-local time of day to the minute, `09:05`. Sorts as text. */
export type LocalTime = string;

export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
export type Weekday = (typeof weekdays)[number];

const at = (instant: Instant): DateTime => DateTime.fromMillis(instant, { zone: ZONE });
/** A date alone has no hour for a zone to move, and reckoning without one is many times faster. */
const on = (date: LocalDate): DateTime => DateTime.fromISO(date, { zone: 'utc' });

export const dateOf = (instant: Instant): LocalDate => at(instant).toFormat('yyyy-MM-dd');
export const timeOf = (instant: Instant): LocalTime => at(instant).toFormat('HH:mm');

/**
 * The instant of a wall-clock moment. A time that the clocks skip moves forward by the hour skipped; one that happens twice
 * is its first occurrence (R7.2: clocks change on Sundays, so no register is ever taken then).
 */
export const instantAt = (date: LocalDate, time: LocalTime): Instant =>
  DateTime.fromISO(`${date}T${time}`, { zone: ZONE }).toMillis();

export const addDays = (date: LocalDate, days: number): LocalDate => on(date).plus({ days }).toFormat('yyyy-MM-dd');
export const daysBetween = (from: LocalDate, to: LocalDate): number => Math.round(on(to).diff(on(from), 'days').days);
export const weekdayOf = (date: LocalDate): Weekday => weekdays[on(date).weekday - 1]!;
/** The Monday of the week a date is in. */
export const mondayOf = (date: LocalDate): LocalDate => addDays(date, 1 - on(date).weekday);

export const minutesOf = (time: LocalTime): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
/** A time of day moved by minutes, kept within the day it started on. */
export function addMinutes(time: LocalTime, minutes: number): LocalTime {
  const moved = Math.min(Math.max(minutesOf(time) + minutes, 0), 23 * 60 + 59);
  return `${String(Math.floor(moved / 60)).padStart(2, '0')}:${String(moved % 60).padStart(2, '0')}`;
}
/** Whole elapsed minutes, so right across a clock change too. */
export const minutesSince = (from: Instant, now: Instant): number => Math.floor((now - from) / 60_000);

/** Whether the text is a real date written as `2026-11-20`; 2026-02-30 is not. */
export const isDate = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text) && on(text).isValid;
export const isTime = (text: string): boolean => /^([01]\d|2[0-3]):[0-5]\d$/.test(text);

/** An ISO instant with offset, or London time without one; undefined where it is neither. */
export function parseInstant(text: string): Instant | undefined {
  const parsed = DateTime.fromISO(text.trim().replace(' ', 'T'), { zone: ZONE });
  return parsed.isValid ? parsed.toMillis() : undefined;
}

/** `Monday 9 November`. */
export const longDate = (date: LocalDate): string => on(date).setLocale('en-GB').toFormat('cccc d LLLL');
/** `Mon 9 Nov`. */
export const shortDate = (date: LocalDate): string => on(date).setLocale('en-GB').toFormat('ccc d LLL');
export const isoInstant = (instant: Instant): string => DateTime.fromMillis(instant, { zone: 'utc' }).toISO()!;

/** The moment a question is about: the instant, and how the school's clock shows it. */
export interface Moment {
  instant: Instant;
  date: LocalDate;
  time: LocalTime;
}
export const momentOf = (instant: Instant): Moment => ({ instant, date: dateOf(instant), time: timeOf(instant) });
