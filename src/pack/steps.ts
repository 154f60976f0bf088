/** What an import would do, row by row: for whoever looks before it is done. */
import { isDeepStrictEqual } from 'node:util';
import type { Touched } from './plan-file.ts';
import type { Row } from './sheet.ts';

export interface Step {
  row: Row<unknown>;
  kind: 'added' | 'changed' | 'withdrawn';
  /** Those that change. */
  fields: string[];
}

export interface RowsOf {
  touched: readonly Touched<unknown>[];
  leaving: ReadonlyMap<string, { row: Row<unknown> }>;
}

function changedFields(before: object, value: object): string[] {
  const fields = new Set([...Object.keys(before), ...Object.keys(value)]);
  return [...fields].filter((field) => !isDeepStrictEqual(before[field as never], value[field as never]));
}

const stepOf = ({ row, before, value }: Touched<unknown>): Step =>
  before === undefined
    ? { row, kind: 'added', fields: [] }
    : { row, kind: 'changed', fields: changedFields(before as object, value as object) };

/** By line. */
export const stepsOf = ({ touched, leaving }: RowsOf): Step[] =>
  [
    ...touched.map(stepOf),
    ...[...leaving.values()].map(({ row }): Step => ({ row, kind: 'withdrawn', fields: [] })),
  ].toSorted((a, b) => a.row.line - b.row.line);
