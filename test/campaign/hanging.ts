/** One call in ten is never answered: the digests of a morning take at most two and a half times as long. */
import { check } from './check.ts';
import { faultAtTimes } from './faults.ts';
import { startMornings, timed } from './mornings.ts';
import type { Outcome } from './outcome.ts';
import { openStage, type StageOptions } from './stage.ts';

const LONGER = 2.5;

export async function hangingCalls(options: StageOptions): Promise<Outcome> {
  const stage = await openStage(options);
  try {
    await stage.start();
    const mornings = startMornings(stage);
    const usual = await timed(() => mornings.complete(180_000));
    const met = faultAtTimes(stage.teams, options.seed + 2, 'hanging');
    mornings.next();
    const slower = await timed(() => mornings.complete(180_000));
    stage.teams.plan = () => undefined;
    const checked = await check(stage, mornings.dates);
    return {
      wrong: [...checked.wrong, ...(slower > usual * LONGER ? ['it took too long'] : [])],
      measured: {
        schools: stage.schools.length,
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
