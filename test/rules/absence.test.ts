import { isDslFor, ownerOf } from '../../src/domain/absence/owners.ts';
import { wantedOf } from '../../src/domain/absence/questions.ts';
import type { AbsenceEvent } from '../../src/domain/absence/events.ts';
import type { Contact } from '../../src/domain/absence/absence.ts';
import type { Mark, Pupil } from '../../src/domain/records.ts';
import { ASHFIELD, PARTNERSHIP, aMark, aPlacement, aPupil, aRow, held, pupilT } from '../support/cal-a.ts';
import { aContact, followed, officer } from '../support/followed.ts';

const MONDAY = '2026-11-09';
const child = (rag: Pupil['rag'], over: Partial<Pupil> = {}): Pupil =>
  aPupil({
    rag,
    contacts: [{ name: 'Dana Smith', relationship: 'mother' }],
    placements: [aPlacement(), aPlacement({ provision: 'base' })],
    timetable: (['monday', 'tuesday', 'wednesday', 'thursday', 'friday'] as const).flatMap((day) => [
      aRow(day, 'oak-farm', '09:00', '12:00'),
      aRow(day, 'base', '12:45', '15:45'),
    ]),
    ...over,
  });
const notHere = (over: Partial<Mark> = {}): Mark => aMark('absent', '09:38', over);
const atBase = { provision: 'base', arrive: '12:45' };
/** A child said not to be here at 09:38. */
const missed = (rag: Pupil['rag'], over: Partial<Pupil> = {}) => {
  const of = followed(child(rag, over));
  of.mark(notHere());
  return of;
};
const rang = (time: string, over: Partial<Contact> = {}): AbsenceEvent => ({
  kind: 'contact',
  contact: aContact(MONDAY, time, over),
});
const closing: AbsenceEvent = { kind: 'close', by: officer };

describe('4.2: how an absence begins', () => {
  test('M5: "not here", no reason: unexplained, told to partnership and link person together (R4.1)', () => {
    const of = missed('green');
    expect(of.absence()).toMatchObject({
      state: 'unexplained',
      day: 1,
      version: 1,
      slots: [{ date: MONDAY, provision: 'oak-farm', start: '09:00', code: 'N' }],
    });
    expect(of.told).toMatchObject([{ what: 'opened', to: [`key-link@${ASHFIELD}`, `officer@${PARTNERSHIP}`] }]);
  });

  test.each([
    ['green', 'I', 'resolved', true],
    ['green', undefined, 'reason-given', false],
    ['amber', 'I', 'reason-given', false],
    ['red', 'I', 'reason-given', false],
  ] as const)('PRE_NOTIFIED: %s, told before the register with code %s: %s, closed %s', (rag, code, state, closed) => {
    const of = followed(child(rag));
    of.mark(aMark('absent', '08:20', { reason: 'flu, says mother', code }));
    expect(of.absence().state).toBe(state);
    expect(of.absence().closedAt !== undefined).toBe(closed);
    if (closed) expect(of.told).toEqual([]);
  });

  test('trap 7: a register that did not come opens nothing', () => {
    const of = followed(child('red'));
    expect(of.look(MONDAY, '11:00')).toEqual([]);
  });

  test('M9, R1.8: a dual-registered child who is not there has a code, and is looked for all the same', () => {
    const of = followed(pupilT({ rag: 'green' }));
    of.mark(aMark('absent', '09:38', { date: '2026-11-13', provision: 'pru' }));
    expect(of.absence()).toMatchObject({ state: 'unexplained', slots: [{ code: 'D' }] });
    expect(of.open()).toBeDefined();
  });

  test('one entered for a day gone by is followed up once, and an old amendment opens nothing', () => {
    const late = followed(child('green'));
    late.marks.push(notHere({ recordedAt: Date.parse('2026-11-10T09:00:00Z') }));
    expect(late.look('2026-11-10', '09:00', MONDAY)).toHaveLength(1);
    const old = followed(child('green'));
    old.marks.push(notHere(), notHere({ recordedAt: Date.parse('2026-11-12T09:00:00Z'), code: 'I' }));
    expect(old.look('2026-11-12', '09:00', MONDAY)).toEqual([]);
  });
});

describe('4.3: transitions', () => {
  const wait: AbsenceEvent = { kind: 'notified', by: 'Keylink' };
  const noAnswer = rang('10:20', { outcome: 'no-answer' });
  const visited = rang('11:00', { method: 'visit' });
  test.each<[string, Pupil['rag'], AbsenceEvent[], string]>([
    ['ABSENT_UNEXPLAINED, enquirer told', 'green', [wait], 'enquirer-notified'],
    ['update with the reason', 'amber', [wait, rang('10:00', { reason: 'ill' })], 'reason-given'],
    ['words that say nothing are no reason', 'green', [wait, rang('10:00', { reason: 'not known' })], 'contacts-tried'],
    [
      'the school rung, no news',
      'green',
      [wait, rang('10:00', { whom: 'Office', relationship: undefined })],
      'enquirer-notified',
    ],
    ['contacts tried, RED: will visit', 'red', [wait, noAnswer], 'visit-required'],
    ['contacts tried, AMBER: may visit', 'amber', [wait, noAnswer], 'contacts-tried'],
    ['contacts tried, GREEN: may visit', 'green', [wait, noAnswer], 'contacts-tried'],
    [
      'decided to visit',
      'amber',
      [noAnswer, { kind: 'visit', by: officer, wanted: true, why: 'no answer' }],
      'visit-required',
    ],
    [
      'decided not to',
      'green',
      [noAnswer, { kind: 'visit', by: officer, wanted: false, why: 'ill yesterday' }],
      'continuing',
    ],
    ['visit, not seen', 'red', [noAnswer, visited], 'visited-not-seen'],
    [
      'visit, seen',
      'amber',
      [noAnswer, rang('11:00', { method: 'visit', child: { mode: 'in-person' } })],
      'visited-seen',
    ],
    [
      'a call does not undo a visit that is wanted',
      'red',
      [noAnswer, rang('10:25', { outcome: 'no-answer' })],
      'visit-required',
    ],
    ['DSL: missing', 'red', [noAnswer, visited, { kind: 'missing', by: officer, why: 'nobody knows' }], 'missing'],
    [
      'missing, a call without news',
      'red',
      [{ kind: 'missing', by: officer, why: 'nobody knows' }, noAnswer],
      'missing',
    ],
    [
      'missing, child located',
      'red',
      [{ kind: 'missing', by: officer, why: 'x' }, rang('11:30', { child: { mode: 'voice' } })],
      'reason-given',
    ],
  ])('%s', (_, rag, events, state) => {
    const of = missed(rag);
    for (const event of events) expect(of.do(MONDAY, '11:30', event).kind).toBe('done');
    expect(of.absence().state).toBe(state);
  });

  test.each<[string, AbsenceEvent, string, Pupil['rag']?]>([
    ['a contact in the future', rang('11:31'), 'in-the-future'],
    ['one before the absence', { kind: 'contact', contact: aContact('2026-11-06', '10:00') }, 'before-it-began'],
    ['with nobody', rang('10:00', { whom: ' ' }), 'words-needed'],
    ['a reason from nobody reached', rang('10:00', { outcome: 'no-answer', reason: 'ill' }), 'nobody-reached'],
    [
      'a child seen by nobody reached',
      rang('10:00', { outcome: 'message-left', child: { mode: 'voice' } }),
      'nobody-reached',
    ],
    ['a code that is none (R1.4)', rang('10:00', { code: '0' }), 'not-a-code'],
    ['`N` again', rang('10:00', { code: 'N' }), 'code-explains-nothing'],
    ['`B` for an absence', { kind: 'code', by: officer, code: 'B', why: 'x' }, 'code-explains-nothing'],
    ['`C2` without an agreement', rang('10:00', { code: 'C2' }), 'code-needs-more'],
    ['`X` at compulsory age (M15)', { kind: 'code', by: officer, code: 'X', why: 'x' }, 'code-needs-more'],
    ['`Y4` at a provision (M18)', rang('10:00', { code: 'Y4' }), 'code-needs-more'],
    ['a decision without its reason', { kind: 'visit', by: officer, wanted: false, why: '' }, 'words-needed'],
    ['no visit to a red child', { kind: 'visit', by: officer, wanted: false, why: 'far' }, 'red-is-visited', 'red'],
    ['closing while nobody knows that they are safe', closing, 'not-known-safe'],
    ['reopening what is open', { kind: 'reopen', by: officer, why: 'x' }, 'not-closed'],
  ])('refused, and nothing written: %s', (_, event, why, rag = 'green') => {
    const of = missed(rag);
    const before = structuredClone(of.absence());
    expect(of.do(MONDAY, '11:30', event)).toMatchObject({ kind: 'refused', refusal: { why } });
    expect([of.absence(), of.marks.length]).toEqual([before, 1]);
  });

  test('the same contact twice is one contact; told twice is told once', () => {
    const of = missed('green');
    expect(of.do(MONDAY, '10:00', rang('10:00')).kind).toBe('done');
    expect(of.do(MONDAY, '10:01', rang('10:00')).kind).toBe('same');
    expect(of.do(MONDAY, '10:02', wait).kind).toBe('done');
    expect(of.do(MONDAY, '10:03', wait).kind).toBe('same');
    expect(of.absence().contacts).toHaveLength(1);
  });
});

describe('R4.3: two questions', () => {
  test('M6, R3.6: the reason closes the code of a green child with an amendment that keeps what stood', () => {
    const of = missed('green');
    of.do(MONDAY, '10:05', rang('10:05', { reason: 'flu', code: 'i' }));
    expect(of.marks[1]).toMatchObject({
      status: 'absent',
      code: 'I',
      reason: 'flu',
      upn: officer.upn,
      position: 'Officer',
      amends: { was: 'absent', why: 'reason heard' },
    });
    expect(of.absence()).toMatchObject({ state: 'resolved', slots: [{ code: 'I' }], safe: { how: 'reason-heard' } });
    expect(of.absence().closedBy).toBe(officer.name);
    expect(of.look(MONDAY, '10:06')).toEqual([]);
  });

  test('a reason without a code leaves the code open; a code without the child leaves a red child open', () => {
    const green = missed('green');
    green.do(MONDAY, '10:05', rang('10:05', { reason: 'family trouble' }));
    expect(green.absence()).toMatchObject({ state: 'reason-given', safe: { how: 'reason-heard' } });
    expect(green.open()).toBeDefined();
    const red = missed('red');
    red.do(MONDAY, '10:05', rang('10:05', { reason: 'flu', code: 'I' }));
    expect(red.open()).toMatchObject({ state: 'reason-given' });
    expect(red.do(MONDAY, '10:06', closing)).toMatchObject({ refusal: { why: 'not-known-safe' } });
  });

  test.each([
    ['voice', 'call', false],
    ['video', 'video', true],
    ['in-person', 'visit', true],
  ] as const)('R4.5: red, child by %s: waits for the DSL is %4$s', (mode, method, isSafe) => {
    const of = missed('red');
    of.do(MONDAY, '11:00', rang('10:05', { method, reason: 'flu', code: 'I', child: { mode } }));
    expect(of.open()?.state).toBe(isSafe ? 'resolved' : 'reason-given');
    expect(of.told.some(({ what }) => what === 'for-the-dsl')).toBe(isSafe);
    expect(of.do(MONDAY, '11:05', closing).kind).toBe(isSafe ? 'done' : 'refused');
    expect(of.absence().state).toBe(isSafe ? 'closed-seen' : 'reason-given');
  });

  test('R4.5: video is no face to face after a visit that did not see the child', () => {
    const of = missed('red');
    of.do(MONDAY, '11:00', rang('10:30', { method: 'visit' }));
    of.do(MONDAY, '11:05', rang('11:00', { method: 'video', reason: 'flu', code: 'I', child: { mode: 'video' } }));
    expect(of.absence().safe).toBeUndefined();
  });

  test('safe first: `O` by a person, never by itself (R3.9)', () => {
    const of = missed('green');
    of.do(MONDAY, '10:05', rang('10:05', { child: { mode: 'voice' } }));
    expect(of.do(MONDAY, '10:06', closing)).toMatchObject({ refusal: { why: 'code-not-known' } });
    of.do(MONDAY, '10:07', { kind: 'code', by: officer, code: 'O', why: 'school decided' });
    expect(of.absence()).toMatchObject({ state: 'resolved', slots: [{ code: 'O' }], closedBy: officer.name });
  });

  test('new information reopens; safety is asked again and a DSL closes', () => {
    const of = missed('green');
    of.do(MONDAY, '10:05', rang('10:05', { reason: 'flu', code: 'I', child: { mode: 'voice' } }));
    expect(of.do(MONDAY, '10:30', rang('10:30'))).toMatchObject({ refusal: { why: 'closed' } });
    of.do(MONDAY, '11:00', { kind: 'reopen', by: officer, why: 'seen in town' });
    expect(of.open()).toMatchObject({ needsDsl: true, review: { why: 'reopened' } });
    expect(of.told.at(-1)?.what).toBe('reopened');
  });
});

describe('what a later mark makes of it', () => {
  test('R3.5: turns up after close: seen, coded, closed; a red child waits for the DSL', () => {
    for (const [rag, closed] of [
      ['green', true],
      ['red', false],
    ] as const) {
      const of = missed(rag);
      of.mark(aMark('late', '10:00', { arrivedAt: '09:47' }));
      expect(of.absence()).toMatchObject({ state: 'resolved', uncounted: 'attended', safe: { how: 'marked-present' } });
      expect(of.absence().closedAt !== undefined).toBe(closed);
    }
  });

  test('M4: comes after the end: found, but the morning still has no code', () => {
    const of = missed('green');
    of.mark(aMark('late', '12:15', { arrivedAt: '12:10' }));
    expect(of.open()).toMatchObject({ safe: { how: 'marked-present' }, slots: [{ code: 'N' }] });
  });

  test('"absent" was a mistake: corrected, and taken back it is open again', () => {
    const of = missed('red');
    of.mark(aMark('present', '09:45'));
    expect(of.absence()).toMatchObject({ state: 'corrected', safe: { how: 'mark-corrected' } });
    of.mark(notHere({ recordedAt: Date.parse(`${MONDAY}T09:50:00Z`) }));
    expect(of.open()).toMatchObject({ state: 'unexplained' });
    expect(of.open()?.safe).toBeUndefined();
    expect(of.all).toHaveLength(1);
  });

  test('present in the afternoon finds a child who was absent in the morning', () => {
    const of = missed('amber');
    of.mark(aMark('present', '12:50', atBase));
    expect(of.open()).toMatchObject({ state: 'reason-given', safe: { how: 'marked-present' } });
  });

  test('a register filled in before its time finds nobody', () => {
    const of = followed(child('green'));
    of.mark(aMark('present', '08:30', atBase));
    of.mark(notHere());
    expect(of.open()?.safe).toBeUndefined();
  });

  test('ill in the morning, not there in the afternoon: one absence, open again', () => {
    const of = followed(child('green'));
    of.mark(aMark('absent', '08:30', { reason: 'flu', code: 'I' }));
    of.mark(aMark('absent', '13:00', atBase));
    expect(of.all).toHaveLength(1);
    expect(of.open()).toMatchObject({
      state: 'unexplained',
      slots: [{ code: 'I' }, { code: 'I' }].slice(0, 1).concat([{ code: 'N' }]),
    });
    expect(of.told.at(-1)?.what).toBe('reopened');
  });
});

describe('R4.10, R4.11: missing, whatever the colour, without a timer', () => {
  const everybody = [
    `coordinator@${PARTNERSHIP}`,
    `deputy@${ASHFIELD}`,
    `deputy@${PARTNERSHIP}`,
    `key-link@${ASHFIELD}`,
    `officer@${PARTNERSHIP}`,
    `school-dsl@${ASHFIELD}`,
  ];
  const lost = (rag: Pupil['rag']) => {
    const of = followed(child(rag));
    of.mark(aMark('present', '09:02'));
    return of;
  };

  test.each(['green', 'amber', 'red'] as const)('%s: left without permission', (rag) => {
    const of = lost(rag);
    of.mark(aMark('left', '10:00', { leftAt: '09:50' }));
    expect(of.absence()).toMatchObject({
      state: 'missing',
      needsDsl: true,
      missing: { why: 'left-without-reason', from: '09:50' },
    });
    expect(of.told).toMatchObject([{ what: 'missing', to: everybody }]);
    expect(ownerOf(of.absence(), held()).map(({ role }) => role)).toEqual(['coordinator', 'school-dsl']);
  });

  test('M20, Q10: present at slot 1, said not to be at slot 2: when its register has closed, by the clock', () => {
    const of = lost('green');
    of.mark(aMark('absent', '13:00', atBase));
    expect(of.absence().state).toBe('unexplained');
    of.look(MONDAY, '13:15');
    expect(of.absence()).toMatchObject({ state: 'missing', missing: { why: 'did-not-arrive-next' } });
    expect(of.told.at(-1)).toMatchObject({ what: 'missing', to: everybody });
  });

  test('found at the next place: located, and only a DSL closes it', () => {
    const of = lost('green');
    of.mark(aMark('left', '10:00', { leftAt: '09:50' }));
    of.mark(aMark('present', '12:50', atBase));
    expect(of.open()).toMatchObject({ state: 'resolved', safe: { how: 'marked-present' } });
    expect(of.told.at(-1)?.what).toBe('located');
    expect(of.do(MONDAY, '14:00', closing).kind).toBe('done');
    expect(of.absence().state).toBe('closed-seen');
  });

  test('found by a call, the same marks do not raise it again', () => {
    const of = lost('green');
    of.mark(aMark('left', '10:00', { leftAt: '09:50' }));
    of.do(MONDAY, '10:30', rang('10:20', { child: { mode: 'voice' } }));
    expect(of.absence().state).toBe('resolved');
    of.look(MONDAY, '10:31');
    expect(of.absence().state).toBe('resolved');
  });

  test('a reason for leaving that comes later is no sight of the child', () => {
    const of = lost('green');
    of.mark(aMark('left', '10:00', { leftAt: '09:50' }));
    of.mark(aMark('left', '10:10', { leftAt: '09:50', reason: 'mother collected' }));
    expect(of.open()?.safe).toBeUndefined();
    expect(wantedOf(of.absence(), { held: held(), pupil: child('green') })).toBe('spoken-to');
  });

  test('the leaving was a mistake: found, and the DSL still looks', () => {
    const of = lost('green');
    of.mark(aMark('left', '10:00', { leftAt: '09:50' }));
    of.mark(aMark('present', '10:05', { arrivedAt: '09:00' }));
    expect(of.open()).toMatchObject({ state: 'resolved', needsDsl: true });
  });
});

describe('owners', () => {
  test('R8.3: a sealed child’s absence goes to those named alone', () => {
    const of = missed('red', { sealed: [`head@${ASHFIELD}`, 'stranger@elsewhere'] });
    expect(of.absence().watchers).toEqual([`head@${ASHFIELD}`]);
  });

  test.each([
    ['both', ['officer', 'key-link']],
    ['partnership', ['officer']],
    ['school', ['key-link']],
  ])('R4.1: enquirer %s is named as the owner; both are told all the same', (value, roles) => {
    const settings = [{ organisation: PARTNERSHIP, name: 'enquirer', from: '2026-09-01', value }];
    const of = followed(child('green'), { settings });
    of.mark(notHere());
    expect(ownerOf(of.absence(), held({ settings })).map(({ role }) => role)).toEqual(roles);
    expect(of.absence().watchers).toEqual([`key-link@${ASHFIELD}`, `officer@${PARTNERSHIP}`]);
  });

  test('nobody in any role: told to nobody, which the caller must say loudly', () => {
    const of = followed(child('green'), {}, () => []);
    of.mark(notHere());
    expect(of.told).toMatchObject([{ what: 'opened', to: [] }]);
  });

  test('a card follows its role: another officer, another watcher', () => {
    const names = ['first@x'];
    const of = followed(child('green'), {}, () => names);
    of.mark(notHere());
    names[0] = 'second@x';
    of.look(MONDAY, '09:40');
    expect(of.absence()).toMatchObject({ version: 2, watchers: ['second@x'] });
  });

  test.each([
    ['coordinator', PARTNERSHIP, true],
    ['deputy', PARTNERSHIP, true],
    ['officer', PARTNERSHIP, false],
    ['school-dsl', ASHFIELD, true],
    ['deputy', ASHFIELD, true],
    ['key-link', ASHFIELD, false],
    ['school-dsl', '100002', false],
    ['coordinator', 'elsewhere', false],
  ] as const)('%s at %s closes as DSL: %s', (role, organisation, may) => {
    const holdings = [{ role, organisation, name: 'Pat Hill' }];
    expect(isDslFor({ holdings }, { partnership: PARTNERSHIP, urn: ASHFIELD })).toBe(may);
  });
});
