/** What every decision about an absence is taken on: the records as they stand, the moment, and who holds which role. */
import type { PartnershipRecords, Pupil, Role } from '../records.ts';
import type { Moment } from '../time.ts';

/** Sign-in names of those who have a duty, their cover and stand-ins included. */
export type Holders = (role: Role, organisation: string) => string[];

export interface Ask {
  held: PartnershipRecords;
  pupil: Pupil;
  now: Moment;
  holders: Holders;
}
