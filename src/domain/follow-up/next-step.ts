/** What is to be done next about an absence, by whom and until when (4.3). Read from what is written; nothing is decided here. */
import { isOpen } from '../absence/absence.ts';
import { ownerOf } from '../absence/owners.ts';
import { isCoded, isExplained, isSafe, wantedOf } from '../absence/questions.ts';
import { ragOf } from '../absence/rag.ts';
import { setting } from '../settings.ts';
import type { Absence, Step } from '../absence/absence.ts';
import type { Post } from '../duty/ladder.ts';
import type { PartnershipRecords, Pupil } from '../records.ts';
import type { Instant } from '../time.ts';

const nextSteps = [
  'find-the-child',
  'tell-the-enquirer',
  'find-out',
  'try-contacts',
  'decide-on-a-visit',
  'visit',
  'decide-after-the-visit',
  'see-the-child',
  'speak-to-the-child',
  'settle-safety',
  'give-the-code',
  'dsl-closes',
  'nothing',
] as const;
export type NextStep = (typeof nextSteps)[number];

export interface ToDo {
  step: NextStep;
  owner: Post[];
  /** None where it is to be done at once, or waits on no clock. */
  deadline?: Instant;
}

export interface Followed {
  absence: Absence;
  held: PartnershipRecords;
  pupil: Pupil;
}

function safetyStep({ absence, held, pupil }: Followed): NextStep {
  const wanted = wantedOf(absence, { held, pupil });
  if (wanted === 'face-to-face') return 'see-the-child';
  return wanted === 'spoken-to' ? 'speak-to-the-child' : 'settle-safety';
}

/** First match. */
function stepOf(of: Followed): NextStep {
  const { absence, pupil } = of;
  const { state } = absence;
  const isRed = ragOf(pupil).rag === 'red';
  if (!isOpen(absence)) return 'nothing';
  if (state === 'missing') return 'find-the-child';
  if (isSafe(absence) && isCoded(absence)) return 'dsl-closes';
  if (state === 'visit-required') return 'visit';
  if (state === 'visited-not-seen') return 'decide-after-the-visit';
  if (isSafe(absence)) return 'give-the-code';
  // A reason need not be one for a slot: who left early left with it.
  if (isExplained(absence) || state === 'reason-given') return safetyStep(of);
  if (state === 'update-overdue') return 'try-contacts';
  if (state === 'contacts-tried') return isRed ? 'visit' : 'decide-on-a-visit';
  return absence.notifiedAt === undefined && state === 'unexplained' ? 'tell-the-enquirer' : 'find-out';
}

const minutesSet = ({ absence, held }: Followed, name: 'notify_minutes' | 'update_due_minutes' | 'reminder_minutes') =>
  Number(setting(held, [absence.urn, absence.partnership], name, absence.date)) * 60_000;

/** When a step is due, or was: what has fired is no longer among the steps to come. */
function clockOf(of: Followed, step: Step): Instant | undefined {
  const { due, notifiedAt, raisedAt } = of.absence;
  const ahead = due.find((one) => one.step === step)?.at;
  if (ahead !== undefined) return ahead;
  if (step === 'notify-overdue') return raisedAt + minutesSet(of, 'notify_minutes');
  if (notifiedAt === undefined) return undefined;
  const update = notifiedAt + minutesSet(of, 'update_due_minutes');
  if (step === 'update-overdue') return update;
  return step === 'contacts-due' ? update + minutesSet(of, 'reminder_minutes') : undefined;
}

const clocks: Partial<Record<NextStep, Step>> = {
  'tell-the-enquirer': 'notify-overdue',
  'find-out': 'update-overdue',
  'try-contacts': 'contacts-due',
  'decide-on-a-visit': 'day-over',
  visit: 'day-over',
  'see-the-child': 'day-over',
  'speak-to-the-child': 'day-over',
  'settle-safety': 'day-over',
  'give-the-code': 'n-aim',
};

/** An update that is overdue stays so whatever is to be done about it. */
function deadlineOf(of: Followed, step: NextStep): Instant | undefined {
  if (of.absence.state === 'update-overdue' && step === 'try-contacts') return clockOf(of, 'update-overdue');
  const clock = clocks[step];
  return clock && clockOf(of, clock);
}

export function toDoOf(of: Followed): ToDo {
  const step = stepOf(of);
  const deadline = deadlineOf(of, step);
  const owner = step === 'nothing' ? [] : ownerOf(of.absence, of.held);
  return { step, owner, ...(deadline !== undefined && { deadline }) };
}

export const urgencies = ['missing', 'overdue', 'under-way', 'with-the-dsl'] as const;
export type Urgency = (typeof urgencies)[number];

/** How pressing an open absence is. What waits for a DSL to review or to close comes last, unless something in it is late. */
export function urgencyOf(of: Followed, now: Instant): Urgency {
  const { deadline, step } = toDoOf(of);
  if (of.absence.state === 'missing') return 'missing';
  if (step !== 'dsl-closes' && deadline !== undefined && deadline <= now) return 'overdue';
  return of.absence.review || step === 'dsl-closes' ? 'with-the-dsl' : 'under-way';
}

/** Most pressing first, then by deadline, then by how long it has been open. */
export function byUrgency<F extends Followed>(all: readonly F[], now: Instant): F[] {
  const rankOf = (one: F): number => urgencies.indexOf(urgencyOf(one, now));
  const dueOf = (one: F): number => toDoOf(one).deadline ?? Number.MAX_SAFE_INTEGER;
  return all.toSorted(
    (a, b) => rankOf(a) - rankOf(b) || dueOf(a) - dueOf(b) || a.absence.openedAt - b.absence.openedAt,
  );
}
