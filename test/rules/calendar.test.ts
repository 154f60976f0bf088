import { nextSchoolDay, previousSchoolDay, provisionDay, schoolDay, schoolSession } from '../../src/domain/calendar.ts';
import type { CalendarRow } from '../../src/domain/records.ts';
import { addDays, dateOf, daysBetween, instantAt, isoInstant, timeOf, weekdayOf } from '../../src/domain/time.ts';
import { ASHFIELD, BIRCHWOOD, PARTNERSHIP, ashfieldChain, calA } from '../support/cal-a.ts';

const row = (organisation: string, kind: CalendarRow['kind'], from: string, over: Partial<CalendarRow> = {}) => ({
  organisation,
  kind,
  from,
  to: from,
  ...over,
});
const datesBetween = (from: string, to: string): string[] =>
  Array.from({ length: daysBetween(from, to) + 1 }, (_, days) => addDays(from, days));
const sessionsIn = (from: string, to: string): number =>
  datesBetween(from, to)
    .map((date) => schoolDay(calA, ashfieldChain, date).sessions)
    .reduce((sum, { AM, PM }) => sum + Number(AM) + Number(PM), 0);
const kindOn = (calendar: CalendarRow[], date: string, chain: { organisation: string; partnership?: string }) =>
  schoolDay(calendar, chain, date).kind;

describe('CAL-A (domain rules 0.5)', () => {
  test.each([
    ['Autumn 1', '2026-08-24', '2026-10-16', 36],
    ['half term and INSET', '2026-10-17', '2026-10-26', 0],
    ['Autumn 2', '2026-10-27', '2026-12-31', 39],
    ['Spring 1', '2027-01-01', '2027-02-19', 29],
    ['Spring 2', '2027-02-20', '2027-04-09', 24],
    ['Summer 1', '2027-04-10', '2027-06-06', 34],
    ['Summer 2', '2027-06-07', '2027-08-29', 28],
    ['the year', '2026-08-01', '2027-07-31', 190],
  ])('%s, %s to %s, has %i pupil days of two sessions', (_, from, to, days) => {
    expect(sessionsIn(from, to)).toBe(days * 2);
  });

  test('has 40 school weeks (2.3)', () => {
    const mondays = datesBetween('2026-08-24', '2027-07-18').filter((date) => weekdayOf(date) === 'monday');
    expect(mondays.filter((monday) => sessionsIn(monday, addDays(monday, 6)) > 0)).toHaveLength(40);
  });

  test.each([
    ['2026-08-26', 'out-of-term'],
    ['2026-08-27', 'school-day'],
    ['2026-08-29', 'weekend'],
    ['2026-08-31', 'bank-holiday'],
    ['2026-10-20', 'holiday'],
    ['2026-10-25', 'weekend'],
    ['2026-10-26', 'inset'],
    ['2026-10-27', 'school-day'],
    ['2026-12-25', 'bank-holiday'],
    ['2027-03-26', 'bank-holiday'],
    ['2027-08-31', 'school-day'],
    ['2028-03-27', 'out-of-term'],
  ])('%s is a %s', (date, kind) => {
    expect(schoolDay(calA, ashfieldChain, date)).toMatchObject({ date, kind, termsKnown: true });
  });
});

describe('whose rows count (contract 3, R7.3)', () => {
  const rows = [row('*', 'term', '2026-09-07', { to: '2026-09-18' }), row('*', 'holiday', '2026-09-09')];
  const own = row(ASHFIELD, 'term', '2026-09-08', { to: '2026-09-11' });

  test('without term rows at all every weekday is a school day, and it says that terms are not known', () => {
    const calendar = [row('*', 'bank-holiday', '2026-08-31')];
    expect(schoolDay(calendar, ashfieldChain, '2026-08-05')).toMatchObject({ kind: 'school-day', termsKnown: false });
    expect(schoolDay(calendar, ashfieldChain, '2026-08-08')).toMatchObject({ kind: 'weekend', termsKnown: false });
    expect(schoolDay(calendar, ashfieldChain, '2026-08-31')).toMatchObject({ kind: 'bank-holiday' });
  });

  test("without term rows everyone's holiday still counts", () => {
    expect(kindOn([row('*', 'holiday', '2026-09-09')], '2026-09-09', ashfieldChain)).toBe('holiday');
  });

  test.each([
    ['a school without terms follows everyone', '2026-09-07', rows, 'school-day'],
    ["and everyone's holidays", '2026-09-09', rows, 'holiday'],
    ["own terms replace everyone's", '2026-09-07', [...rows, own], 'out-of-term'],
    ["and everyone's holidays", '2026-09-09', [...rows, own], 'school-day'],
    ['but bank holidays are everyone’s', '2026-09-09', [own, row('*', 'bank-holiday', '2026-09-09')], 'bank-holiday'],
    ['so is a closure of everyone', '2026-09-09', [own, row('*', 'closure', '2026-09-09')], 'closure'],
    ['own holiday adds', '2026-09-10', [...rows, row(ASHFIELD, 'holiday', '2026-09-10')], 'holiday'],
    ['own inset adds', '2026-09-10', [...rows, row(ASHFIELD, 'inset', '2026-09-10')], 'inset'],
    ['own closure adds', '2026-09-10', [...rows, row(ASHFIELD, 'closure', '2026-09-10')], 'closure'],
    ["the partnership's row applies", '2026-09-10', [...rows, row(PARTNERSHIP, 'inset', '2026-09-10')], 'inset'],
    [
      "the partnership's terms replace everyone's",
      '2026-09-07',
      [...rows, { ...own, organisation: PARTNERSHIP }],
      'out-of-term',
    ],
    ["own terms replace the partnership's", '2026-09-21', [own, row(PARTNERSHIP, 'term', '2026-09-21')], 'out-of-term'],
    ["another school's row does not", '2026-09-10', [...rows, row(BIRCHWOOD, 'closure', '2026-09-10')], 'school-day'],
    [
      'INSET before the term rows begin is INSET',
      '2026-09-04',
      [...rows, row(ASHFIELD, 'inset', '2026-09-04')],
      'inset',
    ],
    [
      'a closure in the holidays changes nothing',
      '2026-08-12',
      [...rows, row(ASHFIELD, 'closure', '2026-08-12')],
      'out-of-term',
    ],
  ])('%s (%s)', (_, date, calendar, kind) => {
    expect(kindOn(calendar, date, ashfieldChain)).toBe(kind);
  });

  test('a half day closes its session alone, and keeps its kind and note', () => {
    const calendar = [...calA, row(ASHFIELD, 'closure', '2026-11-09', { session: 'PM', note: 'boiler' })];
    expect(schoolDay(calendar, ashfieldChain, '2026-11-09')).toMatchObject({
      kind: 'school-day',
      note: 'boiler',
      sessions: { AM: true, PM: false },
    });
    expect(schoolSession(calendar, ashfieldChain, '2026-11-09', 'PM')).toMatchObject({
      kind: 'closure',
      note: 'boiler',
    });
    expect(schoolSession(calendar, ashfieldChain, '2026-11-09', 'AM').kind).toBe('school-day');
  });

  test('a morning closed leaves a school day', () => {
    const calendar = [...calA, row(ASHFIELD, 'holiday', '2026-11-09', { session: 'AM' })];
    expect(schoolDay(calendar, ashfieldChain, '2026-11-09')).toMatchObject({
      kind: 'school-day',
      sessions: { AM: false, PM: true },
    });
  });
});

describe('the next and the last school day', () => {
  test.each([
    ['2026-11-09', '2026-11-10'],
    ['2026-10-16', '2026-10-27'],
    ['2026-12-18', '2027-01-05'],
    ['2027-07-14', '2027-08-31'],
    ['2027-12-17', undefined],
  ])('after %s comes %s', (after, next) => {
    expect(nextSchoolDay(calA, ashfieldChain, after)).toBe(next);
  });

  test.each([
    ['2026-11-09', '2026-11-06'],
    ['2026-10-27', '2026-10-16'],
    ['2026-09-01', '2026-08-28'],
    ['2026-08-27', undefined],
  ])('before %s came %s', (before, last) => {
    expect(previousSchoolDay(calA, ashfieldChain, before)).toBe(last);
  });
});

describe('whether a provision runs (contract 3, R7.3, M17–M19)', () => {
  const date = '2026-11-09';
  const closed = (kind: string, over = {}) => ({ runs: false, why: 'closed', kind, ...over });
  const noSlots = { runs: false, why: 'no-slots' };

  test.each([
    ['no row of its own', [], { runs: true }],
    ['own holiday', [row('oak-farm', 'holiday', date)], noSlots],
    ['own INSET', [row('oak-farm', 'inset', date)], closed('inset')],
    ['own closure (M18)', [row('oak-farm', 'closure', date, { note: 'flood' })], closed('closure', { note: 'flood' })],
    [
      'own closure in the morning',
      [row('oak-farm', 'closure', date, { session: 'AM' })],
      closed('closure', { session: 'AM' }),
    ],
    ['own closure in the afternoon', [row('oak-farm', 'closure', date, { session: 'PM' })], { runs: true }],
    ['INSET of the home school (M17)', [row(ASHFIELD, 'inset', date)], { runs: true }],
    ['closure of the home school (M19)', [row(ASHFIELD, 'closure', date)], { runs: true }],
    ['holiday of the partnership', [row(PARTNERSHIP, 'holiday', date)], { runs: true }],
    ["everyone's INSET (Q16)", [row('*', 'inset', date)], { runs: true }],
    [
      "everyone's INSET and an own closure",
      [row('*', 'inset', date), row('oak-farm', 'closure', date)],
      closed('closure'),
    ],
    ["everyone's closure", [row('*', 'closure', date)], closed('closure')],
    ["everyone's holiday", [row('*', 'holiday', date)], noSlots],
    ['bank holiday', [row('*', 'bank-holiday', date)], noSlots],
    ["everyone's holiday, own terms", [row('*', 'holiday', date), row('oak-farm', 'term', date)], { runs: true }],
    ['bank holiday, own terms', [row('*', 'bank-holiday', date), row('oak-farm', 'term', date)], noSlots],
    ['own terms elsewhere', [row('oak-farm', 'term', '2026-11-10')], noSlots],
  ])('%s', (_, rows, expected) => {
    expect(provisionDay([...calA, ...rows] as CalendarRow[], 'oak-farm', date, 'AM')).toEqual(expected);
  });

  test.each([
    ['closure of the main site', [row('oak-farm', 'closure', date)], closed('closure')],
    ['holiday of the main site', [row('oak-farm', 'holiday', date)], noSlots],
    ['terms of the main site', [row('oak-farm', 'term', '2026-11-10')], noSlots],
    ['its own terms first', [row('oak-farm', 'term', '2026-11-10'), row('oak-barn', 'term', date)], { runs: true }],
  ])('a site follows the %s', (_, rows, expected) => {
    expect(provisionDay([...calA, ...rows] as CalendarRow[], 'oak-barn', date, 'AM', 'oak-farm')).toEqual(expected);
  });

  test('Q16, Q17: half term runs nothing, the schools’ INSET day after it runs', () => {
    expect(provisionDay(calA, 'oak-farm', '2026-10-20', 'AM')).toEqual(noSlots);
    expect(provisionDay(calA, 'oak-farm', '2026-10-26', 'AM')).toEqual({ runs: true });
  });

  test("Q16: everyone's INSET is a day of term even where term rows hold pupil days alone", () => {
    const pupilDays = [row('*', 'term', '2026-10-27', { to: '2026-12-18' }), row('*', 'inset', '2026-10-26')];
    expect(provisionDay(pupilDays, 'oak-farm', '2026-10-26', 'AM')).toEqual({ runs: true });
    expect(kindOn(pupilDays, '2026-10-26', ashfieldChain)).toBe('inset');
  });

  test("without any term rows everyone's INSET makes no term", () => {
    expect(provisionDay([row('*', 'inset', '2026-10-26')], 'oak-farm', '2026-11-09', 'AM')).toEqual({ runs: true });
  });
});

describe('school time', () => {
  test.each([
    ['2026-10-16', '09:00', '2026-10-16T08:00:00.000Z'],
    ['2026-10-27', '09:00', '2026-10-27T09:00:00.000Z'],
    ['2027-03-25', '13:15', '2027-03-25T13:15:00.000Z'],
    ['2027-04-12', '13:15', '2027-04-12T12:15:00.000Z'],
  ])('R7.2: %s %s is %s', (date, time, iso) => {
    expect(isoInstant(instantAt(date, time))).toBe(iso);
  });

  test.each([
    ['Q22: the first 01:30 of the repeated hour', '2026-10-25T00:30:00Z', '2026-10-25', '01:30'],
    ['Q22: the second 01:30', '2026-10-25T01:30:00Z', '2026-10-25', '01:30'],
    ['Q23: Monday in winter', '2026-11-09T00:10:00Z', '2026-11-09', '00:10'],
    ['Q23: Monday in summer is Sunday in UTC', '2027-07-04T23:10:00Z', '2027-07-05', '00:10'],
  ])('%s', (_, iso, date, time) => {
    expect([dateOf(Date.parse(iso)), timeOf(Date.parse(iso))]).toEqual([date, time]);
  });

  test.each([
    ['2026-10-25', 25],
    ['2027-03-28', 23],
    ['2026-11-09', 24],
  ])('R7.2: %s has %i hours', (date, hours) => {
    expect((instantAt(addDays(date, 1), '00:00') - instantAt(date, '00:00')) / 3_600_000).toBe(hours);
  });
});
