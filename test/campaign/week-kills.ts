/** The same school week twice: undisturbed, and with the processes killed at random. In the end both are the same. */
import type { Outcome } from './outcome.ts';
import { playedOut, undisturbedWeek, type Ended } from './week.ts';
import { startKilling } from './week/killing.ts';
import { openWeek, type WeekOptions } from './week/stage.ts';
import { differing } from './week/state.ts';

interface Disturbed extends Ended {
  kills: number;
  /** How often nobody ran for a while, so that what was due then was late. */
  rests: number;
}

type Killing = WeekOptions & { kills: number; rests: number };

async function disturbed(options: Killing): Promise<Disturbed> {
  const stage = await openWeek(options);
  const player = await startKilling({ ...options, stage });
  try {
    const { state, outcome } = await playedOut(stage, player, player.log);
    return { state, outcome, kills: player.kills, rests: player.rests };
  } finally {
    await player.close();
    await stage.close();
  }
}

export async function schoolWeekKilled(options: Killing): Promise<Outcome> {
  // One after the other: side by side each slows the other's storage down.
  const usual = await undisturbedWeek(options);
  const killed = await disturbed(options);
  const wrong = [
    ...usual.outcome.wrong.map((line) => `undisturbed: ${line}`),
    ...killed.outcome.wrong.map((line) => `with kills: ${line}`),
    ...(killed.kills === options.kills ? [] : [`killed ${killed.kills} times, not ${options.kills}`]),
    ...differing(usual.state, killed.state),
  ];
  const { took, ...measured } = killed.outcome.measured;
  return {
    wrong,
    measured: {
      kills: killed.kills,
      'times nobody ran': killed.rests,
      'lines of state compared': usual.state.length,
      ...measured,
      undisturbed: usual.outcome.measured['took'] ?? '',
      'with kills': took ?? '',
    },
  };
}
