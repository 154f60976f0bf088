/** The page's files that start-azurite.ts made for all tests of a run. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleTab, type TabFiles } from '../../src/embedded/tab-bundle.ts';

/** Outside Jest, as in a measurement, they are made where they are needed. */
export async function testTab(): Promise<TabFiles> {
  const folder = process.env['TEST_TAB'];
  if (folder === undefined) return bundleTab();
  const names = await readdir(folder);
  return new Map(await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name))] as const)));
}
