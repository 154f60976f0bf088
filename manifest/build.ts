// npm run manifest -- --app-id <id> [--developer <name>] [--url <https site>]: builds manifest/dist/keylink.zip.
// npm run manifest:check: only says whether the package would be valid.
import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { detailProblems, fill, iconsAsDrawn, manifestAsWritten, packed, problemsOf } from './app-package.ts';

const NO_APP = '00000000-0000-0000-0000-000000000000';
const USAGE = 'usage: npm run manifest -- --app-id <GUID> [--developer <name>] [--url <https address>]';

function commandLine() {
  const options = { 'app-id': { type: 'string' }, developer: { type: 'string' }, url: { type: 'string' } } as const;
  const { values } = parseArgs({ options: { ...options, check: { type: 'boolean', default: false } } });
  const appId = values['app-id'] ?? (values.check ? NO_APP : undefined);
  if (appId === undefined) throw new Error('--app-id is missing');
  return { check: values.check, details: { appId, developer: values.developer, url: values.url } };
}

function stop(code: 1 | 2, reason: string): never {
  console.error(reason);
  process.exit(code);
}

function understood() {
  try {
    return commandLine();
  } catch (error) {
    return stop(2, `${(error as Error).message}\n${USAGE}`);
  }
}

const { check, details } = understood();
const wrong = detailProblems(details);
if (wrong.length > 0) stop(2, `${wrong.join('; ')}\n${USAGE}`);

const manifest = fill(manifestAsWritten(), details);
const icons = iconsAsDrawn();
const problems = await problemsOf(manifest, icons);
if (problems.length > 0) stop(1, `manifest: ${problems.join('; ')}`);

if (!check) {
  const folder = new URL('dist/', import.meta.url);
  mkdirSync(folder, { recursive: true });
  writeFileSync(new URL('keylink.zip', folder), packed(manifest, icons));
}
const done = check ? 'manifest: valid' : 'manifest/dist/keylink.zip:';
console.log(
  `${done} ${manifest.name.short} ${manifest.version}, schema ${manifest.manifestVersion}, app id ${manifest.id}`,
);
