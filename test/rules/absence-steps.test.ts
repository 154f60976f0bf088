import { instantAt, isoInstant, minutesSince } from '../../src/domain/time.ts';
import type { Pupil, Setting } from '../../src/domain/records.ts';
import { ASHFIELD, PARTNERSHIP, aMark, aPlacement, aPupil, aRow, calA } from '../support/cal-a.ts';
import { aContact, followed } from '../support/followed.ts';
import type { Followed } from '../support/followed.ts';

const MONDAY = '2026-11-09';
const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'] as const;
const child = (rag: Pupil['rag']): Pupil =>
  aPupil({ rag, placements: [aPlacement()], timetable: days.map((day) => aRow(day, 'oak-farm', '09:00', '12:00')) });
const setTo = (name: string, value: string): Setting => ({
  organisation: PARTNERSHIP,
  name,
  value,
  from: '2026-09-01',
});

/** Absent without a reason since 09:38 of a day, seen the day before that is given. */
function missed(date = MONDAY, rag: Pupil['rag'] = 'green', settings: Setting[] = []): Followed {
  const of = followed(child(rag), { settings });
  of.mark(aMark('absent', '09:38', { date }));
  return of;
}
const notify = (of: Followed, time: string, date = MONDAY) => of.do(date, time, { kind: 'notified', by: 'Keylink' });
const stepsTold = ({ told }: Followed, since = 0): string[] =>
  told.filter(({ at }) => at >= since).map(({ at, what }) => `${isoInstant(at).slice(5, 16)} ${what}`);
/** Looks each minute of part of a day. */
function minuteByMinute(of: Followed, date: string, from: string, to: string): string[] {
  for (let now = instantAt(date, from); now <= instantAt(date, to); now += 60_000) of.lookAt(now);
  return stepsTold(of, instantAt(date, from));
}

describe('4.3: the clocks of a day', () => {
  test('D1: notified 09:38, update due 10:08; one reminder, then the contacts; then the DSL’s list', () => {
    const of = missed();
    notify(of, '09:38');
    expect(minuteByMinute(of, MONDAY, '09:39', '15:50')).toEqual([
      '11-09T10:08 update-overdue',
      '11-09T10:18 contacts-due',
      '11-09T15:45 day-over',
    ]);
    expect(of.absence()).toMatchObject({ state: 'continuing', review: { why: 'day-over' } });
    expect(of.told.at(-1)?.to).toEqual([`coordinator@${PARTNERSHIP}`, `school-dsl@${ASHFIELD}`]);
  });

  test('30 minutes from the notification, not from T0', () => {
    const of = missed();
    notify(of, '09:46');
    expect(minuteByMinute(of, MONDAY, '09:47', '10:30')).toEqual([
      '11-09T10:16 update-overdue',
      '11-09T10:26 contacts-due',
    ]);
  });

  test('nobody could be told: said after 10 minutes, and the contacts after 10 more', () => {
    expect(minuteByMinute(missed(), MONDAY, '09:39', '10:30')).toEqual([
      '11-09T09:48 notify-overdue',
      '11-09T09:58 contacts-due',
    ]);
  });

  test('an update in time stops the clock, with its reason or without', () => {
    for (const reason of ['ill', undefined]) {
      const of = missed();
      notify(of, '09:40');
      of.do(MONDAY, '10:00', {
        kind: 'contact',
        contact: aContact(MONDAY, '10:00', { reason, whom: 'School office' }),
      });
      expect(minuteByMinute(of, MONDAY, '10:01', '15:00')).toEqual([]);
    }
  });

  test.each([
    ['notify_minutes', '3', '09:41 notify-overdue'],
    ['update_due_minutes', '20', '09:58 update-overdue'],
    ['reminder_minutes', '1', '10:09 contacts-due'],
    ['school_day_ends', '14:30', '14:30 day-over'],
  ])('%s is a setting: %s', (name, value, step) => {
    const of = missed(MONDAY, 'green', [setTo(name, value)]);
    if (name !== 'notify_minutes') notify(of, '09:38');
    expect(minuteByMinute(of, MONDAY, '09:39', '15:00')).toContain(`11-09T${step}`);
  });

  test('R4.11: missing waits for none of them', () => {
    const of = missed();
    of.do(MONDAY, '09:39', { kind: 'missing', by: aContact(MONDAY, '09:39').by, why: 'nobody knows' });
    expect(minuteByMinute(of, MONDAY, '09:40', '15:00')).toEqual([]);
    expect(of.absence().state).toBe('missing');
  });

  test('late ones at once, in order', () => {
    const of = missed();
    notify(of, '09:40');
    of.look('2026-11-10', '10:00');
    expect(of.absence().fired).toEqual([
      `update-overdue@${MONDAY}`,
      `contacts-due@${MONDAY}`,
      `day-over@${MONDAY}`,
      'daily-call@2026-11-10',
    ]);
  });
});

describe('R7.2: elapsed waits, wall-clock times', () => {
  test.each([
    ['2026-10-16', 'summer time', '14:45'],
    ['2026-10-27', 'winter time', '15:45'],
  ])('on %s (%s) the school day ends at %sZ', (date, _, utc) => {
    const over = missed(date)
      .absence()
      .due.find(({ step }) => step === 'day-over');
    expect(isoInstant(over!.at).slice(11, 16)).toBe(utc);
  });

  test('on the Sunday of 25 hours 30 minutes are 30 minutes, and no morning call comes', () => {
    const noHalfTerm = { organisation: '*', kind: 'term' as const, from: '2026-08-27', to: '2026-10-25' };
    const calendar = [noHalfTerm, ...calA.filter(({ kind }) => kind !== 'holiday')];
    const sunday = aPupil({ rag: 'green', timetable: [aRow('sunday', 'oak-farm', '00:30', '04:00')] });
    const of = followed(sunday, { calendar });
    const half = instantAt('2026-10-25', '00:45');
    of.marks.push(aMark('absent', '00:45', { date: '2026-10-25', arrive: '00:30' }));
    of.lookAt(half);
    of.doAt(half, { kind: 'notified', by: 'Keylink' });
    const due = of.absence().due;
    expect(minutesSince(half, due.find(({ step }) => step === 'update-overdue')!.at)).toBe(30);
    expect(due.find(({ step }) => step === 'daily-call')?.of).toBe('2026-10-27');
  });
});

describe('the days after', () => {
  test('each school morning while it stays open, not at the weekend', () => {
    const of = missed('2026-11-13');
    for (const date of ['2026-11-14', '2026-11-15', '2026-11-16', '2026-11-17']) of.look(date, '09:30');
    expect(stepsTold(of).filter((line) => line.endsWith('daily-call'))).toEqual([
      '11-16T09:30 daily-call',
      '11-17T09:30 daily-call',
    ]);
  });

  test('absent again: the day is counted, safety asked anew and its clocks begin', () => {
    const of = missed(MONDAY, 'amber');
    of.do(MONDAY, '10:00', { kind: 'contact', contact: aContact(MONDAY, '10:00', { child: { mode: 'voice' } }) });
    expect(of.absence().safe?.date).toBe(MONDAY);
    of.mark(aMark('absent', '09:35', { date: '2026-11-10' }));
    expect(of.absence()).toMatchObject({
      state: 'continuing',
      day: 2,
      date: '2026-11-10',
      firstDate: MONDAY,
      lastSeen: MONDAY,
    });
    expect(of.absence().safe).toBeUndefined();
    expect(of.told.at(-1)?.what).toBe('new-day');
    notify(of, '09:40', '2026-11-10');
    expect(minuteByMinute(of, '2026-11-10', '09:41', '10:30')).toContain('11-10T10:10 update-overdue');
  });

  test('R4.6: the count goes on over absences that were closed day by day', () => {
    const of = followed(child('green'));
    const dates = ['2026-11-09', '2026-11-10', '2026-11-11', '2026-11-12', '2026-11-13'];
    for (const date of dates) of.mark(aMark('absent', '08:40', { date, code: 'I', reason: 'flu' }));
    expect(of.all.map(({ day }) => day)).toEqual([1, 2, 3, 4, 5]);
    expect(of.all.map(({ closedAt }) => closedAt !== undefined)).toEqual([true, true, true, true, false]);
  });

  test('back the next morning: seen, and the first day’s code is all that is left', () => {
    const of = missed();
    of.mark(aMark('present', '09:05', { date: '2026-11-10' }));
    expect(of.open()).toMatchObject({ state: 'reason-given', date: MONDAY, safe: { how: 'marked-present' } });
    of.do('2026-11-10', '10:00', { kind: 'code', by: aContact(MONDAY, '10:00').by, code: 'I', why: 'note from home' });
    expect(of.absence()).toMatchObject({ state: 'resolved', slots: [{ date: MONDAY, code: 'I' }] });
    expect(of.marks.at(-1)).toMatchObject({ date: MONDAY, code: 'I', amends: { was: 'absent' } });
  });

  test('R3.9: aim and legal deadline, on school days; the bot never makes it O', () => {
    const of = missed('2026-10-15');
    const due = (step: string): string | undefined => {
      const at = of.absence().due.find((one) => one.step === step)?.at;
      return at === undefined ? undefined : isoInstant(at).slice(0, 10);
    };
    expect([due('n-aim'), due('n-overdue')]).toEqual(['2026-10-22', '2026-11-02']);
    of.look('2026-11-02', '09:00');
    expect(of.absence()).toMatchObject({ state: 'n-overdue', slots: [{ code: 'N' }] });
    expect(of.told.some(({ what }) => what === 'n-overdue')).toBe(true);
  });

  test('R3.10: unresolved on the last day before half term goes to the DSL the same day', () => {
    expect(minuteByMinute(missed('2026-10-16', 'red'), '2026-10-16', '12:40', '12:50')).toContain(
      '10-16T11:45 before-closure',
    );
    const plain = missed('2026-11-13', 'red');
    expect(plain.absence().due.map(({ step }) => step)).not.toContain('before-closure');
  });
});

describe('R4.7: the safety valve', () => {
  /** Attended on the day before, then absent on each of the days. */
  function unseen(rag: Pupil['rag'], seen: string, ...absent: string[]): Followed {
    const of = followed(child(rag));
    of.marks.push(aMark('present', '09:00', { date: seen }));
    for (const date of absent) of.mark(aMark('absent', '09:38', { date }));
    return of;
  }
  const valve = (of: Followed): string | undefined => {
    const at = of.absence().due.find(({ step }) => step === 'unseen-too-long')?.at;
    return at === undefined ? undefined : isoInstant(at).slice(0, 10);
  };

  test('the October example: amber would wait 12 days; the DSL hears of it before half term', () => {
    expect(valve(unseen('amber', '2026-10-14', '2026-10-15'))).toBe('2026-10-16');
  });

  test('in a plain week the count comes first, and the DSL only when nobody went', () => {
    const of = unseen('amber', '2026-11-06', MONDAY);
    expect(valve(of)).toBe('2026-11-16');
    of.do(MONDAY, '10:00', { kind: 'contact', contact: aContact(MONDAY, '10:00', { child: { mode: 'voice' } }) });
    expect(valve(of)).toBe('2026-11-17');
  });

  test('a profile that never asks for green leaves the limit alone to do so', () => {
    const of = followed(child('green'), { settings: [setTo('cadence_profile', 'appendix-4')] });
    of.mark(aMark('absent', '09:38'));
    expect(valve(of)).toBe('2026-11-16');
    of.look('2026-11-16', '09:00');
    expect(of.absence().review?.why).toBe('unseen-too-long');
  });
});
