import { cadenceOf, contactWanted, meets } from '../../src/domain/absence/cadence.ts';
import { dayInRun, runBefore } from '../../src/domain/absence/day-count.ts';
import { pupilDay } from '../../src/domain/pupil-day.ts';
import { addDays, instantAt, momentOf, weekdayOf, weekdays } from '../../src/domain/time.ts';
import type { Cadence } from '../../src/domain/absence/cadence.ts';
import type { Rag } from '../../src/domain/absence/rag.ts';
import type { Mark, MarkStatus, Pupil } from '../../src/domain/records.ts';
import { ASHFIELD, PARTNERSHIP, aMark, aPlacement, aPupil, aRow, held } from '../support/cal-a.ts';

const table1: Cadence = { profile: 'table-1', amberDaily: true, videoCounts: true };
const appendix4: Cadence = { ...table1, profile: 'appendix-4', amberDaily: false };

describe('R4.5, R4.6: contact wanted by colour and day of absence', () => {
  test.each([
    ['red', table1, 'fff fff fff'],
    ['amber', table1, 'ssf ssf ssf'],
    ['amber', { ...table1, amberDaily: false }, '--f --f --f'],
    ['green', table1, '--- -s- ---'],
    ['red', appendix4, 'fff fff fff'],
    ['amber', appendix4, 'ssf ssf ssf'],
    ['green', appendix4, '--- --- ---'],
  ] as const)('%s under %j: %s', (rag, cadence, days) => {
    const sign = { 'face-to-face': 'f', 'spoken-to': 's', none: '-' };
    const wanted = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((day) => sign[contactWanted(rag, day, cadence)]).join('');
    expect(wanted).toBe(days.replaceAll(' ', ''));
  });

  test.each([
    ['face-to-face', 'in-person', table1, false, true],
    ['face-to-face', 'video', table1, false, true],
    ['face-to-face', 'video', table1, true, false],
    ['face-to-face', 'video', { ...table1, videoCounts: false }, false, false],
    ['face-to-face', 'voice', table1, false, false],
    ['spoken-to', 'voice', table1, true, true],
    ['spoken-to', 'video', { ...table1, videoCounts: false }, true, true],
    ['face-to-face', 'in-person', table1, true, true],
  ] as const)(
    'R4.5: %s met by %s (%j, visit that did not see the child: %s): %s',
    (wanted, mode, cadence, unseen, met) => {
      expect(meets(wanted, mode, cadence, unseen)).toBe(met);
    },
  );

  test('the choices are the school’s, else the partnership’s, else the defaults', () => {
    const from = '2026-09-01';
    const settings = [
      { organisation: PARTNERSHIP, name: 'cadence_profile', from, value: 'appendix-4' },
      { organisation: ASHFIELD, name: 'video_counts', from, value: 'no' },
    ];
    expect(cadenceOf(held(), ASHFIELD, '2026-11-09')).toEqual(table1);
    expect(cadenceOf(held({ settings }), ASHFIELD, '2026-11-09')).toEqual({
      ...table1,
      profile: 'appendix-4',
      videoCounts: false,
    });
  });
});

const schoolDays = weekdays.slice(0, 5);
const expectedOn = (...days: readonly (typeof weekdays)[number][]): Pupil =>
  aPupil({ placements: [aPlacement()], timetable: days.map((day) => aRow(day, 'oak-farm', '09:00', '12:00')) });
const daily = expectedOn(...schoolDays);
const on = (date: string, status: MarkStatus, over: Partial<Mark> = {}): Mark =>
  aMark(status, '09:10', { date, ...over });

/** A child marked absent on each of their slots from a date on: the number of each day, none where it does not count. */
function numbered(pupil: Pupil, from: string, days: number): Map<string, number> {
  const dates = Array.from({ length: days }, (_, i) => addDays(from, i)).filter((date) =>
    pupil.timetable.some(({ weekday }) => weekday === weekdayOf(date)),
  );
  const marks = [on(addDays(from, -1), 'present'), ...dates.map((date) => on(date, 'absent'))];
  const numbers = new Map<string, number>();
  for (const date of dates) {
    const day = pupilDay(pupil, date, held({ marks }), momentOf(instantAt(date, '16:00')));
    if (dayInRun(day) === 'absent') numbers.set(date, runBefore(pupil, date, held(), marks).day + 1);
  }
  return numbers;
}
const dueOn = (rag: Rag, numbers: Map<string, number>): string[] =>
  [...numbers]
    .filter(([, day]) => contactWanted(rag, day, { ...table1, amberDaily: false }) !== 'none')
    .map(([date]) => date);

describe('4.5: the day counters with CAL-A', () => {
  test.each([
    ['Thu 15 Oct 2026, expected daily', daily, '2026-10-15', 'red', ['2026-10-15', '2026-10-16', '2026-10-27']],
    ['Thu 15 Oct 2026, expected daily', daily, '2026-10-15', 'amber', ['2026-10-27', '2026-10-30']],
    ['Thu 15 Oct 2026, expected daily', daily, '2026-10-15', 'green', ['2026-10-29', '2026-11-05']],
    ['Mon 9 Nov 2026, expected daily', daily, '2026-11-09', 'red', ['2026-11-09', '2026-11-10', '2026-11-11']],
    ['Mon 9 Nov 2026, expected daily', daily, '2026-11-09', 'amber', ['2026-11-11', '2026-11-16']],
    ['Mon 9 Nov 2026, expected daily', daily, '2026-11-09', 'green', ['2026-11-13', '2026-11-20']],
    [
      'Tue 3 Nov 2026, Tue/Thu only',
      expectedOn('tuesday', 'thursday'),
      '2026-11-03',
      'red',
      ['2026-11-03', '2026-11-05', '2026-11-10'],
    ],
    [
      'Tue 3 Nov 2026, Tue/Thu only',
      expectedOn('tuesday', 'thursday'),
      '2026-11-03',
      'amber',
      ['2026-11-10', '2026-11-19'],
    ],
    ['Tue 3 Nov 2026, Tue/Thu only', expectedOn('tuesday', 'thursday'), '2026-11-03', 'green', ['2026-11-17']],
  ] as const)('4.5: absent from %s: %4$s due', (_, pupil, from, rag, due) => {
    expect(dueOn(rag, numbered(pupil, from, 32)).slice(0, due.length)).toEqual(due);
  });

  const dayOn = (date: string, pupil: Pupil, ...marks: Mark[]) =>
    dayInRun(pupilDay(pupil, date, held({ marks }), momentOf(instantAt(date, '16:00'))));
  const twice = aPupil({
    placements: [aPlacement(), aPlacement({ provision: 'base' })],
    timetable: [aRow('monday', 'oak-farm', '09:00', '12:00'), aRow('monday', 'base', '12:45', '15:45')],
  });
  const atBase = { provision: 'base', arrive: '12:45' };
  const MONDAY = '2026-11-09';

  test.each([
    ['absent all day', 'absent', [on(MONDAY, 'absent'), on(MONDAY, 'absent', atBase)]],
    ['absent at one, the other register did not come', 'absent', [on(MONDAY, 'absent')]],
    ['one attended session ends the run', 'attended', [on(MONDAY, 'absent'), on(MONDAY, 'present', atBase)]],
    ['late is attended', 'attended', [on(MONDAY, 'late', { arrivedAt: '09:50' })]],
    ['arrived after the end attended nothing (M4)', 'absent', [on(MONDAY, 'late', { arrivedAt: '12:10' })]],
    ['left is attended', 'attended', [on(MONDAY, 'left', { leftAt: '10:00' })]],
    ['no register at all says nothing (trap 7)', 'nothing-known', []],
    ['C2 only', 'excused', [on(MONDAY, 'absent', { code: 'C2' })]],
    [
      'no possible session',
      'excused',
      [on(MONDAY, 'absent', { code: 'Y1' }), on(MONDAY, 'absent', { ...atBase, code: 'Q' })],
    ],
    [
      'C2 in the morning, ill in the afternoon',
      'absent',
      [on(MONDAY, 'absent', { code: 'C2' }), on(MONDAY, 'absent', { ...atBase, code: 'I' })],
    ],
  ] as const)('R4.6: %s', (_, state, marks) => {
    expect(dayOn(MONDAY, twice, ...marks)).toBe(state);
  });

  test('R4.6: an INSET day at the home school is not counted though the provision runs, and a Saturday never is', () => {
    expect(dayOn('2026-10-26', daily, on('2026-10-26', 'absent'))).toBe('school-shut');
    expect(dayOn('2026-11-14', expectedOn('saturday'), on('2026-11-14', 'absent'))).toBe('school-shut');
  });

  test('R4.6: an attended day resets the run, whatever came before; silence does neither', () => {
    const marks = [
      on('2026-11-02', 'absent'),
      on('2026-11-03', 'present'),
      on('2026-11-04', 'absent'),
      on('2026-11-06', 'absent'),
    ];
    expect(runBefore(daily, MONDAY, held(), marks)).toEqual({ day: 2, lastSeen: '2026-11-03' });
    expect(runBefore(daily, '2026-11-04', held(), marks)).toEqual({ day: 0, lastSeen: '2026-11-03' });
    expect(runBefore(daily, MONDAY, held(), [])).toEqual({ day: 0 });
  });

  test('R4.6: seen at a place where nothing was planned is evidence of safety, not attendance', () => {
    const seen = on('2026-11-05', 'present', { provision: 'base', arrive: '10:00', arrivedAt: '10:00' });
    const marks = [on('2026-11-04', 'present'), on('2026-11-05', 'absent'), seen];
    expect(runBefore(daily, '2026-11-06', held(), marks)).toEqual({ day: 1, lastSeen: '2026-11-05' });
  });
});
