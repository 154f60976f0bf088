/** Whether people can be written to in their own chat, as was last found out: in silence, before it matters (issue 4, item 4). */
import type { Instant } from '../domain/time.ts';
import { keyPart } from './keys.ts';
import type { Table } from './table.ts';

interface Reached {
  upn: string;
  ok: boolean;
  at: Instant;
}

export interface Reach {
  /** Of everybody who was ever asked about: one request. */
  all(): Promise<Reached[]>;
  note(reached: Reached): Promise<void>;
  /** Somebody has written to us. Writes only where they were held to be out of reach, which may be known some seconds late. */
  heardFrom(upn: string, now: Instant): Promise<void>;
}

const ALL = 'reach';
const MAX_AGE_MS = 5_000;

export function createReach(table: Table): Reach {
  let held: { out: Promise<Set<string>>; at: Instant } | undefined;
  const all = async (): Promise<Reached[]> => (await table.range<Reached>(ALL)).map(({ value }) => value);
  const note = async (reached: Reached): Promise<void> => {
    held = undefined;
    await table.write(ALL, { key: keyPart(reached.upn), value: reached });
  };
  const outOfReach = (now: Instant): Promise<Set<string>> => {
    if (held && Math.abs(now - held.at) < MAX_AGE_MS) return held.out;
    const out = all().then((rows) => new Set(rows.filter(({ ok }) => !ok).map(({ upn }) => upn)));
    const reading = { out, at: now };
    held = reading;
    // A failed read must not be remembered.
    out.catch(() => {
      if (held === reading) held = undefined;
    });
    return out;
  };
  return {
    all,
    note,
    async heardFrom(upn, now) {
      if ((await outOfReach(now)).has(upn)) await note({ upn, ok: true, at: now });
    },
  };
}
