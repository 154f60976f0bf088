/** Something added to a concern, with what follows from it: decided on what stands at that moment, in one transaction. */
import { calledFor, type Called, type Word } from '../../domain/concern/clock.ts';
import { waitingParties } from '../../domain/concern/acts.ts';
import type { Concern, PartyAt } from '../../domain/concern/concern.ts';
import type { ConcernEvent, FirstEvent, LaterEvent } from '../../domain/concern/events.ts';
import { next, opened, type ConcernRefusal } from '../../domain/concern/next.ts';
import { everyoneAt, firstAt, isBarred } from '../../domain/concern/people.ts';
import type { Moment } from '../../domain/time.ts';
import type { Log } from '../../log.ts';
import type { ConcernAddress, ConcernAppend } from '../../store/concerns.ts';
import type { Store } from '../../store/open.ts';
import { concernRoom, type ConcernRoom, type RoomParts } from './seating.ts';

export interface ConcernParts extends RoomParts {
  store: Pick<Store, 'people' | 'reach' | 'records' | 'concerns'>;
  log: Log;
}

/** `gone`: no such concern, or none that `may` lets through. */
export type Added =
  | { kind: 'done'; concern: Concern; room: ConcernRoom }
  | { kind: 'refused'; why: ConcernRefusal; concern: Concern; room: ConcernRoom }
  | { kind: 'gone' };

/** Nobody at all could be told: whoever runs this must know, though not of whom or what (R4.14). */
const complain = (log: Log, { untold }: Called): void => {
  if (untold.length > 0)
    log.error({ event: 'concern.untold', parties: untold.length }, 'a concern waits for a party with nobody to reach');
};

interface Standing {
  concern: Concern;
  events: ConcernEvent[];
  words: Word[];
}

/** What the clock calls for at once: a party that has just been brought in, or one that nobody can be waited for. */
function withClock({ concern, events, words }: Standing, room: ConcernRoom, now: Moment, log: Log): Standing {
  const called = calledFor(concern, room.seatingOf(concern), now.instant, room.limits);
  if (!called) return { concern, events, words };
  complain(log, called);
  const after = next(concern, called.told, now.instant);
  return {
    concern: after.kind === 'done' ? after.concern : concern,
    events: [...events, called.told],
    words: [...words, ...called.words],
  };
}

/** What people are told of an entry besides: that there is something new, never what. */
function wordsOf(event: LaterEvent, concern: Concern, room: ConcernRoom): Word[] {
  const seating = room.seatingOf(concern);
  const toAll = (news: Word['news'], but?: string, parties: readonly PartyAt[] = concern.parties): Word[] => {
    const all = parties.flatMap((party) => everyoneAt(party, concern, seating));
    return [...new Set(all)].filter((upn) => upn !== but).map((upn) => ({ upn, news }));
  };
  switch (event.kind) {
    case 'added':
      return event.from === 'reporter' ? toAll('added', event.by.upn) : [];
    case 'broke-glass':
      return toAll('glass-broken', event.by.upn);
    case 'matter-shared':
      return event.with
        .filter((upn) => !isBarred(upn, concern.barred, seating))
        .map((upn) => ({ upn, news: 'matter' }));
    case 'reopened':
      return toAll('added', event.by.upn);
    case 'closed':
      // R5.5: each party is to know of it, and nobody's clock runs any more.
      return toAll('closed-unseen', event.by.upn, waitingParties(concern));
    case 'raised-again':
      return toAll('stale');
    default:
      return [];
  }
}

/** `may` is asked inside the transaction, of the concern as it stands and the roles as they are now. */
export async function addToConcern(
  parts: ConcernParts,
  now: Moment,
  at: ConcernAddress,
  event: LaterEvent,
  may: (concern: Concern, room: ConcernRoom) => boolean | Promise<boolean> = () => true,
): Promise<Added> {
  const room = await concernRoom(parts, at.partnership, now);
  const decide = async (held: Concern | undefined): Promise<ConcernAppend & { added: Added }> => {
    if (!held || !(await may(held, room))) return { added: { kind: 'gone' } };
    const result = next(held, event, now.instant);
    if (result.kind === 'refused') return { added: { ...result, concern: held, room } };
    const words = wordsOf(event, result.concern, room);
    const after = withClock({ concern: result.concern, events: [event], words }, room, now, parts.log);
    return { ...after, added: { kind: 'done', concern: after.concern, room } };
  };
  return (await parts.store.concerns.append(at, now.instant, decide)).added;
}

/** `isNew`: it did not stand there before; a second delivery of one report finds the first. */
export interface Opened {
  concern: Concern;
  room: ConcernRoom;
  isNew: boolean;
}

/** Whoever raised it and is its DSL has it already; a deputy who raised it may have told nobody. */
function acknowledgedByReporter(event: FirstEvent, concern: Concern, room: ConcernRoom): LaterEvent[] {
  if (event.kind !== 'opened') return [];
  const { by } = event.report;
  const seating = room.seatingOf(concern);
  const parties = concern.parties.filter((party) => firstAt(party, concern, seating).includes(by.upn));
  return parties.length > 0
    ? [{ kind: 'acknowledged', by, parties: parties.map(({ seat, organisation }) => ({ seat, organisation })) }]
    : [];
}

/** Stores a concern and, in the same transaction, whom to tell of it. */
export async function openConcern(
  parts: ConcernParts,
  now: Moment,
  event: FirstEvent,
  room: ConcernRoom,
): Promise<Opened> {
  const decide = (held: Concern | undefined): ConcernAppend & { opened: Opened } => {
    if (held) return { opened: { concern: held, room, isNew: false } };
    const first = opened(event, now.instant);
    const acks = acknowledgedByReporter(event, first, room);
    const concern = acks.reduce((one, ack) => {
      const after = next(one, ack, now.instant);
      return after.kind === 'done' ? after.concern : one;
    }, first);
    const after = withClock({ concern, events: [event, ...acks], words: [] }, room, now, parts.log);
    return { ...after, opened: { concern: after.concern, room, isNew: true } };
  };
  const at = { partnership: event.partnership, id: event.id };
  return (await parts.store.concerns.append(at, now.instant, decide)).opened;
}

/** What the clock calls for of one concern; nothing where it is no longer due, whoever did it. */
export async function turnClockOf(
  parts: ConcernParts,
  now: Moment,
  concern: Concern,
  room: ConcernRoom,
): Promise<number> {
  const at = { partnership: concern.partnership, id: concern.id };
  const { events = [] } = await parts.store.concerns.append(at, now.instant, (held): ConcernAppend =>
    held ? withClock({ concern: held, events: [], words: [] }, room, now, parts.log) : {},
  );
  return events.length;
}
