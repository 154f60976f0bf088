import type { Mark } from '../../src/domain/records.ts';
import { instantAt, momentOf } from '../../src/domain/time.ts';
import { whereabouts } from '../../src/domain/whereabouts.ts';
import type { Asked } from '../../src/domain/whereabouts.ts';
import { sayWhereabouts } from '../../src/texts/whereabouts.ts';
import { aMark, aRow, calA, held, pupilT } from '../support/cal-a.ts';

const MONDAY = '2026-11-09';
const moment = (date: string, time: string) => momentOf(instantAt(date, time));
const who = { displayName: 'Alfie Smith', school: 'Ashfield Academy', year: 10 };

function said(date: string, time: string, marks: Mark[] = [], over: Partial<Asked> = {}) {
  const at = moment(date, time);
  const pupil = over.pupil ?? pupilT();
  return sayWhereabouts(
    whereabouts({
      pupil,
      held: held({ marks }),
      moment: at,
      now: at,
      audience: { kind: 'partnership' },
      plan: false,
      ...over,
    }),
    who,
  );
}

describe('R7.11: every answer says what is confirmed, planned, how old, what next, whom to ring', () => {
  test('A4 in full', () => {
    expect(said(MONDAY, '09:20', [aMark('present', '09:02')])).toEqual({
      title: 'Alfie Smith, Ashfield Academy, Year 10',
      headline: 'Marked present at Oak Farm at 09:02 by office@oakfarm.example. Slot ends 12:00.',
      confirmed: 'Last confirmed: marked present at Oak Farm at 09:02 by office@oakfarm.example.',
      planned: 'Timetabled to be at Oak Farm 09:00–12:00.',
      evidenceAge: '18 minutes old.',
      next: 'Next: Base today, 12:45–15:45.',
      ring: 'Ring Oak Farm on 01632 960001.',
    });
  });

  test('without a mark there is no age and nothing is confirmed', () => {
    const answer = said(MONDAY, '09:40');
    expect(answer.confirmed).toBe('Nothing confirmed today.');
    expect(answer).not.toHaveProperty('evidenceAge');
  });

  test('a coordinator whose number is not known is asked for by the partnership’s name', () => {
    expect(said(MONDAY, '09:40', [], { audience: { kind: 'school' } }).ring).toBe(
      'Ask the coordinator (Northvale Partnership).',
    );
  });
});

describe('what must not be said', () => {
  test.each([
    ['A7: Y5', 'Y5', 'Unable to attend (restricted).'],
    ['A7: E for partnership staff', 'E', 'Absent today: suspended or excluded (reported 08:20 by youth worker).'],
  ])('%s', (_name, code, headline) => {
    const answer = said(MONDAY, '10:00', [aMark('absent', '08:20', { code, recordedBy: 'youth worker' })]);
    expect(answer.headline).toBe(headline);
  });

  test('R9.3: Y5 does not name who reported it, in any line', () => {
    const answer = said(MONDAY, '10:00', [aMark('absent', '08:20', { code: 'Y5', recordedBy: 'youth worker' })]);
    expect(Object.values(answer).join(' ')).not.toContain('youth worker');
  });

  test('R9.3: the reporter’s own words stay in the record', () => {
    const answer = said(MONDAY, '10:00', [
      aMark('present', '09:02'),
      aMark('left', '09:51', { leftAt: '09:50', reason: 'nosebleed, mother came' }),
    ]);
    expect(answer.headline).toBe(
      'Left Oak Farm at 09:50 (reason held), marked by office@oakfarm.example (recorded at 09:51).',
    );
    expect(Object.values(answer).join(' ')).not.toContain('nosebleed');
  });

  test('R7.15: no address of any place', () => {
    expect(Object.values(said(MONDAY, '09:40')).join(' ')).not.toMatch(/Mill Lane|NV1/);
  });
});

describe('days other than today', () => {
  test('R7.16: a plan is called one', () => {
    const answer = said('2026-11-12', '11:00', [], { now: moment('2026-11-09', '10:00'), plan: true });
    expect(answer.headline).toBe('Plan for Thursday 12 November at 11:00: Timetabled to be at Base 09:00–12:00.');
    expect(answer.confirmed).toBe('No evidence yet.');
  });

  test('R7.16: a moment gone by carries when its marks were recorded', () => {
    const mark = aMark('present', '09:02', { recordedAt: instantAt('2026-11-10', '08:30') });
    const answer = said(MONDAY, '10:00', [mark], { now: moment('2026-11-13', '09:00'), plan: true });
    expect(answer.headline).toBe(
      'Monday 9 November at 10:00: Marked present at Oak Farm for the slot from 09:00 by office@oakfarm.example (recorded at 08:30 on Tue 10 Nov). Slot ends 12:00.',
    );
  });

  test('R7.16: what happened later that day is said apart', () => {
    const mark = aMark('late', '10:06', { arrivedAt: '10:05' });
    const answer = said(MONDAY, '09:45', [mark], { now: moment('2026-11-13', '09:00'), plan: true });
    expect(answer.headline).toContain('Not confirmed: Oak Farm returned no register mark for that time.');
    expect(answer.note).toContain(
      'Later that day: marked present at Oak Farm by office@oakfarm.example, arrived 10:05, late',
    );
  });

  test('A8 of a day gone by claims no work on it', () => {
    const answer = said(MONDAY, '10:00', [aMark('absent', '09:35')], {
      now: moment('2026-11-13', '09:00'),
      plan: true,
    });
    expect(answer.headline).toBe('Monday 9 November at 10:00: Not at Oak Farm; no reason is known.');
    expect(answer.confirmed).toBe('Reported not at Oak Farm for 09:00 by office@oakfarm.example (reason not known).');
  });

  test('A14 of a day to come: nobody can hold a mark yet', () => {
    const answer = said('2026-11-10', '10:00', [], { now: moment(MONDAY, '10:00'), plan: true });
    expect(answer.headline).toBe('Plan for tomorrow at 10:00: Home-school day: due at Ashfield Academy.');
  });

  test('R7.11: of a slot still running, asked about the afternoon', () => {
    const answer = said(MONDAY, '14:00', [aMark('present', '09:02')], { now: moment(MONDAY, '10:00'), plan: true });
    expect(answer.evidenceAge).toBe('58 minutes old; that slot ends at 12:00.');
  });

  test('A12: no lunch is claimed that nobody has recorded', () => {
    const timetable = [aRow('monday', 'base', '09:00', '15:45')];
    const marks = [aMark('present', '09:02', { provision: 'base' })];
    expect(said(MONDAY, '12:20', marks, { pupil: pupilT({ timetable }) }).headline).toBe(
      'Between slots at Base until 12:45; lunch arrangements not recorded.',
    );
  });

  test('A15: half a day is not a day, and closed needs no brackets that say closed', () => {
    const half = { organisation: 'base', from: MONDAY, to: MONDAY, kind: 'closure', session: 'PM' } as const;
    const calendar = [...calA, half];
    expect(said(MONDAY, '13:20', [], { held: held({ calendar }) }).headline).toBe('Base closed this afternoon.');
    const whole = { organisation: 'oak-farm', from: MONDAY, to: MONDAY, kind: 'closure' } as const;
    expect(said(MONDAY, '10:00', [], { held: held({ calendar: [...calA, whole] }) }).headline).toBe(
      'Oak Farm is closed today.',
    );
  });

  test('A14: leavers and starters', () => {
    expect(said(MONDAY, '10:00', [], { pupil: pupilT({ endDate: '2026-10-16' }) }).headline).toBe(
      'Left the programme on Friday 16 October 2026.',
    );
    expect(said(MONDAY, '10:00', [], { pupil: pupilT({ startDate: '2026-11-16' }) }).headline).toBe(
      'Not in the programme yet: starts on Monday 16 November 2026.',
    );
  });

  test('A13, M14: an agreement that has ended is a decision to take', () => {
    const agreements = [{ from: '2026-09-02', to: '2026-11-04', weekday: 'wednesday', session: 'PM' }] as const;
    const pupil = pupilT({ agreements: [...agreements] });
    const marks = [aMark('present', '09:02', { date: '2026-11-11' })];
    expect(said('2026-11-11', '13:30', marks, { pupil }).note).toBe(
      'The part-time agreement for the afternoon ended on Wednesday 4 November: decision needed.',
    );
  });

  test('A15: the provision’s reason, and that the home school is open', () => {
    const flood = { organisation: 'oak-farm', from: MONDAY, to: MONDAY, kind: 'closure', note: 'flood' } as const;
    const answer = said(MONDAY, '10:00', [], { held: held({ calendar: [...calA, flood] }) });
    expect(answer).toMatchObject({
      headline: 'Oak Farm is closed today (flood).',
      note: 'Home school: open.',
      next: 'Next: Base today, 12:45–15:45.',
    });
  });
});
