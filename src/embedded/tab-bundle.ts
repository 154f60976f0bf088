/** Makes the page's script and style out of `src/tab`: with esbuild, which comes with the development packages. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StartRefused } from './refused.ts';

const source = join(import.meta.dirname, '..', 'tab');
const NEEDED = 'the tab needs the development packages: npm ci, or npm run build before they are left out';

/** The files of the page by name: `index.html`, and a script and a style that carry a hash of what is in them. */
export type TabFiles = ReadonlyMap<string, Buffer>;

const hashed = (stem: string, ending: string, bytes: Uint8Array): string =>
  `${stem}-${createHash('sha256').update(bytes).digest('hex').slice(0, 12)}.${ending}`;

async function bundled(): Promise<{ script: Buffer; style: Buffer }> {
  const { build } = await import('esbuild').catch(() => {
    throw new StartRefused(NEEDED);
  });
  const { outputFiles } = await build({
    entryPoints: [join(source, 'main.tsx')],
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    outdir: 'tab',
    write: false,
    legalComments: 'none',
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  const of = (ending: string): Buffer =>
    Buffer.from(outputFiles.find(({ path }) => path.endsWith(ending))?.contents ?? new Uint8Array());
  return { script: of('.js'), style: of('.css') };
}

export async function bundleTab(): Promise<TabFiles> {
  const [{ script, style }, page] = await Promise.all([bundled(), readFile(join(source, 'index.html'), 'utf8')]);
  const [scriptName, styleName] = [hashed('app', 'js', script), hashed('app', 'css', style)];
  const html = page.replace('{script}', `/tab/${scriptName}`).replace('{style}', `/tab/${styleName}`);
  return new Map([
    ['index.html', Buffer.from(html)],
    [scriptName, script],
    [styleName, style],
  ]);
}
