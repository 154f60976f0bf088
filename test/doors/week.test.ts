/** The short part of the school week replayed (test/campaign): one day of few pupils, undisturbed and with kills. */
import { schoolWeekKilled } from '../campaign/week-kills.ts';

const size = { schools: 3, provisions: 5, pupils: 40 };
const plan = { days: ['2028-10-27'], after: [] };

test('a school day with three kills ends as it does without: every absence is closed with evidence or on somebody’s list', async () => {
  const { wrong, measured } = await schoolWeekKilled({ seed: 11, size, plan, kills: 3, rests: 1 });
  expect(wrong).toEqual([]);
  expect(measured['kills']).toBe(3);
  expect(measured['absences']).toBeGreaterThan(1);
}, 60_000);
