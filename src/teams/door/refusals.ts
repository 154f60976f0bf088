import type { Log } from '../../log.ts';

const EVERY_MS = 60_000;

/** Notes a refused caller: the first at once, then one line a minute with their number. A flood must not fill the log. */
export function createRefusals(log: Log): (status: number) => void {
  let saidAt = -Infinity;
  let refused = 0;
  return (status) => {
    refused += 1;
    if (Date.now() - saidAt < EVERY_MS) return;
    log.warn({ event: 'door.refused', status, refused }, 'callers were refused');
    saidAt = Date.now();
    refused = 0;
  };
}
