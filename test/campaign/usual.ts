/** How long a run's first morning takes one instance when nothing goes wrong, in milliseconds. */
import { startMornings, timed } from './mornings.ts';
import { openStage, type StageOptions } from './stage.ts';

const WITHIN_MS = 120_000;

export async function usualMs(options: StageOptions): Promise<number> {
  const stage = await openStage(options);
  try {
    await stage.start();
    const mornings = startMornings(stage);
    return await timed(() => mornings.complete(WITHIN_MS));
  } finally {
    await stage.close();
  }
}
