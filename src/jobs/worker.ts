/** Takes pointers from the queue and carries out what their rows say. Any number of instances may run at once. */
import { addDays, dateOf, type Instant } from '../domain/time.ts';
import type { CardAddress } from '../domain/follow-up-card.ts';
import type { Log } from '../log.ts';
import type { Pointer, Queue, Taken } from '../store/queue.ts';
import type { Post, PostAddress } from '../domain/post.ts';
import type { Posts } from '../store/posts.ts';
import type { Carried } from './post/errand.ts';
import type { Outbox } from '../store/outbox.ts';

interface Parts {
  queue: Queue;
  posts: Posts;
  outbox: Outbox;
  post: (at: PostAddress) => Promise<Carried>;
  notice: (partnership: string, key: string) => Promise<Carried>;
  card: (at: CardAddress) => Promise<Carried>;
  concern: (partnership: string, word: string) => Promise<Carried>;
  drill: (at: Extract<Pointer, { kind: 'drill' }>) => Promise<Carried>;
  reach: (asked: Extract<Pointer, { kind: 'reach' }>) => Promise<Carried>;
  /** The records of a partnership changed. */
  onChanged: (partnership: string) => void;
  log: Log;
  now(): Instant;
}

/**
 * How many are carried at once: enough to keep Teams' pace though one call in ten is never answered, and fewer than the
 * connections there are, so that answers to people are not kept waiting.
 */
const AT_ONCE = 32;
const FAULT_SECONDS = 60;

/** One round: takes what is there and carries it. Gives how many were taken. Rounds may overlap; together they take no more. */
export function createWorker(parts: Parts): () => Promise<number> {
  let inHand = 0;
  return async () => {
    const free = AT_ONCE - inHand;
    if (free === 0) return 0;
    inHand += free;
    let taken: Taken[] = [];
    try {
      taken = await parts.queue.take(free);
    } finally {
      inHand -= free - taken.length;
    }
    await Promise.all(taken.map((item) => settle(parts, item).finally(() => (inHand -= 1))));
    return taken.length;
  };
}

/** The door for faults of the job: one pointer's fault holds up no other. */
async function settle(parts: Parts, item: Taken): Promise<void> {
  try {
    const carried = await carryOut(parts, item.pointer);
    await (carried === 'done' ? item.done() : item.later(carried.later));
  } catch (fault) {
    parts.log.error({ event: 'job.fault', kind: item.pointer.kind, tries: item.tries, err: fault }, 'a job failed');
    await item.later(Math.min(FAULT_SECONDS, 2 ** item.tries)).catch(() => undefined);
  }
}

async function carryOut(parts: Parts, pointer: Pointer): Promise<Carried> {
  switch (pointer.kind) {
    case 'post':
      return parts.post(pointer);
    case 'notice':
      return parts.notice(pointer.partnership, pointer.key);
    case 'card':
      return parts.card(pointer);
    case 'concern':
      return parts.concern(pointer.partnership, pointer.word);
    case 'drill':
      return parts.drill(pointer);
    case 'reach':
      return parts.reach(pointer);
    case 'changed':
      return lookAtPosts(parts, pointer.partnership);
    default:
      parts.log.warn({ event: 'job.unknown' }, 'a pointer of a kind not known here was dropped');
      return 'done';
  }
}

const isKeptUp = (post: Post): boolean => post.state === 'posted' || post.state === 'due';

/** Today's posts, and yesterday's that midnight overtook. */
async function lookAtPosts({ posts, outbox, onChanged, now }: Parts, partnership: string): Promise<Carried> {
  onChanged(partnership);
  const today = dateOf(now());
  const found = (await Promise.all([addDays(today, -1), today].map((date) => posts.ofDay(partnership, date)))).flat();
  await Promise.all(found.filter(isKeptUp).map((post) => outbox.again(post)));
  return 'done';
}
