import { sharesFor } from '../../src/domain/concern/acts.ts';
import type { Concern } from '../../src/domain/concern/concern.ts';
import { isBarred, mayRead, seatedAt } from '../../src/domain/concern/people.ts';
import { aPupil, held } from '../support/cal-a.ts';
import { aConcern, routed, seating } from '../support/a-concern.ts';
import { everybody, kindsOfConcern, places, readersIn, type KindOfConcern } from '../support/concern-matrix.ts';
import { there } from '../support/partnerships.ts';
import { rosterOf, TODAY, type Held } from '../support/staffing.ts';

const roster = rosterOf(everybody);
const all = everybody.map(([upn]) => upn);
const concernOf = ({ adult, provision, isDraft }: KindOfConcern): Concern =>
  aConcern(roster, { adult, provision, isDraft });
const cells = (may: (upn: string) => boolean): Record<string, 'reads' | 'nothing'> =>
  Object.fromEntries(all.map((upn) => [upn, may(upn) ? 'reads' : 'nothing']));

describe('5.2, 5.4: who may read which concern', () => {
  test('the matrix has every role in every place, and every row', () => {
    expect(all).toHaveLength(41);
    expect(new Set(kindsOfConcern.map(({ kind }) => kind)).size).toBe(kindsOfConcern.length);
    expect(kindsOfConcern.flatMap(readersIn).filter((upn) => !all.includes(upn))).toEqual([]);
  });

  describe.each(kindsOfConcern)('$kind', (kind) => {
    const concern = concernOf(kind);
    const readers = readersIn(kind);

    test('each cell', () => {
      expect(cells((upn) => mayRead(concern, upn, seating(everybody)))).toEqual(cells((upn) => readers.includes(upn)));
    });

    test('whoever it is about is barred, and whether the LADO is shown', () => {
      if (kind.adult?.who.kind === 'picked')
        expect(isBarred(kind.adult.who.upn, concern.barred, { roster, there })).toBe(true);
      expect(concern.lado).toBe(kind.lado);
    });

    test('nobody whose role has ended, or is still to come', () => {
      for (const [from, to] of [
        ['2020-01-01', '2026-11-08'],
        ['2026-11-10', '2030-01-01'],
      ] as const) {
        const elsewhen = everybody.map(([upn, role, organisation]) => [upn, role, organisation, from, to] as const);
        expect(cells((upn) => mayRead(concern, upn, seating(elsewhen)))).toEqual(cells(() => false));
      }
    });

    test('whoever covers for a reader today reads, and nobody barred by a cover', () => {
      const outsiders = everybody
        .filter(([upn]) => readers.includes(upn))
        .map(([, role, organisation], n) => [`cover ${n}`, role, organisation] as const);
      const rows = [...everybody, ...outsiders.map(([upn]) => [upn, 'key-link', 'elsewhere'] as const)];
      const seats = seating(rows, outsiders);
      expect(outsiders.map(([upn]) => mayRead(concern, upn, seats))).toEqual(outsiders.map(() => true));
      const own = all.filter((upn) => isBarred(upn, concern.barred, { roster, there }));
      const covering = seating(
        everybody,
        own.flatMap((upn) => concern.parties.map(({ organisation }) => [upn, 'head', organisation] as const)),
      );
      expect(own.filter((upn) => mayRead(concern, upn, covering))).toEqual([]);
    });

    test('of a sealed child those named alone, and only of those who read it anyway (R8.3)', () => {
      const none = seating(everybody, [], { sealed: [] });
      expect(cells((upn) => mayRead(concern, upn, none))).toEqual(cells(() => false));
      for (const upn of all) {
        const sealed = seating(everybody, [], { sealed: [upn] });
        expect(seatedAt(concern, upn, sealed)).toEqual(seatedAt(concern, upn, seating(everybody)));
        expect(readers.filter((one) => one !== upn && mayRead(concern, one, sealed))).toEqual([]);
      }
    });
  });
});

describe('5.4, “must not go to”', () => {
  const asked = (who: string) => kindsOfConcern.find(({ kind }) => kind === `the ${who}`)!;
  const never: [who: string, whom: string[]][] = [
    ['key-link@home', ['key-link@home', 'school-dsl@home', 'deputy@home', 'coordinator@P', 'deputy@P']],
    ['head@home', ['head@home', 'school-dsl@home', 'coordinator@P']],
    ['provision@site', ['provision@site', 'provision-dsl@site', 'coordinator@P', 'school-dsl@home']],
    [
      'provision-owner@site',
      ['provision-owner@site', 'provision-manager@site', 'provision-manager@main', 'provision-dsl@site'],
    ],
    ['officer@P', ['officer@P', 'coordinator@P', 'deputy@P']],
    ['coordinator@P', ['coordinator@P', 'deputy@P', 'officer@P', 'school-dsl@home', 'head@home']],
    ['deputy@P', ['coordinator@P', 'deputy@P']],
    ['school-dsl@home', ['school-dsl@home', 'deputy@home', 'coordinator@P']],
    ['deputy@home', ['school-dsl@home', 'deputy@home']],
    ['chair@P', ['chair@P', 'coordinator@P', 'head@host']],
  ];
  test.each(never)('%s: not to %j, whoever asks', (who, whom) => {
    const concern = concernOf(asked(who));
    const readers = whom.filter((upn) => mayRead(concern, upn, seating(everybody)));
    expect(readers).toEqual([]);
  });

  test('a party that is brought in later lets in nobody barred', () => {
    const shared = (
      who: string,
      seat: 'partnership-dsl' | 'school-dsl' | 'provision-dsl' | 'manager',
      organisation: string,
    ) => {
      const concern = concernOf(asked(who));
      const parties = [...concern.parties, { seat, organisation, step: 0, dueAt: 0, told: [], sharedBy: 'x' }];
      return all.filter((upn) =>
        seatedAt({ ...concern, parties }, upn, seating(everybody)).some(
          (one) => one.seat === seat && one.organisation === organisation,
        ),
      );
    };
    expect(shared('coordinator@P', 'partnership-dsl', 'northvale')).toEqual([]);
    expect(shared('school-dsl@home', 'school-dsl', '100001')).toEqual([]);
    expect(shared('provision-owner@site', 'provision-dsl', 'base')).toEqual([]);
    expect(shared('provision-owner@site', 'manager', 'base-east')).toEqual([]);
    // The head may involve the DSL (5.4, first row).
    expect(shared('key-link@home', 'school-dsl', '100001')).toEqual(['school-dsl@home', 'deputy@home']);
  });

  test('no party is offered that somebody barred sits at, though the others there are new', () => {
    const offered = (who: string): string[] => {
      const rows: Held[] = [...everybody, ['new deputy', 'deputy', places.P], ['new DSL', 'school-dsl', places.home]];
      const sharing = { held: held({ pupils: [aPupil()] }), seating: seating(rows) };
      return sharesFor(concernOf(asked(who)), sharing).map(({ seat }) => seat);
    };
    expect(offered('coordinator@P')).toEqual(['school-dsl', 'head']);
    expect(offered('school-dsl@home')).toEqual(['partnership-dsl']);
    expect(offered('head@home')).toEqual(['partnership-dsl', 'school-dsl']);
    expect(offered('key-link@home')).toEqual(['partnership-dsl', 'school-dsl']);
  });

  test('the parties are known before anything is sent: routing reads the roster and nothing else', () => {
    const { adult } = asked('coordinator@P');
    expect(routed(roster, { adult })).toEqual(routed(rosterOf(everybody), { adult, date: TODAY }));
  });
});
