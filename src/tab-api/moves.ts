/**
 * Tells whoever looks at a partnership that it has moved on: its record, or the minute, by which deadlines are judged. Storage
 * is asked once for all who look, and not at all when nobody does.
 */
import type { Instant } from '../domain/time.ts';
import type { Ledger } from '../store/ledger.ts';
import type { LiveLine } from './models.ts';

export interface Moves {
  /** Where it stands. */
  now(partnership: string): Promise<LiveLine>;
  /** Where it stands, and again each time that it stands elsewhere; `undefined` says only that somebody is still there. */
  of(partnership: string, signal: AbortSignal): AsyncGenerator<LiveLine | undefined>;
}

interface Parts {
  ledger: Pick<Ledger, 'end'>;
  now(): Instant;
  /** Between two looks; tests have their own. */
  wait?: () => Promise<void>;
}

interface Watch {
  line?: LiveLine;
  /** Looks since it last moved. */
  quiet: number;
  lookers: number;
  waiting: Set<() => void>;
  fault?: unknown;
}

const LOOK_MS = 3_000;
/** Proxies hang up on who says nothing for half a minute. */
const BEAT_LOOKS = 7;
const MINUTE_MS = 60_000;

const wake = ({ waiting }: Watch): void => {
  for (const told of waiting) told();
};

/** Until the watch has something to say, or whoever listens has gone. */
const next = ({ waiting }: Watch, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      waiting.delete(done);
      signal.removeEventListener('abort', done);
      resolve();
    };
    waiting.add(done);
    signal.addEventListener('abort', done);
    if (signal.aborted) done();
  });

const pause = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, LOOK_MS).unref();
  });

/** Says what is new, and now and then that nothing is. */
function seen(watch: Watch, line: LiveLine): void {
  const hasMoved = watch.line?.mark !== line.mark;
  watch.line = line;
  watch.quiet = hasMoved ? 0 : watch.quiet + 1;
  if (hasMoved || watch.quiet % BEAT_LOOKS === 0) wake(watch);
}

export function createMoves({ ledger, now, wait = pause }: Parts): Moves {
  const watches = new Map<string, Watch>();

  const lineOf = async (partnership: string): Promise<LiveLine> => {
    const { hash } = await ledger.end(partnership);
    return { mark: `${hash.slice(0, 12)} ${Math.floor(now() / MINUTE_MS)}` };
  };

  const keepLooking = async (partnership: string, watch: Watch): Promise<void> => {
    try {
      while (watch.lookers > 0) {
        seen(watch, await lineOf(partnership));
        await wait();
      }
    } catch (fault) {
      watch.fault = fault;
      wake(watch);
    }
    watches.delete(partnership);
  };

  const enter = (partnership: string): Watch => {
    const held = watches.get(partnership);
    if (held) {
      held.lookers += 1;
      return held;
    }
    const watch: Watch = { quiet: 0, lookers: 1, waiting: new Set() };
    watches.set(partnership, watch);
    void keepLooking(partnership, watch);
    return watch;
  };

  return {
    now: lineOf,
    async *of(partnership, signal) {
      const watch = enter(partnership);
      try {
        if (!watch.line) await next(watch, signal);
        for (let told: LiveLine | undefined; !signal.aborted; await next(watch, signal)) {
          if (watch.fault !== undefined) throw watch.fault;
          yield watch.line?.mark === told?.mark ? undefined : watch.line;
          told = watch.line;
        }
      } finally {
        watch.lookers -= 1;
      }
    },
  };
}
