/** Sessions of CAL-A with codes on them, written as the domain rules write them. */
import { schoolDay } from '../../src/domain/calendar.ts';
import type { SessionCode, SessionMark } from '../../src/domain/figures/sessions.ts';
import { addDays } from '../../src/domain/time.ts';
import { ashfieldChain, calA } from './cal-a.ts';

/** The school sessions of CAL-A from a date, in order, as many as asked for. */
export function sessionsFrom(date: string, count: number): SessionMark[] {
  const found: SessionMark[] = [];
  for (let day = date; found.length < count; day = addDays(day, 1)) {
    if (schoolDay(calA, ashfieldChain, day).kind !== 'school-day') continue;
    found.push({ date: day, session: 'AM', code: null }, { date: day, session: 'PM', code: null });
  }
  return found.slice(0, count);
}

/** A code on each, by its place among them. */
export const codedBy = (sessions: readonly SessionMark[], codeOf: (n: number) => SessionCode): SessionMark[] =>
  sessions.map(({ date, session }, n) => ({ date, session, code: codeOf(n) }));

/** The same code on each. */
export const coded = (code: SessionCode, sessions: readonly SessionMark[]): SessionMark[] =>
  codedBy(sessions, () => code);
