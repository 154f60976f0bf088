/** Who sits where today, for concerns: roles and covers as the pack has them now, less everybody who is barred (R5.6). */
import type { Organisations } from '../access.ts';
import { inRole, type Staff } from '../duty.ts';
import type { Pupil, Role } from '../records.ts';
import type { LocalDate } from '../time.ts';
import { seatRoles, type Barred, type Concern, type PartyAt } from './concern.ts';
import { nameKey } from './named.ts';

export interface Seating {
  roster: Staff;
  there: Pick<Organisations, 'provisions'>;
  date: LocalDate;
  /** Whether somebody can be written to in their own chat. */
  reachable(upn: string): boolean;
  /** The child it is about: a sealed one is known to those named alone (R8.3). */
  pupil?: Pick<Pupil, 'sealed'> | undefined;
}

/** The accounts of each name, made once of a roster that everybody in it is asked about. */
const accountsIn = new WeakMap<Staff['people'], string[][]>();

function accountsByName(people: Staff['people']): string[][] {
  const held = accountsIn.get(people);
  if (held) return held;
  const named = people.filter(({ name }) => nameKey(name) !== '');
  const made = [...Map.groupBy(named, ({ name }) => nameKey(name)).values()].map((rows) => rows.map(({ upn }) => upn));
  accountsIn.set(people, made);
  return made;
}

/** Every sign-in name that may be the same person: the same account, or the same name written in two rows. */
export const accountsOf = (upn: string, people: Staff['people']): string[] => [
  ...new Set([
    upn,
    ...accountsByName(people)
      .filter((accounts) => accounts.includes(upn))
      .flat(),
  ]),
];

/** An organisation with its main site and every site of it: they have the same people. */
export const familyOf = (organisation: string, { provisions }: Seating['there']): string[] => {
  const main = provisions.get(organisation) ?? organisation;
  return [...new Set([organisation, main, ...[...provisions].filter(([, of]) => of === main).map(([code]) => code)])];
};

/** R5.6 c: named as barred, or with a role of any date in a barred organisation; under this account or another. */
export function isBarred(upn: string, barred: Barred, { roster, there }: Pick<Seating, 'roster' | 'there'>): boolean {
  if (barred.upns.length === 0 && barred.organisations.length === 0) return false;
  const accounts = accountsOf(upn, roster.people);
  const organisations = new Set(barred.organisations.flatMap((one) => familyOf(one, there)));
  const held = [...roster.people, ...roster.cover].filter((row) => accounts.includes(row.upn));
  return accounts.some((one) => barred.upns.includes(one)) || held.some((row) => organisations.has(row.organisation));
}

/** Contract, `site_of`: people of a main site are its sites' too. */
const placesOf = (organisation: string, { provisions }: Seating['there']): string[] => [
  ...new Set([organisation, provisions.get(organisation) ?? organisation]),
];

type Of = Pick<Concern, 'barred'>;

const mayKnow = (upn: string, { barred }: Of, seating: Seating): boolean =>
  !isBarred(upn, barred, seating) && (seating.pupil?.sealed?.includes(upn) ?? true);

const holding = (roles: readonly Role[], { organisation }: PartyAt, seating: Seating): string[] =>
  placesOf(organisation, seating.there).flatMap((place) => inRole(seating, place, roles));

const inRoles = (roles: readonly Role[], party: PartyAt, of: Of, seating: Seating): string[] =>
  [...new Set(holding(roles, party, seating))].filter((upn) => mayKnow(upn, of, seating));

/** Those first told of it at a party, and who covers for them. */
export const firstAt = (party: PartyAt, of: Of, seating: Seating): string[] =>
  inRoles([seatRoles[party.seat].first], party, of, seating);
export const deputiesAt = (party: PartyAt, of: Of, seating: Seating): string[] =>
  inRoles(seatRoles[party.seat].deputies, party, of, seating);
/** Everybody who has a party's rights, reachable or not. */
export const everyoneAt = (party: PartyAt, of: Of, seating: Seating): string[] => [
  ...new Set([...firstAt(party, of, seating), ...deputiesAt(party, of, seating)]),
];

/** R5.6 c: somebody barred sits there today, who might hear of it from the others. */
export function isKeptFrom(party: PartyAt, { barred }: Of, seating: Seating): boolean {
  const { first, deputies } = seatRoles[party.seat];
  return holding([first, ...deputies], party, seating).some((upn) => isBarred(upn, barred, seating));
}

/** 5.2: the parties somebody sits at today. Empty: they may not know that it exists. */
export const seatedAt = (concern: Concern, upn: string, seating: Seating): PartyAt[] =>
  concern.parties.filter((party) => everyoneAt(party, concern, seating).includes(upn));

export const mayRead = (concern: Concern, upn: string, seating: Seating): boolean =>
  seatedAt(concern, upn, seating).length > 0;

/** Whoever has or had one of these roles, or covers it: of any date, because an old chat still shows what was sent to it. */
export function everIn(organisation: string, roles: readonly Role[], { people, cover }: Staff): string[] {
  const rows = [...people, ...cover].filter((row) => row.organisation === organisation && roles.includes(row.role));
  return [...new Set(rows.map(({ upn }) => upn))];
}
