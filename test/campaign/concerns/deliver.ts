/** Teams' side of a press: brought again, to whoever is there, until it is answered with 200. */
import { setTimeout as sleep } from 'node:timers/promises';
import { post, type Delivered, type Inbound } from '../../support/activities.ts';
import type { Instance } from '../../support/instance.ts';
import type { Chance } from '../chance.ts';

/** Teams waits no longer, and brings it again. */
const ANSWER_MS = 15_000;
const AGAIN_MS = 400;

async function answerOf(port: number, activity: Inbound, onLate: () => void): Promise<Delivered | undefined> {
  const waiting = new AbortController();
  const late = sleep(ANSWER_MS, undefined, { signal: waiting.signal }).then(onLate, () => undefined);
  const answer = post(`http://127.0.0.1:${port}`, activity).catch(() => undefined);
  const first = await Promise.race([answer, late]);
  waiting.abort();
  return first ?? undefined;
}

const isThere = ({ port, gone, killed }: Instance): boolean => port > 0 && !gone && !killed;

/** Undefined where it was brought so often and never answered with 200. */
export async function deliver(
  running: readonly Instance[],
  activity: Inbound,
  { chance, times, onLate }: { chance: Chance; times: number; onLate: () => void },
): Promise<Delivered | undefined> {
  for (let tries = 1; tries <= times; tries += 1) {
    const there = running.filter(isThere);
    const answer = there.length > 0 ? await answerOf(chance.oneOf(there).port, activity, onLate) : undefined;
    if (answer?.status === 200) return answer;
    await sleep(AGAIN_MS);
  }
  return undefined;
}
