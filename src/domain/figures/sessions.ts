/**
 * The codes of one pupil over a period, a session at a time. They are proposals from the marks held here, not the school's
 * register (R0.2), so every figure made of them is what that register would say if it followed them.
 */
import { schoolDay } from '../calendar.ts';
import { classOf } from '../codes.ts';
import { pupilDay } from '../pupil-day.ts';
import { proposalFor } from '../proposal.ts';
import { addDays } from '../time.ts';
import type { Code, CodeClass } from '../codes.ts';
import type { DecisionReason, NoCodeReason, Proposal } from '../proposal.ts';
import type { PupilDay } from '../pupil-day.ts';
import type { PartnershipRecords, Pupil, Session } from '../records.ts';
import type { LocalDate, Moment } from '../time.ts';

export const halves = ['AM', 'PM'] as const satisfies readonly Session[];

/** R1.3: `null` is no mark, `undecided` a code that somebody must decide on. Neither is present, and neither is absent. */
export type SessionCode = Code | 'undecided' | null;

/** Undefined where no code stands. */
export const classOfSession = (code: SessionCode): CodeClass | undefined =>
  code === null || code === 'undecided' ? undefined : classOf(code);

export interface SessionMark {
  date: LocalDate;
  session: Session;
  code: SessionCode;
  /** The code is not in the home school's register as far as we know (R2.14): no mark made at the school stands behind it. */
  proposed?: boolean;
  /** Of a session without a code. */
  why?: DecisionReason | NoCodeReason;
}

export interface Period {
  pupil: Pupil;
  /** With the pupil's marks of the whole period. */
  held: PartnershipRecords;
  from: LocalDate;
  to: LocalDate;
  now: Moment;
}

/** A session that may still get its mark by itself is not one that lacks it. */
const isAhead = (proposal: Proposal): boolean =>
  proposal.kind === 'none' && ['no-session', 'not-due-yet', 'register-open'].includes(proposal.why);

function codeOf(proposal: Proposal): SessionCode {
  if (proposal.kind === 'code') return proposal.code;
  return proposal.kind === 'needs-decision' ? 'undecided' : null;
}

function sessionMark(day: PupilDay, session: Session): SessionMark[] {
  const proposal = proposalFor(day, session);
  if (isAhead(proposal)) return [];
  const mark: SessionMark = { date: day.date, session, code: codeOf(proposal) };
  if (proposal.basis.report?.provision !== day.pupil.schoolUrn) mark.proposed = true;
  if (proposal.kind !== 'code') mark.why = proposal.why;
  return [mark];
}

/**
 * The days of the pupil's time on the programme, within the period and up to today, on which the school has a session, or
 * would have had one (M19: what went ahead elsewhere counts). In order.
 */
export function daysOf({ pupil, held, from, to, now }: Period): PupilDay[] {
  const chain = { organisation: pupil.schoolUrn, partnership: held.partnership.code };
  const first = from < pupil.startDate ? pupil.startDate : from;
  const last = [to, now.date, pupil.endDate ?? to].toSorted()[0]!;
  const byDate = Map.groupBy(held.marks, (mark) => mark.date);
  const days: PupilDay[] = [];
  for (let date = first; date <= last; date = addDays(date, 1)) {
    const { kind } = schoolDay(held.calendar, chain, date);
    if (kind !== 'school-day' && kind !== 'closure') continue;
    days.push(pupilDay(pupil, date, { ...held, marks: byDate.get(date) ?? [] }, now));
  }
  return days;
}

/** Morning before afternoon, a mark for each session that has begun. */
export const sessionsOf = (days: readonly PupilDay[]): SessionMark[] =>
  days.flatMap((day) => halves.flatMap((session) => sessionMark(day, session)));
