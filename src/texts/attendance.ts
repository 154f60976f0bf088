/** A pupil's figures in words. They rest on the marks held here and are not the school's register (R0.2), and say so. */
import { longDate, shortDate } from '../domain/time.ts';
import { findingLines } from './code-findings.ts';
import { PENALTY_SESSIONS } from '../domain/figures/penalty.ts';
import { ruleSetVersion } from '../domain/figures/figures.ts';
import type { Attendance } from '../domain/figures/attendance.ts';
import type { Figures, OpenReason, SincePlacement } from '../domain/figures/figures.ts';
import type { Continuous, SicknessReturn } from '../domain/figures/notifications.ts';
import type { Penalty } from '../domain/figures/penalty.ts';
import type { Programme } from '../domain/figures/programme.ts';
import type { CellKind } from '../domain/figures/school-weeks.ts';

interface AttendanceSaid {
  headline: string;
  facts: [label: string, text: string][];
  foot: string;
}

const many = (count: number, one: string, more = `${one}s`): string => `${count} ${count === 1 ? one : more}`;
const percent = (value: number): string => `${value.toFixed(1)}%`;
const ofSessions = (found: Attendance): string =>
  found.percent
    ? `${percent(found.percent.attended)} of ${many(found.possible, 'possible session')}`
    : 'no possible sessions';

function lacking({ unmarked, undecided, unresolved, provisional }: Attendance, atSchool: number): string {
  if (!provisional) return 'Every session has its mark.';
  const ours = atSchool > 0 ? ` (${atSchool} due in school, whose register is not kept here)` : '';
  const parts = [
    unmarked > 0 ? `${many(unmarked, 'session')} unmarked${ours}` : '',
    undecided > 0 ? `${undecided} to be decided` : '',
    unresolved > 0 ? `${unresolved} with the reason not yet known (N)` : '',
  ];
  return `Provisional: ${parts.filter((part) => part !== '').join(', ')}.`;
}

/** Trap 3: a part-time timetable alone may make a pupil persistently absent. */
function persistence({ persistent, severe, partTimeAlone, partTime, percent: found }: Attendance): string {
  if (!found) return 'No figure without possible sessions.';
  if (!persistent) return 'Not persistently absent: absent from less than 10% of sessions.';
  const flag = severe
    ? 'Severely absent: absent from half or more of all sessions. That counts as persistently absent too.'
    : 'Persistently absent: absent from 10% or more of sessions.';
  if (!partTimeAlone) return flag;
  return `${flag} Only the part-time timetable makes it so (C2, ${many(partTime, 'session')}): the other absences do not reach 10%.`;
}

const absenceWords = ({ percent: found, auth, unauth }: Attendance): string =>
  found
    ? `Authorised ${percent(found.authorised)} (${auth}), unauthorised ${percent(found.unauthorised)} (${unauth}).`
    : 'None counted.';

const inHalf = (session: 'AM' | 'PM'): string => (session === 'AM' ? 'morning' : 'afternoon');

/** R2.14: that the school must consider it, support first, and nothing more. */
function penaltyWords({ state, at, latest }: Penalty): string {
  const count = `${many(latest, 'unauthorised session')} in the latest ten school weeks.`;
  if (!at) return `${count} The threshold is ${PENALTY_SESSIONS}.`;
  const met = `The threshold of ${PENALTY_SESSIONS} was met on ${longDate(at.date)}, ${inHalf(at.session)}`;
  const how =
    state === 'MET' ? '.' : ', provisionally: it counts an N, or codes that are proposed and not known to be entered.';
  return `${count} ${met}${how} For information: support comes first, and the school considers what follows.`;
}

function illnessWords(sessions: number, returns: readonly SicknessReturn[]): string {
  const due = returns.map(({ dueOn }) => `A sickness return to the local authority was due on ${longDate(dueOn)}.`);
  return [`${many(sessions, 'session')}, ${many(sessions / 2, 'day')}.`, ...due].join(' ');
}

function continuousWords({ metOn, days, regularOn }: Continuous): string | undefined {
  const met =
    metOn && `Ten school days in a row, all unauthorised, on ${longDate(metOn)}: an attendance return is due.`;
  const now = days > 0 && `${many(days, 'school day')} in a row up to now, all unauthorised.`;
  const regular = regularOn && `Not attended for ten school days in a row by ${longDate(regularOn)}: to be judged.`;
  return [met, now, regular].filter(Boolean).join(' ') || undefined;
}

function reasonWords({ date, session, aim, legal, overdue, calendarEnds }: OpenReason): string {
  const when = `${shortDate(date)} ${session}`;
  if (overdue) return `${when}: overdue since ${shortDate(legal)}; should be O, which the school alone enters.`;
  const unknown = calendarEnds ? ' (the calendar ends before it)' : '';
  return `${when}: aim for ${shortDate(aim)}, at the latest ${shortDate(legal)}${unknown}.`;
}

const LISTED = 4;
function reasonsWords(open: readonly OpenReason[]): string {
  const more = open.length - LISTED;
  return [...open.slice(0, LISTED).map(reasonWords), ...(more > 0 ? [`And ${more} more.`] : [])].join(' ');
}

function placementWords({ start, before, since }: SincePlacement): string {
  const now = `Since the first placement on ${longDate(start)}: ${ofSessions(since)}.`;
  return before ? `Before it: ${ofSessions(before)}. ${now}` : `${now} No earlier figures held.`;
}

/** For those who see all of the pupil. Empty facts are left out. */
export function sayFigures(figures: Figures): AttendanceSaid {
  const {
    year,
    unmarkedAtSchool,
    penalty,
    sickness,
    illnessSessions,
    continuous,
    reasonsOpen,
    findings,
    placement,
    from,
  } = figures;
  const facts: [string, string | undefined][] = [
    ['How sure', lacking(year, unmarkedAtSchool)],
    ['Absence', absenceWords(year)],
    ['Persistent absence', persistence(year)],
    ['Ten school weeks', penaltyWords(penalty)],
    ['Illness this year', illnessSessions > 0 ? illnessWords(illnessSessions, sickness) : undefined],
    ['Continuous absence', continuousWords(continuous)],
    ['Reasons still open (N)', reasonsOpen.length > 0 ? reasonsWords(reasonsOpen) : undefined],
    ['Change since placement', placement && placementWords(placement)],
    ['Codes to look at', findingLines(findings).join(' ') || undefined],
  ];
  return {
    headline: year.percent
      ? `Attendance ${percent(year.percent.attended)}: ${year.attended} of ${many(year.possible, 'possible session')}`
      : 'Attendance: no possible sessions',
    facts: facts.filter((fact): fact is [string, string] => fact[1] !== undefined),
    foot: `Since ${longDate(from)}, from the marks and plans held here: proposals, not the school’s register. Rules in force from ${ruleSetVersion}.`,
  };
}

/** For provision staff: their own slots, which are no attendance in the sense of the school's register (2.1). */
export function sayProgramme({ expected, attended, unmarked }: Programme): AttendanceSaid {
  const returned = unmarked > 0 ? `${many(unmarked, 'register')} not returned.` : 'Every register is in.';
  return {
    headline: `Programme attendance with you: ${attended} of ${many(expected, 'slot')}`,
    facts: [['How sure', returned]],
    foot: 'Slots with you in the last four weeks. This is not the attendance of the school’s register.',
  };
}

export const cellWords: Record<CellKind, string> = {
  attended: 'attended',
  authorised: 'authorised absence',
  unauthorised: 'unauthorised absence',
  'not-attended': 'not attended',
  unmarked: 'no mark',
  undecided: 'to be decided',
  'not-counted': 'not counted',
  closed: 'school closed',
  blank: 'nothing yet, or none due',
};
