/** `npm run build`: the page's files into `dist/tab`, for a machine that leaves the development packages out. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleTab } from './tab-bundle.ts';
import { TAB_FOLDER } from './tab-files.ts';

await rm(TAB_FOLDER, { recursive: true, force: true });
await mkdir(TAB_FOLDER, { recursive: true });
for (const [name, bytes] of await bundleTab()) await writeFile(join(TAB_FOLDER, name), bytes);
process.stdout.write(`${TAB_FOLDER}\n`);
