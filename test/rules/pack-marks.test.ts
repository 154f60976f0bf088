import { sayRefusal, sayWarning } from '../../src/texts/import.ts';
import { goodPack, importing, NOON, planOf } from '../support/pack.ts';
import { instantAt } from '../../src/domain/time.ts';
import type { Mark } from '../../src/domain/records.ts';

const held = importing(goodPack);
const HEAD = 'pupil_id,date,provision,arrive,recorded_at,recorded_by,status,arrived_at,left_at,code,reason\n';
/** A mark of p01 at oak-farm on Monday 9 November 2026. */
const row = (over: Partial<Record<string, string>>): string => {
  const cells: Record<string, string | undefined> = {
    pupil_id: 'p01',
    date: '2026-11-09',
    provision: 'oak-farm',
    arrive: '09:00',
    recorded_at: '2026-11-09 09:40',
    recorded_by: 'office@oakfarm.example',
    status: 'absent',
    ...over,
  };
  return `${HEAD.trim()
    .split(',')
    .map((column) => cells[column] ?? '')
    .join(',')}\n`;
};
const planned = (...rows: string[]) => planOf({ marks: HEAD + rows.join('') }, held, NOON);

describe('a mark that cannot be', () => {
  const marks: [name: string, over: Partial<Record<string, string>>, sentence: string][] = [
    [
      'an unknown pupil',
      { pupil_id: 'p09' },
      'pupil_id "p09" is no known pupil; write one from pupils.csv, or add it there first',
    ],
    [
      'an unknown provision',
      { provision: 'elm' },
      'provision "elm" is no known provision; write one from provisions.csv, or add it there first',
    ],
    [
      'no slot then',
      { arrive: '10:00' },
      'arrive "10:00" names no slot of that pupil there that day; write one of that day\'s slots: oak-farm 09:00',
    ],
    [
      'no slot there',
      { provision: 'pru' },
      'arrive "09:00" names no slot of that pupil there that day; write one of that day\'s slots: oak-farm 09:00',
    ],
    [
      'no slot that day',
      { date: '2026-11-06' },
      'arrive "09:00" names no slot of that pupil there that day; put timetable.csv right first: nothing is timetabled that day',
    ],
    [
      'present without a time does not make evidence',
      { arrive: '10:00', status: 'present' },
      'arrive "10:00" names no slot of that pupil there that day; write one of that day\'s slots: oak-farm 09:00',
    ],
    [
      'late without a time',
      { status: 'late' },
      'arrived_at is empty, and the status is late; write the time they arrived',
    ],
    [
      'a leaving beside another status',
      { left_at: '11:05' },
      'left_at "11:05" is there, and the status is absent; write left as the status, or leave the time out',
    ],
    ['left without a time', { status: 'left' }, 'left_at is empty, and the status is left; write the time they left'],
    [
      'absent and arrived',
      { arrived_at: '09:20' },
      'arrived_at "09:20" is there, and the status is absent; write late as the status, or leave the time out',
    ],
    [
      'left before arriving',
      { status: 'left', arrived_at: '09:20', left_at: '09:10' },
      'left_at "09:10" is before arrived_at (09:20); write 09:20 or later',
    ],
    [
      'a day to come',
      { date: '2026-11-16' },
      'date "2026-11-16" is in the future; write when it was, not when it is planned',
    ],
    [
      'recorded in the future',
      { recorded_at: '2026-11-09 12:01' },
      'recorded_at "2026-11-09 12:01" is in the future; write when it was, not when it is planned',
    ],
    [
      'arriving in the future',
      { status: 'late', arrived_at: '12:01' },
      'arrived_at "12:01" is in the future; write when it was, not when it is planned',
    ],
    [
      'leaving in the future',
      { status: 'left', left_at: '12:01' },
      'left_at "12:01" is in the future; write when it was, not when it is planned',
    ],
    [
      'present known the day before',
      { status: 'present', recorded_at: '2026-11-08 20:00' },
      'recorded_at "2026-11-08 20:00" is before the day itself (2026-11-09); write when it was recorded: present can be known on the day at the earliest',
    ],
    ['R1.5: a code withdrawn in 2024', { code: 'H' }, 'code "H" is not an attendance code; write C or G'],
    ['no status', { status: '' }, 'status is empty; fill it in'],
  ];
  test.each(marks)('%s', (_name, over, sentence) => {
    const plan = planned(row(over));
    expect(plan.refusals.map(sayRefusal)).toEqual([`marks.csv line 2: ${sentence}`]);
    expect([plan.marks, plan.counts[0]]).toEqual([
      [],
      { file: 'marks.csv', added: 0, changed: 0, unchanged: 0, refused: 1 },
    ]);
  });
});

describe('a mark that goes in', () => {
  const marks: [name: string, over: Partial<Record<string, string>>, mark: Partial<Mark>][] = [
    [
      'absent with a reason',
      { code: 'i', reason: 'Mum rang: flu' },
      { status: 'absent', code: 'I', reason: 'Mum rang: flu' },
    ],
    ['absent, known the day before', { recorded_at: '2026-11-06 15:00' }, { status: 'absent' }],
    ['late to the minute of now', { status: 'late', arrived_at: '12:00' }, { status: 'late', arrivedAt: '12:00' }],
    [
      'at the home site',
      { date: '2026-11-03', provision: '100001', status: 'present' },
      { provision: '100001', status: 'present' },
    ],
    [
      'the second slot of a row over midday',
      { date: '2026-11-03', provision: '100001', arrive: '12:45', status: 'present' },
      { arrive: '12:45' },
    ],
  ];
  test.each(marks)('%s', (_name, over, mark) => {
    const plan = planned(row(over));
    expect([plan.refusals, plan.warnings]).toEqual([[], []]);
    expect(plan.marks).toMatchObject([mark]);
  });

  test('R1.5: before 19 August 2024 the old codes stand', () => {
    const old = importing(goodPack, {
      pupils: 'pupil_id,start_date\np01,2023-09-01\n',
      calendar: 'organisation,from,to,kind\n*,2023-09-01,2024-07-12,term\n',
      timetable: 'pupil_id,provision,weekday,arrive,leave,valid_from\np01,oak-farm,monday,09:00,12:00,2023-09-01\n',
    });
    const plan = planOf({ marks: HEAD + row({ date: '2024-05-20', recorded_at: '2024-05-20 09:40', code: 'h' }) }, old);
    expect(plan.marks).toMatchObject([{ code: 'H' }]);
  });

  test('seen where nothing was due: kept as evidence, with a warning', () => {
    const plan = planned(row({ provision: 'pru', arrive: '10:00', status: 'present', arrived_at: '10:05' }));
    expect(plan.marks).toMatchObject([{ provision: 'pru', arrive: '10:00', arrivedAt: '10:05' }]);
    expect(plan.warnings.map(sayWarning)).toEqual([
      'marks.csv line 2: arrive "10:00" names no slot of that pupil there that day, so it is kept as evidence alone (warning)',
    ]);
  });

  test('slots come from the timetable of the same pack', () => {
    const plan = planOf({
      ...goodPack,
      timetable: `${goodPack['timetable']!}p02,pru,monday,13:00,15:00,2026-08-27\n`,
      placements: `${goodPack['placements']!}p02,pru,2026-08-27\n`,
      marks: HEAD + row({ pupil_id: 'p02', provision: 'pru', arrive: '13:00', date: '2026-11-02' }),
    });
    expect([plan.refusals, plan.marks.length]).toEqual([[], 1]);
  });
});

describe('marks are never overwritten (R3.6)', () => {
  const first = row({});
  const twice = importing(goodPack, { marks: HEAD + first });

  test('the same mark again is unchanged, however its moment is written', () => {
    const again = row({ recorded_at: '2026-11-09T09:40:00+00:00' });
    const plan = planOf({ marks: HEAD + again }, twice);
    expect([plan.marks, plan.counts]).toEqual([
      [],
      [{ file: 'marks.csv', added: 0, changed: 0, unchanged: 1, refused: 0 }],
    ]);
  });
  test('also after its slot has gone from the timetable', () => {
    const later = importing(
      goodPack,
      { marks: HEAD + first },
      { timetable: 'pupil_id,provision,weekday,arrive,valid_from,remove\np01,oak-farm,monday,09:00,2026-08-27,yes\n' },
    );
    expect(planOf({ marks: HEAD + first }, later).counts).toMatchObject([{ unchanged: 1, refused: 0 }]);
  });
  test('other values under the same key are refused', () => {
    const plan = planOf({ marks: HEAD + row({ status: 'present' }) }, twice);
    expect(plan.refusals.map(sayRefusal)).toEqual([
      'marks.csv line 2: recorded_at "2026-11-09 09:40" is there already with other values; give a correction its own recorded_at; both stay on record',
    ]);
  });
  test('a correction with its own recorded_at is appended', () => {
    const plan = planOf({ marks: HEAD + row({ status: 'present', recorded_at: '2026-11-09 09:50' }) }, twice);
    expect(plan.marks).toMatchObject([{ status: 'present', recordedAt: instantAt('2026-11-09', '09:50') }]);
  });
});

describe('contract: a mark that changes an earlier one is an amendment, "imported"', () => {
  const at = (time: string, over: Partial<Record<string, string>>): string =>
    row({ recorded_at: `2026-11-09 ${time}`, ...over });
  const amendsOf = (...rows: string[]) =>
    planOf({ marks: HEAD + rows.join('') }, { ...held, marks: [] }, NOON).marks.map(({ status, amends }) => [
      status,
      amends?.was,
      amends?.why,
    ]);

  test.each<[string, string[], (string | undefined)[][]]>([
    ['a first mark amends nothing', [at('09:40', {})], [['absent', undefined, undefined]]],
    [
      'absent, then there after all',
      [at('09:40', {}), at('10:00', { status: 'late', arrived_at: '09:20' })],
      [
        ['absent', undefined, undefined],
        ['late', 'absent', 'imported'],
      ],
    ],
    [
      'in the order they were recorded, not of the lines',
      [at('10:00', { status: 'present' }), at('09:40', {})],
      [
        ['absent', undefined, undefined],
        ['present', 'absent', 'imported'],
      ],
    ],
    [
      'said again',
      [at('09:40', {}), at('10:00', {})],
      [
        ['absent', undefined, undefined],
        ['absent', undefined, undefined],
      ],
    ],
    [
      'there, left, and called absent by a register sent in again',
      [at('09:10', { status: 'present' }), at('10:00', { status: 'left', left_at: '09:50' }), at('10:05', {})],
      [
        ['present', undefined, undefined],
        ['left', undefined, undefined],
        ['absent', undefined, undefined],
      ],
    ],
  ])('%s', (_, rows, expected) => expect(amendsOf(...rows)).toEqual(expected));
});
