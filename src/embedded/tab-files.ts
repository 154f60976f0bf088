/** The page's files as they are served: those that `npm run build` made, else made now. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StartRefused } from './refused.ts';
import { bundleTab, type TabFiles } from './tab-bundle.ts';

export const TAB_FOLDER = join(import.meta.dirname, '..', '..', 'dist', 'tab');

async function built(): Promise<TabFiles | undefined> {
  const names = await readdir(TAB_FOLDER).catch((): string[] => []);
  if (!names.includes('index.html')) return undefined;
  const files = await Promise.all(names.map(async (name) => [name, await readFile(join(TAB_FOLDER, name))] as const));
  return new Map(files);
}

/**
 * `fresh`: made from the source each time, so that nobody looks at yesterday's page while working on it. Undefined where they
 * were not made and cannot be: the bot works without its page.
 */
export async function tabFiles({ fresh }: { fresh: boolean }): Promise<TabFiles | undefined> {
  const made = fresh ? undefined : await built();
  if (made) return made;
  return bundleTab().catch((fault: unknown) => {
    if (fault instanceof StartRefused) return undefined;
    throw fault;
  });
}
