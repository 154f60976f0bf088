/** The latest school weeks, a weekday at a time: what a picture of them shows, without why anybody was away (R9.3). */
import { schoolDay } from '../calendar.ts';
import { addDays, mondayOf } from '../time.ts';
import { classOfSession, halves } from './sessions.ts';
import type { OrganisationChain } from '../calendar.ts';
import type { CodeClass } from '../codes.ts';
import type { CalendarRow, Session } from '../records.ts';
import type { LocalDate } from '../time.ts';
import type { SessionCode, SessionMark } from './sessions.ts';

/**
 * Classes and no codes: an illness looks like an appointment, detention like a day without transport. `blank` is a session
 * that has not been yet, or is none of the reader's.
 */
export const cellKinds = [
  'attended',
  'authorised',
  'unauthorised',
  'not-attended',
  'unmarked',
  'undecided',
  'not-counted',
  'closed',
  'blank',
] as const;
export type CellKind = (typeof cellKinds)[number];

export interface DayCells {
  date: LocalDate;
  AM: CellKind;
  PM: CellKind;
}

const kinds: Record<CodeClass, CellKind> = {
  PRES: 'attended',
  AEA: 'attended',
  AUTH: 'authorised',
  UNAUTH: 'unauthorised',
  NPA: 'not-counted',
  ADM: 'closed',
};

function cellKindOf(code: SessionCode): CellKind {
  const kind = classOfSession(code);
  if (kind) return kinds[kind];
  return code === null ? 'unmarked' : 'undecided';
}

interface Ask {
  calendar: readonly CalendarRow[];
  chain: OrganisationChain;
  today: LocalDate;
}

const WEEKDAYS = [0, 1, 2, 3, 4] as const;
/** Longer than any summer. */
const LOOK_BACK_WEEKS = 60;

/** R2.11: with at least one session at the home school, be it of two days. */
export const isSchoolWeek = (calendar: readonly CalendarRow[], chain: OrganisationChain, monday: LocalDate): boolean =>
  WEEKDAYS.some((day) => schoolDay(calendar, chain, addDays(monday, day)).kind === 'school-day');

/** The Mondays of the latest school weeks, the one of today included; fewer where the calendar knows no more. */
export function latestSchoolWeeks(ask: Ask, count: number): LocalDate[] {
  const mondays: LocalDate[] = [];
  for (let back = 0; back < LOOK_BACK_WEEKS && mondays.length < count; back += 1) {
    const monday = addDays(mondayOf(ask.today), -7 * back);
    if (isSchoolWeek(ask.calendar, ask.chain, monday)) mondays.unshift(monday);
  }
  return mondays;
}

/** The school weeks from a day up to today, as their Mondays, in runs without a week off: the half-terms as the calendar has them. */
export function halfTerms(ask: Ask, since: LocalDate): LocalDate[][] {
  const runs: LocalDate[][] = [];
  let isOff = true;
  for (let monday = mondayOf(since); monday <= ask.today; monday = addDays(monday, 7)) {
    const isOn = isSchoolWeek(ask.calendar, ask.chain, monday);
    if (isOn && isOff) runs.push([]);
    if (isOn) runs.at(-1)!.push(monday);
    isOff = !isOn;
  }
  return runs;
}

type KindOf = (date: LocalDate, session: Session) => CellKind | undefined;

/** Five days a week; where `kindOf` knows nothing, a day on which the school is shut is closed and any other blank. */
export function weekCells(ask: Ask, mondays: readonly LocalDate[], kindOf: KindOf): DayCells[] {
  const cell = (date: LocalDate, session: Session): CellKind => {
    const shut = !schoolDay(ask.calendar, ask.chain, date).sessions[session];
    return kindOf(date, session) ?? (shut ? 'closed' : 'blank');
  };
  return mondays
    .flatMap((monday) => WEEKDAYS.map((day) => addDays(monday, day)))
    .map((date) => ({ date, AM: cell(date, 'AM'), PM: cell(date, 'PM') }));
}

/** The cells of a pupil's sessions. */
export function cellsOf(ask: Ask, mondays: readonly LocalDate[], sessions: readonly SessionMark[]): DayCells[] {
  const known = new Map(sessions.map(({ date, session, code }) => [`${date} ${session}`, cellKindOf(code)]));
  return weekCells(ask, mondays, (date, session) => known.get(`${date} ${session}`));
}

/** How many cells there are of each kind, in the order of the kinds; none of those there are not. */
export const countCells = (days: readonly DayCells[]): { kind: CellKind; count: number }[] =>
  cellKinds
    .map((kind) => ({ kind, count: days.flatMap((day) => halves.filter((half) => day[half] === kind)).length }))
    .filter(({ count }) => count > 0);
