/** A school week at speed: 300 pupils, 20 provisions, and at the end nothing of any child's absence is lost. */
import { createLog } from '../../src/log.ts';
import { CLAIM_MS } from '../../src/domain/post.ts';
import { takeInHand } from '../support/week-hands.ts';
import { tellsOfSlowness } from '../support/week-patience.ts';
import type { Outcome } from './outcome.ts';
import { checkWeek, lastDayOf } from './week/check.ts';
import { readWeek } from './week/record.ts';
import { beatsOf, play, playerWith, untilSettled, type Player, type Tally } from './week/replay.ts';
import { isSettled } from './week/settled.ts';
import { openWeek, type WeekOptions, type WeekStage } from './week/stage.ts';
import { stateOf } from './week/state.ts';

const SETTLE_MS = 60_000;

export interface Ended {
  outcome: Outcome;
  /** The state that another run of the same script is compared with. */
  state: string[];
}

/** The script from beginning to end, until nothing is left to be said; and what then stands. */
export async function playedOut(
  stage: WeekStage,
  player: Player,
  log: readonly string[],
): Promise<Ended & { tally: Tally }> {
  const began = performance.now();
  const tally = await play(stage, player);
  await untilSettled(player, beatsOf(stage).at(-1)!.at, () => isSettled(stage), SETTLE_MS);
  const took = `${((performance.now() - began) / 1000).toFixed(0)} s`;
  const state = stateOf(await readWeek(stage.store, lastDayOf(stage)));
  const { wrong, measured } = await checkWeek(stage, await player.port(), log);
  return { tally, state, outcome: { wrong, measured: { took, ...measured } } };
}

export async function undisturbedWeek(options: WeekOptions): Promise<Ended> {
  const stage = await openWeek(options);
  const log: string[] = [];
  let isSlow = false;
  const write = (line: string): void => {
    log.push(line);
    isSlow ||= tellsOfSlowness(line);
  };
  /** Whether the store was too slow since this was last asked. */
  const wasSlow = (): boolean => {
    const was = isSlow;
    isSlow = false;
    return was;
  };
  const hands = await takeInHand(
    { connectionString: stage.connectionString, claimMs: CLAIM_MS },
    createLog('info', { write }),
  );
  try {
    const { tally, state, outcome } = await playedOut(stage, playerWith(hands, stage, wasSlow), log);
    const wrong = [...outcome.wrong, ...unexpected(tally), ...loud(log)];
    return { state, outcome: { wrong, measured: { ...outcome.measured, ...inGroups(tally) } } };
  } finally {
    await hands.stop();
    await stage.close();
  }
}

export const schoolWeek = async (options: WeekOptions): Promise<Outcome> => (await undisturbedWeek(options)).outcome;

const recordedIn = (came: string): number => Number(/^Recorded: (\d+)/.exec(came)?.[1] ?? 0);
const isExpected = (came: string): boolean =>
  recordedIn(came) > 0 || came === 'imported' || came === 'mark: recorded' || /^(?!mark|refused)[a-z]+: \S/.test(came);

/** What a register or an import must not come to. Of an absence much may have happened before a form comes. */
const unexpected = (tally: Tally): string[] =>
  [...tally].filter(([came]) => !isExpected(came)).map(([came, times]) => `${times} times: ${came}`);

/** The registers in one sum. */
function inGroups(tally: Tally): Record<string, number> {
  const recorded = [...tally].reduce((sum, [came, times]) => sum + recordedIn(came) * times, 0);
  const others = [...tally].filter(([came]) => recordedIn(came) === 0);
  return { 'pupils in registers': recorded, ...Object.fromEntries(others) };
}

/** Nobody is killed and nothing is away: nothing may go wrong. */
const loud = (log: readonly string[]): string[] => [
  ...new Set(
    log
      .filter((line) => line.includes('"level":50') && !tellsOfSlowness(line))
      .map((line) => {
        const { event, kind, why, what, err } = JSON.parse(line) as Record<string, unknown>;
        return `logged as an error: ${JSON.stringify({ event, kind, why, what, err })}`;
      }),
  ),
];
