/** The state of an absence in plain words (4.2), and what is to be done next. */
import { isOpen, type Absence, type AbsenceState } from '../../domain/absence/absence.ts';
import { isExplained, isSafe } from '../../domain/absence/questions.ts';
import type { NextStep, ToDo, Urgency } from '../../domain/follow-up/next-step.ts';
import type { Moment } from '../../domain/time.ts';
import { incidentWords } from '../reasons.ts';
import { deadlineWords, ownerWords } from './clock.ts';

type Said = Record<Exclude<AbsenceState, 'missing' | 'reason-given' | 'resolved'>, string>;

/** After `Not at Oak Farm; `. */
const stateWords: Said = {
  unexplained: 'reason not yet known',
  'enquirer-notified': 'reason not yet known, being found out',
  'update-overdue': 'reason not yet known, the update is overdue',
  'contacts-tried': 'contacts tried, reason not yet known',
  'visit-required': 'a visit is needed',
  'visited-seen': 'visited and seen',
  'visited-not-seen': 'visited and NOT seen',
  continuing: 'still being followed up',
  'n-overdue': 'reason not established in five school days',
  'closed-seen': 'closed',
  corrected: 'closed: the mark was a mistake',
};

/** The kind of incident, or what somebody wrote. */
const whyMissing = ({ missing }: Absence): string =>
  Object.entries(incidentWords).find(([kind]) => kind === missing?.why)?.[1] ?? missing?.why ?? '';

function says(absence: Absence): string {
  const { state } = absence;
  if (state === 'missing') return `whereabouts cannot be established: ${whyMissing(absence)}`;
  if (!isOpen(absence) && state !== 'corrected') return 'closed, both questions answered';
  if (state === 'resolved') return 'both questions answered; a DSL closes it';
  if (state !== 'reason-given') return stateWords[state];
  const isLocated = isSafe(absence) || absence.contacts.some(({ child }) => child !== undefined);
  return isExplained(absence) || !isLocated ? 'reason given' : 'the child has been located';
}

/** `places`: where the child was missed; none where they left or were lost on the way. */
export function stateLine(absence: Absence, places: readonly string[]): string {
  if (absence.state === 'missing' && isOpen(absence)) return `MISSING: ${says(absence)}`;
  const words = says(absence);
  return places.length > 0 ? `Not at ${places.join(' or ')}; ${words}` : words.charAt(0).toUpperCase() + words.slice(1);
}

const stepWords: Record<NextStep, string> = {
  'find-the-child': 'Find the child: try everybody who may know, and decide with the DSL whom else to tell',
  'tell-the-enquirer': 'Take this up: find out where the child is and why',
  'find-out': 'Find out where the child is and why, and record it',
  'try-contacts': 'Remind once, then try the emergency contacts, one or both',
  'decide-on-a-visit': 'Decide whether to visit, and record the reason',
  visit: 'Visit the child at home, agreed with the school, two staff or the lone-working policy',
  'decide-after-the-visit': 'The DSL decides whom to tell: police, social care, youth offending team, local authority',
  'see-the-child': 'See the child face to face; the reason alone does not close this',
  'speak-to-the-child': 'Speak to the child; the reason alone does not close this',
  'settle-safety': 'Settle whether the child is safe',
  'give-the-code': 'Settle the code',
  'dsl-closes': 'A DSL looks at the record and closes it',
  nothing: 'Nothing: it is closed',
};

export function toDoLine({ step, owner, deadline }: ToDo, now: Moment): string {
  const whose = owner.length > 0 ? ` (${ownerWords(owner)})` : '';
  const when = deadline === undefined ? '' : `, ${deadlineWords(deadline, now)}`;
  return `${stepWords[step]}${whose}${when}.`;
}

export const urgencyWords: Record<Urgency, string> = {
  missing: 'Missing: act now',
  overdue: 'Overdue',
  'under-way': 'Under way',
  'with-the-dsl': 'With the DSL, to review or to close',
};

const reviewWords: Record<string, string> = {
  'day-over': 'still open at the end of the school day',
  'before-closure': 'open on the last day before a longer closure',
  'unseen-too-long': 'the child may go unseen for too long',
  'for-the-dsl': 'both questions answered, to be closed',
  reopened: 'reopened',
};
export const reviewLine = ({ review }: Absence): string =>
  review ? `For the DSL: ${reviewWords[review.why] ?? review.why}.` : '';
