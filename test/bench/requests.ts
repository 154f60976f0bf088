/** What a question and a digest ask of storage, with one day of history and with six years of it and 400 leavers. */
import { startCountedDay } from '../support/counted-day.ts';
import type { Counts } from '../support/counting.ts';

const sayCounts = (counts: Counts, by = 1): string =>
  Object.entries(counts)
    .map(([concern, count]) => `${concern} ${count / by}`)
    .join(', ') || 'nothing';

export async function countRequests(connectionString: string, empty: () => Promise<unknown>): Promise<string[]> {
  const lines: string[] = [];
  for (const [what, history] of [
    ['one day of history', {}],
    ['six years of history, 400 leavers', { years: 6, leavers: 400 }],
  ] as const) {
    await empty();
    const day = await startCountedDay(connectionString, history);
    const first = await day.ask('key-link', 'help');
    const asked = await day.ask('key-link', 'where is Alfie0 Smith now');
    const { clock, worker } = await day.digests();
    await day.stop();
    lines.push(
      `requests to storage, ${what}: where is: ${sayCounts(asked.counts)}; first activity of a person here: ${sayCounts(first.counts)}; ` +
        `digest time, the clock for eight schools: ${sayCounts(clock)}; each digest: ${sayCounts(worker, 8)}`,
    );
  }
  return lines;
}
