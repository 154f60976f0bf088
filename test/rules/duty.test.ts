import * as fc from 'fast-check';
import { coversOf, dutyOf, holdersFor, inRole, type Duty } from '../../src/domain/duty.ts';
import { roles, type Role } from '../../src/domain/records.ts';
import { ASHFIELD, BIRCHWOOD, PARTNERSHIP } from '../support/cal-a.ts';
import { CEDAR, SOUTHMOOR } from '../support/partnerships.ts';
import { staffing, TODAY, type Held as Row } from '../support/staffing.ts';

const duty = (role: Role, organisation: string, rows: readonly Row[], cover: readonly Row[] = []): Duty =>
  dutyOf({ role, organisation, partnership: PARTNERSHIP }, staffing(rows, cover));

describe('a ladder: with each role gone in turn the next one takes over, and nothing waits on an empty chair', () => {
  type Rung = readonly [string, Role, string];
  const partnership = (...order: Role[]): Rung[] => order.map((role) => [role, role, PARTNERSHIP]);
  const school = (...order: Role[]): Rung[] => order.map((role) => [`${role} at school`, role, ASHFIELD]);
  const farm = (...order: Role[]): Rung[] => order.map((role) => [`${role} at farm`, role, 'oak-farm']);
  const site = (...order: Role[]): Rung[] => order.map((role) => [`${role} at site`, role, 'base-east']);
  const main = (...order: Role[]): Rung[] => order.map((role) => [`${role} at main`, role, 'base']);

  const ladders: [string, Rung[]][] = [
    ['officer', [...partnership('officer', 'coordinator', 'deputy'), ...school('school-dsl', 'deputy', 'head')]],
    ['coordinator', [...partnership('coordinator', 'deputy', 'officer'), ...school('school-dsl', 'deputy', 'head')]],
    ['deputy', [...partnership('deputy', 'coordinator', 'officer'), ...school('school-dsl', 'deputy', 'head')]],
    [
      'key link',
      [
        ...school('key-link', 'attendance-lead', 'school-dsl', 'deputy', 'head'),
        ...partnership('coordinator', 'deputy', 'officer'),
      ],
    ],
    ['DSL', [...school('school-dsl', 'deputy', 'head'), ...partnership('coordinator', 'deputy', 'officer')]],
    [
      'provision',
      [
        ...farm('provision', 'provision-dsl', 'deputy'),
        ...partnership('officer', 'coordinator', 'deputy'),
        ...school('school-dsl', 'deputy', 'head'),
      ],
    ],
    ['provision DSL', [...farm('provision-dsl', 'deputy', 'provision'), ...partnership('officer')]],
    [
      'a site',
      [...site('provision', 'provision-dsl', 'deputy'), ...main('provision-dsl', 'deputy'), ...partnership('officer')],
    ],
  ];

  test.each(ladders)('%s (R4.14)', (_, rungs) => {
    const [first] = rungs;
    const got = rungs.map((_rung, gone) => duty(first![1], first![2], rungs.slice(gone)));
    expect(got.map(({ holders }) => holders)).toEqual(rungs.map(([name]) => [name]));
    expect(got.map(({ by }) => by)).toEqual(rungs.map((_rung, index) => (index === 0 ? 'role' : 'next-role')));
    expect(got.map(({ gap }) => gap)).toEqual(rungs.map((_rung, index) => (index === 0 ? undefined : 'vacant')));
    expect(duty(first![1], first![2], [])).toEqual({ holders: [], by: 'nobody', gap: 'vacant' });
  });

  test.each(ladders)('%s: whoever is not reachable in Teams is passed over, and it is said', (_, rungs) => {
    const [first] = rungs;
    const unreachable = rungs.map(([name, role, at]): Row => [`${name}?`, role, at]);
    const got = rungs.map((_rung, gone) =>
      duty(first![1], first![2], [...unreachable.slice(0, gone), ...rungs.slice(gone)]),
    );
    expect(got.map(({ holders }) => holders)).toEqual(rungs.map(([name]) => [name]));
    expect(got.map(({ gap }) => gap)).toEqual(rungs.map((_rung, index) => (index === 0 ? undefined : 'unreachable')));
    expect(duty(first![1], first![2], unreachable)).toEqual({ holders: [], by: 'nobody', gap: 'unreachable' });
  });

  test('the people of a main site are its sites’ own: no vacancy there', () => {
    expect(duty('provision', 'base-east', [['main', 'provision', 'base']])).toEqual({ holders: ['main'], by: 'role' });
  });

  test.each<[Role, string]>([
    ['chair', PARTNERSHIP],
    ['governor-chair', ASHFIELD],
    ['provision-owner', 'oak-farm'],
    ['officer', 'nowhere'],
  ])('%s at %s has no stand-in but its cover', (role, at) => {
    const all = roles.flatMap((one) => [PARTNERSHIP, ASHFIELD, 'oak-farm'].map((place): Row => [one, one, place]));
    const others = all.filter(([, one, place]) => one !== role || place !== at);
    expect(duty(role, at, others)).toEqual({ holders: [], by: 'nobody', gap: 'vacant' });
    expect(duty(role, at, others, [['head', role, at]])).toEqual({ holders: ['head'], by: 'cover', gap: 'vacant' });
  });
});

describe('an empty partnership (R4.14)', () => {
  const schools: Row[] = [
    ['a-dsl', 'school-dsl', ASHFIELD],
    ['b-dsl?', 'school-dsl', BIRCHWOOD],
    ['b-head', 'head', BIRCHWOOD],
    ['c-dsl', 'school-dsl', CEDAR],
  ];
  const ask = { role: 'coordinator', organisation: PARTNERSHIP, partnership: PARTNERSHIP } as const;

  test('each of its schools’ DSLs or heads has its duties, and no other partnership’s', () => {
    expect(dutyOf(ask, staffing(schools)).holders).toEqual(['a-dsl', 'b-head']);
  });

  test('of a child, its own school’s alone', () => {
    expect(dutyOf({ ...ask, urn: BIRCHWOOD }, staffing(schools)).holders).toEqual(['b-head']);
    expect(dutyOf({ ...ask, urn: BIRCHWOOD }, staffing(schools.slice(0, 1))).by).toBe('nobody');
  });

  test('the configured interim person at the school is a cover, and comes first', () => {
    const interim: Row = ['a-dsl', 'coordinator', PARTNERSHIP];
    expect(dutyOf(ask, staffing(schools, [interim]))).toEqual({ holders: ['a-dsl'], by: 'cover', gap: 'vacant' });
  });

  test('a school with nobody is not stood in for by another school', () => {
    expect(duty('key-link', ASHFIELD, [['b-dsl', 'school-dsl', BIRCHWOOD]]).by).toBe('nobody');
  });
});

describe('cover (cover.csv)', () => {
  const officer: Row = ['officer', 'officer', PARTNERSHIP];
  const cover = (from: string, to?: string): Row => ['clerk', 'officer', PARTNERSHIP, from, to];
  const clerk: Row = ['clerk', 'head', CEDAR, undefined, '2025-08-31'];

  test.each<[string, Row, Row[], Duty]>([
    ['beside the holder', cover('2026-11-09', '2026-11-13'), [officer], { holders: ['officer', 'clerk'], by: 'role' }],
    ['without a last day', cover('2026-11-02'), [officer], { holders: ['officer', 'clerk'], by: 'role' }],
    ['on its last day', cover('2026-11-02', '2026-11-09'), [], { holders: ['clerk'], by: 'cover', gap: 'vacant' }],
    ['the day after it', cover('2026-11-02', '2026-11-08'), [], { holders: [], by: 'nobody', gap: 'vacant' }],
    ['the day before it', cover('2026-11-10'), [], { holders: [], by: 'nobody', gap: 'vacant' }],
    [
      'of somebody unreachable',
      cover('2026-11-02'),
      [['officer?', 'officer', PARTNERSHIP]],
      { holders: ['clerk'], by: 'cover', gap: 'unreachable' },
    ],
    [
      'of a role that has ended',
      cover('2026-11-02'),
      [['gone', 'officer', PARTNERSHIP, undefined, '2026-11-08']],
      { holders: ['clerk'], by: 'cover', gap: 'vacant' },
    ],
    [
      'before the next role',
      cover('2026-11-02'),
      [['coordinator', 'coordinator', PARTNERSHIP]],
      { holders: ['clerk'], by: 'cover', gap: 'vacant' },
    ],
  ])('%s', (_, row, rows, expected) => {
    expect(duty('officer', PARTNERSHIP, [...rows, clerk], [row])).toEqual(expected);
  });

  test('by somebody in no row of people.csv is nobody’s: they would never be recognised', () => {
    expect(duty('officer', PARTNERSHIP, [], [cover('2026-11-02')]).by).toBe('nobody');
    expect(coversOf(staffing([], [cover('2026-11-02')]).roster, 'clerk', TODAY)).toEqual([]);
  });

  test('by somebody unreachable passes to the next role', () => {
    const rows: Row[] = [
      ['clerk?', 'head', CEDAR],
      ['coordinator', 'coordinator', PARTNERSHIP],
    ];
    expect(duty('officer', PARTNERSHIP, rows, [['clerk?', 'officer', PARTNERSHIP]])).toEqual({
      holders: ['coordinator'],
      by: 'next-role',
      gap: 'vacant',
    });
  });

  test('of a role further down the ladder counts there', () => {
    expect(duty('officer', PARTNERSHIP, [clerk], [['clerk', 'deputy', PARTNERSHIP]]).holders).toEqual(['clerk']);
  });

  test('counts among those who have a role, reachable or not, once', () => {
    const on = staffing([officer, ['clerk?', 'head', CEDAR]], [['clerk?', 'officer', PARTNERSHIP]]);
    expect(inRole(on, PARTNERSHIP, ['officer', 'coordinator', 'officer'])).toEqual(['officer', 'clerk?']);
  });
});

test('whoever there is, a duty is somebody reachable’s or loudly nobody’s, and a role’s own people come first', () => {
  const organisations = [PARTNERSHIP, SOUTHMOOR, ASHFIELD, BIRCHWOOD, CEDAR, 'oak-farm', 'base', 'base-east'];
  const row = fc.tuple(
    fc.constantFrom('a', 'b', 'c?', 'd?'),
    fc.constantFrom(...roles),
    fc.constantFrom(...organisations),
  );
  fc.assert(
    fc.property(fc.array(row), fc.array(row), row, (rows, cover, [, role, organisation]) => {
      const on = staffing(rows, cover);
      const { holders, by, gap } = dutyOf({ role, organisation, partnership: PARTNERSHIP }, on);
      const own = rows.filter(([upn, one, at]) => one === role && at === organisation && on.reachable(upn));
      expect(holders.every(on.reachable)).toBe(true);
      expect(holders.length === 0).toBe(by === 'nobody');
      expect(gap === undefined).toBe(by === 'role');
      if (own.length > 0) expect(new Set(holders)).toEqual(new Set([...own.map(([upn]) => upn), ...holders]));
      expect(holdersFor({ partnership: PARTNERSHIP }, on)(role, organisation)).toEqual(holders);
    }),
  );
});
