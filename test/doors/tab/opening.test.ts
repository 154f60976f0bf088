import { axeProblems } from '../../support/axe.ts';
import { startTabDay, type TabDay } from '../../support/tab-day.ts';

let day: TabDay;

beforeAll(async () => {
  day = await startTabDay('2026-11-09', '10:25');
  await day.loadDemo();
});
afterAll(() => day.stop());

describe('the page, opened in the demo', () => {
  test('asks who is looking, and then shows them their pages', async () => {
    const page = await day.open('n.farrow@swanmere-valley.example');
    const pages = page.getByRole('navigation').getByRole('link');
    expect(await pages.allTextContents()).toEqual(['Today', 'Register', 'Pupil', 'School', 'Import']);
    expect(await page.locator('[aria-current=page]').textContent()).toBe('Today');
    expect(await axeProblems(page)).toEqual([]);
  });

  test('wears the colours of whoever looks', async () => {
    for (const colours of ['light', 'dark', 'contrast'] as const) {
      const page = await day.open('j.penfold@swanmere-valley.example', { colours });
      const theme = await page.locator('.keylink').getAttribute('data-theme');
      expect(theme).toBe(colours === 'light' ? 'default' : colours);
      expect(await axeProblems(page)).toEqual([]);
    }
  });

  test('asks for a token before it tells anybody anything', async () => {
    expect((await day.ask('GET', 'me')).status).toBe(401);
    const token = await day.tokenFor('j.penfold@swanmere-valley.example');
    const { body } = await day.ask('GET', 'me', undefined, token);
    expect(body).toMatchObject({ name: 'Jo Penfold' });
    expect(body).not.toHaveProperty('chat');
  });
});
