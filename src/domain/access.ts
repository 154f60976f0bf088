/** Who may see and do what (contract, "Roles"). Rights of several roles add up; no role, no rights. */
import type { Pupil, Role, RoleHolding } from './records.ts';
import type { LocalDate } from './time.ts';

/** The organisations there are, to tell what a role was given for. */
export interface Organisations {
  partnerships: ReadonlySet<string>;
  /** School URN to its partnership's code. */
  schools: ReadonlyMap<string, string>;
  /** Provision code to the main site it belongs to, or to itself. */
  provisions: ReadonlyMap<string, string>;
}

export interface Person {
  upn: string;
  name: string;
  /** Those in force today; `isCover`: somebody else's, for the time of a cover. */
  holdings: (RoleHolding & { isCover?: boolean })[];
}

export interface Scope {
  upn: string;
  /** As coordinator, deputy or officer. */
  partnerships: string[];
  /** As key link, DSL, deputy, head or attendance lead. */
  schools: string[];
  /** As provision staff; the sites of a main site are included. */
  provisions: string[];
}

export const schoolRoles: readonly Role[] = ['key-link', 'school-dsl', 'deputy', 'head', 'attendance-lead'];
const partnershipRoles: readonly Role[] = ['coordinator', 'deputy', 'officer'];
const provisionRoles: readonly Role[] = ['provision', 'provision-dsl', 'deputy'];

export const inForce = (held: { startDate?: string; endDate?: string }, today: LocalDate): boolean =>
  (held.startDate ?? '') <= today && today <= (held.endDate ?? '9999-12-31');

const organisationsOf = (
  person: Person,
  roles: readonly Role[],
  among: (organisation: string) => boolean,
): string[] => [
  ...new Set(person.holdings.filter((h) => roles.includes(h.role) && among(h.organisation)).map((h) => h.organisation)),
];

export function scopeOf(person: Person, there: Organisations): Scope {
  const main = organisationsOf(person, provisionRoles, (o) => there.provisions.has(o));
  const sites = [...there.provisions].filter(([, of]) => main.includes(of)).map(([code]) => code);
  return {
    upn: person.upn,
    partnerships: organisationsOf(person, partnershipRoles, (o) => there.partnerships.has(o)),
    schools: organisationsOf(person, schoolRoles, (o) => there.schools.has(o)),
    provisions: [...new Set([...main, ...sites])],
  };
}

/** `all`: everything held of the pupil; `slots`: only what happens at the asker's own provisions (R7.15). */
export type Sight = 'all' | 'slots';

/**
 * What a scope may see of a pupil of this partnership, or nothing. A sealed pupil is seen by those named alone, and by them
 * only in a role they hold (R8.3).
 */
export function sightOf(scope: Scope, pupil: Pupil, partnership: string, today: LocalDate): Sight | undefined {
  if (pupil.sealed && !pupil.sealed.includes(scope.upn)) return undefined;
  if (scope.partnerships.includes(partnership) || scope.schools.includes(pupil.schoolUrn)) return 'all';
  return goesTo(scope.provisions, pupil, today) ? 'slots' : undefined;
}

/**
 * Placed or timetabled there, now or later: of a child placed with a main site, a site may hold only the timetable rows. A
 * leaver is no longer a provision's to see.
 */
function goesTo(provisions: readonly string[], pupil: Pupil, today: LocalDate): boolean {
  const lasts = (last: LocalDate | undefined): boolean => today <= (last ?? today);
  const isTheirs = (provision: string, last: LocalDate | undefined): boolean =>
    provisions.includes(provision) && lasts(last);
  return (
    lasts(pupil.endDate) &&
    (pupil.placements.some((one) => isTheirs(one.provision, one.endDate)) ||
      pupil.timetable.some((row) => isTheirs(row.provision, row.validTo)))
  );
}

/** The partnerships whose records a question in this scope may concern. Provision staff may share pupils with any. */
export function partnershipsFor(scope: Scope, there: Organisations): string[] {
  if (scope.provisions.length > 0) return [...there.partnerships];
  const bySchool = scope.schools.map((urn) => there.schools.get(urn)).filter((code) => code !== undefined);
  return [...new Set([...scope.partnerships, ...bySchool])];
}

export const readsDigestOf = (scope: Scope, urn: string, there: Organisations): boolean =>
  scope.schools.includes(urn) || scope.partnerships.includes(there.schools.get(urn) ?? '');

/** The partnerships whose rows somebody may import: an import can give roles, so it is for those who answer for them. */
export const importsFor = (person: Person, there: Organisations): string[] =>
  organisationsOf(person, ['coordinator', 'deputy'], (o) => there.partnerships.has(o));

/** The schools whose digest a scope may read. */
export const digestSchools = (scope: Scope, there: Organisations): string[] =>
  [...there.schools.keys()].filter((urn) => readsDigestOf(scope, urn, there));

/** Whoever may read a school's digest decides where it goes. */
export const mayLink = (person: Person, urn: string, there: Organisations): boolean =>
  readsDigestOf(scopeOf(person, there), urn, there);

/** The role in which a person may acknowledge a school's digest: the school's own roles, nobody else's. */
export const acknowledgesAs = (person: Person, urn: string): Role | undefined =>
  schoolRoles.find((role) => person.holdings.some((h) => h.role === role && h.organisation === urn));
