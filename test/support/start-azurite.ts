import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedStorage, type StartedStorage } from '../../src/embedded/storage.ts';
import { bundleTab } from '../../src/embedded/tab-bundle.ts';

/** What the teardown needs; Jest gives the two files one global object and nothing else in common. */
export type TestAzurite = { storage: StartedStorage; folder: string };

/**
 * One Azurite, in memory, for all the doors tests, and the page's files made once. Jest's workers inherit the environment that
 * is left here.
 */
export default async function startAzurite(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'keylink-azurite-'));
  const storage = await startEmbeddedStorage({ folder, inMemory: true });
  process.env['TEST_STORAGE'] = storage.connectionString;
  const tab = await mkdtemp(join(folder, 'tab-'));
  for (const [name, bytes] of await bundleTab()) await writeFile(join(tab, name), bytes);
  process.env['TEST_TAB'] = tab;
  (globalThis as { testAzurite?: TestAzurite }).testAzurite = { storage, folder };
}
