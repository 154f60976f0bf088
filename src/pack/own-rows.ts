/**
 * What of a pack is its importer's to change, where that is not everything: rows of their own partnerships. The others are
 * refused before anything is planned, and no row can give its importer to see more than they see already.
 */
import { isDeepStrictEqual } from 'node:util';
import { notYours } from '../texts/import-rights.ts';
import { people } from './files/people.ts';
import { createOwnPlaces, type OwnPlaces } from './own-places.ts';
import { EVERYONE } from './plan-people.ts';
import { fault, keyIn, refuse, type Fault, type HeldRecords } from './planning.ts';
import type { Cover, Partnership, Provision, Pupil, School } from '../domain/records.ts';
import type { LocalDate } from '../domain/time.ts';
import type { CheckedPack } from './check-rows.ts';
import type { PersonRow } from './files/people.ts';
import type { FileName } from './pack-file.ts';
import type { Row } from './sheet.ts';

export interface Own {
  /** Which they answer for. */
  partnerships: ReadonlySet<string>;
  upn: string;
  /** Whether all of a pupil of those partnerships is theirs to see: a sealed one may not be. */
  sees(pupil: Pupil): boolean;
  today: LocalDate;
}

/** What a row is judged by. */
interface Deciding {
  held: HeldRecords;
  own: Own;
  places: OwnPlaces;
  /** Whether a pupil who is not held may come with the pack. */
  inPack(pupilId: string): boolean;
}

type Rule<T> = (row: Row<T>, deciding: Deciding) => Fault | undefined;

const ownPartnership: Rule<Partnership> = ({ key, remove }, { own }) => {
  if (!own.partnerships.has(key)) return fault('code', notYours.organisation);
  return remove ? fault('code', notYours.withdrawal) : undefined;
};

/** Neither taken from another partnership nor given to one. */
const ownSchool: Rule<School> = ({ key, remove, values }, { held, own }) => {
  const before = held.schools.find(({ urn }) => urn === key);
  if (before && !own.partnerships.has(before.partnership)) return fault('urn', notYours.organisation);
  if (remove) return fault('urn', notYours.withdrawal);
  const goesTo = held.partnerships.find(({ code }) => code === values.partnership);
  return goesTo && !own.partnerships.has(goesTo.code) ? fault('partnership', notYours.organisation) : undefined;
};

const ownProvision: Rule<Provision> = ({ key, remove, values }, { held, places }) => {
  const before = held.provisions.find(({ code }) => code === key);
  if (!before) return undefined;
  if (!places.isOwnProvision(key)) return fault('code', notYours.organisation);
  if (remove) return fault('code', notYours.withdrawal);
  return 'siteOf' in values && values.siteOf !== before.siteOf ? fault('siteOf', notYours.site) : undefined;
};

const ownOrganisation: Rule<{ organisation: string }> = ({ values }, { places }) => {
  const organisation = values.organisation!;
  if (organisation === EVERYONE) return fault('organisation', notYours.everyone);
  return places.isSomebodyElses(organisation) ? fault('organisation', notYours.organisation) : undefined;
};

/** What is there already raises nobody's rights. */
const isAsHeld = <T extends object>({ values }: Row<T>, before: T | undefined): boolean =>
  before !== undefined &&
  Object.entries(values).every(([field, value]) => isDeepStrictEqual(before[field as keyof T], value));

const toThemselves: Rule<{ organisation: string; upn: string }> = ({ values, remove }, { own, places }) =>
  !remove && values.upn === own.upn && places.isProvision(values.organisation!)
    ? fault('upn', notYours.ownRole)
    : undefined;

/** Whoever sets an account could make it their own, with all the roles of whom it belongs to. */
const anothersAccount: Rule<PersonRow> = ({ key, values, remove }, { held, places }) => {
  if (remove) return undefined;
  const before = held.people.find((row) => keyIn(people, row) === key);
  const others = held.people.filter(({ upn }) => upn === values.upn);
  const known = (field: 'objectId' | 'tenantId'): readonly (string | undefined)[] =>
    before ? [before[field]] : [undefined, ...others.map((row) => row[field])];
  if ('objectId' in values && !known('objectId').includes(values.objectId)) return fault('objectId', notYours.account);
  const tenants = [...known('tenantId'), places.tenantOf(values.organisation!)];
  return 'tenantId' in values && !tenants.includes(values.tenantId) ? fault('tenantId', notYours.account) : undefined;
};

const ownPerson: Rule<PersonRow> = (row, deciding) => {
  const before = deciding.held.people.find((one) => keyIn(people, one) === row.key);
  return (
    ownOrganisation(row, deciding) ??
    (isAsHeld(row, before) ? undefined : toThemselves(row, deciding)) ??
    anothersAccount(row, deciding)
  );
};

const ownCover: Rule<Cover> = (row, deciding) => ownOrganisation(row, deciding) ?? toThemselves(row, deciding);

const ownPupil: Rule<{ schoolUrn: string }> = ({ key, remove, values }, { places }) => {
  if ((places.isHeldPupil(key) || remove) && !places.isOwnPupil(key)) return fault('pupilId', notYours.pupil);
  return places.isOthersSchool(values.schoolUrn ?? '') ? fault('schoolUrn', notYours.organisation) : undefined;
};

const ofOwnPupil: Rule<{ pupilId: string }> = ({ values }, { inPack, places }) => {
  const pupilId = values.pupilId!;
  const isTheirs = places.isHeldPupil(pupilId) ? places.isOwnPupil(pupilId) : inPack(pupilId);
  return isTheirs ? undefined : fault('pupilId', notYours.pupil);
};

/** In this order: which pupils are theirs decides which provisions are. */
const rules: readonly (readonly [FileName, Rule<never>])[] = [
  ['partnerships.csv', ownPartnership],
  ['schools.csv', ownSchool],
  ['pupils.csv', ownPupil],
  ['placements.csv', ofOwnPupil],
  ['timetable.csv', ofOwnPupil],
  ['agreements.csv', ofOwnPupil],
  ['suspensions.csv', ofOwnPupil],
  ['marks.csv', ofOwnPupil],
  ['provisions.csv', ownProvision],
  ['people.csv', ownPerson],
  ['cover.csv', ownCover],
  ['settings.csv', ownOrganisation],
  ['calendar.csv', ownOrganisation],
];

/** Those whose own row was refused, or could not be read, are left to the plan, which says so. */
const pupilsIn = ({ rows, refused, unread }: CheckedPack): Deciding['inPack'] => {
  let added: Set<string> | undefined;
  return (pupilId) => {
    added ??= new Set((rows['pupils.csv'] ?? []).map(({ key }) => key));
    return added.has(pupilId) || refused.get('pupils.csv')?.has(pupilId) || unread.has('pupils.csv');
  };
};

/** The pack without the rows that are not theirs, each of which has a refusal. */
export function keepToOwn(pack: CheckedPack, held: HeldRecords, own: Own): CheckedPack {
  const kept: CheckedPack = {
    ...pack,
    rows: { ...pack.rows },
    refused: new Map([...pack.refused].map(([file, keys]) => [file, new Map(keys)])),
    refusals: [...pack.refusals],
  };
  const deciding: Deciding = { held, own, places: createOwnPlaces(kept, held, own), inPack: pupilsIn(kept) };
  for (const [file, rule] of rules) {
    const rows = kept.rows[file] as Row<never>[] | undefined;
    if (!rows) continue;
    const theirs = rows.filter((row) => {
      const wrong = rule(row, deciding);
      if (wrong) refuse({ pack: kept, refusals: kept.refusals }, row, wrong);
      return !wrong;
    });
    Object.assign(kept.rows, { [file]: theirs });
  }
  return kept;
}
