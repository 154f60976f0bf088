/** Each look at a day: whether one of its absences calls for a draft concern. Safe at any time and on several instances. */
import { causeOf, draftsOwed } from '../../domain/concern/drafts.ts';
import type { PartnershipRecords } from '../../domain/records.ts';
import type { Moment } from '../../domain/time.ts';
import type { ConcernParts } from '../../record/concern/add.ts';
import { draftConcern } from '../../record/concern/draft.ts';
import { concernRoom } from '../../record/concern/seating.ts';

export function createDraftWatch(parts: ConcernParts): (held: PartnershipRecords, moment: Moment) => Promise<void> {
  /** Of each partnership, the causes whose drafts are known to stand: only spares asking again. */
  const known = new Map<string, Set<string>>();
  return async (held, moment) => {
    const { code } = held.partnership;
    const owed = draftsOwed(held);
    const before = known.get(code) ?? new Set();
    const stands = new Set(owed.map(causeOf).filter((cause) => before.has(cause)));
    known.set(code, stands);
    const asked = owed.filter((one) => !stands.has(causeOf(one)));
    if (asked.length === 0) return;
    const room = await concernRoom(parts, code, moment);
    let made = 0;
    for (const one of asked) {
      made += Number((await draftConcern(parts, moment, one, room)).isNew);
      stands.add(causeOf(one));
    }
    if (made > 0) parts.log.info({ event: 'concern.drafts', made }, 'absences called for draft concerns');
  };
}
