/** Codes that somebody should look at again, each with the reason. Nothing is changed: the school decides (R0.2). */
import { proposalFor } from '../proposal.ts';
import { chainOf } from '../cover.ts';
import { enteredOn } from './entered.ts';
import { objectionOf } from './code-objection.ts';
import { isOverdue, nDeadline } from './n-deadline.ts';
import { evidenceMayBeAsked } from './notifications.ts';
import { halves } from './sessions.ts';
import type { Proposal, ProposalFlag } from '../proposal.ts';
import type { PupilDay } from '../pupil-day.ts';
import type { Session } from '../records.ts';
import type { LocalDate } from '../time.ts';
import type { Objection } from './code-objection.ts';
import type { SessionMark } from './sessions.ts';

export type Suspicion = Objection | 'n-overdue' | 'illness-evidence' | 'assurance-not-recorded' | 'set-aside';

export interface Finding {
  date: LocalDate;
  session: Session;
  /** As entered, or as proposed. */
  code: string;
  why: Suspicion;
}

const suspicionOf: Partial<Record<ProposalFlag, Suspicion>> = {
  'not-a-school': 'not-a-school',
  'la-basis-missing': 'no-la-basis',
  'assurance-not-recorded': 'assurance-not-recorded',
  'decided-code-set-aside': 'set-aside',
};

/** What speaks against a code that the marks led to. */
function ofProposal({ date }: PupilDay, session: Session, proposal: Proposal): Finding[] {
  if (proposal.kind === 'needs-decision' && proposal.why === 'suspension-day-six')
    return [{ date, session, code: 'E', why: 'sixth-day' }];
  if (proposal.kind !== 'code') return [];
  const { code } = proposal;
  return proposal.flags.flatMap((flag) => {
    const why = suspicionOf[flag];
    return why ? [{ date, session, code, why }] : [];
  });
}

function ofDay(day: PupilDay): Finding[] {
  const proposals = { AM: proposalFor(day, 'AM'), PM: proposalFor(day, 'PM') };
  const entered = enteredOn(day, proposals).flatMap((one) => {
    const why = objectionOf(one);
    return why ? [{ date: day.date, session: one.session, code: one.text, why }] : [];
  });
  const proposed = halves.flatMap((session) => ofProposal(day, session, proposals[session]));
  // The reason why a code was set aside says more than that it was.
  return [...entered, ...proposed.filter(({ why, session }) => why !== 'set-aside' || !hasSession(entered, session))];
}
const hasSession = (findings: readonly Finding[], session: Session): boolean =>
  findings.some((one) => one.session === session);

/** R3.9: an `N` whose day has passed should be `O`, which only the school can make it. */
function overdue(days: readonly PupilDay[], sessions: readonly SessionMark[]): Finding[] {
  const [day] = days;
  if (!day) return [];
  const ask = { calendar: day.held.calendar, chain: chainOf(day) };
  return sessions
    .filter(({ code, date }) => code === 'N' && isOverdue(nDeadline({ ...ask, date }), day.now.date))
    .map(({ date, session }) => ({ date, session, code: 'N', why: 'n-overdue' }));
}

const asKey = ({ date, session, code, why }: Finding): string => [date, session, code, why].join(' ');

/** In order of time, each once. `sessions`: of these days. */
export function checkCodes(days: readonly PupilDay[], sessions: readonly SessionMark[]): Finding[] {
  const ill = evidenceMayBeAsked(sessions).map(({ date, session }): Finding => ({
    date,
    session,
    code: 'I',
    why: 'illness-evidence',
  }));
  const all = [...days.flatMap(ofDay), ...overdue(days, sessions), ...ill];
  const once = new Map(all.map((finding) => [asKey(finding), finding]));
  return [...once.entries()].toSorted(([a], [b]) => a.localeCompare(b)).map(([, finding]) => finding);
}
