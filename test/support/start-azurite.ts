import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedStorage, type StartedStorage } from '../../src/embedded/storage.ts';

/** What the teardown needs; Jest gives the two files one global object and nothing else in common. */
export type TestAzurite = { storage: StartedStorage; folder: string };

/** One Azurite, in memory, for all the doors tests. Jest's workers inherit the environment it leaves. */
export default async function startAzurite(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'keylink-azurite-'));
  const storage = await startEmbeddedStorage({ folder, inMemory: true });
  process.env['TEST_STORAGE'] = storage.connectionString;
  (globalThis as { testAzurite?: TestAzurite }).testAzurite = { storage, folder };
}
