/**
 * Files what an import decided. The shared partition is written last, and is what counts as held: an import cut off anywhere
 * and run again does the rest. What moves is written in its new place before it is removed from the old one.
 */
import type { ImportPlan } from '../pack/plan-import.ts';
import type { Filing } from './held.ts';
import { openAbsenceKey } from './keys.ts';
import { transactionsOf } from './limits.ts';
import { lotsOf, type Lot, type MarksOf, type Move } from './lots.ts';
import type { Store } from './open.ts';
import { coverKey, personKey } from './people.ts';

/** Told after each transaction how many of all rows are in. */
type Progress = (done: number, total: number) => void;

export async function file(store: Store, filing: Filing, plan: ImportPlan, onProgress: Progress): Promise<void> {
  const { known, pupils, marks, shared, moves, relabelled } = lotsOf(plan, filing);
  const history = await historyOf(store, moves);
  const people = peopleOf(plan);
  const lots = [...known, ...pupils];
  const appended = [...history, ...marks];
  const total =
    [people, ...lots, shared].reduce((sum, { rows, remove }) => sum + rows.length + remove.length, 0) +
    appended.reduce((sum, one) => sum + one.marks.length, 0);
  let done = 0;
  const step = (count: number): void => onProgress((done += count), total);

  const touched = new Set([...lots, ...appended].map(({ partition }) => partition));
  await tell(store, touched, DELAY_SECONDS);
  for (const rows of transactionsOf(people.rows)) step((await store.people.write(rows), rows.length));
  for (const key of people.remove) step((await store.people.remove(key), 1));
  for (const lot of known) await write(store, lot, step);
  // The marks of a pupil who moves stand in the new place before the pupil does.
  for (const one of history) await append(store, one, step);
  for (const move of moves) await carryAbsence(store, move);
  // The other way about, an import cut off in between would find the pupil in place and look no further.
  for (const { to, pupilId, urn } of relabelled) await store.records.relabel(to, pupilId, urn);
  for (const lot of pupils) await write(store, lot, step);
  for (const one of marks) await append(store, one, step);
  for (const lot of lots) await withdraw(store, lot, step);
  await write(store, shared, step);
  await withdraw(store, shared, step);
  await tell(store, touched, 0);
}

const peopleOf = ({ people, cover }: ImportPlan): Pick<Lot, 'rows' | 'remove'> => ({
  rows: [
    ...people.put.map((one) => ({ key: personKey(one), value: one })),
    ...cover.put.map((one) => ({ key: coverKey(one), value: one })),
  ],
  remove: [...people.remove.map(personKey), ...cover.remove.map(coverKey)],
});

const EVER = ['0000-01-01', '9999-12-31'] as const;

/** The marks of those who move: copied, because the partnership they leave keeps its own records (R3.6). */
async function historyOf(store: Store, moves: readonly Move[]): Promise<MarksOf[]> {
  const histories: MarksOf[] = [];
  for (const [from, leaving] of Map.groupBy(moves, (move) => move.from)) {
    const moveOf = new Map(leaving.map((move) => [move.pupilId, move]));
    const marks = (await store.records.between(from, ...EVER))?.marks ?? [];
    for (const [to, going] of Map.groupBy(marks, (mark) => moveOf.get(mark.pupilId)?.to)) {
      if (to === undefined) continue;
      histories.push({ partition: to, marks: going, schoolOf: ({ pupilId }) => moveOf.get(pupilId)!.urn });
    }
  }
  return histories;
}

/** What is followed up goes on where the pupil goes, with all that has been tried. */
async function carryAbsence({ records }: Store, { pupilId, urn, from, to }: Move): Promise<void> {
  const held = await records.day(from, EVER[1]);
  const open = held?.absences.find((one) => one.pupilId === pupilId && one.closedAt === undefined);
  if (!open) return;
  const value = { ...open, partnership: to, urn };
  await records.write(to, [{ key: openAbsenceKey(open), value, columns: { school: urn }, only: 'create' }]);
}

const DELAY_SECONDS = 20;

/** Pointers before, delayed, and after: a running bot brings its posts up to date whenever this is cut off. */
const tell = async (store: Store, partnerships: ReadonlySet<string>, delay: number): Promise<void> => {
  for (const partnership of partnerships) await store.queue.put({ kind: 'changed', partnership }, delay);
};

async function write(store: Store, { partition, rows }: Lot, step: (count: number) => void): Promise<void> {
  for (const transaction of transactionsOf(rows)) {
    await store.records.write(partition, transaction);
    step(transaction.length);
  }
}

/** How many marks are told of at once. */
const MARKS_TOLD = 450;

/** What an import that was cut off has appended already is left alone. */
async function append(
  store: Store,
  { partition, marks, schoolOf }: MarksOf,
  step: (count: number) => void,
): Promise<void> {
  for (let from = 0; from < marks.length; from += MARKS_TOLD) {
    const lot = marks.slice(from, from + MARKS_TOLD);
    await store.ledger.add(partition, lot, schoolOf);
    step(lot.length);
  }
}

async function withdraw(store: Store, { partition, remove }: Lot, step: (count: number) => void): Promise<void> {
  for (const key of remove) {
    await store.records.remove(partition, key);
    step(1);
  }
}
