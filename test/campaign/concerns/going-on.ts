import { setTimeout as sleep } from 'node:timers/promises';

export interface GoingOn {
  /** Settles when it has been done for the last time. */
  stop(): Promise<void>;
}

/** Something done again and again, each time so long after the time before. */
export function goOn(pauseMs: number, does: () => unknown): GoingOn {
  const stopping = new AbortController();
  const { signal } = stopping;
  const going = (async (): Promise<void> => {
    while (!signal.aborted) {
      await does();
      await sleep(pauseMs, undefined, { signal }).catch(() => undefined);
    }
  })();
  return {
    async stop() {
      stopping.abort();
      await going;
    },
  };
}
