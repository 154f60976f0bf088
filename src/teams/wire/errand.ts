import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Call, Wire } from './exchange.ts';
import { backoffMs, meaningOf } from './meaning.ts';
import type { Exchange, Meaning } from './meaning.ts';
import type { Pace } from './pace.ts';
import type { InDoubt, Later, Refused } from './types.ts';

/** One thing to be done at Teams, with as many calls as its meaning allows. */
export interface Errand {
  name: string;
  tenantId: string;
  /** For the log, which shows it as a hash. */
  conversation: string;
  /** Whose limits it counts against. */
  paceKey: string;
  call: Omit<Call, 'token'>;
  repeatable: boolean;
  /** By `performance.now()`. The errand ends before, whatever Teams does. */
  deadline: number;
}

export type Result = { kind: 'accepted'; body: string } | Refused | InDoubt | Later;

/** `refresh`: Teams has refused the token given last. Undefined or a rejection: none can be had now. */
export type TokenSource = (refresh: boolean) => Promise<string | undefined>;
export type LogFields = Record<string, string | number | undefined>;

export interface ErrandMeans {
  wire: Wire;
  pace: Pace;
  token: TokenSource | undefined;
  /** Wall clock, milliseconds since 1970. Waiting is measured on the clock that never goes back. */
  now: () => number;
  log: (event: string, fields: LogFields) => void;
  timeLimitMs: number;
  backoffMs: number;
}

const mostTries = 3;
// With less than this left no call is begun: cut short by us, a post would be in doubt for nothing.
const leastCallMs = 3000;
const comeBackMs = 5000;

/** Does the errand: waits for its slot, calls, and repeats only what may be repeated. Logs one line, without content. */
export async function run(errand: Errand, means: ErrandMeans): Promise<Result> {
  const began = performance.now();
  const progress: Progress = { tries: 0, pauseMs: 0, refreshed: false, status: undefined };
  const result = await persist(errand, means, progress);
  means.log('teams call', {
    method: errand.name,
    kind: result.kind,
    status: progress.status,
    code: result.kind === 'refused' ? result.code : undefined,
    why: result.kind === 'in-doubt' ? result.why : undefined,
    tries: progress.tries,
    ms: Math.round(performance.now() - began),
    tenant: errand.tenantId,
    conversation: createHash('sha256').update(errand.conversation).digest('hex').slice(0, 12),
  });
  return result;
}

interface Progress {
  tries: number;
  pauseMs: number;
  refreshed: boolean;
  status: number | undefined;
}

async function persist(errand: Errand, means: ErrandMeans, progress: Progress): Promise<Result> {
  const lastStart = errand.deadline - Math.min(leastCallMs, means.timeLimitMs);
  while (progress.tries < mostTries) {
    if (progress.pauseMs > 0) await sleep(progress.pauseMs);
    // The token before the slot: those who waited for a token together must not then all go at once.
    const token = await tokenBy(lastStart, means.token, progress.refreshed);
    if (means.token && !token) return later(errand, means, comeBackMs);
    const slot = await waitForSlot(errand, means, lastStart);
    if (slot !== 'ready') return slot;
    // What may be repeated is not waited for so long, so that the repeat still fits before the deadline.
    const limitMs = errand.repeatable ? means.timeLimitMs / 2 : means.timeLimitMs;
    const timeLeft = Math.min(limitMs, errand.deadline - performance.now());
    const exchange = await means.wire.exchange({ ...errand.call, token }, timeLeft);
    const result = judge(exchange, errand, means, progress);
    if (result !== 'again') return result;
  }
  return later(errand, means, comeBackMs);
}

/** Waits until tenant and conversation allow one more call, and takes the slot; a wait too long is given back at once. */
async function waitForSlot(errand: Errand, means: ErrandMeans, lastStart: number): Promise<'ready' | Later> {
  const { tenantId, paceKey } = errand;
  for (;;) {
    const now = performance.now();
    const slot = means.pace.earliest(tenantId, paceKey, now);
    if (slot > lastStart) return later(errand, means, now > lastStart ? comeBackMs : 0);
    if (slot <= now) {
      means.pace.take(tenantId, paceKey, now);
      return 'ready';
    }
    await sleep(Math.ceil(slot - now));
  }
}

async function tokenBy(lastStart: number, source: TokenSource | undefined, refresh: boolean) {
  if (!source) return undefined;
  const stop = new AbortController();
  const limit = sleep(Math.max(0, lastStart - performance.now()), undefined, { signal: stop.signal });
  const token = source(refresh).catch(() => undefined);
  return Promise.race([token, limit.catch(() => undefined)]).finally(() => stop.abort());
}

function judge(exchange: Exchange, errand: Errand, means: ErrandMeans, progress: Progress): Result | 'again' {
  const body = exchange.kind === 'answered' ? exchange.body : '';
  const status = exchange.kind === 'answered' ? exchange.status : 0;
  const meaning = meaningOf(errand.repeatable, exchange, means.now());
  progress.tries += 1;
  progress.status = status;
  if (meaning.kind === 'accepted') return { kind: 'accepted', body };
  if (meaning.kind === 'in-doubt') return meaning;
  if (meaning.kind === 'refused') return { kind: 'refused', status, code: codeIn(body), final: meaning.final };
  if (meaning.kind === 'stale-token') {
    if (!means.token || progress.refreshed) return { kind: 'refused', status, code: codeIn(body), final: false };
    progress.refreshed = true;
    return 'again';
  }
  hesitate(meaning, errand, means, progress);
  return 'again';
}

function hesitate(
  meaning: Meaning & { kind: 'throttled' | 'repeat' },
  errand: Errand,
  means: ErrandMeans,
  progress: Progress,
): void {
  const pauseMs = backoffMs(progress.tries, means.backoffMs, Math.random());
  if (meaning.kind === 'repeat') progress.pauseMs = pauseMs;
  else means.pace.hold(errand.tenantId, performance.now() + Math.max(meaning.waitMs ?? 0, pauseMs));
}

function later(errand: Errand, means: ErrandMeans, leastMs: number): Later {
  const now = performance.now();
  const slot = means.pace.earliest(errand.tenantId, errand.paceKey, now);
  return { kind: 'later', retryAt: Math.ceil(means.now() + Math.max(leastMs, slot - now)) };
}

/** Teams' error code, if it is one: it goes into logs and rows, so nothing else of the answer may pass for it. */
function codeIn(body: string): string | undefined {
  return /"code"\s*:\s*"([\w-]{1,64})"/.exec(body)?.[1];
}
