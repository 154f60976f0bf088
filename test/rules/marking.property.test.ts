import * as fc from 'fast-check';
import { scopeOf } from '../../src/domain/access.ts';
import { codes } from '../../src/domain/codes.ts';
import { markFor } from '../../src/domain/register/marking.ts';
import { arrivalOf, slotState, standingOf } from '../../src/domain/standing.ts';
import { slotsOn } from '../../src/domain/slots.ts';
import { addMinutes, dateOf, instantAt, momentOf } from '../../src/domain/time.ts';
import type { Entry } from '../../src/domain/register/entry.ts';
import { ASHFIELD, PARTNERSHIP, aMark, aPupil, held, pupilT } from '../support/cal-a.ts';
import { aPerson, there, type Held } from '../support/partnerships.ts';

const MONDAY = '2026-11-09';
const minuteFrom = (min: number, max: number) =>
  fc.integer({ min, max }).map((minutes) => addMinutes('00:00', minutes));
/** Mostly while something is on. */
const minute = fc.oneof(minuteFrom(0, 24 * 60 - 1), minuteFrom(8 * 60, 10 * 60), minuteFrom(9 * 60, 13 * 60));
const entry: fc.Arbitrary<Entry> = fc.oneof(
  fc.record({
    said: fc.constant('present' as const),
    at: fc.option(minute, { nil: undefined }),
    why: fc.constantFrom(undefined, 'slip'),
  }),
  fc.record({ said: fc.constant('late' as const), at: minute, why: fc.constantFrom(undefined, 'misread') }),
  fc.record({
    said: fc.constant('absent' as const),
    why: fc.constantFrom(undefined, 'slip'),
    heard: fc.constantFrom(undefined, 'ill' as const, 'other' as const),
  }),
  fc.record({ said: fc.constant('left' as const), at: minute, why: fc.constantFrom(undefined, 'misread') }),
  fc.record({
    said: fc.constant('code' as const),
    code: fc.constantFrom(...codes.map((row) => row.code), '0', 'Y', ''),
  }),
);
const real = { pupilId: 'p01', date: MONDAY, provision: 'oak-farm', start: '09:00' };
const anywhere = fc.record({
  pupilId: fc.constantFrom('p01', 'p02', 'p99'),
  date: fc.constantFrom('2026-11-06', MONDAY, '2026-11-10'),
  provision: fc.constantFrom('oak-farm', 'base', 'pru', ASHFIELD),
  start: fc.constantFrom('09:00', '12:45', '10:00'),
});
const place = fc.oneof({ weight: 6, arbitrary: fc.constant(real) }, anywhere);
const person = fc
  .constantFrom<Held>(['provision', 'oak-farm'], ['officer', PARTNERSHIP], ['deputy', PARTNERSHIP], ['head', ASHFIELD])
  .map((holding) => aPerson(holding));
const stood = fc.array(
  fc.constantFrom(
    aMark('present', '09:05'),
    aMark('late', '09:40', { arrivedAt: '09:35' }),
    aMark('absent', '09:10'),
    aMark('absent', '10:30', { code: 'I' }),
    aMark('left', '10:31', { leftAt: '10:30' }),
  ),
  { maxLength: 3 },
);

describe('R3.3: every minute of the day has exactly one answer', () => {
  const [slot] = slotsOn(pupilT(), MONDAY, held());
  const records = held({ pupils: [pupilT()] });
  const sam = aPerson(['officer', PARTNERSHIP]);
  const who = { person: sam, scope: scopeOf(sam, there) };
  const answers = Array.from({ length: 24 * 60 }, (_, minutes) => {
    const at = addMinutes('00:00', minutes);
    const where = { held: records, pupilId: 'p01', date: MONDAY, provision: 'oak-farm', start: '09:00' };
    const marking = markFor({ said: 'present', at }, where, who, momentOf(instantAt(MONDAY, '23:59')));
    if (marking.kind === 'refused') return marking.refusal.why;
    if (marking.kind !== 'mark') return marking.kind;
    return `${marking.mark.status} ${arrivalOf(standingOf(slot!, [marking.mark]))}`;
  });

  test('in this order, from midnight to midnight', () => {
    const runs = answers.flatMap((answer, i) =>
      answer === answers[i - 1] ? [] : [`${addMinutes('00:00', i)} ${answer}`],
    );
    expect(runs).toEqual([
      '00:00 too-early',
      '08:00 present on-time',
      '09:01 late late',
      '09:30 late after-close',
      '12:00 session-over',
    ]);
  });
});

test('a mark is for the pupil and slot it was asked for, recorded now, after what stood, and no time of it lies ahead', () => {
  let marked = 0;
  fc.assert(
    fc.property(entry, place, person, stood, minute, (said, where, sam, marks, time) => {
      const records = held({ pupils: [pupilT(), aPupil({ pupilId: 'p02' })], marks });
      const now = momentOf(instantAt(MONDAY, time));
      const marking = markFor(said, { held: records, ...where }, { person: sam, scope: scopeOf(sam, there) }, now);
      if (marking.kind !== 'mark') return;
      marked += 1;
      const { mark, slot } = marking;
      const { pupilId, date, provision, arrive } = mark;
      expect({ pupilId, date, provision, start: arrive }).toEqual(where);
      expect(slot).toMatchObject(where);
      expect(slotsOn(pupilT(), date, records).some((one) => one.start === arrive && one.provision === provision)).toBe(
        true,
      );
      expect(dateOf(mark.recordedAt)).toBe(MONDAY);
      const known = marks.filter((one) => one.provision === provision && one.date === date);
      expect(known.every(({ recordedAt }) => recordedAt < mark.recordedAt)).toBe(true);
      for (const given of [mark.arrivedAt, mark.leftAt]) if (given && date === MONDAY) expect(given <= time).toBe(true);
      const state = slotState(standingOf(slot, [...marks, mark]), now);
      expect(state === 'present' || state === 'late').toBe(mark.status === 'present' || mark.status === 'late');
    }),
    { numRuns: 600 },
  );
  // Else the rest proved nothing.
  expect(marked).toBeGreaterThan(10);
});
