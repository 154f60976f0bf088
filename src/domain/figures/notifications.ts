/** What the home school has to tell the local authority, counted from session codes (R2.20–R2.22, R2.9). */
import { isPastSchoolAge } from '../school-age.ts';
import { classOfSession } from './sessions.ts';
import type { CodeClass } from '../codes.ts';
import type { LocalDate } from '../time.ts';
import type { SessionMark } from './sessions.ts';

/** 15 school days of illness are 30 sessions (R2.20). */
const SICKNESS_SESSIONS = 30;
const SICKNESS_DAYS = 15;
const CONTINUOUS_DAYS = 10;

/** Somebody qualified has said that the pupil will be ill for so many school days: a fit note, a hospital's letter. */
export interface Expectation {
  recordedOn: LocalDate;
  days: number;
}
export interface SicknessReturn {
  dueOn: LocalDate;
  why: 'count' | 'expectation';
}

/** The class of a possible session; of no other, and of none without a code. */
function possibleClass({ code }: SessionMark): CodeClass[] {
  const kind = classOfSession(code);
  return kind === undefined || kind === 'NPA' || kind === 'ADM' ? [] : [kind];
}

/**
 * Illnesses without another code between them. What is no possible session or has no mark neither breaks nor adds; nor does
 * a session off that was agreed, or a part-time pupil could not be ill for long.
 */
function illnesses(sessions: readonly SessionMark[]): SessionMark[][] {
  const runs: SessionMark[][] = [];
  let open = false;
  for (const mark of sessions.filter((one) => one.code !== 'C2' && possibleClass(one).length > 0)) {
    const ill = mark.code === 'I';
    if (ill && open) runs.at(-1)!.push(mark);
    else if (ill) runs.push([mark]);
    open = ill;
  }
  return runs;
}

/**
 * R2.20: the returns due in a school year, from its sessions in order. One for each continuous illness at most, and one on
 * the count of the whole year.
 */
export function sicknessReturns(
  sessions: readonly SessionMark[],
  pupil: { dateOfBirth: LocalDate },
  expectations: readonly Expectation[] = [],
): SicknessReturn[] {
  const long = expectations.filter(({ days }) => days >= SICKNESS_DAYS);
  const returns: SicknessReturn[] = [];
  let year = 0;
  let before = '';
  for (const illness of illnesses(sessions.filter(({ date }) => !isPastSchoolAge(pupil.dateOfBirth, date)))) {
    const since = before;
    const due = illness.find(({ date }, n) => {
      const expected = long.some(({ recordedOn }) => since < recordedOn && recordedOn <= date);
      return expected || n + 1 === SICKNESS_SESSIONS || year + n + 1 === SICKNESS_SESSIONS;
    });
    if (due) {
      const expected = long.some(({ recordedOn }) => since < recordedOn && recordedOn <= due.date);
      returns.push({ dueOn: due.date, why: expected ? 'expectation' : 'count' });
    }
    year += illness.length;
    before = illness.at(-1)!.date;
  }
  return returns;
}

const ILLNESS_EVIDENCE_SESSIONS = 10;

/** R2.9: the session from which the school may ask for evidence, of each illness longer than five days. */
export const evidenceMayBeAsked = (sessions: readonly SessionMark[]): SessionMark[] =>
  illnesses(sessions).flatMap((illness) => illness.slice(ILLNESS_EVIDENCE_SESSIONS, ILLNESS_EVIDENCE_SESSIONS + 1));

export interface Continuous {
  /** The tenth school day in a row on which every possible session was unauthorised (R2.22); the latest such day. */
  metOn?: LocalDate;
  /** Such days up to now, without a break. */
  days: number;
  /** N9: ten days in a row not attended at all and each unauthorised in part; for people to judge. */
  regularOn?: LocalDate;
}

type Kind = 'unauthorised' | 'partly' | 'break';
interface DayKind {
  date: LocalDate;
  kind: Kind;
  /** Nobody came on this day. */
  away: boolean;
}

/** Undefined where no session of the day says anything, or one lacks its mark: such a day neither breaks nor adds. */
function kindOfDay(date: LocalDate, sessions: readonly SessionMark[]): DayKind | undefined {
  const classes = sessions.flatMap(possibleClass);
  if (classes.length === 0) return undefined;
  const away = classes.every((one) => one === 'AUTH' || one === 'UNAUTH');
  const unauthorised = classes.filter((one) => one === 'UNAUTH').length;
  if (unauthorised < classes.length) return { date, kind: unauthorised > 0 ? 'partly' : 'break', away };
  const known = sessions.every(({ code }) => code !== null && code !== 'undecided');
  return known ? { date, kind: 'unauthorised', away } : undefined;
}

/** The latest day on which a run of such days came to ten, and how long the run is that has not ended. */
function runOf(days: readonly DayKind[], counts: (day: DayKind) => boolean): { metOn?: LocalDate; days: number } {
  let run = 0;
  let metOn: LocalDate | undefined;
  for (const day of days) {
    run = counts(day) ? run + 1 : 0;
    if (run === CONTINUOUS_DAYS) metOn = day.date;
  }
  return { days: run, ...(metOn && { metOn }) };
}

/** R2.21, R2.22, from sessions in order. */
export function continuousAbsence(sessions: readonly SessionMark[]): Continuous {
  const days = [...Map.groupBy(sessions, ({ date }) => date)].flatMap(([date, marks]) => kindOfDay(date, marks) ?? []);
  const continuous = runOf(days, ({ kind }) => kind === 'unauthorised');
  const regular = runOf(days, ({ kind, away }) => away && kind !== 'break').metOn;
  return { ...continuous, ...(regular !== undefined && continuous.metOn === undefined && { regularOn: regular }) };
}
