/** What happened to one child, oldest first (R5.4): concerns, decisions, outcomes, contacts, and the absences that were flagged. */
import { isOpen, type Absence, type Contact } from '../absence/absence.ts';
import { isCoded, isSafe } from '../absence/questions.ts';
import { ragOf } from '../absence/rag.ts';
import type { Pupil } from '../records.ts';
import type { Instant } from '../time.ts';
import type { Concern } from './concern.ts';
import type { ConcernEvent } from './events.ts';

export interface ConcernHeld {
  concern: Concern;
  entries: readonly { at: Instant; event: ConcernEvent }[];
}

export type AbsenceFlag = 'missing' | 'for-the-dsl' | 'red-unexplained';

export type Significant = { at: Instant } & (
  | { kind: 'concern'; id: string; event: ConcernEvent }
  | { kind: 'contact'; contact: Contact }
  | { kind: 'absence'; flag: AbsenceFlag; absence: Absence }
);

/** Told, acknowledged and added to is how it was handled, which stands with the concern itself. */
const significant = new Set<ConcernEvent['kind']>([
  'opened',
  'drafted',
  'confirmed',
  'dismissed',
  'decided',
  'action',
  'action-done',
  'referred',
  'shared',
  'closed',
  'reopened',
]);

const ofConcern = ({ concern, entries }: ConcernHeld): Significant[] =>
  entries
    .filter(({ event }) => significant.has(event.kind))
    .map(({ at, event }) => ({ at, kind: 'concern', id: concern.id, event }));

/** Of a red child, as long as it is not known that they are safe or why they are away; afterwards its contacts say so. */
const isUnexplained = (absence: Absence, pupil: Pupil): boolean =>
  isOpen(absence) && !isCoded(absence) && !isSafe(absence) && ragOf(pupil).rag === 'red';

function ofAbsence(absence: Absence, pupil: Pupil): Significant[] {
  const { contacts, missing, review, raisedAt } = absence;
  const flagged = (at: Instant, flag: AbsenceFlag): Significant => ({ at, kind: 'absence', flag, absence });
  return [
    ...contacts.map((contact): Significant => ({ at: contact.at, kind: 'contact', contact })),
    ...(missing ? [flagged(missing.at, 'missing')] : []),
    ...(review ? [flagged(review.at, 'for-the-dsl')] : []),
    ...(isUnexplained(absence, pupil) ? [flagged(raisedAt, 'red-unexplained')] : []),
  ];
}

/** R5.8: a concern about an adult is in no pupil's chronology, whoever reads it. */
export const chronologyOf = (
  concerns: readonly ConcernHeld[],
  absences: readonly Absence[],
  pupil: Pupil | undefined,
): Significant[] =>
  [
    ...concerns.filter(({ concern }) => concern.subject.kind === 'child').flatMap(ofConcern),
    ...(pupil ? absences.flatMap((absence) => ofAbsence(absence, pupil)) : []),
  ].toSorted((a, b) => a.at - b.at);
