/** One invented partnership with everybody who may have to do with a concern. Each has an account in Teams. */
import type { Role } from '../../../src/domain/records.ts';
import type { Connector } from '../../support/connector.ts';
import type { Texts } from '../../support/pack.ts';
import type { Person } from '../../support/teams-world.ts';
import type { Chance } from '../chance.ts';
import { CODE, type Invented } from '../partnership.ts';

const FROM = '2026-09-01';
const TO = '2026-12-18';
const SCHOOLS = 4;
const PUPILS_EACH = 8;
const provisions = ['oak-farm', 'kiln-lane', 'the-forge'] as const;

export interface Member {
  person: Person;
  upn: string;
  role: Role;
  organisation: string;
}

export interface Child {
  id: string;
  name: string;
  urn: string;
  provision: string;
}

export const LADO = '01632 969001';
/** The school that employs the partnership's staff. */
export const HOST = '140001';
const urns = Array.from({ length: SCHOOLS }, (_, n) => String(Number(HOST) + n));

/** Names that no other word of a card or a log holds. */
const forenames = ['Quenby', 'Tarvin', 'Oswyth', 'Merrilow', 'Ysolde', 'Wexley', 'Calloway', 'Thessaly'];
const [first, last] = [
  ['Hob', 'Wren', 'Pell', 'Quar'],
  'nastow umber ockfield allsop idgewick orrow edgeby ipstane'.split(' '),
];
const surnames = first.flatMap((a) => last.map((b) => `${a}${b}`));
export const childNames = [...forenames, ...surnames];

const atPartnership: readonly (readonly [Role, string])[] = [
  ['coordinator', 'Cory Lane'],
  ['deputy', 'Dee Stone'],
  ['officer', 'Olu Penrose'],
  ['chair', 'Chae Moor'],
];
const atSchool: readonly (readonly [Role, string])[] = [
  ['school-dsl', 'Del Safe'],
  ['deputy', 'Dot Cover'],
  ['head', 'Hal Major'],
  ['key-link', 'Kim Link'],
  ['attendance-lead', 'Lee Tally'],
  ['governor-chair', 'Gwen Board'],
];
const atProvision: readonly (readonly [Role, string])[] = [
  ['provision-dsl', 'Pru Guard'],
  ['provision', 'Sam Tutor'],
  ['provision-manager', 'Mo Ready'],
  ['provision-owner', 'Oz Ownham'],
];

const postsOf = (
  organisations: readonly string[],
  roles: readonly (readonly [Role, string])[],
): [Role, string, string][] =>
  organisations.flatMap((organisation, n) =>
    roles.map(([role, name]): [Role, string, string] => [role, organisation, `${name} ${n + 1}`]),
  );

function membersIn(teams: Connector, tenantId: string): Member[] {
  const posts = [...postsOf([CODE], atPartnership), ...postsOf(urns, atSchool), ...postsOf(provisions, atProvision)];
  return posts.map(([role, organisation, name], n) => {
    const upn = `${name.toLowerCase().replaceAll(' ', '.')}.${n}@northvale.example`;
    return { person: teams.person({ name, tenantId, userPrincipalName: upn }), upn, role, organisation };
  });
}

const file = (head: string, rows: readonly string[]): string => `${[head, ...rows].join('\n')}\n`;
const phoneOf = (n: number): string => `01632 96${String(1000 + n)}`;

function textsFor(members: readonly Member[], children: readonly Child[], tenantId: string): Texts {
  const place = (code: string, n: number): string =>
    `${code},Place ${n + 1},${n + 1} Mill Lane,NV1 1AA,${phoneOf(900 + n)},no`;
  return {
    partnerships: file('code,name,digest_at,tenant_id,host_school,lado_contact,out_of_hours_contact,la_duty_contact', [
      `${CODE},Northvale Partnership,10:30,${tenantId},${HOST},${LADO},01632 969002,01632 969003`,
    ]),
    schools: file(
      'urn,name,partnership,office_phone',
      urns.map((urn, n) => `${urn},School ${n + 1} Academy,${CODE},${phoneOf(800 + n)}`),
    ),
    provisions: file('code,name,address,postcode,phone,registered', provisions.map(place)),
    people: file(
      'upn,role,organisation,name,tenant_id,object_id,phone',
      members.map(({ upn, role, organisation, person }, n) =>
        [upn, role, organisation, person.name, tenantId, person.aadObjectId, phoneOf(n)].join(','),
      ),
    ),
    pupils: file(
      'pupil_id,forename,surname,date_of_birth,year_group,school_urn,start_date,rag',
      children.map(({ id, name, urn }) => `${id},${name.replace(' ', ',')},2012-03-04,10,${urn},${FROM},green`),
    ),
    // Placed but not timetabled: no register is due, so that what is said is said of concerns.
    placements: file(
      'pupil_id,provision,start_date',
      children.map(({ id, provision }) => `${id},${provision},${FROM}`),
    ),
    calendar: file('organisation,from,to,kind', [`*,${FROM},${TO},term`]),
  };
}

export interface ConcernPartnership extends Invented {
  members: Member[];
  children: Child[];
  /** Sign-in names of those with a role somewhere. */
  inRole(organisation: string, ...roles: Role[]): string[];
}

export function inventConcernPartnership(chance: Chance, teams: Connector, tenantId: string): ConcernPartnership {
  const members = membersIn(teams, tenantId);
  const children = Array.from({ length: SCHOOLS * PUPILS_EACH }, (_, n) => ({
    id: `P-${n}`,
    name: `${forenames[n % forenames.length]} ${surnames[n]}`,
    urn: urns[n % SCHOOLS]!,
    provision: chance.oneOf(provisions),
  }));
  return {
    members,
    children,
    schools: urns.map((urn, n) => ({ urn, name: `School ${n + 1} Academy`, initials: [] })),
    texts: textsFor(members, children, tenantId),
    inRole: (organisation, ...roles) =>
      members.filter((one) => one.organisation === organisation && roles.includes(one.role)).map(({ upn }) => upn),
  };
}
