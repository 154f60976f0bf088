import { calledFor, isDue, isUntold, type Word } from '../../src/domain/concern/clock.ts';
import type { By, Concern, Urgency } from '../../src/domain/concern/concern.ts';
import type { LaterEvent } from '../../src/domain/concern/events.ts';
import type { Seating } from '../../src/domain/concern/people.ts';
import { instantAt, type Instant } from '../../src/domain/time.ts';
import { limitsIn } from '../../src/record/concern/seating.ts';
import { aConcern, after, limits, look, openedAt, seating, type Raised } from '../support/a-concern.ts';
import { ASHFIELD, held, PARTNERSHIP } from '../support/cal-a.ts';
import { TODAY, type Held } from '../support/staffing.ts';

const MINUTE = 60_000;
const DAY = 24 * 60;
const minutes = (n: number, since: Instant = openedAt): Instant => since + n * MINUTE;

const coordinator: Held = ['coordinator', 'coordinator', PARTNERSHIP];
const deputy: Held = ['deputy', 'deputy', PARTNERSHIP];
const dsl: Held = ['dsl', 'school-dsl', ASHFIELD];
const deputyDsl: Held = ['deputy-dsl', 'deputy', ASHFIELD];
const full = [coordinator, deputy, dsl, deputyDsl];
const partnershipDsl = { seat: 'partnership-dsl', organisation: PARTNERSHIP } as const;
const schoolDsl = { seat: 'school-dsl', organisation: ASHFIELD } as const;

const by = (upn: string): By => ({ upn, name: upn, position: 'DSL' });
const acks = (upn: string, ...parties: (typeof partnershipDsl | typeof schoolDsl)[]): LaterEvent => ({
  kind: 'acknowledged',
  by: by(upn),
  parties,
});
const unreachable = (upn: string): LaterEvent => ({ kind: 'unreachable', upn });
const said = (words: readonly Word[] = []): string[] => words.map(({ upn, news }) => `${upn}: ${news}`).toSorted();

/** Opened, and looked at: what is said at each of these minutes. Whatever happens in between is given by minute. */
function story(
  rows: readonly Held[] | ((minute: number) => Seating),
  at: readonly number[],
  happens: Record<number, LaterEvent[]> = {},
  raised: Raised = {},
) {
  const seats = typeof rows === 'function' ? rows : () => seating(rows);
  let concern = aConcern(seats(0).roster, raised);
  const heard: Record<number, string[]> = {};
  for (const minute of [...new Set([0, ...at, ...Object.keys(happens).map(Number)])].toSorted((a, b) => a - b)) {
    for (const event of happens[minute] ?? []) concern = after(concern, event, minutes(minute));
    const now = look(concern, seats(minute), minutes(minute));
    ({ concern } = now);
    if (at.includes(minute)) heard[minute] = said(now.called?.words);
  }
  return { concern, heard };
}

describe('5.3: no acknowledgement', () => {
  test.each<[Urgency, number]>([
    ['urgent', 10],
    ['standard', 60],
  ])('%s: the deputies after %d minutes, not a millisecond before', (urgency, limit) => {
    const { concern } = story(full, [0], {}, { urgency });
    expect(calledFor(concern, seating(full), minutes(limit) - 1, limits)).toBeUndefined();
    expect(concern.parties.some((party) => isDue(party, concern, minutes(limit) - 1))).toBe(false);
    const called = calledFor(concern, seating(full), minutes(limit), limits);
    expect(said(called?.words)).toEqual(['deputy-dsl: deputy', 'deputy: deputy']);
  });

  test('both limits are settings of the partnership, by date', () => {
    const settings = [
      { organisation: PARTNERSHIP, name: 'concern_urgent_minutes', from: '2026-01-01', value: '5' },
      { organisation: PARTNERSHIP, name: 'concern_standard_minutes', from: '2026-11-10', value: '30' },
    ];
    const on = (date: string) => limitsIn(held({ settings }), { instant: 0, date, time: '10:00' });
    expect(on(TODAY)).toEqual({ urgent: 5, standard: 60 });
    expect(on('2026-11-10')).toEqual({ urgent: 5, standard: 30 });
    const { concern } = story(full, [0]);
    const halfHour = { urgent: 5, standard: 30 };
    const called = calledFor(concern, seating(full), minutes(60), halfHour);
    expect(called?.told.parties.map(({ dueAt }) => dueAt)).toEqual([minutes(90), minutes(90)]);
  });

  test('DSL, deputy, next party, everyone with the numbers, and then once a day', () => {
    const times = [0, 60, 120, 180, 180 + DAY - 1, 180 + DAY, 180 + 2 * DAY];
    const everyone = (news: string): string[] =>
      ['coordinator', 'deputy', 'deputy-dsl', 'dsl'].map((upn) => `${upn}: ${news}`);
    expect(story(full, times).heard).toEqual({
      0: ['coordinator: new', 'dsl: new'],
      60: ['deputy-dsl: deputy', 'deputy: deputy'],
      120: ['coordinator: next-party', 'dsl: next-party'],
      180: [...everyone('everyone'), 'teacher: reporter-unheard'].toSorted(),
      [180 + DAY - 1]: [],
      [180 + DAY]: everyone('unheard').toSorted(),
      [180 + 2 * DAY]: everyone('unheard').toSorted(),
    });
  });

  test('a draft goes the same way, and says that it is one; there is no reporter to tell', () => {
    const { heard } = story(full, [0, 10, 20, 30], {}, { isDraft: true, urgency: 'urgent' });
    expect(heard[0]).toEqual(['coordinator: draft', 'dsl: draft']);
    expect(heard[30]).toHaveLength(4);
  });

  test('an acknowledgement stops its own party’s clock, and the others go on to whoever has it', () => {
    const { heard, concern } = story(full, [0, 60, 120, 180, 180 + DAY], { 30: [acks('coordinator', partnershipDsl)] });
    expect(heard).toEqual({
      0: ['coordinator: new', 'dsl: new'],
      60: ['deputy-dsl: deputy'],
      120: ['coordinator: next-party'],
      // Somebody has acknowledged it, so the reporter is not told that nobody has.
      180: ['coordinator: everyone', 'deputy-dsl: everyone', 'deputy: everyone', 'dsl: everyone'],
      [180 + DAY]: ['coordinator: unheard', 'deputy-dsl: unheard', 'deputy: unheard', 'dsl: unheard'],
    });
    expect(concern.parties.map(({ ack }) => ack?.upn)).toEqual(['coordinator', undefined]);
  });

  test('the next party is who has it in hand there, and its DSL', () => {
    const { heard } = story(full, [60, 120], { 30: [acks('deputy', partnershipDsl)] });
    expect(heard[120]).toEqual(['coordinator: next-party', 'deputy: next-party']);
  });

  test('acknowledged by all, closed or dismissed: nobody is called, on any day', () => {
    const all = acks('coordinator', partnershipDsl, schoolDsl);
    const ends: LaterEvent[][] = [
      [all],
      [
        { kind: 'decided', by: by('dsl'), decision: 'monitor', rationale: 'x' },
        { kind: 'closed', by: by('dsl'), outcome: 'x' },
      ],
    ];
    for (const end of ends)
      expect(story(full, [60, 120, DAY, 30 * DAY], { 5: end }).heard).toEqual({
        60: [],
        120: [],
        [DAY]: [],
        [30 * DAY]: [],
      });
    const dismissed = story(
      full,
      [60, DAY],
      { 5: [{ kind: 'dismissed', by: by('dsl'), why: 'x' }] },
      { isDraft: true },
    );
    expect(dismissed.heard).toEqual({ 60: [], [DAY]: [] });
  });

  test('a step that is late is done at once, and the next is counted from then', () => {
    const { heard } = story(full, [0, 95, 154, 155]);
    expect(heard[95]).toEqual(['deputy-dsl: deputy', 'deputy: deputy']);
    expect(heard[154]).toEqual([]);
    expect(heard[155]).toEqual(['coordinator: next-party', 'dsl: next-party']);
  });

  test('nobody was there to look for days: one step a look, none left out', () => {
    const { heard } = story(full, [0, 3 * DAY, 3 * DAY + 1, 3 * DAY + 60]);
    expect(heard[3 * DAY]).toEqual(['deputy-dsl: deputy', 'deputy: deputy']);
    expect(heard[3 * DAY + 1]).toEqual([]);
    expect(heard[3 * DAY + 60]).toEqual(['coordinator: next-party', 'dsl: next-party']);
  });

  test.each<[string, string, string]>([
    ['the clocks go back', '2026-10-25', '00:55'],
    ['the clocks go forward', '2027-03-28', '00:55'],
  ])('R7.2: on the night %s ten minutes are ten minutes', (_name, date, time) => {
    const at = instantAt(date, time);
    const concern = aConcern(seating(full).roster, { urgency: 'urgent', at });
    const told = look(concern, seating(full), at).concern;
    expect(calledFor(told, seating(full), minutes(10, at) - 1, limits)).toBeUndefined();
    expect(calledFor(told, seating(full), minutes(10, at), limits)).toBeDefined();
  });
});

describe('nothing waits on an empty chair', () => {
  const first = (...rows: Held[]): string[] => story(rows, [0]).heard[0]!;
  test.each<[string, Held[], string[]]>([
    ['no DSL: the deputy at once, as news', [coordinator, deputyDsl], ['coordinator: new', 'deputy-dsl: new']],
    [
      'a DSL whom Teams does not know',
      [coordinator, ['dsl?', 'school-dsl', ASHFIELD], deputyDsl],
      ['coordinator: new', 'deputy-dsl: new'],
    ],
    ['nobody at the school: the coordinator hears of it as new', [coordinator], ['coordinator: new']],
    ['nobody at the school nor as coordinator', [deputy], ['deputy: new']],
    ['nobody at all', [], []],
    [
      'one person in all chairs is told once',
      [
        ['sam', 'coordinator', PARTNERSHIP],
        ['sam', 'school-dsl', ASHFIELD],
      ],
      ['sam: new'],
    ],
  ])('%s', (_name, rows, heard) => {
    expect(first(...rows)).toEqual(heard);
  });

  test('a party without anybody is told to the others, and everyone is told when the time is up', () => {
    const { heard, concern } = story([coordinator, deputy], [0, 60], { 1: [acks('coordinator', partnershipDsl)] });
    expect(heard).toEqual({
      0: ['coordinator: new'],
      60: ['coordinator: everyone', 'deputy: everyone'],
    });
    expect(concern.parties[1]).toMatchObject({ step: 4, told: ['coordinator', 'deputy'] });
  });

  test('brought in later, with nobody there: who brought it in is told so', () => {
    const share: LaterEvent = {
      kind: 'shared',
      by: by('coordinator'),
      with: { seat: 'provision-dsl', organisation: 'oak-farm' },
      why: 'x',
      basis: 'protection',
    } as LaterEvent;
    const done = acks('coordinator', partnershipDsl, schoolDsl);
    expect(story(full, [5], { 5: [done, share] }).heard[5]).toContain('coordinator: next-party');
    const farm: Held = ['farm', 'provision-dsl', 'oak-farm'];
    expect(story([...full, farm], [5], { 5: [done, share] }).heard[5]).toEqual(['farm: shared']);
    expect(story([...full, ['farm', 'deputy', 'oak-farm']], [5], { 5: [done, share] }).heard[5]).toEqual([
      'farm: shared',
    ]);
  });

  test('who is their own deputy is no second person', () => {
    const rows: Held[] = [coordinator, deputy, dsl, ['dsl', 'deputy', ASHFIELD]];
    expect(story(rows, [0, 60]).heard[60]).toEqual(['coordinator: next-party', 'deputy: deputy']);
  });

  test('nobody to tell: it fails loudly once a day, and whoever takes the chair is told within a minute', () => {
    const staff = (minute: number): Seating => seating(minute < 7 ? [['x?', 'school-dsl', ASHFIELD]] : [dsl]);
    const { heard, concern } = story(staff, [0, 6, 7, 8]);
    expect(heard).toEqual({ 0: [], 6: [], 7: ['dsl: new'], 8: [] });
    expect(concern.parties.map(({ step }) => step)).toEqual([3, 1]);

    const alone = story([], [0]).concern;
    expect(isUntold(alone)).toBe(true);
    const untoldAt = (minute: number): number | undefined =>
      calledFor(alone, seating([]), minutes(minute), limits)?.untold.length;
    expect([1, 60, DAY - 1, DAY].map(untoldAt)).toEqual([undefined, undefined, undefined, 2]);
  });

  test('a concern that goes to nobody calls nobody, and says so', () => {
    const chair: Held = ['chair', 'chair', PARTNERSHIP];
    const adult = { at: { organisation: PARTNERSHIP }, who: { kind: 'picked' as const, upn: 'chair' } };
    const { heard, concern } = story([...full, chair], [0, 60, DAY], {}, { adult });
    expect(heard).toEqual({ 0: [], 60: [], [DAY]: [] });
    expect(isUntold(concern)).toBe(true);
  });
});

describe('somebody who cannot be reached after all', () => {
  test('is not waited for: the next in turn are told at once, by that party alone', () => {
    const { heard } = story(full, [0, 2, 60], { 2: [unreachable('dsl')] });
    expect(heard).toEqual({ 0: ['coordinator: new', 'dsl: new'], 2: ['deputy-dsl: deputy'], 60: ['deputy: deputy'] });
  });

  test('of two the other one may answer: there is no hurry', () => {
    const rows: Held[] = [...full, ['dsl2', 'school-dsl', ASHFIELD]];
    const { heard } = story(rows, [2, 3], { 2: [unreachable('dsl')], 3: [unreachable('dsl2')] });
    expect(heard).toEqual({ 2: [], 3: ['deputy-dsl: deputy'] });
  });

  test('nobody is left: the reporter is told once, and they are tried again each time the minutes are up', () => {
    const out = (minute: number, upn: string): Record<number, LaterEvent[]> => ({ [minute]: [unreachable(upn)] });
    const happens = { ...out(2, 'dsl'), ...out(4, 'dsl'), ...out(13, 'dsl') };
    const { heard, concern } = story([dsl], [0, 2, 3, 4, 11, 12, 13, 14, 21, 22], happens, { urgency: 'urgent' });
    expect(heard).toEqual({
      0: ['dsl: new'],
      // Both parties' clocks have come to nothing.
      2: ['dsl: unheard', 'teacher: reporter-unheard'],
      3: [],
      4: [],
      11: [],
      12: ['dsl: unheard'],
      13: [],
      14: [],
      21: [],
      22: ['dsl: unheard'],
    });
    expect(concern.unreachable).toEqual([]);
  });

  test('tried again and reached: from then on once a day', () => {
    const { heard } = story([dsl], [2, 62, 122, 62 + DAY], { 2: [unreachable('dsl')] });
    expect(heard).toEqual({
      2: ['dsl: unheard', 'teacher: reporter-unheard'],
      62: ['dsl: unheard'],
      122: [],
      [62 + DAY]: ['dsl: unheard'],
    });
  });

  test('who has acknowledged cannot come to nothing', () => {
    const { heard } = story(full, [3], { 2: [acks('dsl', schoolDsl)], 3: [unreachable('dsl')] });
    expect(heard[3]).toEqual([]);
  });
});

describe('one message a person', () => {
  const words = (concern: Concern, at: Instant, rows: readonly Held[] = full): Word[] =>
    calledFor(concern, seating(rows), at, limits)?.words ?? [];

  test('a call to one’s own duty comes before news of another’s', () => {
    const rows: Held[] = [coordinator, deputy, dsl];
    const { concern } = story(rows, [0]);
    expect(said(words(concern, minutes(60), rows))).toEqual(['coordinator: next-party', 'deputy: deputy']);
  });

  test('nobody twice, whatever is due at once; but a reporter who sits at a party has both', () => {
    const { concern } = story(full, [0, 60, 120], {}, { by: by('deputy-dsl') });
    const all = words(concern, minutes(180));
    expect(said(all)).toEqual([
      'coordinator: everyone',
      'deputy-dsl: everyone',
      'deputy-dsl: reporter-unheard',
      'deputy: everyone',
      'dsl: everyone',
    ]);
  });

  test('the reporter is told once that nobody has answered, however many parties come to that', () => {
    const happens = { 2: [unreachable('dsl')] };
    const { heard } = story([coordinator, dsl], [0, 2, 60, 62, 120, 122, 180, 182, 240], happens);
    const toReporter = Object.values(heard)
      .flat()
      .filter((one) => one.startsWith('teacher'));
    expect(toReporter).toEqual(['teacher: reporter-unheard']);
  });
});
