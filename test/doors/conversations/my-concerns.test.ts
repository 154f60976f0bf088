import { buttonTitles, wordsOf } from '../../support/card-words.ts';
import { alfie, numberIn, secret, startConcernDay, written, type ConcernDay } from '../../support/concern-day.ts';
import { fromChat, submitOf } from '../../support/concern-doors.ts';
import { cardOf } from '../../support/connector.ts';
import type { Json, Post } from '../../support/connector-rest.ts';
import { sendForm } from '../../support/filled-form.ts';
import type { Person } from '../../support/teams-world.ts';
import { verbatimIn } from '../../support/verbatim-words.ts';

// What a reporter may know of a concern they raised: how far it is, their own words for a day, and no more (5.2).

let day: ConcernDay;
let who: ConcernDay['who'];
let first: string;

beforeAll(async () => {
  day = await startConcernDay();
  ({ who } = day);
  expect((await day.say(who.jo, 'my concerns')).words).toContain('You have raised no concern here.');
  const receipt = await day.raises(fromChat(day), who.jo, { pupilName: 'Alfie Brightwell' }, { pupil: alfie });
  first = numberIn(receipt.words);
}, 60_000);
afterAll(() => day.stop());

const listOf = async (by: Person): Promise<Post[]> => (await day.say(by, 'my concerns')).posts;
const wordsFor = async (by: Person): Promise<string> => (await listOf(by)).map(wordsOf).join('\n');
async function openedBy(by: Person): Promise<{ card: Json; answer: string }> {
  const [list] = await listOf(by);
  return day.press(by, list!, 'Open');
}
const at = () => ({ partnership: 'SVP', id: first });

test('the receipt’s button leads to it', async () => {
  const receipt = day.teams.postsIn(who.jo).find((post) => wordsOf(post).includes('Your concern is recorded'))!;
  await day.press(who.jo, receipt, 'My concerns');
  expect(wordsOf(day.teams.postsIn(who.jo).at(-1)!)).toContain('Concerns you raised');
});

test('its number, when, and how far it is; no content and no pupil', async () => {
  const words = await wordsFor(who.jo);
  expect(words).toContain(`${first}\nMonday 9 November, 10:10\nReceived. Nobody has opened and acknowledged it yet`);
  expect(words).toContain(
    'If it cannot wait, ring:\nDSL, Swanmere Valley Inclusion Partnership: Nadia Farrow, 07700 900101',
  );
  expect(words).not.toMatch(new RegExp(`${secret}|Alfie|leave it|flinched`));
});

test('nobody else has it on theirs, and asked in a channel it is answered in the own chat', async () => {
  expect(await wordsFor(who.priya)).toContain('You have raised no concern here.');
  const { posts } = await day.say(who.jo, 'my concerns', day.linked);
  const inChannel = posts.filter(({ conversationId }) => conversationId === day.linked.conversationId);
  expect(inChannel.map((post) => wordsOf(post)).join()).toContain('Answered privately.');
  expect(inChannel.map((post) => wordsOf(post)).join()).not.toContain(first);
});

describe('opened', () => {
  test('it shows their own words exactly, and leaves them in no message', async () => {
    const { card } = await openedBy(who.jo);
    expect(verbatimIn(card)).toBe(`${written.what}\n${written.ownWords}`);
    expect(wordsOf(card)).not.toContain('Brightwell');
    expect(JSON.stringify(day.teams.posts)).not.toContain(secret);
  });

  test('a client that only submits opens a dialog for it; without one it is told where to look', async () => {
    const [list] = await listOf(who.jo);
    const data = submitOf(cardOf(list!), 'Open')!;
    expect(data['msteams']).toEqual({ type: 'task/fetch' });
    const { card } = await day.deliver(day.teams.invokes(who.jo, 'task/fetch', { data }, who.jo));
    expect(verbatimIn(card)).toContain(secret);
    const { words } = await day.deliver(day.teams.submits(who.jo, data, who.jo, { replyToId: list!.id }));
    expect(words).toContain('This is shown to you alone');
    expect(words).not.toContain(secret);
  });

  test('somebody else who sends the button learns nothing: the same as for one that is not there', async () => {
    const [list] = await listOf(who.jo);
    const theirs = await day.press(who.nadia, list!, 'Open', { where: who.nadia });
    const card = JSON.parse(JSON.stringify(cardOf(list!)).replaceAll(first, 'AAAAA-AAAAA')) as Json;
    const nobodys = await day.press(who.nadia, card, 'Open', { where: who.nadia });
    const elsewhere = JSON.parse(JSON.stringify(cardOf(list!)).replaceAll('"SVP"', '"NONE"')) as Json;
    const ofNone = await day.press(who.jo, elsewhere, 'Open', { where: who.jo });
    expect(theirs.answer).toContain('That is not among the concerns you raised.');
    expect([nobodys.answer, ofNone.answer]).toEqual([theirs.answer, theirs.answer]);
  });
});

describe('adding to it', () => {
  const adding = async (by: Person): Promise<Json> =>
    (await day.press(by, (await openedBy(by)).card, 'Add to it')).card;
  const added = async (): Promise<string[]> =>
    (await day.concern(first)).entries.flatMap(({ event }) => (event.kind === 'added' ? [event.text] : []));
  const more = 'He **said** it again:\n${leave} \u202E me\u0000';

  test('once, however often it arrives, exactly as it was written', async () => {
    const form = await adding(who.jo);
    const send = () => sendForm(day, who.jo, form, 'Add it', { text: more });
    const { answer } = await send();
    expect(answer).toContain('Added at 10:10. Those who have the concern are told that there is something new.');
    await Promise.all([1, 2, 3, 4, 5].map(send));
    expect((await send()).answer).toContain('The same words from you stand there already');
    expect(await added()).toEqual([more]);
    const { entries } = await day.concern(first);
    expect(entries.find(({ event }) => event.kind === 'added')?.event).toMatchObject({ from: 'reporter' });
    expect(verbatimIn((await openedBy(who.jo)).card)).toContain(more);
  });

  test('its DSLs are told that there is something new, and not what', async () => {
    await day.turn();
    const words = day.teams.postsIn(who.nadia).map(wordsOf).join('\n');
    expect(words).toContain('Something was added to a concern, open to view');
    expect(words).not.toContain('again:');
  });

  test('nothing at all adds nothing, and nobody adds to another’s', async () => {
    const form = await adding(who.jo);
    expect((await sendForm(day, who.jo, form, 'Add it', { text: ' \n' })).answer).toContain('Nothing was written');
    const theirs = await sendForm(day, who.priya, form, 'Add it', { text: 'and this' });
    expect(theirs.answer).toContain('That is not among the concerns you raised.');
    expect(await added()).toEqual([more]);
  });
});

describe('how far it is', () => {
  const by = { upn: 'n.farrow@swanmere-valley.example', name: 'Nadia Farrow', position: 'Partnership coordinator' };
  const changes = async (change: (concern: Awaited<ReturnType<ConcernDay['all']>>[number]) => object) =>
    day.store.concerns.append(at(), day.now(), (held) => ({
      events: [{ kind: 'unreachable', upn: 'nobody@x.example' }],
      concern: { ...held!, ...change(held!) },
    }));

  test('seen, once a DSL has acknowledged it; in hand; closed', async () => {
    await changes(({ parties }) => ({
      parties: parties.map((party) => ({ ...party, ack: { ...by, at: day.now() } })),
    }));
    expect(await wordsFor(who.jo)).toContain(`${first}\nMonday 9 November, 10:10\nSeen by a DSL`);
    await changes(() => ({ decided: true }));
    expect(await wordsFor(who.jo)).toContain('In hand');
    await changes(() => ({ state: 'closed', closedAt: day.now() }));
    const words = await wordsFor(who.jo);
    expect(words).toContain(`${first}\nMonday 9 November, 10:10\nClosed`);
    expect(words).not.toContain('07700');
  });

  test('nobody told: the numbers to ring, of an adult none whom it may be about', async () => {
    const receipt = await day.raises(fromChat(day), who.priya, { adult: 'unsure' }, {});
    const words = await wordsFor(who.priya);
    expect(words).toContain(
      `${numberIn(receipt.words)}\nMonday 9 November, 10:10\nNobody has been told yet\nPlease ring now:`,
    );
    expect(words).toContain('County LADO desk, 01632 960190');
    expect(words).not.toContain('07700 900101');
  });

  test('more than five: those that wait first, the others to be chosen from', async () => {
    for (let n = 0; n < 6; n += 1) await day.raises(fromChat(day), who.jo, {}, { what: `another ${n}` });
    const [list] = await listOf(who.jo);
    const words = wordsOf(list!);
    expect(words).toContain('Open one of the earlier ones');
    expect(words).toContain(`${first}, Monday 9 November, 10:10: Closed`);
    expect(buttonTitles(cardOf(list!))).toEqual(['Open', 'Open that one']);
    const chosen = await sendForm(day, who.jo, list!, 'Open that one', { which: `SVP|${first}` });
    expect(verbatimIn(chosen.card)).toContain(secret);
    expect((await day.press(who.jo, list!, 'Open that one')).answer).toContain('That is not among');
  });
});

test('a day later the words are no longer shown, and can still be added to', async () => {
  day.clock('10:11', '2026-11-10');
  const list = (await listOf(who.jo))[0]!;
  const chosen = await sendForm(day, who.jo, list, 'Open that one', { which: `SVP|${first}` });
  expect(JSON.stringify(chosen.card)).not.toContain(secret);
  expect(chosen.answer).toContain('What you wrote is shown to you for a day.');
  const form = await day.press(who.jo, chosen.card, 'Add to it');
  const { answer } = await sendForm(day, who.jo, form.card, 'Add it', { text: 'one thing more' });
  expect(answer).toContain('Added at 10:11');
});

test('reading is written down with the number alone, and no log line has a word of it', async () => {
  day.clock('10:11', '2026-11-09');
  const rows = (await day.audit()).filter(({ query }) => query === 'concern: own words');
  expect(new Set(rows.map(({ decision }) => decision))).toEqual(new Set(['answered', 'not-found']));
  expect(rows.every((row) => !('pupilId' in row))).toBe(true);
  expect(day.log.filter((line) => line.includes(secret) || line.includes('Brightwell'))).toEqual([]);
});
