/** The short part of the fault campaign (test/campaign): the same rules, fewer schools, and claims that run out sooner. */
import { killsDuringDigests } from '../campaign/kills.ts';

const short = { schools: 8, mostPupils: 8, kills: 4, instances: 2, claimMs: 3_000 };

test('two instances, one or the other killed four times: each school has one digest, each stray header is listed', async () => {
  const { wrong, measured } = await killsDuringDigests({ ...short, seed: 11 });
  expect(wrong).toEqual([]);
  expect(measured['digests']).toBe(Number(measured['mornings']) * short.schools);
}, 60_000);
