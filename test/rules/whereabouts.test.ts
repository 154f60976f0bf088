import type { Mark, MarkStatus, PartnershipRecords, Pupil } from '../../src/domain/records.ts';
import { instantAt, momentOf } from '../../src/domain/time.ts';
import { whereabouts } from '../../src/domain/whereabouts.ts';
import type { Asked, Whereabouts } from '../../src/domain/whereabouts.ts';
import { sayWhereabouts } from '../../src/texts/whereabouts.ts';
import { ASHFIELD, BIRCHWOOD, aMark, aRow, calA, held, pupilT } from '../support/cal-a.ts';

const [MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY] = [
  '2026-11-09',
  '2026-11-10',
  '2026-11-11',
  '2026-11-12',
  '2026-11-13',
] as const;
const staff: Asked['audience'] = { kind: 'partnership' };
const baseStaff: Asked['audience'] = { kind: 'provision', provisions: ['base'] };
const school: Asked['audience'] = { kind: 'school' };

interface Scene {
  marks?: Mark[];
  pupil?: Pupil;
  audience?: Asked['audience'];
  records?: Partial<PartnershipRecords>;
  /** `2026-11-09 10:00`; asked about another moment than `when`. */
  askedAt?: string;
}
const instantOf = (text: string): number => instantAt(text.slice(0, 10), text.slice(11));

/** What is answered about `when`, `2026-11-09 09:10`, which is now unless `askedAt` says otherwise. */
function ask(when: string, { marks = [], pupil = pupilT(), audience = staff, records, askedAt }: Scene = {}) {
  const moment = momentOf(instantOf(when));
  const now = askedAt === undefined ? moment : momentOf(instantOf(askedAt));
  return whereabouts({
    pupil,
    held: held({ pupils: [pupil], marks, ...records }),
    moment,
    now,
    audience,
    plan: askedAt !== undefined,
    coordinator: { name: 'Jo Bell', phone: '01632 960900' },
  });
}
const say = (w: Whereabouts) => sayWhereabouts(w, { displayName: 'Alfie Smith', school: 'Ashfield Academy', year: 10 });
const allWords = (w: Whereabouts): string => Object.values(say(w)).join(' | ');

const atBase = (status: MarkStatus, recorded: string, over: Partial<Mark> = {}): Mark =>
  aMark(status, recorded, { provision: 'base', arrive: '12:45', recordedBy: 'office@base.example', ...over });
const present = aMark('present', '09:02');

const examples: [id: string, scene: [when: string, scene?: Scene], state: string, words: string[], values: object][] = [
  ['Q1', [`${MONDAY} 08:30`], 'A16', ['Outside programme hours.', 'Next: Oak Farm today, 09:00–12:00.'], {}],
  [
    'Q2',
    [`${MONDAY} 09:10`],
    'A9',
    ['Expected at Oak Farm since 09:00; register open until 09:30.', 'Ring Oak Farm on 01632 960001.'],
    { slot: { registerUntil: '09:30' } },
  ],
  [
    'Q3',
    [`${MONDAY} 09:20`, { marks: [present] }],
    'A4',
    ['Marked present at Oak Farm at 09:02 by office@oakfarm.example. Slot ends 12:00.', '18 minutes old.'],
    { evidence: { ageMinutes: 18, stale: false } },
  ],
  [
    'Q4',
    [`${MONDAY} 09:40`],
    'A10',
    ['Not confirmed: Oak Farm has not returned its register. We are asking.', 'Nothing confirmed today.'],
    {},
  ],
  [
    'Q5',
    [`${MONDAY} 09:40`, { marks: [aMark('absent', '09:35')] }],
    'A8',
    ['Not at Oak Farm; reason not yet known. Being followed up since 09:35 by the partnership.'],
    {},
  ],
  [
    'Q6',
    [`${MONDAY} 10:15`, { marks: [aMark('late', '10:06', { arrivedAt: '10:05' })] }],
    'A4',
    ['arrived 10:05, late', '(recorded at 10:06)', '10 minutes old'],
    { evidence: { late: true, at: '10:05' } },
  ],
  [
    'Q7',
    [`${MONDAY} 11:30`, { marks: [present] }],
    'A4',
    ['148 minutes old, which may be out of date.', 'Slot ends 12:00.'],
    { evidence: { ageMinutes: 148, stale: true } },
  ],
  [
    'Q8',
    [`${MONDAY} 12:20`, { marks: [present] }],
    'A11',
    ['Due to travel Oak Farm to Base 12:00–12:45 (taxi); last confirmed Oak Farm 09:02.', 'that slot ended at 12:00'],
    { lastConfirmed: { at: '09:02', stale: true } },
  ],
  [
    'Q9',
    [`${MONDAY} 13:05`, { marks: [present] }],
    'A9',
    ['Expected at Base since 12:45; register open until 13:15.', 'Last confirmed: marked present at Oak Farm at 09:02'],
    { lastConfirmed: { place: { code: 'oak-farm' } } },
  ],
  [
    'Q10',
    [`${MONDAY} 13:20`, { marks: [present, atBase('absent', '13:16')] }],
    'A1',
    [
      'We are trying to establish whereabouts. Speak to the coordinator.',
      'Last confirmed: marked present at Oak Farm',
      '999',
    ],
    { why: 'not-arrived' },
  ],
  [
    'Q11',
    [`${MONDAY} 10:00`, { marks: [present, aMark('left', '09:55', { leftAt: '09:50' })] }],
    'A1',
    ['Speak to the coordinator.', 'left Oak Farm at 09:50 (no reason given)', 'Next: Base today'],
    { why: 'left', evidence: { at: '09:50' } },
  ],
  [
    'Q12',
    [`${TUESDAY} 10:00`],
    'A14',
    [
      'Home-school day: due at Ashfield Academy; we hold no mark.',
      'Ring the office of Ashfield Academy on 01632 960100.',
    ],
    { why: 'due-in-school' },
  ],
  [
    'Q13',
    [`${WEDNESDAY} 13:30`, { marks: [aMark('present', '09:02', { date: WEDNESDAY })] }],
    'A13',
    ['Nothing timetabled now.', 'Part-time timetable: not expected this afternoon.'],
    { partTime: { state: 'covered' } },
  ],
  [
    'Q14',
    [`${THURSDAY} 12:20`, { marks: [aMark('present', '09:01', { date: THURSDAY, provision: 'base' })] }],
    'A12',
    ['Lunch until 12:45 planned at Base; on site, supervised.'],
    {},
  ],
  [
    'Q15',
    [`${FRIDAY} 10:00`],
    'A14',
    ['Due at Northvale PRU (registered there); no mark held.', 'Ring Northvale PRU on 01632 960003.'],
    { why: 'due-where-registered' },
  ],
  [
    'Q16 before the register closes',
    ['2026-10-26 09:10'],
    'A9',
    ['Expected at Oak Farm since 09:00', 'Home school: closed (INSET day).'],
    { homeSchool: { shut: { kind: 'inset' } } },
  ],
  [
    'Q16 with a mark',
    ['2026-10-26 10:00', { marks: [aMark('present', '09:03', { date: '2026-10-26' })] }],
    'A4',
    ['Marked present at Oak Farm at 09:03', 'Home school: closed (INSET day).'],
    {},
  ],
  [
    'Q17',
    ['2026-10-20 10:00'],
    'A15',
    [
      'Ashfield Academy is closed today (holiday: Half term).',
      'Next: Oak Farm on Monday 26 October, 09:00–12:00 (home school closed: INSET day).',
    ],
    { place: { code: ASHFIELD } },
  ],
  [
    'Q18',
    [`${MONDAY} 10:00`, { marks: [aMark('absent', '08:20', { recordedBy: 'parent', code: 'I' })] }],
    'A7',
    ['Absent today: ill (reported 08:20 by parent).'],
    { category: 'ill' },
  ],
  [
    'Q21',
    [`${MONDAY} 09:20`, { marks: [present, atBase('present', '09:10')] }],
    'A2',
    [
      'Two marks disagree. Contact the coordinator.',
      'Oak Farm at 09:02 by office@oakfarm',
      'Base at 09:10 by office@base',
    ],
    {},
  ],
  [
    'Q21, Base’s mark kept as evidence',
    [`${MONDAY} 09:20`, { marks: [present, atBase('present', '09:10', { arrive: '09:10', arrivedAt: '09:10' })] }],
    'A2',
    ['Two marks disagree.'],
    {},
  ],
  ['Q22', ['2026-10-25 01:30'], 'A16', ['Outside programme hours.', 'Next: Oak Farm tomorrow, 09:00–12:00'], {}],
  ['Q23 in winter', [`${MONDAY} 00:10`], 'A16', ['Next: Oak Farm today, 09:00–12:00.'], {}],
  ['Q23 in summer', ['2027-07-05 00:10'], 'A16', ['Next: Oak Farm today, 09:00–12:00.'], {}],
  [
    'Q24',
    [`${THURSDAY} 11:00`, { askedAt: `${WEDNESDAY} 10:00` }],
    'A9',
    ['Plan for tomorrow at 11:00: Timetabled to be at Base 09:00–12:00.', 'No evidence yet.'],
    { plan: true, held: [] },
  ],
];

describe('the examples of 7.4 with timetable T', () => {
  test.each(examples)('%s', (_id, [when, scene], state, words, values) => {
    const w = ask(when, scene);
    expect(w).toMatchObject({ state, ...values });
    for (const part of words) expect(allWords(w)).toContain(part);
  });

  test('Q10 before the register has closed, R4.10: not missing yet, but not here', () => {
    expect(ask(`${MONDAY} 13:10`, { marks: [present, atBase('absent', '13:05')] }).state).toBe('A8');
  });

  test('Q15, R1.8: never "absent" for a silent PRU', () => {
    expect(allWords(ask(`${FRIDAY} 10:00`))).not.toMatch(/absent/i);
  });

  test('Q19, R7.15: Base staff hear "not expected with you until 12:45" only', () => {
    const w = ask(`${MONDAY} 09:20`, { marks: [present], audience: baseStaff });
    expect(say(w).headline).toBe('Not expected with you until 12:45.');
    expect(w).toMatchObject({ held: [], next: { place: { code: 'base' }, start: '12:45' } });
    expect(JSON.stringify([w, say(w)])).not.toMatch(/oak|pru|960001|960003|Academy closed/i);
  });

  test('Q20 and A0 are decided before, by scope: other provisions’ staff are told of no slot', () => {
    const w = ask(`${MONDAY} 09:20`, { marks: [present], audience: { kind: 'provision', provisions: ['elsewhere'] } });
    expect(w).toMatchObject({ state: 'A14', why: 'not-with-you', held: [], planned: [] });
    expect(w.next).toBeUndefined();
  });
});

const leftWith = (reason: string | undefined, over: Partial<Mark> = {}) =>
  aMark('left', '10:01', { leftAt: '10:00', ...(reason && { reason }), ...over });
const rungs: [name: string, when: string, scene: Scene, state: string, values: object][] = [
  ['A1 stays while Base has returned nothing', `${MONDAY} 13:40`, { marks: [present, leftWith(undefined)] }, 'A1', {}],
  [
    'A1 ends when Base sees the child',
    `${MONDAY} 13:40`,
    { marks: [present, leftWith(undefined), atBase('present', '12:50')] },
    'A4',
    { evidence: { place: { code: 'base' } } },
  ],
  [
    'A1 is for the day itself: a register not returned is A10',
    `${MONDAY} 13:40`,
    { marks: [present] },
    'A10',
    { lastConfirmed: { at: '09:02' } },
  ],
  [
    'A3 holds until the next slot',
    `${MONDAY} 12:20`,
    { marks: [present, leftWith('collected')] },
    'A3',
    { evidence: { category: 'other' } },
  ],
  [
    'A1, R3.6: a reason told and taken back',
    `${MONDAY} 10:30`,
    { marks: [present, leftWith(undefined), aMark('absent', '10:05', { code: 'I' }), aMark('absent', '10:20')] },
    'A1',
    { why: 'left' },
  ],
  [
    'A1, R4.10: a mark from before they left finds nobody',
    `${MONDAY} 13:20`,
    { marks: [present, atBase('present', '09:10'), aMark('left', '09:55', { leftAt: '09:50' })] },
    'A1',
    { why: 'left' },
  ],
  [
    'A1, R4.10: came after the end of the first slot, then not at Base',
    `${MONDAY} 13:20`,
    { marks: [aMark('late', '12:11', { arrivedAt: '12:10' }), atBase('absent', '13:16')] },
    'A1',
    { why: 'not-arrived' },
  ],
  [
    'A1, R4.11: last confirmed when they left at the end',
    `${MONDAY} 13:20`,
    { marks: [present, aMark('left', '12:01', { leftAt: '12:00' }), atBase('absent', '13:16')] },
    'A1',
    { lastConfirmed: { status: 'left', at: '12:00' } },
  ],
  [
    'A4 for who left and came back is not late',
    `${MONDAY} 11:30`,
    { marks: [present, leftWith(undefined), aMark('present', '11:00', { arrivedAt: '10:55' })] },
    'A4',
    { evidence: { at: '10:55', late: false } },
  ],
  ['A3 ends when the next slot starts', `${MONDAY} 12:50`, { marks: [present, leftWith('collected')] }, 'A9', {}],
  [
    'A3 holds until 18:00 where nothing follows',
    `${WEDNESDAY} 17:59`,
    { marks: [aMark('present', '09:02', { date: WEDNESDAY }), leftWith('collected', { date: WEDNESDAY })] },
    'A3',
    {},
  ],
  [
    'A3 gives way to A5 at 18:00',
    `${WEDNESDAY} 18:00`,
    { marks: [aMark('present', '09:02', { date: WEDNESDAY }), leftWith('collected', { date: WEDNESDAY })] },
    'A5',
    { evidence: { status: 'left' } },
  ],
  ['A4 on early arrival', `${MONDAY} 08:55`, { marks: [aMark('present', '08:52')] }, 'A4', {}],
  [
    'A5 after the last slot',
    `${MONDAY} 15:50`,
    { marks: [present, atBase('present', '12:50')] },
    'A5',
    { evidence: { at: '12:50', stale: true } },
  ],
  [
    'A6 at the home site',
    `${TUESDAY} 10:00`,
    { marks: [aMark('present', '09:05', { date: TUESDAY, provision: ASHFIELD, code: '/' })] },
    'A6',
    {},
  ],
  [
    'A14, R7.13: a pre-filled B is no evidence',
    `${TUESDAY} 10:00`,
    { marks: [aMark('present', '09:05', { date: TUESDAY, provision: ASHFIELD, code: 'B' })] },
    'A14',
    { held: [] },
  ],
  ['A7 before the day starts', `${MONDAY} 08:30`, { marks: [aMark('absent', '08:20', { code: 'I' })] }, 'A7', {}],
  ['A8 holds over the midday gap', `${MONDAY} 12:20`, { marks: [aMark('absent', '09:35')] }, 'A8', {}],
  [
    'A9 with what was said of the morning',
    `${MONDAY} 13:00`,
    { marks: [aMark('absent', '09:35')] },
    'A9',
    { held: [{ status: 'absent' }] },
  ],
  ['A10 holds until the next slot', `${MONDAY} 12:20`, {}, 'A10', {}],
  ['A10 holds until 18:00', `${WEDNESDAY} 17:59`, {}, 'A10', {}],
  ['A16 at 18:00 without a mark', `${WEDNESDAY} 18:00`, {}, 'A16', {}],
  [
    'A14 for a leaver, even in the holidays',
    '2026-10-20 10:00',
    { pupil: pupilT({ endDate: '2026-10-01' }) },
    'A14',
    { why: 'left', on: '2026-10-01' },
  ],
  [
    'A14 for a starter',
    `${MONDAY} 10:00`,
    { pupil: pupilT({ startDate: '2026-11-16' }) },
    'A14',
    { why: 'not-started', next: { date: '2026-11-16' } },
  ],
  [
    'A14 while suspended',
    `${TUESDAY} 10:00`,
    { pupil: pupilT({ suspensions: [{ from: MONDAY, to: TUESDAY, kind: 'suspended' }] }) },
    'A14',
    { why: 'suspended' },
  ],
  [
    'A14 with nothing timetabled',
    `${MONDAY} 10:00`,
    { pupil: pupilT({ timetable: [] }) },
    'A14',
    { why: 'nothing-timetabled' },
  ],
  [
    'A15 where the provision is shut',
    `${MONDAY} 10:00`,
    {
      records: {
        calendar: [...calA, { organisation: 'oak-farm', from: MONDAY, to: MONDAY, kind: 'closure', note: 'flood' }],
      },
    },
    'A15',
    { place: { code: 'oak-farm' }, next: { place: { code: 'base' } } },
  ],
  [
    'A7 before A15: ill, told of a place that turned out to be shut',
    `${MONDAY} 10:00`,
    {
      marks: [aMark('absent', '08:10', { code: 'I' })],
      records: { calendar: [...calA, { organisation: 'oak-farm', from: MONDAY, to: MONDAY, kind: 'closure' }] },
    },
    'A7',
    { category: 'ill' },
  ],
  [
    'A15 where the provision is on holiday and the school is not',
    `${WEDNESDAY} 10:00`,
    { records: { calendar: [...calA, { organisation: 'oak-farm', from: WEDNESDAY, to: WEDNESDAY, kind: 'holiday' }] } },
    'A15',
    { place: { code: 'oak-farm' } },
  ],
  ['A16 at the weekend of a holiday', '2026-10-24 10:00', {}, 'A16', {}],
  [
    'A4, M4: arrived after the end and still there',
    `${MONDAY} 12:20`,
    { marks: [aMark('late', '12:11', { arrivedAt: '12:10' })] },
    'A4',
    { evidence: { at: '12:10' } },
  ],
  [
    'A13 between two far-apart slots',
    `${MONDAY} 11:00`,
    {
      pupil: pupilT({
        timetable: [aRow('monday', 'oak-farm', '09:00', '10:00'), aRow('monday', 'base', '12:45', '15:45')],
      }),
      marks: [present],
    },
    'A13',
    {},
  ],
  [
    'a mark recorded ahead of the clock counts for nothing',
    `${MONDAY} 09:40`,
    { marks: [aMark('present', '09:45')] },
    'A10',
    { held: [] },
  ],
  [
    'R7.16: a past moment, with what was recorded since',
    `${MONDAY} 10:00`,
    { marks: [aMark('present', '09:02', { recordedAt: instantAt(TUESDAY, '08:30') })], askedAt: `${FRIDAY} 09:00` },
    'A4',
    { evidence: { timeKnown: false, recorded: { date: TUESDAY } } },
  ],
  [
    'R7.16: a past moment before the arrival',
    `${MONDAY} 09:45`,
    { marks: [aMark('late', '10:06', { arrivedAt: '10:05' })], askedAt: `${FRIDAY} 09:00` },
    'A10',
    { held: [], later: [{ at: '10:05' }] },
  ],
  [
    'R7.16: the timetable version of that date',
    `${MONDAY} 10:00`,
    {
      pupil: pupilT({
        timetable: [
          aRow('monday', 'base', '09:00', '12:00', { validTo: '2026-11-08' }),
          aRow('monday', 'pru', '09:00', '12:00', { validFrom: MONDAY }),
        ],
      }),
      askedAt: '2026-11-06 09:00',
    },
    'A9',
    { slot: { place: { code: 'pru' } } },
  ],
  ['a time to come never has a register overdue', `${MONDAY} 14:00`, { askedAt: `${MONDAY} 10:00` }, 'A9', {}],
];

describe('the rungs of 7.2', () => {
  test.each(rungs)('%s', (_name, when, scene, state, values) => {
    expect(ask(when, scene)).toMatchObject({ state, ...values });
  });

  test('S1: a school is sent to the coordinator, not to the provision; partnership staff to the provision', () => {
    expect(ask(`${MONDAY} 09:40`, { audience: school }).ring).toEqual([
      { whom: 'coordinator', name: 'Jo Bell', phone: '01632 960900' },
    ]);
    expect(ask(`${MONDAY} 09:40`).ring).toEqual([{ whom: 'provision', name: 'Oak Farm', phone: '01632 960001' }]);
  });

  test('R7.11: a place that waits tomorrow is not rung about today; the one that last saw the pupil is', () => {
    const marks = [aMark('present', '09:02', { date: WEDNESDAY })];
    expect(ask(`${WEDNESDAY} 13:30`, { marks }).ring).toMatchObject([{ name: 'Oak Farm' }]);
    expect(ask('2026-11-08 10:00').ring).toMatchObject([{ whom: 'coordinator' }]);
    expect(ask(`${MONDAY} 08:30`).ring).toMatchObject([{ name: 'Oak Farm' }]);
  });

  test('a slot left behind at a former school is named by it', () => {
    const w = ask(`${TUESDAY} 10:00`, { pupil: pupilT({ schoolUrn: BIRCHWOOD }) });
    expect(w.planned[0]?.place).toMatchObject({ name: 'Ashfield Academy', atHome: false });
  });

  test('A7, 9.2: provision staff learn of no appointment', () => {
    const marks = [aMark('absent', '08:20', { code: 'M', recordedBy: 'parent' })];
    const audience: Asked['audience'] = { kind: 'provision', provisions: ['oak-farm'] };
    expect(ask(`${MONDAY} 10:00`, { marks, audience })).toMatchObject({ state: 'A7', category: 'withheld' });
    expect(ask(`${MONDAY} 10:00`, { marks })).toMatchObject({ state: 'A7', category: 'appointment' });
  });
});
