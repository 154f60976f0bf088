import { mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readPack } from '../../src/pack/read-pack.ts';
import { sayRefusal, sayWarning } from '../../src/texts/import.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pack-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const put = (name: string, text: string): Promise<void> => writeFile(join(folder, name), text);

test('files alone and in any letter case; unknown ones are warned about, hidden ones are not', async () => {
  await put('Pupils.CSV', 'pupil_id\np1\n');
  await put('schools.csv', 'urn\n100001\n');
  await put('pupils.xlsx', 'x');
  await put('.DS_Store', 'x');
  await put('~$pupils.xlsx', 'x');
  const pack = await readPack(folder);
  expect(pack.files.map(({ name }) => name)).toEqual(['schools.csv', 'pupils.csv']);
  expect(pack.warnings.map(sayWarning)).toEqual([
    'pupils.xlsx: is not a file of the data pack and was not read (warning)',
  ]);
  expect(pack.refusals).toEqual([]);
});

test('the same file twice: the second is refused', async () => {
  await put('Schools.csv', 'urn\n100001\n');
  await put('schools.csv', 'urn\n100002\n');
  const pack = await readPack(folder);
  expect(pack.refusals.map(sayRefusal)).toEqual([
    'schools.csv: is schools.csv once more; keep one of them in the folder',
  ]);
});

test('a file beyond 64 MB is refused without being read', async () => {
  await put('marks.csv', 'pupil_id\n');
  await truncate(join(folder, 'marks.csv'), 200 * 1024 * 1024);
  const pack = await readPack(folder);
  expect(pack.refusals.map(sayRefusal)).toEqual([
    'marks.csv: has 200 MB; split it into packs of at most 64 MB and import one after another',
  ]);
});

test('a folder in place of a file is refused, and the other files are read', async () => {
  await mkdir(join(folder, 'marks.csv'));
  await put('schools.csv', 'urn\n100001\n');
  const pack = await readPack(folder);
  expect(pack.files.map(({ name }) => name)).toEqual(['schools.csv']);
  expect(pack.refusals.map(sayRefusal)).toEqual([
    'marks.csv: cannot be opened (EISDIR); put the file itself there, readable to this account',
  ]);
});

test('no folder there', async () => {
  const pack = await readPack(join(folder, 'nowhere'));
  expect(pack.refusals.map(sayRefusal)).toEqual([
    `${join(folder, 'nowhere')}: is not a folder; name the folder that holds the CSV files`,
  ]);
});

test('a folder without any file of a pack', async () => {
  const pack = await readPack(folder);
  expect(pack.refusals.map(sayRefusal)).toEqual([
    `${folder}: has no file of the data pack; put one or more of these into it: partnerships.csv, schools.csv, provisions.csv, people.csv, cover.csv, settings.csv, pupils.csv, placements.csv, timetable.csv, agreements.csv, suspensions.csv, calendar.csv, marks.csv`,
  ]);
});
