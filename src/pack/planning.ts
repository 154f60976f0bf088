/** What the deciding has in hand: the pack, what is held, the moment, and the notes it takes for the administrator. */
import { columnOf, fieldsOf, keyFieldsOf, keyOf } from './pack-file.ts';
import { rowIs } from '../texts/import-rows.ts';
import type { CalendarRow, Cover, Mark, Partnership, Provision, Pupil, School, Setting } from '../domain/records.ts';
import type { Moment } from '../domain/time.ts';
import type { CheckedPack } from './check-rows.ts';
import type { PersonRow } from './files/people.ts';
import type { PackFile } from './pack-file.ts';
import type { Refusal, Warning, Words } from './reading.ts';
import type { Row } from './sheet.ts';

/** What is held now, of every partnership. `marks` at least those of the dates that the pack's marks name. */
export interface HeldRecords {
  partnerships: readonly Partnership[];
  schools: readonly School[];
  provisions: readonly Provision[];
  people: readonly PersonRow[];
  cover: readonly Cover[];
  settings: readonly Setting[];
  calendar: readonly CalendarRow[];
  pupils: readonly Pupil[];
  marks: readonly Mark[];
}

export interface Planning {
  pack: CheckedPack;
  held: HeldRecords;
  now: Moment;
  refusals: Refusal[];
  warnings: Warning[];
}

/** What keeps a row out: the cell that is to blame, or none where something is missing. */
export interface Fault {
  field?: string;
  words: Words;
}
export const fault = (field: string, words: Words): Fault => ({ field, words });

const placeOf = <T>(row: Row<T>, field: string | undefined) => ({
  file: row.file,
  line: row.line,
  ...(field !== undefined && { column: columnOf(field), value: row.written(field) }),
});

export function refuse<T>(planning: Pick<Planning, 'pack' | 'refusals'>, row: Row<T>, { field, words }: Fault): void {
  planning.refusals.push({ ...placeOf(row, field), ...words });
  const refused = planning.pack.refused.get(row.file) ?? new Map<string, number>();
  planning.pack.refused.set(row.file, refused.set(row.key, row.line));
}

export function warn<T>(planning: Planning, row: Row<T>, field: string | undefined, what: string): void {
  planning.warnings.push({ ...placeOf(row, field), what });
}

export const keyIn = <T>(file: PackFile<T>, record: T): string => keyOf(keyFieldsOf(file), record);

/** A record without its undefined fields, so that absent is absent in one way only. */
export const bare = <T extends object>(record: T): T =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as T;

/** A later pack updates what it names and leaves the rest: an absent column keeps, an empty cell clears. */
export function merge<T extends object>(file: PackFile<T>, row: Row<T>, before: T | undefined): T | Fault {
  const next: Partial<T> = { ...before, ...row.values };
  for (const field of fieldsOf(file)) {
    const { need, otherwise } = file.columns[field];
    if (next[field] !== undefined) continue;
    if (need === 'required') return { words: rowIs.lacking(columnOf(field)) };
    if (otherwise !== undefined) next[field] = otherwise;
  }
  return bare(next as T);
}
