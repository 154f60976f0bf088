/** What is wrong with a whole file or folder of a data pack. */
import type { Words } from '../pack/reading.ts';

const SAVE = 'save it from the spreadsheet as "CSV UTF-8 (comma delimited)"';
const megabytes = (bytes: number): string => `${Math.ceil(bytes / 1024 / 1024).toLocaleString('en-GB')} MB`;
const some = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

export const broken = {
  notUtf8: { what: 'is not UTF-8 text, so names with accents cannot be read', right: SAVE },
  nul: { what: 'holds a zero byte, so it is not a text file', right: SAVE },
  empty: { what: 'is empty', right: 'begin with the header row, or leave the file out of the folder' },
  quote: {
    what: 'has a quotation mark that is not closed, or stands inside a cell; nothing of the file was read',
    right: 'put the whole cell in quotation marks and double those inside it, like "the ""old"" mill"',
  },
  separator: (kind: 'semicolons' | 'tabs'): Words => ({ what: `is separated by ${kind}`, right: SAVE }),
  ragged: (cells: number, columns: number): Words => ({
    what: `has ${some(cells, 'cell')} where the header has ${some(columns, 'column')}`,
    right: 'put quotation marks around a cell that has a comma in it, and keep a comma for every empty cell',
  }),
  tooBig: (bytes: number, most: number): Words => ({
    what: `has ${megabytes(bytes)}`,
    right: `split it into packs of at most ${megabytes(most)} and import one after another`,
  }),
  unreadable: (code: string): Words => ({
    what: `cannot be opened (${code})`,
    right: 'put the file itself there, readable to this account',
  }),
  headerOnly: 'has a header and no rows',
  columnTwice: (column: string): Words => ({ what: `has the column ${column} twice`, right: 'keep one of them' }),
  noKeyColumn: (column: string): Words => ({
    what: `has no column ${column}`,
    right: `add ${column} to the header: it says which row is meant`,
  }),
  unknownColumn: 'is not a column of this file and was not read',
  unnamedColumn: (position: number): string => `column ${position} has no name in the header and was not read`,
};

export const folder = {
  unknownFile: 'is not a file of the data pack and was not read',
  sameFileTwice: (name: string): Words => ({ what: `is ${name} once more`, right: 'keep one of them in the folder' }),
  empty: (names: readonly string[]): Words => ({
    what: 'has no file of the data pack',
    right: `put one or more of these into it: ${names.join(', ')}`,
  }),
  unreadable: ({ code }: { code?: string }): Words =>
    code === 'ENOENT' || code === 'ENOTDIR'
      ? { what: 'is not a folder', right: 'name the folder that holds the CSV files' }
      : { what: `cannot be opened (${code ?? 'unknown'})`, right: 'let this account read it' },
};
