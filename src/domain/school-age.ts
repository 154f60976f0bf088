/** Compulsory school age at its upper end (R1.6). */
import { addDays, weekdayOf } from './time.ts';
import type { LocalDate } from './time.ts';

function lastFridayInJune(year: string): LocalDate {
  let date = `${year}-06-30`;
  while (weekdayOf(date) !== 'friday') date = addDays(date, -1);
  return date;
}

/** Whether the pupil is past it: after the last Friday in June of the school year in which they are 16 by 31 August. */
export function isPastSchoolAge(dateOfBirth: LocalDate, date: LocalDate): boolean {
  const yearsToAdd = dateOfBirth.slice(5) <= '08-31' ? 16 : 17;
  return date > lastFridayInJune(String(Number(dateOfBirth.slice(0, 4)) + yearsToAdd));
}
