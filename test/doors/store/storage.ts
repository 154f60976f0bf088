/** Storage for the tests of the store: a table in the Azurite that all share, or an Azurite of a file's own, emptied for each test. */
import { concernKey } from '../../support/concern-key.ts';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TableClient, TableServiceClient } from '@azure/data-tables';
import { QueueServiceClient } from '@azure/storage-queue';
import { startEmbeddedStorage } from '../../../src/embedded/storage.ts';
import { CHAIN } from '../../../src/store/keys.ts';
import { fromProperties } from '../../../src/store/limits.ts';
import { openStore, type Store, type Watch } from '../../../src/store/open.ts';
import { openTable, type Table } from '../../../src/store/table.ts';
import { testStorage } from '../../support/azurite.ts';

const insecure = { allowInsecureConnection: true };

/** A table of the shared Azurite; give it a name of your own. */
export const tableNamed = (name: string): Promise<Table> =>
  openTable((one) => TableClient.fromConnectionString(testStorage(), one, insecure), name);

export interface OwnStorage {
  connectionString: string;
  /** The same store for each caller, as instances have it. */
  open(watch?: Watch): Promise<Store>;
  /** Nothing in it. */
  empty(): Promise<Store>;
  /** Every row of the tables that an import writes, by table, partition and key. */
  rows(): Promise<Record<string, unknown>>;
  stop(): Promise<void>;
}

export async function startOwnStorage(): Promise<OwnStorage> {
  const folder = await mkdtemp(join(tmpdir(), 'keylink-store-'));
  const storage = await startEmbeddedStorage({ folder, inMemory: true });
  const { connectionString } = storage;
  const open = (watch?: Watch): Promise<Store> => openStore({ connectionString }, { watch, concernKeys: [concernKey] });
  return {
    connectionString,
    open,
    async empty() {
      const tables = TableServiceClient.fromConnectionString(connectionString, insecure);
      for await (const { name } of tables.listTables()) await tables.deleteTable(name ?? '');
      const queues = QueueServiceClient.fromConnectionString(connectionString);
      for await (const { name } of queues.listQueues()) await queues.getQueueClient(name).clearMessages();
      return open();
    },
    async rows() {
      const lists = await Promise.all(['records', 'people'].map((name) => rowsOf(connectionString, name)));
      return Object.fromEntries(lists.flat());
    },
    async stop() {
      await storage.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function rowsOf(connectionString: string, table: string): Promise<[string, unknown][]> {
  const rows: [string, unknown][] = [];
  const client = TableClient.fromConnectionString(connectionString, table, insecure);
  for await (const entity of client.listEntities()) {
    const { partitionKey, rowKey, school } = entity;
    // Where the chain ends hangs on who appended, and when: it is proved, not compared.
    if (rowKey === CHAIN) continue;
    rows.push([`${table} ${partitionKey} ${rowKey}`, { school, value: fromProperties(entity) }]);
  }
  return rows;
}
