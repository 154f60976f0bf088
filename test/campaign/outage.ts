/** The store stands still for a while during the digests: it answers nobody, and what was asked of it meanwhile it does later. */
import { setTimeout as sleep } from 'node:timers/promises';
import { check } from './check.ts';
import { startMornings, timed, until } from './mornings.ts';
import type { Outcome } from './outcome.ts';
import { openStage, type StageOptions } from './stage.ts';

const FINISH_MS = 90_000;

export async function storeOutage(options: StageOptions & { instances: number; stillMs: number[] }): Promise<Outcome> {
  const stage = await openStage(options);
  const { teams, chance, storagePid } = stage;
  try {
    await Promise.all(Array.from({ length: options.instances }, () => stage.start()));
    const whole: number[] = [];
    const mornings = startMornings(stage);
    for (const [n, ms] of options.stillMs.entries()) {
      if (n > 0) mornings.next();
      const calls = teams.calls.length + chance.between(5, 30);
      await teams.waitFor(() => teams.calls.length > calls, 'digests on their way', FINISH_MS);
      process.kill(storagePid, 'SIGSTOP');
      await sleep(ms);
      process.kill(storagePid, 'SIGCONT');
      whole.push(await timed(() => mornings.complete(FINISH_MS)));
      await until(() => mornings.isQuiet(), 'quiet', FINISH_MS);
    }
    const checked = await check(stage, mornings.dates);
    return {
      wrong: checked.wrong,
      measured: {
        'stood still': options.stillMs.map((ms) => `${ms / 1000} s`).join(' '),
        'whole again after': whole.map((ms) => `${(ms / 1000).toFixed(1)} s`).join(' '),
        digests: checked.digests,
        'stray headers': checked.strays,
        'listed in doubt': checked.doubts,
      },
    };
  } finally {
    process.kill(storagePid, 'SIGCONT');
    await stage.close();
  }
}
