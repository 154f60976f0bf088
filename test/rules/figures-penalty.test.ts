import * as fc from 'fast-check';
import { penaltyThreshold } from '../../src/domain/figures/penalty.ts';
import type { SessionCode, SessionMark } from '../../src/domain/figures/sessions.ts';
import { addDays } from '../../src/domain/time.ts';
import { ashfieldChain, calA } from '../support/cal-a.ts';
import { coded, codedBy, sessionsFrom } from '../support/session-marks.ts';

/** Mondays of the school weeks that the examples name. */
const mondays = {
  w1: '2026-08-24',
  w2: '2026-08-31',
  w3: '2026-09-07',
  w4: '2026-09-14',
  w5: '2026-09-21',
  w6: '2026-09-28',
  w7: '2026-10-05',
  w8: '2026-10-12',
  w9: '2026-10-26',
  w10: '2026-11-02',
  w11: '2026-11-09',
  w12: '2026-11-16',
  w13: '2026-11-23',
  w14: '2026-11-30',
  w15: '2026-12-07',
  w16: '2026-12-14',
  w21: '2027-02-01',
  w22: '2027-02-08',
  w31: '2027-05-03',
  w32: '2027-05-10',
  w40: '2027-07-12',
  w41: '2027-08-30',
} as const;
type Week = keyof typeof mondays;
const first = (count: number, week: Week, code: SessionCode = 'O') => coded(code, sessionsFrom(mondays[week], count));
const firstOfEach = (weeks: readonly Week[]) => weeks.flatMap((week) => first(1, week));
/** The morning of a week's last school day. */
const lastMorning = (week: Week) =>
  sessionsFrom(mondays[week], 10).findLast(
    ({ date, session }) => session === 'AM' && date < addDays(mondays[week], 7),
  )!;

const threshold = (sessions: readonly SessionMark[], since = '2026-08-01') =>
  penaltyThreshold({ calendar: calA, chain: ashfieldChain, sessions, since, today: '2027-12-17' });
const met = (text: string) => ({
  state: 'MET',
  at: { date: text.slice(0, 10), session: text.slice(11) },
});

const weeks4to12 = ['w4', 'w5', 'w6', 'w7', 'w8', 'w9', 'w10', 'w11', 'w12'] as const;
const inWeek12 = (last: SessionCode) => codedBy(first(10, 'w12'), (n) => (n < 8 ? 'O' : last));

describe('R2.10–R2.14: the penalty-notice threshold', () => {
  test.each<[string, SessionMark[], object]>([
    ['P1: G for all of w4', first(10, 'w4', 'G'), met('2026-09-18 PM')],
    [
      'P2: six sessions of w11, then one of each week',
      [...first(6, 'w11'), ...firstOfEach(['w12', 'w13', 'w14', 'w15'])],
      met('2026-12-07 AM'),
    ],
    [
      'P3: one a week over half term, 74 days apart',
      coded('O', [...sessionsFrom(mondays.w3, 1), ...weeks4to12.map(lastMorning)]),
      met('2026-11-20 AM'),
    ],
    ['P4: five in w12 and in w21, Christmas skipped', [...first(5, 'w12'), ...first(5, 'w21')], met('2027-02-03 AM')],
    ['P5: eleven school weeks', [...first(5, 'w12'), ...first(5, 'w22')], { state: 'NOT_MET' }],
    ['P6: two in w40 and eight in w41', [...first(2, 'w40'), ...first(8, 'w41')], met('2027-09-03 PM')],
    ['P7: five in w32 and in w41', [...first(5, 'w32'), ...first(5, 'w41')], met('2027-09-02 AM')],
    ['P7b: five in w31 and in w41', [...first(5, 'w31'), ...first(5, 'w41')], { state: 'NOT_MET' }],
    ['P8: eight O and two N', inWeek12('N'), { ...met('2026-11-20 PM'), state: 'MET_PROVISIONAL' }],
    ['P8b: after both N became I', inWeek12('I'), { state: 'NOT_MET' }],
    [
      'P9: U on five Mondays',
      (['w12', 'w13', 'w14', 'w15', 'w16'] as const).flatMap((week) => first(2, week, 'U')),
      met('2026-12-14 PM'),
    ],
    [
      'P10: nine O and any number of others',
      [
        ...first(9, 'w12'),
        ...codedBy(
          sessionsFrom(mondays.w13, 60),
          (n) => (['I', 'C2', 'D', 'E', '#', 'Y2', null, 'undecided'] as const)[n % 8]!,
        ),
      ],
      { state: 'NOT_MET' },
    ],
    [
      'P11: one O in each of w1 to w10, w1 of two days',
      firstOfEach(['w1', 'w2', 'w3', 'w4', 'w5', 'w6', 'w7', 'w8', 'w9', 'w10']),
      met('2026-11-02 AM'),
    ],
    [
      'P12: D in the weeks between, which stay school weeks',
      [
        ...first(5, 'w12'),
        ...coded(
          'D',
          sessionsFrom(mondays.w13, 80).filter(({ date }) => date < mondays.w21),
        ),
        ...first(5, 'w21'),
      ],
      met('2027-02-03 AM'),
    ],
  ])('%s', (_what, sessions, expected) => {
    expect(threshold(sessions)).toMatchObject(expected);
  });

  test('R2.14: what is proposed and not known to be in the register makes it provisional', () => {
    const proposed = first(10, 'w4', 'G');
    proposed[3]!.proposed = true;
    expect(threshold(proposed)).toMatchObject({ ...met('2026-09-18 PM'), state: 'MET_PROVISIONAL' });
    const enough = [...proposed, ...first(1, 'w5', 'G')];
    expect(threshold(enough)).toMatchObject(met('2026-09-21 AM'));
  });

  test('R2.12: last year’s sessions count towards this year’s, what was met last year is not told', () => {
    expect(threshold(first(10, 'w4'), '2027-08-01')).toMatchObject({ state: 'NOT_MET' });
    expect(threshold([...first(2, 'w40'), ...first(8, 'w41')], '2027-08-01')).toMatchObject({ state: 'MET' });
  });

  test('the latest ten school weeks are counted up to today', () => {
    const sessions = [...first(3, 'w3'), ...first(4, 'w12')];
    const on = (today: string) =>
      penaltyThreshold({ calendar: calA, chain: ashfieldChain, sessions, since: '2026-08-01', today }).latest;
    expect([on('2026-11-20'), on('2026-11-23'), on('2027-02-19')]).toEqual([7, 4, 0]);
  });

  test('never met with fewer than ten, and one more never takes it back', () => {
    const year = sessionsFrom('2026-08-27', 380);
    const some = fc.uniqueArray(fc.nat(379), { maxLength: 40 });
    fc.assert(
      fc.property(some, fc.nat(379), (picked, more) => {
        const marked = (list: readonly number[]) =>
          coded(
            'O',
            [...new Set(list)].toSorted((a, b) => a - b).map((n) => year[n]!),
          );
        const before = threshold(marked(picked));
        if (picked.length < 10) expect(before.state).toBe('NOT_MET');
        if (before.state === 'MET') expect(threshold(marked([...picked, more])).state).toBe('MET');
      }),
      { numRuns: 40 },
    );
  });
});
