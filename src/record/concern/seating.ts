/** Who sits where, for one concern: read afresh each time, because rights to a concern are never remembered (issue 4, item 6). */
import type { Concern } from '../../domain/concern/concern.ts';
import type { Limits } from '../../domain/concern/clock.ts';
import type { Seating } from '../../domain/concern/people.ts';
import type { PartnershipRecords } from '../../domain/records.ts';
import { setting } from '../../domain/settings.ts';
import type { Moment } from '../../domain/time.ts';
import { staffingOf } from '../../jobs/audience.ts';
import type { Directory } from '../../store/directory.ts';
import type { Store } from '../../store/open.ts';
import type { Roster } from '../../store/people.ts';

export interface ConcernRoom {
  roster: Roster;
  there: Directory;
  /** Of one partnership. */
  held: PartnershipRecords;
  limits: Limits;
  seatingOf(of: Pick<Concern, 'subject'>): Seating;
}

export interface RoomParts {
  store: Pick<Store, 'people' | 'reach' | 'records'>;
  directory(): Promise<Directory>;
}

export const limitsIn = (held: Pick<PartnershipRecords, 'settings' | 'partnership'>, { date }: Moment): Limits => {
  const minutes = (name: 'concern_urgent_minutes' | 'concern_standard_minutes'): number =>
    Number(setting(held, [held.partnership.code], name, date));
  return { urgent: minutes('concern_urgent_minutes'), standard: minutes('concern_standard_minutes') };
};

/** Throws where there is no such partnership. */
export async function concernRoom(
  { store, directory }: RoomParts,
  partnership: string,
  now: Moment,
): Promise<ConcernRoom> {
  const [roster, there, reached, held] = await Promise.all([
    store.people.fresh(),
    directory(),
    store.reach.all(),
    store.records.day(partnership, now.date),
  ]);
  if (!held) throw new Error('there is no such partnership');
  const { reachable } = staffingOf(roster, there, now);
  const out = new Set(reached.filter(({ ok }) => !ok).map(({ upn }) => upn));
  return {
    roster,
    there,
    held,
    limits: limitsIn(held, now),
    seatingOf: ({ subject }) => ({
      roster,
      there,
      date: now.date,
      reachable: (upn) => reachable(upn) && !out.has(upn),
      pupil: held.pupils.find(({ pupilId }) => pupilId === subject.pupilId) ?? subject,
    }),
  };
}
