import type { Contact } from '../../src/domain/absence/absence.ts';
import type { AbsenceEvent } from '../../src/domain/absence/events.ts';
import type { PartnershipRecords, Pupil } from '../../src/domain/records.ts';
import { instantAt, timeOf } from '../../src/domain/time.ts';
import { PARTNERSHIP, aMark, aPlacement, aPupil, aRow } from '../support/cal-a.ts';
import { aContact, followed, officer, type Followed } from '../support/followed.ts';

const MONDAY = '2026-11-09';
const TUESDAY = '2026-11-10';
const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'] as const;
const child = (rag: Pupil['rag']): Pupil =>
  aPupil({
    rag,
    contacts: [{ name: 'Dana Smith', relationship: 'mother' }],
    placements: [aPlacement(), aPlacement({ provision: 'base' })],
    timetable: days.flatMap((day) => [aRow(day, 'oak-farm', '09:00', '12:00'), aRow(day, 'base', '12:45', '15:45')]),
  });
const atBase = { provision: 'base', arrive: '12:45' };
const missed = (rag: Pupil['rag'] = 'green', over: Partial<PartnershipRecords> = {}): Followed => {
  const of = followed(child(rag), over);
  of.mark(aMark('absent', '09:38'));
  return of;
};
const rang = (time: string, over: Partial<Contact> = {}): AbsenceEvent => ({
  kind: 'contact',
  contact: aContact(MONDAY, time, over),
});
const school = { whom: 'Ashfield Academy, office', relationship: undefined };
const told: AbsenceEvent = { kind: 'notified', by: 'Keylink' };
const isMissing: AbsenceEvent = { kind: 'missing', by: officer, why: 'walked out' };
/** What is said aloud from a time of Monday on, looking each minute. */
function saidBetween(of: Followed, from: string, to: string): string[] {
  const since = instantAt(MONDAY, from);
  for (let now = since; now <= instantAt(MONDAY, to); now += 60_000) of.lookAt(now);
  return of.told.filter(({ at }) => at >= since).map(({ at, what }) => `${timeOf(at)} ${what}`);
}

describe('R4.2: somebody was reached, and there is no update', () => {
  test('R4.2: the school answered and knew nothing: the reminder and the contacts come all the same', () => {
    const of = missed();
    of.do(MONDAY, '09:38', told);
    of.do(MONDAY, '09:50', rang('09:50', school));
    expect(saidBetween(of, '09:51', '10:30')).toEqual(['10:08 update-overdue', '10:18 contacts-due']);
  });

  test('4.2, ENQUIRER_NOTIFIED by a logged contact: the school was rung before any card arrived', () => {
    const of = missed();
    of.do(MONDAY, '09:45', rang('09:45', school));
    expect(of.absence()).toMatchObject({ state: 'enquirer-notified', notifiedAt: instantAt(MONDAY, '09:45') });
    expect(saidBetween(of, '09:46', '10:30')).toEqual(['10:15 update-overdue', '10:25 contacts-due']);
  });
});

describe('R4.10, R4.11: only newer evidence finds a child who is missing', () => {
  test('R4.10: marked present at 12:45, said to be missing at 14:00: the earlier mark finds nobody', () => {
    const of = missed();
    of.mark(aMark('present', '12:50', atBase));
    of.do(MONDAY, '14:00', isMissing);
    of.look(MONDAY, '14:01');
    expect(of.absence()).toMatchObject({ state: 'missing' });
    expect(of.absence().safe).toBeUndefined();
    of.mark(aMark('present', '14:25', { ...atBase, arrivedAt: '14:20' }));
    expect(of.absence().state).toBe('reason-given');
  });

  test('R4.10: spoken to at 09:00, recorded after they were lost at 09:50, is no sight of them', () => {
    const of = followed(child('green'));
    of.mark(aMark('present', '09:02'), aMark('left', '09:55', { leftAt: '09:50' }));
    of.do(MONDAY, '10:00', rang('09:00', { child: { mode: 'voice' } }));
    expect(of.absence()).toMatchObject({ state: 'missing' });
    expect(of.absence().safe).toBeUndefined();
    of.do(MONDAY, '10:10', rang('10:05', { child: { mode: 'voice' } }));
    expect(of.absence().state).toBe('resolved');
  });

  test('4.3, any → located: who was told that a red child is missing is told that they were spoken to', () => {
    const of = missed('red');
    of.do(MONDAY, '10:00', isMissing);
    of.do(MONDAY, '10:20', rang('10:20', { child: { mode: 'voice' } }));
    expect(of.told.at(-1)?.what).toBe('located');
    expect(of.absence().safe).toBeUndefined();
  });

  test('R4.10: the mark that found them is taken back: missing again, and everybody is told', () => {
    const of = followed(child('green'));
    of.mark(aMark('present', '09:02'), aMark('left', '09:55', { leftAt: '09:50' }));
    of.mark(aMark('present', '12:50', atBase));
    expect(of.absence().state).toBe('resolved');
    of.mark(aMark('absent', '13:20', atBase));
    expect(of.absence()).toMatchObject({ state: 'missing', missing: { from: '09:50' } });
    expect(of.told.at(-1)?.what).toBe('missing');
  });

  test('R4.10: found by a call, a mark that is taken back afterwards loses nobody', () => {
    const of = followed(child('green'));
    of.mark(aMark('present', '09:02'), aMark('left', '09:55', { leftAt: '09:50' }));
    of.do(MONDAY, '10:30', rang('10:30', { child: { mode: 'voice' } }));
    of.mark(aMark('present', '12:50', atBase));
    of.mark(aMark('absent', '13:20', atBase));
    expect(of.absence().state).not.toBe('missing');
  });

  test('R4.10: the leaving gets its reason: not missing any more, aloud, and still to be spoken to', () => {
    const of = followed(child('green'));
    of.mark(aMark('present', '09:02'), aMark('left', '09:55', { leftAt: '09:50' }));
    of.mark(aMark('left', '10:10', { leftAt: '09:50', code: 'M', reason: 'dentist' }));
    expect(of.absence()).toMatchObject({ state: 'reason-given', needsDsl: true });
    expect(of.absence().safe).toBeUndefined();
    expect(of.told.at(-1)?.what).toBe('not-missing');
  });

  test('R4.10: what a person has said to be missing is answered by no reason in a register', () => {
    const of = followed(child('green'));
    of.mark(aMark('present', '09:02'), aMark('left', '09:55', { leftAt: '09:50', reason: 'dentist' }));
    of.mark(aMark('absent', '12:50', atBase));
    of.do(MONDAY, '13:00', isMissing);
    of.mark(aMark('absent', '13:05', { ...atBase, code: 'M', reason: 'dentist' }));
    expect(of.absence().state).toBe('missing');
  });
});

describe('4.3: the end of the day, and the mornings after', () => {
  test.each([
    ['visit-required', [rang('10:20', { outcome: 'no-answer' })]],
    ['visited-not-seen', [rang('11:00', { method: 'visit' })]],
  ] as const)('a red child in %s stays so on the DSL’s list: the visit is not forgotten', (state, events) => {
    const of = missed('red');
    for (const event of events) of.do(MONDAY, '11:30', event);
    of.look(MONDAY, '15:45');
    expect(of.absence()).toMatchObject({ state, review: { why: 'day-over' } });
  });

  test('both questions answered, only the DSL is reminded in the morning, of what it is', () => {
    const of = missed('red');
    of.mark(aMark('late', '10:00', { arrivedAt: '09:47' }));
    of.look(TUESDAY, '09:00');
    expect(of.told.at(-1)).toMatchObject({
      what: 'for-the-dsl',
      to: [`coordinator@${PARTNERSHIP}`, 'school-dsl@100001'],
    });
  });

  test('R3.9: a reason that has no code yet is no N: nobody is told that none was given', () => {
    const of = missed('green');
    of.do(MONDAY, '10:00', rang('10:00', { reason: 'family trouble' }));
    expect(of.absence().due.map(({ step }) => step)).not.toContain('n-overdue');
    of.look('2026-11-18', '09:30');
    expect(of.told.map(({ what }) => what)).not.toContain('n-overdue');
    expect(of.told.map(({ what }) => what)).toContain('daily-call');
  });
});

describe('what is changed while an absence is open', () => {
  const update = (value: string): Partial<PartnershipRecords> => ({
    settings: [{ organisation: PARTNERSHIP, name: 'update_due_minutes', from: '2026-09-01', value }],
  });

  test.each([
    ['20', '09:58'],
    ['45', '10:23'],
  ])('update_due_minutes becomes %s during the day: the clock that runs follows', (value, due) => {
    const over: Partial<PartnershipRecords> = {};
    const of = missed('green', over);
    of.do(MONDAY, '09:38', told);
    Object.assign(over, update(value));
    of.look(MONDAY, '09:40');
    const step = of.absence().due.find((one) => one.step === 'update-overdue');
    expect(timeOf(step!.at)).toBe(due);
  });

  test('4.4: made red during the day, it is a DSL’s to close', () => {
    const pupil = child('green');
    const of = followed(pupil);
    of.mark(aMark('absent', '09:38'));
    pupil.rag = 'red';
    of.look(MONDAY, '09:40');
    expect(of.absence()).toMatchObject({ needsDsl: true });
  });
});

describe('what was known, and is not any more', () => {
  const ofOak = (of: Followed) => of.absence().slots.find(({ provision }) => provision === 'oak-farm');

  test('Q18: the parent rang at 08:20, the provision’s register says only “absent”: the reason stands', () => {
    const of = followed(child('amber'));
    of.mark(aMark('absent', '08:20', { code: 'I', reason: 'flu, says mother' }));
    of.mark(aMark('absent', '09:32'));
    expect(ofOak(of)).toMatchObject({ code: 'I', explained: true });
  });

  test('R3.6: the reason is taken back by an amendment: to be found out anew, with its own clocks', () => {
    const of = followed(child('amber'));
    of.mark(aMark('absent', '08:20', { code: 'I', reason: 'flu, says mother' }));
    of.do(MONDAY, '08:21', told);
    of.mark(aMark('absent', '09:40', { amends: { was: 'absent I', why: 'mother rang about the sister' } }));
    expect(of.absence()).toMatchObject({ state: 'unexplained', slots: [{ code: 'N' }] });
    of.do(MONDAY, '09:41', told);
    expect(saidBetween(of, '09:42', '10:30')).toEqual(['10:11 update-overdue', '10:21 contacts-due']);
  });

  test('R4.3: marked present at Base, and that is taken back: nobody is said to have been located', () => {
    const of = missed('green');
    of.mark(aMark('present', '12:50', atBase));
    of.mark(aMark('absent', '12:55', { ...atBase, amends: { was: 'present', why: 'wrong child' } }));
    expect(of.absence()).toMatchObject({ state: 'unexplained' });
    expect(of.absence().safe).toBeUndefined();
  });

  test('a red child whose reason is known: at the end of the day no update is asked for', () => {
    const of = followed(child('red'));
    of.mark(aMark('absent', '09:20', { code: 'I', reason: 'flu' }));
    of.do(MONDAY, '09:20', told);
    of.look(MONDAY, '15:45');
    of.do(MONDAY, '15:46', told);
    expect(saidBetween(of, '15:47', '17:00')).toEqual([]);
    expect(of.absence().due.map(({ step }) => step)).not.toContain('update-overdue');
  });
});
