/** A school day with the page open beside the chat: one product, one browser, and whoever is looking. */
import type { Browser, Page } from 'playwright-core';
import type { LocalDate, LocalTime } from '../../src/domain/time.ts';
import { testTab } from './tab-files.ts';
import { launchChromium } from './browser.ts';
import { startSchoolDay, type SchoolDay } from './school-day.ts';

/** What the page's door answered. */
export interface TabReply<T = Record<string, unknown>> {
  status: number;
  headers: Headers;
  bytes: Uint8Array;
  text: string;
  /** As the test expects it; undefined where it is no JSON. */
  body: T;
}

export interface Looking {
  /** Where the page opens, such as `#/register/kiln-lane`. */
  at?: string;
  colours?: 'light' | 'dark' | 'contrast';
  width?: number;
  height?: number;
  /** Before anything is asked for: what the browser does with it. */
  before?(page: Page): Promise<unknown>;
}

export interface TabDay extends SchoolDay {
  /** The page's address. */
  url: string;
  /** A person with an account: the Playground's have one from the start, others once they have written to Keylink. */
  tokenFor(upn: string): Promise<string>;
  /** Asks `/tab/api/<path>`; without a token nobody asks. */
  ask<T = Record<string, unknown>>(method: string, path: string, body?: unknown, token?: string): Promise<TabReply<T>>;
  /** The page as this person sees it, picked in the demo. */
  open(upn: string, looking?: Looking): Promise<Page>;
}

const WAIT_MS = 15_000;

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const media = {
  light: { colorScheme: 'light', contrast: 'no-preference' },
  dark: { colorScheme: 'dark', contrast: 'no-preference' },
  contrast: { colorScheme: 'dark', contrast: 'more' },
} as const;

async function asked<T>(
  origin: string,
  method: string,
  path: string,
  body?: unknown,
  token?: string,
): Promise<TabReply<T>> {
  const answer = await fetch(`${origin}/tab/api/${path}`, {
    method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const bytes = new Uint8Array(await answer.arrayBuffer());
  const text = new TextDecoder().decode(bytes);
  return { status: answer.status, headers: answer.headers, bytes, text, body: jsonOf(text) as T };
}

export async function startTabDay(date: LocalDate, time: LocalTime): Promise<TabDay> {
  const day = await startSchoolDay(date, time, { tab: await testTab() });
  const url = `${day.origin}/tab`;
  let browser: Promise<Browser> | undefined;
  const ask: TabDay['ask'] = <T>(method: string, path: string, body?: unknown, token?: string) =>
    asked<T>(day.origin, method, path, body, token);
  const nameOf = async (upn: string): Promise<string> => {
    const { people } = (await ask<{ people: { upn: string; name: string }[] }>('GET', 'demo/people')).body;
    const found = people.find((one) => one.upn === upn);
    if (!found) throw new Error(`nobody with an account is called ${upn}`);
    return found.name;
  };
  return {
    ...day,
    url,
    ask,
    async tokenFor(upn) {
      const { status, body } = await ask<{ token: string }>('POST', 'demo/sign-in', { upn });
      if (status !== 200) throw new Error(`${upn} has no account: let them write to Keylink once`);
      return body.token;
    },
    async open(upn, { at = '', colours = 'light', width = 1280, height = 900, before } = {}) {
      browser ??= launchChromium();
      const context = await (
        await browser
      ).newContext({
        viewport: { width, height },
        locale: 'en-GB',
        timezoneId: 'Europe/London',
        reducedMotion: 'reduce',
        ...media[colours],
      });
      const page = await context.newPage();
      page.setDefaultTimeout(WAIT_MS);
      await before?.(page);
      await page.goto(`${url}${at}`);
      await page.getByRole('button', { name: new RegExp(`^${await nameOf(upn)},`) }).click();
      await page.locator('#page').waitFor();
      return page;
    },
    async stop() {
      await (await browser)?.close();
      await day.stop();
    },
  };
}

/** Whether all of it is seen without moving sideways. */
export const fitsAcross = (page: Page): Promise<boolean> =>
  page.evaluate('document.documentElement.scrollWidth <= document.documentElement.clientWidth');

/** What the server would answer while it cannot. */
export async function failing(page: Page, path: string): Promise<void> {
  await page.route(`**/tab/api/${path}`, (route) => route.fulfill({ status: 503, json: { error: 'fault' } }));
}
