import * as fc from 'fast-check';
import { sameParty, seats, type Concern } from '../../src/domain/concern/concern.ts';
import { mayRead, seatedAt } from '../../src/domain/concern/people.ts';
import { concernIdOf } from '../../src/record/concern/file.ts';
import { aConcern, openedAt, routed, seating } from '../support/a-concern.ts';
import { aCover, all, by, done, seatingOf, staffed, why } from '../support/concern-lives.ts';
import { everybody, places } from '../support/concern-matrix.ts';
import { rosterOf } from '../support/staffing.ts';

/** As if a reader had brought in every party there is. */
function broughtInEverybody(concern: Concern): Concern {
  const parties = seats.flatMap((seat) => Object.values(places).map((organisation) => ({ seat, organisation })));
  const brought = parties.filter((party) => !concern.parties.some((one) => sameParty(one, party)));
  return brought.reduce(
    (one, party) => done(one, { kind: 'shared', by: by('x'), with: party, why }, openedAt),
    concern,
  );
}

describe('routes, whoever has whatever roles', () => {
  const rows = fc.array(aCover, { minLength: 1, maxLength: 12 });
  const anyRoute = fc.record({ rows, cover: fc.array(aCover, { maxLength: 4 }), who: fc.constantFrom(...all) });

  test('R5.6: who it is about reads nothing, in any role, under any account of theirs, at any later date', () => {
    fc.assert(
      fc.property(
        anyRoute,
        staffed,
        fc.constantFrom(...Object.values(places)),
        ({ rows: more, cover, who }, after, organisation) => {
          const roster = rosterOf([...everybody, ...more], cover);
          const adult = { at: { organisation }, who: { kind: 'picked' as const, upn: who } };
          const concern = broughtInEverybody(aConcern(roster, { adult }));
          expect(seatedAt(concern, who, { ...seatingOf(after), roster })).toEqual([]);
          expect(seatedAt(concern, who, { ...seatingOf(after) })).toEqual([]);
        },
      ),
      { numRuns: 400 },
    );
  });

  test('nobody of an organisation named reads what is said of a name in it, whoever brings in whom', () => {
    fc.assert(
      fc.property(rows, fc.constantFrom(...Object.values(places)), (more, organisation) => {
        const roster = rosterOf([...everybody, ...more]);
        const adult = { at: { organisation }, who: { kind: 'typed' as const, name: 'Ada Nobody' } };
        const concern = broughtInEverybody(aConcern(roster, { adult }));
        const there = roster.people.filter((row) => row.organisation === organisation).map(({ upn }) => upn);
        expect(there.filter((upn) => mayRead(concern, upn, { ...seating([]), roster }))).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  test('the same facts give the same route, and a child’s bars nobody', () => {
    fc.assert(
      fc.property(rows, (more) => {
        const roster = rosterOf([...everybody, ...more]);
        expect(routed(roster)).toEqual(routed(roster));
        expect(routed(roster).barred).toEqual({ upns: [], organisations: [] });
      }),
    );
  });
});

describe('the number of a concern', () => {
  const id = fc.tuple(fc.string(), fc.string());

  test('is the same for the same form of the same person, and another for any other', () => {
    fc.assert(
      fc.property(id, id, ([token, who], [other, whom]) => {
        const isSame = token === other && who === whom;
        expect(concernIdOf(token, who) === concernIdOf(other, whom)).toBe(isSame);
        expect(concernIdOf(token, who)).toMatch(/^[2-9A-HJ-NP-Z]{5}-[2-9A-HJ-NP-Z]{5}$/);
      }),
    );
  });

  test('R5.6 e: says nothing of how many there are, nor which came first', () => {
    const ids = Array.from({ length: 2000 }, (_, n) => concernIdOf(`form ${n}`, 'reporter'));
    expect(new Set(ids).size).toBe(2000);
    const ascending = ids.filter((one, n) => n > 0 && one > ids[n - 1]!).length;
    expect(Math.abs(ascending - 1000)).toBeLessThan(100);
    const starts = new Map<string, number>();
    for (const [first] of ids) starts.set(first!, (starts.get(first!) ?? 0) + 1);
    expect(starts.size).toBe(32);
    expect(Math.max(...starts.values())).toBeLessThan(2000 / 32 + 40);
  });
});
