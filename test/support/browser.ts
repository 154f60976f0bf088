import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { existsSync } from 'node:fs';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { chromium, type Browser } from 'playwright-core';

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A browser with a fresh profile: CHROMIUM_PATH, else the system's Chromium, else the one that came with `npm ci`. */
export async function launchChromium(): Promise<Browser> {
  const system = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
  if (existsSync(system)) return chromium.launch({ executablePath: system, args: flags });
  const unpacked = await unpackedChromium();
  return chromium.launch({
    executablePath: join(unpacked, 'chromium'),
    args: [...flags, '--headless=shell', '--no-zygote', '--font-render-hinting=none'],
    env: { ...(process.env as Record<string, string>), ...surroundings(unpacked) },
  });
}

/** The package's own libraries and font, so that the machine needs to have neither. */
function surroundings(unpacked: string): Record<string, string> {
  const libraries = [process.env['LD_LIBRARY_PATH'], join(unpacked, 'al2023', 'lib')].filter(Boolean).join(':');
  return { LD_LIBRARY_PATH: libraries, FONTCONFIG_FILE: join(unpacked, 'fonts.conf') };
}

// The package unpacks into the one temporary folder and takes a half-written file for a finished one. Several test
// files may start at once, so each unpacks apart and the first to finish gives the folder its name.
async function unpackedChromium(): Promise<string> {
  const { version } = createRequire(import.meta.url)(packageFile()) as { version: string };
  const place = join(tmpdir(), `keylink-chromium-${version}`);
  if (existsSync(place)) return place;
  const apart = await mkdtemp(`${place}-`);
  await unpack(apart);
  await writeFile(join(apart, 'fonts.conf'), fonts(place));
  await rename(apart, place).catch(() => rm(apart, { recursive: true, force: true }));
  return place;
}

// In a process of its own, because it unpacks to the TMPDIR of its process; the Lambda variable makes it unpack libraries too.
async function unpack(folder: string): Promise<void> {
  const script = "import('@sparticuz/chromium').then((it) => it.default.executablePath())";
  const env = { ...process.env, TMPDIR: folder, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' };
  await promisify(execFile)(process.execPath, ['--eval', script], { cwd: import.meta.dirname, env });
}

function packageFile(): string {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  return join(dirname(entry), '..', '..', 'package.json');
}

const standIns = ['Segoe UI', 'sans-serif', 'Arial', 'Helvetica', 'system-ui'];

/** Open Sans, which came with the package, under the names pages ask for; the machine's own fonts for what it lacks. */
function fonts(place: string): string {
  const alias = (name: string) =>
    `<match target="pattern"><test name="family"><string>${name}</string></test>` +
    '<edit name="family" mode="prepend" binding="strong"><string>Open Sans</string></edit></match>';
  return `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<dir>${join(place, 'fonts')}</dir><dir>/usr/share/fonts</dir><cachedir>${join(place, 'font-cache')}</cachedir>
${standIns.map(alias).join('\n')}
</fontconfig>`;
}
