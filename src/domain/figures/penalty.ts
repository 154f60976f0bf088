/**
 * The threshold at which a school must consider a penalty notice (R2.10–R2.14). Information only: nothing here recommends
 * one, and nothing is ever sent to a parent about it.
 */
import { addDays, mondayOf } from '../time.ts';
import { isSchoolWeek } from './school-weeks.ts';
import { classOfSession } from './sessions.ts';
import type { OrganisationChain } from '../calendar.ts';
import type { CalendarRow, Session } from '../records.ts';
import type { LocalDate } from '../time.ts';
import type { SessionMark } from './sessions.ts';

/** R2.10: so many sessions within so many school weeks. */
export const PENALTY_SESSIONS = 10;
const PENALTY_WEEKS = 10;
const WEEK = 7;

const penaltyStates = ['NOT_MET', 'MET_PROVISIONAL', 'MET'] as const;
export interface Penalty {
  state: (typeof penaltyStates)[number];
  /** The session at which it was met, of the sessions counted. */
  at?: { date: LocalDate; session: Session };
  /** Unauthorised sessions in the ten school weeks up to the day asked about. */
  latest: number;
}

interface Ask {
  calendar: readonly CalendarRow[];
  /** The home school's, with its partnership: the weeks are the school's, not the pupil's (P12). */
  chain: OrganisationChain;
  /** In order of time. */
  sessions: readonly SessionMark[];
  /** Thresholds met before this day are not told; the weeks before it count towards later ones. */
  since: LocalDate;
  today: LocalDate;
}

interface Unauthorised {
  mark: SessionMark;
  week: number;
}

/** School weeks numbered on from the first, across holidays and years (R2.12, R2.13), by their Mondays. */
function weekNumbers(ask: Ask, first: LocalDate): Map<LocalDate, number> {
  const numbers = new Map<LocalDate, number>();
  let number = 0;
  for (let monday = mondayOf(first); monday <= ask.today; monday = addDays(monday, WEEK)) {
    if (isSchoolWeek(ask.calendar, ask.chain, monday)) number += 1;
    numbers.set(monday, number);
  }
  return numbers;
}

const isUnauthorised = ({ code }: SessionMark): boolean => classOfSession(code) === 'UNAUTH';

/** R2.14: `N` may become something else, and a proposal may not be what the school enters. */
const isFirm = ({ code, proposed }: SessionMark): boolean => code !== 'N' && !proposed;

const upTo = (unauthorised: readonly Unauthorised[], week: number): number =>
  unauthorised.filter((one) => one.week > week - PENALTY_WEEKS && one.week <= week).length;

function firstMet(unauthorised: readonly Unauthorised[], since: LocalDate): Unauthorised | undefined {
  return unauthorised.find(
    ({ mark, week }, n) => mark.date >= since && upTo(unauthorised.slice(0, n + 1), week) >= PENALTY_SESSIONS,
  );
}

/** Every session given is on or before `today`. */
export function penaltyThreshold(ask: Ask): Penalty {
  const marks = ask.sessions.filter(isUnauthorised);
  const [first] = marks;
  if (!first) return { state: 'NOT_MET', latest: 0 };
  const weeks = weekNumbers(ask, first.date);
  const unauthorised = marks.map((mark) => ({ mark, week: weeks.get(mondayOf(mark.date)) ?? 0 }));
  const latest = upTo(unauthorised, weeks.get(mondayOf(ask.today)) ?? 0);
  const firm = firstMet(
    unauthorised.filter(({ mark }) => isFirm(mark)),
    ask.since,
  );
  const met = firm ?? firstMet(unauthorised, ask.since);
  if (!met) return { state: 'NOT_MET', latest };
  return { state: firm ? 'MET' : 'MET_PROVISIONAL', at: { date: met.mark.date, session: met.mark.session }, latest };
}
