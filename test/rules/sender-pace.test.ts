import * as fc from 'fast-check';
import { createPace, nextSlot, teamsLimits } from '../../src/teams/wire/pace.ts';
import type { Limits, Window } from '../../src/teams/wire/pace.ts';

const conversation = teamsLimits.conversation;
const every = (count: number, ms: number, from = 0) => Array.from({ length: count }, (_, at) => from + at * ms);

test.each<[name: string, history: number[], now: number, slot: number]>([
  ['nothing sent yet', [], 500, 500],
  ['six in this second', every(6, 10), 60, 60],
  ['seven in this second', every(7, 10), 70, 1000],
  ['seven, the first just a second ago', every(7, 10), 1000, 1000],
  ['eight in two seconds', [...every(7, 10), 1000], 1010, 2000],
  ['sixty in half a minute', every(60, 480), 28_800, 30_000],
  ['1800 in the hour', every(1800, 1990), 3_582_000, 3_600_000],
])('a conversation with %s', (_name, history, now, slot) => {
  expect(nextSlot(history, conversation, now)).toBe(slot);
});

test('a tenant gets at most 45 calls in any second, spread over it', () => {
  const burst = sendAll(
    { tenant: teamsLimits.tenant, conversation: [] },
    Array.from({ length: 100 }, () => 0),
  );
  expect(burst.filter((at) => at < 1000)).toHaveLength(45);
  expect(burst.filter((at) => at < 112)).toHaveLength(5);
  expect(fullest(burst, { limit: 45, perMs: 1000 })).toBe(45);
});

test('property: whatever is asked for and when, no window is ever exceeded and nothing goes before it was asked', () => {
  const windows = fc.array(
    fc.record({ limit: fc.integer({ min: 1, max: 5 }), perMs: fc.integer({ min: 1, max: 500 }) }),
    {
      minLength: 1,
      maxLength: 3,
    },
  );
  const gaps = fc.array(fc.integer({ min: 0, max: 150 }), { maxLength: 60 });
  fc.assert(
    fc.property(windows, windows, gaps, (tenant, conversationWindows, waits) => {
      const asked = waits.map((_, index) => waits.slice(0, index + 1).reduce((sum, wait) => sum + wait, 0));
      const sent = sendAll({ tenant, conversation: conversationWindows }, asked);
      expect(sent).toHaveLength(asked.length);
      for (const [index, at] of sent.entries()) expect(at).toBeGreaterThanOrEqual(asked[index] ?? 0);
      for (const window of [...tenant, ...conversationWindows])
        expect(fullest(sent, window)).toBeLessThanOrEqual(window.limit);
    }),
  );
});

test('property: without pressure nothing waits', () => {
  const gaps = fc.array(fc.integer({ min: 2000, max: 60_000 }), { maxLength: 40 });
  fc.assert(
    fc.property(gaps, (waits) => {
      const asked = waits.map((_, index) => waits.slice(0, index + 1).reduce((sum, wait) => sum + wait, 0));
      expect(sendAll(teamsLimits, asked)).toEqual(asked);
    }),
  );
});

test('a busy conversation does not hold up the others of its tenant', () => {
  const pace = createPace(teamsLimits);
  for (const at of every(7, 10, 1200)) pace.take('tenant', 'busy', at);
  expect(pace.earliest('tenant', 'busy', 1500)).toBe(2200);
  expect(pace.earliest('tenant', 'quiet', 1500)).toBe(1500);
});

test('a hold stops the tenant it was for, and is not shortened by a later, shorter one', () => {
  const pace = createPace(teamsLimits);
  pace.hold('north', 5000);
  pace.hold('north', 3000);
  expect(pace.earliest('north', 'a', 1000)).toBe(5000);
  expect(pace.earliest('north', 'b', 6000)).toBe(6000);
  expect(pace.earliest('south', 'a', 1000)).toBe(1000);
});

/** Sends one call after the other, each as early as it may. */
function sendAll(limits: Limits, asked: number[]): number[] {
  const pace = createPace(limits);
  const sent: number[] = [];
  for (const wanted of asked) {
    const slot = pace.earliest('tenant', 'conversation', Math.max(wanted, sent.at(-1) ?? 0));
    pace.take('tenant', 'conversation', slot);
    sent.push(slot);
  }
  return sent;
}

/** The most calls in any stretch of the window's length. */
function fullest(times: number[], { perMs }: Window): number {
  return Math.max(0, ...times.map((from) => times.filter((at) => at >= from && at < from + perMs).length));
}
