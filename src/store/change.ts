import type { Table } from './table.ts';

/** `idleMs`: how long the row has stood as it is, by the store's clock. */
export type Decide<T> = (row: T, idleMs: number) => T | undefined;

const CONFLICTS = 8;

/**
 * Reads, decides and writes, again when somebody else wrote in between. `decide` gives what should stand, or undefined to
 * leave it. Gives what was written, or undefined.
 */
export async function changeRow<T>(
  table: Table,
  partition: string,
  key: string,
  decide: Decide<T>,
): Promise<T | undefined> {
  for (let tries = 0; tries < CONFLICTS; tries++) {
    const row = await table.read<T>(partition, key);
    const next = row && decide(row.value, row.idleMs);
    if (!row || !next) return undefined;
    const written = await table.write(partition, { key, value: next, only: { etag: row.etag } });
    if (written === 'written') return next;
  }
  throw new Error('a row is being changed by too many at once');
}
