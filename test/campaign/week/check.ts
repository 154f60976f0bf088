/** What must hold at the end of a week, whatever the seed. Each line it gives is something that must not be. */
import type { Absence } from '../../../src/domain/absence/absence.ts';
import type { Mark } from '../../../src/domain/records.ts';
import { linkColumns } from '../../../src/store/chain.ts';
import { isMark } from '../../../src/store/keys.ts';
import { proveRecord } from '../../../src/store/proof.ts';
import type { Outcome } from '../outcome.ts';
import type { Act } from './acts.ts';
import { checkAbsences, slotOf, slotsOf, type Played } from './check-absences.ts';
import { checkCards } from './check-cards.ts';
import { CODE } from './partnership.ts';
import { readWeek } from './record.ts';
import type { WeekStage } from './stage.ts';

export const lastDayOf = ({ plan }: WeekStage): string => plan.after.at(-1) ?? plan.days.at(-1)!;

/** Each thing said at a register, and each row of a file, is a mark of that minute. */
function saidAndLost({ record, stage }: Played): string[] {
  const about = (pupilId: string, at: number): string =>
    `${pupilId} ${new Date(Math.floor(at / 60_000) * 60_000).toISOString()}`;
  const kept = new Set(record.marks.map(({ pupilId, recordedAt }) => about(pupilId, recordedAt)));
  const said = stage.script.steps.flatMap(({ at, acts }) =>
    acts.flatMap(pupilsIn).map((pupilId) => about(pupilId, at)),
  );
  return said.filter((one) => !kept.has(one)).map((one) => `${one}: said, and no mark says so`);
}

function pupilsIn(act: Act): string[] {
  if (act.kind === 'register') return act.said.map(({ pupilId }) => pupilId);
  if (act.kind === 'mark') return [act.said.pupilId];
  const rows = act.kind === 'pack' ? act.files['marks.csv']?.trim().split('\n').slice(1) : undefined;
  return (rows ?? []).map((row) => row.split(',')[0]!);
}

/** A register not returned is neither present nor absent (R1.3, trap 7). */
function silentInAbsence({ record, stage }: Played): string[] {
  const marked = new Set(record.marks.map(slotOf));
  const wronglyMarked = [...stage.script.silent]
    .filter((key) => marked.has(key))
    .map((key) => `${key}: marked by nobody`);
  const taken = record.absences.flatMap(slotsOf).filter((key) => !marked.has(key));
  return [...wronglyMarked, ...taken.map((key) => `${key}: in an absence, and no mark says so`)];
}

async function brokenChain({ stage }: Played): Promise<string[]> {
  const { records, ledger } = stage.store;
  const proof = await proveRecord(records, ledger, CODE);
  return proof.kind === 'whole' ? [] : [`the chain is broken at ${proof.key}: ${proof.why}`];
}

/** One row rewritten behind the product's back: the proof names it. Nothing reads the record after this. */
async function tamperingUnseen({ stage }: Played): Promise<string[]> {
  const { records, ledger } = stage.store;
  const marks = (await records.appended(CODE)).filter(({ key }) => isMark(key));
  const row = marks[Math.floor(marks.length / 2)];
  if (!row?.link) return ['there is no mark to tamper with'];
  const value = { ...(row.value as Mark), status: 'present', arrivedAt: '09:07' };
  await records.write(CODE, [{ key: row.key, value, columns: { school: '', ...linkColumns(row.link) } }]);
  const proof = await proveRecord(records, ledger, CODE);
  const isNamed = proof.kind === 'broken' && proof.why === 'changed' && proof.key === row.key;
  return isNamed ? [] : [`${row.key} was changed, and the proof says ${JSON.stringify(proof)}`];
}

function leaks({ stage, log }: Played): string[] {
  const names = new RegExp(String.raw`\b(?:${stage.there.surnames.join('|')})\b`);
  const posts = stage.teams.posts.flatMap((post) => [...post.history, post.activity].map((one) => ({ post, one })));
  const previews = posts.filter(({ one }) => names.test(String(one['summary'])));
  const open = posts.filter(
    ({ post, one }) => post.conversationId.startsWith('19:') && names.test(JSON.stringify(one)),
  );
  return [
    ...log.filter((line) => names.test(line)).map((line) => `in the log: ${line.slice(0, 120)}`),
    ...previews.map(({ one }) => `in a preview: ${String(one['summary'])}`),
    ...open.map(({ post }) => `in channel ${post.conversationId}`),
  ];
}

const byState = (absences: readonly Absence[]): Record<string, number> =>
  Object.fromEntries([...Map.groupBy(absences, ({ state }) => state)].map(([state, of]) => [state, of.length]));

export async function checkWeek(stage: WeekStage, port: number, log: readonly string[]): Promise<Outcome> {
  const record = await readWeek(stage.store, lastDayOf(stage));
  const played: Played = { stage, record, port, log };
  const wrong = [
    ...saidAndLost(played),
    ...silentInAbsence(played),
    ...(await checkAbsences(played)),
    ...(await checkCards(played)),
    ...leaks(played),
    ...(await brokenChain(played)),
    ...(await tamperingUnseen(played)),
  ];
  return {
    wrong,
    measured: {
      marks: record.marks.length,
      absences: record.absences.length,
      ...byState(record.absences),
      'registers chased': record.chases.length,
      notices: record.notices.length,
      cards: record.cards.length,
    },
  };
}
