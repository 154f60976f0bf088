/** `npm run import -- <folder> [--dry-run] [--strict]`: loads a data pack (contract, section 3). */
import { parseArgs } from 'node:util';
import { complain, runCommand, say } from './command-line.ts';
import { runImport, type ImportAsked } from './pack/run-import.ts';

const USAGE = 'Usage: npm run import -- <folder> [--dry-run] [--strict]';

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

const ask = asked();
if (ask) await runCommand((store) => runImport(store, ask, Date.now(), { say, progress }));
else {
  complain(USAGE);
  process.exitCode = 2;
}
