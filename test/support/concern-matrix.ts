/**
 * Who may read which concern, by hand from sections 5.2 and 5.4 of the domain rules: one person for every role in every place
 * there is, and for each kind of concern those of them who may. Everybody else may not.
 */
import type { AdultNamed } from '../../src/domain/concern/events.ts';
import type { Role } from '../../src/domain/records.ts';
import { ASHFIELD, BIRCHWOOD, PARTNERSHIP } from './cal-a.ts';
import { CEDAR, SOUTHMOOR } from './partnerships.ts';
import type { Held } from './staffing.ts';

/** The child is at `home` and goes to `site`, a site of `main`; `host` employs the partnership's staff. */
export const places = {
  P: PARTNERSHIP,
  Q: SOUTHMOOR,
  home: ASHFIELD,
  host: BIRCHWOOD,
  far: CEDAR,
  site: 'base-east',
  main: 'base',
  other: 'oak-farm',
} as const;
type PlaceName = keyof typeof places;

const rolesAt: readonly [readonly PlaceName[], readonly Role[]][] = [
  [
    ['P', 'Q'],
    ['coordinator', 'deputy', 'officer', 'chair'],
  ],
  [
    ['home', 'host', 'far'],
    ['key-link', 'school-dsl', 'deputy', 'head', 'attendance-lead', 'governor-chair'],
  ],
  [
    ['site', 'main', 'other'],
    ['provision', 'provision-dsl', 'deputy', 'provision-manager', 'provision-owner'],
  ],
];

/** `head@home` and so on: their sign-in names too. */
export const everybody: readonly Held[] = rolesAt.flatMap(([at, roles]) =>
  at.flatMap((place) => roles.map((role): Held => [`${role}@${place}`, role, places[place]])),
);

export interface KindOfConcern {
  kind: string;
  /** Of a child's concern, or of any that was raised at a provision. */
  provision?: string;
  adult?: AdultNamed;
  isDraft?: true;
  readers: string;
  lado: boolean;
}

const picked = (who: string): AdultNamed => ({
  at: { organisation: places[who.split('@')[1] as PlaceName] },
  who: { kind: 'picked', upn: who },
});
const about = (who: string, readers: string, lado: boolean): KindOfConcern => ({
  kind: `the ${who}`,
  adult: picked(who),
  readers,
  lado,
});
const somebodyAt = (place: PlaceName | 'transport' | 'unknown', readers: string): KindOfConcern[] => {
  const at: AdultNamed['at'] = place === 'transport' || place === 'unknown' ? place : { organisation: places[place] };
  return [
    { kind: `a name typed, ${place}`, adult: { at, who: { kind: 'typed', name: 'Ada Nobody' } }, readers, lado: true },
    { kind: `not sure who, ${place}`, adult: { at, who: { kind: 'unsure' } }, readers, lado: true },
  ];
};

const partnershipDsl = 'coordinator@P deputy@P';
const homeDsl = 'school-dsl@home deputy@home';
/** Contract, `site_of`: people of a main site are its sites' too. */
const siteDsl = 'provision-dsl@site deputy@site provision-dsl@main deputy@main';
const managersOfSite = 'provision-manager@site provision-manager@main';

export const kindsOfConcern: readonly KindOfConcern[] = [
  // 5.2, R5.5
  { kind: 'a child, raised by school or partnership', readers: `${partnershipDsl} ${homeDsl}`, lado: false },
  {
    kind: 'a child, raised at the site',
    provision: places.site,
    readers: `${partnershipDsl} ${homeDsl} ${siteDsl}`,
    lado: false,
  },
  {
    kind: 'a child, raised at the main site',
    provision: places.main,
    readers: `${partnershipDsl} ${homeDsl} provision-dsl@main deputy@main`,
    lado: false,
  },
  { kind: 'a draft', isDraft: true, readers: `${partnershipDsl} ${homeDsl}`, lado: false },
  // 5.4, row by row; staff of a home school
  ...['key-link', 'attendance-lead', 'governor-chair'].flatMap((role) => [
    about(`${role}@home`, 'head@home', false),
    about(`${role}@host`, 'head@host', false),
  ]),
  // Headteacher; a sole proprietor's conflict is the LADO's, so the number is shown.
  about('head@home', 'governor-chair@home', true),
  about('head@host', 'governor-chair@host', true),
  // AP staff
  about('provision@site', `${managersOfSite} head@home`, true),
  about('provision-dsl@site', `${managersOfSite} head@home`, true),
  about('deputy@site', `${managersOfSite} head@home`, true),
  about('provision@main', 'provision-manager@main head@home', true),
  about('provision@other', 'provision-manager@other head@home', true),
  about('provision-manager@site', 'provision-manager@main head@home', true),
  about('provision-manager@other', 'head@home', true),
  // AP owner: nobody of the AP
  about('provision-owner@site', 'head@home', true),
  about('provision-owner@other', 'head@home', true),
  // Partnership staff
  about('officer@P', 'head@host chair@P', false),
  about('officer@Q', 'chair@Q', false),
  // Coordinator, or anyone who is the normal recipient
  about('coordinator@P', 'chair@P head@host', true),
  about('deputy@P', 'chair@P head@host', true),
  about('coordinator@Q', 'chair@Q', true),
  // Home-school DSL
  about('school-dsl@home', 'head@home', false),
  about('deputy@home', 'head@home', false),
  about('school-dsl@far', 'head@far', false),
  // Chair: the LADO alone
  about('chair@P', '', true),
  about('chair@Q', '', true),
  // Escort, driver; not sure; a name in no list
  ...somebodyAt('transport', 'head@home'),
  ...somebodyAt('unknown', 'head@home'),
  ...somebodyAt('home', ''),
  ...somebodyAt('host', 'head@home'),
  ...somebodyAt('P', 'head@home'),
  ...somebodyAt('site', 'head@home'),
  ...somebodyAt('other', 'head@home'),
];

export const readersIn = ({ readers }: KindOfConcern): string[] => readers.split(' ').filter((one) => one !== '');
