/** Step 2 of section 1.4: what must be so before `B` may be proposed for a session at a provision. */
import type { Confirmation, Provision, Pupil } from './records.ts';
import type { Slot } from './slots.ts';

const assuranceGaps = ['approval', 'checks', 'supervision'] as const;
/** What nobody has recorded. It is not false, and it is not silently taken as true. */
export type AssuranceGap = (typeof assuranceGaps)[number];

export type AssuranceFailure = 'approval-not-in-date' | 'checks-refused' | 'checks-lapsed' | 'supervision-refused';
export type Assurance = { kind: 'failed'; why: AssuranceFailure } | { kind: 'held'; gaps: AssuranceGap[] };

const isGap = (confirmed: Confirmation | undefined): boolean => confirmed === undefined;

/** The school's approval of this activity for this pupil: in date, not, or never recorded. */
function approvalOn({ date, placement, provision }: Slot, pupil: Pupil): 'in-date' | 'not-in-date' | 'not-recorded' {
  if (!placement) return pupil.placements.some((one) => one.provision === provision) ? 'not-in-date' : 'not-recorded';
  const { approvedFrom, approvedTo } = placement;
  if (approvedFrom === undefined && approvedTo === undefined) return 'not-recorded';
  const early = approvedFrom !== undefined && date < approvedFrom;
  return early || (approvedTo !== undefined && date > approvedTo) ? 'not-in-date' : 'in-date';
}

export function assuranceFor(slot: Slot, pupil: Pupil, provision: Provision | undefined): Assurance {
  const { checksConfirmed, checksUntil, supervisionConfirmed } = provision ?? {};
  const approval = approvalOn(slot, pupil);
  if (approval === 'not-in-date') return { kind: 'failed', why: 'approval-not-in-date' };
  if (checksConfirmed === false) return { kind: 'failed', why: 'checks-refused' };
  if (checksUntil !== undefined && checksUntil < slot.date) return { kind: 'failed', why: 'checks-lapsed' }; // M7
  if (supervisionConfirmed === false) return { kind: 'failed', why: 'supervision-refused' };
  const missing: Record<AssuranceGap, boolean> = {
    approval: approval === 'not-recorded',
    checks: isGap(checksConfirmed),
    supervision: isGap(supervisionConfirmed),
  };
  return { kind: 'held', gaps: assuranceGaps.filter((gap) => missing[gap]) };
}
