/** Where a concern goes (R5.5, 5.4): computed before anything is sent, with everybody who must never see it (R5.6). */
import { inForce, type Organisations } from '../access.ts';
import { inRole, type Staff } from '../duty.ts';
import type { Partnership, Role, School } from '../records.ts';
import type { LocalDate } from '../time.ts';
import type { Barred, PartyAt, Seat } from './concern.ts';
import type { AdultNamed, Routed } from './events.ts';
import { isNamedBy, isSameName, mayBeNamedBy } from './named.ts';
import { accountsOf, everIn, familyOf } from './people.ts';

export interface RouteAsked {
  partnership: Pick<Partnership, 'code' | 'hostSchool'>;
  schools: readonly Pick<School, 'urn' | 'name'>[];
  /** The home school, where it is known. */
  urn?: string | undefined;
  /** The provision it was raised at. */
  provision?: string | undefined;
  adult?: AdultNamed | undefined;
  roster: Staff;
  there: Organisations;
  date: LocalDate;
}

const at = (seat: Seat, organisation: string | undefined): PartyAt[] =>
  organisation === undefined ? [] : [{ seat, organisation }];
const nobody: Barred = { upns: [], organisations: [] };

/** R5.5: coordinator and home-school DSL always, the provision's DSL where it was raised there. */
function routeOfChild({ partnership, urn, provision }: RouteAsked): Routed {
  const parties = [
    ...at('partnership-dsl', partnership.code),
    ...at('school-dsl', urn),
    ...at('provision-dsl', provision),
  ];
  return { parties, barred: nobody, lado: false };
}

/** The employer of a partnership's staff, by URN or by name, as the pack has it. Of another partnership it is not known. */
function hostOf(organisation: string, { partnership: { code, hostSchool }, schools }: RouteAsked): string | undefined {
  if (organisation !== code || hostSchool === undefined) return undefined;
  return schools.find(({ urn, name }) => urn === hostSchool.trim() || isSameName(name, hostSchool))?.urn;
}

/** The rows of 5.4, the one that keeps most people out first; after `school-dsl` they keep out nobody but the subject. */
const kinds = [
  'chair',
  'partnership-dsl',
  'head',
  'owner',
  'school-dsl',
  'partnership-staff',
  'provision-staff',
  'school-staff',
] as const;
type AdultKind = (typeof kinds)[number];

interface Held {
  upn: string;
  role: Role;
  organisation: string;
}

function kindOf({ role, organisation }: Held, there: Organisations): AdultKind {
  if (there.partnerships.has(organisation)) {
    if (role === 'chair') return 'chair';
    return role === 'coordinator' || role === 'deputy' ? 'partnership-dsl' : 'partnership-staff';
  }
  if (there.schools.has(organisation)) {
    if (role === 'head') return 'head';
    return role === 'school-dsl' || role === 'deputy' ? 'school-dsl' : 'school-staff';
  }
  return role === 'provision-owner' ? 'owner' : 'provision-staff';
}

type Row = (of: Held, asked: RouteAsked) => Routed;

const rows: Record<AdultKind, Row> = {
  // The LADO alone: nobody of the partnership is above its chair.
  chair: ({ organisation }, { roster }) => ({
    parties: [],
    barred: { upns: everIn(organisation, ['chair'], roster), organisations: [] },
    lado: true,
  }),
  // Coordinator, deputy: anyone who is the normal recipient.
  'partnership-dsl': ({ organisation }, asked) => ({
    parties: [...at('chair', organisation), ...at('head', hostOf(organisation, asked))],
    barred: { upns: everIn(organisation, ['coordinator', 'deputy'], asked.roster), organisations: [] },
    lado: true,
  }),
  'partnership-staff': ({ organisation }, asked) => ({
    parties: [...at('head', hostOf(organisation, asked)), ...at('chair', organisation)],
    barred: nobody,
    lado: false,
  }),
  head: ({ organisation }, { roster }) => ({
    parties: at('governor-chair', organisation),
    barred: { upns: everIn(organisation, ['head'], roster), organisations: [] },
    lado: true,
  }),
  // A head may have been the DSL, and is told all the same.
  'school-dsl': ({ organisation }, asked) => {
    const heads = inRole(asked, organisation, ['head']);
    const queue = everIn(organisation, ['school-dsl', 'deputy'], asked.roster).filter((upn) => !heads.includes(upn));
    return { parties: at('head', organisation), barred: { upns: queue, organisations: [] }, lado: false };
  },
  'school-staff': ({ organisation }) => ({ parties: at('head', organisation), barred: nobody, lado: false }),
  owner: ({ organisation }, { urn }) => ({
    parties: at('head', urn),
    barred: { upns: [], organisations: [organisation] },
    lado: true,
  }),
  'provision-staff': ({ organisation }, { urn }) => ({
    parties: [...at('manager', organisation), ...at('head', urn)],
    barred: nobody,
    lado: true,
  }),
};

/** A name in no list, or nobody in particular: the head of the home school alone, and nobody of the organisation named. */
const smallest = ({ urn }: RouteAsked, barred: Barred): Routed => ({ parties: at('head', urn), barred, lado: true });

/** A name that was typed may be the head's own. Where nobody said whose staff it is, part of a name is enough. */
function typedRoute({ at: place, who }: AdultNamed, asked: RouteAsked): Routed {
  const name = who.kind === 'typed' ? who.name : '';
  const may = place === 'unknown' ? mayBeNamedBy : isNamedBy;
  const upns = asked.roster.people.filter((row) => may(name, row.name)).map(({ upn }) => upn);
  const organisations = typeof place === 'string' ? [] : [place.organisation];
  return smallest(asked, { upns: [...new Set(upns)], organisations });
}

/** Roles and covers of these accounts that are in force; where none is, those of other dates. */
function heldBy(accounts: readonly string[], { roster, date }: RouteAsked): Held[] {
  const covers = roster.cover.map(({ from, to, ...one }) => ({ ...one, startDate: from, endDate: to }));
  const held = [...roster.people, ...covers].filter((row) => accounts.includes(row.upn));
  const now = held.filter((row) => inForce(row, date));
  return now.length > 0 ? now : held;
}

/** Two accounts of one name are one person where they meet in an organisation; elsewhere they may be two people. */
function sureOf(upn: string, held: readonly Held[], { there }: RouteAsked): Held[] {
  const own = held.filter((one) => one.upn === upn).flatMap(({ organisation }) => familyOf(organisation, there));
  return held.filter((one) => one.upn === upn || own.includes(one.organisation));
}

/** Of rows that keep out nobody else, the one at the organisation that was named. */
function rankOf({ there }: RouteAsked, named: string | undefined): (held: Held) => number {
  const first = named === undefined ? [] : familyOf(named, there);
  return (held) => {
    const rank = kinds.indexOf(kindOf(held, there));
    const isOpen = rank > kinds.indexOf('school-dsl');
    return isOpen && first.includes(held.organisation) ? kinds.indexOf('school-dsl') + 0.5 : rank;
  };
}

/** The row that keeps most people out decides, and whoever another row keeps out is kept out too. */
function routeOfPicked(upn: string, asked: RouteAsked, named: string | undefined): Routed {
  const { roster, there } = asked;
  const accounts = accountsOf(upn, roster.people);
  const own = heldBy([upn], asked);
  // Not in the pack any more: as a name that was typed.
  if (own.length === 0) return smallest(asked, { upns: accounts, organisations: named === undefined ? [] : [named] });
  const others = heldBy(
    accounts.filter((one) => one !== upn),
    asked,
  );
  const held = [...own, ...others];
  const rank = rankOf(asked, named);
  const [first] = sureOf(upn, held, asked).toSorted((a, b) => rank(a) - rank(b));
  const routes = held.map((one) => rows[kindOf(one, there)](one, asked).barred);
  const upns = [...new Set([...accounts, ...routes.flatMap((one) => one.upns)])];
  const organisations = [...new Set(routes.flatMap((one) => one.organisations))];
  return { ...rows[kindOf(first!, there)](first!, asked), barred: { upns, organisations } };
}

function routeOfAdult(adult: AdultNamed, asked: RouteAsked): Routed {
  const { at: place, who } = adult;
  const named = typeof place === 'string' ? undefined : place.organisation;
  return who.kind === 'picked' ? routeOfPicked(who.upn, asked, named) : typedRoute(adult, asked);
}

export const routeOf = (asked: RouteAsked): Routed =>
  asked.adult ? routeOfAdult(asked.adult, asked) : routeOfChild(asked);
