/** Marks of a pack that change what stood of their slot: amendments, with the reason "imported" (contract, section 3). */
import { hasReason } from '../domain/codes.ts';
import { amendmentOf, saysTheSame } from '../domain/register/amendment.ts';
import type { Mark } from '../domain/records.ts';

const WHY = 'imported';
const slotOf = ({ pupilId, date, provision, arrive }: Mark): string => [pupilId, date, provision, arrive].join('\n');

/** A register sent in again calls whoever left absent: that repeats the leaving and corrects nothing. */
const repeatsLeaving = (stood: Mark, mark: Mark): boolean =>
  stood.status === 'left' && mark.status === 'absent' && !hasReason(mark);

function amended(stood: Mark | undefined, mark: Mark): Mark {
  if (!stood || saysTheSame(stood, mark, undefined) || repeatsLeaving(stood, mark)) return mark;
  const amends = amendmentOf(stood, mark, { why: WHY, dayOver: false });
  return amends.kind === 'amends' ? { ...mark, amends: { was: amends.was, why: amends.why } } : mark;
}

/** `held`: at least the marks of the same slots. Gives the new marks in the order they were recorded. */
export function amendMarks(append: readonly Mark[], held: readonly Mark[]): Mark[] {
  const wanted = new Set(append.map(slotOf));
  const latest = new Map<string, Mark>();
  const isNew = new Set(append);
  return [...held.filter((mark) => wanted.has(slotOf(mark))), ...append]
    .toSorted((a, b) => a.recordedAt - b.recordedAt)
    .flatMap((mark) => {
      const stood = latest.get(slotOf(mark));
      latest.set(slotOf(mark), mark);
      return isNew.has(mark) ? [amended(stood, mark)] : [];
    });
}
