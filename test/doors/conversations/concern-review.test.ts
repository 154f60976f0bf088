import { wordFields } from '../../../src/domain/concern/events.ts';
import { packAction, type Verb } from '../../../src/teams/verbs.ts';
import { numberIn, startConcernDay, type ConcernDay } from '../../support/concern-day.ts';
import { fromChannel, fromChat, fromExtension, go, toLastPage } from '../../support/concern-doors.ts';
import { enteredIn, sendForm } from '../../support/filled-form.ts';
import type { Person } from '../../support/teams-world.ts';

// What a hostile reader of the concern feature found: words that were lost without a word, and claims that were false.

let day: ConcernDay;
let who: ConcernDay['who'];

beforeAll(async () => {
  day = await startConcernDay();
  ({ who } = day);
}, 60_000);
afterAll(() => day.stop());

const pressed = (by: Person, verb: Verb, fields: Record<string, string>) =>
  day.deliver(day.teams.executes(by, { verb, data: packAction(verb, fields) }));
const textsOf = async (id: string): Promise<string[]> =>
  (await day.concern(id)).entries.flatMap(({ event }) => (event.kind === 'added' ? [event.text] : []));

describe('words that are longer than a client should take', () => {
  test('are recorded as they came: none is dropped without a word', async () => {
    const page = await toLastPage(day, fromChat(day), who.jo);
    const what = 'x'.repeat(150_000);
    const receipt = await go(day, fromChat(day), who.jo, page, 'Log this concern', { what, where: 'bus' });
    const { words } = (await day.report(receipt.words)).report;
    expect([words.what === what, words.where]).toEqual([true, 'bus']);
  });

  test('every box of the form may be full', async () => {
    const page = await toLastPage(day, fromChat(day), who.jo);
    const entered = Object.fromEntries(wordFields.map((name) => [name, 'wörd '.repeat(6_000)]));
    const receipt = await go(day, fromChat(day), who.jo, page, 'Log this concern', entered);
    const { words } = (await day.report(receipt.words)).report;
    expect(wordFields.filter((name) => words[name] !== entered[name])).toEqual([]);
  });

  test('too long to be stored at once: it is said that it is not recorded and why, and a dialog keeps them', async () => {
    const before = (await day.all()).length;
    const entered = Object.fromEntries(wordFields.map((name) => [name, '\u0000'.repeat(30_000)]));
    const inChat = await toLastPage(day, fromChat(day), who.jo);
    const told = await day.deliver(fromChat(day).sends(who.jo, inChat, 'Log this concern', entered));
    expect(told.answer).toMatch(/^This is NOT recorded: it is too long/);
    expect(told.answer).toContain('07700 900101');
    const door = fromChannel(day, day.linked);
    const again = await go(day, door, who.jo, await toLastPage(day, door, who.jo), 'Log this concern', entered);
    expect(again.words).toContain('This is NOT recorded: it is too long');
    const stands = enteredIn(again.card);
    expect(wordFields.filter((name) => stands[name] !== entered[name])).toEqual([]);
    expect((await day.all()).length).toBe(before);
    const shorter = Object.fromEntries(wordFields.map((name) => [name, 'shorter']));
    expect(numberIn((await go(day, door, who.jo, again, 'Try again', shorter)).words)).not.toBe('');
  });

  test('added to a concern of theirs they are kept, or said not to be', async () => {
    const id = numberIn((await day.raises(fromChat(day), who.jo, {}, {})).words);
    const add = (text: string) => pressed(who.jo, 'my-concern-add', { partnership: 'SVP', concern: id, text });
    expect((await add('y'.repeat(40_000))).answer).toContain('Added at');
    expect((await textsOf(id)).map(({ length }) => length)).toEqual([40_000]);
    expect((await add('\u0000'.repeat(80_000))).answer).toContain('NOT recorded: it is too long');
    expect(await textsOf(id)).toHaveLength(1);
  });

  test('R5.6 e: a number that can be none is answered like any other that is not there', async () => {
    for (const concern of ['\uD83D', 'x'.repeat(100_000), '../#?', '']) {
      const ofDesk = await pressed(who.nadia, 'concern-record', { partnership: 'SVP', concern, act: 'acknowledge' });
      expect(ofDesk.answer).toContain('I have no concern by that number that you may see.');
      const own = await pressed(who.jo, 'my-concern-add', { partnership: 'SVP', concern, text: 'more' });
      expect(own.answer).toContain('That is not among the concerns you raised.');
    }
  });
});

describe('what a DSL records', () => {
  const id = async () => numberIn((await day.raises(fromChat(day), who.jo, {}, {})).words);
  const form = async (concern: string, act: string) =>
    (await pressed(who.nadia, 'concern-form', { partnership: 'SVP', concern, act })).card;

  test('other words from a form that was sent before are not said to be recorded, and can be', async () => {
    const concern = await id();
    const card = await form(concern, 'note');
    expect((await sendForm(day, who.nadia, card, 'Add the note', { text: 'first' })).answer).toContain('Note added.');
    const other = await sendForm(day, who.nadia, card, 'Add the note', { text: 'second' });
    expect(other.answer).not.toContain('recorded already');
    expect(other.answer).toContain('NOT recorded yet');
    const again = await sendForm(day, who.nadia, other.card, 'Add the note', {});
    expect(again.answer).toContain('Note added.');
    expect(await textsOf(concern)).toEqual(['first', 'second']);
  });

  test('too long for a line, or to be stored: said so, with all of it still there', async () => {
    const concern = await id();
    const long = 'x'.repeat(20_000);
    const action = await sendForm(day, who.nadia, await form(concern, 'action'), 'Add the action', {
      what: long,
      owner: 'Jo',
      due: '2026-11-10',
    });
    expect(action.answer).toContain('Please make it shorter');
    expect(enteredIn(action.card)['what']).toHaveLength(20_000);
    const referral = await sendForm(day, who.nadia, await form(concern, 'referral'), 'Record the referral', {
      to: long,
      on: '2026-11-09',
      reference: long,
    });
    expect(referral.answer).toContain('Please make it shorter');
    const note = { text: '\u0000'.repeat(60_000) };
    const kept = await sendForm(day, who.nadia, await form(concern, 'note'), 'Add the note', note);
    expect(kept.answer).toContain('it is too long to be stored at once');
    expect(enteredIn(kept.card)['text'] === note.text).toBe(true);
    expect((await day.concern(concern)).concern.actions).toEqual([]);
  });

  test('a reason for breaking the glass that is too long is not passed over', async () => {
    const { answer } = await pressed(who.deborah, 'concern-glass', { pupil: 'SV-1001', why: 'w'.repeat(600) });
    expect(answer).toContain('Please say why in fewer words');
  });
});

describe('storage is down before there is anything to record', () => {
  test('a dialog stays, with what was entered: what is said to stand there does', async () => {
    const door = fromExtension(day, day.linked);
    const page = await door.open(who.jo, 'He said “no”');
    const entered = { pupilName: 'Alfie', adult: 'no', urgency: 'urgent' };
    const { card, answer } = await day.withoutStorage(() => day.deliver(door.sends(who.jo, page, 'Next', entered)));
    expect(answer).toContain('This is NOT recorded. Please ring your DSL on 07700 900101');
    expect(enteredIn(card)).toEqual({ ...entered, quoted: 'He said “no”' });
    const next = await go(day, door, who.jo, { card, words: answer }, 'Next');
    expect(next.words).toContain('He said “no”');
  });
});

describe('somebody of several partnerships, about a pupil who is not found', () => {
  beforeAll(async () => {
    const row = 'k.rudd@barrowick.example,officer,WHP,Kate Rudd';
    await day.load([['people.csv', `upn,role,organisation,name\n${row}\n`]]);
    day.pass(20);
  });
  const words = { what: 'He flinched', place: '' };

  test('is asked which it is for: the first is not just as good', async () => {
    const before = (await day.all()).length;
    const chat = await toLastPage(day, fromChat(day), who.kate, { pupilName: 'Barty Quince' });
    const told = await day.deliver(fromChat(day).sends(who.kate, chat, 'Log this concern', words));
    expect(told.answer).toContain('Nothing has been recorded yet: please choose the school');
    const door = fromChannel(day, day.linked);
    const page = await toLastPage(day, door, who.kate, { pupilName: 'Barty Quince' });
    const again = await go(day, door, who.kate, page, 'Log this concern', words);
    expect(again.words).toContain('Nothing has been recorded yet: please choose the school');
    expect(enteredIn(again.card)).toMatchObject({ what: 'He flinched', pupilName: 'Barty Quince' });
    expect((await day.all()).length).toBe(before);
    const receipt = await go(day, door, who.kate, again, 'Log this concern', { place: 'partnership|SVP' });
    expect((await day.report(receipt.words)).report).toMatchObject({ typedName: 'Barty Quince' });
  });

  test('about an adult, before the words are written', async () => {
    const staff = await toLastPage(day, fromChat(day), who.kate, { adult: 'yes', pupilName: 'Barty Quince' });
    const again = await go(day, fromChat(day), who.kate, staff, 'Next', { adultAt: 'transport' });
    expect(again.words).toContain('Whose staff?');
    expect(again.words).toContain('please choose the school');
    const last = await go(day, fromChat(day), who.kate, again, 'Next', { place: 'school|999001' });
    expect(last.words).toContain('What was seen or heard');
  });
});
