/** Takes the messages of a drill to people's own chats, ends it, and takes its report to whoever began it. */
import { randomUUID } from 'node:crypto';
import { drillCard, reportCards } from '../../cards/drill.ts';
import type { AdaptiveCard } from '../../cards/render.ts';
import { isOver, type Delivery, type Drill, type Rehearsing } from '../../domain/concern/drill.ts';
import { isHeld } from '../../domain/post.ts';
import { momentOf, type Instant, type Moment } from '../../domain/time.ts';
import type { Log } from '../../log.ts';
import type { Decide } from '../../store/change.ts';
import type { Directory } from '../../store/directory.ts';
import type { DrillAddress } from '../../store/drills.ts';
import type { Store } from '../../store/open.ts';
import type { Pointer } from '../../store/queue.ts';
import { personOf } from '../../teams/recognise.ts';
import { cardActivity } from '../../teams/say.ts';
import type { Outgoing, SendOutcome } from '../../teams/wire/types.ts';
import { drillTexts } from '../../texts/concern/drill.ts';
import { chatWith } from '../audience.ts';
import type { Carried } from '../post/errand.ts';

interface Parts {
  store: Store;
  wire: Outgoing;
  directory(): Promise<Directory>;
  log: Log;
  now(): Instant;
  /** How long a row with a claim may stand unchanged until its holder counts as dead. */
  claimMs: number;
}

type DrillPointer = Extract<Pointer, { kind: 'drill' }>;

/** As for a concern: what takes longer would not have been in time. */
const TRIES = 6;
const RETRY_SECONDS = 20;
const HELD_SECONDS = 5;

type Outcome = 'sent' | 'unreachable' | 'again';

/** A lost answer may have arrived: said twice it does no harm, and unsaid it would. */
const outcomeOf = (outcome: SendOutcome): Outcome => {
  if (outcome.kind === 'sent') return 'sent';
  return outcome.kind === 'refused' && outcome.final ? 'unreachable' : 'again';
};

async function tell(parts: Parts, upn: string, cards: readonly AdaptiveCard[], summary: string): Promise<Outcome> {
  const moment = momentOf(parts.now());
  if (!personOf(await parts.store.people.fresh(), upn, moment)) return 'unreachable';
  const chat = await chatWith(parts, upn, moment.instant);
  if (!chat) return 'unreachable';
  for (const card of cards) {
    const outcome = outcomeOf(await parts.wire.send({ ...chat }, cardActivity(card, summary)));
    if (outcome !== 'sent') return outcome;
  }
  return 'sent';
}

function settled<T extends Delivery>({ claim, ...held }: T, outcome: Outcome, at: Instant) {
  void claim;
  if (outcome === 'sent') return { ...held, state: 'sent' as const, sentAt: at };
  const tries = held.tries + 1;
  const isGivenUp = outcome === 'unreachable' || tries >= TRIES;
  return { ...held, tries, state: isGivenUp ? ('unreachable' as const) : ('due' as const) };
}

type Change<T> = (decide: Decide<T>) => Promise<T | undefined>;

/** Claims a message, sends it and writes down what came of it. */
async function carry<T extends Delivery>(
  parts: Parts,
  change: Change<T>,
  send: () => Promise<Outcome>,
  isWaiting: (held: T) => boolean = () => true,
): Promise<Carried> {
  const me = randomUUID();
  let found: T | undefined;
  const taken = await change((held, idleMs) => {
    found = held;
    const isFree = held.state === 'due' && isWaiting(held) && !isHeld(held, { me, idleMs, claimMs: parts.claimMs });
    return isFree ? { ...held, claim: { owner: me } } : undefined;
  });
  if (!taken) return found?.state === 'due' && isWaiting(found) ? { later: HELD_SECONDS } : 'done';
  const outcome = await send();
  const at = parts.now();
  const after = await change((held) => (held.claim?.owner === me ? (settled(held, outcome, at) as T) : undefined));
  return after?.state === 'due' ? { later: RETRY_SECONDS } : 'done';
}

/** Of a drill that is over nobody is told any more: its report says that they were not. */
export function createDrillCarrier(parts: Parts): (pointer: DrillPointer) => Promise<Carried> {
  const { drills } = parts.store;
  return async ({ partnership, drill: id, upn }) => {
    const at = { partnership, id };
    const drill = await drills.read(at);
    if (!drill) return 'done';
    if (upn === undefined) return carryReport(parts, at, drill);
    if (drill.endedAt !== undefined) return 'done';
    return carry<Rehearsing>(
      parts,
      (decide) => drills.changePerson(at, upn, decide),
      () => tell(parts, upn, [drillCard(drill)], drillTexts.summary),
      // Answered, though whoever sent it died before that was written down.
      ({ ackAt }) => ackAt === undefined,
    );
  };
}

const carryReport = (parts: Parts, at: DrillAddress, drill: Drill): Promise<Carried> =>
  carry(
    parts,
    (decide) => parts.store.drills.changeReport(at, decide),
    () => tell(parts, drill.by.upn, reportCards(drill), drillTexts.reportTitle),
  );

/** Once a minute: a drill that everybody has answered, or whose time is up, is over. Safe on several instances at once. */
export function createDrillWatch({
  store: { drills },
  log,
}: Pick<Parts, 'store' | 'log'>): (partnership: string, moment: Moment) => Promise<void> {
  /** The last drill of each partnership that is known to be over: only spares reading it. */
  const over = new Map<string, string>();
  return async (partnership, { instant }) => {
    const id = await drills.currentId(partnership);
    if (id === undefined || over.get(partnership) === id) return;
    const drill = await drills.read({ partnership, id });
    if (!drill || !isOver(drill, instant)) return;
    if (drill.endedAt === undefined) {
      await drills.end({ partnership, id }, instant);
      log.info({ event: 'drill.ended', partnership, people: drill.people.length }, 'a drill is over');
    }
    over.set(partnership, id);
  };
}
