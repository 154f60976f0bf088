/** One Azure table: rows of plain values under two keys. Conflicts are values; anything else that fails is a fault. */
import { RestError, type TableClient, TableTransaction } from '@azure/data-tables';
import { linkIn, type Link } from './chain.ts';
import { BATCH, checkKey, fromProperties, toProperties } from './limits.ts';

export interface Row<T> {
  key: string;
  value: T;
  etag: string;
  /** Of an appended row: its place in the chain. */
  link?: Link;
}
interface ReadRow<T> extends Row<T> {
  /** How long it has stood as it is, by the store's own clock: those of two instances may differ by minutes. */
  idleMs: number;
}
export interface RowToWrite {
  key: string;
  value: unknown;
  /** Plain columns a query may filter on. */
  columns?: Record<string, string>;
  /** `create` loses to an existing row; an etag loses to any change since it was read; without either the row is replaced. */
  only?: 'create' | { etag: string };
}
export type Written = 'written' | 'conflict';

export interface Table {
  read<T>(partition: string, key: string): Promise<ReadRow<T> | undefined>;
  /** Rows from `from` (included) to `to` (excluded), by key; pages are followed to the end. `filter` is evaluated by the store. */
  range<T>(partition: string, range?: { from?: string; to?: string; filter?: string }): Promise<Row<T>[]>;
  write(partition: string, row: RowToWrite): Promise<Written>;
  /** All or nothing, at most 100 rows of one partition. */
  writeAll(partition: string, rows: readonly RowToWrite[], remove?: readonly string[]): Promise<Written>;
  /** Gives rows that stand there other columns, and leaves what they say as it is. */
  relabel(partition: string, keys: readonly string[], columns: Record<string, string>): Promise<void>;
  remove(partition: string, key: string): Promise<void>;
}

/** As OData quotes text. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

const statusOf = (error: unknown): number | undefined => (error instanceof RestError ? error.statusCode : undefined);
/** 404: a row to be changed or removed is gone, which is a change since it was read too. */
const isConflict = (error: unknown): boolean => [404, 409, 412].includes(statusOf(error) ?? 0);

function entityOf(partition: string, row: RowToWrite) {
  return { partitionKey: checkKey(partition), rowKey: checkKey(row.key), ...row.columns, ...toProperties(row.value) };
}

function filterOf(partition: string, range: { from?: string; to?: string; filter?: string }): string {
  const parts = [`PartitionKey eq ${quoted(partition)}`];
  if (range.from !== undefined) parts.push(`RowKey ge ${quoted(range.from)}`);
  if (range.to !== undefined) parts.push(`RowKey lt ${quoted(range.to)}`);
  if (range.filter !== undefined) parts.push(`(${range.filter})`);
  return parts.join(' and ');
}

/** The store's date is whole seconds, cut off: at most a second too short, never too long. */
function idleMs(timestamp: string | undefined, date: string | undefined): number {
  const ms = Date.parse(date ?? '') - Date.parse(timestamp ?? '');
  if (Number.isNaN(ms)) throw new Error('storage did not say what time it is');
  return Math.max(0, ms);
}

export async function openTable(open: (name: string) => TableClient, name: string): Promise<Table> {
  const client = open(name);
  await client.createTable();
  return {
    async read<T>(partition: string, key: string) {
      try {
        let date: string | undefined;
        const entity = await client.getEntity(partition, key, {
          onResponse: ({ headers }) => (date = headers.get('date')),
        });
        const { etag, timestamp } = entity;
        return { key, value: fromProperties<T>(entity), etag, idleMs: idleMs(timestamp, date) };
      } catch (error) {
        if (statusOf(error) === 404) return undefined;
        throw error;
      }
    },
    async range<T>(partition: string, range = {}) {
      const rows: Row<T>[] = [];
      for await (const entity of client.listEntities({ queryOptions: { filter: filterOf(partition, range) } })) {
        const link = linkIn(entity);
        rows.push({ key: entity.rowKey!, value: fromProperties<T>(entity), etag: entity.etag, ...(link && { link }) });
      }
      return rows;
    },
    write: async (partition, row) => unlessConflict(writeOne(client, partition, row)),
    async writeAll(partition, rows, remove = []) {
      if (rows.length + remove.length > BATCH) throw new Error('a transaction holds at most 100 rows');
      const batch = new TableTransaction();
      for (const row of rows) {
        const entity = entityOf(partition, row);
        if (row.only === 'create') batch.createEntity(entity);
        else if (row.only) batch.updateEntity(entity, 'Replace', { etag: row.only.etag });
        else batch.upsertEntity(entity, 'Replace');
      }
      for (const key of remove) batch.deleteEntity(partition, key);
      if (batch.actions.length === 0) return 'written';
      return unlessConflict(client.submitTransaction(batch.actions));
    },
    async relabel(partition, keys, columns) {
      for (let from = 0; from < keys.length; from += BATCH) {
        const batch = new TableTransaction();
        for (const key of keys.slice(from, from + BATCH))
          batch.updateEntity({ partitionKey: partition, rowKey: key, ...columns }, 'Merge');
        await client.submitTransaction(batch.actions);
      }
    },
    async remove(partition, key) {
      await client.deleteEntity(partition, key).catch((error: unknown) => {
        if (statusOf(error) !== 404) throw error;
      });
    },
  };
}

async function writeOne(client: TableClient, partition: string, row: RowToWrite): Promise<unknown> {
  const entity = entityOf(partition, row);
  if (row.only === 'create') return client.createEntity(entity);
  if (row.only) return client.updateEntity(entity, 'Replace', { etag: row.only.etag });
  return client.upsertEntity(entity, 'Replace');
}

/** The row changed or already stands there: the caller reads again and decides again. */
async function unlessConflict(writing: Promise<unknown>): Promise<Written> {
  try {
    await writing;
    return 'written';
  } catch (error) {
    if (isConflict(error)) return 'conflict';
    throw error;
  }
}
