/** Processes that play the week and are killed at random moments: nobody, one or two of them run at a time. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Step } from '../../../src/domain/absence/absence.ts';
import { momentOf, type Instant } from '../../../src/domain/time.ts';
import type { Came, HandsSettings } from '../../support/week-hands.ts';
import { Killed, startWeekInstance, type WeekInstance } from '../../support/week-instance.ts';
import { tellsOfSlowness } from '../../support/week-patience.ts';
import { createChance } from '../chance.ts';
import type { Act } from './acts.ts';
import { catchUp } from './catch-up.ts';
import { CODE } from './partnership.ts';
import { doAt, MINUTE, type Player } from './replay.ts';
import type { WeekStage } from './stage.ts';

export interface KillingPlayer extends Player {
  kills: number;
  /** Times at which nobody ran for a while, and what was due then was late. */
  rests: number;
  log: string[];
  close(): Promise<void>;
}

interface Killing {
  stage: WeekStage;
  seed: number;
  kills: number;
  /** At most so often nobody runs for a while. */
  rests: number;
}

const CLAIM_MS = 1_000;
/** Nothing is killed as often as that in one minute: then something else is wrong. */
const TRIES = 10;
/** Between two registers and the doings of people: what is due then may be late without anything else being different. */
const quietTimes = [
  { from: '10:15', to: '12:30' },
  { from: '13:50', to: '24:00' },
] as const;

const urgent = new Set<Step>(['notify-overdue', 'update-overdue', 'contacts-due']);

/** Until somebody does something again, at the least ten minutes later and before the registers of the afternoon close. */
function mayRest(at: Instant, next: Instant): boolean {
  const [from, to] = [momentOf(at), momentOf(next)];
  const quiet = quietTimes.find((one) => one.from <= from.time && from.time < one.to);
  if (!quiet || next - at < 15 * MINUTE) return false;
  return quiet.to === '24:00' || (from.date === to.date && to.time <= '13:10');
}

export async function startKilling({ stage, seed, kills, rests }: Killing): Promise<KillingPlayer> {
  const chance = createChance(seed + 3);
  const settings: HandsSettings = { connectionString: stage.connectionString, claimMs: CLAIM_MS };
  const log: string[] = [];
  /** Something was cut off since the last look: by a kill, or by a store that was too slow. */
  let struck = false;
  const start = (): Promise<WeekInstance> =>
    startWeekInstance(settings, (line) => {
      log.push(line);
      struck ||= tellsOfSlowness(line);
    });
  /** Started ahead, and idle until somebody is missing: nobody waits for a process to start. */
  let spare = start();
  let running: WeekInstance[] = [];
  /** The minutes at which one of them is killed: something is done in each. */
  const chosen = new Set<Instant>();
  const { steps } = stage.script;
  while (chosen.size < Math.min(kills, steps.length)) chosen.add(chance.oneOf(steps).at);
  /** About how long a minute's doings take. */
  let took = 500;
  let began = 0;
  let down = false;

  /** A kill as likely at the beginning as at the end of what is done next, and a little after it. */
  const strike = async (ms: number): Promise<void> => {
    await sleep(ms);
    const alive = (): WeekInstance[] => running.filter(({ killed }) => !killed);
    while (alive().length === 0) await sleep(ms);
    player.kills += 1;
    struck = true;
    await chance.oneOf(alive()).kill();
  };

  /** Whoever is missing starts again: often one, at times two. */
  const rouse = async (): Promise<WeekInstance[]> => {
    running = running.filter(({ killed }) => !killed);
    const wanted = running.length > 0 ? 1 : chance.next() < 0.4 ? 2 : 1;
    while (running.length < wanted) {
      running.push(await spare);
      spare = start();
    }
    return running;
  };

  /** Done again by whoever is there then, until it has been done without a kill. */
  const insist = async <T>(what: () => Promise<T>): Promise<T> => {
    for (let tries = 1; ; tries += 1) {
      try {
        return await what();
      } catch (fault) {
        if (!(fault instanceof Killed) || tries === TRIES) throw fault;
      }
    }
  };

  const each = (at: Instant, does: (one: WeekInstance) => Promise<void>): Promise<void> =>
    insist(async () => {
      const instances = await rouse();
      const done = await Promise.allSettled(instances.map((one) => one.clock(at).then(() => does(one))));
      for (const one of done) if (one.status === 'rejected') throw one.reason;
    });
  const worked = (at: Instant): Promise<void> => each(at, (one) => one.work());
  const looked = (at: Instant): Promise<void> => each(at, (one) => one.tick().then(() => one.work()));

  /** What is due within minutes of each other is followed by what people do: late, it would be another story. */
  const isUrgent = async (until: Instant): Promise<boolean> => {
    const held = await stage.store.records.day(CODE, momentOf(until).date);
    const due = (held?.absences ?? []).flatMap((one) => one.due);
    return due.some((one) => urgent.has(one.step) && one.at < until);
  };

  /** What the dead one had in hand is taken up once its claim has run out; until then time stands still. */
  const recover = (at: Instant): Promise<void> => catchUp(stage, at, () => worked(at));

  let striking: Promise<void> | undefined;
  const begins = (at: Instant): void => {
    if (chosen.delete(at)) striking = strike(chance.between(5, Math.ceil(took * 1.2)));
  };

  const player: KillingPlayer = {
    kills: 0,
    rests: 0,
    log,
    port: async () => (await rouse())[0]!.port,
    act(at: Instant, act: Act): Promise<Came> {
      began ||= performance.now();
      begins(at);
      return insist(async () => doAt(chance.oneOf(await rouse()), stage, at, act));
    },
    async work(at) {
      await worked(at);
      if (struck) await recover(at);
    },
    async look(at) {
      if (down) return;
      await looked(at);
      if (striking) await striking;
      if (struck) {
        await looked(at);
        await recover(at);
      }
      if (!struck && began > 0) took = (took + performance.now() - began) / 2;
      began = 0;
      striking = undefined;
      struck = false;
    },
    async rest(at, next, until) {
      if (down && next < until) return;
      if (down) {
        down = false;
        await looked(until - MINUTE);
      } else if (player.rests < rests && mayRest(at, until) && chance.next() < 0.3 && !(await isUrgent(until))) {
        down = true;
        player.rests += 1;
        for (const one of running.splice(0)) await one.kill();
      }
    },
    async close() {
      await Promise.all([...running.splice(0), await spare].map((one) => one.kill()));
    },
  };
  return player;
}
