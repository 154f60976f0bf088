import { proposeCode } from '../../src/domain/proposal.ts';
import { channelCode, namesCode } from '../../src/domain/shown-code.ts';
import { instantAt, momentOf } from '../../src/domain/time.ts';
import { isPastSchoolAge } from '../../src/domain/school-age.ts';
import { codes } from '../../src/domain/codes.ts';
import type { Proposal } from '../../src/domain/proposal.ts';
import type { CalendarRow, Mark, PartnershipRecords, Pupil, Session } from '../../src/domain/records.ts';
import type { LocalDate, LocalTime } from '../../src/domain/time.ts';
import {
  ASHFIELD,
  PARTNERSHIP,
  aMark,
  aPlacement,
  aProvision,
  aPupil,
  aRow,
  base,
  calA,
  held,
  oakFarm,
  pru,
  pupilT,
} from '../support/cal-a.ts';

const MONDAY: LocalDate = '2026-11-09';

interface Case {
  pupil?: Pupil;
  date?: LocalDate;
  session?: Session;
  at?: LocalTime;
  marks?: Mark[];
  over?: Partial<PartnershipRecords>;
}

function propose({ pupil = pupilT(), date = MONDAY, session = 'AM', at = '10:30', marks = [], over }: Case): Proposal {
  const now = momentOf(instantAt(date, at));
  return proposeCode({ pupil, date, session, held: held({ pupils: [pupil], marks, ...over }), now });
}

/** A proposal in one short line: the code with its minutes, flags and gaps; or why there is none. */
function brief(proposal: Proposal): string {
  const marks = [...proposal.flags, ...(proposal.kind === 'code' ? proposal.gaps : [])];
  const late = proposal.kind === 'code' && proposal.minutesLate ? ` +${proposal.minutesLate}` : '';
  const what = proposal.kind === 'code' ? proposal.code : `${proposal.kind}: ${proposal.why}`;
  return [what + late, ...marks].join(', ');
}

const late = (arrivedAt: LocalTime, over: Partial<Mark> = {}): Mark => aMark('late', arrivedAt, { arrivedAt, ...over });
const notHere = (over: Partial<Mark> = {}): Mark => aMark('absent', '09:38', over);
const here = (over: Partial<Mark> = {}): Mark => aMark('present', '09:02', { arrivedAt: '09:00', ...over });
const closure = (organisation: string, date = MONDAY): CalendarRow => ({
  organisation,
  from: date,
  to: date,
  kind: 'closure',
});
const placedAs = (over: Parameters<typeof aPlacement>[0]): Pupil =>
  pupilT({ placements: [aPlacement(over), aPlacement({ provision: 'base' })] });
const withOakFarm = (over: Parameters<typeof aProvision>[0]): Partial<PartnershipRecords> => ({
  provisions: [aProvision(over), base, pru],
});
const bornForYear11 = '2011-03-04';
const wednesdayOff = (from: LocalDate, to: LocalDate) => [{ from, to, weekday: 'wednesday', session: 'PM' } as const];
const atPru = (over: Partial<Mark> = {}): Mark => notHere({ provision: 'pru', ...over });
/** Two places in one morning (M20). */
const twoPlaces = pupilT({
  timetable: [aRow('monday', 'oak-farm', '09:00', '10:15'), aRow('monday', 'base', '10:45', '12:00')],
});
const atSecond = (over: Partial<Mark>): Mark =>
  aMark('present', '10:50', { provision: 'base', arrive: '10:45', ...over });
const suspendedFrom = (from: LocalDate, over: Partial<Pupil> = {}): Pupil =>
  aPupil({ suspensions: [{ from, kind: 'suspended' }], ...over });

describe('1.5 the examples', () => {
  test.each<[string, Case, string]>([
    ['M1 partnership placement, all checks true, present', { marks: [here()] }, 'B'],
    ['M2 arrives 09:20, register still open', { marks: [late('09:20')] }, 'B +20'],
    ['M3 arrives 09:47, after the close', { marks: [late('09:47')] }, 'U +47, home-school-decides'],
    [
      '1.4 left with leave and came back after the close: registration stands',
      {
        at: '11:30',
        marks: [here(), aMark('left', '09:55', { leftAt: '09:50' }), aMark('present', '11:00', { arrivedAt: '10:55' })],
      },
      'B',
    ],
    [
      '1.4 left, then called absent without a reason: registration stands',
      {
        marks: [
          here(),
          aMark('left', '09:55', { leftAt: '09:50' }),
          notHere({ recordedAt: instantAt(MONDAY, '10:20') }),
        ],
      },
      'B',
    ],
    [
      '1.4 left, with the time they came in the same mark',
      { at: '11:30', marks: [aMark('left', '11:05', { arrivedAt: '09:00', leftAt: '11:05' })] },
      'B',
    ],
    [
      'R1.1 marked before the session has begun',
      { at: '08:55', marks: [aMark('present', '08:52')] },
      'none: not-due-yet',
    ],
    ['M4 arrives 12:10, after the end: AM stays N', { marks: [notHere(), late('12:10')], at: '12:20' }, 'N'],
    ['M4 the same with nothing said before', { marks: [late('12:10')], at: '12:20' }, 'N'],
    ['M4 PM is judged on its own', { marks: [late('12:10')], session: 'PM', at: '12:20' }, 'none: not-due-yet'],
    ['M5 not here, no reason', { marks: [notHere()] }, 'N'],
    [
      'M6 then a parent says flu and the code is decided',
      { marks: [notHere(), aMark('absent', '10:05', { code: 'I' })] },
      'I',
    ],
    [
      'M6 words alone decide no code',
      { marks: [notHere(), aMark('absent', '10:05', { reason: 'flu, says mother' })] },
      'needs-decision: reason-not-coded',
    ],
    [
      'M7 safeguarding checks ended yesterday',
      { marks: [here()], over: withOakFarm({ checksUntil: '2026-11-08' }) },
      'needs-decision: checks-lapsed',
    ],
    ['M7 they end today', { marks: [here()], over: withOakFarm({ checksUntil: MONDAY }) }, 'B'],
    [
      'M8 commissioned by the LA under s.19',
      { pupil: placedAs({ arrangement: 'la', laBasis: 's.19' }), marks: [here()] },
      'K',
    ],
    [
      'M8 R1.7 no basis recorded, so the school’s',
      { pupil: placedAs({ arrangement: 'la' }), marks: [here()] },
      'B, la-basis-missing',
    ],
    [
      'M9 registered at the PRU and due there, absent',
      { date: '2026-11-13', marks: [atPru({ date: '2026-11-13' })] },
      'D',
    ],
    [
      'M10 the same pupil on a day due at the school, absent',
      { date: '2026-11-10', marks: [notHere({ date: '2026-11-10', provision: ASHFIELD })] },
      'N',
    ],
    [
      'M11 dual at a place that is no school',
      { pupil: placedAs({ arrangement: 'dual' }), marks: [here()] },
      'B, not-a-school',
    ],
    [
      'M11 a D decided there is refused',
      { pupil: placedAs({ arrangement: 'dual' }), marks: [notHere({ code: 'D' })] },
      'N, decided-code-set-aside, not-a-school',
    ],
    [
      'M12 taught online at home: words alone',
      { marks: [notHere({ reason: 'online lesson at home' })] },
      'needs-decision: reason-not-coded',
    ],
    ['M12 taught online at home: the reason’s code', { marks: [notHere({ code: 'I' })] }, 'I'],
    [
      'M12 taught online at home: C2 where an agreement covers it',
      {
        pupil: pupilT({ agreements: [{ from: '2026-09-07', weekday: 'monday', session: 'AM' }] }),
        marks: [notHere({ code: 'C2' })],
      },
      'C2',
    ],
    [
      'M12 taught online at home: C2 without one',
      { marks: [notHere({ code: 'C2' })] },
      'needs-decision: agreement-missing',
    ],
    ['M12 taught online at home: B is refused', { marks: [notHere({ code: 'B' })] }, 'N, decided-code-set-aside'],
    ['M13 nothing timetabled, agreement in force', { date: '2026-11-11', session: 'PM' }, 'C2'],
    [
      'M14 the agreement ended',
      {
        date: '2026-11-18',
        session: 'PM',
        pupil: pupilT({ agreements: wednesdayOff('2026-10-05', '2026-11-13') }),
      },
      'needs-decision: agreement-expired',
    ],
    ['M15 Year 10, X asked for', { marks: [notHere({ code: 'X' })] }, 'needs-decision: compulsory-age'],
    [
      'M16 Year 11 after the last Friday in June, X decided',
      {
        date: '2027-06-28',
        pupil: pupilT({ dateOfBirth: bornForYear11 }),
        marks: [notHere({ date: '2027-06-28', code: 'X' })],
      },
      'X',
    ],
    [
      'M16 Year 11 after it, a session off that was agreed',
      {
        date: '2027-06-30',
        session: 'PM',
        pupil: pupilT({ dateOfBirth: bornForYear11, agreements: wednesdayOff('2027-06-07', '2027-07-14') }),
      },
      'X',
    ],
    [
      'M17 INSET at the school, attends the provision',
      { date: '2026-10-26', marks: [here({ date: '2026-10-26' })] },
      '#',
    ],
    [
      'M18 provision shut by flood',
      { over: { calendar: [...calA, closure('oak-farm')] } },
      'needs-decision: provision-closed',
    ],
    ['M18 Y4 is refused for it', { marks: [notHere({ code: 'Y4' })] }, 'needs-decision: not-the-schools-site'],
    [
      'M19 school shut by snow, provision open and attended',
      { marks: [here()], over: { calendar: [...calA, closure(ASHFIELD)] } },
      'B, home-school-closed',
    ],
    [
      'M19 both shut',
      { over: { calendar: [...calA, closure(ASHFIELD), closure('oak-farm')] } },
      '#, home-school-closed',
    ],
    [
      'M20 R1.9 present at the first, not arrived at the second',
      { pupil: twoPlaces, marks: [here(), notHere({ provision: 'base', arrive: '10:45' })], at: '11:30' },
      'B',
    ],
    ['M21 suspended, second day, no placement', { pupil: suspendedFrom('2026-11-06') }, 'E'],
    ['M21 suspended, fifth school day', { pupil: suspendedFrom('2026-11-03') }, 'E'],
    [
      'M22 suspended, sixth school day, nothing arranged',
      { pupil: suspendedFrom('2026-11-02') },
      'needs-decision: suspension-day-six',
    ],
    [
      'M22 suspended, sixth day, provision arranged and attended',
      {
        pupil: suspendedFrom('2026-11-02', {
          placements: [aPlacement()],
          timetable: [aRow('monday', 'oak-farm', '09:00', '12:00')],
        }),
        marks: [here()],
      },
      'B',
    ],
    ['M23 the provision’s own outing is not V', { marks: [here({ code: 'V' })] }, 'B, decided-code-set-aside'],
    ['M24 taxi did not come, beyond walking distance', { marks: [notHere({ code: 'Y1', reason: 'no taxi' })] }, 'Y1'],
    [
      'M24 taxi did not come, nothing decided',
      { marks: [notHere({ reason: 'no taxi' })] },
      'needs-decision: reason-not-coded',
    ],
    ['M25 dentist, arrives 10:20', { marks: [late('10:20', { code: 'M' })] }, 'M +80'],
    ['M25 dentist known before, arrives 10:20', { marks: [notHere({ code: 'M' }), late('10:20')] }, 'M +80'],
    ['M26 nothing returned by 09:45', { at: '09:45' }, 'none: not-returned'],
  ])('%s', (_, example, expected) => {
    expect(brief(propose(example))).toBe(expected);
  });

  test('M17 the attendance is kept as the basis of nothing: the school was closed', () => {
    const proposal = propose({ date: '2026-10-26', marks: [here({ date: '2026-10-26' })] });
    expect(proposal.basis).toEqual({ covering: 'closed' });
  });
});

describe('1.4 step 1: which arrangement covers the session', () => {
  test.each<[string, Case, string]>([
    ['A1 half term', { date: '2026-10-20' }, 'closed'],
    [
      'A1 before A2: closed before the pupil starts',
      { date: '2026-10-20', pupil: pupilT({ startDate: '2026-11-16' }) },
      'closed',
    ],
    ['A2 not yet on roll', { pupil: pupilT({ startDate: '2026-11-16' }) }, 'prospective'],
    ['A3 excluded', { pupil: aPupil({ suspensions: [{ from: MONDAY, kind: 'excluded' }] }) }, 'excluded'],
    [
      'A3 due at the school only',
      { pupil: suspendedFrom(MONDAY, { timetable: [aRow('monday', ASHFIELD, '09:00', '15:45')] }) },
      'excluded',
    ],
    ['A4 dual', { date: '2026-11-13' }, 'dual'],
    ['A5 by the LA', { pupil: placedAs({ arrangement: 'la', laBasis: 's.42(2)' }) }, 'la'],
    ['A6 by the school or the partnership', {}, 'school'],
    ['A7 part-time', { date: '2026-11-11', session: 'PM' }, 'part-time'],
    ['A8 nothing', { pupil: aPupil() }, 'uncovered'],
    ['A9 at the school', { date: '2026-11-10' }, 'home'],
  ])('%s', (_, example, covering) => {
    expect(propose(example).basis.covering).toBe(covering);
  });

  test.each<[string, Case]>([
    ['a Saturday', { date: '2026-11-14' }],
    ['a leaver', { pupil: pupilT({ endDate: '2026-11-06' }) }],
  ])('%s has no session to code', (_, example) => {
    expect(propose(example)).toMatchObject({ kind: 'none', why: 'no-session' });
  });

  test('A2 proposes Z and A8 decides nothing by itself', () => {
    expect(brief(propose({ pupil: pupilT({ startDate: '2026-11-16' }) }))).toBe('Z');
    expect(brief(propose({ pupil: aPupil() }))).toBe('needs-decision: nothing-timetabled');
  });
});

describe('1.4 step 2: before B is proposed', () => {
  test.each<[string, Case, string]>([
    ['approval over', { pupil: placedAs({ approvedTo: '2026-11-06' }) }, 'needs-decision: approval-not-in-date'],
    ['approval not begun', { pupil: placedAs({ approvedFrom: '2026-11-10' }) }, 'needs-decision: approval-not-in-date'],
    ['placement over', { pupil: placedAs({ endDate: '2026-11-06' }) }, 'needs-decision: approval-not-in-date'],
    ['checks recorded as refused', { over: withOakFarm({ checksConfirmed: false }) }, 'needs-decision: checks-refused'],
    [
      'supervision recorded as refused',
      { over: withOakFarm({ supervisionConfirmed: false }) },
      'needs-decision: supervision-refused',
    ],
    ['a bare yes', { over: withOakFarm({ checksConfirmed: true, checksUntil: undefined }) }, 'B'],
    [
      'checks never recorded',
      { over: withOakFarm({ checksConfirmed: undefined, checksUntil: undefined }) },
      'B, assurance-not-recorded, checks',
    ],
    ['no placement row at all', { pupil: pupilT({ placements: [] }) }, 'B, assurance-not-recorded, approval'],
    [
      'nothing recorded',
      {
        pupil: placedAs({ approvedFrom: undefined, approvedTo: undefined }),
        over: withOakFarm({ checksConfirmed: undefined, checksUntil: undefined, supervisionConfirmed: undefined }),
      },
      'B, assurance-not-recorded, approval, checks, supervision',
    ],
  ])('%s', (_, example, expected) => {
    expect(brief(propose({ marks: [here()], ...example }))).toBe(expected);
  });

  test('lapsed checks stop B alone: an absence is coded as ever', () => {
    expect(brief(propose({ marks: [notHere()], over: withOakFarm({ checksUntil: '2026-11-08' }) }))).toBe('N');
  });
});

const reports: [string, Mark[]][] = [
  ['present', [here()]],
  ['late before the close', [late('09:20')]],
  ['late after the close', [late('09:47')]],
  ['absent, ill', [notHere({ code: 'I' })]],
  ['absent, not accepted', [notHere({ code: 'O' })]],
  ['absent, holiday not granted', [notHere({ code: 'G' })]],
  ['absent, unknown', [notHere()]],
  ['sent home or refused entry', [notHere({ reason: 'refused entry' })]],
  ['sent home, written as E', [notHere({ code: 'E' })]],
  ['left early after registering', [here(), aMark('left', '11:05', { leftAt: '11:05' })]],
  ['left, arrival not recorded', [aMark('left', '11:05', { leftAt: '11:05' })]],
  ['no return', []],
];

describe('1.4 step 3: the mapping', () => {
  const columns: Record<string, { pupil: Pupil; provision: string; expected: string[] }> = {
    SCHOOL_AP: {
      pupil: pupilT(),
      provision: 'oak-farm',
      expected: [
        'B',
        'B +20',
        'U +47, home-school-decides',
        'I',
        'O',
        'G',
        'N',
        'needs-decision: reason-not-coded',
        'needs-decision: exclusion-to-decide',
        'B',
        'needs-decision: arrival-not-recorded',
        'none: not-returned',
      ],
    },
    LA_AP: {
      pupil: placedAs({ arrangement: 'la', laBasis: 's.19' }),
      provision: 'oak-farm',
      expected: [
        'K',
        'K +20',
        'U +47, home-school-decides',
        'I',
        'O',
        'G',
        'N',
        'needs-decision: reason-not-coded',
        'needs-decision: exclusion-to-decide',
        'K',
        'needs-decision: arrival-not-recorded',
        'none: not-returned',
      ],
    },
    'DUAL (R1.8)': {
      pupil: pupilT({
        placements: [aPlacement({ provision: 'pru', arrangement: 'dual' })],
        timetable: [aRow('monday', 'pru', '09:00', '12:00')],
      }),
      provision: 'pru',
      expected: reports.map(() => 'D'),
    },
    HOME: {
      pupil: pupilT({ timetable: [aRow('monday', ASHFIELD, '09:00', '12:00')] }),
      provision: ASHFIELD,
      expected: [
        '/',
        'L +20',
        'U +47',
        'I',
        'O',
        'G',
        'N',
        'needs-decision: reason-not-coded',
        'needs-decision: exclusion-to-decide',
        '/',
        'needs-decision: arrival-not-recorded',
        'none: no-home-mark',
      ],
    },
  };

  const rows = Object.entries(columns).flatMap(([column, { pupil, provision, expected }]) =>
    reports.map(([report, marks], index) => ({ column, pupil, provision, report, marks, wanted: expected[index] })),
  );
  test.each(rows)('$column: $report', ({ pupil, provision, marks, wanted }) => {
    const there = marks.map((mark) => ({ ...mark, provision }));
    expect(brief(propose({ pupil, marks: there, at: '11:30' }))).toBe(wanted);
  });

  test.each<[string, Case, string]>([
    ['setting ap_late_after_close B', { marks: [late('09:47')] }, 'B +47, home-school-decides'],
    [
      'setting ap_late_after_close B at an LA place',
      { marks: [late('09:47')], pupil: placedAs({ arrangement: 'la', laBasis: 's.19' }) },
      'K +47, home-school-decides',
    ],
    [
      'setting ap_late_after_close B, checks lapsed',
      { marks: [late('09:47')], over: withOakFarm({ checksUntil: '2026-11-08' }) },
      'needs-decision: checks-lapsed',
    ],
  ])('%s', (_, example, expected) => {
    const settings = [{ organisation: PARTNERSHIP, name: 'ap_late_after_close', from: '2026-09-01', value: 'B' }];
    expect(brief(propose({ ...example, over: { ...example.over, settings } }))).toBe(expected);
  });

  test.each<[string, Case, string]>([
    [
      '\\ in the afternoon at the school',
      {
        date: '2026-11-10',
        session: 'PM',
        at: '14:00',
        marks: [here({ date: '2026-11-10', provision: ASHFIELD, arrive: '12:45', arrivedAt: '12:45' })],
      },
      '\\',
    ],
    ['W where a person said so', { marks: [here({ code: 'W' })] }, 'W'],
    ['P where a person said so', { marks: [here({ code: 'P' })] }, 'P'],
    ['the provision’s own / and L are no other opinion', { marks: [late('09:20', { code: 'L' })] }, 'B +20'],
    [
      'present with an absence’s code stays present, flagged',
      { marks: [here({ code: 'I' })] },
      'B, decided-code-set-aside',
    ],
    [
      'R7.13 a pre-filled B on an absence with words',
      { marks: [notHere({ code: 'B', reason: 'flu' })] },
      'needs-decision: reason-not-coded',
    ],
    ['D before anything is reported, and after the close', { date: '2026-11-13', at: '08:00' }, 'D'],
    [
      'Y4 at the school’s own site',
      { date: '2026-11-10', marks: [notHere({ date: '2026-11-10', provision: ASHFIELD, code: 'Y4' })] },
      'Y4',
    ],
    ['Y5', { marks: [notHere({ code: 'Y5' })] }, 'Y5'],
    [
      'C2 on an agreement that ended',
      {
        pupil: pupilT({ agreements: [{ from: '2026-09-07', to: '2026-11-02', weekday: 'monday', session: 'AM' }] }),
        marks: [notHere({ code: 'C2' })],
      },
      'needs-decision: agreement-expired',
    ],
    [
      'an absence’s code on arrival after the close that fits no absence',
      { marks: [late('09:47', { code: 'O' })] },
      'U +47, decided-code-set-aside, home-school-decides',
    ],
    ['told ill in advance', { at: '08:40', marks: [aMark('absent', '08:20', { code: 'I' })] }, 'I'],
  ])('%s', (_, example, expected) => {
    const proposal = propose(example);
    const [code, ...flags] = brief(proposal).split(', ');
    expect([code, ...flags.toSorted()].join(', ')).toBe(expected);
  });
});

describe('R3.3 the boundaries, at one minute', () => {
  test.each<[LocalTime, string]>([
    ['08:52', 'B'],
    ['09:00', 'B'],
    ['09:01', 'B +1'],
    ['09:29', 'B +29'],
    ['09:30', 'U +30, home-school-decides'],
    ['11:59', 'U +179, home-school-decides'],
    ['12:00', 'N'],
    ['12:44', 'N'],
  ])('arrival at %s, whatever the status word', (arrivedAt, expected) => {
    expect(brief(propose({ marks: [late(arrivedAt)], at: '14:00' }))).toBe(expected);
    expect(brief(propose({ marks: [here({ arrivedAt })], at: '14:00' }))).toBe(expected);
  });

  test.each<[LocalTime, string]>([
    ['12:45', 'B'],
    ['13:14', 'B +29'],
    ['13:15', 'U +30, home-school-decides'],
  ])('PM arrival at %s', (arrivedAt, expected) => {
    const mark = late(arrivedAt, { provision: 'base', arrive: '12:45' });
    expect(brief(propose({ session: 'PM', marks: [mark], at: '14:00' }))).toBe(expected);
  });
});

describe('R1.9 one session, two placements', () => {
  test.each<[string, Mark[], string]>([
    [
      'no-show at the first, present at the second',
      [notHere(), atSecond({ arrivedAt: '10:45' })],
      'U +105, home-school-decides',
    ],
    ['the same with the reason known', [notHere({ code: 'M' }), atSecond({ arrivedAt: '10:45' })], 'M +105'],
    ['first not returned, present at the second', [atSecond({})], 'none: not-returned'],
    ['absent at both', [notHere(), notHere({ provision: 'base', arrive: '10:45' })], 'N'],
  ])('%s', (_, marks, expected) => {
    expect(brief(propose({ pupil: twoPlaces, marks, at: '11:30' }))).toBe(expected);
  });
});

describe('R1.10 only from what was submitted, with its basis', () => {
  test.each<[LocalTime, string]>([
    ['08:59', 'none: not-due-yet'],
    ['09:00', 'none: register-open'],
    ['09:29', 'none: register-open'],
    ['09:30', 'none: not-returned'],
  ])('at %s without a mark', (at, expected) => {
    expect(brief(propose({ at }))).toBe(expected);
  });

  test('a mark recorded after the moment is not known at it', () => {
    expect(brief(propose({ at: '09:37', marks: [notHere()] }))).toBe('none: not-returned');
  });

  test('the basis is slot, report, time and who, and never why', () => {
    const proposal = propose({ marks: [notHere({ code: 'I', reason: 'sickness in the night' })] });
    expect(proposal.basis).toEqual({
      covering: 'school',
      slot: { provision: oakFarm.code, start: '09:00', end: '12:00' },
      report: {
        what: 'absent',
        provision: oakFarm.code,
        at: '09:38',
        recordedAt: instantAt(MONDAY, '09:38'),
        by: 'office@oakfarm.example',
      },
    });
  });

  test('M13 the basis of C2 is the agreement with its end', () => {
    const { basis } = propose({ date: '2026-11-11', session: 'PM' });
    expect(basis).toEqual({ covering: 'part-time', agreementTo: '2026-12-18' });
  });
});

describe('R1.6 compulsory school age', () => {
  test.each<[LocalDate, LocalDate, boolean]>([
    ['2010-09-01', '2027-06-25', false],
    ['2010-09-01', '2027-06-26', true],
    ['2011-08-31', '2027-06-25', false],
    ['2011-08-31', '2027-06-28', true],
    ['2011-09-01', '2027-06-28', false],
    ['2011-09-01', '2028-07-01', true],
  ])('born %s, on %s: past it %p', (born, date, past) => {
    expect(isPastSchoolAge(born, date)).toBe(past);
  });
});

describe('what may be seen of a code', () => {
  const withCode = (code: (typeof codes)[number]['code']): Proposal => ({
    kind: 'code',
    code,
    flags: [],
    gaps: [],
    basis: {},
  });

  test.each(codes.map(({ code }) => code))('%s in the channel', (code) => {
    const open = ['/', '\\', 'L', 'U', 'B', 'K', 'D', 'N'];
    expect(channelCode(withCode(code))).toBe(open.includes(code) ? code : 'reason-held');
  });

  test('trap 17: Y5 is named to nobody', () => {
    expect(namesCode(withCode('Y5'))).toBe('restricted');
    expect(namesCode(withCode('I'))).toBe('I');
  });

  test('no code is either none or a decision needed', () => {
    expect(channelCode(propose({}))).toBe('none');
    expect(namesCode(propose({}))).toBe('none');
    expect(channelCode(propose({ pupil: aPupil() }))).toBe('decision-needed');
    expect(namesCode(propose({ pupil: aPupil() }))).toBe('decision-needed');
  });
});
