/** What somebody with access to the storage account alone can read: every row and every message, as they stand there. */
import { TableClient, TableServiceClient } from '@azure/data-tables';
import { QueueServiceClient } from '@azure/storage-queue';

export interface Raw {
  /** The table or the queue. */
  where: string;
  text: string;
}

export interface RawStorage {
  rows(): Promise<Raw[]>;
  /** Those that nobody has in hand at this moment, without taking them. */
  messages(): Promise<Raw[]>;
}

/** As many as one request gives. */
const PEEKED = 32;

const inClear = (text: string): string => `${text}\n${Buffer.from(text, 'base64').toString('utf8')}`;

export function rawStorage(connectionString: string): RawStorage {
  const options = { allowInsecureConnection: true };
  const tables = TableServiceClient.fromConnectionString(connectionString, options);
  const queues = QueueServiceClient.fromConnectionString(connectionString);
  return {
    async rows() {
      const found: Raw[] = [];
      for await (const { name: where = '' } of tables.listTables()) {
        const table = TableClient.fromConnectionString(connectionString, where, options);
        for await (const entity of table.listEntities()) found.push({ where, text: JSON.stringify(entity) });
      }
      return found;
    },
    async messages() {
      const found: Raw[] = [];
      for await (const { name: where } of queues.listQueues()) {
        const { peekedMessageItems } = await queues.getQueueClient(where).peekMessages({ numberOfMessages: PEEKED });
        found.push(...peekedMessageItems.map(({ messageText }) => ({ where, text: inClear(messageText) })));
      }
      return found;
    },
  };
}
