/** Which days and half days are open, answered for each organisation on its own (R7.3, M17–M19). */
import { addDays, weekdayOf } from './time.ts';
import type { CalendarKind, CalendarRow, Session } from './records.ts';
import type { LocalDate } from './time.ts';

const EVERYONE = '*';
/** Long enough to look over a summer and a whole year without term dates; then nobody has told us. */
const LOOK_AHEAD_DAYS = 400;

/** A school with its partnership, whose rows apply to it too; a provision has none. */
export interface OrganisationChain {
  organisation: string;
  partnership?: string;
}

type DayKind = 'school-day' | 'weekend' | 'out-of-term' | 'holiday' | 'inset' | 'bank-holiday' | 'closure';

/** `session` says that the row behind the answer is a half day's. */
interface SessionAt {
  kind: DayKind;
  note?: string;
  session?: Session;
}

export interface DayAt {
  date: LocalDate;
  /** `school-day` as soon as one session is open; `schoolSession` says why the other is not. */
  kind: DayKind;
  note?: string;
  sessions: { AM: boolean; PM: boolean };
  /** False where nobody has given term dates, so that every weekday counts. */
  termsKnown: boolean;
}

export type ProvisionDay =
  | { runs: true }
  | { runs: false; why: 'no-slots' }
  | { runs: false; why: 'closed'; kind: CalendarKind; note?: string; session?: Session };

const isWeekend = (date: LocalDate): boolean => ['saturday', 'sunday'].includes(weekdayOf(date));
const levelsOf = (chain: OrganisationChain): string[] =>
  chain.partnership === undefined ? [chain.organisation] : [chain.organisation, chain.partnership];

/** Whose term dates count: the nearest that has any. Undefined where not even everyone has. */
const termsOf = (calendar: readonly CalendarRow[], levels: readonly string[]): string | undefined =>
  [...levels, EVERYONE].find((level) => calendar.some((row) => row.kind === 'term' && row.organisation === level));

/** The rows that speak of this session to these organisations; everyone's holidays go with everyone's terms. */
function rowsFor(calendar: readonly CalendarRow[], levels: readonly string[], date: LocalDate, session: Session) {
  const terms = termsOf(calendar, levels);
  const applies = (row: CalendarRow): boolean => {
    if (row.kind === 'term') return row.organisation === terms;
    if (levels.includes(row.organisation)) return true;
    return row.organisation === EVERYONE && (row.kind !== 'holiday' || terms === EVERYONE || terms === undefined);
  };
  return calendar.filter(
    (row) => row.from <= date && date <= row.to && (row.session ?? session) === session && applies(row),
  );
}

/** Weekends aside: a timetable may hold a Saturday, a school day never is one. */
function openingOf(
  calendar: readonly CalendarRow[],
  levels: readonly string[],
  date: LocalDate,
  session: Session,
): SessionAt {
  const rows = rowsFor(calendar, levels, date, session);
  const outOfTerm = termsOf(calendar, levels) !== undefined && !rows.some((row) => row.kind === 'term');
  // INSET before out-of-term: term rows often begin with the pupils' first day, after the INSET day.
  for (const kind of ['bank-holiday', 'holiday', 'inset', 'out-of-term', 'closure'] as const) {
    if (kind === 'out-of-term' && outOfTerm) return { kind };
    const row = rows.find((candidate) => candidate.kind === kind);
    if (row) return { kind, note: row.note, session: row.session };
  }
  return { kind: 'school-day' };
}

/** What one session of a school is, a half day included. */
export function schoolSession(
  calendar: readonly CalendarRow[],
  chain: OrganisationChain,
  date: LocalDate,
  session: Session,
): SessionAt {
  return isWeekend(date) ? { kind: 'weekend' } : openingOf(calendar, levelsOf(chain), date, session);
}

/** As `schoolSession`, for what is timetabled at the school's own site: a Saturday in term is as open as a Friday. */
export const homeSiteSession = (
  calendar: readonly CalendarRow[],
  chain: OrganisationChain,
  date: LocalDate,
  session: Session,
): SessionAt => openingOf(calendar, levelsOf(chain), date, session);

export function schoolDay(calendar: readonly CalendarRow[], chain: OrganisationChain, date: LocalDate): DayAt {
  const am = schoolSession(calendar, chain, date, 'AM');
  const pm = schoolSession(calendar, chain, date, 'PM');
  const sessions = { AM: am.kind === 'school-day', PM: pm.kind === 'school-day' };
  const kind = sessions.PM ? pm.kind : am.kind;
  const termsKnown = termsOf(calendar, levelsOf(chain)) !== undefined;
  return { date, kind, note: am.note ?? pm.note, sessions, termsKnown };
}

function nearestSchoolDay(calendar: readonly CalendarRow[], chain: OrganisationChain, from: LocalDate, step: 1 | -1) {
  for (let days = 1; days <= LOOK_AHEAD_DAYS; days += 1) {
    const date = addDays(from, step * days);
    if (schoolDay(calendar, chain, date).kind === 'school-day') return date;
  }
  return undefined;
}

/** The first school day after a date; undefined where there is none within 400 days. */
export const nextSchoolDay = (
  calendar: readonly CalendarRow[],
  chain: OrganisationChain,
  after: LocalDate,
): LocalDate | undefined => nearestSchoolDay(calendar, chain, after, 1);

/** The last school day before a date; undefined where there is none within 400 days. */
export const previousSchoolDay = (
  calendar: readonly CalendarRow[],
  chain: OrganisationChain,
  before: LocalDate,
): LocalDate | undefined => nearestSchoolDay(calendar, chain, before, -1);

/** Everyone's INSET is the schools' (Q16, M17): to a provision it is a day of term, even where the term rows begin after it. */
function asProvisionsSee(calendar: readonly CalendarRow[]): CalendarRow[] {
  const isInset = (row: CalendarRow): boolean => row.organisation === EVERYONE && row.kind === 'inset';
  if (termsOf(calendar, []) === undefined) return calendar.filter((row) => !isInset(row));
  return calendar.map((row) => (isInset(row) ? { ...row, kind: 'term' } : row));
}

/** Whether a provision runs its slots. A site follows its main site's rows too. */
export function provisionDay(
  calendar: readonly CalendarRow[],
  provision: string,
  date: LocalDate,
  session: Session,
  siteOf?: string,
): ProvisionDay {
  const levels = siteOf === undefined ? [provision] : [provision, siteOf];
  const { kind, ...row } = openingOf(asProvisionsSee(calendar), levels, date, session);
  if (kind === 'school-day') return { runs: true };
  return kind === 'inset' || kind === 'closure'
    ? { runs: false, why: 'closed', kind, ...row }
    : { runs: false, why: 'no-slots' };
}
