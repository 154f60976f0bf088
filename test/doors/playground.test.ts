/** The whole product as a newcomer meets it: started as a process, used in a browser, on a Monday morning in November. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import type { Browser, Locator } from 'playwright-core';
import { ashmere } from '../../src/demo/ashmere.ts';
import { demoPlayground, demoUsers } from '../../src/demo/playground.ts';
import { instantAt } from '../../src/domain/time.ts';
import { startPlayground, type PlaygroundPeople } from '../../src/embedded/playground.ts';
import { launchChromium } from '../support/browser.ts';
import { openPlayground, type PlaygroundPage } from '../support/playground-page.ts';
import { startWhole, type Running } from '../support/whole-product.ts';

// The page's own waits end after 20 s and say what was missing.
jest.setTimeout(40_000);

/** A school day of the demo, and the Friday before it. */
const MONDAY = '2026-11-09';
const FRIDAY = 'Friday 6 November';
const DIGEST = 'not accounted for';
/** Whatever Keylink says in a channel stands in cards. */
const CARDS = '.ac-adaptiveCard';

/** The demo as its officer sees it. */
const { coordinator, officer: jo, schoolDsl, farmStaff, attendanceLead, stranger } = demoUsers;
const officersPlayground: PlaygroundPeople = {
  ...demoPlayground,
  currentUser: jo,
  users: [coordinator, schoolDsl, farmStaff, attendanceLead, stranger],
  personalChat: { id: 'a:1qWeRtYuIoPaSdFgHjKlZxCvBnMqWeRtYuIoPaSdFgHjKlZxCvBn' },
};

let folder: string;
let product: Running;
let browser: Browser;
let teams: PlaygroundPage;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keylink-whole-'));
  product = startWhole({ folder, at: instantAt(MONDAY, '10:25') });
  const [[, url = '']] = await Promise.all([
    product.tells(/Keylink is ready\. Open (http:\S+)/),
    launchChromium().then((launched) => (browser = launched)),
  ]);
  teams = await openPlayground(browser, url, 'Keylink');
}, 60_000);

afterAll(async () => {
  await browser?.close();
  await product?.stop();
  await rm(folder, { recursive: true, force: true });
});

const words = async (card: Locator): Promise<string> => (await card.innerText()).replace(/\n+/g, '\n');

/** Every part of every name of the school's pupils. */
const names = ashmere.flatMap(({ forename, surname, also }) =>
  [forename, surname, also?.preferredForename ?? forename].join(' ').split(/[ -]/),
);

const namesIn = (text: string): string[] =>
  names.filter((name) => new RegExp(`(?<!\\p{L})${name}(?!\\p{L})`, 'u').test(text));

const inCards = async (): Promise<string> => (await teams.page.locator(CARDS).allInnerTexts()).join('\n');

/** The newest of the cards with that text once there are so many. */
async function nthCard(text: string, n: number): Promise<string> {
  const card = teams.page
    .locator(CARDS)
    .filter({ hasText: text })
    .nth(n - 1);
  await card.waitFor();
  return words(card);
}

describe('a newcomer opens the one address before digest time', () => {
  test('the channel holds the last school day’s digest, labelled with its date', async () => {
    await teams.openChannel('Attendance');
    const digest = await words(await teams.card(DIGEST));
    expect(digest).toContain(`Ashmere Vale Academy\n${FRIDAY}\nThe last school day, not today\n`);
    expect(namesIn(digest)).toEqual([]);
  });

  test('the bot, just installed, has said what can be asked; `help` says it again', async () => {
    await teams.openPersonalChat();
    expect(await nthCard('What you can ask here', 1)).toContain('You are known here as Nadia Farrow');
    await teams.say('help');
    expect(await nthCard('What you can ask here', 2)).toContain('where is Joe Bloggs now');
  });
});

describe('linking another channel', () => {
  test('it asks before it replaces, says who can read it, and tells the old channel', async () => {
    await teams.openChannel('General');
    await teams.say('link Ashmere Vale');
    const question = await teams.card('Link this one in its place?');
    expect(await words(question)).toContain('Robin Sparrow, Tess Marlow have no role for the school.');
    await teams.press(question, 'Yes, link it');
    await teams.card('This channel now gets the morning digest of Ashmere Vale Academy.');
    await teams.openChannel('Attendance');
    await teams.card('The digests of Ashmere Vale Academy now go to another channel.');
  });
});

describe('digest time', () => {
  test('the digest arrives in the linked channel in its minute, with initials', async () => {
    await teams.openChannel('General');
    expect(await inCards()).not.toContain(DIGEST);
    product.setClock(instantAt(MONDAY, '10:29') + 57_000);
    const digest = await words(await teams.card(DIGEST));
    expect(digest).toMatch(/^Ashmere Vale Academy\nMonday 9 November\n\d+\nchildren not accounted for\n/);
    expect(digest).toContain('Updated 10:30.');
    expect(digest).toContain('\nMA·1\n');
    expect(namesIn(digest)).toEqual([]);
  });

  test('“Show names” gives those with a role the names', async () => {
    await teams.press(await teams.card(DIGEST), 'Show names');
    const named = await words(await teams.card('Mohammed Ali, Year 10'));
    expect(namesIn(named)).toEqual(expect.arrayContaining(['Brightwell', 'Zając', 'Hartnell', 'Okafor']));
  });

  test('“Acknowledge” shows everybody who has read it and when, still with initials', async () => {
    await teams.press(await teams.card(DIGEST), 'Acknowledge');
    await teams.card('Acknowledged by Nadia Farrow');
    const forAll = await words(await teams.card(/Acknowledged by.*Initials only/s));
    expect(forAll).toMatch(/\nAcknowledged by Nadia Farrow, key link, at 10:3\d\n/);
    expect(namesIn(forAll)).toEqual([]);
  });
});

describe('questions', () => {
  test('a first name is asked back; the answer has what is confirmed, what is planned, and whom to ring', async () => {
    await teams.openPersonalChat();
    await teams.say('where is Alfie now');
    await teams.press(await teams.card('Did you mean this pupil?'), 'Yes');
    const answer = await words(await teams.card(/^Alfie Brightwell/));
    expect(answer).toMatch(
      /^Alfie Brightwell\nAshmere Vale Academy, Year 10\nMarked present at Fallow Hill Farm at 09:\d\d/,
    );
    expect(answer).toMatch(/\nConfirmed\n.*minutes old/);
    expect(answer).toContain('\nPlanned\nTimetabled to be at Fallow Hill Farm 09:00–12:00.\n');
    expect(answer).toContain('\nWhom to ring\nRing Fallow Hill Farm on 01632 960201.\n');
  });

  test('asked in a channel, it is answered in the asker’s own chat', async () => {
    await teams.openChannel('General');
    await teams.say('where is Zoe Hartnell-Reid');
    await teams.card('Answered privately.');
    expect(namesIn(await inCards())).toEqual([]);
    await teams.openPersonalChat();
    expect(await words(await teams.card('Zoë Hartnell-Reid'))).toContain('Ashmere Vale Academy, Year 9');
  });

  test('a name that matches nobody gets the line that tells nothing', async () => {
    await teams.say('where is Bartholomew Quince');
    await teams.sees(
      'I can’t find a pupil by that name among those you can see. Check the spelling or ask your coordinator.',
    );
  });

  test('a past digest is asked for by its day, here of one school among several', async () => {
    await teams.say('digest friday');
    const choice = await teams.card('Which school’s digest?');
    await choice.getByRole('button', { name: 'Show' }).first().click();
    expect(await words(await teams.card(FRIDAY))).toContain('Ashmere Vale Academy');
  });
});

/** The nth list of a form, by the label of what is chosen. */
async function choose(form: Locator, nth: number, option: string | RegExp): Promise<void> {
  await form.getByRole('combobox').nth(nth).click();
  await teams.page.getByRole('option', { name: option }).click();
}

describe('the register, and the child who did not arrive', () => {
  let stop: () => Promise<void>;
  let officer: PlaygroundPage;

  /** The second person sits at a Playground of their own, in front of the same bot. */
  beforeAll(async () => {
    const started = product.log().find(({ event }) => event === 'started');
    const botUrl = `http://127.0.0.1:${String(started?.['port'])}/api/messages`;
    const opened = await startPlayground({ botUrl, folder: join(folder, 'officer'), config: officersPlayground });
    stop = opened.stop;
    officer = await openPlayground(browser, opened.url, 'Keylink');
  }, 40_000);
  afterAll(async () => {
    await officer?.close();
    await stop?.();
  });

  test('the officer takes a register: one pupil is not here', async () => {
    await officer.openPersonalChat();
    await officer.say('register kiln lane');
    const register = await officer.card('Register, Kiln Lane Studio');
    expect(await words(register)).toContain('Kai Ng');
    await officer.press(register, 'Not here');
    await officer.sees('0 of 1 marked · 1 tapped, not submitted');
    await officer.press(await officer.card('Register, Kiln Lane Studio'), 'Submit register');
    await officer.sees(/Not here, no reason yet – Jo Penfold, 10:3\d/);
  });

  test('the digest in the channel changes in place, still with initials', async () => {
    await teams.openChannel('General');
    const digest = await words(await teams.card(/KN[\s\S]*Kiln Lane Studio said at 10:3\d: not here/));
    expect(digest).toContain('KN: not here, reason not known (was: register not returned)');
    expect(namesIn(digest)).toEqual([]);
  });

  test('the school’s key link has the absence, and records a call', async () => {
    await teams.openPersonalChat();
    // Its first edit says who was told; a form opened before that would be edited away with it.
    const absence = await teams.card(/Find out where the child is and why[\s\S]*Those who follow it up were told/);
    expect(await words(absence)).toContain('Not at Kiln Lane Studio; reason not yet known');
    await teams.press(absence, 'Record a contact');
    const form = await teams.card('Was the child seen or spoken to?');
    await choose(form, 0, /^Farida Ng/);
    await choose(form, 2, 'Reached');
    await choose(form, 3, 'Ill');
    await teams.press(form, 'Record it');
    const recorded = await words(await teams.card(/What has been tried[\s\S]*Nadia Farrow/));
    expect(recorded).toMatch(/10:3\d Nadia Farrow.* rang Farida Ng .*: reached/);
    expect(recorded).toContain('closed, both questions answered');
  });
});

describe('unlinking', () => {
  test('the channel is told that it gets no more digests', async () => {
    await teams.openChannel('General');
    await teams.say('unlink');
    await teams.card('This channel no longer gets the digests of Ashmere Vale Academy.');
  });
});
