/** The partnership's day as somebody sees it: usual, empty and failing, in every colour, and on a telephone. */
import type { Locator, Page } from 'playwright-core';
import { demoPack } from '../../../src/demo/pack.ts';
import { peopleOn } from '../../../src/demo/people.ts';
import { momentOf } from '../../../src/domain/time.ts';
import { axeProblems } from '../../support/axe.ts';
import { failing, fitsAcross, startTabDay, type Looking, type TabDay } from '../../support/tab-day.ts';

const coordinator = 'n.farrow@swanmere-valley.example';
const officer = 'j.penfold@swanmere-valley.example';
/** An officer of two partnerships. */
const ofBoth = 'p.hallam@ashmere-vale.example';

let day: TabDay;

beforeAll(async () => {
  day = await startTabDay('2026-11-09', '10:25');
  const people = peopleOn('2026-11-09');
  const priya = people.find(({ upn }) => upn === ofBoth)!;
  const officerOf = (organisation: string) => ({ ...priya, role: 'officer' as const, organisation });
  await day.load(demoPack(momentOf(day.now()), [...people, officerOf('SVP'), officerOf('WHP')]));
  await day.turn();
});
afterAll(() => day.stop());

const open = (upn: string, looking: Looking = {}) => day.open(upn, { at: '#/today', ...looking });
const number = (page: Page): Locator => page.locator('.tile[aria-live]');
const children = (page: Page): Locator => page.getByRole('region', { name: 'Children not accounted for' });
const names = (of: Locator): Promise<string[]> => of.getByRole('heading', { level: 3 }).allTextContents();
const live = (page: Page) => page.getByText('Kept up to date.').waitFor();

describe('the usual day', () => {
  test.each([
    ['light', 1280],
    ['dark', 320],
    ['contrast', 1280],
  ] as const)('%s, %i pixels wide: everybody can read it, without moving sideways', async (colours, width) => {
    const page = await open(coordinator, { colours, width });
    await live(page);
    await children(page).getByText('What is known, and what is next').first().click();
    await page.getByText('Whom to ring').waitFor();
    for (const summary of ['Registers in', 'Digests', 'Roles with nobody'])
      await page.getByText(summary).last().click();
    expect(await axeProblems(page)).toEqual([]);
    expect(await fitsAcross(page)).toBe(true);
  });

  test('one number, and behind it every child it counts, the most pressing first', async () => {
    const page = await open(officer);
    expect(await number(page).textContent()).toBe('3children not accounted for');
    expect(await names(children(page))).toEqual(['Ethan Pickering', 'Mohammed Ali', 'Kai Ng']);
    const first = await children(page).getByRole('listitem').first().textContent();
    expect(first).toContain('Missing or contradictory');
    expect(first).toContain('Did not arrive at the next place');
    expect(first).toContain('Last seen: marked present 09:08, The Spanner Works');
    const also = page.getByRole('region', { name: 'Also followed up' });
    expect(await names(also)).toEqual(['Zoë Hartnell-Reid']);
  });

  test('one press to the register, the pupil, the school; and the follow-up in its place', async () => {
    const page = await open(coordinator);
    const hrefOf = (name: string) => page.getByRole('link', { name }).first().getAttribute('href');
    expect(await hrefOf('Ethan Pickering')).toBe('#/pupil/SV-1006');
    expect(await hrefOf('Register of Kiln Lane Studio')).toBe('#/register/kiln-lane');
    expect(await hrefOf('Ring 01632 960205')).toBe('tel:01632960205');
    await page.getByText('Digests').click();
    expect(await hrefOf('Digest: Ashmere Vale Academy')).toBe('#/school/999001');
    const details = page.getByText('What is known, and what is next: Ethan Pickering');
    await details.press('Enter');
    await page.getByText('MISSING: whereabouts cannot be established').waitFor();
    expect(await page.getByText('write “follow-ups” to Keylink').count()).toBe(1);
    await page.getByRole('link', { name: 'Ethan Pickering' }).press('Enter');
    await page.waitForURL('**/tab#/pupil/SV-1006');
    await page.locator('#page:focus').waitFor();
    expect(await page.title()).toBe('Pupil – Keylink');
  });

  test('of one school or of one provision alone, which is said; the number stays the day’s', async () => {
    const page = await open(officer);
    await page.getByLabel('Provision').selectOption({ label: 'Fallow Hill Farm' });
    expect(await names(children(page))).toEqual(['Mohammed Ali']);
    expect(await page.getByText('1 of 3 shown').count()).toBe(1);
    await page.getByText('Registers in (1)').click();
    expect(await page.getByText('Due by 09:30: 4 pupils.').isVisible()).toBe(true);
    await page.getByLabel('School').selectOption({ label: 'Thringbrook College' });
    await page.getByText('No child here who goes there.').waitFor();
    expect(await number(page).textContent()).toContain('3');
    expect(await axeProblems(page)).toEqual([]);
  });
});

test('whoever works for two partnerships looks at one at a time', async () => {
  const page = await open(ofBoth);
  await page.getByText('Swanmere Valley Inclusion Partnership, Monday 9 November').waitFor();
  await page.getByLabel('Partnership').selectOption({ label: 'Wrenhill Inclusion Partnership' });
  await page.getByText('Wrenhill Inclusion Partnership, Monday 9 November').waitFor();
  expect(await page.getByText('Ethan Pickering').count()).toBe(0);
  await live(page);
  expect(await axeProblems(page)).toEqual([]);
});

describe('live', () => {
  test('a mark made in the chat is on the page without anybody asking, and the number is read out', async () => {
    const page = await open(officer);
    await live(page);
    await children(page).getByRole('heading', { name: 'Kai Ng' }).waitFor();
    const asked = await day.say(day.person(officer), 'mark Kai Ng present');
    await day.press(day.person(officer), asked.posts[0]!, 'Yes, record this');
    await number(page).getByText('2').waitFor();
    expect(await names(children(page))).toEqual(['Ethan Pickering', 'Mohammed Ali']);
    expect(await number(page).getAttribute('aria-atomic')).toBe('true');
  });

  test('where no news comes through it says so, and asks every 15 seconds', async () => {
    let asked = 0;
    const page = await open(officer, {
      before: async (one) => {
        await one.clock.install();
        await failing(one, 'live?*');
        await one.route('**/tab/api/today?*', (route) => {
          asked += 1;
          return route.continue();
        });
      },
    });
    await page.getByText('Asked for again every 15 seconds').waitFor();
    const before = asked;
    await Promise.all([page.waitForResponse('**/tab/api/today?*'), page.clock.runFor(15_000)]);
    expect(asked).toBeGreaterThan(before);
    await page.unroute('**/tab/api/live?*');
    await Promise.all([page.waitForResponse('**/tab/api/live?*'), page.clock.runFor(15_000)]);
    await live(page);
  });
});

describe('the two states that people forget', () => {
  test.each(['light', 'dark', 'contrast'] as const)(
    'failing, %s: it says what to do, and can be asked again',
    async (colours) => {
      const page = await open(officer, { colours, width: 320, before: (one) => failing(one, 'today?*') });
      await page.getByText('I cannot reach the records just now.').waitFor();
      expect(await axeProblems(page)).toEqual([]);
      expect(await fitsAcross(page)).toBe(true);
      await page.unroute('**/tab/api/today?*');
      await page.getByRole('button', { name: 'Try again' }).press('Enter');
      await number(page).waitFor();
      expect(await page.getByRole('alert').count()).toBe(0);
    },
  );

  test('failing later: what was known stays, with a warning', async () => {
    const page = await open(officer);
    await live(page);
    await failing(page, 'today?*');
    day.pass(60);
    await page.getByText('I cannot reach the records just now.').waitFor();
    expect(await number(page).isVisible()).toBe(true);
    expect(await axeProblems(page)).toEqual([]);
  });

  test.each(['light', 'dark', 'contrast'] as const)('empty, %s: on a Sunday nobody is missed', async (colours) => {
    day.clock('10:00', '2026-11-08');
    const page = await open(officer, { colours, width: 320 });
    await page.getByText('No pupil is expected anywhere today.').waitFor();
    expect(await number(page).textContent()).toBe('0children not accounted for');
    expect(await page.getByText('Every child who is expected by now is accounted for.').count()).toBe(1);
    expect(await axeProblems(page)).toEqual([]);
    expect(await fitsAcross(page)).toBe(true);
  });
});
