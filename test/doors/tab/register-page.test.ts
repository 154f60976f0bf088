/** The register as it is taken in a browser: by keyboard, by hand, without a connection, and by two at once. */
import type { Page } from 'playwright-core';
import { allReachable, peopleOn } from '../../../src/demo/people.ts';
import { demoPack } from '../../../src/demo/pack.ts';
import { addDays, momentOf } from '../../../src/domain/time.ts';
import type { RegisterRolls } from '../../../src/tab-api/register/models.ts';
import { axeProblems } from '../../support/axe.ts';
import { swanmere } from '../../support/school-day.ts';
import { startTabDay, type Looking, type TabDay } from '../../support/tab-day.ts';

const tess = 't.marlow@fallow-hill.example';
const gwen = 'g.astley@fallow-hill.example';
const officer = 'j.penfold@swanmere-valley.example';
const FARM = [
  'Alfie Brightwell',
  'Cerys ap Gwilym',
  'Chi-Chi Nwosu',
  'Harvey Ludlow-Price',
  'Lacey Dunnett',
  'Mohammed Ali',
];
const [ALFIE, CERYS, CHICHI, HARVEY, LACEY, MO] = FARM as [string, string, string, string, string, string];

let day: TabDay;
let page: Page;
/** Each test has a Monday of its own: the same pupils, and no mark yet. */
let date = '2026-11-16';

beforeAll(async () => {
  day = await startTabDay('2026-11-09', '08:40');
  const people = allReachable(peopleOn('2026-11-09')).map((row) =>
    row.role.startsWith('provision') ? Object.assign(row, { tenantId: swanmere }) : row,
  );
  await day.load(demoPack(momentOf(day.now()), people));
});
afterAll(() => day.stop());

const holidays = new Set([
  '2026-12-21',
  '2026-12-28',
  '2027-02-15',
  '2027-03-29',
  '2027-04-05',
  '2027-05-03',
  '2027-05-31',
]);
beforeEach(() => day.clock('09:10', date));
afterEach(async () => {
  await page.context().close();
  do date = addDays(date, 7);
  while (holidays.has(date));
});

const farm = async (over: Looking = {}, upn = tess): Promise<Page> => {
  page = await day.open(upn, { at: '#/register/fallow-hill', ...over });
  await page.getByRole('grid').waitFor();
  return page;
};
const rowFor = (name: string) => page.getByRole('row', { name: new RegExp(`^${name}`) });
const press = async (...keys: string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key);
};
/** Whose row has the focus, or something in it. */
const inHand = async (): Promise<string> =>
  (await page.locator('[data-row]:focus, [data-row]:focus-within').locator('strong').textContent()) ?? '';
const isAsked = () => page.locator('input:focus').waitFor();
const goTo = (place: string) => page.goto(`${day.url}${place}`);
const saving = () => page.waitForResponse((response) => response.request().method() === 'PUT' && response.ok());
const told = () => page.getByRole('status');
const says = (text: string | RegExp) => page.getByText(text).first().waitFor();
const marks = async () => {
  const held = await Promise.all(['SVP', 'WHP'].map((code) => day.store.records.day(code, date)));
  return held.flatMap((records) => records?.marks ?? []).filter((mark) => mark.provision === 'fallow-hill');
};
/** Somebody else at the same register, elsewhere. */
async function alsoSays(upn: string, name: string, said: string): Promise<void> {
  const token = await day.tokenFor(upn);
  const { body } = await day.ask<RegisterRolls>('GET', 'register/fallow-hill', undefined, token);
  const { pupilId, start, seen } = body.rolls[0]!.lines.find((line) => line.name === name)!;
  const taps = [{ pupilId, start, seen, said }];
  await day.ask('POST', 'register/fallow-hill/submit', { date, session: 'AM', taps }, token);
}

describe('by keyboard alone', () => {
  test('a letter a pupil, and the focus goes on to whoever is not marked yet', async () => {
    await farm();
    expect(await inHand()).toBe(ALFIE);
    await press('p');
    expect(await inHand()).toBe(CERYS);
    // Late: now is offered, and counts once it is taken.
    await press('l');
    const time = page.getByRole('textbox', { name: 'When did they come?' });
    expect(await time.inputValue()).toBe('09:10');
    await press('9', '0', '5', 'Enter');
    expect(await inHand()).toBe(CHICHI);
    await press('a', '4');
    await page.keyboard.type('mother rang');
    await press('Enter');
    expect(await inHand()).toBe(HARVEY);
    await press('a', 'ArrowDown');
    expect(await inHand()).toBe(LACEY);
    await press('p', 'p');
    await rowFor(MO).getByText('saved as draft').waitFor();
    expect(await rowFor(CERYS).textContent()).toContain('late 09:05 saved as draft');
    expect(await rowFor(CHICHI).textContent()).toContain('not here, reason heard: other, mother rang');
    await says('6 drafted and saved, not recorded: they count once submitted.');
    expect(await marks()).toEqual([]);
    await press('Control+Enter');
    await says('Recorded: 6 pupils.');
    await says('Everybody is recorded.');
    expect(await rowFor(CERYS).textContent()).toContain('Late 09:05 – Tess Marlow, 09:10 recorded');
    expect((await marks()).map(({ status }) => status).toSorted((a, b) => a.localeCompare(b))).toEqual([
      'absent',
      'absent',
      'late',
      'present',
      'present',
      'present',
    ]);
  });

  test('the arrows move, Backspace takes back, ? shows the keys, and Escape gives the focus back', async () => {
    await farm();
    await press('ArrowDown', 'ArrowDown', 'ArrowUp');
    expect(await inHand()).toBe(CERYS);
    await press('End');
    expect(await inHand()).toBe(MO);
    await press('ArrowDown');
    expect(await inHand()).toBe(MO);
    await press('p', 'End', 'Backspace');
    await rowFor(MO).getByText('taken back').waitFor();
    await rowFor(MO).getByText('not marked').waitFor();
    await press('?');
    const keys = page.getByRole('dialog', { name: 'The register by keyboard' });
    await keys.waitFor();
    await press('Escape');
    await keys.waitFor({ state: 'hidden' });
    expect(await inHand()).toBe(MO);
  });

  test('what is saved is said aloud, and nothing that is not', async () => {
    await farm();
    await press('ArrowDown', 'l', '9', '0', '5', 'Enter');
    await told().getByText('Cerys ap Gwilym late 09:05, saved as draft').waitFor({ state: 'attached' });
    await press('l', 'Escape');
    expect(await inHand()).toBe(CHICHI);
    expect(await rowFor(CHICHI).textContent()).toContain('taken back');
  });

  test('a time that was only offered is not taken by going elsewhere; one that was typed is', async () => {
    await farm();
    await press('l');
    await page.getByRole('textbox', { name: 'When did they come?' }).waitFor();
    await press('ArrowDown', 'l', '9', '0', '5', 'ArrowDown');
    await rowFor(ALFIE).getByText('The time is needed: it is never guessed.').waitFor();
    expect(await rowFor(CERYS).textContent()).toContain('late 09:05');
    await press('Control+Enter');
    await says(`Not recorded: ${ALFIE}.`);
    // Straight to what is missing.
    await isAsked();
    await press('Control+Enter');
    await rowFor(ALFIE).getByText('Late 09:10 – Tess Marlow, 09:10').waitFor();
    expect((await marks()).map(({ status, arrivedAt }) => `${status} ${arrivedAt}`)).toEqual(
      expect.arrayContaining(['late 09:05', 'late 09:10']),
    );
  });

  test('what cannot stand says why, and offers what was likely meant', async () => {
    await farm();
    await press('l');
    await page.keyboard.type('850');
    await press('Enter');
    await rowFor(ALFIE).getByText('The session starts at 09:00, so that is not late. Say “in”.').waitFor();
    await rowFor(ALFIE).getByRole('button', { name: 'Say “in 08:50”' }).click();
    await rowFor(ALFIE).getByText('in 08:50 saved as draft').waitFor();
  });

  test('a change of what is recorded asks for its reason, and who was in may leave', async () => {
    await farm();
    await press('p', 'Control+Enter');
    await says('Recorded: 1 pupil.');
    await press('Home', 'a', 'Enter');
    const why = page.getByRole('textbox', { name: 'Why is it changed?' });
    await isAsked();
    await why.waitFor();
    await page.keyboard.type('that was his brother');
    await press('Enter', 'Control+Enter');
    await rowFor(ALFIE).getByText('Not here, no reason yet – Tess Marlow, 09:10, before: present').waitFor();
  });
});

describe('by hand', () => {
  test('every button is big enough for a thumb, and does what it says', async () => {
    await farm({ width: 360, height: 740 });
    const boxes = await Promise.all(
      (await page.getByRole('grid').locator('button').all()).map((one) => one.boundingBox()),
    );
    const small = boxes.filter((box) => !box || box.width < 44 || box.height < 44);
    expect(boxes.length).toBeGreaterThan(0);
    expect(small).toEqual([]);
    await page.getByRole('button', { name: `Late, ${ALFIE}` }).click();
    await page.getByRole('button', { name: 'Take this time' }).click();
    await page.getByRole('button', { name: `Not here, ${CERYS}` }).click();
    await page.getByRole('button', { name: 'Ill' }).click();
    await page.getByRole('button', { name: `In, ${MO}` }).click();
    await page.getByRole('button', { name: `Take back, ${MO}` }).click();
    await page.getByRole('button', { name: 'Submit register' }).click();
    await says('Recorded: 2 pupils.');
    await says('4 not marked: these count as not returned, neither present nor absent.');
    expect((await marks()).map(({ status, code }) => [status, code])).toEqual(
      expect.arrayContaining([
        ['late', undefined],
        ['absent', 'I'],
      ]),
    );
  });
});

describe('without a connection', () => {
  test('marks are taken on and said to be unsaved; on coming back they are sent by themselves', async () => {
    await farm();
    await press('p');
    await rowFor(ALFIE).getByText('saved as draft').waitFor();
    await page.context().setOffline(true);
    await press('p', 'p');
    await says(/^No connection: 2 not saved\. Go on marking/);
    await press('a', '1');
    await says(/^No connection: 3 not saved/);
    expect(await rowFor(HARVEY).textContent()).toContain('not here, reason heard: ill not saved yet');
    const { taps } = (await day.store.drafts.latest(date, tess))!;
    expect(taps).toHaveLength(1);
    await page.context().setOffline(false);
    await says('4 drafted and saved, not recorded: they count once submitted.');
    expect((await day.store.drafts.latest(date, tess))?.taps).toHaveLength(4);
  });

  test('submitted meanwhile it is not said to be recorded, and goes by itself on coming back', async () => {
    await farm();
    await press('p');
    await page.context().setOffline(true);
    await press('Control+Enter');
    await says(/^Not submitted yet: there is no connection/);
    expect(await marks()).toEqual([]);
    await page.context().setOffline(false);
    await says('Recorded: 1 pupil.');
    expect(await marks()).toHaveLength(1);
  });

  test('an answer that was lost is asked for again, and the marks stand once', async () => {
    await farm();
    let lost = 0;
    await page.route('**/submit', async (route) => {
      if (lost > 0) return route.continue();
      lost += 1;
      await route.fetch();
      return route.abort('connectionreset');
    });
    await press('p', 'Control+Enter');
    await says('Recorded: 1 pupil.');
    expect([lost, (await marks()).length]).toEqual([1, 1]);
  });

  test('going to another page of the tab loses nothing; leaving it is warned of', async () => {
    await farm();
    await page.context().setOffline(true);
    await press('p');
    await says(/^No connection: 1 not saved/);
    const asked = page.waitForEvent('dialog');
    void page.close({ runBeforeUnload: true });
    const dialog = await asked;
    expect(dialog.type()).toBe('beforeunload');
    await dialog.dismiss();
    await goTo('#/pupil');
    await page.getByRole('grid').waitFor({ state: 'detached' });
    const saved = saving();
    await page.context().setOffline(false);
    await saved;
    expect((await day.store.drafts.latest(date, tess))?.taps).toHaveLength(1);
  });
});

describe('two at one register', () => {
  beforeEach(async () => {
    await farm();
    await press('p');
    await rowFor(ALFIE).getByText('saved as draft').waitFor();
    await alsoSays(gwen, ALFIE, 'absent');
    await press('Control+Enter');
    await says(/1 pupil marked by somebody else meanwhile/);
  });

  test('both versions are shown, and mine counts once it is chosen and explained', async () => {
    await rowFor(ALFIE)
      .getByText('Recorded: Not here, no reason yet – Gwen Astley, 09:10. Yours, not recorded: in.')
      .waitFor();
    expect((await marks()).map(({ status }) => status)).toEqual(['absent']);
    await press('m');
    await page.keyboard.type('came in with me');
    await press('Enter', 'Control+Enter');
    await rowFor(ALFIE).getByText('In – Tess Marlow, 09:10, before: absent').waitFor();
    expect((await marks()).map(({ status }) => status)).toEqual(['absent', 'present']);
  });

  test('theirs is kept, and mine is gone from the draft', async () => {
    const saved = saving();
    await page.getByRole('button', { name: 'Keep theirs' }).click();
    await rowFor(ALFIE).getByText('Not here, no reason yet – Gwen Astley, 09:10 recorded').waitFor();
    await saved;
    expect((await day.store.drafts.latest(date, tess))?.taps).toEqual([]);
    expect((await marks()).map(({ status }) => status)).toEqual(['absent']);
  });
});

describe('which register', () => {
  test('the officer chooses one, or all in calling order with a number to ring beside each', async () => {
    day.clock('09:40');
    page = await day.open(officer, { at: '#/register' });
    await page.getByRole('listitem').getByRole('link', { name: 'Fallow Hill Farm', exact: true }).waitFor();
    expect(await page.getByRole('link', { name: 'Ring Fallow Hill Farm, 01632 960201' }).getAttribute('href')).toBe(
      'tel:01632960201',
    );
    await page.getByRole('link', { name: 'All of them, in calling order' }).click();
    await page.getByRole('grid').first().waitFor();
    expect(await page.getByRole('heading', { level: 2 }).allTextContents()).toEqual(
      expect.arrayContaining(['Fallow Hill Farm']),
    );
    const links = await page.getByRole('link', { name: /^Ring / }).count();
    expect(links).toBe(await page.getByRole('grid').count());
    // From the last pupil of one place the arrow goes on to the next.
    const first = await inHand();
    await press('End', 'ArrowDown');
    expect(await inHand()).not.toBe(first);
  });

  test('who has one register need not choose it; a link from elsewhere opens the other session', async () => {
    page = await day.open(tess, { at: '#/register' });
    await page.getByRole('heading', { name: 'Fallow Hill Farm' }).waitFor();
    await page.getByRole('link', { name: 'Afternoon register' }).click();
    await says(/, afternoon · register closes at/);
  });
});

describe('the two states people forget', () => {
  test('nobody due', async () => {
    page = await day.open(officer, { at: '#/register/first-rung%7CPM' });
    await says(/^Nobody is due at First Rung/);
    expect(await axeProblems(page)).toEqual([]);
  });

  test('not theirs, and not there', async () => {
    for (const at of ['#/register/spanner-works', '#/register/nowhere']) {
      await page?.context().close();
      page = await day.open(tess, { at });
      await says('There is nothing here that you can see.');
    }
    expect(await axeProblems(page)).toEqual([]);
  });

  test('failing: the records are out of reach, it is said, and asked again', async () => {
    page = await day.open(officer, { at: '#/pupil' });
    await page.route('**/tab/api/register**', (route) => route.fulfill({ status: 503, body: '{"error":"fault"}' }));
    await goTo('#/register');
    await says(/^I cannot reach the records just now/);
    expect(await axeProblems(page)).toEqual([]);
    await page.unroute('**/tab/api/register**');
    await page.getByRole('button', { name: 'Try again' }).click();
    await says('Fallow Hill Farm');
  });

  test('failing while it is saved: said, kept, and tried again', async () => {
    await farm();
    await page.route('**/draft', (route) => route.fulfill({ status: 503, body: '{"error":"fault"}' }));
    await press('p');
    await says(/^Keylink does not take it just now: 1 not saved/);
    expect(await axeProblems(page)).toEqual([]);
    await page.unroute('**/draft');
    await page.getByRole('button', { name: 'Try now' }).click();
    await says('1 drafted and saved, not recorded: it counts once submitted.');
  });
});

describe('for everybody: light, dark and high contrast, 320 px and wide', () => {
  const sideways = (): Promise<boolean> =>
    page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth');

  test.each<Looking>([
    { colours: 'light', width: 1280 },
    { colours: 'dark', width: 320 },
    { colours: 'contrast', width: 1280 },
  ])('%p', async (looking) => {
    const check = async (): Promise<void> => {
      expect(await axeProblems(page)).toEqual([]);
      expect(await sideways()).toBe(false);
    };
    page = await day.open(officer, { at: '#/register', ...looking });
    await says('Fallow Hill Farm');
    await check();
    await page.context().close();
    await farm(looking);
    await check();
    // Every kind of row: recorded, drafted, unsaved, asked for a reason, a time, a change, and said otherwise by another.
    await press('p', 'Control+Enter');
    await says('Recorded: 1 pupil.');
    await press('Home', 'a', 'Enter');
    await isAsked();
    await press('Escape', 'ArrowDown', 'p');
    await rowFor(CERYS).getByText('saved as draft').waitFor();
    await alsoSays(gwen, CERYS, 'absent');
    await press('l', 'ArrowDown', 'a');
    await rowFor(CERYS).getByRole('button', { name: 'Record mine' }).waitFor();
    await page.context().setOffline(true);
    await press('Enter', 'p');
    await says(/^No connection/);
    await check();
    await press('?');
    await check();
  });
});

test('a role that has ended meanwhile: what was said is not saved, and it is said so', async () => {
  await farm({}, gwen);
  await day.load([
    ['people.csv', `upn,role,organisation,name,remove\n${gwen},provision-dsl,fallow-hill,Gwen Astley,yes\n`],
  ]);
  day.pass(10);
  await press('p');
  await says(/I do not know you yet.*1 not saved/s);
  expect(await marks()).toEqual([]);
});
