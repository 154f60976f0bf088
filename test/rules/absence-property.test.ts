import * as fc from 'fast-check';
import { isOpen } from '../../src/domain/absence/absence.ts';
import { pupilDay } from '../../src/domain/pupil-day.ts';
import { slotState } from '../../src/domain/standing.ts';
import { addDays, instantAt, momentOf, weekdayOf, weekdays } from '../../src/domain/time.ts';
import type { Absence, ChildMode } from '../../src/domain/absence/absence.ts';
import type { AbsenceEvent } from '../../src/domain/absence/events.ts';
import type { Rag } from '../../src/domain/absence/rag.ts';
import type { Mark, Pupil } from '../../src/domain/records.ts';
import type { Instant } from '../../src/domain/time.ts';
import { aMark, aPlacement, aPupil, aRow } from '../support/cal-a.ts';
import { followed, officer } from '../support/followed.ts';
import type { Followed } from '../support/followed.ts';

const slots = [
  { provision: 'oak-farm', arrive: '09:00' },
  { provision: 'base', arrive: '12:45' },
] as const;
const child = (rag: Rag): Pupil =>
  aPupil({
    rag,
    contacts: [{ name: 'Dana Smith', relationship: 'mother' }],
    placements: [aPlacement(), aPlacement({ provision: 'base' })],
    timetable: weekdays.flatMap((day) => [
      aRow(day, 'oak-farm', '09:00', '12:00'),
      aRow(day, 'base', '12:45', '15:45'),
    ]),
  });

/** What may happen next: time passes, somebody marks, somebody does something about it. */
type Act =
  | { act: 'wait'; minutes: number }
  | { act: 'next-day' }
  | { act: 'mark'; slot: 0 | 1; mark: Partial<Mark> & Pick<Mark, 'status'>; daysAgo: number }
  | { act: 'do'; event(now: Instant): AbsenceEvent };

type Said = Partial<Mark> & Pick<Mark, 'status'>;
const mark: fc.Arbitrary<Said> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Said>({ status: 'absent' }) },
  {
    weight: 6,
    arbitrary: fc.constantFrom<Said>(
      { status: 'absent', code: 'I', reason: 'flu' },
      { status: 'absent', reason: 'mum rang' },
      { status: 'absent', code: 'N' },
      { status: 'absent', code: 'Y1' },
      { status: 'absent', code: 'C2' },
      { status: 'present' },
      { status: 'late', arrivedAt: '09:20' },
      { status: 'late', arrivedAt: '09:50' },
      { status: 'late', arrivedAt: '12:10' },
      { status: 'left', leftAt: '10:00' },
      { status: 'left', leftAt: '10:00', reason: 'dentist' },
    ),
  },
);

const contact = fc
  .record({
    whom: fc.constantFrom('Dana Smith', 'School office'),
    method: fc.constantFrom('call' as const, 'visit' as const, 'text' as const),
    outcome: fc.constantFrom('reached' as const, 'reached' as const, 'no-answer' as const),
    reason: fc.constantFrom(undefined, undefined, 'ill', 'unknown'),
    code: fc.constantFrom(undefined, undefined, 'I', 'O', 'C2', '0'),
    child: fc.constantFrom<{ mode: ChildMode } | undefined>(
      undefined,
      undefined,
      { mode: 'in-person' },
      { mode: 'video' },
      { mode: 'voice' },
    ),
  })
  .map((over): ((now: Instant) => AbsenceEvent) => {
    const known = Object.fromEntries(Object.entries(over).filter(([, value]) => value !== undefined)) as typeof over;
    return (at) => ({ kind: 'contact', contact: { at, by: officer, ...known } });
  });
const event = fc.oneof(
  { weight: 5, arbitrary: contact },
  fc
    .constantFrom<AbsenceEvent>(
      { kind: 'notified', by: 'Keylink' },
      { kind: 'code', by: officer, code: 'I', why: 'school decided' },
      { kind: 'code', by: officer, code: 'O', why: 'school decided' },
      { kind: 'visit', by: officer, wanted: true, why: 'nobody answers' },
      { kind: 'visit', by: officer, wanted: false, why: 'seen in town' },
      { kind: 'missing', by: officer, why: 'nobody knows' },
      { kind: 'close', by: officer },
      { kind: 'close', by: officer },
      { kind: 'reopen', by: officer, why: 'seen elsewhere' },
    )
    .map((one) => () => one),
);
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 200 }).map((minutes): Act => ({ act: 'wait', minutes })) },
  { weight: 1, arbitrary: fc.constant<Act>({ act: 'next-day' }) },
  {
    weight: 3,
    arbitrary: fc
      .record({ slot: fc.constantFrom(0 as const, 1 as const), mark, daysAgo: fc.constantFrom(0, 0, 0, 0, 1) })
      .map(({ slot, mark: how, daysAgo }): Act => ({ act: 'mark', slot, mark: how, daysAgo })),
  },
  { weight: 5, arbitrary: event.map((one): Act => ({ act: 'do', event: one })) },
);
/** Plain days, the last ones before half term and Christmas, and the Sunday on which the clocks change. */
const start = fc.constantFrom('2026-11-09', '2026-10-15', '2026-10-24', '2026-12-17', '2027-03-25');
/** Most begin with a child who is not there, and some end with everything answered. */
const notThere: Act = { act: 'mark', slot: 0, mark: { status: 'absent' }, daysAgo: 0 };
const halfAnHour: Act = { act: 'wait', minutes: 30 };
const does = (one: (now: Instant) => AbsenceEvent): Act => ({ act: 'do', event: one });
const answered: Act[] = [
  does((at) => ({
    kind: 'contact',
    contact: {
      at,
      by: officer,
      whom: 'Dana Smith',
      method: 'visit',
      outcome: 'reached',
      reason: 'ill',
      code: 'I',
      child: { mode: 'in-person' },
    },
  })),
  does(() => ({ kind: 'close', by: officer })),
];
const marks = (at: 0 | 1, how: Said): Act => ({ act: 'mark', slot: at, mark: how, daysAgo: 0 });
const here: Said = { status: 'present' };
const nextDay: Act = { act: 'next-day' };
const spokenTo = does((at) => ({
  kind: 'contact',
  contact: { at, by: officer, whom: 'Alfie Smith', method: 'call', outcome: 'reached', child: { mode: 'voice' } },
}));
/** What chance alone hardly ever brings about. */
const courses = {
  nothing: [],
  answered,
  corrected: [marks(0, here), marks(1, here)],
  'corrected and taken back': [marks(0, here), halfAnHour, notThere],
  'lost and found': [marks(0, here), marks(0, { status: 'left', leftAt: '09:40' }), halfAnHour, spokenTo],
  'found by a mark that is taken back': [
    marks(0, here),
    marks(0, { status: 'left', leftAt: '09:40' }),
    { act: 'wait', minutes: 240 },
    marks(1, here),
    halfAnHour,
    marks(1, { status: 'absent' }),
  ],
  'said to be missing': [does(() => ({ kind: 'missing', by: officer, why: 'nobody knows' })), halfAnHour, spokenTo],
  'day after day': [nextDay, halfAnHour, notThere, nextDay, halfAnHour, notThere],
  forgotten: [nextDay, halfAnHour, notThere, ...Array.from({ length: 27 }, () => nextDay)],
} satisfies Record<string, Act[]>;
const play = fc.record({
  rag: fc.constantFrom<Rag>('red', 'amber', 'green'),
  start,
  acts: fc
    .tuple(
      fc.nat(9),
      fc.boolean(),
      fc.array(act, { maxLength: 3 }),
      fc.constantFrom<Act[]>(...Object.values(courses)),
      fc.array(act, { maxLength: 9 }),
    )
    .map(([begins, isNotified, first, course, then]) => {
      const morning: Act[] = begins > 0 ? [halfAnHour, notThere] : [halfAnHour];
      const notice: Act[] = isNotified ? [does(() => ({ kind: 'notified', by: 'Keylink' }))] : [];
      return morning.concat(notice, first, course, then);
    }),
});

interface Happening {
  was?: Absence;
  now: Absence;
  rag: Pupil['rag'];
}
interface Played {
  of: Followed & { history: Happening[] };
  now: Instant;
  pupil: Pupil;
}

function step({ of, now }: Played, one: Act): Instant {
  if (one.act === 'wait') return now + one.minutes * 60_000;
  if (one.act === 'next-day') return instantAt(addDays(momentOf(now).date, 1), '08:30');
  if (one.act === 'do') {
    if (of.all.length > 0) of.doAt(now, one.event(now));
    return now;
  }
  const date = addDays(momentOf(now).date, -one.daysAgo);
  of.marks.push(aMark(one.mark.status, '09:00', { ...slots[one.slot], ...one.mark, date, recordedAt: now }));
  of.lookAt(now, date);
  return now + 1000;
}

/** Plays, looking by the clock after every act, and lets `check` look too. */
function playOut(
  { rag, start: from, acts }: { rag: Rag; start: string; acts: Act[] },
  check: (played: Played) => void = () => undefined,
): Played {
  const pupil = child(rag);
  const of = { ...followed(pupil), history: [] as Happening[] };
  let now = instantAt(from, '08:45');
  for (const one of acts) {
    now = step({ of, now, pupil }, one);
    // Before anybody looks: what somebody has closed wrongly the next look would open again.
    for (const absence of of.all) if (!isOpen(absence)) expectClosedWithBoth(absence);
    of.lookAt(now);
    check({ of, now, pupil });
    for (const absence of of.all) {
      const was = of.history.findLast((earlier) => earlier.now.openedAt === absence.openedAt)?.now;
      of.history.push({ ...(was && { was }), now: absence, rag });
    }
  }
  return { of, now, pupil };
}

/** The slots of today of which the marks say that the child is not there. */
const absentNow = ({ of, now, pupil }: Played) => {
  const moment = momentOf(now);
  const day = pupilDay(pupil, moment.date, of.records(moment.date), moment);
  return day.standings.filter((standing) => slotState(standing, moment) === 'absent').map(({ slot }) => slot);
};

/** R4.3: open, or closed with both answers: known safe on its last day, and every slot with its code or attended. */
function expectClosedWithBoth(absence: Absence): void {
  expect(absence.safe?.date).toBe(absence.date);
  const uncoded = absence.slots.filter(({ code, attended }) => !attended && (code === undefined || code === 'N'));
  expect([uncoded, absence.closedBy]).toEqual([[], expect.any(String)]);
  if (absence.needsDsl) expect(['closed-seen', 'corrected']).toContain(absence.state);
  if (absence.missing) {
    expect(absence.state).toBe('closed-seen'); // R4.10: ever missing, only a DSL closes it
    expect(absence.safe?.how).not.toBe('reason-heard');
  }
}
const seenHow = new Set(['marked-present', 'mark-corrected', 'seen']);
/** R4.6: on each day of a red child's count somebody has seen them. */
function expectSeen({ uncounted, safe }: Absence): void {
  if (uncounted !== 'attended' && uncounted !== 'excused') expect(seenHow).toContain(safe?.how);
}
/** Somebody's list, and something still to come. */
function expectOnAList({ watchers, due }: Absence): void {
  expect(watchers.length).toBeGreaterThan(0);
  expect(due.length).toBeGreaterThan(0);
}
function expectStepsOnce({ fired, due }: Absence): void {
  expect(new Set(fired).size).toBe(fired.length);
  expect(due.filter(({ step: what, of }) => fired.includes(`${what}@${of}`))).toEqual([]);
  expect(due.map(({ at }) => at)).toEqual(due.map(({ at }) => at).toSorted((a, b) => a - b));
}
/** Every slot of which the marks say that the child is not there is some absence's. */
function expectNoneLost(played: Played): void {
  for (const { date, start: from } of absentNow(played)) {
    const isKept = ({ slots: kept }: Absence): boolean =>
      kept.some((one) => one.date === date && one.start === from && one.attended !== true);
    expect(played.of.all.some(isKept)).toBe(true);
  }
  expect(played.of.all.filter(isOpen).length).toBeLessThanOrEqual(1);
}

const wanted = [
  'closed',
  'closed red',
  'corrected',
  'reopened',
  'missing by marks',
  'missing by somebody',
  'found',
  'missing again',
  'several days',
  'attended after all',
  'update-overdue',
  'contacts-due',
  'n-overdue',
  'unseen-too-long',
] as const;

/** What one change of an absence shows to have happened. */
function thingsIn({ was, now, rag }: Happening): string[] {
  const isBack = was?.missing !== undefined && was.state !== 'missing' && now.state === 'missing';
  const told: [string, boolean][] = [
    ['closed', !isOpen(now)],
    ['closed red', !isOpen(now) && rag === 'red'],
    ['corrected', now.state === 'corrected'],
    ['reopened', was !== undefined && !isOpen(was) && isOpen(now)],
    ['missing by marks', now.missing !== undefined && now.missing.by === undefined],
    ['missing by somebody', now.missing?.by !== undefined],
    ['found', was?.state === 'missing' && now.state !== 'missing'],
    ['missing again', isBack],
    ['several days', now.firstDate < now.date],
    ['attended after all', now.slots.some(({ attended }) => attended)],
  ];
  return [...told.filter(([, is]) => is).map(([what]) => what), ...now.fired.map((key) => key.split('@')[0]!)];
}

test('R4.3: whatever happens in whatever order, no absence is lost, closed without both answers, or acted on twice', () => {
  const seen = new Map<string, number>();
  const check = (played: Played): void => {
    expectNoneLost(played);
    for (const absence of played.of.all) {
      expectStepsOnce(absence);
      if (isOpen(absence)) expectOnAList(absence);
      else expectClosedWithBoth(absence);
      if (!isOpen(absence) && played.pupil.rag === 'red') expectSeen(absence);
    }
    expect(played.of.lookAt(played.now)).toEqual([]); // watch ∘ watch = watch
  };
  fc.assert(
    fc.property(play, (given) => {
      const things = new Set(playOut(given, check).of.history.flatMap(thingsIn));
      for (const thing of things) seen.set(thing, (seen.get(thing) ?? 0) + 1);
    }),
    { numRuns: 60, seed: 20261109 },
  );
  // Plays in which each of them happens: the properties speak of something.
  expect(Object.fromEntries(wanted.map((thing) => [thing, (seen.get(thing) ?? 0) >= 2]))).toEqual(
    Object.fromEntries(wanted.map((thing) => [thing, true])),
  );
});

test('R4.6: a red child’s day 1 is never skipped: it is asked for, whoever has said why', () => {
  fc.assert(
    fc.property(start, mark, fc.constantFrom('08:30', '09:10', '10:00'), (from, how, time) => {
      const of = followed(child('red'));
      const date = weekdayOf(from) === 'saturday' ? addDays(from, 3) : from;
      of.mark(aMark(how.status, time, { ...how, date }));
      const [absence] = of.all;
      if (!absence || how.status !== 'absent' || absence.uncounted) return;
      expect(absence).toMatchObject({ day: 1, needsDsl: true });
      expect(absence.safe).toBeUndefined();
      expect(isOpen(absence)).toBe(true);
    }),
    { numRuns: 40, seed: 1 },
  );
});

describe('clocks that survive', () => {
  test('looked at every three hours or once, days later: the same steps in the same order', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<Rag>('red', 'amber', 'green'),
        start,
        fc.boolean(),
        fc.integer({ min: 1, max: 12 }),
        (rag, from, isNotified, days) => {
          const date = weekdayOf(from) === 'saturday' ? addDays(from, 3) : from;
          const until = instantAt(addDays(date, days), '12:00');
          const [often, late] = [followed(child(rag)), followed(child(rag))];
          for (const one of [often, late]) {
            one.mark(aMark('absent', '09:10', { date }));
            if (isNotified) one.do(date, '09:12', { kind: 'notified', by: 'Keylink' });
          }
          for (let now = instantAt(date, '09:15'); now <= until; now += 3 * 3_600_000) often.lookAt(now);
          often.lookAt(until);
          late.lookAt(until);
          expect(late.absence().fired).toEqual(often.absence().fired);
          expect(late.absence().fired.length).toBeGreaterThan(2);
          expect(late.absence().state).toBe(often.absence().state);
          expect(late.absence().due).toEqual(often.absence().due);
        },
      ),
      { numRuns: 10, seed: 7 },
    );
  });
});
