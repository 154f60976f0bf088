import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fail, obeyParent, tellParent } from './obey-parent.ts';
import type { AzuriteSettings } from './storage.ts';

// Azurite's own command would also start blobs and wants fixed ports. Its two servers are taken as they are instead
// (the version is pinned in package.json): the kernel picks free ports, and closing can be awaited.
type AzuriteServer = { start(): Promise<void>; close(): Promise<void>; getHttpServerAddress(): string };
type Made<T> = { default: new (configuration?: unknown) => T };

const { folder, inMemory } = JSON.parse(process.argv[2] ?? '{}') as AzuriteSettings;
const servers: AzuriteServer[] = [];
obeyParent(async () => {
  await Promise.all(servers.map((server) => server.close()));
});
start().catch(fail);

async function start(): Promise<void> {
  servers.push(azurite('table'), azurite('queue'));
  await Promise.all(servers.map((server) => server.start()));
  const [tablePort = 0, queuePort = 0] = servers.map((server) => Number(new URL(server.getHttpServerAddress()).port));
  tellParent({ tablePort, queuePort });
}

function azurite(kind: 'table' | 'queue'): AzuriteServer {
  const load = createRequire(import.meta.url);
  const Name = kind === 'table' ? 'Table' : 'Queue';
  const Configuration = (load(`azurite/dist/src/${kind}/${Name}Configuration.js`) as Made<object>).default;
  const Server = (load(`azurite/dist/src/${kind}/${Name}Server.js`) as Made<AzuriteServer>).default;
  return new Server(Object.assign(new Configuration(), settings(kind)));
}

/** File names are Azurite's own, so that its command can open the same folder. */
function settings(kind: 'table' | 'queue') {
  return {
    host: '127.0.0.1',
    port: 0,
    metadataDBPath: join(folder, `__azurite_db_${kind}__.json`),
    extentDBPath: join(folder, `__azurite_db_${kind}_extent__.json`),
    persistencePathArray: [
      { locationId: 'Default', locationPath: join(folder, `__${kind}storage__`), maxConcurrency: 1 },
    ],
    enableAccessLog: false,
    enableDebugLog: false,
    skipApiVersionCheck: true,
    isMemoryPersistence: inMemory,
  };
}
