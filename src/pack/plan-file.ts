/** One file of rows against what is held: what is put, what is withdrawn, what stays. */
import { isDeepStrictEqual } from 'node:util';
import { bare, keyIn, merge, refuse } from './planning.ts';
import type { PackFile } from './pack-file.ts';
import type { Fault, Planning } from './planning.ts';
import type { Row } from './sheet.ts';

interface Leaving<T> {
  row: Row<T>;
  value: T;
}

/** A row that adds a record, or changes the one before. */
export interface Touched<T> {
  row: Row<T>;
  before?: T;
  value: T;
}

export interface Planned<T> {
  /** Everything there after the import, by key; nothing that is leaving. */
  now: Map<string, T>;
  put: T[];
  touched: Touched<T>[];
  /** By key, with the row that withdraws each. */
  leaving: Map<string, Leaving<T>>;
  added: number;
  changed: number;
  unchanged: number;
}

/** Looks at a whole record, after merging: gives it back as it is to be kept, or what is wrong with it. */
export type Settle<T> = (value: T, row: Row<T>) => T | Fault;

export const isFault = (outcome: object): outcome is Fault => 'words' in outcome;

function withdraw<T>(planned: Planned<T>, row: Row<T>): void {
  const value = planned.now.get(row.key);
  if (value === undefined) {
    planned.unchanged += 1;
    return;
  }
  planned.now.delete(row.key);
  planned.leaving.set(row.key, { row, value });
}

function settleRow<T extends object>(
  planned: Planned<T>,
  file: PackFile<T>,
  row: Row<T>,
  settle: Settle<T>,
): Fault | undefined {
  const before = planned.now.get(row.key);
  const merged = merge(file, row, before);
  const outcome = isFault(merged) ? merged : settle(merged, row);
  if (isFault(outcome)) return outcome;
  const value = bare(outcome);
  if (before !== undefined && isDeepStrictEqual(value, before)) {
    planned.unchanged += 1;
    return undefined;
  }
  planned[before === undefined ? 'added' : 'changed'] += 1;
  planned.now.set(row.key, value);
  planned.put.push(value);
  planned.touched.push({ row, value, ...(before !== undefined && { before }) });
  return undefined;
}

/** Withdrawals first, so that it does not matter where in the file they stand. */
export function planFile<T extends object>(
  planning: Planning,
  file: PackFile<T>,
  rows: readonly Row<T>[],
  held: readonly T[],
  settle: Settle<T>,
): Planned<T> {
  const now = new Map(held.map((record) => [keyIn(file, record), bare(record)]));
  const planned: Planned<T> = { now, put: [], touched: [], leaving: new Map(), added: 0, changed: 0, unchanged: 0 };
  for (const row of rows) if (row.remove) withdraw(planned, row);
  for (const row of rows) {
    const wrong = row.remove ? undefined : settleRow(planned, file, row, settle);
    if (wrong) refuse(planning, row, wrong);
  }
  return planned;
}
