/** A page that keeps itself up to date asks again and again: one look, as long as it shows the same to the same person. */
import type { Asking, Looked } from '../commands/command.ts';
import type { Instant } from '../domain/time.ts';

export interface Noted {
  /** Whether it stands in the audit already, from a little while ago. */
  has(asking: Asking, looked: Looked): boolean;
  add(asking: Asking, looked: Looked): void;
}

const LITTLE_WHILE_MS = 10 * 60_000;

const keyOf = ({ objectId, person }: Asking, looked: Looked): string => JSON.stringify([objectId, person, looked]);

export function createNoted(): Noted {
  const noted = new Map<string, Instant>();
  const isRecent = (at: Instant | undefined, now: Instant): boolean =>
    at !== undefined && at <= now && now - at < LITTLE_WHILE_MS;
  return {
    has: (asking, looked) => isRecent(noted.get(keyOf(asking, looked)), asking.now.instant),
    add(asking, looked) {
      for (const [key, at] of noted) if (!isRecent(at, asking.now.instant)) noted.delete(key);
      noted.set(keyOf(asking, looked), asking.now.instant);
    },
  };
}
