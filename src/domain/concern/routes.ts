/** Where a concern goes (R5.5, 5.4): computed before anything is sent, with everybody who must never see it (R5.6). */
import type { Organisations } from '../access.ts';
import type { Staff } from '../duty.ts';
import type { Partnership, Role, School } from '../records.ts';
import type { Barred, PartyAt, Seat } from './concern.ts';
import type { AdultNamed, Routed } from './events.ts';
import { accountsOf, everIn } from './people.ts';

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

/** By URN or by name, as the pack has it. */
const hostOf = ({ partnership: { hostSchool }, schools }: RouteAsked): string | undefined =>
  schools.find(({ urn, name }) => urn === hostSchool || name === hostSchool)?.urn;

/** The rows of 5.4, the one that keeps most people out first: who has several roles is judged by the first that fits. */
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
    parties: [...at('chair', organisation), ...at('head', hostOf(asked))],
    barred: { upns: everIn(organisation, ['coordinator', 'deputy'], asked.roster), organisations: [] },
    lado: true,
  }),
  'partnership-staff': ({ organisation }, asked) => ({
    parties: [...at('head', hostOf(asked)), ...at('chair', organisation)],
    barred: nobody,
    lado: false,
  }),
  head: ({ organisation }, { roster }) => ({
    parties: at('governor-chair', organisation),
    barred: { upns: everIn(organisation, ['head'], roster), organisations: [] },
    lado: true,
  }),
  'school-dsl': ({ organisation }, { roster }) => {
    const heads = new Set(everIn(organisation, ['head'], roster));
    const queue = everIn(organisation, ['school-dsl', 'deputy'], roster).filter((upn) => !heads.has(upn));
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
const smallest = ({ urn }: RouteAsked, organisations: string[]): Routed => ({
  parties: at('head', urn),
  barred: { upns: [], organisations },
  lado: true,
});

/**
 * The row that keeps most people out decides. What somebody has been counts too: whoever knew them in that role may be
 * the one they would be warned by.
 */
function routeOfPicked(upn: string, asked: RouteAsked, organisation: string): Routed {
  const { roster, there } = asked;
  const accounts = accountsOf(upn, roster.people);
  const held = [...roster.people, ...roster.cover].filter((row) => accounts.includes(row.upn));
  // Not in the pack any more: as a name that was typed.
  if (held.length === 0) return smallest(asked, [organisation]);
  const ranked = held.toSorted((a, b) => kinds.indexOf(kindOf(a, there)) - kinds.indexOf(kindOf(b, there)));
  const first = ranked[0]!;
  const route = rows[kindOf(first, there)](first, asked);
  const kept = held.flatMap((one) => rows[kindOf(one, there)](one, asked).barred.upns);
  const upns = [...new Set([...accounts, ...route.barred.upns, ...kept])];
  return { ...route, barred: { ...route.barred, upns } };
}

function routeOfAdult({ at: place, who }: AdultNamed, asked: RouteAsked): Routed {
  if (typeof place === 'string') return smallest(asked, []);
  return who.kind === 'picked'
    ? routeOfPicked(who.upn, asked, place.organisation)
    : smallest(asked, [place.organisation]);
}

export const routeOf = (asked: RouteAsked): Routed =>
  asked.adult ? routeOfAdult(asked.adult, asked) : routeOfChild(asked);
