import type { Log } from '../log.ts';

const READY_MS = 3_000;
/** Anybody may ask: however many do, storage is asked once a second. */
const ONCE_MS = 1_000;

/** Gives the reason why there is no storage to work with; undefined: there is. Never rejects. */
export function createReadiness(ready: () => Promise<void>, log: Log, timeLimitMs = READY_MS) {
  let asked: { at: number; reason: Promise<string | undefined> } | undefined;
  return (): Promise<string | undefined> => {
    if (!asked || Date.now() - asked.at >= ONCE_MS)
      asked = { at: Date.now(), reason: reasonOf(ready, log, timeLimitMs) };
    return asked.reason;
  };
}

async function reasonOf(ready: () => Promise<void>, log: Log, timeLimitMs: number): Promise<string | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve('storage does not answer'), timeLimitMs);
  });
  try {
    const reason = await Promise.race([ready(), limit]);
    return reason ?? undefined;
  } catch (fault) {
    log.warn({ event: 'ready.fault', err: fault }, 'storage answered with a fault');
    return 'storage answers with a fault';
  } finally {
    clearTimeout(timer);
  }
}
