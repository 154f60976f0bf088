import * as fc from 'fast-check';
import { continuousAbsence, evidenceMayBeAsked, sicknessReturns } from '../../src/domain/figures/notifications.ts';
import type { SessionCode, SessionMark } from '../../src/domain/figures/sessions.ts';
import { coded, codedBy, sessionsFrom } from '../support/session-marks.ts';

const pupil = { dateOfBirth: '2012-03-04' };
const autumn = sessionsFrom('2026-09-07', 120);
/** Codes one after the other from Mon 7 Sep 2026. */
const marked = (codes: readonly SessionCode[], from = 0): SessionMark[] =>
  codes.map((code, n) => ({ ...autumn[from + n]!, code }));
const times = (count: number, ...codes: SessionCode[]): SessionCode[] =>
  Array.from({ length: count }, () => codes).flat();

describe('R2.20: the sickness return', () => {
  const spread = (count: number) => marked(times(count, 'I', '\\'));

  test('N1: 29 sessions spread over the year are 14.5 days, and no return', () => {
    expect(sicknessReturns(spread(29), pupil)).toEqual([]);
  });
  test('N2: the 30th is', () => {
    expect(sicknessReturns(spread(30), pupil)).toEqual([{ dueOn: autumn[58]!.date, why: 'count' }]);
  });
  test('N3: on day 1 with a letter for six weeks', () => {
    const letter = [{ recordedOn: '2026-09-07', days: 30 }];
    expect(sicknessReturns(marked(['I']), pupil, letter)).toEqual([{ dueOn: '2026-09-07', why: 'expectation' }]);
  });
  test('a letter for fourteen days is none', () => {
    expect(sicknessReturns(marked(['I']), pupil, [{ recordedOn: '2026-09-07', days: 14 }])).toEqual([]);
  });
  test('N4: no second return for the same illness, on the count or by a letter', () => {
    const letter = [{ recordedOn: '2026-10-12', days: 20 }];
    expect(sicknessReturns(marked(times(60, 'I')), pupil, letter)).toHaveLength(1);
    expect(sicknessReturns(marked(times(60, 'I')), pupil, [{ recordedOn: '2026-09-07', days: 30 }])).toHaveLength(1);
  });
  test('another illness with a letter of its own has its own return', () => {
    const sessions = marked([...times(30, 'I'), '/', '\\', 'I', 'I']);
    const letter = [{ recordedOn: sessions[32]!.date, days: 15 }];
    expect(sicknessReturns(sessions, pupil, letter).map(({ why }) => why)).toEqual(['count', 'expectation']);
  });
  test('after compulsory school age there is none (R1.6)', () => {
    expect(sicknessReturns(marked(times(30, 'I')), { dateOfBirth: '2010-03-04' })).toEqual([]);
  });
});

describe('R2.9, R2.23: evidence of illness', () => {
  test.each<[string, SessionCode[], number]>([
    ['ten sessions are five days, not longer', times(10, 'I'), 0],
    ['the eleventh session', times(11, 'I'), 1],
    ['an attended session between', [...times(10, 'I'), '/', ...times(10, 'I')], 0],
    ['closures, dual sessions and part-time sessions break no illness', times(11, 'I', 'C2', 'D', '#', null), 1],
    ['two illnesses', [...times(11, 'I'), '/', ...times(12, 'I')], 2],
  ])('%s', (_what, codes, found) => {
    expect(evidenceMayBeAsked(marked(codes))).toHaveLength(found);
  });
});

describe('R2.21, R2.22: continuous absence', () => {
  const fromOctober = sessionsFrom('2026-10-12', 60);
  const days = (
    count: number,
    am: SessionCode,
    pm: SessionCode,
    over: Record<number, [SessionCode, SessionCode]> = {},
  ) => codedBy(fromOctober.slice(0, count * 2), (n) => (over[Math.floor(n / 2) + 1] ?? [am, pm])[n % 2]!);

  test('N5: ten days of O from Mon 12 Oct are met on Mon 2 Nov, half term and INSET skipped', () => {
    expect(continuousAbsence(days(10, 'O', 'O'))).toEqual({ metOn: '2026-11-02', days: 10 });
    expect(continuousAbsence(days(9, 'O', 'O'))).toEqual({ days: 9 });
  });
  test('N6: one / on day 6, and the run restarts', () => {
    const broken = days(15, 'O', 'O', { 6: ['/', 'O'] });
    expect(continuousAbsence(broken)).toEqual({ days: 9 });
    expect(continuousAbsence(days(16, 'O', 'O', { 6: ['/', 'O'] })).metOn).toBe(fromOctober[31]!.date);
  });
  test('N7: Y4 on day 6 is skipped: one school day later', () => {
    expect(continuousAbsence(days(11, 'O', 'O', { 6: ['Y4', 'Y4'] })).metOn).toBe('2026-11-03');
  });
  test('N8: U in the morning and attended in the afternoon is not', () => {
    expect(continuousAbsence(days(10, 'U', '\\'))).toEqual({ days: 0 });
  });
  test('N9: O and C2 is not, and is shown as regular non-attendance', () => {
    expect(continuousAbsence(days(10, 'O', 'C2'))).toEqual({ days: 0, regularOn: '2026-11-02' });
  });
  test('R1.3: a day that lacks a mark neither breaks the run nor adds to it', () => {
    expect(continuousAbsence(days(11, 'O', 'O', { 4: ['O', null] })).metOn).toBe('2026-11-03');
    expect(continuousAbsence(days(10, 'O', 'O', { 4: [null, 'undecided'] }))).toEqual({ days: 9 });
  });

  test('sessions that are no possible ones change nothing, wherever they stand', () => {
    const code = fc.constantFrom<SessionCode[]>('O', 'N', 'G', 'U', '/', 'I', 'C2');
    const skipped = fc.constantFrom<SessionCode[]>('D', '#', 'Y4', 'X');
    fc.assert(
      fc.property(fc.array(fc.tuple(code, code), { maxLength: 25 }), skipped, fc.nat(24), (list, skip, at) => {
        const plain = list.flatMap(([am, pm], n) =>
          coded(am, [autumn[n * 2]!]).concat(coded(pm, [autumn[n * 2 + 1]!])),
        );
        const day = [{ date: `${(plain[at * 2] ?? autumn[0]!).date}b`, session: 'AM' as const, code: skip }];
        const longer = [...plain.slice(0, at * 2), ...day, ...plain.slice(at * 2)];
        expect(continuousAbsence(longer)).toEqual(continuousAbsence(plain));
      }),
    );
  });
});
