/** What the clock does to an absence: a step is fired by being written down. Nothing rings anybody (R4.4), nor becomes `O` (R3.9). */
import { isSafe } from './questions.ts';
import { settle, inState } from './settle.ts';
import { firedKey } from './steps.ts';
import type { Absence, AbsenceState, DueStep, Step } from './absence.ts';
import type { Ask } from './ask.ts';

const leadsTo: Partial<Record<Step, AbsenceState>> = {
  'update-overdue': 'update-overdue',
  'day-over': 'continuing',
  'n-overdue': 'n-overdue',
};
/** Put to the DSL. */
const reviewed = new Set<Step>(['day-over', 'before-closure', 'unseen-too-long']);
/** No clock hides that a child is missing, is to be visited or was not seen by a visit. */
const held = new Set<AbsenceState>(['missing', 'visit-required', 'visited-not-seen', 'resolved']);
/** Nor that one was found: then the code alone is still open. */
const isHeld = (absence: Absence, step: Step): boolean =>
  held.has(absence.state) || (step === 'day-over' && isSafe(absence));

export function fire(absence: Absence, due: DueStep, ask: Ask): Absence {
  const state = leadsTo[due.step];
  const moved = state && !isHeld(absence, due.step) ? inState(absence, state, ask) : absence;
  const review = reviewed.has(due.step) ? { review: { at: ask.now.instant, why: due.step } } : {};
  return settle({ ...moved, ...review, fired: [...absence.fired, firedKey(due)] }, ask);
}
