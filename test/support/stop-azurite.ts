import { rm } from 'node:fs/promises';
import type { TestAzurite } from './start-azurite.ts';

/** Never hangs: stopping has a limit of its own, and a child left over ends with this process. */
export default async function stopAzurite(): Promise<void> {
  const azurite = (globalThis as { testAzurite?: TestAzurite }).testAzurite;
  await azurite?.storage.stop();
  if (azurite) await rm(azurite.folder, { recursive: true, force: true });
}
