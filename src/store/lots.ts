/**
 * Which rows of an import go where. A partnership's rows stand in its own partition; what everyone shares stands in each, so
 * that one request answers a question, and in the shared partition.
 */
import type { CalendarRow, Mark, Pupil, School, Setting } from '../domain/records.ts';
import type { Change, ImportPlan } from '../pack/plan-import.ts';
import type { Filing } from './held.ts';
import { knownKey, openAbsenceKey, SHARED } from './keys.ts';
import type { RowToWrite } from './table.ts';

/** Rows for one partition. */
export interface Lot {
  partition: string;
  rows: RowToWrite[];
  remove: string[];
}

export interface MarksOf {
  partition: string;
  marks: Mark[];
  /** The school of each pupil. */
  schoolOf(mark: Mark): string;
}

/** A pupil whose marks go along to the partition of another partnership. */
export interface Move {
  pupilId: string;
  urn: string;
  from: string;
  to: string;
}

export interface Lots {
  /** What is known of and in each partnership. */
  known: Lot[];
  pupils: Lot[];
  /** By partition, in the order they were recorded: they are appended, not written. */
  marks: MarksOf[];
  shared: Lot;
  moves: Move[];
  /** Who changes school within a partnership. */
  relabelled: Omit<Move, 'from'>[];
}

interface Piles {
  put(partition: string, key: string, value: unknown, more?: Partial<RowToWrite>): void;
  drop(partition: string, key: string): void;
  lots(): Lot[];
}

/** A row that is put twice is put once, as it was put last: Azure takes no key twice in one transaction. */
function createPiles(): Piles {
  const piles = new Map<string, { rows: Map<string, RowToWrite>; remove: Set<string> }>();
  const pileOf = (partition: string) => {
    const pile = piles.get(partition) ?? { rows: new Map(), remove: new Set() };
    piles.set(partition, pile);
    return pile;
  };
  return {
    put: (partition, key, value, more) =>
      void pileOf(partition).rows.set(key, { key, value, columns: { school: '' }, ...more }),
    drop: (partition, key) => void pileOf(partition).remove.add(key),
    lots: () =>
      [...piles].map(([partition, { rows, remove }]) => ({ partition, rows: [...rows.values()], remove: [...remove] })),
  };
}

const after = <T>(now: readonly T[], { put, remove }: Change<T>, keyOf: (one: T) => string): T[] => {
  const gone = new Set(remove.map(keyOf));
  return [...new Map([...now, ...put].map((one) => [keyOf(one), one])).values()].filter((one) => !gone.has(keyOf(one)));
};

interface Places {
  codes: readonly string[];
  /** Partnerships that no partition was made for yet. */
  fresh: readonly string[];
  /** By the code of a partnership and by the URN of a school. */
  partnershipOf: ReadonlyMap<string, string>;
  /** Schools that go to another partnership, with the one they leave. */
  leaving: ReadonlyMap<string, string>;
}

function placesOf(plan: ImportPlan, { held }: Filing): Places {
  const before = new Map(held.schools.map(({ urn, partnership }) => [urn, partnership]));
  const codes = after(held.partnerships, plan.partnerships, (one) => one.code).map((one) => one.code);
  const schools = after(held.schools, plan.schools, (one) => one.urn);
  const known = new Set(held.partnerships.map((one) => one.code));
  const moved = schools.filter(({ urn, partnership }) => (before.get(urn) ?? partnership) !== partnership);
  return {
    codes,
    fresh: codes.filter((code) => !known.has(code)),
    partnershipOf: new Map([...codes.map((code) => [code, code] as const), ...schools.map(schoolPlace)]),
    leaving: new Map(moved.map(({ urn }) => [urn, before.get(urn)!])),
  };
}

const schoolPlace = ({ urn, partnership }: School): readonly [string, string] => [urn, partnership];

function pileOrganisations(piles: Piles, plan: ImportPlan, { held }: Filing, { codes, fresh, leaving }: Places): void {
  for (const one of plan.partnerships.put) {
    piles.put(one.code, knownKey.partnership, one);
    piles.put(SHARED, `${knownKey.partnership}|${one.code}`, one);
  }
  for (const one of plan.partnerships.remove) {
    piles.drop(one.code, knownKey.partnership);
    piles.drop(SHARED, `${knownKey.partnership}|${one.code}`);
  }
  for (const one of plan.schools.put) {
    for (const partition of [one.partnership, SHARED]) piles.put(partition, knownKey.school(one.urn), one);
  }
  for (const one of plan.schools.remove) {
    for (const partition of [one.partnership, SHARED]) piles.drop(partition, knownKey.school(one.urn));
  }
  for (const [urn, partnership] of leaving) piles.drop(partnership, knownKey.school(urn));
  const provisions = after(held.provisions, plan.provisions, (one) => one.code);
  for (const code of fresh) for (const one of provisions) piles.put(code, knownKey.provision(one.code), one);
  for (const one of plan.provisions.put) {
    for (const partition of [...codes, SHARED]) piles.put(partition, knownKey.provision(one.code), one);
  }
  for (const one of plan.provisions.remove) {
    for (const partition of [...codes, SHARED]) piles.drop(partition, knownKey.provision(one.code));
  }
}

/** Rows of an organisation: a partnership's and its schools' with it, everybody's and a provision's with every partnership. */
function pileRows<T extends { organisation: string }>(
  piles: Piles,
  { codes, fresh, partnershipOf, leaving }: Places,
  held: readonly T[],
  change: Change<T>,
  keyOf: (one: T) => string,
): void {
  const partitionsOf = ({ organisation }: T): readonly string[] => {
    const own = partnershipOf.get(organisation);
    return own === undefined ? [...codes, SHARED] : [own];
  };
  for (const one of after(held, change, keyOf)) {
    const left = leaving.get(one.organisation);
    if (left !== undefined) piles.drop(left, keyOf(one));
    const isShared = !partnershipOf.has(one.organisation);
    const wanting = left === undefined ? (isShared ? fresh : []) : partitionsOf(one);
    for (const partition of wanting) piles.put(partition, keyOf(one), one);
  }
  for (const one of change.put) for (const partition of partitionsOf(one)) piles.put(partition, keyOf(one), one);
  for (const one of change.remove) {
    const left = leaving.get(one.organisation);
    for (const partition of [...partitionsOf(one), ...(left === undefined ? [] : [left])])
      piles.drop(partition, keyOf(one));
  }
}

/** Each pupil stands in the partition of their school's partnership, and in no other. */
function pilePupils(piles: Piles, plan: ImportPlan, filing: Filing, { partnershipOf }: Places): Move[] {
  const put = new Set(plan.pupils.put.map((pupil) => pupil.pupilId));
  const moves: Move[] = [];
  for (const pupil of after(filing.held.pupils, plan.pupils, (one) => one.pupilId)) {
    const { pupilId, schoolUrn: urn } = pupil;
    const to = partnershipOf.get(urn) ?? SHARED;
    const places = filing.placesOf.get(pupilId) ?? [];
    const elsewhere = places.filter((place) => place !== to);
    const isThere = places.includes(to);
    if (put.has(pupilId) || !isThere) piles.put(to, knownKey.pupil(pupilId), pupil, { columns: { school: urn } });
    for (const from of elsewhere) {
      piles.drop(from, knownKey.pupil(pupilId));
      // It is followed up where the pupil goes.
      piles.drop(from, openAbsenceKey({ pupilId }));
    }
    if (!isThere) moves.push(...elsewhere.map((from) => ({ pupilId, urn, from, to })));
  }
  for (const { pupilId } of plan.pupils.remove) {
    for (const place of filing.placesOf.get(pupilId) ?? []) piles.drop(place, knownKey.pupil(pupilId));
  }
  return moves;
}

function relabelledOf({ pupils }: ImportPlan, { held }: Filing, { partnershipOf }: Places): Omit<Move, 'from'>[] {
  const before = new Map(held.pupils.map(({ pupilId, schoolUrn }) => [pupilId, schoolUrn]));
  return pupils.put
    .filter(({ pupilId, schoolUrn }) => (before.get(pupilId) ?? schoolUrn) !== schoolUrn)
    .map(({ pupilId, schoolUrn }) => ({ pupilId, urn: schoolUrn, to: partnershipOf.get(schoolUrn) ?? SHARED }));
}

function marksByPlace(marks: readonly Mark[], pupils: readonly Pupil[], { partnershipOf }: Places): MarksOf[] {
  const schools = new Map(pupils.map(({ pupilId, schoolUrn }) => [pupilId, schoolUrn]));
  const schoolOf = ({ pupilId }: Mark): string => schools.get(pupilId) ?? '';
  const places = Map.groupBy(marks, (mark) => partnershipOf.get(schoolOf(mark)) ?? SHARED);
  return [...places].map(([partition, of]) => ({
    partition,
    marks: of.toSorted((a, b) => a.recordedAt - b.recordedAt),
    schoolOf,
  }));
}

export function lotsOf(plan: ImportPlan, filing: Filing): Lots {
  const places = placesOf(plan, filing);
  const [known, pupils] = [createPiles(), createPiles()];
  const { held } = filing;
  pileOrganisations(known, plan, filing, places);
  pileRows<CalendarRow>(known, places, held.calendar, plan.calendar, knownKey.calendar);
  pileRows<Setting>(known, places, held.settings, plan.settings, knownKey.setting);
  const moves = pilePupils(pupils, plan, filing, places);
  const everyPupil = after(held.pupils, plan.pupils, (one) => one.pupilId);
  const isShared = ({ partition }: Lot): boolean => partition === SHARED;
  return {
    known: known.lots().filter((lot) => !isShared(lot)),
    pupils: pupils.lots(),
    marks: marksByPlace(plan.marks, everyPupil, places),
    shared: known.lots().find(isShared) ?? { partition: SHARED, rows: [], remove: [] },
    moves,
    relabelled: relabelledOf(plan, filing, places),
  };
}
