/** What has been done about a register that did not come, and what is next. */
import type { PartnershipRecords } from '../records.ts';
import type { Slot } from '../slots.ts';
import type { Instant } from '../time.ts';
import type { ChaseStep } from './chase.ts';

export interface RegisterAsked {
  /** When the provision was asked for it. */
  asked: Instant[];
  /** When the officer was asked to ring. */
  ring?: Instant;
  next?: { step: ChaseStep; at: Instant };
}

/** Nothing while nobody has been asked, or where it has come in. */
export function registerAsked({ chases }: PartnershipRecords, slot: Slot): RegisterAsked | undefined {
  const chase = chases.find(
    ({ date, provision, closesAt }) => date === slot.date && provision === slot.provision && closesAt === slot.closesAt,
  );
  if (!chase || chase.returnedAt !== undefined || chase.fired.length === 0) return undefined;
  const ring = chase.fired.find(({ step }) => step === 'ring')?.at;
  const next = chase.due.toSorted((a, b) => a.at - b.at)[0];
  return {
    // Late ones were done in one.
    asked: [...new Set(chase.fired.filter(({ step }) => step !== 'ring').map(({ at }) => at))],
    ...(ring !== undefined && { ring }),
    ...(next && { next }),
  };
}
