/** What goes wrong meanwhile: processes killed, storage that stands still, people who take the app away, Teams that fails. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Instance } from '../../support/instance.ts';
import type { Connector, ConnectorCall, Fault } from '../../support/connector.ts';
import { createChance, type Chance } from '../chance.ts';
import type { Stage } from '../stage.ts';
import { goOn } from './going-on.ts';
import type { Member } from './partnership.ts';

/** By `performance.now()`. */
interface Kill {
  at: number;
  /** Calls to Teams that nobody had an answer to. */
  inFlight: number;
}
interface Still {
  from: number;
  to: number;
}

export interface Troubled {
  kills: Kill[];
  outages: Still[];
  /** Whoever is there to be asked. */
  running: Instance[];
  /** How many calls Teams failed at. */
  faults(): number;
  /** How often somebody had taken the app away. */
  removals(): number;
  /** Teams is itself again, and everybody has the app. */
  calm(): Promise<void>;
}

const often: readonly (readonly [number, Fault])[] = [
  [0.04, { kind: 'answer', status: 429, code: 'TooManyRequests', headers: { 'retry-after': '1' } }],
  [0.03, { kind: 'answer', status: 412, code: 'PreconditionFailed' }],
  [0.02, { kind: 'answer', status: 403, code: 'BotNotInConversationRoster' }],
  [0.01, { kind: 'answer', status: 404, code: 'ConversationNotFound' }],
  [0.02, { kind: 'answer', status: 503, code: 'ServiceUnavailable' }],
  [0.02, { kind: 'answer', status: 500, code: 'InternalServerError' }],
  [0.02, { kind: 'answer', status: 502, code: 'BadGateway', accepted: true }],
  [0.02, { kind: 'drop' }],
  [0.02, { kind: 'drop', accepted: true }],
  [0.01, { kind: 'cut-off' }],
];
const SLOW = 0.03;
const slowMs = [2_000, 5_000] as const;

interface Failing {
  met(): number;
  calm(): void;
}

function failAtTimes(teams: Connector, chance: Chance): Failing {
  const { latencyMs } = teams;
  let met = 0;
  teams.plan = () => {
    let drawn = chance.next();
    const found = often.find(([share]) => (drawn -= share) < 0);
    if (found) met += 1;
    return found?.[1];
  };
  teams.latencyMs = (call: ConnectorCall) => {
    if (chance.next() >= SLOW) return latencyMs(call);
    met += 1;
    return chance.between(...slowMs);
  };
  return {
    met: () => met,
    calm() {
      teams.plan = () => undefined;
      teams.latencyMs = latencyMs;
    },
  };
}

export interface Plan {
  seed: number;
  kills: number;
  outagesMs: readonly number[];
  instances: number;
  /** The least and the most between two troubles. */
  pauseMs: readonly [number, number];
  /** The least and the most that somebody is without the app. */
  withoutMs: readonly [number, number];
}

const inFlight = ({ teams }: Stage): number => teams.calls.filter(({ answered }) => answered === undefined).length;

/** Storage that stands still lets nobody start: tried until it is back. */
async function startAtLast(stage: Stage): Promise<Instance> {
  for (;;) {
    const made = await stage.start().catch(() => undefined);
    if (made) return made;
    await sleep(500);
  }
}

async function kill(stage: Stage, troubled: Pick<Troubled, 'kills' | 'running'>, chance: Chance): Promise<void> {
  const { running, kills } = troubled;
  const n = chance.between(0, running.length - 1);
  kills.push({ at: performance.now(), inFlight: inFlight(stage) });
  await running[n]!.kill();
  running[n] = await startAtLast(stage);
}

/** Some die while storage is away: what they had asked of it is done all the same when it is back. */
async function standStill(stage: Stage, troubled: Troubled, ms: number, chance: Chance): Promise<void> {
  const from = performance.now();
  process.kill(stage.storagePid, 'SIGSTOP');
  const dies = chance.next() < 0.5;
  await sleep(ms / 2);
  const killed = dies ? kill(stage, troubled, chance) : undefined;
  await sleep(ms / 2);
  process.kill(stage.storagePid, 'SIGCONT');
  troubled.outages.push({ from, to: performance.now() });
  await killed;
}

export interface Troubles extends Troubled {
  /** Settles when all that was planned has happened. */
  over: Promise<void>;
}

/** `between` runs while nothing is wrong with storage. */
export async function makeTrouble(
  stage: Stage,
  members: readonly Member[],
  plan: Plan,
  between: () => Promise<void>,
): Promise<Troubles> {
  const chance = createChance(plan.seed + 7);
  const failing = failAtTimes(stage.teams, createChance(plan.seed + 8));
  const running = await Promise.all(Array.from({ length: plan.instances }, () => stage.start()));
  let removals = 0;
  const chances = createChance(plan.seed + 9);
  const removing = goOn(0, async () => {
    const { person } = chances.oneOf(members);
    person.installed = false;
    removals += 1;
    await sleep(chances.between(...plan.withoutMs));
    person.installed = true;
  });
  const troubles: Troubles = {
    kills: [],
    outages: [],
    running,
    faults: failing.met,
    removals: () => removals,
    async calm() {
      failing.calm();
      await removing.stop();
    },
    over: Promise.resolve(),
  };
  const planned = [...Array.from({ length: plan.kills }, () => undefined), ...plan.outagesMs];
  const shuffled = planned.map((one) => ({ one, at: chance.next() })).toSorted((a, b) => a.at - b.at);
  const work = async (): Promise<void> => {
    for (const { one } of shuffled) {
      await sleep(chance.between(...plan.pauseMs));
      if (one === undefined) await kill(stage, troubles, chance);
      else await standStill(stage, troubles, one, chance);
      await between();
    }
  };
  troubles.over = work();
  return troubles;
}
