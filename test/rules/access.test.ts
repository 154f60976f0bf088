import * as fc from 'fast-check';
import {
  acknowledgesAs,
  digestSchools,
  inForce,
  mayLink,
  partnershipsFor,
  readsDigestOf,
  scopeOf,
  sightOf,
} from '../../src/domain/access.ts';
import { roles } from '../../src/domain/records.ts';
import type { Scope, Sight } from '../../src/domain/access.ts';
import type { Placement, Pupil, Role } from '../../src/domain/records.ts';
import type { LocalDate } from '../../src/domain/time.ts';
import { ASHFIELD, BIRCHWOOD, PARTNERSHIP, aPlacement, aPupil, aRow } from '../support/cal-a.ts';
import { CEDAR, SOUTHMOOR, aPerson, there } from '../support/partnerships.ts';
import type { Held } from '../support/partnerships.ts';

const TODAY: LocalDate = '2026-11-09';
const scope = (...held: Held[]): Scope => scopeOf(aPerson(...held), there);
const at = (provision: string, over: Partial<Placement> = {}): Placement => aPlacement({ provision, ...over });
const sight = (held: Held[], pupil: Pupil, partnership = PARTNERSHIP, today = TODAY): Sight | undefined =>
  sightOf(scope(...held), pupil, partnership, today);

const staffRoles: Role[] = ['coordinator', 'deputy', 'officer'];
const schoolRoles: Role[] = ['deputy', 'key-link', 'school-dsl', 'head', 'attendance-lead'];
const provisionRoles: Role[] = ['deputy', 'provision', 'provision-dsl'];

describe('roles: what each gives, at each kind of organisation', () => {
  test.each(roles.map((role) => [role]))('%s', (role) => {
    const given = (organisation: string) => {
      const { partnerships, schools, provisions } = scope([role, organisation]);
      return { partnerships, schools, provisions };
    };
    const none = { partnerships: [], schools: [], provisions: [] };
    expect(given(PARTNERSHIP)).toEqual(staffRoles.includes(role) ? { ...none, partnerships: [PARTNERSHIP] } : none);
    expect(given(ASHFIELD)).toEqual(schoolRoles.includes(role) ? { ...none, schools: [ASHFIELD] } : none);
    expect(given('oak-farm')).toEqual(provisionRoles.includes(role) ? { ...none, provisions: ['oak-farm'] } : none);
    expect(given('nowhere')).toEqual(none);
  });

  test('several roles add up, and one held twice counts once', () => {
    expect(scope(['officer', SOUTHMOOR], ['key-link', ASHFIELD], ['head', ASHFIELD], ['deputy', 'oak-farm'])).toEqual({
      upn: 'sam@northvale.example',
      partnerships: [SOUTHMOOR],
      schools: [ASHFIELD],
      provisions: ['oak-farm'],
    });
  });

  test.each<[string, Held, string[]]>([
    ['of the main site have its sites too', ['provision', 'base'], ['base', 'base-east']],
    ['of a site have that site alone', ['provision', 'base-east'], ['base-east']],
    ['of another provision have neither', ['provision', 'oak-farm'], ['oak-farm']],
  ])('site_of: staff %s', (_name, held, sites) => expect(scope(held).provisions.toSorted()).toEqual(sites));
});

describe('roles: when they are in force', () => {
  test.each<[string, { startDate?: string; endDate?: string }, boolean]>([
    ['without dates', {}, true],
    ['from today', { startDate: TODAY }, true],
    ['until today', { endDate: TODAY }, true],
    ['from tomorrow', { startDate: '2026-11-10' }, false],
    ['until yesterday', { endDate: '2026-11-08' }, false],
    ['of another time', { startDate: '2025-09-01', endDate: '2026-07-31' }, false],
  ])('a role %s', (_name, dates, expected) => expect(inForce(dates, TODAY)).toBe(expected));
});

describe('who sees a pupil, and how much of them', () => {
  const pupil = aPupil({ placements: [at('oak-farm'), at('base-east')] });
  const all: [string, Held][] = [
    ...staffRoles.map((role): [string, Held] => ['all', [role, PARTNERSHIP]]),
    ...schoolRoles.map((role): [string, Held] => ['all', [role, ASHFIELD]]),
  ];
  const slots = provisionRoles.map((role): [string, Held] => ['slots', [role, 'oak-farm']]);
  test.each([...all, ...slots])('%s: %j', (expected, held) => expect(sight([held], pupil)).toBe(expected));

  test.each<[string, Held]>([
    ['the staff of another partnership', ['coordinator', SOUTHMOOR]],
    ['another school of the same partnership', ['school-dsl', BIRCHWOOD]],
    ['a school of another partnership', ['key-link', CEDAR]],
    ['staff of a provision that is no longer there', ['provision', 'nowhere']],
    ['the chair', ['chair', PARTNERSHIP]],
    ['the chair of governors', ['governor-chair', ASHFIELD]],
    ['a provision’s manager', ['provision-manager', 'oak-farm']],
    ['a provision’s owner', ['provision-owner', 'oak-farm']],
    ['provision staff by a role at a school', ['provision', ASHFIELD]],
    ['a key link by a role at a partnership', ['key-link', PARTNERSHIP]],
  ])('nothing: %s', (_name, held) => expect(sight([held], pupil)).toBeUndefined());

  test('nobody without a role', () => expect(sight([], pupil)).toBeUndefined());

  test('a role that sees all counts beside one that sees slots', () =>
    expect(
      sight(
        [
          ['provision', 'oak-farm'],
          ['head', ASHFIELD],
        ],
        pupil,
      ),
    ).toBe('all'));

  test('at a shared provision staff see the pupils of their own partnership alone', () => {
    const theirs = aPupil({ schoolUrn: CEDAR, placements: [at('oak-farm')] });
    expect(sight([['officer', PARTNERSHIP]], pupil, PARTNERSHIP)).toBe('all');
    expect(sight([['officer', PARTNERSHIP]], theirs, SOUTHMOOR)).toBeUndefined();
    expect(sight([['provision', 'oak-farm']], theirs, SOUTHMOOR)).toBe('slots');
  });
});

describe('which pupils are a provision’s', () => {
  const over = { endDate: '2026-11-06' };
  test.each<[string, Sight | undefined, string, Partial<Pupil>]>([
    ['placed there', 'slots', 'base', { placements: [at('base')] }],
    ['placed there from next week', 'slots', 'base', { placements: [at('base', { startDate: '2026-11-16' })] }],
    ['whose placement ends today', 'slots', 'base', { placements: [at('base', { endDate: TODAY })] }],
    ['whose placement is over', undefined, 'base', { placements: [at('base', over)] }],
    ['placed there again', 'slots', 'base', { placements: [at('base', over), at('base')] }],
    ['placed elsewhere', undefined, 'base', { placements: [at('oak-farm')] }],
    ['placed at a site, for the main site', 'slots', 'base', { placements: [at('base-east')] }],
    ['placed at the main site, for a site', undefined, 'base-east', { placements: [at('base')] }],
    [
      'placed at the main site and timetabled at the site, for the site',
      'slots',
      'base-east',
      { placements: [at('base')], timetable: [aRow('monday', 'base-east', '09:00', '12:00')] },
    ],
    [
      'whose timetable there has run out',
      undefined,
      'base-east',
      { timetable: [aRow('monday', 'base-east', '09:00', '12:00', { validTo: '2026-11-06' })] },
    ],
    ['who leaves today', 'slots', 'base', { placements: [at('base')], endDate: TODAY }],
    ['who left', undefined, 'base', { placements: [at('base')], endDate: '2026-11-06' }],
  ])('one %s: %s', (_name, expected, provision, pupil) =>
    expect(sight([['provision', provision]], aPupil(pupil))).toBe(expected),
  );

  test.each<[Held]>([[['key-link', ASHFIELD]], [['officer', PARTNERSHIP]]])('a leaver stays findable to %j', (held) => {
    const leaver = aPupil({ placements: [at('oak-farm')], endDate: '2026-07-14' });
    expect(sight([held], leaver)).toBe('all');
  });
});

describe('R8.3: a sealed pupil', () => {
  const sealedTo = (...upns: string[]): Pupil => aPupil({ sealed: upns, placements: [at('oak-farm')] });
  const named = sealedTo('other@northvale.example', 'sam@northvale.example');
  test.each<[string, Held[], Pupil, Sight | undefined]>([
    ['the key link who is named', [['key-link', ASHFIELD]], named, 'all'],
    ['the provision’s person who is named', [['provision', 'oak-farm']], named, 'slots'],
    ['somebody named without a role', [], named, undefined],
    ['somebody named with a role that sees no pupil', [['chair', PARTNERSHIP]], named, undefined],
    ['somebody named with a role elsewhere', [['key-link', BIRCHWOOD]], named, undefined],
    ['the key link who is not named', [['key-link', ASHFIELD]], sealedTo('other@northvale.example'), undefined],
    ['the coordinator who is not named', [['coordinator', PARTNERSHIP]], sealedTo('other@x.example'), undefined],
    ['anybody, where nobody is named', [['coordinator', PARTNERSHIP]], sealedTo(), undefined],
  ])('for %s', (_name, held, pupil, expected) => expect(sight(held, pupil)).toBe(expected));
});

describe('digests: who reads, links and acknowledges', () => {
  test.each<[Held, string[]]>([
    [
      ['officer', PARTNERSHIP],
      [ASHFIELD, BIRCHWOOD],
    ],
    [
      ['deputy', PARTNERSHIP],
      [ASHFIELD, BIRCHWOOD],
    ],
    [['coordinator', SOUTHMOOR], [CEDAR]],
    [['key-link', BIRCHWOOD], [BIRCHWOOD]],
    [['deputy', BIRCHWOOD], [BIRCHWOOD]],
    [['attendance-lead', CEDAR], [CEDAR]],
    [['deputy', 'oak-farm'], []],
    [['provision-dsl', 'base'], []],
    [['chair', PARTNERSHIP], []],
    [['governor-chair', ASHFIELD], []],
    [['school-dsl', '999999'], []],
  ])('%j reads and links %j', (held, schools) => {
    expect(digestSchools(scope(held), there)).toEqual(schools);
    expect([...there.schools.keys()].filter((urn) => mayLink(aPerson(held), urn, there))).toEqual(schools);
    expect([...there.schools.keys()].filter((urn) => readsDigestOf(scope(held), urn, there))).toEqual(schools);
  });

  test.each<[string, Held]>([
    ['a school that is no longer there', ['school-dsl', '999999']],
    ['a provision, which has no digest', ['deputy', 'oak-farm']],
  ])('%s is nobody’s to link', (_name, held) => {
    expect(mayLink(aPerson(held), held[1], there)).toBe(false);
    expect(readsDigestOf(scope(held), held[1], there)).toBe(false);
  });

  test.each<[Role | undefined, Held[]]>([
    ...schoolRoles.map((role): [Role, Held[]] => [role, [[role, ASHFIELD]]]),
    [
      'key-link',
      [
        ['head', ASHFIELD],
        ['key-link', ASHFIELD],
      ],
    ],
    [undefined, [['key-link', BIRCHWOOD]]],
    [undefined, [['coordinator', PARTNERSHIP]]],
    [undefined, [['deputy', PARTNERSHIP]]],
    [undefined, [['governor-chair', ASHFIELD]]],
    [undefined, []],
  ])('Ashfield’s digest is acknowledged as %s by %j', (expected, held) =>
    expect(acknowledgesAs(aPerson(...held), ASHFIELD)).toBe(expected),
  );
});

describe('whose records a question may concern', () => {
  test.each<[Held[], string[]]>([
    [[['officer', PARTNERSHIP]], [PARTNERSHIP]],
    [[['key-link', CEDAR]], [SOUTHMOOR]],
    [
      [
        ['key-link', ASHFIELD],
        ['key-link', BIRCHWOOD],
      ],
      [PARTNERSHIP],
    ],
    [
      [
        ['officer', PARTNERSHIP],
        ['key-link', CEDAR],
      ],
      [PARTNERSHIP, SOUTHMOOR],
    ],
    [[['provision', 'oak-farm']], [PARTNERSHIP, SOUTHMOOR]],
    [[['chair', PARTNERSHIP]], []],
    [[], []],
  ])('%j: %j', (held, expected) => expect(partnershipsFor(scope(...held), there)).toEqual(expected));
});

describe('properties of rights', () => {
  const organisations = [...there.partnerships, ...there.schools.keys(), ...there.provisions.keys(), 'nowhere'];
  const aHolding = fc.tuple(fc.constantFrom(...roles), fc.constantFrom(...organisations));
  const holdings = fc.array(aHolding, { maxLength: 4 });
  const day = fc.constantFrom(undefined, '2026-11-06', TODAY, '2026-11-30');
  const pupils = fc
    .record({
      schoolUrn: fc.constantFrom(...there.schools.keys()),
      endDate: day,
      sealed: fc.constantFrom<Pupil['sealed'][]>(undefined, undefined, [], ['sam@northvale.example'], ['x@y.example']),
      places: fc.array(fc.tuple(fc.constantFrom(...there.provisions.keys()), day), { maxLength: 2 }),
    })
    .map(({ places, ...over }) =>
      aPupil({ ...over, placements: places.map(([provision, endDate]) => at(provision, { endDate })) }),
    );
  const strength = (seen: Sight | undefined): number => ['all', 'slots', undefined].indexOf(seen) * -1;
  const partnershipOf = ({ schoolUrn }: Pupil): string => there.schools.get(schoolUrn)!;

  test('one role more never takes away what was seen, read or linked', () => {
    fc.assert(
      fc.property(holdings, aHolding, pupils, (held, more, pupil) => {
        const seen = (some: Held[]) => strength(sight(some, pupil, partnershipOf(pupil)));
        expect(seen([...held, more])).toBeGreaterThanOrEqual(seen(held));
        const linked = (some: Held[]) => digestSchools(scope(...some), there);
        expect(linked([...held, more])).toEqual(expect.arrayContaining(linked(held)));
      }),
    );
  });

  test('what is seen is the best of what each role alone would show', () => {
    fc.assert(
      fc.property(holdings, pupils, (held, pupil) => {
        const seen = (some: Held[]) => strength(sight(some, pupil, partnershipOf(pupil)));
        expect(seen(held)).toBe(Math.max(seen([]), ...held.map((one) => seen([one]))));
      }),
    );
  });

  test('a pupil who is seen is in a partnership whose records are asked', () => {
    fc.assert(
      fc.property(holdings, pupils, (held, pupil) => {
        const seen = sight(held, pupil, partnershipOf(pupil));
        const asked = partnershipsFor(scope(...held), there);
        expect(seen === undefined || asked.includes(partnershipOf(pupil))).toBe(true);
      }),
    );
  });
});
