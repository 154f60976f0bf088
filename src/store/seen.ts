/** Activities already acted on: Teams delivers one again when an answer takes longer than 15 s, and at other times. */
import { randomUUID } from 'node:crypto';
import { dateOf, type Instant } from '../domain/time.ts';
import { digestOf } from './keys.ts';
import type { Table } from './table.ts';

export interface Seen {
  /** True for exactly one of all who ask about one activity, on any instance. */
  claim(activity: Delivered, now: Instant): Promise<boolean>;
  /** It was acted on: never again. */
  settle(activity: Delivered, now: Instant): Promise<void>;
  /** It was not acted on, for a fault of ours: the next delivery may. */
  release(activity: Delivered, now: Instant): Promise<void>;
}

export interface Delivered {
  conversationId: string;
  activityId: string;
}

/** Longer than any turn: a claim as old as this and not settled is that of a process that was killed. */
const TURN_MS = 20_000;

interface Claim {
  /** Tells our own claim, whose answer was lost and which was then repeated, from somebody else's. */
  by: string;
  at: Instant;
  done: boolean;
}

export function createSeen(table: Table): Seen {
  const rowOf = (activity: Delivered): string => digestOf(`${activity.conversationId}\n${activity.activityId}`);
  return {
    async claim(activity, now) {
      const value: Claim = { by: randomUUID(), at: now, done: false };
      const key = rowOf(activity);
      if ((await table.write(dateOf(now), { key, value, only: 'create' })) === 'written') return true;
      const held = await table.read<Claim>(dateOf(now), key);
      if (held?.value.by === value.by) return true;
      if (!held || held.value.done || now - held.value.at < TURN_MS) return false;
      return (await table.write(dateOf(now), { key, value, only: { etag: held.etag } })) === 'written';
    },
    async settle(activity, now) {
      await table.write(dateOf(now), { key: rowOf(activity), value: { by: '', at: now, done: true } satisfies Claim });
    },
    release: (activity, now) => table.remove(dateOf(now), rowOf(activity)),
  };
}
