/**
 * One call in ten is never answered, and the whole morning takes no more than two and a half times the usual. Nineteen
 * schools of twenty are timed too: the last may have met several such calls one after the other.
 */
import { check } from './check.ts';
import { faultAtTimes } from './faults.ts';
import { startMornings, timed, until } from './mornings.ts';
import type { Outcome } from './outcome.ts';
import { schoolsWithout } from './reading.ts';
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
    const began = performance.now();
    const areMost = () => schoolsWithout(teams, schools, mornings.dates[0]!).length <= schools.length / 20;
    const most = await timed(() => teams.waitFor(areMost, 'most digests', WITHIN_MS));
    await mornings.complete(WITHIN_MS);
    const all = Math.round(performance.now() - began);
    teams.plan = () => undefined;
    await until(() => mornings.isQuiet(), 'quiet', WITHIN_MS);
    const checked = await check(stage, mornings.dates);
    return {
      wrong: [...checked.wrong, ...(all > usual * LONGER ? ['it took too long'] : [])],
      measured: {
        schools: schools.length,
        'usual ms': usual,
        'most, with hanging calls, ms': most,
        'all ms': all,
        'hanging calls': met(),
        'listed in doubt': checked.doubts,
      },
    };
  } finally {
    await stage.close();
  }
}
