/** Whatever may happen to a concern, in any order: people come, go and fall silent, act and are told in vain, and time passes. */
import * as fc from 'fast-check';
import { calledFor, type Called } from '../../src/domain/concern/clock.ts';
import type { By, Concern } from '../../src/domain/concern/concern.ts';
import type { LaterEvent } from '../../src/domain/concern/events.ts';
import { next } from '../../src/domain/concern/next.ts';
import type { Seating } from '../../src/domain/concern/people.ts';
import type { Instant } from '../../src/domain/time.ts';
import { aConcern, limits, openedAt, seating } from './a-concern.ts';
import { everybody, kindsOfConcern, places, type KindOfConcern } from './concern-matrix.ts';
import { rosterOf, type Held } from './staffing.ts';

export const MINUTE = 60_000;
export const all = everybody.map(([upn]) => upn);
export const by = (upn: string): By => ({ upn, name: upn, position: 'DSL' });

/** Who is in the pack, who cannot be written to, and who covers what. */
export interface Staffed {
  gone: string[];
  silent: string[];
  cover: Held[];
}
type Act =
  | { act: 'wait'; minutes: number }
  | { act: 'staff'; staffed: Staffed }
  /** Of those told: Teams refuses. */
  | { act: 'in-vain'; n: number }
  | { act: 'do'; event: (upn: string) => LaterEvent; who: number };

const people = fc.subarray(all, { maxLength: 30 });
export const aCover: fc.Arbitrary<Held> = fc
  .tuple(fc.constantFrom(...all), fc.constantFrom(...everybody))
  .map(([upn, [, role, organisation]]): Held => [upn, role, organisation]);
export const staffed: fc.Arbitrary<Staffed> = fc.record({
  gone: people,
  silent: people,
  cover: fc.array(aCover, { maxLength: 4 }),
});
export const why = 'because';
const acknowledgesAll = (upn: string): LaterEvent => ({
  kind: 'acknowledged',
  by: by(upn),
  parties: [
    { seat: 'partnership-dsl', organisation: places.P },
    { seat: 'head', organisation: places.home },
  ],
});
const event = fc.constantFrom<(upn: string) => LaterEvent>(
  acknowledgesAll,
  (upn) => ({ kind: 'acknowledged', by: by(upn), parties: [{ seat: 'school-dsl', organisation: places.home }] }),
  (upn) => ({ kind: 'decided', by: by(upn), decision: 'monitor', rationale: why, urgency: 'urgent' }),
  (upn) => ({ kind: 'closed', by: by(upn), outcome: why }),
  (upn) => ({ kind: 'reopened', by: by(upn), why }),
  (upn) => ({ kind: 'confirmed', by: by(upn), why }),
  (upn) => ({ kind: 'dismissed', by: by(upn), why }),
  (upn) => ({ kind: 'added', by: by(upn), text: why, from: 'reporter' }),
  (upn) => ({ kind: 'shared', by: by(upn), with: { seat: 'partnership-dsl', organisation: places.P }, why }),
  (upn) => ({ kind: 'shared', by: by(upn), with: { seat: 'provision-dsl', organisation: places.site }, why }),
  (upn) => ({ kind: 'shared', by: by(upn), with: { seat: 'head', organisation: places.home }, why }),
  () => ({ kind: 'raised-again' }),
);
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: 0, max: 90 }).map((minutes): Act => ({ act: 'wait', minutes })) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 3000 }).map((minutes): Act => ({ act: 'wait', minutes })) },
  { weight: 2, arbitrary: staffed.map((one): Act => ({ act: 'staff', staffed: one })) },
  { weight: 3, arbitrary: fc.nat(40).map((n): Act => ({ act: 'in-vain', n })) },
  { weight: 3, arbitrary: fc.record({ act: fc.constant('do' as const), event, who: fc.nat(40) }) },
);

const kind = fc.constantFrom<KindOfConcern>(...kindsOfConcern);
export const life = fc.record({
  kind,
  urgency: fc.constantFrom('urgent' as const, 'standard' as const),
  reporter: fc.constantFrom(...all, 'somebody'),
  staffed: fc.oneof(fc.constant<Staffed>({ gone: [], silent: [], cover: [] }), staffed),
  acts: fc.array(act, { maxLength: 25 }),
});
export type Life = typeof life extends fc.Arbitrary<infer T> ? T : never;

export function seatingOf({ gone, silent, cover }: Staffed): Seating {
  const rows = everybody.filter(([upn]) => !gone.includes(upn));
  // Who has gone is in the pack still, with the day they stopped.
  const past = everybody
    .filter(([upn]) => gone.includes(upn))
    .map(([upn, role, organisation]): Held => [upn, role, organisation, '2026-01-01', '2026-11-01']);
  return { ...seating([...rows, ...past], cover), reachable: (upn) => !silent.includes(upn) };
}

export interface Looked {
  before: Concern;
  concern: Concern;
  called: Called | undefined;
  seats: Seating;
  now: Instant;
}

/** What the product does: a look at the clock after whatever happens, and each minute. */
export function lived({
  kind: { adult, provision, isDraft },
  urgency,
  reporter,
  staffed: first,
  acts,
}: Life): Looked[] {
  const looks: Looked[] = [];
  let seats = seatingOf(first);
  let now = openedAt;
  let concern = aConcern(rosterOf(everybody), { adult, provision, isDraft, urgency, by: by(reporter) });
  const look = (): void => {
    const called = calledFor(concern, seats, now, limits);
    const before = concern;
    if (called) concern = done(concern, called.told, now);
    looks.push({ before, concern, called, seats, now });
  };
  look();
  for (const one of acts) {
    if (one.act === 'wait') now += one.minutes * MINUTE;
    if (one.act === 'staff') seats = seatingOf(one.staffed);
    if (one.act === 'in-vain') concern = inVain(concern, one.n, now);
    if (one.act === 'do') concern = done(concern, one.event(all[one.who] ?? reporter), now);
    look();
  }
  return looks;
}

export function done(concern: Concern, one: LaterEvent, now: Instant): Concern {
  const result = next(concern, one, now);
  return result.kind === 'done' ? result.concern : concern;
}
function inVain(concern: Concern, n: number, now: Instant): Concern {
  const told = concern.parties.flatMap((party) => party.told);
  return told.length === 0 ? concern : done(concern, { kind: 'unreachable', upn: told[n % told.length]! }, now);
}
