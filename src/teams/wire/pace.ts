/** At most `limit` calls in any stretch of `perMs` milliseconds. */
export interface Window {
  limit: number;
  perMs: number;
}

export interface Limits {
  tenant: readonly Window[];
  conversation: readonly Window[];
}

/**
 * Teams documents 50 calls a second per tenant. Ours are 45, in handfuls: one handful held up on its way and meeting
 * the next ones still makes 50. Per conversation the documented numbers, which for reads are half of what may be.
 */
export const teamsLimits: Limits = {
  tenant: [{ limit: 5, perMs: 112 }],
  conversation: [
    { limit: 7, perMs: 1000 },
    { limit: 8, perMs: 2000 },
    { limit: 60, perMs: 30_000 },
    { limit: 1800, perMs: 3_600_000 },
  ],
};

/** The earliest time, `now` or later, at which one more call keeps every window. `history`: times of calls, oldest first. */
export function nextSlot(history: readonly number[], windows: readonly Window[], now: number): number {
  const opens = windows.map(({ limit, perMs }) => (history[history.length - limit] ?? -Infinity) + perMs);
  return Math.max(now, ...opens);
}

/** When the next call may go, for each tenant and conversation. All times on one clock that never goes back. */
export interface Pace {
  earliest(tenant: string, conversation: string, now: number): number;
  take(tenant: string, conversation: string, now: number): void;
  /** Teams said 429: nothing for that tenant before `until`. */
  hold(tenant: string, until: number): void;
}

export function createPace(limits: Limits): Pace {
  const tenants = createHistories(limits.tenant);
  const conversations = createHistories(limits.conversation);
  const holds = new Map<string, number>();
  return {
    earliest: (tenant, conversation, now) =>
      Math.max(holds.get(tenant) ?? now, tenants.earliest(tenant, now), conversations.earliest(conversation, now)),
    take(tenant, conversation, now) {
      tenants.take(tenant, now);
      conversations.take(conversation, now);
    },
    hold: (tenant, until) => void holds.set(tenant, Math.max(until, holds.get(tenant) ?? until)),
  };
}

const takesBetweenSweeps = 1000;

function createHistories(windows: readonly Window[]) {
  const histories = new Map<string, number[]>();
  const longest = Math.max(0, ...windows.map((window) => window.perMs));
  let takes = 0;
  const forgetOld = (now: number) => {
    for (const [key, history] of histories) if ((history.at(-1) ?? 0) <= now - longest) histories.delete(key);
  };
  return {
    earliest: (key: string, now: number) => nextSlot(histories.get(key) ?? [], windows, now),
    take(key: string, now: number) {
      const kept = (histories.get(key) ?? []).filter((at) => at > now - longest);
      histories.set(key, [...kept, now]);
      takes += 1;
      if (takes % takesBetweenSweeps === 0) forgetOld(now);
    },
  };
}
