/** Everything held, as an import is decided against it. What stands in the shared partition is what there is. */
import type { CalendarRow, Partnership, PartnershipRecords, Provision, School, Setting } from '../domain/records.ts';
import type { LocalDate } from '../domain/time.ts';
import type { HeldRecords } from '../pack/planning.ts';
import type { Store } from './open.ts';
import type { Row } from './table.ts';

export interface Filing {
  held: HeldRecords;
  /** The partitions in which each pupil stands: one, or two where a move to another partnership was cut off. */
  placesOf: ReadonlyMap<string, readonly string[]>;
}

const ofKind = (rows: readonly Row<unknown>[], prefix: string): unknown[] =>
  rows.filter((row) => row.key.startsWith(prefix)).map((row) => row.value);

function placesIn(read: readonly PartnershipRecords[]): Map<string, string[]> {
  const places = new Map<string, string[]>();
  for (const { partnership, pupils } of read) {
    for (const { pupilId } of pupils) places.set(pupilId, [...(places.get(pupilId) ?? []), partnership.code]);
  }
  return places;
}

/** `marks`: the first and last day whose marks are needed. */
export async function readHeld(store: Store, marks: { from: LocalDate; to: LocalDate }): Promise<Filing> {
  const [shared, roster] = await Promise.all([store.records.shared(), store.people.fresh()]);
  const partnerships = ofKind(shared, '~partnership|') as Partnership[];
  const schools = ofKind(shared, '~school|') as School[];
  const all = await Promise.all(partnerships.map(({ code }) => store.records.between(code, marks.from, marks.to)));
  const read = all.filter((records) => records !== undefined);
  const partnershipOf = new Map(schools.map(({ urn, partnership }) => [urn, partnership]));
  /** Copies of what everybody shares stand there too, newer than the shared rows where an import was cut off. */
  const own = <T extends { organisation: string }>(rows: readonly T[], code: string): T[] =>
    rows.filter(({ organisation }) => organisation === code || partnershipOf.get(organisation) === code);
  const held: HeldRecords = {
    partnerships,
    schools,
    provisions: ofKind(shared, '~provision|') as Provision[],
    people: roster.people,
    cover: roster.cover,
    settings: [
      ...(ofKind(shared, '~setting|') as Setting[]),
      ...read.flatMap(({ partnership, settings }) => own(settings, partnership.code)),
    ],
    calendar: [
      ...(ofKind(shared, '~calendar|') as CalendarRow[]),
      ...read.flatMap(({ partnership, calendar }) => own(calendar, partnership.code)),
    ],
    pupils: [...new Map(read.flatMap(({ pupils }) => pupils.map((pupil) => [pupil.pupilId, pupil]))).values()],
    marks: read.flatMap((records) => records.marks),
  };
  return { held, placesOf: placesIn(read) };
}
