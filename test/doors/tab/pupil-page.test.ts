/** The pupil's page in a browser: by everybody who has it, in every theme, when there is nothing, and when it fails. */
import type { Page } from 'playwright-core';
import { axeProblems } from '../../support/axe.ts';
import { startTabDay, type Looking, type TabDay } from '../../support/tab-day.ts';

const coordinator = 'n.farrow@swanmere-valley.example';
const officer = 'j.penfold@swanmere-valley.example';
const schoolDsl = 'm.oyelaran@ashmere-vale.example';
const farm = 't.marlow@fallow-hill.example';
const uniform =
  'I can’t find a pupil by that name among those you can see. Check the spelling or ask your coordinator.';

let day: TabDay;
beforeAll(async () => {
  day = await startTabDay('2026-11-09', '10:25');
  await day.loadDemo();
  await day.turn();
});
afterAll(() => day.stop());

const pages: Page[] = [];
async function open(upn: string, at: string, looking: Looking = {}): Promise<Page> {
  const page = await day.open(upn, { at, ...looking });
  pages.push(page);
  return page;
}
afterEach(async () => {
  await Promise.all(pages.splice(0).map((page) => page.context().close()));
});

const overflow = (page: Page): Promise<number> =>
  page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
const section = (page: Page, title: string) =>
  page.locator('section', { has: page.getByRole('heading', { name: title }) });

describe('in every theme and width', () => {
  const looks: Looking[] = [
    { colours: 'light', width: 1280 },
    { colours: 'dark', width: 320 },
    { colours: 'contrast', width: 1280 },
  ];
  test.each(looks)(
    '%j: everything of a child is there, nothing scrolls sideways, axe finds nothing',
    async (looking) => {
      const page = await open(coordinator, '#/pupil/SV-1006', looking);
      await page.getByRole('heading', { level: 1, name: 'Ethan Pickering' }).waitFor();
      for (const title of [
        'Where now',
        'Family',
        'Follow-ups',
        'The week as planned',
        'Sessions at a glance',
        'Figures',
      ])
        expect(await page.getByRole('heading', { name: title }).count()).toBe(1);
      await page.getByText('The same as a table').click();
      expect(await page.getByRole('table').count()).toBeGreaterThan(0);
      expect(await overflow(page)).toBe(0);
      expect(await axeProblems(page)).toEqual([]);
    },
  );
});

describe('what is told of a child', () => {
  test('to a provision: its own slots, and no word of home', async () => {
    const page = await open(farm, '#/pupil/SV-1001');
    await page.getByRole('heading', { level: 1, name: 'Alfie Brightwell' }).waitFor();
    expect(await page.getByRole('heading', { name: 'Family' }).count()).toBe(0);
    expect(await page.getByRole('heading', { name: 'Follow-ups' }).count()).toBe(0);
    await page.getByText('You see what happens with you.').waitFor();
    const text = await page.locator('#page').innerText();
    expect(text).not.toMatch(/The Base|Spanner|mother|father/);
    expect(await axeProblems(page)).toEqual([]);
  });

  test('the picture says by signs what it says by colours, and in words what it says by signs', async () => {
    const page = await open(schoolDsl, '#/pupil/SV-1001');
    const picture = section(page, 'Sessions at a glance');
    const words = await picture.getByRole('img').getAttribute('aria-label');
    expect(words).toMatch(/^Sessions, Monday .* to Friday 13 November: \d+ attended, 2 authorised absence/);
    const signs = await picture.locator('.cell-authorised text').allTextContents();
    expect(new Set(signs)).toEqual(new Set(['A']));
    await page.getByText('The same as a table').click();
    const row = picture.getByRole('row', { name: /Monday 26 October/ });
    expect(await row.getByRole('cell').allInnerTexts()).toEqual(['authorised absence', 'authorised absence']);
  });

  test('what is followed up: the state, what to do next, and whether the child is safe', async () => {
    const page = await open(schoolDsl, '#/pupil/SV-1006');
    const followed = section(page, 'Follow-ups');
    await followed.getByText(/^MISSING: whereabouts cannot be established/).waitFor();
    const labels = await followed.locator('dt').allInnerTexts();
    expect(labels).toEqual(expect.arrayContaining(['Next', 'Is the child safe?', 'What is the code?']));
  });

  test('whoever must not be contacted stands before every number', async () => {
    const page = await open(schoolDsl, '#/pupil/SV-1005');
    const family = section(page, 'Family');
    await family.getByText(/^Do not contact: Father: court order/).waitFor();
    expect(await family.getByText(/\(father\)/).count()).toBe(0);
    expect(await family.getByRole('link').first().getAttribute('href')).toMatch(/^tel:07700900\d+$/);
  });
});

describe('finding', () => {
  test('by keyboard alone: the name, the choice between two, and the answer is read from its beginning', async () => {
    const page = await open(schoolDsl, '#/pupil');
    await page.getByRole('textbox', { name: 'Name' }).focus();
    await page.keyboard.type('Mohammed Ali');
    await page.keyboard.press('Enter');
    await page.getByText('Which pupil do you mean?').waitFor();
    expect(await axeProblems(page)).toEqual([]);
    await page.getByRole('link', { name: 'Mohammed Ali' }).nth(1).focus();
    await page.keyboard.press('Enter');
    const heading = page.getByRole('heading', { level: 1, name: 'Mohammed Ali' });
    await heading.waitFor();
    await page.getByText('Ashmere Vale Academy, Year 11').first().waitFor();
    expect(await heading.evaluate((one) => one === one.ownerDocument.activeElement)).toBe(true);
    expect(new URL(page.url()).hash).toBe('#/pupil/SV-1003');
    expect(page.url()).not.toMatch(/mohammed/i);
  });

  test.each([['Barnaby Nobody'], ['Noah Whitcombe'], ['Marnie Scholes']])(
    'R8.1: %s: the chat’s words, and nobody stays in sight',
    async (name) => {
      const page = await open(schoolDsl, '#/pupil/SV-1001');
      await page.getByRole('heading', { level: 1, name: 'Alfie Brightwell' }).waitFor();
      await page.getByRole('textbox', { name: 'Name' }).fill(name);
      await page.keyboard.press('Enter');
      await page.getByText(uniform).waitFor();
      await page.getByRole('heading', { level: 1, name: 'Which pupil?' }).waitFor();
      expect(await page.getByText('Alfie Brightwell', { exact: true }).count()).toBe(0);
      expect(await axeProblems(page)).toEqual([]);
    },
  );

  test('nothing written: says what is missing', async () => {
    const page = await open(officer, '#/pupil');
    await page.getByRole('button', { name: 'Find' }).click();
    await page.getByText('Write a name.').waitFor();
    expect(await axeProblems(page)).toEqual([]);
  });

  test('not there and not theirs by address: one answer', async () => {
    const texts: string[] = [];
    for (const id of ['SV-9999', 'SV-1023', 'SV-1025']) {
      const page = await open(schoolDsl, `#/pupil/${id}`);
      await page.getByText('There is nothing here that you can see.').waitFor();
      texts.push(await page.locator('#page').innerText());
      expect(await axeProblems(page)).toEqual([]);
    }
    expect(new Set(texts).size).toBe(1);
  });
});

describe('when it fails', () => {
  test('says so, and what was asked can be asked again', async () => {
    const page = await open(coordinator, '#/pupil');
    await page.route('**/tab/api/pupil/**', (route) => route.fulfill({ status: 503, json: { error: 'fault' } }));
    await page.getByRole('textbox', { name: 'Name' }).fill('Alfie Brightwell');
    await page.keyboard.press('Enter');
    await page.getByText('I cannot reach the records just now.').waitFor();
    expect(await axeProblems(page)).toEqual([]);
    await page.unroute('**/tab/api/pupil/**');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('heading', { level: 1, name: 'Alfie Brightwell' }).waitFor();
  });

  test('without a connection what came before stays in sight, and says that it may be old', async () => {
    const page = await open(coordinator, '#/pupil/SV-1001');
    await page.getByRole('heading', { level: 1, name: 'Alfie Brightwell' }).waitFor();
    await page.route('**/tab/api/**', (route) => route.abort());
    await page.getByRole('button', { name: 'Look again' }).click();
    await page.getByText('There is no connection. What you see may be out of date.').waitFor();
    await page.getByRole('heading', { level: 1, name: 'Alfie Brightwell' }).waitFor();
    await page.getByRole('textbox', { name: 'Name' }).fill('Mohammed');
    await page.keyboard.press('Enter');
    expect(await page.getByText('There is no connection.').count()).toBeGreaterThan(0);
    expect(await axeProblems(page)).toEqual([]);
  });
});

describe('on paper', () => {
  test('the button prints; the page prints dark on white whatever the theme, without what is for the screen', async () => {
    const page = await open(coordinator, '#/pupil/SV-1001', { colours: 'dark', width: 794 });
    await page.getByRole('heading', { level: 1, name: 'Alfie Brightwell' }).waitFor();
    await page.evaluate('window.print = () => { window.printed = true; }');
    await page.getByRole('button', { name: 'Print' }).click();
    expect(await page.evaluate('window.printed')).toBe(true);
    await page.emulateMedia({ media: 'print' });
    for (const gone of ['Print', 'Look again', 'Find'])
      expect(await page.getByRole('button', { name: gone }).isVisible()).toBe(false);
    expect(await page.getByRole('navigation').isVisible()).toBe(false);
    expect(await page.getByRole('img').first().isVisible()).toBe(true);
    expect(await page.getByText('Printed from Keylink by Nadia Farrow.').isVisible()).toBe(true);
    const [ink, paper] = await page.evaluate<string[]>(
      '(({ color, backgroundColor }) => [color, backgroundColor])(getComputedStyle(document.querySelector(".keylink")))',
    );
    expect([ink, paper]).toEqual(['rgb(31, 31, 31)', 'rgb(255, 255, 255)']);
    expect(await overflow(page)).toBe(0);
  });
});

test('nothing of a child is kept in the browser', async () => {
  const page = await open(coordinator, '#/pupil/SV-1001');
  await page.getByRole('heading', { level: 1, name: 'Alfie Brightwell' }).waitFor();
  const kept = await page.evaluate<string>(
    'JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, document.title])',
  );
  expect(kept).not.toMatch(/alfie|brightwell|SV-1001/i);
});
