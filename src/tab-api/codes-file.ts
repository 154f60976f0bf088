/** The codes as a file that a school's office opens in its spreadsheet. What people typed stays text there, whatever it begins with. */
import writeSheet from 'write-excel-file/node';
import { visibleText } from '../domain/names.ts';
import { codesFileTexts } from '../texts/codes-file.ts';
import type { CodesOf, Entered } from './school-codes.ts';
import type { CodeShown } from './school-model.ts';
import type { TabFile } from './question.ts';

/** A file of either kind is spoilt by what nobody sees. */
const clean = (text: string): string => visibleText(text.toWellFormed()).replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ');

const codeCells = ({ code, basis, decide }: CodeShown): string[] => [code, decide ? codesFileTexts.decide : '', basis];

const cellsOf = ({ id, surname, forename, year, am, pm }: Entered): string[] =>
  [surname, forename, year, id, ...codeCells(am), ...codeCells(pm)].map(clean);

const linesOf = ({ rows }: CodesOf): string[][] => [[...codesFileTexts.columns], ...rows.map(cellsOf)];

/** A spreadsheet takes these for the beginning of a formula, in their wide forms too. */
const isFormula = (text: string): boolean => /^\s*[=+\-@＝＋－＠\t\r]/u.test(text);

const quoted = (text: string): string => `"${(isFormula(text) ? `'${text}` : text).replaceAll('"', '""')}"`;

/** With the mark by which a spreadsheet knows that it is UTF-8. */
const csvOf = (codes: CodesOf): Uint8Array =>
  new TextEncoder().encode(
    `\uFEFF${linesOf(codes)
      .map((line) => `${line.map(quoted).join(',')}\r\n`)
      .join('')}`,
  );

/** Cells of kind text hold no formula. */
async function sheetOf(codes: CodesOf): Promise<Uint8Array> {
  const [heads = [], ...lines] = linesOf(codes);
  const rows = [
    heads.map((value) => ({ value, type: String, fontWeight: 'bold' as const })),
    ...lines.map((line) => line.map((value) => (value === '' ? null : { value, type: String }))),
  ];
  const options = { sheet: codes.date, columns: codesFileTexts.widths.map((width) => ({ width })), stickyRowsCount: 1 };
  return new Uint8Array(await writeSheet(rows, options).toBuffer());
}

export const codesFiles = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;
export type CodesFile = keyof typeof codesFiles;

/** Named by the school's number and the day: a name is seen in lists of downloads. */
export async function codesFile(codes: CodesOf, urn: string, kind: CodesFile): Promise<TabFile> {
  const bytes = kind === 'csv' ? csvOf(codes) : await sheetOf(codes);
  return { name: `codes-${urn}-${codes.date}.${kind}`, type: codesFiles[kind], bytes };
}
