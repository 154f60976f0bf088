/** Records as one file of the data pack. */
import { columnOf, fieldsOf } from '../pack/pack-file.ts';
import { dateOf, timeOf } from '../domain/time.ts';
import type { Instant } from '../domain/time.ts';
import type { PackFile } from '../pack/pack-file.ts';

/** As people write a moment: `2026-11-20 09:04`, school time. */
const written = (instant: Instant): string => `${dateOf(instant)} ${timeOf(instant)}`;

type Value = string | number | boolean | readonly string[] | undefined;

const cellOf = (field: string, value: Value): string => {
  if (value === undefined) return '';
  if (field === 'recordedAt') return written(value as Instant);
  if (typeof value === 'object') return value.join('; ');
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);
};

const quoted = (cell: string): string => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** Every column of the contract, in its order, used or not: somebody may take the file for a pattern. */
export function csvOf<T extends object>(file: PackFile<T>, records: readonly T[]): string {
  const fields = fieldsOf(file);
  const lines = records.map((record) => fields.map((field) => quoted(cellOf(field, record[field] as Value))).join(','));
  return `${[fields.map(columnOf).join(','), ...lines].join('\n')}\n`;
}
