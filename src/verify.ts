/** `npm run verify`: proves that nothing in the record was changed after it was written, or names the first row that was. */
import { readConfig } from './config.ts';
import { StartRefused } from './embedded/refused.ts';
import { openStorage } from './storage.ts';
import type { Store } from './store/open.ts';
import type { Partnership } from './domain/records.ts';
import { proveRecord } from './store/proof.ts';
import { proofWords } from './texts/verify.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const complain = (line: string): void => void process.stderr.write(`${line}\n`);

/** Gives whether all of them are whole; each is read, however many are not. */
async function verify({ records, ledger }: Store): Promise<boolean> {
  const shared = await records.shared();
  const partnerships = shared
    .filter(({ key }) => key.startsWith('~partnership|'))
    .map((row) => row.value as Partnership);
  let whole = true;
  for (const { code, name } of partnerships) {
    const proof = await proveRecord(records, ledger, code);
    say(proofWords(name, proof));
    whole &&= proof.kind === 'whole';
  }
  return whole;
}

async function main(): Promise<number> {
  const read = readConfig(process.env);
  if ('problems' in read) {
    for (const problem of read.problems) complain(problem);
    return 2;
  }
  const { store, stop } = await openStorage({ storage: read.config.storage, folder: '.data', whenHeld: 'attach' });
  try {
    return (await verify(store)) ? 0 : 1;
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
