/** Numbers of a run, to be read. */
import { doubled, type Played } from './check.ts';
import type { Searched } from './leaks.ts';
import type { Desk } from './desk.ts';
import type { Presses } from './presses.ts';
import type { Troubles } from './troubles.ts';

const seconds = (ms: number | undefined): string => (ms === undefined ? 'none' : `${(ms / 1000).toFixed(1)} s`);

const at = (sorted: readonly number[], share: number): number | undefined =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];

interface Told {
  /** When a person was first given the number. */
  receiptAt: number;
  /** When the first notice of it stood in somebody's chat. */
  firstAt: number;
}

function firstNotices({ raised, notices }: Played): Told[] {
  const first = new Map<string, number>();
  for (const { concern, post } of notices) first.set(concern, Math.min(post.at, first.get(concern) ?? Infinity));
  return raised.flatMap(({ told }) => {
    const receipt = told.find(({ kind }) => kind === 'receipt');
    const firstAt = first.get(receipt?.id ?? '');
    return receipt && firstAt !== undefined ? [{ receiptAt: receipt.at, firstAt }] : [];
  });
}

/** From the last kill before it, for those whom a kill kept waiting. */
const afterKill = (told: readonly Told[], kills: readonly { at: number }[]): number[] =>
  told.flatMap(({ receiptAt, firstAt }) => {
    const last = kills.findLast(({ at: killed }) => killed >= receiptAt && killed <= firstAt);
    return last ? [firstAt - last.at] : [];
  });

export function measure(
  played: Played,
  troubles: Troubles,
  { desk, presses, searched }: { desk: Desk; presses: Presses; searched: Searched },
): Record<string, string | number> {
  const { raised, record, notices, stage } = played;
  const answers = raised.flatMap(({ told }) => told);
  const count = (kind: string): number => answers.filter((one) => one.kind === kind).length;
  const told = firstNotices(played);
  const waits = told.map(({ receiptAt, firstAt }) => Math.max(0, firstAt - receiptAt)).toSorted((a, b) => a - b);
  const steps = record.concerns.flatMap(({ entries }) =>
    entries.flatMap(({ event }) => (event.kind === 'told' ? event.parties.map(({ step }) => step) : [])),
  );
  const logged = (event: string): number =>
    stage.instances.flatMap(({ log }) => log).filter((line) => line.event === event).length;
  return {
    concerns: record.concerns.length,
    reporters: new Set(raised.map(({ report }) => report.by.upn)).size,
    kills: troubles.kills.length,
    'calls in flight at kills': troubles.kills.reduce((sum, { inFlight }) => sum + inFlight, 0),
    'faults of Teams': troubles.faults(),
    'app removed': troubles.removals(),
    'storage stood still': troubles.outages.map(({ from, to }) => seconds(to - from)).join(' '),
    receipts: raised.filter((one) => one.told.some(({ kind }) => kind === 'receipt')).length,
    'answers “not recorded”': count('not-recorded'),
    'no answer in time': presses.late,
    'no answer heard': count('unanswered'),
    'other answers': count('something-else'),
    'not recorded, and recorded': raised.filter(
      (one) => one.told.every(({ kind }) => kind !== 'receipt') && isRecorded(one.report.n, played),
    ).length,
    notices: notices.length,
    'receipt to first notice': `${seconds(at(waits, 0.5))} median, ${seconds(at(waits, 0.95))} p95, ${seconds(waits.at(-1))} at most`,
    'after a kill': `${seconds(Math.max(0, ...afterKill(told, troubles.kills)))} at most`,
    'notices said twice in doubt': doubled(played).doubtful,
    acknowledged: desk.acknowledged(),
    escalations: steps.filter((step) => step > 1).length,
    'steps with nobody to tell': logged('concern.untold'),
    'over the limit': stage.teams.overruns,
    'job faults': logged('job.fault'),
    'texts searched': `${stage.teams.calls.length} calls, ${stage.instances.flatMap(({ log }) => log).length} log lines, ${searched.rows.size} rows, ${searched.messages.size} messages, ${presses.reads.length} answers`,
  };
}

const isRecorded = (n: number, { record }: Played): boolean =>
  record.concerns.some(({ entries }) => JSON.stringify(entries).includes(`zqx${n}x`));
