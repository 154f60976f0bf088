/** The import's page in a browser: dropped and chosen, looked at, applied, and when it fails. */
import type { Page } from 'playwright-core';
import { axeProblems } from '../../support/axe.ts';
import { startTabDay, type Looking, type TabDay } from '../../support/tab-day.ts';

const coordinator = 'n.farrow@swanmere-valley.example';
const officer = 'j.penfold@swanmere-valley.example';

let day: TabDay;
beforeAll(async () => {
  day = await startTabDay('2026-11-09', '10:25');
  await day.loadDemo();
});
afterAll(() => day.stop());

const pages: Page[] = [];
async function open(looking: Looking = {}): Promise<Page> {
  const page = await day.open(coordinator, { at: '#/import', ...looking });
  pages.push(page);
  return page;
}
afterEach(async () => {
  await Promise.all(pages.splice(0).map((page) => page.context().close()));
});

type Texts = Record<string, string>;
let number = 960_700;
/** One row changed, one refused as wrong and one as not theirs, and a column nobody knows; each time another number. */
const pack = (): Texts => ({
  'provisions.csv': `code,phone,colour\nfallow-hill,01632 ${(number += 1)},green\n`,
  'people.csv': `upn,role,organisation,name\n${coordinator},coordinator,WHP,Nadia Farrow\n`,
  'placements.csv': 'pupil_id,provision,start_date\nSV-1001,kiln-lane,31/02/2026\n',
});
const choose = (page: Page, texts: Texts): Promise<void> =>
  page
    .locator('input[type=file]')
    .setInputFiles(
      Object.entries(texts).map(([name, text]) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })),
    );
const looked = (page: Page): Promise<void> => page.getByRole('heading', { name: 'What would change' }).waitFor();
const overflow = (page: Page): Promise<number> =>
  page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
const phoneOf = async (code: string): Promise<string | undefined> => {
  const held = await day.store.records.day('SVP', '2026-11-09');
  return held?.provisions.find((one) => one.code === code)?.phone;
};

describe('in every theme and width', () => {
  const looks: Looking[] = [
    { colours: 'light', width: 1280 },
    { colours: 'dark', width: 320 },
    { colours: 'contrast', width: 1280 },
  ];
  test.each(looks)('%j: chosen, looked at, applied; nothing scrolls sideways, axe finds nothing', async (looking) => {
    const page = await open(looking);
    const isFine = async () => {
      expect(await overflow(page)).toBe(0);
      expect(await axeProblems(page)).toEqual([]);
    };
    await page.getByRole('button', { name: 'Choose files' }).waitFor();
    await isFine();
    await choose(page, pack());
    await looked(page);
    await page.getByText('provisions.csv: 1 row').click();
    await isFine();
    await page.getByRole('button', { name: 'Apply 1 row' }).click();
    await page.getByRole('heading', { name: 'Done' }).waitFor();
    await isFine();
  });
});

test('dropped: the dry run says row by row what would be done, what not, and what would be right; nothing is done', async () => {
  const page = await open();
  const before = await phoneOf('fallow-hill');
  const texts = pack();
  const data = await page.evaluateHandle(`(() => {
    const transfer = new DataTransfer();
    for (const [name, text] of ${JSON.stringify(Object.entries(texts))})
      transfer.items.add(new File([text], name, { type: 'text/csv' }));
    return transfer;
  })()`);
  const zone = page.getByText('Drop CSV files or their folder here');
  for (const event of ['dragenter', 'dragover', 'drop']) await zone.dispatchEvent(event, { dataTransfer: data });
  await looked(page);
  const rows = await page.getByRole('row').allInnerTexts();
  expect(rows.map((row) => row.split(/\s*\t\s*/))).toEqual([
    ['File', 'Added', 'Changed', 'As before', 'Refused'],
    ['provisions.csv', '0', '1', '0', '0'],
    ['people.csv', '0', '0', '0', '1'],
    ['placements.csv', '0', '0', '0', '1'],
  ]);
  const text = await page.locator('#page').innerText();
  expect(text).toContain('organisation WHP');
  expect(text).toContain('is not yours to change');
  expect(text).toContain('start_date 31/02/2026');
  expect(text).toContain('Write 2026-02-28 or 28/02/2026.');
  expect(text).toContain('is not a column of this file and was not read');
  await page.getByText('provisions.csv: 1 row').click();
  await page.getByText(`phone: 01632 ${number}`).waitFor();
  expect(await phoneOf('fallow-hill')).toBe(before);
});

test('applied: what could go in has, and is known to the bot', async () => {
  const page = await open();
  await choose(page, pack());
  await page.getByRole('button', { name: 'Apply 1 row' }).click();
  await page.getByText('2 were refused and stayed out; the others have gone in.').waitFor();
  expect(await phoneOf('fallow-hill')).toBe(`01632 ${number}`);
  await page.getByRole('button', { name: 'Import something else' }).click();
  const button = page.getByRole('button', { name: 'Choose files' });
  await button.waitFor();
  expect(await button.evaluate((one) => one === one.ownerDocument.activeElement)).toBe(true);
});

test('many rows: the bar tells how far it is while they go in', async () => {
  const page = await open();
  const rows = Array.from({ length: 3_000 }, (_, n) => {
    const date = new Date(Date.UTC(2031, 0, 1 + n)).toISOString().slice(0, 10);
    return `SVP,${date},${date},closure`;
  });
  await choose(page, { 'calendar.csv': `organisation,from,to,kind\n${rows.join('\n')}\n` });
  await page.evaluate(`
    window.seen = new Set();
    new MutationObserver(() => {
      const bar = document.querySelector('[role=progressbar]');
      if (bar?.ariaValueText) window.seen.add(bar.ariaValueText);
    }).observe(document.body, { subtree: true, childList: true, attributes: true });
  `);
  await page.getByRole('button', { name: 'Apply 3,000 rows' }).click();
  await page.getByRole('heading', { name: 'Done' }).waitFor();
  const seen = await page.evaluate<string[]>('[...window.seen]');
  expect(seen.every((words) => /^[\d,]+ of 3,000 rows$/.test(words))).toBe(true);
  expect(seen.length).toBeGreaterThan(1);
});

test('nothing to do: says so, and offers nothing to apply', async () => {
  const page = await open();
  await choose(page, { 'provisions.csv': 'code,name\nfallow-hill,Fallow Hill Farm\n' });
  await looked(page);
  await page.getByText('Nothing would change.').waitFor();
  expect(await page.getByRole('button', { name: /Apply/ }).count()).toBe(0);
  expect(await axeProblems(page)).toEqual([]);
});

test('a file that is no UTF-8 is refused where it is broken, as on the command line', async () => {
  const page = await open();
  await page
    .locator('input[type=file]')
    .setInputFiles([
      { name: 'pupils.csv', mimeType: 'text/csv', buffer: Buffer.from('pupil_id\nSV-1\nZo\xEB\n', 'latin1') },
    ]);
  await looked(page);
  await page.getByText('is not UTF-8 text, so names with accents cannot be read').waitFor();
  await page.getByText('Line 3').waitFor();
});

describe('when it fails', () => {
  test('too big: said before it is sent', async () => {
    const page = await open();
    const sent: string[] = [];
    page.on('request', (request) => void (request.url().includes('/import/') && sent.push(request.url())));
    await choose(page, { 'marks.csv': 'x'.repeat(8 * 1024 * 1024) });
    await page.getByText('Together these files are larger than 8 MB.').waitFor();
    expect(sent).toEqual([]);
    expect(await axeProblems(page)).toEqual([]);
  });

  test('looking fails: said, and files can be chosen again', async () => {
    const page = await open();
    await page.route('**/tab/api/import/look', (route) => route.fulfill({ status: 503, json: { error: 'fault' } }));
    await choose(page, pack());
    await page.getByText('I cannot reach the records just now.').waitFor();
    expect(await axeProblems(page)).toEqual([]);
    await page.unroute('**/tab/api/import/look');
    await choose(page, pack());
    await looked(page);
  });

  const broken: [what: string, body: string, words: RegExp][] = [
    [
      'storage fails on the way',
      '{"kind":"progress","done":1,"total":2}\n{"kind":"failed","words":"It was cut off."}\n',
      /^It was cut off\./,
    ],
    ['the connection breaks', '{"kind":"progress","done":1,"total":2}\n', /^The connection broke/],
    [
      'the connection breaks in a line',
      '{"kind":"progress","done":1,"total":2}\n{"kind":"pro\n',
      /^The connection broke/,
    ],
  ];
  test.each(broken)('%s: said, and it can be applied again', async (_, body, words) => {
    const page = await open();
    await choose(page, pack());
    await page.route('**/tab/api/import/apply', (route) =>
      route.fulfill({ status: 200, contentType: 'application/x-ndjson', body }),
    );
    await page.getByRole('button', { name: 'Apply 1 row' }).click();
    await page.getByText(words).waitFor();
    expect(await axeProblems(page)).toEqual([]);
    await page.unroute('**/tab/api/import/apply');
    await page.getByRole('button', { name: 'Apply 1 row' }).click();
    await page.getByRole('heading', { name: 'Done' }).waitFor();
    expect(await phoneOf('fallow-hill')).toBe(`01632 ${number}`);
  });
});

test('who may not import is not shown the page', async () => {
  const page = await day.open(officer);
  pages.push(page);
  await page.getByRole('link', { name: 'Today' }).waitFor();
  expect(await page.getByRole('link', { name: 'Import' }).count()).toBe(0);
});
