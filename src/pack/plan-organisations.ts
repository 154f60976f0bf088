import { rowIs, worthALook } from '../texts/import-rows.ts';
import { partnerships, provisions, schools } from './files/organisations.ts';
import { planFile } from './plan-file.ts';
import { fault, keyIn, warn } from './planning.ts';
import { missing } from './references.ts';
import { outOfOrder } from './spans.ts';
import type { Partnership, Provision, School } from '../domain/records.ts';
import type { PackFile } from './pack-file.ts';
import type { Planned } from './plan-file.ts';
import type { Fault, Planning } from './planning.ts';
import type { Organisations } from './references.ts';
import type { Row } from './sheet.ts';

/**
 * Every code of one kind, held or in the pack. What the pack withdraws counts too: imported again, the same pack must not
 * find the code free.
 */
const codesOf = <T>(file: PackFile<T>, held: readonly T[], rows: readonly Row<T>[]): Set<string> =>
  new Set([...held.map((record) => keyIn(file, record)), ...rows.map((row) => row.key)]);

/** Other rows name an organisation by its code alone, so one code cannot stand for two of them. */
const taken = (field: string, code: string, ...others: ReadonlySet<string>[]): Fault | undefined =>
  others.some((codes) => codes.has(code)) ? fault(field, rowIs.taken) : undefined;

/** R3.1: a morning and an afternoon that do not overlap. */
const wrongHours = (provision: Provision): Fault | undefined =>
  outOfOrder(provision, 'amStart', 'amEnd', true) ??
  outOfOrder(provision, 'amEnd', 'pmStart') ??
  outOfOrder(provision, 'pmStart', 'pmEnd', true);

function wrongPartnership(planning: Planning, there: Planned<Partnership>, school: School, row: Row<School>) {
  const lost = 'partnership' in row.values && missing(planning, 'partnerships.csv', there, school.partnership);
  return lost ? fault('partnership', lost) : undefined;
}

function lookAtSites(planning: Planning, planned: Planned<Provision>, rows: readonly Row<Provision>[]): void {
  for (const row of rows) {
    const { siteOf } = row.values;
    if (siteOf === undefined || !planned.now.has(row.key)) continue;
    if (siteOf === row.key || !planned.now.has(siteOf)) warn(planning, row, 'siteOf', worthALook.siteOfNothing);
  }
}

export function planOrganisations(planning: Planning): Organisations {
  const { held, pack } = planning;
  const partnershipRows = pack.rows['partnerships.csv'] ?? [];
  const schoolRows = pack.rows['schools.csv'] ?? [];
  const provisionRows = pack.rows['provisions.csv'] ?? [];
  const partnershipCodes = codesOf(partnerships, held.partnerships, partnershipRows);
  const urns = codesOf(schools, held.schools, schoolRows);
  const provisionCodes = codesOf(provisions, held.provisions, provisionRows);

  const ofPartnerships = planFile(
    planning,
    partnerships,
    partnershipRows,
    held.partnerships,
    (one) => taken('code', one.code, urns, provisionCodes) ?? outOfOrder(one, 'digestAt', 'digestBy') ?? one,
  );
  const ofSchools = planFile(
    planning,
    schools,
    schoolRows,
    held.schools,
    (one, row) =>
      taken('urn', one.urn, partnershipCodes, provisionCodes) ??
      wrongPartnership(planning, ofPartnerships, one, row) ??
      one,
  );
  const ofProvisions = planFile(
    planning,
    provisions,
    provisionRows,
    held.provisions,
    (one) => taken('code', one.code, partnershipCodes, urns) ?? wrongHours(one) ?? one,
  );
  lookAtSites(planning, ofProvisions, provisionRows);
  return { 'partnerships.csv': ofPartnerships, 'schools.csv': ofSchools, 'provisions.csv': ofProvisions };
}
