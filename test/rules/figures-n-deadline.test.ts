import * as fc from 'fast-check';
import { isBeforeLongClosure, isOverdue, nDeadline } from '../../src/domain/figures/n-deadline.ts';
import { schoolDay } from '../../src/domain/calendar.ts';
import { addDays } from '../../src/domain/time.ts';
import { ashfieldChain, calA } from '../support/cal-a.ts';

const asked = (date: string) => ({ calendar: calA, chain: ashfieldChain, date });

describe('R3.9: by when an N must have its reason', () => {
  test.each([
    ['Mon 2 Nov 2026', '2026-11-02', '2026-11-09', '2026-11-09'],
    ['Thu 15 Oct 2026, over half term', '2026-10-15', '2026-10-30', '2026-10-22'],
    ['Fri 16 Oct 2026, over half term', '2026-10-16', '2026-11-02', '2026-10-23'],
    ['Fri 28 Aug 2026, a bank holiday after it', '2026-08-28', '2026-09-07', '2026-09-07'],
    ['Thu 17 Dec 2026, over Christmas and INSET', '2026-12-17', '2027-01-08', '2026-12-24'],
    ['Fri 30 Apr 2027, a bank holiday after it', '2027-04-30', '2027-05-10', '2027-05-10'],
    ['Mon 12 Jul 2027, over the summer', '2027-07-12', '2027-09-02', '2027-07-19'],
  ])('%s', (_what, date, legal, aim) => {
    expect(nDeadline(asked(date))).toEqual({ legal, aim, calendarEnds: false });
  });

  test('is overdue only after the day has ended', () => {
    const deadline = nDeadline(asked('2026-11-02'));
    expect([isOverdue(deadline, '2026-11-09'), isOverdue(deadline, '2026-11-10')]).toEqual([false, true]);
  });

  test('where the calendar ends within the period, the working days count, which are never later', () => {
    expect(nDeadline(asked('2027-12-16'))).toEqual({ legal: '2027-12-23', aim: '2027-12-23', calendarEnds: true });
  });

  test('the aim is never after the legal day, and both are after the session', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 470 }), (days) => {
        const date = addDays('2026-08-27', days);
        const { legal, aim } = nDeadline(asked(date));
        expect(date < aim && aim <= legal).toBe(true);
      }),
    );
  });
});

describe('R3.10: the last day before a closure of three days or more', () => {
  test.each([
    ['before a plain weekend', '2026-11-06', false],
    ['a day within a week', '2026-11-04', false],
    ['before half term', '2026-10-16', true],
    ['before a bank holiday weekend', '2026-08-28', true],
    ['before Christmas', '2026-12-18', true],
    ['before the summer', '2027-07-14', true],
    ['a Saturday within a closure is no last day', '2026-10-17', false],
    ['a day of the holidays is no last day', '2026-10-20', false],
    ['before the calendar ends', '2027-12-17', true],
  ])('%s', (_what, date, expected) => {
    expect(isBeforeLongClosure(asked(date))).toBe(expected);
  });

  test('an INSET Friday makes a weekend long, and one closed day alone is short', () => {
    const inset = (date: string) => [...calA, { organisation: '*', from: date, to: date, kind: 'inset' as const }];
    expect(isBeforeLongClosure({ ...asked('2026-11-12'), calendar: inset('2026-11-13') })).toBe(true);
    expect(isBeforeLongClosure({ ...asked('2026-11-10'), calendar: inset('2026-11-11') })).toBe(false);
  });

  test('it is always a school day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 470 }), (days) => {
        const date = addDays('2026-08-27', days);
        const isSchoolDay = schoolDay(calA, ashfieldChain, date).kind === 'school-day';
        expect(isBeforeLongClosure(asked(date)) && !isSchoolDay).toBe(false);
      }),
    );
  });
});
