/** The same school week twice: undisturbed, and with the processes killed at random. In the end both are the same. */
import { createLog } from '../../src/log.ts';
import { takeInHand } from '../support/week-hands.ts';
import type { Outcome } from './outcome.ts';
import { checkWeek, lastDayOf } from './week/check.ts';
import { startKilling } from './week/killing.ts';
import { CODE } from './week/partnership.ts';
import { readWeek } from './week/record.ts';
import { beatsOf, play, playerWith, untilSettled, type Player } from './week/replay.ts';
import { isSettled } from './week/settled.ts';
import { openWeek, type WeekOptions, type WeekStage } from './week/stage.ts';
import { differing, stateOf } from './week/state.ts';

const SETTLE_MS = 60_000;

async function playedOut(stage: WeekStage, player: Player): Promise<string[]> {
  const beats = beatsOf(stage);
  await play(beats, player);
  await untilSettled(player, beats.at(-1)!.at, () => isSettled(stage), SETTLE_MS);
  return stateOf(await readWeek(stage.store, lastDayOf(stage)));
}

async function undisturbed(options: WeekOptions): Promise<string[]> {
  const stage = await openWeek(options);
  const silent = createLog('silent');
  const hands = await takeInHand({ connectionString: stage.connectionString, partnership: CODE, claimMs: 30_000 }, silent);
  try {
    return await playedOut(stage, playerWith(hands));
  } finally {
    await hands.stop();
    await stage.close();
  }
}

interface Disturbed {
  state: string[];
  checked: Outcome;
  kills: number;
  outages: number;
}

async function disturbed(options: WeekOptions & { kills: number }): Promise<Disturbed> {
  const stage = await openWeek(options);
  const beats = beatsOf(stage).length;
  const player = await startKilling({ stage, seed: options.seed, kills: options.kills, beats });
  try {
    const state = await playedOut(stage, player);
    const checked = await checkWeek(stage, { log: player.log, tally: new Map() });
    return { state, checked, kills: player.kills, outages: player.outages };
  } finally {
    await player.close();
    await stage.close();
  }
}

export async function schoolWeekKilled(options: WeekOptions & { kills: number }): Promise<Outcome> {
  const [state, other] = await Promise.all([undisturbed(options), disturbed(options)]);
  return {
    wrong: [...differing(state, other.state), ...other.checked.wrong],
    measured: {
      kills: other.kills,
      'times nobody ran': other.outages,
      'lines of state': state.length,
      ...other.checked.measured,
    },
  };
}
