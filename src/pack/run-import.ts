/** One import: read, check, decide, file, and say what came of it. The command line and the page share it. */
import { momentOf, type Instant } from '../domain/time.ts';
import { file } from '../store/filing.ts';
import { readHeld, type Filing } from '../store/held.ts';
import type { Store } from '../store/open.ts';
import { sayCounts, sayRefusal, sayWarning } from '../texts/import.ts';
import { checkRows, type CheckedPack } from './check-rows.ts';
import { keepToOwn, type Own } from './own-rows.ts';
import { planImport, type ImportPlan } from './plan-import.ts';
import { readPack } from './read-pack.ts';
import type { PackFiles } from './reading.ts';

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

/** What an import would do, and what it was decided against. */
export interface Looked {
  plan: ImportPlan;
  filing: Filing;
}

/** The days whose marks the pack's own are decided against. */
function daysOf({ rows }: CheckedPack, now: Instant) {
  const dates = (rows['marks.csv'] ?? []).map((mark) => mark.values.date).filter((date) => date !== undefined);
  const today = momentOf(now).date;
  const from = dates.reduce((least, date) => (date < least ? date : least), today);
  const to = dates.reduce((most, date) => (date > most ? date : most), today);
  return { from, to };
}

/** Nothing is written. `own`: whose rows may be among them; the administrator's, at the command line, are everybody's. */
export async function lookAtPack(store: Store, files: PackFiles, now: Instant, own?: Own): Promise<Looked> {
  const pack = checkRows(files);
  const filing = await readHeld(store, daysOf(pack, now));
  const kept = own ? keepToOwn(pack, filing.held, own) : pack;
  return { filing, plan: planImport(kept, filing.held, now) };
}

/** Files what was decided; a running bot is told. */
export const applyPack = (store: Store, { filing, plan }: Looked, progress: Told['progress']): Promise<void> =>
  file(store, filing, plan, progress);

/** Gives whether every row went in. Throws where the folder or storage cannot be read. */
export async function runImport(store: Store, asked: ImportAsked, now: Instant, told: Told): Promise<boolean> {
  const looked = await lookAtPack(store, await readPack(asked.folder), now);
  const { plan } = looked;
  for (const warning of plan.warnings) told.say(sayWarning(warning));
  for (const refusal of plan.refusals) told.say(sayRefusal(refusal));
  const stopped = asked.strict && plan.refusals.length > 0;
  if (stopped) told.say('Nothing was imported: some rows are wrong and --strict was given.');
  else if (asked.dryRun) told.say('Nothing was imported: this was a dry run.');
  else await applyPack(store, looked, told.progress);
  for (const line of sayCounts(plan.counts)) told.say(line);
  return plan.refusals.length === 0;
}
