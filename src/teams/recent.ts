/** Deliveries of harmless questions: remembered by this process alone, which costs no storage. */
import type { Claim, Delivered } from '../store/seen.ts';

export interface Recent {
  claim(delivered: Delivered): Claim | 'acted-on';
}

/** Far more than are asked in the minutes within which Teams repeats a delivery. */
const REMEMBERED = 10_000;

export function createRecent(most = REMEMBERED): Recent {
  const seen = new Set<string>();
  return {
    claim({ conversationId, activityId }) {
      const key = `${conversationId}\n${activityId}`;
      if (seen.has(key)) return 'acted-on';
      // A set keeps its order: the first is the oldest.
      const [oldest] = seen;
      if (oldest !== undefined && seen.size >= most) seen.delete(oldest);
      seen.add(key);
      return { settle: async () => undefined, release: async () => void seen.delete(key) };
    },
  };
}
