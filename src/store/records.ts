/** A partnership's records: what is known and planned, and marks, which are only ever added (R3.6). */
import type { Absence } from '../domain/absence/absence.ts';
import type { Chase } from '../domain/chase/chase.ts';
import type {
  CalendarRow,
  Mark,
  Partnership,
  PartnershipRecords,
  Provision,
  Pupil,
  School,
  Setting,
} from '../domain/records.ts';
import type { LocalDate } from '../domain/time.ts';
import { KNOWN, OPEN_ABSENCE, SHARED, afterDay, closedAbsencesOf, firstOfDay, markKey, marksOfPupil } from './keys.ts';
import { quoted, type Row, type RowToWrite, type Table, type Written } from './table.ts';

export interface Records {
  /**
   * Everything known of a partnership, and its marks of one day: one request while it fits a page of 1,000 rows; two of a
   * past day, so that the days since need not be read.
   */
  day(partnership: string, date: LocalDate, narrow?: Narrow): Promise<PartnershipRecords | undefined>;
  /** As `day`, with the marks of every day from `from` to `to`, both included; history costs pages. */
  between(partnership: string, from: LocalDate, to: LocalDate): Promise<PartnershipRecords | undefined>;
  /** One pupil's marks from `from` to `to`, both included: one request for a year. */
  marksOf(partnership: string, pupilId: string, from: LocalDate, to: LocalDate): Promise<Mark[]>;
  /** One pupil's closed absences whose last day is one of these: a small request for each day. */
  absencesOf(partnership: string, pupilId: string, dates: readonly LocalDate[]): Promise<Absence[]>;
  /** A pupil's marks go with them to another school of the partnership: it is by this column that a school reads. */
  relabel(partnership: string, pupilId: string, urn: string): Promise<void>;
  /** Every row that was appended or should have been, by key: for the proof of the chain. */
  appended(partnership: string): Promise<Row<unknown>[]>;
  /** The rows everyone shares: partnerships, provisions, everyone's calendar and settings. */
  shared(): Promise<Row<unknown>[]>;
  write(partition: string, rows: readonly RowToWrite[]): Promise<Written>;
  /** Those of these keys that stand there. */
  keysAmong(partition: string, keys: readonly string[]): Promise<ReadonlySet<string>>;
  remove(partition: string, key: string): Promise<void>;
}

/** Scope first (R8.3): the store itself leaves out pupils of other schools. */
export interface Narrow {
  schools?: readonly string[];
  /** The day is before today. */
  past?: boolean;
}

const SCHOOLS_IN_A_FILTER = 10;

function narrowing(narrow: Narrow | undefined): string | undefined {
  if (!narrow?.schools || narrow.schools.length > SCHOOLS_IN_A_FILTER) return undefined;
  return ["school eq ''", ...narrow.schools.map((urn) => `school eq ${quoted(urn)}`)].join(' or ');
}

export function createRecords(table: Table): Records {
  const read = async (partnership: string, from: LocalDate, to: LocalDate, narrow?: Narrow) => {
    const filter = narrowing(narrow);
    const filtered = filter ? { filter } : {};
    const ranges = narrow?.past
      ? [{ from: firstOfDay(from), to: afterDay(to) }, { from: KNOWN }]
      : [{ from: firstOfDay(from) }];
    const rows = await Promise.all(ranges.map((range) => table.range<unknown>(partnership, { ...range, ...filtered })));
    return sortOut(rows.flat(), afterDay(to));
  };
  return {
    day: (partnership, date, narrow) => read(partnership, date, date, narrow),
    between: (partnership, from, to) => read(partnership, from, to),
    async marksOf(partnership, pupilId, from, to) {
      const [first, end] = marksOfPupil(pupilId, from, to);
      return (await table.range<Mark>(partnership, { from: first, to: end })).map((row) => row.value);
    },
    async absencesOf(partnership, pupilId, dates) {
      const days = dates.map((date) => closedAbsencesOf(pupilId, date));
      const rows = await Promise.all(days.map(([from, to]) => table.range<Absence>(partnership, { from, to })));
      return rows.flat().map((row) => row.value);
    },
    async relabel(partnership, pupilId, urn) {
      const [first, end] = marksOfPupil(pupilId, '0000-01-01', '9999-12-31');
      const rows = await table.range<Mark>(partnership, { from: first, to: end });
      await table.relabel(partnership, [...new Set(rows.map(({ value }) => markKey(value)))], { school: urn });
    },
    appended: (partnership) => table.range(partnership, { to: KNOWN }),
    shared: () => table.range(SHARED),
    write: (partition, rows) => table.writeAll(partition, rows),
    async keysAmong(partition, keys) {
      const sorted = keys.toSorted();
      const rows = await table.range(partition, { from: sorted[0] ?? '', to: `${sorted.at(-1) ?? ''}!` });
      return new Set(rows.map((row) => row.key).filter((key) => keys.includes(key)));
    },
    remove: (partition, key) => table.remove(partition, key),
  };
}

/** Marks of later days stand in the range too when the question is about the past; they are left out here. */
function sortOut(rows: readonly Row<unknown>[], end: string): PartnershipRecords | undefined {
  const kind = (prefix: string): unknown[] => rows.filter((row) => row.key.startsWith(prefix)).map((row) => row.value);
  const [partnership] = kind('~partnership') as Partnership[];
  if (!partnership) return undefined;
  const ofDays = rows.filter((row) => row.key < KNOWN && row.key < end);
  const aside = (prefix: string): unknown[] =>
    ofDays.filter(({ key }) => key.startsWith(`||${prefix}|`, 'yyyy-mm-dd'.length)).map((row) => row.value);
  return {
    partnership,
    schools: kind('~school|') as School[],
    provisions: kind('~provision|') as Provision[],
    calendar: kind('~calendar|') as CalendarRow[],
    settings: kind('~setting|') as Setting[],
    pupils: kind('~pupil|') as Pupil[],
    marks: ofDays.filter(({ key }) => !isAside(key)).map((row) => row.value as Mark),
    absences: [...(kind(OPEN_ABSENCE) as Absence[]), ...(aside('absence') as Absence[])],
    chases: aside('chase') as Chase[],
  };
}

/** What happened on a day beside its marks stands under `2026-11-20||<kind>|…`. */
const isAside = (key: string): boolean => key.startsWith('||', 'yyyy-mm-dd'.length);
