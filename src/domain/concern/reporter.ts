/** Where somebody stands who raises a concern: in which partnerships they may, at which provision, and as what. */
import { sightOf, type Organisations, type Person } from '../access.ts';
import { roles, type Pupil, type RoleHolding } from '../records.ts';
import type { LocalDate } from '../time.ts';

const organisationsOf = ({ holdings }: Person): string[] => [
  ...new Set(holdings.map(({ organisation }) => organisation)),
];

/** Those of their partnership and school roles; a provision belongs to none. */
export const ownPartnerships = (person: Person, there: Organisations): string[] => [
  ...new Set(
    organisationsOf(person)
      .map((one) => (there.partnerships.has(one) ? one : there.schools.get(one)))
      .filter((code) => code !== undefined),
  ),
];

/** Whatever their role there: first those they have a role at, then the sites of these. */
export function ownProvisions(person: Person, there: Organisations): string[] {
  const own = organisationsOf(person).filter((one) => there.provisions.has(one));
  const sites = [...there.provisions].filter(([, main]) => own.includes(main)).map(([code]) => code);
  return [...new Set([...own, ...sites])];
}

export interface RaisedAbout {
  partnership: string;
  /** The home school, where it is known. */
  urn?: string | undefined;
  pupil?: Pupil | undefined;
}

const isTheirs = (of: Pick<RoleHolding, 'organisation'>, { partnership, urn }: RaisedAbout): boolean =>
  of.organisation === partnership || of.organisation === urn;

/**
 * R5.5: the provision it is raised at, where a role at one is all that the reporter has to do with the child; of several,
 * the one the child goes to.
 */
export function raisedAt(
  person: Person,
  there: Organisations,
  about: RaisedAbout,
  date: LocalDate,
): string | undefined {
  if (person.holdings.some((held) => isTheirs(held, about))) return undefined;
  const own = ownProvisions(person, there);
  const { pupil, partnership } = about;
  const goesThere = (code: string): boolean =>
    pupil !== undefined &&
    sightOf({ upn: person.upn, partnerships: [], schools: [], provisions: [code] }, pupil, partnership, date) !==
      undefined;
  return own.find(goesThere) ?? own[0];
}

/** The role they are in here: what they are to the child before what else they are, and of these their widest. */
export function roleHere(
  { holdings }: Person,
  about: RaisedAbout,
  provision: string | undefined,
): RoleHolding | undefined {
  const here = (of: RoleHolding): number => (isTheirs(of, about) || of.organisation === provision ? 0 : 1);
  return holdings.toSorted((a, b) => here(a) - here(b) || roles.indexOf(a.role) - roles.indexOf(b.role))[0];
}
