import { wordFields } from '../../../src/domain/concern/events.ts';
import { alfie, numberIn, secret, startConcernDay, written, type ConcernDay } from '../../support/concern-day.ts';
import {
  fromChannel,
  fromChat,
  fromExtension,
  fromOldChat,
  go,
  submitOf,
  toLastPage,
  type ConcernDoor,
  type Page,
} from '../../support/concern-doors.ts';
import type { Post } from '../../support/connector-rest.ts';
import { enteredIn } from '../../support/filled-form.ts';
import { swanmere } from '../../support/school-day.ts';

// Stored first, then told: once, as it was written, and nowhere else (issue 4, items 2 and 6; R5.2).

let day: ConcernDay;
let who: ConcernDay['who'];

beforeAll(async () => {
  day = await startConcernDay();
  ({ who } = day);
}, 60_000);
afterAll(() => day.stop());

describe('a first concern', () => {
  test('sent again much later it has the same receipt, whoever has been told since', async () => {
    const door = fromChat(day);
    const page = await toLastPage(day, door, who.jo, { pupilName: 'Alfie Brightwell' });
    const send = () => day.deliver(door.sends(who.jo, page, 'Log this concern', { ...written, pupil: alfie }));
    const first = await send();
    await day.turn();
    day.pass(45 * 60);
    await day.turn();
    const told = (answer: string): string => answer.slice(0, answer.indexOf('Where nobody'));
    expect(told((await send()).answer)).toBe(told(first.answer));
    expect(
      (await day.concern(numberIn(first.answer))).entries.filter(({ event }) => event.kind === 'opened'),
    ).toHaveLength(1);
  });
});

describe('storage is down', () => {
  const bus = { where: '${bus} \u0000', pupil: alfie };
  let before: number;
  let took: number;
  let page: Page;
  let inDialog: Page;
  let answers: { child: string; adult: string; typed: string; dialog: Page; added: Page };

  /** All of it at once: each waits for its end. */
  beforeAll(async () => {
    const door = fromChannel(day, day.linked);
    page = await toLastPage(day, fromChat(day), who.jo);
    const ofAdult = await toLastPage(day, fromChat(day), who.jo, { adult: 'unsure' });
    inDialog = await toLastPage(day, door, who.jo, { pupilName: 'Alfie Brightwell' });
    const own = await day.press(who.jo, (await day.say(who.jo, 'my concerns')).posts[0]!, 'Open');
    const adding = (await day.press(who.jo, own.card, 'Add to it')).card;
    const data = { ...submitOf(adding, 'Add it'), text: 'one thing **more**' };
    before = (await day.all()).length;
    const began = performance.now();
    const send = (one: Page) => day.deliver(fromChat(day).sends(who.jo, one, 'Log this concern', written));
    const [child, adult, dialog, added, typed] = await day.withoutStorage(() =>
      Promise.all([
        send(page),
        send(ofAdult),
        day.deliver(door.sends(who.jo, inDialog, 'Log this concern', { ...written, ...bus })),
        day.deliver(day.teams.invokes(who.jo, 'task/submit', { data })),
        day.say(who.priya, 'log concern'),
      ]),
    );
    took = performance.now() - began;
    answers = {
      child: child.answer,
      adult: adult.answer,
      typed: typed.words,
      dialog: { card: dialog.card, words: dialog.answer },
      added: { card: added.card, words: added.answer },
    };
  });

  test('the reporter is told that it is not recorded and whom to ring, in time; pressed again, it is', async () => {
    expect(took).toBeLessThan(12_000);
    expect(answers.child).toMatch(/This is NOT recorded\. Please ring your DSL on 07700 900101/);
    expect(answers.child).toContain('ring 999 now');
    expect((await day.all()).length).toBe(before);
    const receipt = await go(day, fromChat(day), who.jo, page, 'Log this concern', written);
    expect(numberIn(receipt.words)).not.toBe('');
    expect((await day.all()).length).toBe(before + 1);
  });

  test('about an adult, nobody is named to ring whom it may be about', () => {
    expect(answers.adult).toContain('ring the LADO: County LADO desk, 01632 960190');
    expect(answers.adult).not.toContain('07700 900101');
  });

  test('so is whoever only asked for the form', () => {
    expect(answers.typed).toContain('Nothing has been recorded. Please ring your partnership’s DSL');
  });

  test('a dialog, which would close, keeps the words, and they can be sent again', async () => {
    expect(answers.dialog.words).toContain('This is NOT recorded.');
    const receipt = await go(day, fromChannel(day, day.linked), who.jo, answers.dialog, 'Try again');
    expect(await day.report(receipt.words)).toMatchObject({
      subject: { pupilId: 'SV-1001' },
      report: { words: { ...written, where: bus.where } },
    });
    const first = await go(day, fromChannel(day, day.linked), who.jo, inDialog, 'Log this concern', {
      ...written,
      ...bus,
    });
    expect(numberIn(first.words)).toBe(numberIn(receipt.words));
  });

  test('so does one in which something was added', () => {
    expect(answers.added.words).toContain('This is NOT recorded.');
    expect(enteredIn(answers.added.card)).toEqual({ text: 'one thing **more**' });
  });
});

describe('sent more than once', () => {
  test.each<[string, () => ConcernDoor]>([
    ['a card', () => fromChat(day)],
    ['a client that only submits', () => fromOldChat(day)],
    ['a dialog', () => fromChannel(day, day.linked)],
    ['the extension', () => fromExtension(day, day.linked)],
  ])('from %s, three times in a row and five at once, brought again or pressed again', async (_, opens) => {
    const door = opens();
    for (const isSameActivity of [true, false]) {
      const before = (await day.all()).length;
      const page = await toLastPage(day, door, who.jo);
      const one = door.sends(who.jo, page, 'Log this concern', written);
      const press = () => (isSameActivity ? one : { ...door.sends(who.jo, page, 'Log this concern', written) });
      const receipts: string[] = [];
      const send = async (): Promise<void> => {
        const { answer, words } = await day.deliver(press());
        receipts.push(...[answer, words].map(numberIn).filter((id) => id !== ''));
      };
      for (let times = 0; times < 3; times += 1) await send();
      await Promise.all([1, 2, 3, 4, 5].map(send));
      expect(new Set(receipts).size).toBeLessThanOrEqual(1);
      expect((await day.all()).length).toBe(before + 1);
    }
  });

  test('with other words it is the same concern, and they are added as they were written', async () => {
    const door = fromChat(day);
    const page = await toLastPage(day, door, who.jo);
    const send = (what: string) => day.deliver(door.sends(who.jo, page, 'Log this concern', { ...written, what }));
    const id = numberIn((await send('first')).answer);
    await Promise.all([1, 2, 3].map(() => send('first, and then **more**')));
    const { entries } = await day.concern(id);
    const added = entries.flatMap(({ event }) => (event.kind === 'added' ? [event.text] : []));
    expect(added).toEqual([
      'The form was sent again, with these words:\n\nWhat was seen or heard:\nfirst, and then **more**',
    ]);
  });

  test('with another pupil it is another concern: it goes elsewhere', async () => {
    const door = fromChat(day);
    const page = await toLastPage(day, door, who.jo, { pupilName: 'Mohammed Ali' });
    const send = (pupil: string) => day.deliver(door.sends(who.jo, page, 'Log this concern', { ...written, pupil }));
    const ids = [await send('SVP|SV-1002'), await send('SVP|SV-1003')].map(({ answer }) => numberIn(answer));
    expect(new Set(ids).size).toBe(2);
  });
});

describe('R5.2: the words are kept as they came', () => {
  const texts: [string, string][] = [
    ['emoji', '👩‍👧 🏴󠁧󠁢󠁥󠁮󠁧󠁿 ❤️ 🧸'],
    ['right to left', 'אמרה \u202Eלא\u202C \u200Fx'],
    ['combining marks', `e\u0301 Z${'\u0300'.repeat(40)}`],
    ['NULs and controls', 'a\u0000b\u0000\u0007c\u001B[31m'],
    ['30,000 characters', 'Ä\n'.repeat(15_000)],
    ['markdown', '# h\n- **b** _i_ [x](http://evil.example) `c`'],
    ['bindings', '${x} ${$root.words} {{DATE(2026-11-09T09:00:00Z)}} @{y}'],
    ['HTML', '<at>everyone</at> &lt;b&gt; <img src=x onerror=alert(1)>'],
    ['formulas', '=1+1\t+2\t-3\t@SUM(A1)'],
    ['half a character', 'a\uD83Db\uDE00'],
    ['spaces and line ends around it', '\r\n  \t he said \u00A0\u2028\r\n '],
    ['profanity and slips', 'he is a fcuking lier'],
  ];

  test.each(texts)('%s', async (_, text) => {
    const page = await toLastPage(day, fromChat(day), who.jo);
    const entered = text.length > 1000 ? { what: text } : Object.fromEntries(wordFields.map((name) => [name, text]));
    const receipt = await go(day, fromChat(day), who.jo, page, 'Log this concern', entered);
    const { words } = (await day.report(receipt.words)).report;
    expect(words).toEqual({ ...Object.fromEntries(wordFields.map((name) => [name, ''])), ...entered });
  });

  test('any words at all are taken, whatever else is missing; none at all are asked for again', async () => {
    const page = await toLastPage(day, fromChat(day), who.jo);
    const before = (await day.all()).length;
    const again = await go(day, fromChat(day), who.jo, page, 'Log this concern', { what: ' \n', parentInformed: 'no' });
    expect(again.words).toContain('Nothing is written yet, so nothing has been recorded.');
    expect((await day.all()).length).toBe(before);
    const receipt = await go(day, fromChat(day), who.jo, again, 'Log this concern', { where: 'bus' });
    expect(numberIn(receipt.words)).not.toBe('');
  });
});

describe('nothing leaks', () => {
  const versions = ({ history, activity }: Post): string => JSON.stringify([...history, activity]);

  test('into no channel, no preview and no log line; nor do pupils’ names', async () => {
    await day.raises(
      fromChannel(day, day.linked, `log concern about Alfie`),
      who.jo,
      { pupilName: 'Alfie Brightwell' },
      { pupil: alfie },
    );
    await day.turn();
    const inChannels = day.teams.posts.filter(({ conversationId }) => conversationId.startsWith('19:')).map(versions);
    const previews = day.teams.posts.map(({ activity }) => String(activity['summary']));
    for (const text of [...inChannels, ...previews, ...day.log])
      expect(text).not.toMatch(new RegExp(`${secret}|Alfie|Brightwell|Quince|flinched`));
  });

  test('into no card’s data', () => {
    const dataIn = (value: unknown): unknown[] => {
      if (Array.isArray(value)) return value.flatMap(dataIn);
      if (typeof value !== 'object' || value === null) return [];
      const { data, ...rest } = value as Record<string, unknown>;
      return [...(data === undefined ? [] : [data]), ...Object.values(rest).flatMap(dataIn)];
    };
    const all = day.teams.posts.flatMap(({ history, activity }) => [...history, activity]).flatMap(dataIn);
    expect(JSON.stringify(all)).not.toMatch(new RegExp(`${secret}|Alfie|Brightwell|flinched|Quince`));
  });

  test('into no row and no queue', async () => {
    const raw = await Promise.all([day.rows(), day.waiting()]);
    const texts = raw.flat().map(({ text }) => text);
    expect(texts.length).toBeGreaterThan(100);
    // The pack's own rows hold pupils' names; what was written of a concern stands in none.
    expect(texts.filter((text) => new RegExp(`${secret}|flinched|Quince`).test(text))).toEqual([]);
  });

  test('who looked a name up for it is written down, and neither the name nor whom it found', async () => {
    await toLastPage(day, fromChat(day), who.jo, { pupilName: 'Bartholomew Quince' });
    const rows = (await day.audit()).filter(({ query }) => query === 'concern: which pupil');
    expect(new Set(rows.map(({ decision }) => decision))).toEqual(new Set(['choice', 'not-found']));
    expect(rows.some((row) => 'pupilId' in row || (row.fields ?? []).length > 0)).toBe(false);
  });

  test('somebody not known here gets no form', async () => {
    const robin = day.person('r.sparrow@swanmere-valley.example', { tenantId: swanmere });
    expect((await day.say(robin, 'log concern')).words).toContain('I do not know you yet');
  });
});
