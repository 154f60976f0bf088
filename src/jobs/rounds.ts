/** The product's heartbeat: looks at the clock and at the queue, each again as soon as it is through. */
import type { Log } from '../log.ts';

interface Parts {
  tick(): Promise<void>;
  /** Gives how many were taken; with none it waits a moment before it looks again. */
  work(): Promise<number>;
  log: Log;
}

const TICK_MS = 2_000;
const IDLE_MS = 500;

export function startRounds({ tick, work, log }: Parts): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const wait = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      stopping.signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
    });
  /** The job's door for faults: storage may be away for a while, and the next round tries again. */
  const again = async (round: () => Promise<number>): Promise<void> => {
    while (!stopping.signal.aborted) {
      const pause = await round().catch((fault: unknown) => {
        log.error({ event: 'round.fault', err: fault }, 'a round failed');
        return TICK_MS;
      });
      if (pause > 0 && !stopping.signal.aborted) await wait(pause);
    }
  };
  const ticking = again(async () => (await tick(), TICK_MS));
  const working = again(async () => ((await work()) > 0 ? 0 : IDLE_MS));
  return {
    async stop() {
      stopping.abort();
      await Promise.all([ticking, working]);
    },
  };
}
