/**
 * Reads everything held for an import, and files what the import decided. Rows everyone shares stand in each partnership's
 * partition, so that one request answers a question; the shared partition is written last, and is what counts as held: an
 * import cut off half-way and run again does the rest.
 */
import type { CalendarRow, Mark, Partnership, Provision, School, Setting } from '../domain/records.ts';
import type { LocalDate } from '../domain/time.ts';
import type { ImportPlan } from '../pack/plan-import.ts';
import type { HeldRecords } from '../pack/planning.ts';
import { knownKey, markKey, SHARED } from './keys.ts';
import { BATCH } from './limits.ts';
import type { Store } from './open.ts';
import { coverKey, personKey } from './people.ts';
import type { RowToWrite } from './table.ts';

export interface Filing {
  held: HeldRecords;
  /** The partition each pupil held is in. */
  placeOf: ReadonlyMap<string, string>;
}

const ofKind = (rows: readonly { key: string; value: unknown }[], prefix: string): unknown[] =>
  rows.filter((row) => row.key.startsWith(prefix)).map((row) => row.value);

/** `marks`: the first and last day whose marks are needed. */
export async function readHeld(store: Store, marks: { from: LocalDate; to: LocalDate }): Promise<Filing> {
  const [shared, roster] = await Promise.all([store.records.shared(), store.people.fresh()]);
  const partnerships = ofKind(shared, '~partnership|') as Partnership[];
  const read = await Promise.all(partnerships.map(({ code }) => store.records.between(code, marks.from, marks.to)));
  const each = read.filter((records) => records !== undefined);
  const sharedCalendar = ofKind(shared, '~calendar|') as CalendarRow[];
  const sharedSettings = ofKind(shared, '~setting|') as Setting[];
  const own = <T extends { organisation: string }>(rows: readonly T[], all: readonly T[]): T[] => {
    const organisations = new Set(all.map((row) => row.organisation));
    return rows.filter((row) => !organisations.has(row.organisation));
  };
  const placeOf = new Map(
    each.flatMap(({ partnership, pupils }) => pupils.map((pupil) => [pupil.pupilId, partnership.code] as const)),
  );
  const held: HeldRecords = {
    partnerships,
    schools: ofKind(shared, '~school|') as School[],
    provisions: ofKind(shared, '~provision|') as Provision[],
    people: roster.people,
    cover: roster.cover,
    settings: [...sharedSettings, ...each.flatMap((records) => own(records.settings, sharedSettings))],
    calendar: [...sharedCalendar, ...each.flatMap((records) => own(records.calendar, sharedCalendar))],
    pupils: each.flatMap((records) => records.pupils),
    marks: each.flatMap((records) => records.marks),
  };
  return { held, placeOf };
}

/** Rows for one partition, in the order they are to be written. */
interface Lot {
  partition: string;
  rows: RowToWrite[];
  remove: string[];
}

const row = (key: string, value: unknown, school = ''): RowToWrite => ({ key, value, columns: { school } });

/** Where rows of an organisation stand: a partnership's and its schools' with it, everybody's with every partnership. */
function partitionsOf(
  organisation: string,
  partnershipOf: ReadonlyMap<string, string>,
  all: readonly string[],
): string[] {
  const own = partnershipOf.get(organisation);
  return own === undefined ? [...all, SHARED] : [own];
}

function lotsOf(
  plan: ImportPlan,
  { held, placeOf }: Filing,
): { before: Lot[]; pupils: Lot[]; marks: Lot[]; last: Lot } {
  const after = <T>(now: readonly T[], change: { put: T[]; remove: T[] }, key: (one: T) => string): T[] => {
    const gone = new Set(change.remove.map(key));
    return [...new Map([...now, ...change.put].map((one) => [key(one), one])).values()].filter(
      (one) => !gone.has(key(one)),
    );
  };
  const partnerships = after(held.partnerships, plan.partnerships, (p) => p.code);
  const schools = after(held.schools, plan.schools, (s) => s.urn);
  const provisions = after(held.provisions, plan.provisions, (p) => p.code);
  const codes = partnerships.map((p) => p.code);
  const partnershipOf = new Map([
    ...codes.map((code) => [code, code] as const),
    ...schools.map((s) => [s.urn, s.partnership] as const),
  ]);
  const lots = new Map<string, Lot>([...codes, SHARED].map((partition) => [partition, { partition, rows: [], remove: [] }]));
  const put = (partition: string, one: RowToWrite): void => void lots.get(partition)?.rows.push(one);
  const drop = (partition: string, key: string): void => void lots.get(partition)?.remove.push(key);

  for (const one of plan.partnerships.put) {
    put(one.code, row(knownKey.partnership, one));
    put(SHARED, row(`${knownKey.partnership}|${one.code}`, one));
  }
  for (const one of plan.partnerships.remove) drop(SHARED, `${knownKey.partnership}|${one.code}`);
  for (const one of plan.schools.put) {
    for (const partition of [one.partnership, SHARED]) put(partition, row(knownKey.school(one.urn), one));
  }
  for (const one of plan.schools.remove) {
    for (const partition of [one.partnership, SHARED]) drop(partition, knownKey.school(one.urn));
  }
  for (const one of plan.provisions.put) {
    for (const partition of [...codes, SHARED]) put(partition, row(knownKey.provision(one.code), one));
  }
  for (const one of plan.provisions.remove) {
    for (const partition of [...codes, SHARED]) drop(partition, knownKey.provision(one.code));
  }
  const spread = <T extends { organisation: string }>(
    change: { put: T[]; remove: T[] },
    key: (one: T) => string,
  ): void => {
    for (const one of change.put) {
      for (const partition of partitionsOf(one.organisation, partnershipOf, codes)) put(partition, row(key(one), one));
    }
    for (const one of change.remove) {
      for (const partition of partitionsOf(one.organisation, partnershipOf, codes)) drop(partition, key(one));
    }
  };
  spread(plan.calendar, knownKey.calendar);
  spread(plan.settings, knownKey.setting);
  copyShared(plan, { held, provisions }, partnershipOf, put);

  const last = lots.get(SHARED)!;
  const before = codes.map((code) => lots.get(code)!);
  return { before, last, ...pupilLots(plan, held, placeOf, partnershipOf) };
}

/** A partnership that is new needs its copy of what everybody shares already. */
function copyShared(
  plan: ImportPlan,
  { held, provisions }: { held: HeldRecords; provisions: readonly Provision[] },
  partnershipOf: ReadonlyMap<string, string>,
  put: (partition: string, one: RowToWrite) => void,
): void {
  const known = new Set(held.partnerships.map((p) => p.code));
  const named = new Set(plan.provisions.put.map((one) => one.code));
  for (const { code } of plan.partnerships.put.filter((p) => !known.has(p.code))) {
    for (const one of provisions.filter((p) => !named.has(p.code))) put(code, row(knownKey.provision(one.code), one));
    const shared = <T extends { organisation: string }>(rows: readonly T[]): T[] =>
      rows.filter((one) => !partnershipOf.has(one.organisation));
    for (const one of shared(held.calendar)) put(code, row(knownKey.calendar(one), one));
    for (const one of shared(held.settings)) put(code, row(knownKey.setting(one), one));
  }
}

function pupilLots(
  plan: ImportPlan,
  held: HeldRecords,
  placeOf: ReadonlyMap<string, string>,
  partnershipOf: ReadonlyMap<string, string>,
): { pupils: Lot[]; marks: Lot[] } {
  const pupils = new Map<string, Lot>();
  const lotIn = (lots: Map<string, Lot>, partition: string): Lot => {
    const lot = lots.get(partition) ?? { partition, rows: [], remove: [] };
    lots.set(partition, lot);
    return lot;
  };
  const schoolOf = new Map(held.pupils.map((pupil) => [pupil.pupilId, pupil.schoolUrn]));
  for (const pupil of plan.pupils.put) {
    const partition = partnershipOf.get(pupil.schoolUrn) ?? SHARED;
    lotIn(pupils, partition).rows.push(row(knownKey.pupil(pupil.pupilId), pupil, pupil.schoolUrn));
    schoolOf.set(pupil.pupilId, pupil.schoolUrn);
    const old = placeOf.get(pupil.pupilId);
    if (old !== undefined && old !== partition) lotIn(pupils, old).remove.push(knownKey.pupil(pupil.pupilId));
  }
  for (const pupil of plan.pupils.remove) {
    lotIn(pupils, placeOf.get(pupil.pupilId) ?? SHARED).remove.push(knownKey.pupil(pupil.pupilId));
  }
  const marks = new Map<string, Lot>();
  for (const mark of plan.marks) {
    const urn = schoolOf.get(mark.pupilId) ?? '';
    lotIn(marks, partnershipOf.get(urn) ?? SHARED).rows.push({ ...markRow(mark, urn), only: 'create' });
  }
  return { pupils: [...pupils.values()], marks: [...marks.values()] };
}

const markRow = (mark: Mark, urn: string): RowToWrite => row(markKey(mark), mark, urn);

const chunks = <T>(list: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(list.length / BATCH) }, (_, n) => list.slice(n * BATCH, (n + 1) * BATCH));

/** Files a plan. `onProgress` is told how many of all rows are in. Safe to cut off anywhere and to run again. */
export async function file(
  store: Store,
  filing: Filing,
  plan: ImportPlan,
  onProgress: (done: number, total: number) => void,
): Promise<void> {
  const { before, pupils, marks, last } = lotsOf(plan, filing);
  const people = [
    ...plan.people.put.map((one) => ({ key: personKey(one), value: one })),
    ...plan.cover.put.map((one) => ({ key: coverKey(one), value: one })),
  ];
  const gone = [...plan.people.remove.map(personKey), ...plan.cover.remove.map(coverKey)];
  const all = [...before, ...pupils, ...marks, last];
  const total = all.reduce((sum, lot) => sum + lot.rows.length + lot.remove.length, people.length + gone.length);
  let done = 0;
  const step = (count: number): void => onProgress((done += count), total);

  const touched = new Set([...before, ...pupils, ...marks].filter(hasRows).map((lot) => lot.partition));
  await tell(store, touched, 20);
  for (const rows of chunks(people)) step((await store.people.write(rows), rows.length));
  for (const key of gone) step((await store.people.remove(key), 1));
  for (const lot of all) await fileLot(store, lot, step);
  await tell(store, touched, 0);
}

const hasRows = (lot: Lot): boolean => lot.rows.length + lot.remove.length > 0;

/** Pointers before, delayed, and after: a running bot brings its posts up to date whenever this is cut off. */
const tell = async (store: Store, partnerships: ReadonlySet<string>, delay: number): Promise<void> => {
  for (const partnership of partnerships) await store.queue.put({ kind: 'changed', partnership }, delay);
};

async function fileLot(store: Store, { partition, rows, remove }: Lot, step: (count: number) => void): Promise<void> {
  for (const batch of chunks(rows)) {
    const written = await store.records.write(partition, batch);
    // A mark of the batch stands there already: an import cut off before it was told so. One by one, the others go in.
    if (written === 'conflict') for (const one of batch) await store.records.write(partition, [one]);
    step(batch.length);
  }
  for (const key of remove) {
    await store.records.remove(partition, key);
    step(1);
  }
}
