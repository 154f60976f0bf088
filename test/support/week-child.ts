/** Started by week-instance.ts: the product in the hands of another process, which may kill this one at any moment. */
import { createLog } from '../../src/log.ts';
import { takeInHand, type Hands, type HandsSettings } from './week-hands.ts';

/** One thing asked of the child, and its answer, by number. */
export interface Asked {
  n: number;
  what: 'clock' | 'tick' | 'work' | 'pack';
  with?: unknown;
}
export interface Answered {
  n: number;
  value?: unknown;
  fault?: string;
}

const hands = await takeInHand(JSON.parse(process.argv[2] ?? '{}') as HandsSettings, createLog('info'));

async function carryOut({ what, with: given }: Asked): Promise<unknown> {
  const does = hands[what] as (given: unknown) => ReturnType<Hands[typeof what]>;
  return does(given);
}

process.on('message', (asked: Asked) => {
  const answer = (answered: Omit<Answered, 'n'>): void => void process.send?.({ n: asked.n, ...answered });
  carryOut(asked).then(
    (value) => answer({ value }),
    (fault: unknown) => answer({ fault: fault instanceof Error ? (fault.stack ?? fault.message) : String(fault) }),
  );
});
// Whoever had it in hand is gone.
process.on('disconnect', () => process.exit(1));
process.send?.({ port: hands.port });
