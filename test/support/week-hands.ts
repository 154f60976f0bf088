/** The product with its clock, its rounds and its doors in a test's hands: nothing happens of itself. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Asking } from '../../src/commands/command.ts';
import { followEvent } from '../../src/commands/following.ts';
import { recordMarks } from '../../src/commands/recording.ts';
import { scopeOf } from '../../src/domain/access.ts';
import { isOpen } from '../../src/domain/absence/absence.ts';
import { momentOf, type Instant } from '../../src/domain/time.ts';
import { createFollowUp } from '../../src/jobs/follow-up.ts';
import type { RoundParts } from '../../src/jobs/rounds.ts';
import type { Log } from '../../src/log.ts';
import { runImport } from '../../src/pack/run-import.ts';
import { startProduct } from '../../src/product.ts';
import { createDirectory } from '../../src/store/directory.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { personOf } from '../../src/teams/recognise.ts';
import type { Act } from '../campaign/week/acts.ts';

export interface HandsSettings {
  connectionString: string;
  partnership: string;
  /** How long a silent process counts as at work. */
  claimMs: number;
}

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
  act(act: Act): Promise<Came>;
}

export async function takeInHand(settings: HandsSettings, log: Log): Promise<Hands & { stop(): Promise<void> }> {
  const store = await openStore(settings);
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
  const acting = createActing(store, settings.partnership, log, () => at);
  return {
    port: product.port,
    clock: async (to) => void (at = to),
    tick: async () => hand.rounds?.tick(),
    async work() {
      while (((await hand.rounds?.work()) ?? 0) > 0);
    },
    act: acting,
    stop: () => product.stop(),
  };
}

function createActing(store: Store, partnership: string, log: Log, now: () => Instant): (act: Act) => Promise<Came> {
  const reader = createDirectory(store.records);
  const followUp = createFollowUp(store, () => reader.read(now()), log);
  const askingOf = async (upn: string): Promise<Asking> => {
    const moment = momentOf(now());
    const [roster, directory] = await Promise.all([store.people.roster(moment.instant), reader.read(now())]);
    const person = personOf(roster, upn, moment);
    if (!person) throw new Error(`${upn} has no role`);
    return { person, scope: scopeOf(person, directory), directory, now: moment } as Asking;
  };

  return async (act) => {
    if (act.kind === 'pack') return importPack(store, act.files, now());
    if (act.kind === 'register') {
      const { provision, date, entries } = act;
      const asked = entries.map((one) => ({ partnership, provision, ...one }));
      const recorded = await recordMarks({ store, followUp }, await askingOf(act.by), date, asked);
      return recorded.map(({ outcome }) =>
        outcome.kind === 'refused' ? `refused ${outcome.refusal.why}` : outcome.kind,
      );
    }
    const moment = momentOf(now());
    const held = await store.records.day(partnership, moment.date);
    const absence = held?.absences.find((one) => one.pupilId === act.pupilId && isOpen(one));
    if (!absence) return ['follow: no absence is open'];
    const { openedAt } = absence;
    const at = { partnership, pupilId: act.pupilId, openedAt };
    const { result } = await followEvent({ store, followUp }, moment, at, act.event);
    return [`${act.event.kind}: ${result.kind === 'refused' ? result.refusal.why : result.kind}`];
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
