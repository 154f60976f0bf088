/**
 * Rows appended to a chain, and whatever must stand with them, in one transaction. It replaces the row where the chain ends, so
 * of two at once one reads again and decides again: no decision stands on facts that have changed.
 */
import { linkColumns, linked, START, type End } from './chain.ts';
import { CHAIN } from './keys.ts';
import type { Row, RowToWrite, Table } from './table.ts';

export interface Chained {
  key(seq: number): string;
  value: unknown;
  columns?: Record<string, string>;
  /** Another place where the same value stands. */
  also?: string;
}

/** Rows appended one after the other, each linked to the one before, and the row that says where the chain now ends. */
export function chainOn(end: Row<End> | undefined, chained: readonly Chained[], by: string): RowToWrite[] {
  let last: Pick<End, 'seq' | 'hash'> = end?.value ?? START;
  const rows: RowToWrite[] = [];
  for (const { key, value, columns, also } of chained) {
    const at = key(last.seq + 1);
    const link = linked(last, at, value);
    rows.push({ key: at, value, columns: { ...columns, ...linkColumns(link) }, only: 'create' });
    if (also !== undefined) rows.push({ key: also, value, columns: { ...columns, hash: link.hash }, only: 'create' });
    last = link;
  }
  const value: End = { seq: last.seq, hash: last.hash, by };
  return [...rows, { key: CHAIN, value, only: end ? { etag: end.etag } : 'create' }];
}

export interface Transaction {
  rows: readonly RowToWrite[];
  remove: readonly string[];
  /** Where the chain ended when it was decided. */
  end: Row<End> | undefined;
  by: string;
}
/** `stands-there`: nobody appended in between, so a row that should be new is not. */
export type Appended = 'written' | 'conflict' | 'stands-there';

export const readEnd = (table: Table, partition: string): Promise<Row<End> | undefined> =>
  table.read<End>(partition, CHAIN);

/** An answer that was lost is a conflict too: the end of the chain then tells that it was written, by us. */
export async function append(table: Table, partition: string, of: Transaction): Promise<Appended> {
  if ((await table.writeAll(partition, of.rows, of.remove)) === 'written') return 'written';
  const now = await readEnd(table, partition);
  if (now?.value.by === of.by) return 'written';
  return now?.etag === of.end?.etag ? 'stands-there' : 'conflict';
}

export const CONFLICTS = 20;

/** A little longer each time, and never two in step. */
export const waitABit = (tries: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, Math.random() * 25 * tries));
