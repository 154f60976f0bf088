/** The short part of the campaign on concerns (test/campaign): the same rules, on few concerns and in a hurry. */
import { concernsRaised, type ConcernRun } from '../campaign/concerns.ts';

const short: Omit<ConcernRun, 'seed'> = {
  concerns: 25,
  atOnce: 5,
  formsMs: [50, 250],
  kills: 3,
  outagesMs: [1_200],
  instances: 2,
  pauseMs: [700, 1_600],
  withoutMs: [1_000, 3_000],
  answersMs: [200, 1_500],
  absent: 0.3,
  deliveries: 6,
  // Who has not acknowledged is late within seconds: what a kill cut off is made up for by the next step.
  minutesASecond: 6,
  settlesMs: 40_000,
  quiet: false,
  claimMs: 3_000,
  latencyMs: [20, 60],
  level: 'debug',
};

test('25 concerns while Teams fails, storage stands still and processes are killed: each receipt is kept, and no word leaks', async () => {
  const { wrong, measured } = await concernsRaised({ ...short, seed: 11 });
  expect(wrong).toEqual([]);
  expect(measured['receipts']).toBeGreaterThan(15);
  expect(measured['kills']).toBeGreaterThanOrEqual(short.kills);
}, 90_000);
