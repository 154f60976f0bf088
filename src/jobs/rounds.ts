/** The product's heartbeat: looks at the clock and at the queue again and again. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../log.ts';

export interface RoundParts {
  tick(): Promise<void>;
  /** Gives how many were taken, when they are through; with none it waits a moment before it looks again. */
  work(): Promise<number>;
  log: Log;
}

const TICK_MS = 2_000;
const IDLE_MS = 500;

export type Rounds = (parts: RoundParts) => { stop(): Promise<void> };

export const startRounds: Rounds = ({ tick, work, log }) => {
  const stopping = new AbortController();
  const { signal } = stopping;
  const wait = (ms: number): Promise<void> => sleep(ms, undefined, { signal }).catch(() => undefined);
  /** The job's door for faults: storage may be away for a while, and the next round tries again. Gives how long to wait. */
  const guarded = (round: Promise<number>): Promise<number> =>
    round.catch((fault: unknown) => {
      log.error({ event: 'round.fault', err: fault }, 'a round failed');
      return TICK_MS;
    });
  const ticking = async (): Promise<void> => {
    while (!signal.aborted) {
      await guarded(tick().then(() => 0));
      await wait(TICK_MS);
    }
  };
  /** Rounds overlap: what holds one of them up keeps no other school waiting. */
  const working = async (): Promise<void> => {
    const open = new Set<Promise<number>>();
    while (!signal.aborted) {
      const round = guarded(work().then((taken) => (taken > 0 ? 0 : IDLE_MS)));
      open.add(round);
      void round.then(() => open.delete(round));
      const pause = await Promise.race([round, wait(IDLE_MS).then(() => 0)]);
      if (pause > 0) await wait(pause);
    }
    await Promise.all(open);
  };
  const turning = [ticking(), working()];
  return {
    async stop() {
      stopping.abort();
      await Promise.all(turning);
    },
  };
};
