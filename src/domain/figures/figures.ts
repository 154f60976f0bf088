/** Everything counted about one pupil in the academic year, as those may know it who see all of the pupil. */
import { addDays } from '../time.ts';
import { attendanceOf } from './attendance.ts';
import { checkCodes } from './code-checker.ts';
import { isOverdue, nDeadline } from './n-deadline.ts';
import { continuousAbsence, sicknessReturns } from './notifications.ts';
import { penaltyThreshold } from './penalty.ts';
import { cellsOf, halfTerms, latestSchoolWeeks } from './school-weeks.ts';
import { daysOf, sessionsOf } from './sessions.ts';
import type { PartnershipRecords, Pupil } from '../records.ts';
import type { LocalDate, Moment } from '../time.ts';
import type { Attendance } from './attendance.ts';
import type { Finding } from './code-checker.ts';
import type { NDeadline } from './n-deadline.ts';
import type { Continuous, SicknessReturn } from './notifications.ts';
import type { Penalty } from './penalty.ts';
import type { DayCells } from './school-weeks.ts';
import type { SessionMark } from './sessions.ts';

/** R0.1: the rules that the figures follow, by the day from which they apply: the 2024 regulations and framework. */
export const ruleSetVersion = '2024-08-19';

/** Ten school weeks, and the longest summer between them (R2.12). */
const LOOK_BACK_DAYS = 140;
const PICTURE_WEEKS = 4;

export interface OpenReason extends NDeadline {
  date: LocalDate;
  session: SessionMark['session'];
  overdue: boolean;
}

/** Sessions before the pupil's first placement and since; `before` is absent where no mark of that time is held. */
export interface SincePlacement {
  start: LocalDate;
  before?: Attendance;
  since: Attendance;
}

export interface Figures {
  /** The first day counted: of the academic year, or of the pupil's time on the programme. */
  from: LocalDate;
  year: Attendance;
  /** Of the sessions unmarked, those at the school itself, whose register is not kept here (Q12). */
  unmarkedAtSchool: number;
  penalty: Penalty;
  sickness: SicknessReturn[];
  illnessSessions: number;
  continuous: Continuous;
  reasonsOpen: OpenReason[];
  findings: Finding[];
  placement?: SincePlacement;
  /** The days of the latest four school weeks. */
  weeks: DayCells[];
  /** Those of the year, a half-term each. */
  halfTerms: DayCells[][];
}

/** R7.5: the academic year begins on 1 August, because terms may begin before September (trap 11). */
export const academicYearStart = (date: LocalDate): LocalDate =>
  date.slice(5) >= '08-01' ? `${date.slice(0, 4)}-08-01` : `${Number(date.slice(0, 4)) - 1}-08-01`;

const firstPlacement = (pupil: Pupil): LocalDate | undefined =>
  pupil.placements.map(({ startDate }) => startDate).toSorted()[0];

/** The first day whose marks the figures need; the pupil's first placement and the weeks before it are worth comparing. */
export function marksNeededFrom(pupil: Pupil, today: LocalDate): LocalDate {
  const wanted = [academicYearStart(today), firstPlacement(pupil) ?? today].toSorted()[0]!;
  const from = addDays(wanted, -LOOK_BACK_DAYS);
  return from > pupil.startDate ? from : pupil.startDate;
}

const codesOf = (sessions: readonly SessionMark[]) => sessions.map(({ code }) => code);

function sincePlacement(pupil: Pupil, sessions: readonly SessionMark[], today: LocalDate): SincePlacement | undefined {
  const start = firstPlacement(pupil);
  if (start === undefined || start > today) return undefined;
  const before = attendanceOf(codesOf(sessions.filter(({ date }) => date < start)));
  const since = attendanceOf(codesOf(sessions.filter(({ date }) => date >= start)));
  return { start, since, ...(before.possible > 0 && { before }) };
}

/** `held.marks`: the pupil's from `marksNeededFrom` up to today. */
export function figuresOf(pupil: Pupil, held: PartnershipRecords, now: Moment): Figures {
  const today = now.date;
  const chain = { organisation: pupil.schoolUrn, partnership: held.partnership.code };
  const school = { calendar: held.calendar, chain, today };
  const days = daysOf({ pupil, held, from: marksNeededFrom(pupil, today), to: today, now });
  const sessions = sessionsOf(days);
  const since = academicYearStart(today);
  const from = since > pupil.startDate ? since : pupil.startDate;
  const thisYear = sessions.filter(({ date }) => date >= since);
  const reasonOpen = ({ date, session }: SessionMark): OpenReason => {
    const by = nDeadline({ calendar: held.calendar, chain, date });
    return { ...by, date, session, overdue: isOverdue(by, today) };
  };
  const open = thisYear.filter(({ code }) => code === 'N');
  return {
    from,
    year: attendanceOf(codesOf(thisYear)),
    unmarkedAtSchool: thisYear.filter(({ why }) => why === 'no-home-mark').length,
    penalty: penaltyThreshold({ ...school, sessions, since }),
    sickness: sicknessReturns(thisYear, pupil),
    illnessSessions: thisYear.filter(({ code }) => code === 'I').length,
    continuous: continuousAbsence(sessions),
    reasonsOpen: open.map(reasonOpen),
    halfTerms: halfTerms(school, from).map((mondays) => cellsOf(school, mondays, thisYear)),
    findings: checkCodes(
      days.filter(({ date }) => date >= since),
      thisYear,
    ),
    placement: sincePlacement(pupil, sessions, today),
    weeks: cellsOf(school, latestSchoolWeeks(school, PICTURE_WEEKS), sessions),
  };
}
