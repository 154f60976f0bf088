/** What one school is told on one day (section 10, issue: the digest). The latest marks known at a moment, judged by the clock. */
import { isUnaccounted, urgencyOf } from './digest-group.ts';
import { rowFor } from './digest-row.ts';
import { pupilDay } from './pupil-day.ts';
import { setting } from './settings.ts';
import { instantAt, momentOf } from './time.ts';
import type { Row } from './digest-row.ts';
import type { PartnershipRecords, Pupil } from './records.ts';
import type { Instant, LocalDate, Moment } from './time.ts';

export interface Digest {
  urn: string;
  date: LocalDate;
  /** The moment it was asked for, or the end of its day where that is past. */
  judgedAt: Moment;
  /** Most urgent group first, then by surname and forename as the pupils use them. */
  rows: Row[];
  /** The children not accounted for. */
  unaccounted: number;
  /** Nobody is expected anywhere. */
  empty: boolean;
}

/** Whose digest it is: who reads it sees the sealed pupils that name them (R8.3); without a reader none is seen. */
interface Ask {
  urn: string;
  date: LocalDate;
  held: PartnershipRecords;
  /** A sign-in name as the records hold it. */
  viewer?: string;
}

const isOnRoll = (pupil: Pupil, date: LocalDate): boolean =>
  pupil.startDate <= date && (pupil.endDate === undefined || date <= pupil.endDate);
const isSeenBy = (pupil: Pupil, viewer: string | undefined): boolean =>
  pupil.sealed === undefined || (viewer !== undefined && pupil.sealed.includes(viewer));

/** The pupils a digest is about. A leaver, and who has not started, is in none. */
export const pupilsOf = ({ urn, date, held, viewer }: Ask): Pupil[] =>
  held.pupils.filter((pupil) => pupil.schoolUrn === urn && isOnRoll(pupil, date) && isSeenBy(pupil, viewer));

const sortName = ({ preferredSurname, surname, preferredForename, forename, pupilId }: Pupil): string =>
  [preferredSurname ?? surname, preferredForename ?? forename, pupilId].join('\n');

/** School time at which the digest of a date is no longer kept up to date. */
function endOfDay({ urn, date, held }: Ask): Instant {
  return instantAt(date, setting(held, [urn, held.partnership.code], 'digest_lives_until', date));
}

/** A past day is judged at its end, with every mark known at `moment`; those recorded since show as amendments. */
export function digestFor(ask: Ask & { moment: Moment }): Digest {
  const { urn, date, held, moment } = ask;
  const dayOver = endOfDay(ask);
  const judgedAt = moment.instant > dayOver ? momentOf(dayOver) : moment;
  const rows = pupilsOf(ask)
    .toSorted((a, b) => sortName(a).localeCompare(sortName(b), 'en-GB'))
    .map((pupil) => rowFor(pupilDay(pupil, date, held, judgedAt, moment.instant), dayOver))
    .toSorted((a, b) => urgencyOf(a.group) - urgencyOf(b.group));
  const unaccounted = rows.filter(({ group }) => isUnaccounted(group)).length;
  return { urn, date, judgedAt, rows, unaccounted, empty: rows.every(({ group }) => group === 'not-expected') };
}
