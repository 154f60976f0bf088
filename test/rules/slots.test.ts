import type { CalendarRow, Pupil } from '../../src/domain/records.ts';
import { isSettingName, isSettingValue, knownSettings, setting } from '../../src/domain/settings.ts';
import { partTimeOn, slotsOn } from '../../src/domain/slots.ts';
import type { Slot } from '../../src/domain/slots.ts';
import {
  ASHFIELD,
  PARTNERSHIP,
  aPlacement,
  aProvision,
  aPupil,
  aRow,
  calA,
  held,
  oakFarm,
  pupilT,
} from '../support/cal-a.ts';

const MONDAY = '2026-11-09';
const line = (slot: Slot): string =>
  `${slot.session} ${slot.provision} ${slot.start}-${slot.end} closes ${slot.closesAt}`;
const linesOn = (pupil: Pupil, date: string, over: Parameters<typeof held>[0] = {}): string[] =>
  slotsOn(pupil, date, held(over)).map(line);
const mondayRow = (...row: readonly [provision: string, arrive: string, leave: string]) =>
  aPupil({ timetable: [aRow('monday', ...row)] });
const withRows = (...rows: CalendarRow[]) => held({ calendar: [...calA, ...rows] });
const on = (organisation: string, kind: CalendarRow['kind'], date: string, over: Partial<CalendarRow> = {}) => ({
  organisation,
  kind,
  from: date,
  to: date,
  ...over,
});

describe('timetable T (7.4) in the week of 9 November 2026', () => {
  test.each([
    ['2026-11-09', ['AM oak-farm 09:00-12:00 closes 09:30', 'PM base 12:45-15:45 closes 13:15']],
    ['2026-11-10', [`AM ${ASHFIELD} 09:00-12:00 closes 09:30`, `PM ${ASHFIELD} 12:45-15:45 closes 13:15`]],
    ['2026-11-11', ['AM oak-farm 09:00-12:00 closes 09:30']],
    ['2026-11-12', ['AM base 09:00-12:00 closes 09:30', 'PM base 12:45-15:45 closes 13:15']],
    ['2026-11-13', ['AM pru 09:00-12:00 closes 09:30', 'PM pru 12:45-15:45 closes 13:15']],
    ['2026-11-14', []],
  ])('%s', (date, slots) => {
    expect(linesOn(pupilT(), date)).toEqual(slots);
  });

  test('a slot carries its placement, transport and lunch; the home site has no placement', () => {
    const [monday] = slotsOn(pupilT(), '2026-11-09', held());
    const [tuesday] = slotsOn(pupilT(), '2026-11-10', held());
    const [thursday] = slotsOn(pupilT(), '2026-11-12', held());
    expect(monday).toMatchObject({ atHome: false, transport: 'taxi', placement: { provision: 'oak-farm' } });
    expect(tuesday).toMatchObject({ atHome: true });
    expect(tuesday?.placement).toBeUndefined();
    expect(thursday).toMatchObject({ lunch: 'on site, supervised' });
  });

  test.each([
    [
      'Q16, M17: schools’ INSET',
      '2026-10-26',
      ['AM oak-farm 09:00-12:00 closes 09:30', 'PM base 12:45-15:45 closes 13:15'],
    ],
    ['Q17: half term', '2026-10-20', []],
    ['bank holiday', '2026-08-31', []],
    ['summer', '2027-08-02', []],
  ])('%s, %s', (_, date, slots) => {
    expect(linesOn(pupilT(), date)).toEqual(slots);
  });
});

describe('from a row to its slots (contract 3)', () => {
  test.each([
    [
      'over noon',
      ['oak-farm', '09:00', '15:45'],
      ['AM oak-farm 09:00-12:00 closes 09:30', 'PM oak-farm 12:45-15:45 closes 13:15'],
    ],
    ['to exactly pm_start', ['oak-farm', '09:00', '12:45'], ['AM oak-farm 09:00-12:45 closes 09:30']],
    ['from exactly am_end', ['oak-farm', '12:00', '15:00'], ['PM oak-farm 12:00-15:00 closes 12:30']],
    ['into lunch', ['oak-farm', '10:00', '12:15'], ['AM oak-farm 10:00-12:15 closes 10:30']],
    ['from before noon', ['oak-farm', '11:59', '12:30'], ['AM oak-farm 11:59-12:30 closes 12:29']],
    ['at a place nobody described', ['elsewhere', '09:00', '12:00'], ['AM elsewhere 09:00-12:00 closes 09:30']],
  ] as const)('%s', (_, row, slots) => {
    expect(linesOn(mondayRow(row[0], row[1], row[2]), MONDAY)).toEqual(slots);
  });

  test.each([
    ['09:00', 'AM oak-farm 09:00-12:00 closes 09:30'],
    ['13:00', 'PM oak-farm 13:00-15:45 closes 13:30'],
    ['16:00', 'PM oak-farm 16:00-23:59 closes 16:30'],
  ])('without a time to leave, %s lasts to the end of its session', (arrive, slot) => {
    const pupil = aPupil({ timetable: [aRow('monday', 'oak-farm', arrive, '', { leave: undefined })] });
    expect(linesOn(pupil, MONDAY)).toEqual([slot]);
  });

  test('R3.1: hours and register minutes are the provision’s own', () => {
    const provisions = [aProvision({ amEnd: '11:30', pmStart: '12:15', registerMinutes: 20 })];
    expect(linesOn(mondayRow('oak-farm', '09:10', '14:00'), MONDAY, { provisions })).toEqual([
      'AM oak-farm 09:10-11:30 closes 09:30',
      'PM oak-farm 12:15-14:00 closes 12:35',
    ]);
  });

  test('the home site has the hours the school or its partnership has set', () => {
    const from = '2026-08-01';
    const settings = [
      { organisation: ASHFIELD, name: 'home_am_end', from, value: '12:30' },
      { organisation: PARTNERSHIP, name: 'home_pm_start', from, value: '13:20' },
      { organisation: PARTNERSHIP, name: 'default_register_minutes', from, value: '15' },
    ];
    expect(linesOn(mondayRow(ASHFIELD, '08:45', '15:10'), MONDAY, { settings })).toEqual([
      `AM ${ASHFIELD} 08:45-12:30 closes 09:00`,
      `PM ${ASHFIELD} 13:20-15:10 closes 13:35`,
    ]);
  });

  test('slots come by start, whatever the order of the rows', () => {
    const timetable = [aRow('monday', 'base', '10:45', '12:00'), aRow('monday', 'oak-farm', '09:00', '10:15')];
    expect(slotsOn(aPupil({ timetable }), MONDAY, held()).map((slot) => slot.provision)).toEqual(['oak-farm', 'base']);
  });
});

describe('which rows count on a date (R7.16)', () => {
  const versions = aPupil({
    timetable: [
      aRow('monday', 'oak-farm', '09:00', '11:00', { validFrom: '2026-11-09' }),
      aRow('monday', 'oak-farm', '09:00', '12:00', { validTo: '2026-11-30' }),
    ],
  });
  test.each([
    ['2026-11-02', '09:00-12:00'],
    ['2026-11-09', '09:00-11:00'],
    ['2026-12-07', '09:00-11:00'],
  ])('on %s the version %s', (date, times) => {
    expect(slotsOn(versions, date, held()).map((slot) => `${slot.start}-${slot.end}`)).toEqual([times]);
  });

  test.each([
    ['2026-11-02', 0],
    ['2026-11-09', 1],
    ['2026-11-16', 1],
    ['2026-11-23', 0],
  ])('a row valid from 9 to 16 November gives on %s %i slots', (date, count) => {
    const row = aRow('monday', 'oak-farm', '09:00', '12:00', { validFrom: '2026-11-09', validTo: '2026-11-16' });
    expect(slotsOn(aPupil({ timetable: [row] }), date, held())).toHaveLength(count);
  });

  test.each([
    ['starts next week', { startDate: '2026-11-16' }, 0],
    ['starts today', { startDate: MONDAY }, 2],
    ['ends today', { endDate: MONDAY }, 2],
    ['left last week', { endDate: '2026-11-06' }, 0],
    ['is suspended', { suspensions: [{ from: MONDAY, kind: 'suspended' as const }] }, 2],
  ])('a pupil who %s', (_, over, count) => {
    expect(slotsOn(pupilT(over), MONDAY, held())).toHaveLength(count);
  });

  test.each([
    ['none at all', [], undefined],
    ['one that has ended', [aPlacement({ endDate: '2026-11-06' })], undefined],
    ['one that has not begun', [aPlacement({ startDate: '2026-11-10' })], undefined],
    ['one at another provision', [aPlacement({ provision: 'base' })], undefined],
    ['two in force', [aPlacement({ startDate: '2026-11-01' }), aPlacement()], '2026-11-01'],
  ])('a child is expected whatever the placements say: %s', (_, placements, startDate) => {
    const pupil = { ...mondayRow('oak-farm', '09:00', '12:00'), placements };
    expect(slotsOn(pupil, MONDAY, held()).map((slot) => slot.placement?.startDate)).toEqual([startDate]);
  });
});

describe('closures (contract 3, M17–M19)', () => {
  const atOakFarm = mondayRow('oak-farm', '09:00', '15:45');
  const atSchool = mondayRow(ASHFIELD, '09:00', '15:45');
  const closure = { closed: { kind: 'closure', note: 'flood' } };

  test('M18: a provision shut by flood keeps its slots, marked closed', () => {
    const slots = slotsOn(atOakFarm, MONDAY, withRows(on('oak-farm', 'closure', MONDAY, { note: 'flood' })));
    expect(slots).toMatchObject([closure, closure]);
  });

  test('a half-day closure closes its slot alone', () => {
    const slots = slotsOn(atOakFarm, MONDAY, withRows(on('oak-farm', 'inset', MONDAY, { session: 'PM' })));
    expect(slots.map((slot) => slot.closed?.kind)).toEqual([undefined, 'inset']);
  });

  test('a provision’s own holiday runs nothing', () => {
    expect(slotsOn(atOakFarm, MONDAY, withRows(on('oak-farm', 'holiday', MONDAY)))).toEqual([]);
  });

  test.each(['inset', 'holiday', 'closure'] as const)('M17, M19: %s at the home school stops no provision', (kind) => {
    const slots = slotsOn(atOakFarm, MONDAY, withRows(on(ASHFIELD, kind, MONDAY)));
    expect(slots.map((slot) => slot.closed)).toEqual([undefined, undefined]);
  });

  test.each(['inset', 'holiday', 'bank-holiday'] as const)(
    '%s at the home school: nothing at the home site',
    (kind) => {
      expect(slotsOn(atSchool, MONDAY, withRows(on(ASHFIELD, kind, MONDAY)))).toEqual([]);
    },
  );

  test('the home school shut by snow: its slots stand, marked closed', () => {
    const slots = slotsOn(atSchool, MONDAY, withRows(on(ASHFIELD, 'closure', MONDAY, { note: 'flood' })));
    expect(slots).toMatchObject([closure, closure]);
  });

  test('a site is shut with its main site', () => {
    const provisions = [oakFarm, aProvision({ code: 'oak-barn', siteOf: 'oak-farm' })];
    const calendar = [...calA, on('oak-farm', 'closure', MONDAY, { note: 'flood' })];
    expect(slotsOn(mondayRow('oak-barn', '09:00', '12:00'), MONDAY, held({ provisions, calendar }))).toMatchObject([
      closure,
    ]);
  });

  test.each(['oak-farm', ASHFIELD])('a Saturday in term, timetabled at %s, is a slot', (place) => {
    const pupil = aPupil({ timetable: [aRow('saturday', place, '10:00', '12:00')] });
    expect(slotsOn(pupil, '2026-11-14', held())).toHaveLength(1);
    expect(slotsOn(pupil, '2026-12-19', held())).toHaveLength(0);
  });
});

describe('part-time agreements (1.4 A7, M13, M14)', () => {
  const agreement = { from: '2026-10-05', to: '2026-11-13', weekday: 'wednesday' as const, session: 'PM' as const };
  const later = { ...agreement, from: '2026-11-23', to: '2026-12-18' };
  test.each([
    ['M13: inside the agreement', [agreement], '2026-11-11', 'PM', { state: 'covered', agreement }],
    ['on its first day', [{ ...agreement, from: '2026-11-11' }], '2026-11-11', 'PM', { state: 'covered' }],
    ['on its last day', [{ ...agreement, to: '2026-11-11' }], '2026-11-11', 'PM', { state: 'covered' }],
    ['M14: ended 13 November, now the 18th', [agreement], '2026-11-18', 'PM', { state: 'expired', agreement }],
    ['M14: ended, the renewal not begun', [agreement, later], '2026-11-18', 'PM', { state: 'expired', agreement }],
    ['renewed', [agreement, later], '2026-11-25', 'PM', { state: 'covered', agreement: later }],
    [
      'of two that have run out, the later',
      [agreement, later],
      '2027-01-06',
      'PM',
      { state: 'expired', agreement: later },
    ],
    ['the other session', [agreement], '2026-11-11', 'AM', { state: 'none' }],
    ['another weekday', [agreement], '2026-11-12', 'PM', { state: 'none' }],
    ['before it began', [agreement], '2026-09-30', 'PM', { state: 'none' }],
    ['no agreement', [], '2026-11-11', 'PM', { state: 'none' }],
  ] as const)('%s', (_, agreements, date, session, expected) => {
    expect(partTimeOn(aPupil({ agreements: [...agreements] }), date, session)).toMatchObject(expected);
  });
});

describe('settings (contract 3)', () => {
  const row = (organisation: string, from: string, value: string, to?: string) => ({
    organisation,
    name: 'ap_late_after_close',
    from,
    to,
    value,
  });
  test.each([
    ['the default', [], 'U'],
    ['everyone’s', [row('*', '2026-08-01', 'B')], 'B'],
    ['the nearest organisation’s', [row(PARTNERSHIP, '2026-10-01', 'B'), row(ASHFIELD, '2026-08-01', 'U')], 'U'],
    ['the nearest before everyone’s', [row('*', '2026-10-01', 'B'), row(ASHFIELD, '2026-08-01', 'U')], 'U'],
    ['the latest in force', [row(PARTNERSHIP, '2026-08-01', 'U'), row(PARTNERSHIP, '2026-11-01', 'B')], 'B'],
    ['not one to come', [row(PARTNERSHIP, '2026-11-10', 'B')], 'U'],
    ['not one that has ended', [row(PARTNERSHIP, '2026-08-01', 'B', '2026-11-08')], 'U'],
    ['not another organisation’s', [row('elsewhere', '2026-08-01', 'B')], 'U'],
  ])('%s', (_, settings, value) => {
    expect(setting({ settings }, [ASHFIELD, PARTNERSHIP], 'ap_late_after_close', MONDAY)).toBe(value);
  });

  test.each(Object.keys(knownSettings).filter(isSettingName))('the default of %s is one of its values', (name) => {
    expect(isSettingValue(name, knownSettings[name].default)).toBe(true);
  });

  test.each([
    ['ap_late_after_close', 'L'],
    ['stale_after_minutes', '1.5'],
    ['stale_after_minutes', ''],
    ['update_debounce_seconds', '-5'],
    ['home_am_start', '9:00'],
    ['home_am_start', '24:00'],
  ] as const)('%s does not take "%s"', (name, value) => {
    expect(isSettingValue(name, value)).toBe(false);
  });

  test('a name nobody knows is not taken for one', () => {
    expect(['k_or_b', 'toString', ''].filter(isSettingName)).toEqual([]);
  });
});
