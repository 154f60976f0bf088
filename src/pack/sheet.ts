/** One file of a pack with its columns found: how each of its rows becomes values. */
import { must } from '../texts/import-cells.ts';
import { yesOrNo } from './cells.ts';
import { columnOf, fieldsOf, keyFieldsOf, keyOf } from './pack-file.ts';
import type { Reading } from './cell.ts';
import type { Column, FileName, PackFile } from './pack-file.ts';
import type { FileText, Refusal, RowText, Words } from './reading.ts';

export interface Row<T> {
  file: FileName;
  line: number;
  key: string;
  remove: boolean;
  /** Only the columns that the file has: undefined is an empty cell, which clears. */
  values: Partial<T>;
  /** A cell as it stands in the file, for refusals. */
  written: (field: string) => string;
}

/** A row refused has a key where its key columns could be read. */
export type Checked<T> = { key: string; row: Row<T> } | { key?: string; refusal: Refusal };

type CellRead = { value: unknown } | Words;
type CellsRead<T> = { values: Partial<T> } | { refusal: Refusal };
type ReadCell = (text: string) => CellRead;

export interface Sheet<T> {
  file: PackFile<T>;
  /** Field to place; `remove` is among them. */
  place: ReadonlyMap<string, number>;
  keys: [string, ReadCell][];
  others: [string, ReadCell][];
}

const LONGEST_CELL = 2000;
/** Dates and codes repeat thousands of times; beyond this many different ones a column is not worth remembering. */
const REMEMBERED = 5000;

function readCell<V>({ need, cell }: Column<V>, text: string): CellRead {
  const tidy = text.trim().normalize('NFC');
  if (tidy === '') return need === 'optional' ? { value: undefined } : must.fill;
  if (tidy.length > LONGEST_CELL) return must.shorten(tidy.length, LONGEST_CELL);
  return cell.read(tidy) ?? cell.wrong(tidy);
}

function remembering<V>(column: Column<V>): ReadCell {
  const seen = new Map<string, CellRead>();
  return (text) => {
    const read = seen.get(text) ?? readCell(column, text);
    if (seen.size < REMEMBERED) seen.set(text, read);
    return read;
  };
}

export function sheetOf<T>(file: PackFile<T>, { columns }: FileText): Sheet<T> {
  const fields = fieldsOf(file).filter((field) => columns.includes(columnOf(field)));
  const places = [...fields, ...(file.removable ? ['remove'] : [])].map(
    (field) => [field, columns.indexOf(columnOf(field))] as const,
  );
  const readers = (wanted: boolean): [string, ReadCell][] =>
    fields
      .filter((field) => (file.columns[field].need === 'key') === wanted)
      .map((field) => [field, remembering(file.columns[field])]);
  return { file, place: new Map(places), keys: readers(true), others: readers(false) };
}

function refusalOf<T>(sheet: Sheet<T>, row: RowText, field: string, words: Words): Refusal {
  const value = writtenIn(sheet, row)(field);
  return { file: sheet.file.name, line: row.line, column: columnOf(field), value, ...words };
}

const writtenIn =
  <T>({ place }: Sheet<T>, row: RowText) =>
  (field: string): string =>
    (row.cells[place.get(field) ?? -1] ?? '').trim();

/** Reads cells until one is wrong. */
function readCells<T>(sheet: Sheet<T>, row: RowText, readers: [string, ReadCell][]): CellsRead<T> {
  const values: Record<string, unknown> = {};
  for (const [field, read] of readers) {
    const reading = read(row.cells[sheet.place.get(field)!]!);
    if ('what' in reading) return { refusal: refusalOf(sheet, row, field, reading) };
    values[field] = reading.value;
  }
  return { values: values as Partial<T> };
}

/** Of a row to be withdrawn nothing but its key is read. */
export function checkRow<T>(sheet: Sheet<T>, row: RowText): Checked<T> {
  const written = writtenIn(sheet, row);
  const named = readCells(sheet, row, sheet.keys);
  if ('refusal' in named) return named;
  const key = keyOf(keyFieldsOf(sheet.file), named.values);
  const remove: Reading<boolean> = written('remove') === '' ? { value: false } : yesOrNo.read(written('remove'));
  if (!remove) return { key, refusal: refusalOf(sheet, row, 'remove', yesOrNo.wrong(written('remove'))) };
  const rest = remove.value ? { values: {} } : readCells(sheet, row, sheet.others);
  if ('refusal' in rest) return { key, refusal: rest.refusal };
  const values = { ...named.values, ...rest.values };
  return { key, row: { file: sheet.file.name, line: row.line, key, remove: remove.value === true, values, written } };
}

export const twiceIn = <T>(sheet: Sheet<T>, row: RowText, before: number): Refusal =>
  refusalOf(
    sheet,
    row,
    sheet.keys[0]![0],
    must.differ(
      sheet.keys.map(([field]) => columnOf(field)),
      before,
    ),
  );
