/** Processes killed at random while digests are on their way; what people see in the end is checked. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { LocalDate } from '../../src/domain/time.ts';
import type { ConnectorCall } from '../support/connector.ts';
import type { Instance } from '../support/instance.ts';
import { check } from './check.ts';
import { faultAtTimes } from './faults.ts';
import { CODE } from './partnership.ts';
import { startMornings, until, type Mornings } from './mornings.ts';
import { openStage, type Stage, type StageOptions } from './stage.ts';
import type { Outcome } from './outcome.ts';

export interface Killing extends StageOptions {
  kills: number;
  /** Running at once throughout. */
  instances: number;
  /** Teams too goes wrong now and then. */
  faults?: boolean;
  /** The least and the most between a start and the next kill. */
  livesMs?: readonly [number, number];
}

/** A header may have been accepted this long before a kill and its id not be stored yet. */
const UNSTORED_MS = 1_000;
/** After the last kill the others finish within this (perf-reliability 8.6). */
const FINISH_MS = 60_000;

export async function killsDuringDigests(killing: Killing): Promise<Outcome> {
  const stage = await openStage(killing);
  try {
    const met = killing.faults ? faultAtTimes(stage.teams, killing.seed + 2) : () => 0;
    const mornings = startMornings(stage);
    const running = await Promise.all(Array.from({ length: killing.instances }, () => stage.start()));
    const kills: Kill[] = [];
    while (kills.length < killing.kills) {
      await sleep(stage.chance.between(...(killing.livesMs ?? [400, 1900])));
      if (await isTimeToKill(mornings)) kills.push(await killOne(stage, mornings.dates.at(-1)!, running));
    }
    await mornings.complete(FINISH_MS);
    await until(() => mornings.isQuiet(), 'quiet', FINISH_MS);
    return await outcomeOf(stage, { kills, mornings, faults: met(), alone: killing.instances === 1 });
  } finally {
    await stage.close();
  }
}

/** A kill counts while digests are on their way; between mornings there is nothing to harm. */
async function isTimeToKill(mornings: Mornings): Promise<boolean> {
  if (!mornings.isUnderWay()) {
    mornings.next();
    return false;
  }
  return mornings.isBusy();
}

interface Kill {
  at: number;
  inFlight: number;
  /** Schools nobody was at work on: they need not wait for a claim to run out. */
  free: number;
}

async function killOne(stage: Stage, date: LocalDate, running: Instance[]): Promise<Kill> {
  const { chance, teams, store, start } = stage;
  const n = chance.between(0, running.length - 1);
  const inFlight = teams.calls.filter((call) => call.answered === undefined).length;
  const at = performance.now();
  await running[n]!.kill();
  const rows = await store.posts.ofDay(CODE, date);
  running[n] = await start();
  return { at, inFlight, free: rows.filter((row) => row.firstAt === undefined && !row.claim).length };
}

/** From a kill, and the start that follows it at once, to the next call; those that it cut off arrive a moment later. */
function pauseAfter({ teams }: Stage, at: number): number {
  const next = teams.calls.find((call) => call.at > at + UNSTORED_MS / 4);
  return next ? next.at - at : 0;
}

interface Run {
  /** One instance, and nobody to go on in its place. */
  alone: boolean;
  kills: Kill[];
  mornings: Mornings;
  faults: number;
}

async function outcomeOf(stage: Stage, { kills, mornings, faults, alone }: Run): Promise<Outcome> {
  const { teams, instances } = stage;
  const checked = await check(stage, mornings.dates);
  const near = (call: ConnectorCall): boolean =>
    call.kind === 'create' && kills.some(({ at }) => call.at > at - UNSTORED_MS && call.at < at + UNSTORED_MS / 4);
  const inFlight = teams.calls.filter((call) => call.accepted && near(call)).length;
  const unasked = faults === 0 && checked.strays > inFlight ? ['stray headers of sends in flight at no kill'] : [];
  const slowest = Math.max(...mornings.completed.map((end) => end - (kills.findLast(({ at }) => at < end)?.at ?? end)));
  const slow = slowest > FINISH_MS ? ['a digest later than 60 s after a kill'] : [];
  const pauses = kills.filter(({ free }) => free > 0).map(({ at }) => pauseAfter(stage, at));
  const troubles = instances.flatMap(({ log }) => log).filter((line) => line.event === 'job.fault').length;
  return {
    wrong: [...checked.wrong, ...unasked, ...slow],
    measured: {
      mornings: mornings.dates.length,
      digests: checked.digests,
      kills: kills.length,
      'in flight at kills': kills.reduce((sum, kill) => sum + kill.inFlight, 0),
      'stray headers': checked.strays,
      'listed in doubt': checked.doubts,
      'a morning’s last kill to its last digest': `${(slowest / 1000).toFixed(1)} s at most`,
      faults,
      'over the limit': teams.overruns,
      'job faults': troubles,
      // With others running, the next send may be theirs.
      ...(alone
        ? { 'kill to the first send after it': `${(Math.max(0, ...pauses) / 1000).toFixed(1)} s at most` }
        : {}),
    },
  };
}
