/** A school week at speed: 300 pupils, 20 provisions, and at the end nothing of any child's absence is lost. */
import { createLog } from '../../src/log.ts';
import { takeInHand } from '../support/week-hands.ts';
import type { Outcome } from './outcome.ts';
import { checkWeek } from './week/check.ts';
import { CODE } from './week/partnership.ts';
import { beatsOf, play, playerWith, untilSettled } from './week/replay.ts';
import { openWeek, type WeekOptions } from './week/stage.ts';
import { isSettled } from './week/settled.ts';

const SETTLE_MS = 30_000;

export async function schoolWeek(options: WeekOptions): Promise<Outcome> {
  const stage = await openWeek(options);
  const log: string[] = [];
  const to = createLog('info', { write: (line) => void log.push(line) });
  const hands = await takeInHand({ connectionString: stage.connectionString, partnership: CODE, claimMs: 30_000 }, to);
  try {
    const began = performance.now();
    const beats = beatsOf(stage);
    const player = playerWith(hands);
    const tally = await play(beats, player);
    await untilSettled(player, beats.at(-1)!.at, () => isSettled(stage), SETTLE_MS);
    const took = performance.now() - began;
    const { wrong, measured } = await checkWeek(stage, { log, tally });
    return { wrong, measured: { ...measured, took: `${(took / 1000).toFixed(0)} s` } };
  } finally {
    await hands.stop();
    await stage.close();
  }
}
