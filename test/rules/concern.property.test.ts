import * as fc from 'fast-check';
import { calledFor, isDue } from '../../src/domain/concern/clock.ts';
import { isOpen } from '../../src/domain/concern/concern.ts';
import { isBarred, mayRead } from '../../src/domain/concern/people.ts';
import { statusOf } from '../../src/domain/concern/status.ts';
import { limits } from '../support/a-concern.ts';
import { all, done, life, lived, MINUTE, type Looked } from '../support/concern-lives.ts';

const DAY = 24 * 60;

const forEach = (check: (looked: Looked) => void, runs = 400): void =>
  fc.assert(
    fc.property(life, (one) => lived(one).forEach(check)),
    { numRuns: runs },
  );
const readersIn = ({ concern, seats }: Looked): string[] => all.filter((upn) => mayRead(concern, upn, seats));

describe('section 5, whatever happens in whatever order', () => {
  test('whoever is told may read it and can be reached; nobody barred is ever told, and their roles open nothing', () => {
    forEach((looked) => {
      const { called, concern, seats } = looked;
      const words = (called?.words ?? []).filter(({ news }) => news !== 'reporter-unheard').map(({ upn }) => upn);
      const told = (called?.told.parties ?? []).flatMap((party) => party.told);
      const readers = readersIn(looked);
      expect([...words, ...told].filter((upn) => !readers.includes(upn) || !seats.reachable(upn))).toEqual([]);
      expect(new Set(words)).toEqual(new Set(told));
      expect(new Set(words).size).toBe(words.length);
      const barred = all.filter((upn) => isBarred(upn, concern.barred, seats));
      expect(barred.filter((upn) => readers.includes(upn))).toEqual([]);
    });
  });

  test('no open concern stays untold while somebody who may read it can be told', () => {
    forEach(({ concern, seats, now }) => {
      const canBeTold = all.some(
        (upn) => mayRead(concern, upn, seats) && seats.reachable(upn) && !concern.unreachable.includes(upn),
      );
      for (const party of isOpen(concern) ? concern.parties : []) {
        if (party.ack || !canBeTold) continue;
        expect(party.told).not.toEqual([]);
        expect(isDue(party, concern, now)).toBe(false);
      }
    });
  });

  test('unacknowledged, everybody who may read it and can be reached hears of it', () => {
    fc.assert(
      fc.property(life, (one) => {
        const last = lived(one).at(-1)!;
        let { concern } = last;
        if (!isOpen(concern) || concern.parties.every(({ ack }) => ack)) return;
        const heard = new Set<string>();
        // From here on nothing happens: four steps, and the day after.
        for (const minutes of [60, 120, 180, 240, DAY, 2 * DAY]) {
          const now = last.now + minutes * MINUTE;
          const called = calledFor(concern, last.seats, now, limits);
          called?.words.forEach(({ upn }) => heard.add(upn));
          if (called) concern = done(concern, called.told, now);
        }
        const readers = readersIn({ ...last, concern });
        const isOut = (upn: string): boolean => !last.seats.reachable(upn) || concern.unreachable.includes(upn);
        expect(readers.filter((upn) => !isOut(upn) && !heard.has(upn))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('no step is taken twice by one party, but the last, which is repeated, or a first one that reached nobody', () => {
    fc.assert(
      fc.property(life, (one) => {
        const at = new Map<string, number>();
        for (const { before, called } of lived(one)) {
          for (const { seat, organisation, step, told } of called?.told.parties ?? []) {
            const key = `${seat} ${organisation}`;
            const was = at.get(key) ?? 0;
            expect(step > was || was > 4 || (told.length === 0 && step === 0) || (was === 4 && step === 5)).toBe(true);
            at.set(key, step);
            expect(
              before.parties.find((party) => party.seat === seat && party.organisation === organisation)?.ack,
            ).toBeUndefined();
          }
        }
      }),
      { numRuns: 400 },
    );
  });

  test('a closed or dismissed concern calls nobody, and none is closed without a decision', () => {
    forEach(({ before, called, concern }) => {
      if (!isOpen(before)) expect(called).toBeUndefined();
      expect(concern.state !== 'closed' || concern.decided).toBe(true);
      expect(concern.draftOf !== undefined || concern.state !== 'dismissed').toBe(true);
    });
  });

  test('the reporter is told that nobody has acknowledged it only where nobody has', () => {
    forEach(({ before, called }) => {
      const toReporter = (called?.words ?? []).filter(({ news }) => news === 'reporter-unheard');
      expect(toReporter.length).toBeLessThanOrEqual(1);
      if (toReporter.length === 0) return;
      expect(toReporter[0]?.upn).toBe(before.reporter?.upn);
      expect(before.parties.some((party) => party.ack)).toBe(false);
      expect(['received', 'nobody-told', 'in-hand']).toContain(statusOf(before));
    });
  });

  test('time alone asks for the next look no sooner than the limit, and for none before it', () => {
    forEach(({ called, concern, now }) => {
      for (const { dueAt } of called?.told.parties ?? [])
        expect(dueAt).toBeGreaterThanOrEqual(now + limits[concern.urgency] * MINUTE);
    });
  });

  test('these lives are of every kind: told, repeated, in vain, told to nobody, acknowledged, closed', () => {
    const met = { told: 0, again: 0, retried: 0, nobody: 0, acknowledged: 0, closed: 0, reporter: 0 };
    fc.assert(
      fc.property(life, (one) => {
        for (const { called, concern, before } of lived(one)) {
          met.told += called ? 1 : 0;
          met.again += called?.told.parties.some(({ step }) => step === 5) ? 1 : 0;
          met.retried += before.unreachable.length > concern.unreachable.length ? 1 : 0;
          met.nobody += (called?.untold.length ?? 0) > 0 ? 1 : 0;
          met.acknowledged += concern.parties.some(({ ack }) => ack) ? 1 : 0;
          met.closed += isOpen(concern) ? 0 : 1;
          met.reporter += called?.words.some(({ news }) => news === 'reporter-unheard') ? 1 : 0;
        }
      }),
      { numRuns: 300, seed: 4 },
    );
    expect(Math.min(...Object.values(met))).toBeGreaterThan(10);
  });
});
