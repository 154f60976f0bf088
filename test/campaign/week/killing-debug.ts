/** Processes that play the week and are killed at random moments: nobody, one or two of them run at a time. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Step } from '../../../src/domain/absence/absence.ts';
import { addressOf, cardsBehind, type CardAddress } from '../../../src/domain/follow-up-card.ts';
import { addDays, momentOf, type Instant } from '../../../src/domain/time.ts';
import type { Came, HandsSettings } from '../../support/week-hands.ts';
import { Killed, startWeekInstance, type WeekInstance } from '../../support/week-instance.ts';
import { createChance } from '../chance.ts';
import type { Act } from './acts.ts';
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
const BEHIND_MS = 15_000;
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
  const T: any = {}; const tm = async (k: string, f: any) => { const b = performance.now(); try { return await f(); } finally { const d = performance.now() - b; T[k] ??= [0,0,0]; T[k][0]++; T[k][1]+=Math.round(d); T[k][2]=Math.max(T[k][2], Math.round(d)); if (d > 6000) console.log('SLOW', k, Math.round(d)); } }; process.on('exit', () => console.log(T));
  const start = (): Promise<WeekInstance> => tm('start', () => startWeekInstance(settings, (line) => void log.push(line)));
  let running: WeekInstance[] = [];
  /** The minutes at which one of them is killed: something is done in each. */
  const chosen = new Set<Instant>();
  const { steps } = stage.script;
  while (chosen.size < Math.min(kills, steps.length)) chosen.add(chance.oneOf(steps).at);
  /** About how long a minute's doings take. */
  let took = 500;
  let began = 0;
  let struck = false;
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
    while (running.length < wanted) running.push(await start());
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
  const worked = (at: Instant): Promise<void> => tm('worked', () => each(at, (one) => one.work()));
  const looked = (at: Instant): Promise<void> => tm('looked', () => each(at, (one) => tm('tick', () => one.tick()).then(() => tm('lwork', () => one.work()))));

  /** What each minute's look finds; here the minute stands still. */
  const behind = async (at: Instant): Promise<CardAddress[]> => {
    const { date } = momentOf(at);
    const [held, cards] = await Promise.all([
      stage.store.records.day(CODE, date),
      stage.store.cards.since(CODE, addDays(date, -7)),
    ]);
    return cardsBehind(held?.absences ?? [], cards).map(addressOf);
  };

  /** What is due within minutes of each other is followed by what people do: late, it would be another story. */
  const isUrgent = async (until: Instant): Promise<boolean> => {
    const held = await stage.store.records.day(CODE, momentOf(until).date);
    const due = (held?.absences ?? []).flatMap((one) => one.due);
    return due.some((one) => urgent.has(one.step) && one.at < until);
  };

  /** What the dead one had in hand is taken up once its claim has run out; until then time stands still. */
  const recover = async (at: Instant): Promise<void> => {
    const end = performance.now() + BEHIND_MS;
    while ((await behind(at)).length > 0 && performance.now() < end) {
      await sleep(CLAIM_MS / 2);
      for (const card of await behind(at)) await stage.store.queue.put({ kind: 'card', ...card });
      await looked(at);
    }
  };

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
      return insist(async () => { const one = chance.oneOf(await rouse()); return tm('act ' + act.kind, () => doAt(one, stage, at, act)); });
    },
    async work(at) {
      await worked(at);
      if (struck) await tm('recover', () => recover(at));
    },
    async look(at) {
      if (down) return;
      await looked(at);
      if (striking) await tm('striking', () => striking);
      if (struck) {
        await looked(at);
        await tm('recover', () => recover(at));
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
      await Promise.all(running.splice(0).map((one) => one.kill()));
    },
  };
  return player;
}
