import { changesSince, newsToActOn, snapshotOf } from '../../src/domain/digest-change.ts';
import { allRegistersIn, digestDue } from '../../src/domain/digest-due.ts';
import { digestFor } from '../../src/domain/digest.ts';
import { digestGroups } from '../../src/domain/digest-group.ts';
import { instantAt, momentOf } from '../../src/domain/time.ts';
import { groupWords } from '../../src/texts/reasons.ts';
import type { Digest } from '../../src/domain/digest.ts';
import type { DigestGroup } from '../../src/domain/digest-group.ts';
import type { Row } from '../../src/domain/digest-row.ts';
import type { CalendarRow, Mark, PartnershipRecords, Pupil } from '../../src/domain/records.ts';
import type { LocalDate, LocalTime } from '../../src/domain/time.ts';
import { ASHFIELD, BIRCHWOOD, aMark, aPlacement, aPupil, aRow, calA, held, pupilT } from '../support/cal-a.ts';

const MONDAY: LocalDate = '2026-11-09';
const moment = (time: LocalTime, date = MONDAY) => momentOf(instantAt(date, time));

interface Case {
  pupils?: Pupil[];
  marks?: Mark[];
  at?: LocalTime;
  date?: LocalDate;
  asked?: LocalDate;
  over?: Partial<PartnershipRecords>;
  viewer?: string;
}
const digest = ({
  pupils = [pupilT()],
  marks = [],
  at = '10:30',
  date = MONDAY,
  asked = date,
  over,
  viewer,
}: Case): Digest =>
  digestFor({ urn: ASHFIELD, date, held: held({ pupils, marks, ...over }), moment: moment(at, asked), viewer });
const rowOf = (example: Case): Row => digest(example).rows[0]!;
const groupOf = (example: Case): DigestGroup => rowOf(example).group;

const here = (over: Partial<Mark> = {}): Mark => aMark('present', '09:02', { arrivedAt: '09:00', ...over });
const notHere = (over: Partial<Mark> = {}): Mark => aMark('absent', '09:38', over);
const leftAt = (time: LocalTime, over: Partial<Mark> = {}): Mark => aMark('left', time, { leftAt: time, ...over });
/** A mark at Base: the PM slot of timetable T's Monday unless told otherwise. */
const atBase = (status: Mark['status'], recorded: LocalTime, over: Partial<Mark> = {}): Mark =>
  aMark(status, recorded, { provision: 'base', arrive: '12:45', ...over });
const closed = (organisation: string, over: Partial<CalendarRow> = {}): CalendarRow => ({
  organisation,
  from: MONDAY,
  to: MONDAY,
  kind: 'closure',
  ...over,
});
const openCase = pupilT({ timetable: [aRow('monday', ASHFIELD, '09:00', '15:45')] });
const suspended = (timetable: Pupil['timetable']): Pupil =>
  pupilT({ timetable, suspensions: [{ from: MONDAY, kind: 'suspended' }] });

describe('section 10, fixture D1', () => {
  const at = (pupilId: string, over: Partial<Pupil>): Pupil =>
    aPupil({ pupilId, placements: [aPlacement()], timetable: [aRow('monday', 'oak-farm', '09:00', '12:00')], ...over });
  const pupils = [
    at('p02', { forename: 'Jack', surname: 'O’Neill', yearGroup: 9 }),
    at('p05', { forename: 'Seán', surname: 'Byrne', yearGroup: 9 }),
    at('p16', { forename: 'Thomas', preferredForename: 'Tom', surname: 'Smith', yearGroup: 9 }),
    at('p18', {
      forename: 'Jean-Luc',
      surname: 'Béranger',
      timetable: [aRow('tuesday', 'oak-farm', '09:00', '12:00'), aRow('thursday', 'oak-farm', '09:00', '12:00')],
    }),
    at('p03', { forename: 'Jack', surname: 'Oneal', schoolUrn: BIRCHWOOD }),
    at('p09', { forename: 'Muhammad', surname: 'Ali Khan', schoolUrn: BIRCHWOOD }),
  ];
  const marks = [
    aMark('present', '09:02', { pupilId: 'p02' }),
    aMark('absent', '09:38', { pupilId: 'p05' }),
    aMark('absent', '09:38', { pupilId: 'p03' }),
  ];
  const d1 = digest({ pupils, marks });

  test('D1 four pupils, each once, most urgent first; no mention of Birchwood', () => {
    expect(d1.rows.map(({ pupilId, group }) => [pupilId, group])).toEqual([
      ['p05', 'unexplained'],
      ['p16', 'not-returned'],
      ['p02', 'present'],
      ['p18', 'not-expected'],
    ]);
    expect(JSON.stringify(d1)).not.toContain(BIRCHWOOD);
    expect(d1.unaccounted).toBe(2);
    expect(d1.empty).toBe(false);
  });

  test('D1 p05 is proposed N and its update is overdue 22 minutes', () => {
    const row = d1.rows[0]!;
    expect(row.proposals.AM).toMatchObject({ kind: 'code', code: 'N' });
    expect(row.followUps).toEqual([
      {
        kind: 'finding-the-reason',
        since: instantAt(MONDAY, '09:38'),
        updateDue: instantAt(MONDAY, '10:08'),
        overdueMinutes: 22,
      },
    ]);
    expect(row.category).toBe('unexplained');
  });

  test('D1 p16 has no code, and its register is asked for', () => {
    const row = d1.rows[1]!;
    expect(row.proposals.AM).toMatchObject({ kind: 'none', why: 'not-returned' });
    expect(row.followUps).toEqual([{ kind: 'asking-for-the-register', since: instantAt(MONDAY, '09:30') }]);
    expect(row.confirmed).toBeUndefined();
  });

  test('D1 p02 is confirmed at 09:02, 88 minutes ago', () => {
    expect(d1.rows[2]!.confirmed).toMatchObject({
      what: 'present',
      provision: 'oak-farm',
      at: '09:02',
      ageMinutes: 88,
    });
  });

  test('D1 p18 is due on other days, and no agreement says so', () => {
    const { proposals, placements } = d1.rows[3]!;
    expect(placements).toEqual([]);
    expect(proposals.AM).toMatchObject({ kind: 'needs-decision', why: 'nothing-timetabled' });
    expect(proposals.PM).toMatchObject({ kind: 'needs-decision', why: 'nothing-timetabled' });
  });
});

describe('the groups', () => {
  test.each<[string, DigestGroup, Case]>([
    ['R4.10 left without permission', 'missing-or-contradictory', { marks: [here(), leftAt('09:50')] }],
    ['R4.10 left, nobody marked the arrival', 'missing-or-contradictory', { marks: [leftAt('09:50')] }],
    [
      'left and then called absent, no reason',
      'missing-or-contradictory',
      { marks: [here(), leftAt('09:50'), aMark('absent', '10:00')] },
    ],
    [
      'left, reason given afterwards',
      'left-with-reason',
      {
        marks: [
          here(),
          leftAt('09:50'),
          leftAt('09:50', { recordedAt: instantAt(MONDAY, '10:05'), reason: 'collected by mother' }),
        ],
      },
    ],
    [
      'left, then an absence with a reason',
      'absent-with-reason',
      { marks: [here(), leftAt('09:50'), aMark('absent', '10:00', { code: 'I' })] },
    ],
    ['left with a reason', 'left-with-reason', { marks: [here(), leftAt('09:50', { reason: 'dentist' })] }],
    [
      'left without a reason is still missing while Base is silent',
      'missing-or-contradictory',
      { at: '13:20', marks: [here(), leftAt('09:50')] },
    ],
    [
      'left without a reason, then came to Base',
      'present',
      { at: '13:20', marks: [here(), leftAt('09:50'), atBase('present', '12:50')] },
    ],
    [
      'left without a reason, then said ill at home',
      'absent-with-reason',
      { at: '13:20', marks: [here(), leftAt('09:50'), atBase('absent', '10:40', { code: 'I' })] },
    ],
    [
      'an appointment told at eight does not find who left at ten',
      'missing-or-contradictory',
      { at: '13:20', marks: [atBase('absent', '08:00', { code: 'M' }), here(), leftAt('09:50')] },
    ],
    [
      'left without a reason, then seen elsewhere',
      'present',
      {
        marks: [
          here(),
          leftAt('09:50'),
          aMark('present', '10:15', { provision: 'pru', arrive: '10:10', arrivedAt: '10:10' }),
        ],
      },
    ],
    [
      'R3.6 left, a reason told and taken back',
      'missing-or-contradictory',
      { marks: [here(), leftAt('09:50'), aMark('absent', '10:05', { code: 'I' }), aMark('absent', '10:20')] },
    ],
    [
      'left with a reason, then called absent without one: has still left',
      'left-with-reason',
      { marks: [here(), leftAt('09:50', { reason: 'dentist' }), aMark('absent', '10:20')] },
    ],
    [
      '1.4 left and came back: not late',
      'present',
      { at: '11:30', marks: [here(), leftAt('09:50'), aMark('present', '11:00', { arrivedAt: '10:55' })] },
    ],
    [
      'R4.10 only the leaving at the end was marked, then not at Base',
      'missing-or-contradictory',
      { at: '13:20', marks: [leftAt('12:00'), atBase('absent', '13:16')] },
    ],
    [
      'Q21 Base marks its slot of the afternoon in the morning',
      'missing-or-contradictory',
      { at: '09:20', marks: [here(), atBase('present', '09:10')] },
    ],
    [
      'R4.10 Base’s mark of 09:10 finds nobody who left Oak Farm at 09:50',
      'missing-or-contradictory',
      { at: '13:20', marks: [here(), atBase('present', '09:10'), leftAt('09:50')] },
    ],
    [
      'left without a reason, then early at Base',
      'present',
      { at: '12:30', marks: [here(), leftAt('09:50'), atBase('present', '12:21', { arrivedAt: '12:20' })] },
    ],
    [
      'not here in the morning, then early at Base',
      'present',
      { at: '12:30', marks: [notHere(), atBase('present', '12:21', { arrivedAt: '12:20' })] },
    ],
    [
      'Q21 the same once Oak Farm’s slot is over',
      'present',
      { at: '12:20', marks: [here(), atBase('present', '09:10')] },
    ],
    ['left when the slot ended', 'present', { at: '12:20', marks: [here(), leftAt('12:00')] }],
    [
      'Q10 M20 present at slot 1, said not here at slot 2',
      'missing-or-contradictory',
      { at: '13:20', marks: [here(), atBase('absent', '13:16')] },
    ],
    [
      'R4.10 the same before the register of slot 2 closes',
      'unexplained',
      { at: '13:05', marks: [here(), atBase('absent', '13:00')] },
    ],
    [
      'present at slot 1, slot 2 absent with a reason',
      'absent-with-reason',
      { at: '13:20', marks: [here(), atBase('absent', '13:16', { code: 'M' })] },
    ],
    ['present at slot 1, slot 2 not returned: no such word', 'not-returned', { at: '13:20', marks: [here()] }],
    ['absent at slot 1 and at slot 2', 'unexplained', { at: '13:20', marks: [notHere(), atBase('absent', '13:16')] }],
    [
      'collected from slot 1, then not at slot 2',
      'unexplained',
      { at: '13:20', marks: [here(), leftAt('11:00', { reason: 'collected' }), atBase('absent', '13:16')] },
    ],
    [
      'Q21 present at two places at once',
      'missing-or-contradictory',
      { marks: [here({ arrivedAt: '09:02' }), atBase('present', '09:12', { arrive: '09:10', arrivedAt: '09:10' })] },
    ],
    [
      'Q21 in the same minute',
      'missing-or-contradictory',
      { marks: [here({ arrivedAt: '09:10' }), atBase('present', '09:12', { arrive: '09:10', arrivedAt: '09:10' })] },
    ],
    [
      'Q21 settled where the next slot saw the pupil',
      'present',
      {
        at: '13:00',
        marks: [
          here(),
          atBase('present', '09:12', { arrive: '09:10', arrivedAt: '09:10' }),
          atBase('present', '12:50'),
        ],
      },
    ],
    [
      'left with a reason and seen at the other place: no contradiction',
      'left-with-reason',
      {
        marks: [
          here(),
          leftAt('10:00', { reason: 'moved to Base' }),
          atBase('present', '10:20', { arrive: '10:15', arrivedAt: '10:15' }),
        ],
      },
    ],
    [
      'came early to the second place: no contradiction',
      'present',
      { at: '12:50', marks: [here(), atBase('present', '11:58', { arrivedAt: '11:55' })] },
    ],
    ['Q5 not here, no reason', 'unexplained', { marks: [notHere()] }],
    ['code N with words', 'unexplained', { marks: [notHere({ code: 'N', reason: 'rang twice' })] }],
    ['a pre-filled B says nothing', 'unexplained', { marks: [notHere({ code: 'B' })] }],
    [
      'not here, but seen at another place',
      'present',
      { marks: [notHere(), atBase('present', '09:52', { arrive: '09:50', arrivedAt: '09:50' })] },
    ],
    ['M26 Q4 not returned', 'not-returned', { at: '09:45' }],
    [
      'trap 7 not returned, though seen at another place',
      'not-returned',
      { marks: [atBase('present', '09:52', { arrive: '09:50', arrivedAt: '09:50' })] },
    ],
    ['Q15 dual-registered and silent', 'not-returned', { date: '2026-11-13' }],
    [
      'M9 dual-registered, absent',
      'unexplained',
      { date: '2026-11-13', marks: [notHere({ date: '2026-11-13', provision: 'pru' })] },
    ],
    ['M18 provision closed', 'provision-closed', { over: { calendar: [...calA, closed('oak-farm')] } }],
    [
      'every place closed, before the first slot',
      'provision-closed',
      { at: '08:00', over: { calendar: [...calA, closed('oak-farm'), closed('base')] } },
    ],
    [
      'the first place closed, before the first slot',
      'due-later',
      { at: '08:00', over: { calendar: [...calA, closed('oak-farm')] } },
    ],
    ['Q18 absent with a code', 'absent-with-reason', { marks: [notHere({ code: 'I' })] }],
    ['absent with words', 'absent-with-reason', { marks: [notHere({ reason: 'flu' })] }],
    ['absent, reason not accepted', 'absent-with-reason', { marks: [notHere({ code: 'O' })] }],
    ['late before the close', 'late', { marks: [here({ arrivedAt: '09:20' })] }],
    ['M3 Q6 late after the close', 'late', { marks: [here({ arrivedAt: '10:05' })] }],
    ['M4 came after the end', 'late', { at: '12:20', marks: [here({ arrivedAt: '12:10' })] }],
    ['present', 'present', { marks: [here()] }],
    ['Q8 between two slots', 'present', { at: '12:20', marks: [here()] }],
    ['Q1 before the first slot', 'due-later', { at: '08:30' }],
    ['Q2 register open', 'due-later', { at: '09:10' }],
    ['Q9 register of slot 2 open', 'due-later', { at: '13:05', marks: [here()] }],
    ['Q12 due in school, no mark', 'due-in-school', { pupils: [openCase] }],
    ['at school, marked by the school', 'present', { pupils: [openCase], marks: [here({ provision: ASHFIELD })] }],
    [
      'R7.13 a B that the school’s system filled in',
      'due-in-school',
      { pupils: [openCase], marks: [here({ provision: ASHFIELD, code: 'B' })] },
    ],
    [
      'R7.13 the same beside a mark at the provision',
      'present',
      { marks: [here(), here({ provision: ASHFIELD, code: 'B' })] },
    ],
    ['nothing today', 'not-expected', { pupils: [pupilT({ timetable: [] })] }],
    [
      'M21 suspended, due at the school only',
      'not-expected',
      { pupils: [suspended([aRow('monday', ASHFIELD, '09:00', '15:45')])] },
    ],
    [
      'M22 suspended, provision arranged',
      'not-returned',
      { pupils: [suspended([aRow('monday', 'oak-farm', '09:00', '12:00')])] },
    ],
    [
      'M17 INSET at the school, due at a provision',
      'present',
      { date: '2026-10-26', marks: [here({ date: '2026-10-26' })] },
    ],
    [
      'the school shut, due there only',
      'not-expected',
      { pupils: [openCase], over: { calendar: [...calA, closed(ASHFIELD)] } },
    ],
    [
      'two slots in one minute: the more urgent',
      'unexplained',
      {
        pupils: [
          pupilT({
            timetable: [aRow('monday', 'oak-farm', '09:00', '12:00'), aRow('monday', 'base', '09:00', '12:00')],
          }),
        ],
        marks: [notHere(), atBase('present', '09:10', { arrive: '09:00' })],
      },
    ],
  ])('%s: %s', (_, group, example) => {
    expect(groupOf(example)).toBe(group);
  });

  test('the most urgent stands first, and every group has its heading', () => {
    expect(digestGroups).toEqual([
      'missing-or-contradictory',
      'unexplained',
      'not-returned',
      'provision-closed',
      'absent-with-reason',
      'left-with-reason',
      'late',
      'present',
      'due-later',
      'due-in-school',
      'not-expected',
    ]);
    expect(new Set(digestGroups.map((group) => groupWords[group].heading)).size).toBe(digestGroups.length);
  });
});

describe('a row', () => {
  test('holds the day’s placements with what is confirmed of each', () => {
    const { placements } = rowOf({ at: '13:20', marks: [here({ arrivedAt: '09:05' })] });
    expect(placements).toEqual([
      {
        provision: 'oak-farm',
        atHome: false,
        session: 'AM',
        start: '09:00',
        end: '12:00',
        closesAt: '09:30',
        state: 'late',
        confirmed: {
          what: 'present',
          provision: 'oak-farm',
          at: '09:05',
          recordedAt: instantAt(MONDAY, '09:02'),
          by: 'office@oakfarm.example',
        },
      },
      {
        provision: 'base',
        atHome: false,
        session: 'PM',
        start: '12:45',
        end: '15:45',
        closesAt: '13:15',
        state: 'not-returned',
      },
    ]);
  });

  test('keeps an earlier absence as a line', () => {
    const row = rowOf({ at: '13:20', marks: [notHere({ code: 'M' }), atBase('present', '12:50')] });
    expect(row.group).toBe('present');
    expect(row.earlier).toEqual([{ provision: 'oak-farm', start: '09:00', state: 'absent', category: 'appointment' }]);
  });

  test('keeps an earlier register that was not returned, but none at the school', () => {
    expect(rowOf({ at: '13:20', marks: [atBase('present', '12:50')] }).earlier).toEqual([
      { provision: 'oak-farm', start: '09:00', state: 'not-returned' },
    ]);
    const fromSchool = pupilT({
      timetable: [aRow('monday', ASHFIELD, '09:00', '12:00'), aRow('monday', 'base', '12:45', '15:45')],
    });
    expect(rowOf({ pupils: [fromSchool], at: '13:20', marks: [atBase('present', '12:50')] }).earlier).toEqual([]);
  });

  test('Q10 who is missing was last seen somewhere, and is looked for without waiting (R4.11)', () => {
    const row = rowOf({ at: '13:20', marks: [here({ arrivedAt: '09:02' }), atBase('absent', '13:16')] });
    expect(row.incident).toBe('did-not-arrive-next');
    expect(row.confirmed).toMatchObject({ what: 'absent', provision: 'base', at: '13:16', ageMinutes: 4 });
    expect(row.lastSeen).toMatchObject({ what: 'present', provision: 'oak-farm', at: '09:02', ageMinutes: 258 });
    expect(row.followUps).toEqual([{ kind: 'finding-the-child', since: instantAt(MONDAY, '13:16') }]);
    expect(row.category).toBeUndefined();
  });

  test('who is missing was last seen leaving, where that was marked (R4.11)', () => {
    const marks = [here(), leftAt('12:00'), atBase('absent', '13:16')];
    expect(rowOf({ at: '13:20', marks }).lastSeen).toMatchObject({ what: 'left', at: '12:00' });
    expect(rowOf({ marks: [here(), leftAt('09:50')] })).not.toHaveProperty('lastSeen');
  });

  test('R3.6 a present that was corrected is not where the pupil was last seen', () => {
    expect(rowOf({ marks: [aMark('present', '09:40'), aMark('absent', '09:55')] })).not.toHaveProperty('lastSeen');
  });

  test('a register typed in at four says nothing about four o’clock', () => {
    expect(
      rowOf({ at: '16:30', marks: [aMark('present', '16:00'), atBase('present', '16:01')] }).confirmed,
    ).toMatchObject({
      at: '12:45',
    });
  });

  test.each<[string, Mark[], number | undefined]>([
    ['on time', [here()], undefined],
    ['20 minutes', [here({ arrivedAt: '09:20' })], 20],
    ['a bare late says no minutes', [aMark('late', '09:20')], undefined],
  ])('minutes late: %s', (_, marks, minutes) => {
    expect(rowOf({ marks }).minutesLate).toBe(minutes);
  });

  test('the update is due from when the absence was first said, until something else is', () => {
    const again = [notHere(), aMark('absent', '10:20', { reason: 'not known' })];
    expect(rowOf({ marks: again }).followUps).toMatchObject([
      { since: instantAt(MONDAY, '09:38'), overdueMinutes: 22 },
    ]);
    const since = [notHere(), aMark('present', '09:45'), aMark('absent', '10:20')];
    expect(rowOf({ marks: since }).followUps).toEqual([
      { kind: 'finding-the-reason', since: instantAt(MONDAY, '10:20'), updateDue: instantAt(MONDAY, '10:50') },
    ]);
  });

  test('category of why, never for who is present', () => {
    expect(rowOf({ marks: [notHere({ code: 'Y5' })] }).category).toBe('restricted');
    expect(rowOf({ marks: [here({ code: 'I' })] }).category).toBeUndefined();
    expect(rowOf({ marks: [here(), leftAt('09:50', { code: 'M' })] }).category).toBe('appointment');
  });
});

describe('which pupils', () => {
  const sealedTo = (...sealed: string[]): Pupil => pupilT({ sealed });

  test.each<[string, Case, number]>([
    ['sealed, without a reader', { pupils: [sealedTo('head@ashfield.example')] }, 0],
    [
      'sealed, for another reader',
      { pupils: [sealedTo('head@ashfield.example')], viewer: 'office@ashfield.example' },
      0,
    ],
    [
      'sealed, for the reader named',
      { pupils: [sealedTo('head@ashfield.example')], viewer: 'head@ashfield.example' },
      1,
    ],
    ['sealed to nobody', { pupils: [sealedTo()], viewer: 'head@ashfield.example' }, 0],
    ['a leaver', { pupils: [pupilT({ endDate: '2026-11-06' })] }, 0],
    ['on their last day', { pupils: [pupilT({ endDate: MONDAY })] }, 1],
    ['starting next week', { pupils: [pupilT({ startDate: '2026-11-16' })] }, 0],
    ['of another school', { pupils: [pupilT({ schoolUrn: BIRCHWOOD })] }, 0],
  ])('R8.3, R10.2 %s', (_, example, count) => {
    const { rows, unaccounted } = digest(example);
    expect(rows).toHaveLength(count);
    expect(unaccounted).toBe(count);
  });

  test('in one group by surname and forename as used', () => {
    const pupils = [
      pupilT({ pupilId: 'a', surname: 'Young' }),
      pupilT({ pupilId: 'b', surname: 'Zed', preferredSurname: 'Abbott' }),
      pupilT({ pupilId: 'c', surname: 'Young', forename: 'Zoë', preferredForename: 'Abi' }),
    ];
    expect(digest({ pupils }).rows.map(({ pupilId }) => pupilId)).toEqual(['b', 'c', 'a']);
  });
});

describe('other days than today', () => {
  test('a past day is judged at 18:00 with every mark known now, amendments marked', () => {
    const marks = [notHere(), aMark('absent', '09:00', { recordedAt: instantAt('2026-11-10', '08:15'), code: 'I' })];
    const then = digest({ marks, at: '17:59' });
    expect(then.rows[0]).toMatchObject({ earlier: [{ category: 'unexplained' }], amended: false });
    const now = digest({ marks, asked: '2026-11-11', at: '09:00' });
    expect(now.judgedAt).toEqual(moment('18:00'));
    expect(now.rows[0]).toMatchObject({ earlier: [{ category: 'ill' }], amended: true });
    expect(now.rows[0]!.proposals.AM).toMatchObject({ kind: 'code', code: 'I' });
  });

  test('a day to come is due later, without a code', () => {
    const { rows, unaccounted } = digest({ asked: '2026-11-06' });
    expect(rows[0]!.group).toBe('due-later');
    expect(rows[0]!.proposals.AM).toMatchObject({ kind: 'none', why: 'not-due-yet' });
    expect(unaccounted).toBe(0);
  });
});

describe('R10.4 when a digest is due', () => {
  const silent = [{ organisation: ASHFIELD, name: 'empty_digest', from: '2026-09-01', value: 'silent' }];
  const idle = [pupilT({ timetable: [] })];

  test.each<[string, Case, boolean]>([
    ['a school day', {}, true],
    ['a school day without a pupil expected', { pupils: idle }, true],
    ['the same where nothing is to be said', { pupils: idle, over: { settings: silent } }, false],
    ['pupils expected, whatever the setting', { over: { settings: silent } }, true],
    ['a sealed pupil counts for nobody', { pupils: [pupilT({ sealed: [] })], over: { settings: silent } }, false],
    ['M17 INSET, a pupil due at an open provision', { date: '2026-10-26' }, true],
    [
      'INSET, the provision shut too',
      {
        date: '2026-10-26',
        over: {
          calendar: [
            ...calA,
            closed('oak-farm', { from: '2026-10-26', to: '2026-10-26' }),
            closed('base', { from: '2026-10-26', to: '2026-10-26' }),
          ],
        },
      },
      false,
    ],
    ['INSET, pupils due at the school only', { date: '2026-10-26', pupils: [openCase] }, false],
    ['half term', { date: '2026-10-20' }, false],
    ['a Sunday', { date: '2026-11-08' }, false],
  ])('%s', (_, { pupils = [pupilT()], date = MONDAY, over }, due) => {
    expect(digestDue({ urn: ASHFIELD, date, held: held({ pupils, ...over }) })).toBe(due);
  });

  test('R10.2 nobody expected is an empty digest', () => {
    expect(digest({ pupils: idle }).empty).toBe(true);
    expect(digest({ pupils: [] }).empty).toBe(true);
    expect(digest({}).empty).toBe(false);
  });
});

describe('digest_by: all registers in', () => {
  const two = [pupilT(), pupilT({ pupilId: 'p02' })];
  test.each<[string, Case, boolean]>([
    ['before any slot', { at: '08:59' }, true],
    ['open register', { at: '09:00' }, false],
    ['closed register, nothing returned', { at: '10:00' }, false],
    ['one of two returned', { pupils: two, marks: [here()] }, false],
    ['both, one of them absent', { pupils: two, marks: [here(), notHere({ pupilId: 'p02' })] }, true],
    ['provision closed', { over: { calendar: [...calA, closed('oak-farm')] } }, true],
    ['only due in school', { pupils: [openCase] }, true],
    ['another school’s register', { pupils: [pupilT({ schoolUrn: BIRCHWOOD })] }, true],
    ['a mark recorded later', { at: '09:37', marks: [notHere()] }, false],
  ])('%s', (_, { pupils = [pupilT()], marks = [], at = '10:00', over }, allIn) => {
    const records = held({ pupils, marks, ...over });
    expect(allRegistersIn({ urn: ASHFIELD, date: MONDAY, held: records, moment: moment(at) })).toBe(allIn);
  });
});

describe('R10.6 what changed', () => {
  const pupils = ['p01', 'p02', 'p03', 'p04'].map((pupilId) => pupilT({ pupilId }));
  const before = snapshotOf(digest({ pupils, marks: [notHere({ pupilId: 'p02' }), here({ pupilId: 'p03' })] }));
  const later = (marks: Mark[]): Digest =>
    digest({ pupils, at: '11:00', marks: [notHere({ pupilId: 'p02' }), here({ pupilId: 'p03' }), ...marks] });

  test('nothing, where only time has passed', () => {
    expect(changesSince(before, later([]))).toEqual([]);
  });

  test('before and after, most urgent first', () => {
    const after = later([
      aMark('present', '10:40', { pupilId: 'p01', arrivedAt: '09:00' }),
      aMark('absent', '10:41', { pupilId: 'p02', code: 'I' }),
      aMark('left', '10:42', { pupilId: 'p03', leftAt: '10:35' }),
      aMark('absent', '10:43', { pupilId: 'p04' }),
    ]);
    const changes = changesSince(before, after);
    expect(changes).toEqual([
      {
        pupilId: 'p03',
        before: { group: 'present', am: 'B', pm: 'none' },
        after: { group: 'missing-or-contradictory', am: 'B', pm: 'none', missing: true },
      },
      {
        pupilId: 'p04',
        before: { group: 'not-returned', am: 'none', pm: 'none' },
        after: { group: 'unexplained', am: 'N', pm: 'none' },
      },
      {
        pupilId: 'p02',
        before: { group: 'unexplained', am: 'N', pm: 'none' },
        after: { group: 'absent-with-reason', am: 'I', pm: 'none' },
      },
      {
        pupilId: 'p01',
        before: { group: 'not-returned', am: 'none', pm: 'none' },
        after: { group: 'present', am: 'B', pm: 'none' },
      },
    ]);
    expect(newsToActOn(changes).map(({ pupilId }) => pupilId)).toEqual(['p03', 'p04']);
  });

  test('a correction of the code alone is a change and no news', () => {
    const changes = changesSince(
      snapshotOf(later([aMark('absent', '10:41', { pupilId: 'p02', code: 'I' })])),
      later([aMark('absent', '10:41', { pupilId: 'p02', code: 'M' })]),
    );
    expect(changes).toEqual([
      {
        pupilId: 'p02',
        before: { group: 'absent-with-reason', am: 'I', pm: 'none' },
        after: { group: 'absent-with-reason', am: 'M', pm: 'none' },
      },
    ]);
    expect(newsToActOn(changes)).toEqual([]);
  });

  test('a pupil who came onto the roll, and one who is off it', () => {
    const joined = digest({
      pupils: [...pupils.slice(1), pupilT({ pupilId: 'p05' })],
      marks: [notHere({ pupilId: 'p02' }), here({ pupilId: 'p03' })],
    });
    expect(changesSince(before, joined)).toEqual([
      { pupilId: 'p01', before: { group: 'not-returned', am: 'none', pm: 'none' }, after: undefined },
      { pupilId: 'p05', before: undefined, after: { group: 'not-returned', am: 'none', pm: 'none' } },
    ]);
  });

  test('a provision that closes is news', () => {
    const shut = digest({ pupils, at: '11:00', over: { calendar: [...calA, closed('oak-farm')] } });
    expect(newsToActOn(changesSince(before, shut)).map(({ after }) => after?.group)).toEqual(
      Array(4).fill('provision-closed'),
    );
  });

  test('a snapshot is small and never names Y5', () => {
    const json = JSON.stringify(snapshotOf(digest({ marks: [notHere({ code: 'Y5', reason: 'police station' })] })));
    expect(JSON.parse(json)).toEqual({
      date: MONDAY,
      shown: { p01: { group: 'absent-with-reason', am: 'restricted', pm: 'none' } },
    });
  });
});

test('R7.2 the digest is right on the Mondays after both clock changes', () => {
  for (const date of ['2028-03-27', '2028-10-30']) {
    const pupil = pupilT({
      endDate: undefined,
      timetable: [aRow('monday', 'oak-farm', '09:00', '12:00', { validTo: undefined })],
    });
    const marks = [aMark('absent', '09:38', { date })];
    const { rows } = digest({ pupils: [pupil], date, marks, over: { calendar: [] } });
    expect(rows[0]!.followUps).toMatchObject([{ since: instantAt(date, '09:38'), overdueMinutes: 22 }]);
  }
});
