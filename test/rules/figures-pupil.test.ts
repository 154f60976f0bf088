import { checkCodes, type Finding } from '../../src/domain/figures/code-checker.ts';
import { academicYearStart, figuresOf, marksNeededFrom } from '../../src/domain/figures/figures.ts';
import { programmeAttendance, programmeSlots } from '../../src/domain/figures/programme.ts';
import { cellsOf, countCells, halfTerms, latestSchoolWeeks } from '../../src/domain/figures/school-weeks.ts';
import { daysOf, sessionsOf } from '../../src/domain/figures/sessions.ts';
import type { CalendarRow, Mark, PartnershipRecords, Pupil } from '../../src/domain/records.ts';
import { instantAt, momentOf } from '../../src/domain/time.ts';
import { ASHFIELD, aMark, aPlacement, aRow, ashfieldChain, calA, held, pupilT } from '../support/cal-a.ts';

const [MON, TUE, WED, THU, FRI] = ['2026-11-09', '2026-11-10', '2026-11-11', '2026-11-12', '2026-11-13'] as const;
const at = (text: string) => momentOf(instantAt(text.slice(0, 10), text.slice(11)));
const atBase = (date: string, over: Partial<Mark> = {}): Mark =>
  aMark('present', '12:50', { date, provision: 'base', arrive: '12:45', ...over });

interface Scene {
  marks?: Mark[];
  pupil?: Partial<Pupil>;
  over?: Partial<PartnershipRecords>;
  from?: string;
  now?: string;
}
function daysFor({ marks = [], pupil = {}, over = {}, from = MON, now = `${FRI} 16:00` }: Scene) {
  const child = pupilT(pupil);
  const moment = at(now);
  return daysOf({ pupil: child, held: held({ pupils: [child], marks, ...over }), from, to: moment.date, now: moment });
}
const sessionsFor = (scene: Scene) => sessionsOf(daysFor(scene));
const codesFor = (scene: Scene): string =>
  sessionsFor(scene)
    .map(({ code }) => (code === 'undecided' ? '?' : (code ?? '.')))
    .join(' ');
const findingsFor = (scene: Scene): string[] => {
  const days = daysFor(scene);
  return checkCodes(days, sessionsOf(days)).map(({ date, session, code, why }: Finding) =>
    [date, session, code, why].join(' '),
  );
};

describe('the sessions of a pupil', () => {
  test('R1.3: without marks nobody is present or absent; part-time and dual sessions need none', () => {
    expect(codesFor({})).toBe('. . . . . C2 . . D D');
  });
  test('trap 7: a register not returned is unmarked, one not due yet is no session', () => {
    expect(codesFor({ marks: [aMark('present', '09:01')], now: `${MON} 10:00` })).toBe('B');
    expect(codesFor({ now: `${MON} 13:20` })).toBe('. .');
  });
  test('a code that somebody must decide on is neither', () => {
    const partTime = { agreements: [] };
    expect(codesFor({ marks: [aMark('absent', '09:10', { reason: 'sent home' })], pupil: partTime })).toBe(
      '? . . . . ? . . D D',
    );
  });
  test('holidays have no sessions, a half day closed is #', () => {
    const closure: CalendarRow = { organisation: ASHFIELD, from: TUE, to: TUE, kind: 'closure', session: 'PM' };
    expect(codesFor({ from: '2026-10-17', now: '2026-10-26 16:00' })).toBe('');
    expect(codesFor({ over: { calendar: [...calA, closure] }, now: `${TUE} 16:00` })).toBe('. . . #');
  });
  test('nothing before the pupil’s first day or after the last', () => {
    expect(sessionsFor({ pupil: { startDate: TUE, endDate: WED } }).map(({ date }) => date)).toEqual([
      TUE,
      TUE,
      WED,
      WED,
    ]);
  });
  test('R2.14: what rests on a mark made at the school is not a proposal alone', () => {
    const home = { date: TUE, provision: ASHFIELD };
    const [am, pm] = sessionsFor({ from: TUE, marks: [aMark('present', '09:02', home)], now: `${TUE} 16:00` });
    expect([am, pm]).toMatchObject([{ code: '/' }, { code: null, proposed: true, why: 'no-home-mark' }]);
    expect(am).not.toHaveProperty('proposed');
  });
});

describe('the code checker (R3.12 and the constraints of 1.2)', () => {
  const home = (code: string, date: string = MON, over: Partial<Mark> = {}) =>
    aMark('present', '08:00', { date, provision: ASHFIELD, code, ...over });
  const away = (code: string, over: Partial<Mark> = {}) => aMark('absent', '09:10', { code, ...over });

  test.each<[string, Scene, string[]]>([
    ['a whole plain day', { marks: [aMark('present', '09:01'), atBase(MON)], now: `${MON} 16:00` }, []],
    [
      'R3.12: B filled in for a child whom nobody reported there',
      { marks: [home('B')], now: `${MON} 12:00` },
      [`${MON} AM B nobody-saw-them`],
    ],
    ['the same while the register is open', { marks: [home('B')], now: `${MON} 09:20` }, []],
    ['the same with a report', { marks: [home('B'), aMark('present', '09:01')], now: `${MON} 12:00` }, []],
    [
      'B where no placement is in force',
      { marks: [aMark('present', '09:01', { code: 'B' })], pupil: { placements: [] }, now: `${MON} 12:00` },
      [`${MON} AM B no-placement`, `${MON} AM B assurance-not-recorded`],
    ],
    [
      'R1.7: K without its legal basis',
      { marks: [aMark('present', '09:01', { code: 'K' })], now: `${MON} 12:00` },
      [`${MON} AM K no-la-basis`],
    ],
    ['D without dual registration', { marks: [home('D')], now: `${MON} 12:00` }, [`${MON} AM D not-dual`]],
    [
      'trap 6: a placement recorded as dual at an unregistered place',
      {
        marks: [home('D'), aMark('present', '09:01')],
        pupil: { placements: [aPlacement({ arrangement: 'dual' })] },
        now: `${MON} 12:00`,
      },
      [`${MON} AM B not-a-school`, `${MON} AM D not-a-school`],
    ],
    ['D at a school where the pupil is registered', { from: FRI, marks: [home('D', FRI)] }, []],
    ['C2 outside an agreement', { marks: [away('C2')], now: `${MON} 12:00` }, [`${MON} AM C2 no-agreement`]],
    [
      'C2 after the agreement ended',
      {
        from: WED,
        marks: [home('C2', WED, { status: 'absent', arrive: '13:00' })],
        pupil: { agreements: [{ from: '2026-09-02', to: '2026-10-30', weekday: 'wednesday', session: 'PM' }] },
        now: `${WED} 12:40`,
      },
      [`${WED} PM C2 agreement-ended`],
    ],
    ['E without a suspension', { marks: [away('E')], now: `${MON} 12:00` }, [`${MON} AM E no-suspension`]],
    [
      'E from the sixth day (W18)',
      {
        pupil: { timetable: [], agreements: [], suspensions: [{ from: '2026-11-06', kind: 'suspended' }] },
        now: `${FRI} 16:00`,
      },
      [`${FRI} AM E sixth-day`, `${FRI} PM E sixth-day`],
    ],
    ['R1.6, trap 5: X of compulsory age', { marks: [away('X')], now: `${MON} 12:00` }, [`${MON} AM X compulsory-age`]],
    ['a Y code without its cause', { marks: [away('Y2')], now: `${MON} 12:00` }, [`${MON} AM Y2 no-reason-given`]],
    ['a Y code with it', { marks: [away('Y2', { reason: 'floods' })], now: `${MON} 12:00` }, []],
    [
      'M18: Y4 for a provision',
      { marks: [away('Y4', { reason: 'boiler' })], now: `${MON} 12:00` },
      [`${MON} AM Y4 not-the-schools-site`],
    ],
    ['# on a school day', { marks: [home('#')], now: `${MON} 12:00` }, [`${MON} AM # school-open`]],
    [
      'R3.3: U without a time after the close',
      { marks: [aMark('late', '09:20', { code: 'U', arrivedAt: '09:20' })], now: `${MON} 12:00` },
      [`${MON} AM U no-time-after-close`],
    ],
    ['U with it', { marks: [aMark('late', '09:50', { code: 'U', arrivedAt: '09:45' })], now: `${MON} 12:00` }, []],
    ['/ in the afternoon', { marks: [atBase(MON, { code: '/' })], now: `${MON} 16:00` }, [`${MON} PM / other-half`]],
    ['1.3: H, withdrawn', { marks: [away('H')], now: `${MON} 12:00` }, [`${MON} AM H withdrawn`]],
    ['1.3: Y without its number', { marks: [away('Y')], now: `${MON} 12:00` }, [`${MON} AM Y bare-family`]],
    ['R1.4: a zero', { marks: [away('0')], now: `${MON} 12:00` }, [`${MON} AM 0 no-code`]],
    [
      'R1.5: H before 19 August 2024 stands',
      {
        from: '2024-07-01',
        marks: [aMark('absent', '09:10', { date: '2024-07-01', code: 'H' })],
        pupil: { startDate: '2024-06-01' },
        over: { calendar: [] },
        now: '2024-07-01 12:00',
      },
      [],
    ],
    [
      'R3.6: a code that was corrected since',
      { marks: [away('C2'), aMark('absent', '10:00', { code: 'I' })], now: `${MON} 12:00` },
      [],
    ],
  ])('%s', (_what, scene, expected) => {
    const found = findingsFor(scene);
    expect(found.filter((line) => !line.includes('assurance') || expected.includes(line)).toSorted()).toEqual(
      expected.toSorted(),
    );
  });

  test('R3.9: an N is overdue from the day after its legal deadline', () => {
    const scene = { marks: [aMark('absent', '09:10')], from: MON };
    const overdue = (now: string) => findingsFor({ ...scene, now }).filter((line) => line.endsWith('n-overdue'));
    expect(overdue('2026-11-16 16:00')).toEqual([]);
    expect(overdue('2026-11-17 08:00')).toEqual([`${MON} AM N n-overdue`]);
  });

  test('R2.9: illness longer than ten sessions in a row', () => {
    const ill = (date: string): Mark[] => [
      aMark('absent', '09:10', { date, code: 'I', provision: 'base' }),
      atBase(date, { status: 'absent', code: 'I' }),
    ];
    const timetable = (['monday', 'tuesday', 'wednesday', 'thursday', 'friday'] as const).map((weekday) =>
      aRow(weekday, 'base', '09:00', '15:45'),
    );
    const week = [MON, TUE, WED, THU, FRI];
    const scene = (dates: string[]) => ({
      marks: dates.flatMap(ill),
      pupil: { timetable, agreements: [] },
      now: `${dates.at(-1)} 16:00`,
    });
    expect(findingsFor(scene(week))).toEqual([]);
    expect(findingsFor(scene([...week, '2026-11-16']))).toEqual(['2026-11-16 AM I illness-evidence']);
  });
});

describe('the figures of a year', () => {
  test.each([
    ['2026-07-31', '2025-08-01'],
    ['2026-08-01', '2026-08-01'],
    ['2027-01-05', '2026-08-01'],
  ])('R7.5, trap 11: the academic year of %s begins on %s', (date, start) => {
    expect(academicYearStart(date)).toBe(start);
  });

  const figures = (scene: Scene) => {
    const child = pupilT(scene.pupil);
    return figuresOf(child, held({ pupils: [child], marks: scene.marks ?? [] }), at(scene.now ?? `${FRI} 16:00`));
  };

  test('R2.8: marks change only the sessions they speak of; what is unmarked stands beside', () => {
    const { year, unmarkedAtSchool, from, reasonsOpen } = figures({
      marks: [aMark('present', '09:01'), atBase(MON, { status: 'absent' })],
    });
    expect(year).toMatchObject({ aea: 1, unauth: 1, provisional: true });
    expect(unmarkedAtSchool).toBeGreaterThan(10);
    expect(from).toBe('2026-08-27');
    expect(reasonsOpen).toEqual([
      { date: MON, session: 'PM', legal: '2026-11-16', aim: '2026-11-16', calendarEnds: false, overdue: false },
    ]);
  });

  test('change since the first placement, where marks before it are held', () => {
    const placements = [aPlacement({ provision: 'base', startDate: TUE }), aPlacement({ startDate: WED })];
    const before = aMark('absent', '09:10', { code: 'I' });
    const since = atBase(THU, { arrive: '09:00', arrivedAt: '09:00' });
    expect(figures({ marks: [before, since], pupil: { placements, agreements: [] } }).placement).toMatchObject({
      start: TUE,
      before: { possible: 1, attended: 0 },
      since: { possible: 1, attended: 1 },
    });
    expect(figures({ marks: [since], pupil: { placements, agreements: [] } }).placement).not.toHaveProperty('before');
    expect(figures({ pupil: { placements: [] } }).placement).toBeUndefined();
    expect(figures({ pupil: { placements: [aPlacement({ startDate: '2026-12-01' })] } }).placement).toBeUndefined();
  });

  test('R2.12: marks are needed from before the year, but never from before the pupil came', () => {
    const long = pupilT({ startDate: '2024-09-01' });
    expect(marksNeededFrom(long, MON) < '2026-05-01').toBe(true);
    expect(marksNeededFrom(pupilT(), MON)).toBe('2026-08-27');
  });
});

describe('the latest school weeks', () => {
  const school = { calendar: calA, chain: ashfieldChain };

  test('R2.11: weeks without school are skipped, this one is the last', () => {
    expect(latestSchoolWeeks({ ...school, today: MON }, 4)).toEqual(['2026-10-12', '2026-10-26', '2026-11-02', MON]);
    expect(latestSchoolWeeks({ ...school, today: '2026-10-21' }, 1)).toEqual(['2026-10-12']);
    expect(latestSchoolWeeks({ ...school, today: '2026-08-28' }, 4)).toEqual(['2026-08-24']);
  });

  test('the half-terms of a year: runs of weeks, the present one the last, in every cell of which a session or none', () => {
    expect(halfTerms({ ...school, today: MON }, '2026-08-01').map((weeks) => [weeks[0], weeks.at(-1)])).toEqual([
      ['2026-08-24', '2026-10-12'],
      ['2026-10-26', MON],
    ]);
    expect(halfTerms({ ...school, today: '2027-07-31' }, '2026-08-01')).toHaveLength(6);
    expect(halfTerms({ ...school, today: '2026-08-20' }, '2026-08-01')).toEqual([]);
    expect(halfTerms({ ...school, today: '2026-10-21' }, '2026-10-01').flat()).toEqual([
      '2026-09-28',
      '2026-10-05',
      '2026-10-12',
    ]);
    const child = pupilT();
    const { halfTerms: year, weeks } = figuresOf(child, held({ pupils: [child], marks: [] }), at(`${FRI} 16:00`));
    expect(year.flat().slice(-weeks.length)).toEqual(weeks);
  });

  test('R9.3: an illness looks like an appointment, detention like a day without transport', () => {
    const on = (am: 'I' | 'M' | 'E' | 'Y5' | 'Y1') =>
      cellsOf({ ...school, today: FRI }, [MON], [{ date: MON, session: 'AM', code: am }]);
    expect(on('I')).toEqual(on('M'));
    expect(on('E')).toEqual(on('M'));
    expect(on('Y5')).toEqual(on('Y1'));
  });

  test('days shut are closed, days to come are blank', () => {
    const cells = cellsOf(
      { ...school, today: '2026-10-27' },
      ['2026-10-26'],
      [{ date: '2026-10-27', session: 'AM', code: '/' }],
    );
    expect(countCells(cells)).toEqual([
      { kind: 'attended', count: 1 },
      { kind: 'closed', count: 2 },
      { kind: 'blank', count: 7 },
    ]);
  });
});

describe('programme attendance (2.1)', () => {
  const child = pupilT();
  const slots = (marks: Mark[], now = `${MON} 16:00`, provisions = ['oak-farm', 'base']) =>
    programmeSlots(
      { pupil: child, held: held({ pupils: [child], marks }), from: MON, to: MON, now: at(now) },
      provisions,
    );

  test.each<[string, Mark[], object]>([
    ['nothing returned', [], { expected: 2, attended: 0, unmarked: 2 }],
    [
      'there, and not there',
      [aMark('present', '09:01'), atBase(MON, { status: 'absent' })],
      { expected: 2, attended: 1, unmarked: 0 },
    ],
    [
      'left early after arriving',
      [aMark('present', '09:01'), aMark('left', '10:30', { leftAt: '10:30' })],
      { expected: 2, attended: 1, unmarked: 1 },
    ],
    [
      'left, and nobody ever said that they came',
      [aMark('left', '10:30', { leftAt: '10:30' })],
      { expected: 2, attended: 0, unmarked: 2 },
    ],
  ])('%s', (_what, marks, expected) => {
    expect(programmeAttendance(slots(marks))).toEqual(expected);
  });

  test('R7.15: only slots of the provisions asked for, and only those that have been', () => {
    expect(slots([], `${MON} 16:00`, ['base'])).toHaveLength(1);
    expect(slots([], `${MON} 10:00`)).toHaveLength(1);
  });
});
