/** The product with its clock, its rounds and its doors in a test's hands: nothing happens of itself. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Instant } from '../../src/domain/time.ts';
import type { RoundParts } from '../../src/jobs/rounds.ts';
import type { Log } from '../../src/log.ts';
import { runImport } from '../../src/pack/run-import.ts';
import { startProduct } from '../../src/product.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { concernKey } from './concern-key.ts';
import { patiently } from './week-patience.ts';

export interface HandsSettings {
  connectionString: string;
  /** How long a silent process counts as at work. */
  claimMs: number;
}

const TRIES = 5;

/** What came of an act, in short words to be counted. */
export type Came = string[];

export interface Hands {
  /** Where the bot listens. */
  port: number;
  clock(at: Instant): Promise<void>;
  /** One look at the clock. */
  tick(): Promise<void>;
  /** The queue, until nothing is left in it. */
  work(): Promise<void>;
  /** `npm run import` in this process, so that it dies with it; run again where storage was too slow. */
  pack(files: Readonly<Record<string, string>>): Promise<Came>;
}

export async function takeInHand(settings: HandsSettings, log: Log): Promise<Hands & { stop(): Promise<void> }> {
  const store = await patiently(() => openStore(settings, { concernKeys: [concernKey] }));
  const hand: { rounds?: RoundParts } = {};
  let at: Instant = 0;
  const product = await startProduct({
    config: { port: 0, host: '127.0.0.1', allowedTenants: [] },
    store,
    log,
    now: () => at,
    claimMs: settings.claimMs,
    // A day goes by in seconds: the pace of real days says nothing here.
    limits: { tenant: [], conversation: [] },
    rounds(parts) {
      hand.rounds = parts;
      return { stop: async () => undefined };
    },
  });
  /** As the product's own rounds: storage may be slow for a while, and the next round tries again. */
  const guarded = async (round: () => Promise<void>): Promise<void> => {
    for (let tries = 1; ; tries += 1) {
      try {
        return await round();
      } catch (fault) {
        log.error({ event: 'round.fault', err: fault }, 'a round failed');
        if (tries === TRIES) throw fault;
        await sleep(1_000);
      }
    }
  };
  return {
    port: product.port,
    clock: async (to) => void (at = to),
    tick: () => guarded(async () => hand.rounds?.tick()),
    work: () =>
      guarded(async () => {
        while (((await hand.rounds?.work()) ?? 0) > 0);
      }),
    pack: (files) => patiently(() => importPack(store, files, at)),
    stop: () => product.stop(),
  };
}

async function importPack(store: Store, files: Readonly<Record<string, string>>, now: Instant): Promise<Came> {
  const folder = await mkdtemp(join(tmpdir(), 'keylink-week-'));
  try {
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
    const lines: string[] = [];
    const told = { say: (line: string) => void lines.push(line), progress: () => undefined };
    const whole = await runImport(store, { folder, dryRun: false, strict: false }, now, told);
    return [whole ? 'imported' : `import refused: ${lines.join(' / ')}`];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
