/** Step 3 of section 1.4: from what was reported about the first slot of a session to the home school's code. */
import { absenceCode } from './absence-code.ts';
import { assuranceFor } from './assurance.ts';
import { classOf, decidedCode } from './codes.ts';
import { chainOf, provisionOf } from './cover.ts';
import { setting } from './settings.ts';
import { arrivalOf, slotState } from './standing.ts';
import { minutesOf } from './time.ts';
import type { AbsenceDecision } from './absence-code.ts';
import type { AssuranceFailure, AssuranceGap } from './assurance.ts';
import type { Code } from './codes.ts';
import type { Cover } from './cover.ts';
import type { Mark } from './records.ts';
import type { PupilDay } from './pupil-day.ts';
import type { Standing } from './standing.ts';

export type ReportFlag = 'assurance-not-recorded' | 'home-school-decides' | 'decided-code-set-aside';
export type ReportDecision = AbsenceDecision | AssuranceFailure | 'provision-closed' | 'arrival-not-recorded';
export type NoReport = 'not-due-yet' | 'register-open' | 'not-returned' | 'no-home-mark';

/** `mark`: the one the code rests on. */
export type Reported =
  | { kind: 'code'; code: Code; minutesLate?: number; flags: ReportFlag[]; gaps: AssuranceGap[]; mark?: Mark }
  | { kind: 'needs-decision'; why: ReportDecision; mark?: Mark }
  | { kind: 'none'; why: NoReport };

/** The arrangements under which a report decides. */
export type Placed = Extract<Cover, { first: Standing }>;

const coded = (code: Code, mark: Mark, flags: ReportFlag[] = []): Reported => ({
  kind: 'code',
  code,
  flags,
  gaps: [],
  mark,
});

/** What a provision's own register says of attendance is its own; only another kind of code is worth a word. */
const ownRegister = new Set<Code>(['/', '\\', 'L', 'U', 'B', 'K']);
function setAside(mark: Mark, used: Code): ReportFlag[] {
  const decided = decidedCode(mark);
  return decided === undefined || decided === used || ownRegister.has(decided) ? [] : ['decided-code-set-aside'];
}

/** `B` where its preconditions hold (step 2); work experience and sport where a person said so. */
function approvedActivity(first: Standing, mark: Mark, day: PupilDay): Reported {
  const assurance = assuranceFor(first.slot, day.pupil, provisionOf(first.slot, day));
  if (assurance.kind === 'failed') return { kind: 'needs-decision', why: assurance.why, mark };
  const decided = decidedCode(mark);
  const code = decided === 'W' || decided === 'P' ? decided : 'B'; // M23: a provision's outing is never V
  const flags: ReportFlag[] = assurance.gaps.length > 0 ? ['assurance-not-recorded'] : [];
  return { kind: 'code', code, flags: [...flags, ...setAside(mark, code)], gaps: assurance.gaps, mark };
}

function attended({ by, first }: Placed, mark: Mark, day: PupilDay): Reported {
  if (by === 'school') return approvedActivity(first, mark, day);
  const presence = first.slot.session === 'AM' ? '/' : '\\';
  const code = by === 'la' ? 'K' : presence;
  return coded(code, mark, setAside(mark, code));
}

function withMinutes(reported: Reported, first: Standing, arrival: Mark): Reported {
  if (reported.kind !== 'code' || arrival.arrivedAt === undefined) return reported;
  const minutesLate = minutesOf(arrival.arrivedAt) - minutesOf(first.slot.start);
  return minutesLate > 0 ? { ...reported, minutesLate } : reported;
}

/** M25: the reason that kept the pupil from the register fits better than `U`, whether given before or on arrival. */
function betterThanU(marks: readonly Mark[], first: Standing, day: PupilDay): Reported | undefined {
  for (const mark of marks) {
    const code = decidedCode(mark);
    if (code === undefined || !['AUTH', 'NPA'].includes(classOf(code))) continue;
    const absence = absenceCode(mark, first.slot, day);
    if (absence.kind === 'code' && absence.code === code) return coded(code, mark);
  }
  return undefined;
}

/** Came after the register closed, or only to the session's second slot (R1.9). */
function afterClose(placed: Placed, mark: Mark, day: PupilDay): Reported {
  const { by, first } = placed;
  const absences = first.history.filter(({ status }) => status === 'absent').toReversed();
  const better = betterThanU([mark, ...absences], first, day);
  if (better) return better;
  if (by === 'home') return coded('U', mark, setAside(mark, 'U'));
  const { organisation, partnership } = chainOf(day);
  const counts = setting(day.held, [organisation, partnership], 'ap_late_after_close', day.date) === 'B';
  const reported = counts ? attended(placed, mark, day) : coded('U', mark, setAside(mark, 'U'));
  return reported.kind === 'code' ? { ...reported, flags: ['home-school-decides', ...reported.flags] } : reported;
}

function arrived(placed: Placed, mark: Mark, day: PupilDay): Reported {
  const arrival = arrivalOf(placed.first);
  if (arrival === 'after-close') return afterClose(placed, mark, day);
  if (arrival === 'late' && placed.by === 'home') return coded('L', mark, setAside(mark, 'L'));
  return attended(placed, mark, day);
}

function absent({ first }: Placed, mark: Mark, day: PupilDay): Reported {
  const absence = absenceCode(mark, first.slot, day);
  if (absence.kind === 'needs-decision') return { ...absence, mark };
  const decided = decidedCode(mark);
  const flags: ReportFlag[] = decided === undefined || decided === absence.code ? [] : ['decided-code-set-aside'];
  return coded(absence.code, mark, flags);
}

/** The mark that says the pupil was not there; of an arrival after the end, the absence before it (M4). */
const absenceMark = ({ history }: Standing, arrival: Mark): Mark =>
  arrival.status === 'absent' ? arrival : (history.findLast(({ status }) => status === 'absent') ?? arrival);

/** R1.9: a no-show at the first slot and arrival at a later one of the session is late after close. */
const arrivedLater = (rest: readonly Standing[]): Mark | undefined =>
  rest.find((standing) => ['on-time', 'late', 'after-close'].includes(arrivalOf(standing) ?? ''))?.registered;

function silent({ by, first }: Placed, day: PupilDay): Reported {
  const state = slotState(first, day.now);
  if (state === 'closed') return { kind: 'needs-decision', why: 'provision-closed' }; // M18
  if (state === 'not-started') return { kind: 'none', why: 'not-due-yet' };
  if (by === 'home') return { kind: 'none', why: 'no-home-mark' }; // Q12
  return { kind: 'none', why: state === 'open' ? 'register-open' : 'not-returned' }; // M26, R1.10
}

/** R1.1: a session is marked at its start; who is there before it has not attended it yet. */
const isAhead = ({ slot }: Standing, { now }: PupilDay): boolean =>
  `${now.date} ${now.time}` < `${slot.date} ${slot.start}`;

/** A dual-registered session is `D` whatever is reported, or not: the pupil is due at the other school (R1.8, M9). */
export function reportedCode(placed: Placed, day: PupilDay): Reported {
  const { first, rest } = placed;
  if (placed.by === 'dual') return { kind: 'code', code: 'D', flags: [], gaps: [], mark: first.history.at(-1) };
  if (first.history.length === 0) return silent(placed, day);
  const arrival = arrivalOf(first);
  // Left early after registration keeps its code; only whoever never arrived is absent.
  if (first.registered && arrival && arrival !== 'after-end') {
    if (isAhead(first, day)) return { kind: 'none', why: 'not-due-yet' };
    return withMinutes(arrived(placed, first.registered, day), first, first.registered);
  }
  if (!first.arrival) return { kind: 'needs-decision', why: 'arrival-not-recorded', mark: first.history.at(-1) };
  const later = arrivedLater(rest);
  if (later) return withMinutes(afterClose(placed, later, day), first, later);
  return absent(placed, absenceMark(first, first.arrival), day);
}
