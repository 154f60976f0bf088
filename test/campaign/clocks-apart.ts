/** Two replicas whose clocks are two minutes apart; in the end one of them is killed half-way and stays away. */
import { check } from './check.ts';
import { startMornings, timed, until } from './mornings.ts';
import type { Outcome } from './outcome.ts';
import { schoolsWithout } from './reading.ts';
import { openStage, type StageOptions } from './stage.ts';

const APART_MS = 120_000;
const FINISH_MS = 60_000;

export async function clocksApart(options: StageOptions & { mornings: number }): Promise<Outcome> {
  const stage = await openStage(options);
  const { teams, schools } = stage;
  try {
    const [ahead] = await Promise.all([stage.start(APART_MS), stage.start()]);
    const mornings = startMornings(stage);
    for (let n = 1; n < options.mornings; n++) {
      await mornings.complete(FINISH_MS);
      // Until the slower clock has had its morning too.
      await until(() => mornings.isQuiet(), 'quiet', FINISH_MS);
      mornings.next();
    }
    const before = [...mornings.dates].slice(0, -1);
    const half = (): boolean => schoolsWithout(teams, schools, mornings.dates.at(-1)!).length < schools.length / 2;
    await teams.waitFor(half, 'half of the digests', FINISH_MS);
    await ahead.kill();
    const finished = await timed(() => mornings.complete(FINISH_MS));
    await until(() => mornings.isQuiet(), 'quiet', FINISH_MS);
    const [undisturbed, last] = [await check(stage, before), await check(stage, mornings.dates.slice(-1))];
    const unasked = undisturbed.doubts > 0 ? [`${undisturbed.doubts} in doubt though nobody was killed`] : [];
    return {
      wrong: [...undisturbed.wrong, ...last.wrong, ...unasked],
      measured: {
        mornings: mornings.dates.length,
        digests: undisturbed.digests + last.digests,
        'stray headers before the kill': undisturbed.strays,
        'stray headers after': last.strays,
        'listed in doubt': last.doubts,
        'kill to last digest': `${(finished / 1000).toFixed(1)} s`,
      },
    };
  } finally {
    await stage.close();
  }
}
