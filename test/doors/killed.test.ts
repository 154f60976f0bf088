/** The short part of the fault campaign (test/campaign): the same rules, on fewer schools and in more of a hurry. */
import { killsDuringDigests, type Killing } from '../campaign/kills.ts';

const short: Omit<Killing, 'seed'> = {
  schools: 8,
  mostPupils: 8,
  kills: 4,
  instances: 2,
  claimMs: 2_000,
  // A morning of few schools must last until somebody is killed in it.
  latencyMs: [300, 900],
  livesMs: [200, 900],
};

test('two instances, one or the other killed four times: each school has one digest, each stray header is listed', async () => {
  const { wrong, measured } = await killsDuringDigests({ ...short, seed: 11 });
  expect(wrong).toEqual([]);
  expect(measured['digests']).toBe(Number(measured['mornings']) * short.schools);
}, 60_000);
