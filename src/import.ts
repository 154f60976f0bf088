/** `npm run import -- <folder> [--dry-run] [--strict]`: loads a data pack (contract, section 3). */
import { parseArgs } from 'node:util';
import { readConfig } from './config.ts';
import { StartRefused } from './embedded/refused.ts';
import { runImport, type ImportAsked } from './pack/run-import.ts';
import { openStorage } from './storage.ts';

const USAGE = 'Usage: npm run import -- <folder> [--dry-run] [--strict]';
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const complain = (line: string): void => void process.stderr.write(`${line}\n`);

function asked(): ImportAsked | undefined {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { 'dry-run': { type: 'boolean' }, strict: { type: 'boolean' } },
    });
    const [folder, ...more] = positionals;
    if (folder === undefined || more.length > 0) return undefined;
    return { folder, dryRun: values['dry-run'] ?? false, strict: values.strict ?? false };
  } catch {
    return undefined;
  }
}

/** On a terminal one line that moves, into a file a line now and then. */
function progress(done: number, total: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${total} rows${done === total ? '\n' : ''}`);
  else if (done === total || done % 5_000 < 100) complain(`${done} of ${total} rows`);
}

async function main(): Promise<number> {
  const ask = asked();
  const read = readConfig(process.env);
  if (!ask) {
    complain(USAGE);
    return 2;
  }
  if ('problems' in read) {
    for (const problem of read.problems) complain(problem);
    return 2;
  }
  const { store, stop } = await openStorage({ storage: read.config.storage, folder: '.data', whenHeld: 'attach' });
  try {
    return (await runImport(store, ask, Date.now(), { say, progress })) ? 0 : 1;
  } finally {
    await stop();
  }
}

try {
  process.exitCode = await main();
} catch (fault) {
  complain(fault instanceof Error ? fault.message : String(fault));
  process.exitCode = fault instanceof StartRefused ? 2 : 1;
}
