import { scopeOf } from '../../src/domain/access.ts';
import { shortEntry } from '../../src/domain/register/amendment.ts';
import { seenIn } from '../../src/domain/register/conflict.ts';
import { MOST_REASON_CHARACTERS, type Entry } from '../../src/domain/register/entry.ts';
import { heardIn, reasonsHeard } from '../../src/domain/register/reasons.ts';
import { markFor, type Marking } from '../../src/domain/register/marking.ts';
import { slotsOn } from '../../src/domain/slots.ts';
import { standingOf } from '../../src/domain/standing.ts';
import { instantAt, momentOf } from '../../src/domain/time.ts';
import type { Mark, PartnershipRecords, Pupil } from '../../src/domain/records.ts';
import { ASHFIELD, PARTNERSHIP, aMark, aPupil, aRow, held, pupilT } from '../support/cal-a.ts';
import { aPerson, there, type Held } from '../support/partnerships.ts';

const MONDAY = '2026-11-09';
const TUESDAY = '2026-11-10';
const at = (time: string, date = MONDAY) => momentOf(instantAt(date, time));
const who = (...holdings: Held[]) => {
  const person = aPerson(...holdings);
  return { person, scope: scopeOf(person, there) };
};
const staff = who(['provision', 'oak-farm'], ['provision', 'base']);
const oakFarmOnly = who(['provision', 'oak-farm']);
const officer = who(['officer', PARTNERSHIP]);
const keyLink = who(['key-link', ASHFIELD]);
const head = who(['head', ASHFIELD]);

interface Case {
  by?: typeof staff;
  now?: string;
  today?: string;
  date?: string;
  provision?: string;
  start?: string;
  marks?: Mark[];
  pupil?: Partial<Pupil>;
  records?: Partial<PartnershipRecords>;
  seen?: string;
}
function mark(entry: Entry, given: Case = {}): Marking {
  const { by = staff, now = '15:40', today = MONDAY, date = MONDAY, provision = 'oak-farm', start = '09:00' } = given;
  const records = held({ pupils: [pupilT(given.pupil)], marks: given.marks ?? [], ...given.records });
  return markFor(entry, { held: records, pupilId: 'p01', date, provision, start }, by, at(now, today), given.seen);
}
/** `late 09:20`, `same`, `refused: session-over`. */
function told(marking: Marking): string {
  if (marking.kind === 'mark') return shortEntry(marking.mark);
  if (marking.kind !== 'refused') return marking.kind;
  const { refusal } = marking;
  return `refused: ${refusal.why === 'code' ? refusal.code.why : refusal.why}`;
}
const present = (time?: string): Entry => ({ said: 'present', at: time });

describe('R3.3: the boundaries of a session', () => {
  test.each([
    ['07:59', 'refused: too-early'],
    ['08:00', 'present 08:00'],
    ['08:52', 'present 08:52'],
    ['09:00', 'present 09:00'],
    ['09:01', 'late 09:01'],
    ['09:29', 'late 09:29'],
    ['09:30', 'late 09:30'],
    ['11:59', 'late 11:59'],
    ['12:00', 'refused: session-over'],
    ['12:44', 'refused: session-over'],
    ['12:45', 'refused: session-over'],
  ])('R3.3: AM, “present” with arrival %s: %s', (time, expected) => {
    expect(told(mark(present(time)))).toBe(expected);
  });

  test.each([
    ['11:44', 'refused: too-early'],
    ['12:45', 'present 12:45'],
    ['12:46', 'late 12:46'],
    ['13:14', 'late 13:14'],
    ['13:15', 'late 13:15'],
    ['15:39', 'late 15:39'],
  ])('R3.3: PM, “present” with arrival %s: %s', (time, expected) => {
    expect(told(mark(present(time), { provision: 'base', start: '12:45' }))).toBe(expected);
  });

  test.each([
    ['08:52', 'refused: not-late'],
    ['09:00', 'refused: not-late'],
    ['09:01', 'late 09:01'],
    ['09:30', 'late 09:30'],
    ['12:10', 'refused: session-over'],
  ])('R3.3: AM, “late” with arrival %s: %s', (time, expected) => {
    expect(told(mark({ said: 'late', at: time }))).toBe(expected);
  });

  test('M4: after the end, the slot that the time falls in is named', () => {
    expect(mark(present('12:10'))).toEqual({ kind: 'refused', refusal: { why: 'session-over', end: '12:00' } });
    expect(mark(present('12:45'))).toEqual({
      kind: 'refused',
      refusal: { why: 'session-over', end: '12:00', next: { provision: 'base', start: '12:45' } },
    });
  });

  test('R7.15: provision staff are not told of a slot elsewhere', () => {
    expect(mark(present('13:00'), { by: oakFarmOnly })).toEqual({
      kind: 'refused',
      refusal: { why: 'session-over', end: '12:00' },
    });
  });
});

describe('times that cannot be', () => {
  test.each<[string, Entry, Case, string]>([
    ['late without a time', { said: 'late' }, {}, 'refused: time-needed'],
    ['left without a time', { said: 'left' }, {}, 'refused: time-needed'],
    ['no time', present('25:00'), {}, 'refused: no-time'],
    ['no time either', present('9:20'), {}, 'refused: no-time'],
    ['later than now', present('09:06'), { now: '09:05' }, 'refused: time-ahead'],
    ['this very minute', present('09:05'), { now: '09:05' }, 'late 09:05'],
    ['left later than now', { said: 'left', at: '10:00' }, { now: '09:59' }, 'refused: time-ahead'],
    ['present without a time, too early', present(), { now: '08:29' }, 'refused: not-started'],
    ['present without a time, half an hour before', present(), { now: '08:30' }, 'present'],
    ['present without a time, when all is over', present(), { now: '17:00' }, 'present'],
    ['not here before the start', { said: 'absent' }, { now: '08:59' }, 'refused: not-started'],
    ['“unknown” is no reason', { said: 'absent', reason: 'not known' }, { now: '08:59' }, 'refused: not-started'],
    ['not here at the start', { said: 'absent' }, { now: '09:00' }, 'absent'],
    ['Q18: ill, told at 08:20', { said: 'absent', heard: 'ill' }, { now: '08:20' }, 'absent I'],
    [
      'tomorrow',
      { said: 'absent', heard: 'ill' },
      { date: TUESDAY, provision: ASHFIELD, by: officer },
      'refused: day-ahead',
    ],
  ])('%s', (_, entry, given, expected) => {
    expect(told(mark(entry, given))).toBe(expected);
  });
});

describe('whose slot', () => {
  test.each<[string, Case, string]>([
    ['not placed there that day', { provision: 'pru', by: officer }, 'refused: no-such-slot'],
    ['no slot at that time', { start: '12:45' }, 'refused: no-such-slot'],
    ['no such pupil', { records: { pupils: [aPupil({ pupilId: 'p02' })] } }, 'refused: no-such-slot'],
    ['sealed', { pupil: { sealed: ['named@northvale.example'] } }, 'refused: no-such-slot'],
    ['sealed, and named', { pupil: { sealed: [staff.scope.upn] } }, 'present'],
    ['somebody else’s staff', { by: who(['provision', 'base']) }, 'refused: not-yours'],
    [
      'somebody else’s staff, last week: rights first',
      { by: who(['provision', 'base']), today: '2026-11-16' },
      'refused: not-yours',
    ],
    [
      'somebody else’s staff, no such pupil: rights first',
      { by: who(['provision', 'base']), records: { pupils: [] } },
      'refused: not-yours',
    ],
    ['R3.8: own staff, yesterday', { today: TUESDAY }, 'refused: day-over'],
    ['R3.8: own staff, last week', { today: '2026-11-16' }, 'refused: day-over'],
    ['R3.8: a school at a provision', { by: head }, 'refused: not-yours'],
    [
      'a closed place',
      { records: { calendar: [{ organisation: 'oak-farm', from: MONDAY, to: MONDAY, kind: 'closure' }] } },
      'refused: place-closed',
    ],
  ])('%s', (_, given, expected) => {
    expect(told(mark(present(), given))).toBe(expected);
  });

  test('R3.8: a school marks its own site', () => {
    const home = { date: TUESDAY, today: TUESDAY, provision: ASHFIELD };
    expect(told(mark(present('08:52'), { ...home, by: keyLink }))).toBe('present 08:52');
    expect(told(mark(present('08:52'), { ...home, by: staff }))).toBe('refused: not-yours');
  });
});

describe('reasons heard', () => {
  test.each<[Entry, string]>([
    [{ said: 'absent' }, 'absent'],
    [{ said: 'absent', heard: 'ill' }, 'absent I'],
    [{ said: 'absent', heard: 'appointment' }, 'absent M'],
    [{ said: 'absent', heard: 'religious' }, 'absent R'],
    [{ said: 'absent', heard: 'other', reason: 'ill, says the taxi driver' }, 'absent'],
    [{ said: 'absent', reason: 'Poorly' }, 'absent I'],
    [{ said: 'absent', reason: 'overslept' }, 'absent'],
    [{ said: 'late', at: '10:20', heard: 'appointment' }, 'late 10:20 M'],
  ])('%j is %s', (entry, expected) => {
    expect(told(mark(entry))).toBe(expected);
  });

  test('the words are kept, blank ones are none, and a story is refused', () => {
    expect(mark({ said: 'absent', reason: ' overslept ' })).toMatchObject({ mark: { reason: 'overslept' } });
    expect(mark({ said: 'absent', reason: '  ' })).toMatchObject({ mark: { reason: undefined } });
    const story = 'x'.repeat(MOST_REASON_CHARACTERS + 1);
    for (const entry of [{ reason: story }, { why: story }])
      expect(told(mark({ said: 'absent', ...entry }))).toBe('refused: words-too-long');
  });

  test('every word offered is read back as its own reason', () => {
    for (const { key, words } of reasonsHeard) for (const word of words) expect(heardIn(word)).toBe(key);
    expect(heardIn('ill with worry')).toBeUndefined();
  });
});

describe('leaving', () => {
  const here = aMark('present', '09:02');
  const leave = (time: string): Entry => ({ said: 'left', at: time });
  test.each<[string, Mark[], string, string]>([
    ['after arriving', [here], '11:05', 'left 11:05'],
    ['without an arrival', [], '11:05', 'refused: no-arrival'],
    ['after being called absent', [aMark('absent', '09:05')], '11:05', 'refused: no-arrival'],
    ['before arriving', [aMark('late', '09:25', { arrivedAt: '09:20' })], '09:19', 'refused: left-before-arrival'],
    ['before the slot', [here], '08:58', 'refused: outside-slot'],
    ['at its end', [here], '12:00', 'refused: outside-slot'],
    [
      'an arrival after the end is none',
      [aMark('present', '12:10', { arrivedAt: '12:05' })],
      '11:05',
      'refused: no-arrival',
    ],
    ['said already', [here, aMark('left', '11:06', { leftAt: '11:05' })], '11:05', 'same'],
    [
      'another time needs its reason',
      [here, aMark('left', '11:06', { leftAt: '11:05' })],
      '11:15',
      'refused: why-needed',
    ],
  ])('%s', (_, marks, time, expected) => {
    expect(told(mark(leave(time), { marks }))).toBe(expected);
  });

  test('leaving and coming back are news, no corrections (R3.4)', () => {
    expect(mark(leave('11:05'), { marks: [here] })).not.toHaveProperty('mark.amends');
    const gone = [here, aMark('left', '10:01', { leftAt: '10:00' })];
    expect(told(mark(present('10:30'), { marks: gone }))).toBe('late 10:30');
    expect(mark(present('10:30'), { marks: gone })).not.toHaveProperty('mark.amends');
    expect(told(mark(present('09:50'), { marks: gone }))).toBe('refused: why-needed');
  });
});

describe('R3.6, R3.8: what stands already', () => {
  const late = aMark('late', '09:20', { arrivedAt: '09:12' });
  const absent = aMark('absent', '09:05');
  const ill = aMark('absent', '09:05', { code: 'I' });
  test.each<[string, Mark[], Entry, string]>([
    ['nothing', [], present(), 'present'],
    ['the same', [late], { said: 'late', at: '09:12' }, 'same'],
    ['the same, said as present', [late], present('09:12'), 'same'],
    ['less is no change', [ill], { said: 'absent' }, 'same'],
    ['less is one with a reason', [ill], { said: 'absent', why: 'mum never rang' }, 'absent'],
    ['another time', [late], { said: 'late', at: '09:22' }, 'refused: why-needed'],
    ['another time, with the reason', [late], { said: 'late', at: '09:22', why: 'misread' }, 'late 09:22'],
    ['blank is no reason', [late], { said: 'late', at: '09:22', why: ' ' }, 'refused: why-needed'],
    ['present, then absent', [aMark('present', '09:02')], { said: 'absent' }, 'refused: why-needed'],
    ['R3.5: absent, then arrived', [absent], present('09:40'), 'late 09:40'],
    ['absent, and was there all the time', [absent], present('08:58'), 'refused: why-needed'],
    ['ill, then another reason', [ill], { said: 'absent', heard: 'appointment' }, 'refused: why-needed'],
    ['M6: absent, then the reason', [absent], { said: 'absent', heard: 'ill' }, 'absent I'],
  ])('%s', (_, marks, entry, expected) => {
    expect(told(mark(entry, { marks }))).toBe(expected);
  });

  test('the five legal fields: what stood, what stands, why, when, who with their position', () => {
    expect(mark({ said: 'late', at: '09:22', why: 'misread' }, { marks: [late], now: '09:30' })).toMatchObject({
      mark: {
        status: 'late',
        arrivedAt: '09:22',
        amends: { was: 'late 09:12', why: 'misread' },
        recordedAt: instantAt(MONDAY, '09:30'),
        recordedBy: 'Sam Reed',
        upn: 'sam@northvale.example',
        position: 'provision',
      },
    });
  });

  test.each<[Mark, Entry, object]>([
    [absent, present('09:40'), { was: 'absent', why: 'arrived since' }],
    [absent, { said: 'absent', heard: 'ill' }, { was: 'absent', why: 'reason heard' }],
    [ill, { said: 'absent', heard: 'appointment', why: 'mum rang again' }, { was: 'absent I', why: 'mum rang again' }],
  ])('a change keeps %j', (stood, entry, amends) => {
    expect(mark(entry, { marks: [stood] })).toMatchObject({ mark: { amends } });
  });

  test('R3.8: after the day, partnership staff, with a reason, for an entry never made too', () => {
    const after = { by: officer, today: '2026-11-16' };
    expect(told(mark(present('08:55'), after))).toBe('refused: why-needed');
    expect(mark({ ...present('08:55'), why: 'paper register' }, after)).toMatchObject({
      mark: { date: MONDAY, arrivedAt: '08:55', amends: { was: 'unmarked', why: 'paper register' } },
    });
    expect(told(mark({ said: 'left', at: '11:00' }, { ...after, marks: [aMark('present', '09:02')] }))).toBe(
      'refused: why-needed',
    );
  });

  test('a mark always comes after the one that stands, whatever this machine’s clock says', () => {
    const ahead = aMark('present', '09:02');
    expect(mark({ said: 'absent', why: 'wrong child' }, { marks: [ahead], now: '09:01' })).toMatchObject({
      mark: { recordedAt: ahead.recordedAt + 1, amends: { was: 'present' } },
    });
  });
});

describe('two people at one register', () => {
  const [slot] = slotsOn(pupilT(), MONDAY, held());
  const seenOf = (marks: Mark[]) => seenIn(standingOf(slot!, marks));
  const theirs = aMark('late', '09:14', { arrivedAt: '09:12', recordedBy: 'Kit Moss', upn: 'kit@oakfarm.example' });
  const mine = aMark('present', '09:13', { recordedBy: 'Sam Reed', upn: 'sam@northvale.example' });

  test('who is second is told who said what and when, and nothing is written', () => {
    expect(mark({ said: 'absent' }, { marks: [theirs], seen: seenOf([]) })).toEqual({
      kind: 'overtaken',
      by: 'Kit Moss',
      what: 'late 09:12',
      at: theirs.recordedAt,
    });
  });

  test.each<[string, Entry, Mark[], string, string]>([
    ['both say the same', { said: 'late', at: '09:12' }, [theirs], seenOf([]), 'same'],
    ['it was seen', { said: 'late', at: '09:20', why: 'misread' }, [theirs], seenOf([theirs]), 'late 09:20'],
    ['only one’s own tap came between', { said: 'late', at: '09:05', why: 'slip' }, [mine], seenOf([]), 'late 09:05'],
    ['theirs came before one’s own second tap', { said: 'absent' }, [mine, theirs], seenOf([mine]), 'overtaken'],
    ['what was seen is gone', { said: 'absent', why: 'x' }, [theirs], 'of another day', 'overtaken'],
    [
      'what I leave from has changed',
      { said: 'left', at: '10:00' },
      [mine, aMark('absent', '09:20')],
      seenOf([mine]),
      'overtaken',
    ],
  ])('%s', (_, entry, marks, seen, expected) => {
    expect(told(mark(entry, { marks, seen }))).toBe(expected);
  });

  test('R9.3: neither a code nor, where it is restricted, who gave it is told', () => {
    const theirsRestricted = aMark('absent', '09:14', { code: 'Y5', recordedBy: 'Youth justice' });
    const marking = mark(present(), { marks: [theirsRestricted], seen: seenOf([]) });
    expect(marking).toEqual({ kind: 'overtaken', by: undefined, what: 'absent', at: theirsRestricted.recordedAt });
    expect(mark(present(), { marks: [theirsRestricted] })).toMatchObject({ refusal: { stands: 'absent' } });
  });
});

describe('R1.4, R3.8: codes', () => {
  const code = (typed: string, given: Case = {}) => mark({ said: 'code', code: typed }, { by: officer, ...given });
  const home = { date: TUESDAY, today: TUESDAY, provision: ASHFIELD };
  const refusal = (marking: Marking) =>
    marking.kind === 'refused' && marking.refusal.why === 'code' ? marking.refusal.code : marking;

  test.each([
    ['0', 'zero', ['O']],
    ['|', 'bar-one-or-l', ['/', 'L', 'I']],
    ['1', 'bar-one-or-l', ['/', 'L', 'I']],
    ['Y', 'family', ['Y1', 'Y2', 'Y3', 'Y4', 'Y5', 'Y6', 'Y7']],
    ['H', 'withdrawn', ['C', 'G']],
    ['F', 'withdrawn', ['C', 'G']],
    ['J', 'family', ['J1']],
    ['ZZ', 'unknown', []],
    [' ', 'empty', []],
  ])('R1.4: %s is refused (%s) with what may have been meant', (typed, because, offer) => {
    expect(refusal(code(typed))).toEqual({ why: 'no-code', typed, because, offer });
  });

  test.each(['I', 'M', 'R', 'T', 'G', 'N', 'O', 'Q', 'Y1', 'Y2', 'Y3', 'Y5', 'Y6', 'Y7'])(
    '%s explains an absence',
    (typed) => {
      expect(told(code(typed))).toBe(`absent ${typed}`);
    },
  );

  test.each(['W', 'P'])(
    '%s is attendance that a person said so of; at the school’s own site it is nothing',
    (typed) => {
      expect(told(code(typed.toLowerCase()))).toBe(`present ${typed}`);
      expect(told(code(typed, { now: '08:00' }))).toBe('refused: not-started');
      expect(refusal(code(typed, home))).toEqual({ why: 'say-instead', code: typed, say: 'present' });
    },
  );

  test.each<[string, object]>([
    ['/', { why: 'say-instead', say: 'present' }],
    ['\\', { why: 'say-instead', say: 'present' }],
    ['B', { why: 'say-instead', say: 'present' }],
    ['K', { why: 'say-instead', say: 'present' }],
    ['V', { why: 'say-instead', say: 'present' }],
    ['L', { why: 'say-instead', say: 'late' }],
    ['U', { why: 'say-instead', say: 'late' }],
    ['D', { why: 'known-from', record: 'placement' }],
    ['#', { why: 'known-from', record: 'calendar' }],
    ['Z', { why: 'known-from', record: 'roll' }],
    ['E', { why: 'known-from', record: 'suspension' }],
    ['C', { why: 'leave-not-yours' }],
    ['C1', { why: 'leave-not-yours' }],
    ['S', { why: 'leave-not-yours' }],
    ['J1', { why: 'leave-not-yours' }],
    ['C2', { why: 'agreement-missing', offer: [] }],
    ['Y4', { why: 'not-the-schools-site', offer: [] }],
    ['X', { why: 'compulsory-age', offer: ['C2'] }],
  ])('R3.8, M15, M18, M23: %s is refused to an officer', (typed, expected) => {
    expect(refusal(code(typed))).toEqual({ code: typed, ...expected });
  });

  test('M13, M14: C2 stands on an agreement that covers the session', () => {
    const agreement = { from: '2026-09-02', weekday: 'monday', session: 'AM' } as const;
    expect(told(code('C2', { pupil: { agreements: [agreement] } }))).toBe('absent C2');
    expect(told(code('C2', { pupil: { agreements: [{ ...agreement, to: '2026-11-06' }] } }))).toBe(
      'refused: agreement-expired',
    );
  });

  test('M16, R1.6: X after compulsory school age', () => {
    const date = '2027-06-28';
    const pupil = { dateOfBirth: '2011-03-04', timetable: [aRow('monday', 'oak-farm', '09:00', '12:00')] };
    expect(told(code('X', { date, today: date, pupil }))).toBe('absent X');
  });

  test.each(['C', 'C1', 'S', 'J1'])('R3.8: %s at home from the school’s head, not from its key link', (typed) => {
    expect(told(code(typed, { ...home, by: head }))).toBe(`absent ${typed}`);
    expect(told(code(typed, { ...home, by: keyLink }))).toBe('refused: leave-not-yours');
  });

  test('Y4 is the school’s own site', () => {
    expect(told(code('Y4', { ...home, by: head }))).toBe('absent Y4');
  });

  test.each(['I', '/', '0', 'W'])('R3.8: provision staff give no codes, %s neither', (typed) => {
    expect(told(code(typed, { by: staff }))).toBe('refused: codes-not-yours');
  });
});
