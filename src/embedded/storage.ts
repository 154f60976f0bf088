import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { startChild } from './child.ts';
import { developmentFile } from './refused.ts';

const needed = 'embedded storage needs the development packages: npm ci, or set STORAGE_CONNECTION_STRING';

// Azurite's published account: the same name and key on every machine, no secret.
const account = 'devstoreaccount1';
const accountKey = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';

/** What the child is told: where its files go, and whether to keep any. */
export type AzuriteSettings = { folder: string; inMemory: boolean };

type EmbeddedOptions = {
  folder: string;
  /** Nothing is kept on disk (tests). */
  inMemory?: boolean;
  onProgress?: (line: string) => void;
  onSpawn?: (pid: number) => void;
};

/** A running Azurite. `stop` ends it in order; it then has everything on disk. */
export type StartedStorage = {
  connectionString: string;
  tablePort: number;
  queuePort: number;
  stop: () => Promise<void>;
};

/**
 * Starts Azurite (tables and queues, loopback, free ports) with its files in `<folder>/azurite`, as a child that ends in
 * order when this process ends in any way. Two on one folder would destroy each other's files: go through
 * openEmbeddedStorage unless the folder is yours alone. Throws StartRefused without the development packages.
 */
export async function startEmbeddedStorage(options: EmbeddedOptions): Promise<StartedStorage> {
  developmentFile('azurite/package.json', needed);
  const settings: AzuriteSettings = { folder: resolve(options.folder, 'azurite'), inMemory: options.inMemory ?? false };
  await mkdir(settings.folder, { recursive: true });
  options.onProgress?.('Starting the storage emulator (Azurite)');
  const file = new URL('azurite-child.ts', import.meta.url);
  // An empty environment: AZURITE_ACCOUNTS would take away the account that the connection string names.
  const { onSpawn } = options;
  const { ready, stop } = await startChild({ name: 'Azurite', file, settings, env: {}, onSpawn });
  const { tablePort = 0, queuePort = 0 } = ready;
  return { connectionString: connection(tablePort, queuePort), tablePort, queuePort, stop };
}

function connection(tablePort: number, queuePort: number): string {
  return [
    'DefaultEndpointsProtocol=http',
    `AccountName=${account}`,
    `AccountKey=${accountKey}`,
    `TableEndpoint=http://127.0.0.1:${tablePort}/${account};QueueEndpoint=http://127.0.0.1:${queuePort}/${account};`,
  ].join(';');
}
