/** One file's bytes to its rows, or to the one reason why it cannot be read. */
import { CsvError, parse } from 'csv-parse/sync';
import { broken } from '../texts/import-files.ts';
import { lineBreaksIn, textOf } from './file-text.ts';
import type { BrokenAt } from './file-text.ts';
import type { FileText, Refusal, RowText, Warning, Words } from './reading.ts';

interface CsvText {
  /** None where the file is broken. */
  file?: FileText;
  refusals: Refusal[];
  warnings: Warning[];
}

/** Excel writes semicolons where the computer's region is not British, and tabs when asked for "text". */
function wrongSeparator(text: string): BrokenAt | undefined {
  const header = /^\s*(.*)$/m.exec(text)?.[1] ?? '';
  if (header.includes(',')) return undefined;
  if (header.includes(';')) return { line: 1, ...broken.separator('semicolons') };
  return header.trim().includes('\t') ? { line: 1, ...broken.separator('tabs') } : undefined;
}

/** The line on which the row after `line` begins. */
function rowAfter(text: string, line: number): number {
  const lines = text.split('\n');
  let next = line;
  while (next < lines.length - 1 && lines[next] === '') next += 1;
  return next + 1;
}

const startOf = (cells: readonly string[], lastLine: number): number =>
  lastLine - cells.reduce((breaks, cell) => breaks + (cell.includes('\n') ? lineBreaksIn(cell) : 0), 0);

function rowsOf(text: string): RowText[] | BrokenAt {
  const rows: RowText[] = [];
  let read = 0;
  const take = (cells: string[], { lines }: { lines: number }): null => {
    read = lines;
    rows.push({ line: startOf(cells, lines), cells });
    return null;
  };
  try {
    parse(text, { relax_column_count: true, skip_empty_lines: true, record_delimiter: '\n', on_record: take });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { line: rowAfter(text, read), ...broken.quote };
  }
  return rows;
}

const at = (file: string, line: number, words: Words): Refusal => ({ file, line, ...words });

const isBlank = (row: RowText): boolean => row.cells.every((cell) => cell.trim() === '');

/** Spreadsheets fill rows up with commas: empty cells beyond the header are no mistake, missing ones are. */
const fits = (row: RowText, columns: number): boolean =>
  row.cells.length >= columns && row.cells.slice(columns).every((cell) => cell.trim() === '');

function columnsOf(header: RowText): string[] {
  const columns = header.cells.map((cell) =>
    cell
      .trim()
      .toLowerCase()
      .replace(/[\s-]+/g, '_'),
  );
  while (columns.at(-1) === '') columns.pop();
  return columns;
}

function fileOf(name: string, all: readonly RowText[]): CsvText {
  const [header, ...rows] = all.filter((row) => !isBlank(row));
  if (!header) return { refusals: [at(name, 1, broken.empty)], warnings: [] };
  const columns = columnsOf(header);
  const misfits = rows.filter((row) => !fits(row, columns.length));
  return {
    file: { name, columns, rows: rows.filter((row) => fits(row, columns.length)) },
    refusals: misfits.map(({ line, cells }) => at(name, line, broken.ragged(cells.length, columns.length))),
    warnings: rows.length === 0 ? [{ file: name, line: header.line, what: broken.headerOnly }] : [],
  };
}

/**
 * Reads UTF-8 with or without a byte-order mark. A file that is broken gives one refusal and no rows at all: after a stray
 * quote nobody can say what the rows around it meant.
 */
export function readCsv(name: string, bytes: Uint8Array): CsvText {
  const text = textOf(bytes);
  const rows = typeof text === 'string' ? (wrongSeparator(text) ?? rowsOf(text)) : text;
  if (Array.isArray(rows)) return fileOf(name, rows);
  return { refusals: [at(name, rows.line, rows)], warnings: [] };
}
