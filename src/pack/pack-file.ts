/** How one file of the data pack is described: every field of the record it fills, in the contract's order. */
import type { Cell } from './cell.ts';

export type FileName =
  | 'partnerships.csv'
  | 'schools.csv'
  | 'provisions.csv'
  | 'people.csv'
  | 'cover.csv'
  | 'settings.csv'
  | 'pupils.csv'
  | 'placements.csv'
  | 'timetable.csv'
  | 'agreements.csv'
  | 'suspensions.csv'
  | 'calendar.csv'
  | 'marks.csv';

export interface Column<V> {
  need: 'key' | 'required' | 'optional';
  cell: Cell<NonNullable<V>>;
  /** What an empty cell, or a column that a new row lacks, stands for. */
  otherwise?: NonNullable<V>;
}

/** Every field of a record, so that the compiler finds the column that was forgotten. */
export type Columns<T> = { readonly [F in keyof Required<T>]: Column<T[F]> };

export interface PackFile<T> {
  name: FileName;
  columns: Columns<T>;
  /** Whether `remove` = yes withdraws a row; marks are never withdrawn (R3.6). */
  removable: boolean;
}

export const key = <V>(cell: Cell<NonNullable<V>>): Column<V> => ({ need: 'key', cell });
export const must = <V>(cell: Cell<NonNullable<V>>): Column<V> => ({ need: 'required', cell });
export const may = <V>(cell: Cell<NonNullable<V>>, otherwise?: NonNullable<V>): Column<V> => ({
  need: 'optional',
  cell,
  otherwise,
});

export const packFile = <T extends object>(name: FileName, columns: Columns<T>, removable = true): PackFile<T> => ({
  name,
  columns,
  removable,
});

/** A record's field as the header spells it: `contact1Phone` is `contact_1_phone`. */
export const columnOf = (field: string): string => field.replace(/[A-Z]|\d+/g, '_$&').toLowerCase();

export type Field<T> = keyof T & string;
export const fieldsOf = <T>(file: PackFile<T>): Field<T>[] => Object.keys(file.columns) as Field<T>[];
export const keyFieldsOf = <T>(file: PackFile<T>): Field<T>[] =>
  fieldsOf(file).filter((field) => file.columns[field].need === 'key');

/** One text for the key of a row or record. No cell of a key holds a line break, so no two keys meet. */
export const keyOf = <T>(fields: readonly Field<T>[], record: Partial<T>): string =>
  fields.map((field) => String(record[field])).join('\n');
