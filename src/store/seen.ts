/** Activities already acted on: Teams delivers one again when an answer takes longer than 15 s, and at other times. */
import { randomUUID } from 'node:crypto';
import { addDays, dateOf, timeOf, type Instant, type LocalDate } from '../domain/time.ts';
import { digestOf } from './keys.ts';
import type { Table } from './table.ts';

export interface Seen {
  /**
   * A claim for exactly one of all who ask about one activity, on any instance. `in-hand`: another instance has it, or had
   * it when it was killed; only a later delivery can tell.
   */
  claim(activity: Delivered, now: Instant): Promise<Claim | 'acted-on' | 'in-hand'>;
}

export interface Claim {
  /** It was acted on: never again. */
  settle(): Promise<void>;
  /** It was not acted on, for a fault of ours: the next delivery may. */
  release(): Promise<void>;
}

export interface Delivered {
  conversationId: string;
  activityId: string;
}

/**
 * Longer than any turn: a claim as old as this and not settled is that of a process that was killed. By the store's clock:
 * a delivery to two instances whose own clocks differ acts once too.
 */
const TURN_MS = 20_000;
/** A row stands under its day, so that old days can be cleared away; a delivery is repeated within these minutes. */
const REPEATED_UNTIL = '00:10';

interface Held {
  /** Tells our own claim, whose answer was lost and which was then repeated, from somebody else's. */
  by: string;
  done: boolean;
}

export function createSeen(table: Table): Seen {
  /** In hand in this process, which sees to them: a repeat of one needs no request. */
  const here = new Set<string>();

  const claimOf = (day: LocalDate, key: string, mine: Held): Claim => ({
    async settle() {
      await table.write(day, { key, value: { ...mine, done: true } satisfies Held });
      here.delete(key);
    },
    async release() {
      here.delete(key);
      const held = await table.read<Held>(day, key);
      if (held?.value.by === mine.by) await table.remove(day, key);
    },
  });

  /** Just after midnight a delivery may be the repeat of one of yesterday's. */
  const settledBefore = async (day: LocalDate, key: string, now: Instant): Promise<boolean> =>
    timeOf(now) < REPEATED_UNTIL && (await table.read<Held>(addDays(day, -1), key))?.value.done === true;

  const claim = async (key: string, now: Instant): ReturnType<Seen['claim']> => {
    const day = dateOf(now);
    const mine: Held = { by: randomUUID(), done: false };
    const ours = claimOf(day, key, mine);
    if (await settledBefore(day, key, now)) return 'acted-on';
    if ((await table.write(day, { key, value: mine, only: 'create' })) === 'written') return ours;
    const held = await table.read<Held>(day, key);
    if (held?.value.by === mine.by) return ours;
    if (held?.value.done) return 'acted-on';
    if (!held || held.idleMs < TURN_MS) return 'in-hand';
    const taken = await table.write(day, { key, value: mine, only: { etag: held.etag } });
    return taken === 'written' ? ours : 'in-hand';
  };

  return {
    async claim({ conversationId, activityId }, now) {
      const key = digestOf(`${conversationId}\n${activityId}`);
      if (here.has(key)) return 'acted-on';
      here.add(key);
      let got: Awaited<ReturnType<Seen['claim']>> | undefined;
      try {
        return (got = await claim(key, now));
      } finally {
        if (got === undefined || typeof got === 'string') here.delete(key);
      }
    },
  };
}
