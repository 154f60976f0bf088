/** Whether people can be written to in their own chat, as was last found out: in silence, before it matters (issue 4, item 4). */
import type { Instant } from '../domain/time.ts';
import { keyPart } from './keys.ts';
import type { Table } from './table.ts';

export interface Reached {
  upn: string;
  ok: boolean;
  at: Instant;
}

export interface Reach {
  /** Of everybody who was ever asked about: one request. */
  all(): Promise<Reached[]>;
  note(reached: Reached): Promise<void>;
}

const ALL = 'reach';

export const createReach = (table: Table): Reach => ({
  all: async () => (await table.range<Reached>(ALL)).map(({ value }) => value),
  async note(reached) {
    await table.write(ALL, { key: keyPart(reached.upn), value: reached });
  },
});
