import type { Doubt } from './types.ts';

/** What came back from one HTTP call. `begun`: bytes of the call may have reached Teams. */
export type Exchange =
  | { kind: 'answered'; status: number; headers: Record<string, string | string[] | undefined>; body: string }
  | { kind: 'lost'; begun: boolean; why: Doubt };

/** What it means for us. `repeat`: certainly not carried out, or harmless to carry out again. */
export type Meaning =
  | { kind: 'accepted' }
  | { kind: 'stale-token' }
  | { kind: 'throttled'; waitMs: number | undefined }
  | { kind: 'repeat' }
  | { kind: 'refused'; final: boolean }
  | { kind: 'in-doubt'; why: Doubt };

/**
 * Retry by the meaning of the answer. A post is not idempotent and takes no idempotency key, so a lost answer to one
 * is in doubt; a PUT, a GET or the opening of a private chat is `repeatable`. `now` is for a Retry-After date.
 */
export function meaningOf(repeatable: boolean, exchange: Exchange, now: number): Meaning {
  if (exchange.kind === 'lost') return lost(repeatable || !exchange.begun, exchange.why);
  const { status } = exchange;
  if (status >= 200 && status < 300) return { kind: 'accepted' };
  if (status === 401) return { kind: 'stale-token' };
  if (status === 429) return { kind: 'throttled', waitMs: retryAfterMs(exchange.headers['retry-after'], now) };
  // Two operations on one conversation met, and this one was turned away whole: safe for a post too.
  if (status === 412) return { kind: 'repeat' };
  // 408, 502, 503, 504 and their kin: something in front of Teams gave up, Teams may have carried it out all the same.
  if (status === 408 || status > 501) return lost(repeatable, 'gateway');
  // A redirect and a 500 lie with the route and with Teams, not with the address.
  return { kind: 'refused', final: status >= 400 && status !== 500 };
}

function lost(harmless: boolean, why: Doubt): Meaning {
  return harmless ? { kind: 'repeat' } : { kind: 'in-doubt', why };
}

// The longest of Teams' own windows: a slip of the pen in a header must not silence a school for ever.
const longestWaitMs = 3_600_000;

/** Milliseconds from now that a Retry-After header asks for: seconds or an HTTP date. Undefined if it says neither. */
function retryAfterMs(header: string | string[] | undefined, now: number): number | undefined {
  if (typeof header !== 'string') return undefined;
  const wait = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isNaN(wait) ? undefined : Math.min(Math.max(0, wait), longestWaitMs);
}

/** Doubles with each try, with jitter down to half, so that those turned away together do not come back together. */
export function backoffMs(tries: number, firstMs: number, random: number): number {
  return firstMs * 2 ** (tries - 1) * (0.5 + random / 2);
}
