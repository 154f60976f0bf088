/** A concern as people raise and read it: a reporter in one tenant, the coordinator in another, each at a Playground of their own. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import type { Browser, Locator } from 'playwright-core';
import { instantAt } from '../../src/domain/time.ts';
import { startPlayground } from '../../src/embedded/playground.ts';
import { launchChromium } from '../support/browser.ts';
import { openPlayground, type PlaygroundPage } from '../support/playground-page.ts';
import { startWhole, type Running } from '../support/whole-product.ts';
import { wrenhillPlayground } from '../support/wrenhill-playground.ts';

// The page's own waits end after 20 s and say what was missing.
jest.setTimeout(40_000);

/** A day on which both pupils are at First Rung, and a time before anything falls due that is none of this test. */
const WEDNESDAY = '2026-11-11';

/** Two pupils of two schools of Swanmere; nothing in their words may be taken for a command to the card or to the page. */
const concerns = {
  dialog: {
    asked: 'Faith Abiola',
    pupil: 'Faith Abiola, Year 11, Thringbrook College',
    what: 'Faith kept her **left** sleeve down.\n\n| 1 | =SUM(A1) | <b>and</b> [link](https://example.org) |',
    ownWords:
      'dont tell my mum 😢 ${pupilName} {{DATE(2026-11-11T12:00:00Z,SHORT)}}  he sed «أنا بخير»   then u\u0308 went',
  },
  chat: {
    asked: 'Ieva Petraityte',
    pupil: 'Ieva Petraitytė, Year 10, Barrowick High School',
    what: 'She would not get into the taxi.',
    ownWords: 'שלום, I aint going bak _there_',
  },
} as const;
type Raised = (typeof concerns)[keyof typeof concerns];

let folder: string;
let product: Running;
let browser: Browser;
let coordinator: PlaygroundPage;
let reporter: PlaygroundPage;
let stopSecond: () => Promise<void>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keylink-concern-'));
  product = startWhole({ folder, at: instantAt(WEDNESDAY, '09:40') });
  const [[, url = '']] = await Promise.all([
    product.tells(/Keylink is ready\. Open (http:\S+)/),
    launchChromium().then((launched) => (browser = launched)),
  ]);
  const started = product.log().find(({ event }) => event === 'started');
  const botUrl = `http://127.0.0.1:${String(started?.['port'])}/api/messages`;
  const config = wrenhillPlayground(WEDNESDAY);
  const second = await startPlayground({ botUrl, folder: join(folder, 'wrenhill'), config });
  stopSecond = second.stop;
  coordinator = await openPlayground(browser, url, 'Keylink');
  reporter = await openPlayground(browser, second.url, 'Keylink');
  // The bot learns where each can be written to.
  await coordinator.openPersonalChat();
  await coordinator.card('You are known here as Nadia Farrow');
  await reporter.openPersonalChat();
  await reporter.card('You are known here as Sonny Bartle');
}, 60_000);

afterAll(async () => {
  await browser?.close();
  await stopSecond?.();
  await product?.stop();
  await rm(folder, { recursive: true, force: true });
});

const words = async (card: Locator): Promise<string> => (await card.innerText()).replace(/\n+/g, '\n');

/** What was written, to the letter, as the page holds it: markup or a filled-in date would be other text. */
const written = async (card: Locator): Promise<string> =>
  (await card.locator('.ac-richTextBlock').allTextContents()).join('\n').replaceAll('\u200B', '');

const box = (form: Locator, label: string): Locator =>
  form.locator('.ac-container').filter({ hasText: label }).last().getByRole('textbox');

const choose = (form: Locator, option: string | RegExp): Promise<void> =>
  form.getByRole('radio', { name: option, exact: true }).check();

/** The first page: the child's name stands there already, or is typed. */
async function begin(form: Locator, { asked }: Raised): Promise<void> {
  await box(form, 'The pupil’s name').fill(asked);
  await choose(form, 'No');
  await choose(form, 'Today');
  await form.getByRole('button', { name: 'Next', exact: true }).click();
}

async function report(form: Locator, { asked, what, ownWords }: Raised): Promise<void> {
  await choose(form, new RegExp(`^${asked.split(' ')[0]} `));
  await box(form, 'What was seen or heard').fill(what);
  await box(form, 'The child’s own words').fill(ownWords);
  await choose(form, 'No: it is not safe to tell them');
  await form.getByRole('button', { name: 'Log this concern', exact: true }).click();
}

const receipts: string[] = [];

/** What the reporter holds in the end: a number, a time and roles. */
async function received(receipt: Locator, { asked, what, ownWords }: Raised): Promise<void> {
  const said = await words(receipt);
  expect(said).toMatch(/Number \w{5}-\w{5}\nWednesday 11 November, 09:4\d\n/);
  expect(said).toContain('It goes to:\n– the partnership DSL\n');
  for (const secret of [asked.split(' ')[0]!, what, ownWords]) expect(said).not.toContain(secret);
  receipts.push(/Number (\S+)/.exec(said)?.[1] ?? '');
}

/** From the neutral notice to the acknowledgement; gives the number that the coordinator sees. */
async function acknowledge({ pupil, what, ownWords }: Raised): Promise<string> {
  const notice = await coordinator.card('New concern recorded, open to view');
  expect(await words(notice)).toBe(
    'New concern recorded, open to view\nOpen it here to read it and acknowledge. It is shown to you alone, and not left in this chat.\nOpen',
  );
  await coordinator.press(notice, 'Open');
  const concern = await coordinator.card(pupil);
  expect(await written(concern)).toBe(`${what}\n${ownWords}`);
  await coordinator.press(concern, 'Acknowledge');
  const after = new RegExp(`^Acknowledged\\.[\\s\\S]*${pupil}[\\s\\S]*Acknowledged by Nadia Farrow`);
  const done = await words(await coordinator.card(after));
  return /Concern (\w{5}-\w{5})\n/.exec(done)?.[1] ?? '';
}

describe('the message extension, used in a channel of one tenant', () => {
  const { dialog } = concerns;

  test('opens the form in a dialog, which ends with the receipt', async () => {
    await reporter.openChannel('General');
    const form = await reporter.dialog('logConcern');
    expect(await words(form)).toContain('If a child is in immediate danger ring 999 now.');
    await begin(form, dialog);
    await form.getByText('What happened').waitFor();
    await report(form, dialog);
    await form.getByText('Your concern is recorded').waitFor();
    await received(form, dialog);
    await form.getByRole('button', { name: 'Close' }).click();
    await form.waitFor({ state: 'detached' });
  });

  test('the coordinator, in another tenant, is told neutrally, reads the words to the letter, and acknowledges', async () => {
    expect(await acknowledge(dialog)).toBe(receipts[0]);
  });
});

describe('the form in the private chat', () => {
  const { chat } = concerns;

  test('begins with the name that was said, and gives way to the receipt', async () => {
    await reporter.openPersonalChat();
    await reporter.say(`log concern about ${chat.asked}`);
    const first = await reporter.card('Is this about an adult who works with children?');
    expect(await box(first, 'The pupil’s name').inputValue()).toBe(chat.asked);
    await begin(first, chat);
    await report(await reporter.card('What was seen or heard'), chat);
    await received(await reporter.card('Your concern is recorded'), chat);
  });

  test('the coordinator acknowledges it too', async () => {
    expect(await acknowledge(chat)).toBe(receipts[1]);
  });
});

describe('afterwards', () => {
  test('the reporter sees how far both are, and nothing of them', async () => {
    await reporter.say('my concerns');
    const mine = await words(await reporter.card(/^Concerns you raised/));
    const [one = '', two = ''] = receipts;
    for (const number of [one, two])
      expect(mine).toMatch(new RegExp(`${number}\nWednesday 11 November, 09:4\\d\nSeen by a DSL\n`));
    expect(mine).not.toMatch(/Faith|Ieva|sleeve|taxi/);
  });

  test('the channel that the dialog was opened in has no card', async () => {
    await reporter.openChannel('General');
    expect(await reporter.page.locator('.ac-adaptiveCard').count()).toBe(0);
  });

  test('the log has neither names nor words', () =>
    expect(JSON.stringify(product.log())).not.toMatch(/Faith|Ieva|Abiola|Petrait|sleeve|taxi|dont tell|aint going/));
});
