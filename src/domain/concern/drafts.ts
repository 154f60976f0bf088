/** Absences that call for a concern: a draft that a DSL confirms or dismisses, never one filed silently (issue 4, item 7). */
import { isOpen, type Absence } from '../absence/absence.ts';
import { isCoded, isSafe } from '../absence/questions.ts';
import { ragOf } from '../absence/rag.ts';
import type { PartnershipRecords, Pupil } from '../records.ts';
import type { DraftReason, Urgency } from './concern.ts';

export interface DraftOwed {
  pupil: Pupil;
  absence: Absence;
  why: DraftReason;
  urgency: Urgency;
}

function reasonFor(absence: Absence, pupil: Pupil): DraftReason | undefined {
  if (absence.state === 'missing') return 'missing';
  const isUnexplained = !isCoded(absence) && !isSafe(absence) && absence.state !== 'reason-given';
  return isUnexplained && ragOf(pupil).rag === 'red' ? 'red-unexplained' : undefined;
}

/** Of the absences open now, each with the reason it has at this moment; whether its draft is there already is not asked. */
export function draftsOwed({ absences, pupils }: Pick<PartnershipRecords, 'absences' | 'pupils'>): DraftOwed[] {
  return absences.filter(isOpen).flatMap((absence) => {
    const pupil = pupils.find(({ pupilId }) => pupilId === absence.pupilId);
    const why = pupil && reasonFor(absence, pupil);
    return why ? [{ pupil, absence, why, urgency: why === 'missing' ? 'urgent' : 'standard' }] : [];
  });
}

/** What makes a draft the one it is, however often it is looked for: one absence, and one reason. */
export const causeOf = ({ pupil, absence, why }: DraftOwed): string =>
  [absence.partnership, pupil.pupilId, absence.openedAt, why].join('\n');
