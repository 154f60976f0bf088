import { slotsOn } from '../../src/domain/slots.ts';
import { arrivalOf, arrivedLateAfterClose, evidenceOnly, slotState, standingOf } from '../../src/domain/standing.ts';
import type { Standing } from '../../src/domain/standing.ts';
import type { Mark } from '../../src/domain/records.ts';
import { aMark, aPupil, aRow, held, pupilT } from '../support/cal-a.ts';

const MONDAY = '2026-11-09';
const slots = slotsOn(pupilT(), MONDAY, held());
const [am, pm] = slots as [(typeof slots)[0], (typeof slots)[0]];
const at = (time: string, date = MONDAY) => ({ date, time });
const present = aMark('present', '09:02');
const absent = aMark('absent', '09:10');
const late = aMark('late', '09:20', { arrivedAt: '09:18' });
const left = aMark('left', '10:00', { leftAt: '09:50' });
const amWith = (...marks: Mark[]): Standing => standingOf(am, marks);

describe('R3.3: where an arrival falls in its slot', () => {
  test.each([
    ['08:52', 'on-time', 'present'],
    ['09:00', 'on-time', 'present'],
    ['09:01', 'late', 'late'],
    ['09:29', 'late', 'late'],
    ['09:30', 'after-close', 'late'],
    ['11:59', 'after-close', 'late'],
    ['12:00', 'after-end', 'absent'],
    ['12:44', 'after-end', 'absent'],
  ])('R3.3: AM arrival %s is %s, state %s, whichever word was used', (arrivedAt, arrival, state) => {
    for (const status of ['present', 'late'] as const) {
      const standing = amWith(aMark(status, '13:00', { arrivedAt }));
      expect(arrivalOf(standing)).toBe(arrival);
      expect(arrivedLateAfterClose(standing)).toBe(arrival === 'after-close');
      expect(slotState(standing, at('13:00'))).toBe(state);
    }
  });

  test.each([
    ['12:45', 'on-time'],
    ['13:14', 'late'],
    ['13:15', 'after-close'],
  ])('R3.3: PM arrival %s is %s', (arrivedAt, arrival) => {
    const mark = aMark('late', '13:20', { provision: 'base', arrive: '12:45', arrivedAt });
    expect(arrivalOf(standingOf(pm, [mark]))).toBe(arrival);
  });

  test.each([
    ['present', 'on-time'],
    ['late', 'late'],
    ['absent', undefined],
    ['left', undefined],
  ] as const)('without a time the word counts: %s is %s', (status, arrival) => {
    expect(arrivalOf(amWith(aMark(status, '10:30')))).toBe(arrival);
  });
});

describe('a slot without marks (contract 3: not returned is never "did not arrive")', () => {
  test.each([
    ['08:59', MONDAY, 'not-started'],
    ['09:00', MONDAY, 'open'],
    ['09:29', MONDAY, 'open'],
    ['09:30', MONDAY, 'not-returned'],
    ['15:00', MONDAY, 'not-returned'],
    ['23:00', '2026-11-08', 'not-started'],
    ['00:10', '2026-11-10', 'not-returned'],
  ])('at %s on %s it is %s', (time, date, state) => {
    expect(slotState(amWith(), at(time, date))).toBe(state);
  });

  test('a closed provision’s slot is closed at any time', () => {
    const standing = standingOf({ ...am, closed: { kind: 'closure' } }, []);
    expect(['08:00', '09:10', '14:00'].map((time) => slotState(standing, at(time)))).toEqual([
      'closed',
      'closed',
      'closed',
    ]);
  });
});

describe('R3.6: marks count in the order they were recorded', () => {
  test.each([
    ['present', [present], 'present', 'present', false],
    ['absent, then amended to present', [aMark('absent', '08:40'), present], 'present', 'present', false],
    ['present, then amended to absent', [present, absent], 'absent', 'absent', false],
    ['absent, then arrived (R3.5)', [absent, late], 'late', 'late', false],
    ['left', [present, left], 'left', 'present', true],
    ['left, then back', [present, left, aMark('present', '10:30')], 'present', 'present', false],
    ['left without an arrival', [left], 'left', undefined, true],
    [
      'left, then said to be absent: the leaving stands',
      [present, left, aMark('absent', '10:30')],
      'left',
      'present',
      true,
    ],
    [
      'left, then said to be absent with a reason',
      [present, left, aMark('absent', '10:30', { code: 'I' })],
      'absent',
      'absent',
      true,
    ],
    [
      'left, then corrected: they never came (R3.6)',
      [present, left, aMark('absent', '10:30', { amends: { was: 'left 11:00', why: 'another pupil of that name' } })],
      'absent',
      'absent',
      true,
    ],
    [
      '1.4 left, then back after the close: registered when they first came',
      [present, left, aMark('present', '11:00', { arrivedAt: '10:55' })],
      'present',
      'present',
      false,
    ],
    [
      'left and back twice',
      [
        present,
        left,
        aMark('present', '10:30', { arrivedAt: '10:25' }),
        aMark('left', '10:50', { leftAt: '10:45' }),
        aMark('present', '11:00', { arrivedAt: '10:55' }),
      ],
      'present',
      'present',
      false,
    ],
    [
      'back, by an earlier time than the leaving: a correction',
      [present, left, aMark('late', '10:30', { arrivedAt: '09:40' })],
      'late',
      'late',
      false,
    ],
    ['said ill before the start (Q18)', [aMark('absent', '08:20', { reason: 'ill' })], 'absent', 'absent', false],
  ])('%s', (_, marks, state, arrival, hasLeft) => {
    for (const order of [marks, marks.toReversed()]) {
      const standing = amWith(...order);
      expect(slotState(standing, at('08:45'))).toBe(state);
      expect(standing.arrival?.status).toBe(arrival);
      expect(standing.left !== undefined).toBe(hasLeft);
      expect(standing.history).toEqual(marks);
    }
  });

  test('of two at the same instant, the one that comes last counts', () => {
    expect(slotState(amWith(aMark('absent', '09:02'), present), at('09:05'))).toBe('present');
  });

  test('a child marked at a provision that is closed is where the mark says', () => {
    expect(slotState(standingOf({ ...am, closed: { kind: 'closure' } }, [present]), at('10:00'))).toBe('present');
  });

  test.each([
    ['another pupil', { pupilId: 'p02' }],
    ['another day', { date: '2026-11-02' }],
    ['another provision', { provision: 'base' }],
    ['another slot', { arrive: '12:45' }],
  ])('a mark of %s says nothing about the slot', (_, over) => {
    expect(amWith(aMark('present', '09:02', over)).history).toEqual([]);
  });
});

describe('marks that fit no slot (contract 3)', () => {
  const atBase = aMark('present', '09:10', { provision: 'base', arrive: '09:10', arrivedAt: '09:10' });
  test('Q21: present and late are kept as evidence, absent is none', () => {
    const lateAtBase = { ...atBase, status: 'late' as const };
    const absentAtBase = { ...atBase, status: 'absent' as const };
    expect(evidenceOnly(slots, [present, atBase, lateAtBase, absentAtBase])).toEqual([atBase, lateAtBase]);
  });

  test('the afternoon of a row over noon is a slot of its own', () => {
    const pupil = aPupil({ timetable: [aRow('monday', 'oak-farm', '09:00', '15:45')] });
    const afternoon = aMark('present', '12:50', { arrive: '12:45' });
    expect(evidenceOnly(slotsOn(pupil, MONDAY, held()), [present, afternoon])).toEqual([]);
  });
});
