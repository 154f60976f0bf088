/** `npm run campaign -- [run…] [--seed <n>]`: the faults Keylink must survive, one line a run. Exits 1 when one failed. */
import { parseArgs } from 'node:util';
import { clockTroubles } from './clock.ts';
import { clocksApart } from './clocks-apart.ts';
import { concernsRaised, longRun } from './concerns.ts';
import { hangingCalls } from './hanging.ts';
import { killsDuringDigests } from './kills.ts';
import { lineOf, type Outcome } from './outcome.ts';
import { storeOutage } from './outage.ts';
import { refusals } from './refusals.ts';
import { schoolWeek } from './week.ts';
import { schoolWeekKilled } from './week-kills.ts';
import { wholeWeek } from './week/script.ts';

const week = { size: { schools: 6, provisions: 20, pupils: 300 }, plan: wholeWeek };

const runs: Readonly<Record<string, (seed: number) => Promise<Outcome>>> = {
  kills: (seed) => killsDuringDigests({ seed, schools: 50, kills: 20, instances: 2 }),
  'kills-faults': (seed) => killsDuringDigests({ seed, schools: 50, kills: 20, instances: 2, faults: true }),
  alone: (seed) => killsDuringDigests({ seed, schools: 50, kills: 5, instances: 1 }),
  refusals: (seed) => refusals({ seed, schools: 50 }),
  hanging: (seed) => hangingCalls({ seed, schools: 200, mostPupils: 10 }),
  'clocks-apart': (seed) => clocksApart({ seed, schools: 50, mornings: 5 }),
  clock: (seed) => clockTroubles({ seed, schools: 8 }),
  outage: (seed) => storeOutage({ seed, schools: 50, instances: 2, stillMs: [10_000, 20_000, 30_000] }),
  week: (seed) => schoolWeek({ ...week, seed }),
  concerns: (seed) => concernsRaised({ ...longRun, seed }),
  'week-kills': (seed) => schoolWeekKilled({ ...week, seed, kills: 50, rests: 10 }),
};

const { values, positionals } = parseArgs({ allowPositionals: true, options: { seed: { type: 'string' } } });
const seed = Number(values.seed ?? Math.floor(Math.random() * 1_000_000));
let failed = false;
const say = (line: string): void => void process.stdout.write(`${line}\n`);

for (const name of positionals.length > 0 ? positionals : Object.keys(runs)) {
  const run = runs[name];
  if (!run) throw new Error(`there is no run ${name}; there are ${Object.keys(runs).join(', ')}`);
  const outcome = await run(seed);
  say(lineOf(name, seed, outcome));
  for (const line of outcome.wrong) say(`  ${line}`);
  if (outcome.wrong.length > 0) failed = true;
}
// A run that failed may still be waiting for what never came.
process.exit(failed ? 1 : 0);
