/** The page inside Teams' window: started, coloured, signed in and opened by Teams (teams-js spoken by a stand-in). */
import { gzipSync } from 'node:zlib';
import { jest } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { demoUsers } from '../../../src/demo/playground.ts';
import { axeProblems } from '../../support/axe.ts';
import { launchChromium } from '../../support/browser.ts';
import { testTab } from '../../support/tab-files.ts';
import { startTabTeams, type TabTeams } from '../../support/tab-teams.ts';
import { heardBy, insideOf, saveTab, setTheme, startTeamsFrame, type TeamsFrame } from '../../support/teams-frame.ts';

jest.setTimeout(40_000);

const coordinator = demoUsers.coordinator.userPrincipleName;

let tab: TabTeams;
let frame: TeamsFrame;
let browser: Browser;
let page: Page;
let shown: { token: string; subPageId?: string; isAdding?: boolean };

beforeAll(async () => {
  [tab, browser] = await Promise.all([startTabTeams(), launchChromium()]);
  frame = await startTeamsFrame(() => ({ src: `${tab.url}/tab${shown.isAdding ? '?config' : ''}`, ...shown }));
});
afterAll(async () => {
  await browser?.close();
  await frame?.close();
  await tab?.stop();
});
beforeEach(async () => {
  page = await browser.newPage();
  page.setDefaultTimeout(20_000);
});
afterEach(() => page.close());

const open = async (of: typeof shown): Promise<void> => {
  shown = of;
  await page.goto(frame.url);
};
const background = (): Promise<string> =>
  insideOf(page).evaluate('getComputedStyle(document.querySelector(".keylink")).backgroundColor');

describe('inside Teams', () => {
  test('it is initialised, asks for a token, shows who is looking their pages, and says that it has loaded', async () => {
    await open({ token: tab.tokenOf(coordinator) });
    await insideOf(page).getByRole('link', { name: 'Today', exact: true }).waitFor();
    const heard = await heardBy(page);
    expect(heard).toEqual(expect.arrayContaining(['initialize', 'getContext', 'authentication.getAuthToken']));
    expect(heard).toContain('appInitialization.success');
    expect(await insideOf(page).getByText('Who is looking?').count()).toBe(0);
  });

  test('it takes Teams’ colours, and changes them when Teams does', async () => {
    await open({ token: tab.tokenOf(coordinator) });
    await insideOf(page).getByRole('link', { name: 'Today', exact: true }).waitFor();
    const seen = [await background()];
    for (const theme of ['dark', 'contrast']) {
      await setTheme(page, theme);
      await insideOf(page).locator(`.keylink[data-theme=${theme}]`).waitFor();
      seen.push(await background());
    }
    expect(new Set(seen).size).toBe(3);
  });

  test('a link on a card opens its page', async () => {
    await open({ token: tab.tokenOf(coordinator), subPageId: 'school/999001' });
    const school = insideOf(page).getByRole('link', { name: 'School', exact: true });
    await school.waitFor();
    expect(await school.getAttribute('aria-current')).toBe('page');
  });

  test('it is added to a channel by saving, with nothing to choose', async () => {
    await open({ token: '', isAdding: true });
    await insideOf(page).getByRole('heading', { name: 'Keylink in this channel' }).waitFor();
    await page.waitForFunction('window.heard.includes("settings.setValidityState")');
    expect(await saveTab(page)).toMatchObject({
      entityId: 'keylink',
      contentUrl: `${tab.url}/tab`,
      websiteUrl: `${tab.url}/tab`,
      suggestedDisplayName: 'Keylink',
    });
    expect(await axeProblems(insideOf(page))).toEqual([]);
  });

  test('without a token it says what to do, and shows nothing of anybody', async () => {
    await open({ token: '' });
    await insideOf(page).getByText('Teams could not say who you are').waitFor();
  });

  test('somebody whom the pack does not know is told how to be known', async () => {
    await open({ token: 'not-a-token' });
    await insideOf(page).getByText('Teams could not say who you are').waitFor();
  });
});

test('the first load is under 200 KB over the wire', async () => {
  const files = await testTab();
  const sizes = [...files.values()].map((bytes) => gzipSync(bytes, { level: 9 }).length);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(200 * 1024);
});
