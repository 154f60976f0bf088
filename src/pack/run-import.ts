/** One import from folder to storage: read, check, decide, file, and say what came of it. */
import { momentOf, type Instant } from '../domain/time.ts';
import { file } from '../store/filing.ts';
import { readHeld } from '../store/held.ts';
import type { Store } from '../store/open.ts';
import { sayCounts, sayRefusal, sayWarning } from '../texts/import.ts';
import { checkRows } from './check-rows.ts';
import { planImport } from './plan-import.ts';
import { readPack } from './read-pack.ts';

export interface ImportAsked {
  folder: string;
  dryRun: boolean;
  strict: boolean;
}
interface Told {
  /** A line for the administrator. */
  say(line: string): void;
  /** How far it is; called often. */
  progress(done: number, total: number): void;
}

/** Gives whether every row went in. Throws where the folder or storage cannot be read. */
export async function runImport(store: Store, asked: ImportAsked, now: Instant, told: Told): Promise<boolean> {
  const pack = checkRows(await readPack(asked.folder));
  const dates = (pack.rows['marks.csv'] ?? []).map((mark) => mark.values.date).filter((date) => date !== undefined);
  const today = momentOf(now).date;
  const from = dates.reduce((least, date) => (date < least ? date : least), today);
  const to = dates.reduce((most, date) => (date > most ? date : most), today);
  const filing = await readHeld(store, { from, to });
  const plan = planImport(pack, filing.held, now);
  for (const warning of plan.warnings) told.say(sayWarning(warning));
  for (const refusal of plan.refusals) told.say(sayRefusal(refusal));
  const stopped = asked.strict && plan.refusals.length > 0;
  if (stopped) told.say('Nothing was imported: some rows are wrong and --strict was given.');
  else if (asked.dryRun) told.say('Nothing was imported: this was a dry run.');
  else await file(store, filing, plan, told.progress);
  for (const line of sayCounts(plan.counts)) told.say(line);
  return plan.refusals.length === 0;
}
