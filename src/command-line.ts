/** A command of the terminal, to its exit code: 0 fine, 1 failed, 2 wrong usage or configuration (contract, section 1). */
import { readOwnConfig, type Config } from './config.ts';
import { StartRefused } from './embedded/refused.ts';
import { openStorage } from './storage.ts';
import type { Store } from './store/open.ts';

export const say = (line: string): void => void process.stdout.write(`${line}\n`);
export const complain = (line: string): void => void process.stderr.write(`${line}\n`);

/** Gives whether all went well; shares the storage of a running product, or starts it and stops it. */
type Work = (store: Store) => Promise<boolean>;

async function onStorage({ storage, concernKeys }: Config, work: Work): Promise<number> {
  const { store, stop } = await openStorage({ storage, concernKeys, folder: '.data', whenHeld: 'attach' });
  try {
    return (await work(store)) ? 0 : 1;
  } finally {
    await stop();
  }
}

export async function runCommand(work: Work): Promise<void> {
  try {
    const read = readOwnConfig();
    if ('problems' in read) {
      for (const problem of read.problems) complain(problem);
      process.exitCode = 2;
    } else process.exitCode = await onStorage(read.config, work);
  } catch (fault) {
    complain(fault instanceof Error ? fault.message : String(fault));
    process.exitCode = fault instanceof StartRefused ? 2 : 1;
  }
}
