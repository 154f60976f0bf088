import { currentSession, currentSlots, rollOf, sessionsOf } from '../../src/domain/register/roll.ts';
import { instantAt, momentOf } from '../../src/domain/time.ts';
import type { PartnershipRecords, Pupil } from '../../src/domain/records.ts';
import { SOUTHMOOR } from '../support/partnerships.ts';
import { aMark, aPupil, aRow, base, held, oakFarm, pupilT } from '../support/cal-a.ts';

const MONDAY = '2026-11-09';
const at = (time: string, date = MONDAY) => momentOf(instantAt(date, time));
const atOakFarm = (pupilId: string, forename: string, over: Partial<Pupil> = {}) =>
  aPupil({ pupilId, forename, timetable: [aRow('monday', 'oak-farm', '09:00', '15:45')], ...over });

const northvale = held({
  pupils: [
    pupilT({ pupilId: 'p01', forename: 'Zara' }),
    atOakFarm('p02', 'Ben', { preferredForename: 'Billy' }),
    atOakFarm('p03', 'Cara', { sealed: ['named@northvale.example'] }),
    aPupil({ pupilId: 'p04', forename: 'Dan', timetable: [aRow('monday', 'base', '09:00', '12:00')] }),
  ],
  marks: [aMark('present', '09:02', { pupilId: 'p02' })],
});
const southmoor: PartnershipRecords = {
  ...held({ pupils: [atOakFarm('s01', 'Abdul')] }),
  partnership: { code: SOUTHMOOR, name: 'Southmoor', digestAt: '10:30' },
};
const ask = (over: Partial<Parameters<typeof rollOf>[0]> = {}) =>
  rollOf({
    provision: 'oak-farm',
    date: MONDAY,
    held: [northvale, southmoor],
    now: at('09:20'),
    viewer: 'sam@northvale.example',
    ...over,
  });
const lines = (over: Partial<Parameters<typeof rollOf>[0]> = {}) =>
  ask(over).map(({ pupil, slot, state, partnership }) => `${partnership} ${pupil.pupilId} ${slot.start} ${state}`);

describe('the register of a provision', () => {
  test('holds every slot due there, by the name shown, of each partnership given, with its state', () => {
    expect(lines()).toEqual([
      'southmoor s01 09:00 open',
      'southmoor s01 12:45 not-started',
      'northvale p02 09:00 present',
      'northvale p02 12:45 not-started',
      'northvale p01 09:00 open',
    ]);
  });

  test('at 09:30 a slot without a mark is not returned, never absent (M26)', () => {
    expect(lines({ now: at('09:30'), held: [southmoor] })[0]).toBe('southmoor s01 09:00 not-returned');
  });

  test('R8.3: a sealed pupil is on it for those named alone', () => {
    const sealedSeen = (viewer: string) => ask({ viewer }).some(({ pupil }) => pupil.pupilId === 'p03');
    expect([sealedSeen('sam@northvale.example'), sealedSeen('named@northvale.example')]).toEqual([false, true]);
  });

  test('a closed place has nobody due, and so has a day nobody comes', () => {
    const calendar = [
      ...northvale.calendar,
      { organisation: 'oak-farm', from: MONDAY, to: MONDAY, kind: 'closure' as const },
    ];
    expect(lines({ held: [{ ...northvale, calendar }] })).toEqual([]);
    expect(lines({ date: '2026-11-10' })).toEqual([]);
  });

  test.each([
    ['07:00', 'AM'],
    ['11:59', 'AM'],
    ['12:00', 'PM'],
    ['15:00', 'PM'],
    ['17:00', 'PM'],
  ])('at %s the session running or next is %s', (time, session) => {
    expect(currentSession(ask(), at(time))).toBe(session);
  });

  test('another day’s session has to be said', () => {
    expect(currentSession(ask(), at('09:20', '2026-11-10'))).toBeUndefined();
    expect(sessionsOf(ask())).toEqual(['AM', 'PM']);
    expect(sessionsOf(ask({ held: [held({ pupils: [pupilT()] })] }))).toEqual(['AM']);
  });

  test('who is due twice in a session is offered once, at the slot running or next', () => {
    const timetable = [aRow('monday', 'oak-farm', '09:00', '10:15'), aRow('monday', 'oak-farm', '10:45', '12:00')];
    const roll = ask({ held: [held({ pupils: [aPupil({ timetable })], provisions: [oakFarm, base] })] });
    const startsAt = (time: string) => currentSlots(roll, at(time)).map(({ slot }) => slot.start);
    expect([startsAt('10:14'), startsAt('10:15'), startsAt('13:00')]).toEqual([['09:00'], ['10:45'], ['10:45']]);
  });
});
