import { readCsv } from '../../src/pack/read-csv.ts';
import { sayRefusal, sayWarning } from '../../src/texts/import.ts';
import { packOf } from '../support/pack.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (text: string | Uint8Array) => readCsv('pupils.csv', typeof text === 'string' ? bytes(text) : text);
const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

const SAVE = 'save it from the spreadsheet as "CSV UTF-8 (comma delimited)"';
const QUOTE =
  'has a quotation mark that is not closed, or stands inside a cell; nothing of the file was read; ' +
  'put the whole cell in quotation marks and double those inside it, like "the ""old"" mill"';

describe('a broken file gives one refusal and no rows', () => {
  const files: [name: string, content: string | Uint8Array, sentence: string][] = [
    ['a quote never closed', 'pupil_id,forename\np1,Ann\n\np2,"Bo\np3,Cy\n', `pupils.csv line 4: ${QUOTE}`],
    ['a quote closed too early', 'pupil_id,forename\np1,"Ann" Lee\n', `pupils.csv line 2: ${QUOTE}`],
    ['a quote inside a cell', 'pupil_id,forename\np1,An"n\n', `pupils.csv line 2: ${QUOTE}`],
    [
      'not UTF-8',
      latin1('pupil_id,forename\np1,Ann\np2,Zo\u00EB\n'),
      `pupils.csv line 3: is not UTF-8 text, so names with accents cannot be read; ${SAVE}`,
    ],
    [
      'UTF-16',
      Uint8Array.of(0xff, 0xfe, 0x70, 0),
      `pupils.csv line 1: is not UTF-8 text, so names with accents cannot be read; ${SAVE}`,
    ],
    [
      'a zero byte',
      'pupil_id,forename\np1,A\0nn\n',
      `pupils.csv line 2: holds a zero byte, so it is not a text file; ${SAVE}`,
    ],
    ['nothing', '', 'pupils.csv line 1: is empty; begin with the header row, or leave the file out of the folder'],
    [
      'a byte-order mark alone',
      '\uFEFF',
      'pupils.csv line 1: is empty; begin with the header row, or leave the file out of the folder',
    ],
    [
      'commas alone',
      ',,\n,,\n',
      'pupils.csv line 1: is empty; begin with the header row, or leave the file out of the folder',
    ],
    ['semicolons', 'pupil_id;forename\np1;"Ann" Lee\n', `pupils.csv line 1: is separated by semicolons; ${SAVE}`],
    ['tabs', 'pupil_id\tforename\np1\tAnn\n', `pupils.csv line 1: is separated by tabs; ${SAVE}`],
  ];
  test.each(files)('%s', (_name, content, sentence) => {
    const { file, refusals, warnings } = read(content);
    expect({ file, said: refusals.map(sayRefusal), warnings }).toEqual({
      file: undefined,
      said: [sentence],
      warnings: [],
    });
  });
});

test('a ragged row is refused and the rows around it stay', () => {
  const { file, refusals } = read('pupil_id,forename\np1,Ann\np2,Bo,Lee\np3\np4,Di,,\n');
  expect(file?.rows.map(({ line }) => line)).toEqual([2, 5]);
  expect(refusals.map(sayRefusal)).toEqual([
    'pupils.csv line 3: has 3 cells where the header has 2 columns; put quotation marks around a cell that has a comma in it, and keep a comma for every empty cell',
    'pupils.csv line 4: has 1 cell where the header has 2 columns; put quotation marks around a cell that has a comma in it, and keep a comma for every empty cell',
  ]);
});

test('only a header is a warning: an export of nothing is no mistake', () => {
  const { refusals, warnings } = read('pupil_id,forename\n');
  expect([refusals, warnings.map(sayWarning)]).toEqual([[], ['pupils.csv line 1: has a header and no rows (warning)']]);
});

describe('lines are counted as an editor shows them', () => {
  const rows = ['\uFEFFpupil_id,forename', 'p1,"Ann', 'Marie', 'Lee"', '', 'p2,Bo', ',', '"p3",Cy'];
  test.each([
    ['Unix', '\n'],
    ['Windows', '\r\n'],
    ['old Mac', '\r'],
  ])('%s line breaks', (_name, lineBreak) => {
    const { file } = read(rows.join(lineBreak));
    expect(file?.rows).toEqual([
      { line: 2, cells: ['p1', 'Ann\nMarie\nLee'] },
      { line: 6, cells: ['p2', 'Bo'] },
      { line: 8, cells: ['p3', 'Cy'] },
    ]);
  });
});

describe('the header', () => {
  test('without a key column the file is refused', () => {
    expect(packOf({ pupils: 'forename\nAnn\n' }).refusals.map(sayRefusal)).toEqual([
      'pupils.csv line 1: has no column pupil_id; add pupil_id to the header: it says which row is meant',
    ]);
  });
  test('with a column twice the file is refused', () => {
    expect(packOf({ pupils: 'pupil_id,rag,RAG\np1,red,green\n' }).refusals.map(sayRefusal)).toEqual([
      'pupils.csv line 1: has the column rag twice; keep one of them',
    ]);
  });
  test('columns in any order; unknown ones are ignored with a warning, `remove` in marks among them', () => {
    const pack = packOf({
      pupils: 'shoe_size,forename,,pupil_id\n38,Ann,x,p1\n',
      marks: 'remove,pupil_id,date,provision,arrive,recorded_at,recorded_by\n',
    });
    expect(pack.rows['pupils.csv']?.map(({ values }) => values)).toEqual([{ pupilId: 'p1', forename: 'Ann' }]);
    expect(pack.warnings.map(sayWarning)).toEqual([
      'marks.csv line 1: has a header and no rows (warning)',
      'pupils.csv line 1: shoe_size is not a column of this file and was not read (warning)',
      'pupils.csv line 1: column 3 has no name in the header and was not read (warning)',
      'marks.csv line 1: remove is not a column of this file and was not read (warning)',
    ]);
  });
});

test('two rows with one key: the second is refused, even where the first one is', () => {
  const pack = packOf({ pupils: 'pupil_id,rag\np1,red\np2,purple\np1,green\np2,green\n' });
  expect(pack.rows['pupils.csv']?.map(({ line }) => line)).toEqual([2]);
  expect(pack.refusals.map(sayRefusal)).toEqual([
    'pupils.csv line 3: rag "purple" is not known here; write red, amber or green',
    'pupils.csv line 4: pupil_id "p1" is there already on line 2; keep one row for each pupil_id',
    'pupils.csv line 5: pupil_id "p2" is there already on line 3; keep one row for each pupil_id',
  ]);
});

test('of a row to be withdrawn nothing but its key is read', () => {
  const pack = packOf({ pupils: 'pupil_id,rag,remove\np1,purple,yes\n' });
  expect(pack.refusals).toEqual([]);
  expect(pack.rows['pupils.csv']).toMatchObject([{ remove: true, values: { pupilId: 'p1' } }]);
});
