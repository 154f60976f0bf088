/**
 * The code proposed for one session of the home school's register (sections 1.4, 1.5). The school alone enters it (R0.2).
 * A value with its basis (R1.10); the words are elsewhere.
 */
import { agreedOff } from './absence-code.ts';
import { coverOf, suspendedDays } from './cover.ts';
import { evidenceOf } from './evidence.ts';
import { pupilDay } from './pupil-day.ts';
import { reportedCode } from './reported-code.ts';
import type { AssuranceGap } from './assurance.ts';
import type { Code } from './codes.ts';
import type { Cover, CoverNote, Covering } from './cover.ts';
import type { Evidence } from './evidence.ts';
import type { Mark, PartnershipRecords, Pupil, Session } from './records.ts';
import type { PupilDay } from './pupil-day.ts';
import type { NoReport, ReportDecision, ReportFlag, Reported } from './reported-code.ts';
import type { LocalDate, LocalTime, Moment } from './time.ts';

export type ProposalFlag = ReportFlag | CoverNote;
export type DecisionReason = ReportDecision | 'nothing-timetabled' | 'suspension-day-six';
export type NoCodeReason = NoReport | 'no-session';

interface Basis {
  covering?: Covering;
  /** The slot the session's code comes from (R1.9). */
  slot?: { provision: string; start: LocalTime; end: LocalTime };
  report?: Evidence;
  /** The last day of the part-time agreement that covers the session, or did. */
  agreementTo?: LocalDate;
}

export type Proposal =
  | { kind: 'code'; code: Code; minutesLate?: number; flags: ProposalFlag[]; gaps: AssuranceGap[]; basis: Basis }
  | { kind: 'needs-decision'; why: DecisionReason; flags: ProposalFlag[]; basis: Basis }
  | { kind: 'none'; why: NoCodeReason; flags: ProposalFlag[]; basis: Basis };

type Answer =
  | { kind: 'code'; code: Code; minutesLate?: number; flags: ReportFlag[]; gaps: AssuranceGap[]; mark?: Mark }
  | { kind: 'needs-decision'; why: DecisionReason; mark?: Mark }
  | Extract<Reported, { kind: 'none' }>;

/** `E` stands for five school days; by the sixth, provision must be in place (1.2, M21, M22). */
const LAST_DAY_OF_E = 5;

const plainly = (code: Code): Answer => ({ kind: 'code', code, flags: [], gaps: [] });
const decide = (why: DecisionReason): Answer => ({ kind: 'needs-decision', why });

function excluded(day: PupilDay): Answer {
  return suspendedDays(day, LAST_DAY_OF_E + 1) > LAST_DAY_OF_E ? decide('suspension-day-six') : plainly('E');
}

function answerFor(cover: Cover, day: PupilDay): Answer {
  if ('first' in cover) return reportedCode(cover, day);
  if (cover.by === 'part-time') return plainly(agreedOff(day));
  // M14
  if (cover.by === 'uncovered') return decide(cover.agreementTo ? 'agreement-expired' : 'nothing-timetabled');
  if (cover.by === 'excluded') return excluded(day);
  return plainly(cover.by === 'prospective' ? 'Z' : '#');
}

function basisOf(cover: Cover, mark: Mark | undefined, day: PupilDay): Basis {
  const basis: Basis = { covering: cover.by };
  if ('first' in cover) {
    const { provision, start, end } = cover.first.slot;
    basis.slot = { provision, start, end };
  }
  if ((cover.by === 'part-time' || cover.by === 'uncovered') && cover.agreementTo !== undefined)
    basis.agreementTo = cover.agreementTo;
  if (mark) basis.report = evidenceOf(mark, day.standings);
  return basis;
}

/** As `proposeCode`, for a day already gathered. */
export function proposalFor(day: PupilDay, session: Session): Proposal {
  const cover = coverOf(day, session);
  if (!cover) return { kind: 'none', why: 'no-session', flags: [], basis: {} };
  const answer = answerFor(cover, day);
  const basis = basisOf(cover, 'mark' in answer ? answer.mark : undefined, day);
  if (answer.kind === 'none') return { kind: 'none', why: answer.why, flags: cover.notes, basis };
  if (answer.kind === 'needs-decision') return { kind: answer.kind, why: answer.why, flags: cover.notes, basis };
  const { code, minutesLate, gaps } = answer;
  const flags = [...answer.flags, ...cover.notes];
  return { kind: 'code', code, ...(minutesLate !== undefined && { minutesLate }), flags, gaps, basis };
}

/** `held.marks` recorded after `now` are not known yet. */
export const proposeCode = (ask: {
  pupil: Pupil;
  date: LocalDate;
  session: Session;
  held: PartnershipRecords;
  now: Moment;
}): Proposal => proposalFor(pupilDay(ask.pupil, ask.date, ask.held, ask.now), ask.session);
