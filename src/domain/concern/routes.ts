/** Where a concern goes (R5.5, 5.4): computed before anything is sent, with everybody who must never see it (R5.6). */
import { inForce } from '../access.ts';
import { inRole } from '../duty.ts';
import { seatRoles, type Barred } from './concern.ts';
import type { AdultNamed, Routed } from './events.ts';
import { isNamedBy, mayBeNamedBy } from './named.ts';
import { accountsOf, familyOf } from './people.ts';
import { at, nobody, rankOf, rowOf, type Held, type RouteAsked } from './rows.ts';

export type { RouteAsked };

/** R5.5: coordinator and home-school DSL always, the provision's DSL where it was raised there. */
function routeOfChild({ partnership, urn, provision }: RouteAsked): Routed {
  const parties = [
    ...at('partnership-dsl', partnership.code),
    ...at('school-dsl', urn),
    ...at('provision-dsl', provision),
  ];
  return { parties, barred: nobody, lado: false };
}

/** A name in no list, or nobody in particular: the head of the home school alone, and nobody of the organisation named. */
const smallest = ({ urn }: RouteAsked, barred: Barred): Routed => ({ parties: at('head', urn), barred, lado: true });

/** Many times the longest that anybody types: a whole page would be compared with everybody's name. */
const NAME_CHARACTERS = 5_000;

/** A name that was typed may be the head's own. Where nobody said whose staff it is, part of a name is enough. */
function typedRoute({ at: place, who }: AdultNamed, asked: RouteAsked): Routed {
  const name = who.kind === 'typed' ? who.name.slice(0, NAME_CHARACTERS) : '';
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
  const own = held.filter((one) => one.upn === upn);
  const theirs = new Set(own.flatMap(({ organisation }) => familyOf(organisation, there)));
  return held.filter((one) => one.upn === upn || theirs.has(one.organisation));
}

/** Whoever another row keeps out is kept out too, unless the row that decides names them. */
function barredWith(
  { parties, barred }: Routed,
  accounts: readonly string[],
  held: readonly Held[],
  asked: RouteAsked,
): Barred {
  const named = new Set(
    parties.flatMap(({ seat, organisation }) => inRole(asked, organisation, [seatRoles[seat].first])),
  );
  const others = held.map((one) => rowOf(one, asked).barred);
  const upns = others.flatMap((one) => one.upns).filter((upn) => !named.has(upn));
  return {
    upns: [...new Set([...accounts, ...barred.upns, ...upns])],
    organisations: [...new Set(others.flatMap((one) => one.organisations))],
  };
}

/** The row that keeps most people out decides. */
function routeOfPicked(upn: string, asked: RouteAsked, named: string | undefined): Routed {
  const accounts = accountsOf(upn, asked.roster.people);
  const own = heldBy([upn], asked);
  // Not in the pack any more: as a name that was typed.
  if (own.length === 0) return smallest(asked, { upns: accounts, organisations: named === undefined ? [] : [named] });
  const namesakes = accounts.filter((one) => one !== upn);
  const held = [...own, ...heldBy(namesakes, asked)];
  const rank = (one: Held): number => rankOf(one, asked, named);
  const [first] = sureOf(upn, held, asked).toSorted((a, b) => rank(a) - rank(b));
  const route = rowOf(first!, asked);
  return { ...route, barred: barredWith(route, accounts, held, asked) };
}

function routeOfAdult(adult: AdultNamed, asked: RouteAsked): Routed {
  const { at: place, who } = adult;
  const named = typeof place === 'string' ? undefined : place.organisation;
  return who.kind === 'picked' ? routeOfPicked(who.upn, asked, named) : typedRoute(adult, asked);
}

export const routeOf = (asked: RouteAsked): Routed =>
  asked.adult ? routeOfAdult(asked.adult, asked) : routeOfChild(asked);
