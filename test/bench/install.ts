/** What a production install weighs: `npm ci --omit=dev` beside a copy of the lock file. */
import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { show } from './numbers.ts';

const root = join(import.meta.dirname, '..', '..');

export async function measureInstall(): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'keylink-install-'));
  try {
    for (const name of ['package.json', 'package-lock.json', '.npmrc'])
      await copyFile(join(root, name), join(folder, name));
    const started = performance.now();
    await promisify(execFile)('npm', ['ci', '--omit=dev'], { cwd: folder });
    const seconds = (performance.now() - started) / 1000;
    const files = (await readdir(join(folder, 'node_modules'), { recursive: true, withFileTypes: true })).filter(
      (one) => one.isFile(),
    );
    const sizes = await Promise.all(
      files.map(async ({ parentPath, name }) => (await stat(join(parentPath, name))).size),
    );
    const megabytes = sizes.reduce((sum, size) => sum + size, 0) / 1_000_000;
    return [
      `production install: ${show(megabytes, 1)} MB in ${show(files.length)} files, npm ci --omit=dev took ${show(seconds)} s`,
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
