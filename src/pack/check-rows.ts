/** Text to values, cell by cell and file by file, before anything held is looked at. */
import { broken } from '../texts/import-files.ts';
import { isFileName, packFiles } from './files.ts';
import { columnOf, fieldsOf, keyFieldsOf } from './pack-file.ts';
import { checkRow, sheetOf, twiceIn } from './sheet.ts';
import type { FileName, PackFile } from './pack-file.ts';
import type { FileText, PackFiles, Refusal, Warning, Words } from './reading.ts';
import type { Row } from './sheet.ts';

type RecordOf<N extends FileName> = (typeof packFiles)[N] extends PackFile<infer T> ? T : never;

export interface CheckedPack {
  /** The good rows of every file that could be read. */
  rows: { [N in FileName]?: Row<RecordOf<N>>[] };
  /** Key to line of the rows refused, so that a row which names one can say so. */
  refused: Map<FileName, Map<string, number>>;
  /** Files that are there and could not be read at all. */
  unread: Set<FileName>;
  refusals: Refusal[];
  warnings: Warning[];
}

interface CheckedFile<T> {
  rows: Row<T>[];
  refused: Map<string, number>;
  refusals: Refusal[];
}

function checkFile<T>(file: PackFile<T>, text: FileText): CheckedFile<T> {
  const sheet = sheetOf(file, text);
  const lineOf = new Map<string, number>();
  const found: CheckedFile<T> = { rows: [], refused: new Map(), refusals: [] };
  for (const row of text.rows) {
    const checked = checkRow(sheet, row);
    const before = lineOf.get(checked.key ?? '');
    if (before !== undefined) found.refusals.push(twiceIn(sheet, row, before));
    else if ('row' in checked) found.rows.push(checked.row);
    else {
      found.refusals.push(checked.refusal);
      if (checked.key !== undefined) found.refused.set(checked.key, row.line);
    }
    if (checked.key !== undefined && before === undefined) lineOf.set(checked.key, row.line);
  }
  return found;
}

/** What is wrong with the header: without its key columns a file says nothing. */
function headerRefusal<T>(file: PackFile<T>, columns: readonly string[]): Words | undefined {
  const twice = columns.find((column, index) => column !== '' && columns.indexOf(column) !== index);
  if (twice !== undefined) return broken.columnTwice(twice);
  const missing = keyFieldsOf(file)
    .map(columnOf)
    .find((column) => !columns.includes(column));
  return missing === undefined ? undefined : broken.noKeyColumn(missing);
}

function headerWarnings<T>(file: PackFile<T>, columns: readonly string[]): Warning[] {
  const known = new Set([...fieldsOf(file).map(columnOf), ...(file.removable ? ['remove'] : [])]);
  return columns.flatMap((column, index) => {
    if (known.has(column)) return [];
    const where = { file: file.name, line: 1 };
    if (column === '') return [{ ...where, what: broken.unnamedColumn(index + 1) }];
    return [{ ...where, column, what: broken.unknownColumn }];
  });
}

function take(name: FileName, text: FileText, pack: CheckedPack): void {
  const file = packFiles[name] as unknown as PackFile<object>;
  const words = headerRefusal(file, text.columns);
  if (words) {
    pack.refusals.push({ file: name, line: 1, ...words });
    pack.unread.add(name);
    return;
  }
  const { rows, refused, refusals } = checkFile(file, text);
  Object.assign(pack.rows, { [name]: rows });
  pack.refused.set(name, refused);
  pack.refusals = pack.refusals.concat(refusals);
  pack.warnings.push(...headerWarnings(file, text.columns));
}

/** Checks every row on its own. Pure; one refusal for a row, for the first cell that is wrong. */
export function checkRows({ files, refusals, warnings }: PackFiles): CheckedPack {
  const read = new Set(files.map((file) => file.name));
  const unread = refusals.map(({ file }) => file).filter((name) => isFileName(name) && !read.has(name));
  const pack: CheckedPack = {
    rows: {},
    refused: new Map(),
    unread: new Set(unread as FileName[]),
    refusals: [...refusals],
    warnings: [...warnings],
  };
  for (const text of files) if (isFileName(text.name)) take(text.name, text, pack);
  return pack;
}
