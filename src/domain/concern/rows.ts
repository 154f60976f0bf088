/** The rows of 5.4: to whom a concern about an adult goes, by the role they hold, and who besides them must never see it. */
import type { Organisations } from '../access.ts';
import { inRole, type Staff } from '../duty.ts';
import type { Partnership, Role, School } from '../records.ts';
import type { LocalDate } from '../time.ts';
import type { Barred, PartyAt, Seat } from './concern.ts';
import type { AdultNamed, Routed } from './events.ts';
import { isSameName } from './named.ts';
import { everIn, familyOf } from './people.ts';

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

export const at = (seat: Seat, organisation: string | undefined): PartyAt[] =>
  organisation === undefined ? [] : [{ seat, organisation }];
export const nobody: Barred = { upns: [], organisations: [] };

/** The employer of a partnership's staff, by URN or by name, as the pack has it. Of another partnership it is not known. */
function hostOf(organisation: string, { partnership: { code, hostSchool }, schools }: RouteAsked): string | undefined {
  if (organisation !== code || hostSchool === undefined) return undefined;
  return schools.find(({ urn, name }) => urn === hostSchool.trim() || isSameName(name, hostSchool))?.urn;
}

/** The one that keeps most people out first; after `school-dsl` they keep out nobody but the subject. */
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

export interface Held {
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

export const rowOf = (held: Held, asked: RouteAsked): Routed => rows[kindOf(held, asked.there)](held, asked);

/** How many people its row keeps out: the lowest decides. Rows that keep out nobody else make way for the organisation named. */
export function rankOf(held: Held, { there }: RouteAsked, named: string | undefined): number {
  const last = kinds.indexOf('school-dsl');
  const rank = kinds.indexOf(kindOf(held, there));
  const isNamed = named !== undefined && familyOf(named, there).includes(held.organisation);
  return rank > last && isNamed ? last + 0.5 : rank;
}
