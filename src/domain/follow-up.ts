/**
 * What is being done about a child not accounted for, as the digest shows it: what is recorded of the absence and of the
 * register. Until the minute in which that is written, and of imported days, what the marks alone call for.
 */
import { isOpen } from './absence/absence.ts';
import { isCoded, isExplained, isSafe } from './absence/questions.ts';
import { registerAsked } from './chase/asked.ts';
import { isDual } from './chase/watch.ts';
import { toDoOf } from './follow-up/next-step.ts';
import { setting } from './settings.ts';
import { instantAt, minutesSince } from './time.ts';
import type { Absence, AbsenceState } from './absence/absence.ts';
import type { RegisterAsked } from './chase/asked.ts';
import type { Post } from './duty/ladder.ts';
import type { Placing } from './digest-group.ts';
import type { PupilDay } from './pupil-day.ts';
import type { Mark } from './records.ts';
import type { Standing } from './standing.ts';
import type { Instant, LocalDate } from './time.ts';

/** As much of a state as a channel is told: nothing of a visit, of a colour, or of who waits for whom. */
export type Phase = 'finding-the-child' | 'finding-the-reason' | 'settling';

/** An absence that is open. */
export interface Followed {
  kind: 'followed';
  /** The digest's day: other days are named. */
  on: LocalDate;
  phase: Phase;
  state: AbsenceState;
  since: Instant;
  /** Of the next step; of an update where that is what is waited for. */
  due?: { at: Instant; what: 'update' | 'step'; overdue: boolean };
  /** Whose the next step is. */
  owner: Post[];
  contacts: number;
  /** The two questions (R4.3). */
  isSafe: boolean;
  isCoded: boolean;
}

/** What the marks alone call for. */
export type CalledFor =
  | { kind: 'finding-the-child'; since: Instant }
  | { kind: 'finding-the-reason'; since: Instant; updateDue: Instant; overdueMinutes?: number }
  | { kind: 'asking-for-the-register'; since: Instant };

export type FollowUp =
  | Followed
  | { kind: 'closed'; on: LocalDate; at: Instant; mistake: boolean }
  | ({ kind: 'register-asked' } & RegisterAsked)
  | CalledFor;

/** 4.3: an update is due so long after the absence was notified, in elapsed time. */
const updateAfter = ({ held, pupil, date }: PupilDay): number =>
  Number(setting(held, [pupil.schoolUrn, held.partnership.code], 'update_due_minutes', date)) * 60_000;

/** When it was first said that the pupil is not there, of what has been said without a break since. */
function absentSince({ history }: Standing): Mark | undefined {
  const lastOther = history.findLastIndex(({ status }) => status !== 'absent');
  return history[lastOther + 1];
}

function findingTheReason(standing: Standing, day: PupilDay): FollowUp[] {
  const since = absentSince(standing)?.recordedAt;
  if (since === undefined) return [];
  const updateDue = since + updateAfter(day);
  const overdueMinutes = minutesSince(updateDue, day.now.instant);
  return [{ kind: 'finding-the-reason', since, updateDue, ...(overdueMinutes > 0 && { overdueMinutes }) }];
}

function gettingTheRegister({ slot }: Standing, day: PupilDay): FollowUp[] {
  if (isDual(slot, day)) return [];
  const asked = registerAsked(day.held, slot);
  if (asked) return [{ kind: 'register-asked', ...asked }];
  return [{ kind: 'asking-for-the-register', since: instantAt(day.date, slot.closesAt) }];
}

/** The deadline of a day is that day's: of an earlier one it tells nothing. */
function dueOf(absence: Absence, day: PupilDay): Pick<Followed, 'due'> {
  const { step, deadline: at } = toDoOf({ absence, held: day.held, pupil: day.pupil });
  if (at === undefined || absence.date > day.date) return {};
  const what = step === 'find-out' || step === 'try-contacts' ? 'update' : 'step';
  return { due: { at, what, overdue: at <= day.now.instant } };
}

function phaseOf(absence: Absence): Phase {
  if (absence.state === 'missing') return 'finding-the-child';
  return isCoded(absence) || isExplained(absence) ? 'settling' : 'finding-the-reason';
}

function followed(absence: Absence, day: PupilDay): Followed {
  const { state, openedAt, missing, contacts } = absence;
  const phase = phaseOf(absence);
  const { owner } = toDoOf({ absence, held: day.held, pupil: day.pupil });
  return {
    kind: 'followed',
    on: day.date,
    phase,
    state,
    since: phase === 'finding-the-child' ? (missing?.at ?? openedAt) : openedAt,
    ...dueOf(absence, day),
    owner,
    contacts: contacts.length,
    isSafe: isSafe(absence),
    isCoded: isCoded(absence),
  };
}

/** Where the reason came first, the absence was closed as it was opened: nothing of it was followed up. */
function recorded(absence: Absence, day: PupilDay): FollowUp[] {
  const { openedAt, closedAt, state } = absence;
  if (closedAt === undefined) return [followed(absence, day)];
  return closedAt === openedAt ? [] : [{ kind: 'closed', on: day.date, at: closedAt, mistake: state === 'corrected' }];
}

/** R4.11: who may be missing is looked for at once, without waiting for an update. */
export function followUpsOf({ group, standing, incident }: Placing, day: PupilDay, absence?: Absence): FollowUp[] {
  const last = incident?.marks.at(-1);
  const isLookedFor = last !== undefined && absence?.state !== 'missing';
  const isExpected = group === 'unexplained' && !(absence && isOpen(absence));
  return [
    ...(isLookedFor ? [{ kind: 'finding-the-child' as const, since: last.recordedAt }] : []),
    ...(absence ? recorded(absence, day) : []),
    ...(standing && isExpected ? findingTheReason(standing, day) : []),
    ...(standing && group === 'not-returned' ? gettingTheRegister(standing, day) : []),
  ];
}
