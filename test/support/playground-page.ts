import type { Browser, Locator, Page } from 'playwright-core';

const answerLimitMs = 20_000;

/** The Playground as a person uses it. Every wait has a limit of 20 s and then throws. */
export type PlaygroundPage = {
  page: Page;
  openPersonalChat(): Promise<void>;
  /** By the channel's name in the Playground's list, for example "General". */
  openChannel(name: string): Promise<void>;
  /** In a channel: a new post that mentions the bot. In the personal chat: a message. */
  say(text: string): Promise<void>;
  /** The newest card in the open conversation that contains the text, once there is one. */
  card(text: string | RegExp): Promise<Locator>;
  /** The dialog that a command of the message extension opens, from below the box that one writes in. */
  dialog(command: string): Promise<Locator>;
  /** Presses a button on a card. What it does is for the caller to wait for. */
  press(card: Locator, button: string): Promise<void>;
  /** Waits until the open conversation shows the text, in a card or not. */
  sees(text: string | RegExp): Promise<void>;
  /** A picture of one card, or of the whole page. */
  picture(path: string, card?: Locator): Promise<void>;
  close(): Promise<void>;
};

/** Opens the Playground's page; `bot` is the bot's name in its settings. Opening it sends the bot its install events. */
export async function openPlayground(browser: Browser, url: string, bot: string): Promise<PlaygroundPage> {
  // Narrower, and the list of chats is folded away.
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, locale: 'en-GB' });
  page.setDefaultTimeout(answerLimitMs);
  await page.route(isElsewhere, (route) => route.abort()); // its fonts come from a public server
  await page.goto(url);
  await page.getByTitle('Hide log panel').click(); // the log repeats every message
  return drive(page, bot);
}

function drive(page: Page, bot: string): PlaygroundPage {
  // The list of chats repeats the newest message of each.
  const shown = (text: string | RegExp) => page.getByText(text).and(page.locator(':not([role=treeitem] *)'));
  return {
    page,
    openPersonalChat: () => open(page, page.getByRole('treeitem', { name: 'Personal Chat' }), 'Send Message'),
    openChannel: (name) => open(page, page.getByRole('treeitem', { name: new RegExp(`- ${name}$`) }), 'Post'),
    say: (text) => say(page, bot, text),
    card: (text) => newest(page, page.locator('.ac-adaptiveCard').filter({ hasText: text })),
    dialog: (command) => dialog(page, command),
    press: (card, button) => card.getByRole('button', { name: button, exact: true }).click(),
    sees: async (text) => void (await newest(page, shown(text))),
    picture: async (path, card) => void (await (card ?? page).screenshot({ path })),
    close: () => page.close(),
  };
}

async function open(page: Page, entry: Locator, button: string): Promise<void> {
  await entry.click();
  await page.getByRole('button', { name: button, exact: true }).first().waitFor();
}

async function say(page: Page, bot: string, text: string): Promise<void> {
  const post = postButton(page);
  await page.locator('[data-lexical-editor=true]').first().click();
  const inChannel = await post.isVisible();
  if (inChannel) {
    await page.keyboard.type(`@${bot}`);
    // By mouse: the Enter key would post the text as it stands, without a mention.
    await page.getByLabel('Typeahead menu').getByRole('menuitem', { name: bot }).click();
  }
  await page.keyboard.type(inChannel ? ` ${text}` : text);
  await ((await post.isVisible()) ? post : page.getByRole('button', { name: 'Send Message' })).click();
}

/** The Playground knows no manifest: the command is given by its id. */
async function dialog(page: Page, command: string): Promise<Locator> {
  await page.getByRole('button', { name: 'Trigger Message Extension App' }).first().click();
  await page.getByText('Action Command').click();
  await page.keyboard.type(command);
  await page.keyboard.press('Enter');
  const opened = page.getByRole('dialog');
  await opened.locator('.ac-adaptiveCard').waitFor();
  return opened;
}

// A channel has its newest post on top, a chat its newest message at the bottom.
async function newest(page: Page, found: Locator): Promise<Locator> {
  await found.first().waitFor();
  return (await postButton(page).isVisible()) ? found.first() : found.last();
}

const postButton = (page: Page): Locator => page.getByRole('button', { name: 'Post', exact: true });

function isElsewhere({ hostname }: URL): boolean {
  return !['127.0.0.1', 'localhost'].includes(hostname);
}
