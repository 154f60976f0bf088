/** One call in ten is never answered: the digests of a morning take at most two and a half times as long. */
import { check } from './check.ts';
import { faultAtTimes } from './faults.ts';
import { startMornings, timed, until } from './mornings.ts';
import type { Outcome } from './outcome.ts';
import { openStage, type StageOptions } from './stage.ts';
import { usualMs } from './usual.ts';

const LONGER = 2.5;
const WITHIN_MS = 180_000;

export async function hangingCalls(options: StageOptions): Promise<Outcome> {
  const usual = await usualMs(options);
  const stage = await openStage(options);
  const { teams, schools } = stage;
  try {
    const met = faultAtTimes(teams, options.seed + 2, 'hanging');
    await stage.start();
    const mornings = startMornings(stage);
    const slower = await timed(() => mornings.complete(WITHIN_MS));
    teams.plan = () => undefined;
    await until(() => mornings.isQuiet(), 'quiet', WITHIN_MS);
    const checked = await check(stage, mornings.dates);
    return {
      wrong: [...checked.wrong, ...(slower > usual * LONGER ? ['it took too long'] : [])],
      measured: {
        schools: schools.length,
        'usual ms': usual,
        'with hanging calls ms': slower,
        'hanging calls': met(),
        'listed in doubt': checked.doubts,
      },
    };
  } finally {
    await stage.close();
  }
}
