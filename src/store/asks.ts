/** A question kept until its asker presses "Show me": a card in a channel must not carry it, everybody there can read cards. */
import { randomUUID } from 'node:crypto';
import type { Instant } from '../domain/time.ts';
import type { Table } from './table.ts';

interface Ask {
  tenantId: string;
  objectId: string;
  text: string;
  at: Instant;
}

export interface Asks {
  /** Keeps a question; the id says nothing of it. */
  keep(ask: Ask): Promise<string>;
  read(id: string): Promise<Ask | undefined>;
}

const ALL = 'asks';

export function createAsks(table: Table): Asks {
  return {
    async keep(ask) {
      const id = randomUUID();
      await table.write(ALL, { key: id, value: ask, only: 'create' });
      return id;
    },
    read: async (id) => (/^[0-9a-f-]{36}$/.test(id) ? (await table.read<Ask>(ALL, id))?.value : undefined),
  };
}
