/** A school's page as its own people see it: usual, empty and failing, in every colour, and on a telephone. */
import { readFile } from 'node:fs/promises';
import { demoPack } from '../../../src/demo/pack.ts';
import { momentOf } from '../../../src/domain/time.ts';
import type { Page } from 'playwright-core';
import { axeProblems } from '../../support/axe.ts';
import { wordsOf } from '../../support/card-words.ts';
import { failing, fitsAcross, startTabDay, type Looking, type TabDay } from '../../support/tab-day.ts';
import type { Channel } from '../../support/teams-world.ts';

const coordinator = 'n.farrow@swanmere-valley.example';
const officer = 'j.penfold@swanmere-valley.example';
const schoolDsl = 'm.oyelaran@ashmere-vale.example';
const attendanceLead = 'p.hallam@ashmere-vale.example';

let day: TabDay;
let channel: Channel;

beforeAll(async () => {
  day = await startTabDay('2026-11-09', '10:30');
  const schools = demoPack(momentOf(day.now())).get('schools.csv')!;
  const another = schools
    .split('\n')[1]!
    .replace('999001', '999009')
    .replace('Ashmere Vale Academy', 'Nobody’s School');
  await day.loadDemo({ 'schools.csv': `${schools}${another}\n` });
  const martin = day.person(schoolDsl);
  channel = day.channel('Ashmere Vale', [martin]);
  await day.say(martin, 'link Ashmere Vale Academy', channel);
  await day.turn();
});
afterAll(() => day.stop());

const open = (upn: string, looking: Looking = {}) => day.open(upn, { at: '#/school', ...looking });
const view = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const live = (page: Page) => page.getByText('Kept up to date.').waitFor();
const looks = [
  ['light', 1280],
  ['dark', 320],
  ['contrast', 1280],
] as const;

describe('the usual day', () => {
  test.each(looks)('%s, %i pixels wide: all three views, without moving sideways', async (colours, width) => {
    const page = await open(schoolDsl, { colours, width });
    const isGood = async (): Promise<void> => {
      expect(await axeProblems(page)).toEqual([]);
      expect(await fitsAcross(page)).toBe(true);
    };
    await live(page);
    await isGood();
    await view(page, 'Codes for the register');
    await page.getByRole('table', { name: 'Monday 9 November' }).waitFor();
    await isGood();
    await view(page, 'My pupils');
    await page.getByRole('link', { name: 'Dami Bankole' }).waitFor();
    await isGood();
  });

  test('the digest is the post’s, in full names, each a press away from the pupil', async () => {
    const page = await open(schoolDsl);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Ashmere Vale Academy');
    expect(await page.locator('.tile[aria-live]').textContent()).toContain('3children not accounted for');
    const groups = await page.getByRole('heading', { level: 2 }).allTextContents();
    const posted = wordsOf(day.teams.postsIn(channel).find((one) => wordsOf(one).startsWith('Morning digest'))!);
    for (const group of groups) expect(posted).toContain(group);
    expect(groups[0]).toBe('Missing or contradictory (1)');
    const lost = page.getByRole('link', { name: 'Ethan Pickering, Year 9' });
    expect(await lost.getAttribute('href')).toBe('#/pupil/SV-1006');
    await page.getByText('What is known, and what is next: Ethan').press('Enter');
    await page.getByText('MISSING: whereabouts cannot be established').waitFor();
  });

  test('acknowledging is one press, stands there at once, and is offered only to the school’s own', async () => {
    const theirs = await open(officer, { at: '#/school/999001' });
    await live(theirs);
    expect(await theirs.getByRole('button', { name: 'Acknowledge' }).count()).toBe(0);
    const page = await open(attendanceLead);
    await page.getByRole('button', { name: 'Acknowledge' }).press('Enter');
    await page.getByText('Acknowledged by Priya Hallam, attendance lead, at 10:30').waitFor();
    expect(await page.getByRole('button', { name: 'Acknowledge' }).count()).toBe(0);
    expect(await page.getByText('Acknowledged. The post in the channel will say so.').count()).toBe(1);
    expect(await axeProblems(page)).toEqual([]);
  });

  test('acknowledging that fails says so, and can be pressed again', async () => {
    const page = await open(coordinator, { at: '#/school/999001' });
    await failing(page, 'school/*/acknowledge');
    await page.getByRole('button', { name: 'Acknowledge' }).click();
    await page.getByText('I cannot reach the records just now.').waitFor();
    expect(await axeProblems(page)).toEqual([]);
    await page.unroute('**/tab/api/school/*/acknowledge');
    await page.getByRole('button', { name: 'Acknowledge' }).click();
    await page.getByText('Acknowledged by Nadia Farrow').waitFor();
  });

  test('any day that is past, and a day without school, which is said', async () => {
    const page = await open(schoolDsl);
    await page.getByLabel('Day').fill('2026-11-06');
    await page.getByText('A past day, with what is known now').waitFor();
    await view(page, 'Codes for the register');
    await page.getByRole('table', { name: 'Friday 6 November' }).waitFor();
    await page.getByLabel('Day').fill('2026-11-08');
    await page.getByText('Sunday 8 November is not a school day').waitFor();
    expect(await page.getByRole('button', { name: 'Download as CSV' }).count()).toBe(0);
    expect(await axeProblems(page)).toEqual([]);
    await page.getByLabel('Day').fill('2026-11-09');
    await page.getByRole('table', { name: 'Monday 9 November' }).waitFor();
  });

  test('the codes are downloaded as the page shows them, by the name of the school’s number and the day', async () => {
    const page = await open(schoolDsl);
    await view(page, 'Codes for the register');
    const row = page.getByRole('row', { name: 'Brightwell, Alfie' });
    await row.waitFor();
    expect(await row.getByRole('cell').allTextContents()).toEqual(['10', 'Barranged for the school', 'not due yet']);
    const save = async (name: string) => {
      const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name }).click()]);
      return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
    };
    const csv = await save('Download as CSV');
    expect(csv.name).toBe('codes-999001-2026-11-09.csv');
    expect(csv.bytes.toString('utf8')).toContain('"Brightwell","Alfie","10"');
    const sheet = await save('Download as a spreadsheet');
    expect(sheet.name).toBe('codes-999001-2026-11-09.xlsx');
    expect(sheet.bytes.subarray(0, 2).toString()).toBe('PK');
    await page.getByText('Downloaded.').waitFor();
    await failing(page, 'school/*/codes.csv*');
    await page.getByRole('button', { name: 'Download as CSV' }).click();
    await page.getByText('I cannot reach the records just now.').waitFor();
  });

  test('whoever reads several digests chooses a school, by the address too; one not theirs is not there', async () => {
    const page = await open(officer);
    await page.getByLabel('School', { exact: true }).selectOption({ label: 'Thringbrook College' });
    await page.waitForURL('**/tab#/school/999002');
    await page.getByRole('heading', { level: 1, name: 'Thringbrook College' }).waitFor();
    const other = await open(schoolDsl, { at: '#/school/999002' });
    await other.getByText('There is nothing here that you can see.').waitFor();
    expect(await axeProblems(other)).toEqual([]);
  });

  test('a mark made in the chat is on the page without anybody asking', async () => {
    const page = await open(schoolDsl);
    await live(page);
    const asked = await day.say(day.person(officer), 'mark Kai Ng present');
    await day.press(day.person(officer), asked.posts[0]!, 'Yes, record this');
    await page.getByRole('heading', { name: 'Changed since 10:30' }).waitFor();
    await page.getByText('Kai Ng, Year 9: marked present (was: register not returned)').waitFor();
    expect(await axeProblems(page)).toEqual([]);
  });
});

describe('the two states that people forget', () => {
  test.each(looks)('failing, %s, %i pixels wide: each view says what to do', async (colours, width) => {
    const before = async (page: Page): Promise<void> => {
      for (const what of ['', '/codes', '/pupils']) await failing(page, `school/999001${what}`);
    };
    const page = await open(schoolDsl, { colours, width, before });
    const says = async (): Promise<void> => {
      await page.getByText('I cannot reach the records just now.').waitFor();
      expect(await axeProblems(page)).toEqual([]);
      expect(await fitsAcross(page)).toBe(true);
    };
    await says();
    await view(page, 'Codes for the register');
    await says();
    await view(page, 'My pupils');
    await says();
    await page.unroute('**/tab/api/school/999001/pupils');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('link', { name: 'Dami Bankole' }).waitFor();
  });

  test.each(looks)('empty, %s, %i pixels wide: a school without pupils is told so', async (colours, width) => {
    const page = await open(officer, { at: '#/school/999009', colours, width });
    await page.getByText('No pupils expected today').waitFor();
    const isGood = async (): Promise<void> => {
      expect(await axeProblems(page)).toEqual([]);
      expect(await fitsAcross(page)).toBe(true);
    };
    await isGood();
    await view(page, 'Codes for the register');
    await page.getByText('No pupil of this school is on record for this day.').waitFor();
    await isGood();
    await view(page, 'My pupils');
    await page.getByText('No pupil of this school is on record.').waitFor();
    await isGood();
  });
});
