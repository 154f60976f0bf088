import { buttonTitles, wordsOf } from '../../support/card-words.ts';
import { alfie, numberIn, startConcernDay, written, type ConcernDay } from '../../support/concern-day.ts';
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
import { cardOf } from '../../support/connector.ts';
import type { Post } from '../../support/connector-rest.ts';
import type { Person } from '../../support/teams-world.ts';

// Who raises a concern, and from where they are (issue 4, items 1 and 3; domain-rules.md section 5).

let day: ConcernDay;
let who: ConcernDay['who'];

beforeAll(async () => {
  day = await startConcernDay();
  ({ who } = day);
}, 60_000);
afterAll(() => day.stop());

describe('one form, three doors', () => {
  test.each<[string, () => ConcernDoor]>([
    ['the private chat', () => fromChat(day)],
    ['the private chat of a client that only submits', () => fromOldChat(day)],
    ['the button in a channel', () => fromChannel(day, day.linked)],
    ['the message extension', () => fromExtension(day, day.linked)],
  ])('%s: 999 and the DSL’s number come first, and it ends in a receipt', async (_, opens) => {
    const door = opens();
    const first = await door.open(who.tess);
    expect(first.words).toContain('If a child is in immediate danger ring 999 now. Then log it here.');
    expect(first.words).toContain('Nadia Farrow, 07700 900101');
    expect(first.words).toContain('Is this about an adult who works with children?');
    const asked = { pupilName: 'Alfie Brightwell', adult: 'no', urgency: 'urgent' };
    const last = await go(day, door, who.tess, first, 'Next', asked);
    expect(last.words).toContain('Alfie Brightwell, Ashmere Vale Academy, Year 10');
    const receipt = await go(day, door, who.tess, last, 'Log this concern', { ...written, pupil: alfie });
    expect(receipt.words).toContain('Your concern is recorded\nNumber ');
    expect(receipt.words).toContain('Monday 9 November, 10:10');
    expect(receipt.words).toMatch(/It goes to:\n– the partnership DSL\n– the school DSL\n/);
    expect(receipt.words).toContain('Could not be told through Keylink:\n– the provision DSL\n');
    expect(receipt.words).toContain('“my concerns” shows how far it is');
    expect(receipt.words).not.toMatch(/Alfie|Farrow, DSL|leave it|flinched/);
    const isOwnChat = receipt.on !== undefined;
    expect(receipt.words.includes('My concerns')).toBe(isOwnChat);
    expect(await day.report(receipt.words)).toMatchObject({
      subject: { kind: 'child', pupilId: 'SV-1001', urn: '999001', provision: 'fallow-hill' },
      report: { words: written, urgency: 'urgent', by: { position: 'Farm tutor, Fallow Hill Farm' } },
    });
  });

  test('in the private chat the receipt takes the place of the form', async () => {
    const door = fromChat(day);
    const first = await door.open(who.tess);
    const last = await go(day, door, who.tess, first, 'Next', { adult: 'no', urgency: 'standard' });
    const entered = { ...written, place: 'partnership|SVP' };
    const receipt = await go(day, door, who.tess, last, 'Log this concern', entered);
    const stands = day.teams.postsIn(who.tess).find(({ id }) => id === first.on!.id)!;
    expect(wordsOf(stands)).toContain(`Number ${numberIn(receipt.words)}`);
    expect(buttonTitles(cardOf(stands))).toEqual(['My concerns']);
  });

  test('a message it was begun from stands in the first box, and can be changed', async () => {
    const door = fromExtension(day, day.linked);
    const first = await door.open(who.priya, 'He said &quot;no&quot; &amp; ran');
    expect(first.words).toContain('He said "no" & ran');
    expect(JSON.stringify(submitOf(first.card, 'Next'))).not.toContain('ran');
    const last = await go(day, door, who.priya, first, 'Next', { adult: 'no', urgency: 'standard' });
    expect(last.words).toContain('He said "no" & ran');
    const receipt = await go(day, door, who.priya, last, 'Log this concern');
    expect((await day.report(receipt.words)).report.words.what).toBe('He said "no" & ran');
  });

  test('in a channel stands a door that quotes nobody, the same for everybody', async () => {
    const posted: Post[] = [];
    for (const text of ['log concern', 'Log a concern about Alfie Brightwell', 'concern: he flinched'])
      posted.push(...(await day.say(who.priya, text, day.linked)).posts);
    expect(posted.map(({ conversationId }) => conversationId)).toEqual(Array(3).fill(day.linked.conversationId));
    const [card = '', ...others] = posted.map((post) => JSON.stringify(cardOf(post)));
    expect(new Set(others)).toEqual(new Set([card]));
    expect(card).not.toMatch(/Alfie|flinched/);
    expect(card).toContain('ring 999 now');
    expect(submitOf(cardOf(posted[0]!), 'Log a concern')).toEqual({
      keylink: '1',
      verb: 'concern-begin',
      msteams: { type: 'task/fetch' },
    });
  });

  test('pressed there by a client that opens no dialog, the form goes to the presser’s own chat', async () => {
    const [post] = (await day.say(who.priya, 'log concern', day.linked)).posts;
    const data = submitOf(cardOf(post!), 'Log a concern');
    const { posts } = await day.deliver(day.teams.submits(who.priya, data, day.linked, { replyToId: post!.id }));
    const own = posts.filter(({ conversationId }) => conversationId === who.priya.conversationId);
    expect(own.map(wordsOf).join()).toContain('Is this about an adult');
    expect(posts.filter((one) => !own.includes(one)).map((one) => one.activity['summary'])).toEqual(['Keylink']);
  });

  test('“about” fills in the name in the private chat', async () => {
    expect((await fromChat(day, ' about Zoe Hartnell-Reid').open(who.priya)).words).toContain('Zoe Hartnell-Reid');
  });

  test('`help` has it as a button', async () => {
    const { posts } = await day.say(who.howard, 'help');
    expect(buttonTitles(cardOf(posts[0]!))).toContain('Log a concern');
  });
});

describe('which pupil', () => {
  const lastFor = (by: Person, pupilName: string): Promise<Page> => toLastPage(day, fromChat(day), by, { pupilName });

  test('K34: confirmed also where the name is exactly one pupil’s; nothing is chosen beforehand', async () => {
    const page = await lastFor(who.priya, 'Alfie Brightwell');
    expect(page.words).toContain('Which pupil is it?');
    expect(page.words).toContain('None of these');
    const receipt = await go(day, fromChat(day), who.priya, page, 'Log this concern', written);
    const { subject, report } = await day.report(receipt.words);
    expect(subject).toEqual({ kind: 'child' });
    expect(report.typedName).toBe('Alfie Brightwell');
  });

  test('of a name that several have, each by school and year', async () => {
    const { words } = await lastFor(who.priya, 'Mohammed Ali');
    expect(words).toContain('Mohammed Ali, Ashmere Vale Academy, Year 10');
    expect(words).toContain('Mohammed Ali, Ashmere Vale Academy, Year 11');
  });

  test('R8.1: another school’s pupil, a sealed one and nobody at all get the same page', async () => {
    const pages = await Promise.all(
      ['Alfie Brightwell', 'Marnie Scholes', 'Bartholomew Quince'].map(async (name) =>
        JSON.stringify((await lastFor(who.kate, name)).card)
          .replaceAll(name, '…')
          .replaceAll(/"token":"[^"]+"/g, ''),
      ),
    );
    expect(new Set(pages).size).toBe(1);
    expect(pages[0]).toContain('I can’t find a pupil by that name among those you can see.');
  });

  test('then the reporter picks school and partnership, and the name stays inside the record', async () => {
    const receipt = await day.raises(fromChat(day), who.jo, { pupilName: 'Barty Quince' }, { place: 'school|999002' });
    const { subject, report } = await day.report(receipt.words);
    expect(subject).toEqual({ kind: 'child', urn: '999002' });
    expect(report.typedName).toBe('Barty Quince');
    expect(receipt.words).not.toContain('Quince');
  });

  test('without a school it goes to the partnership alone; provision staff have the partnerships of their pupils', async () => {
    const page = await toLastPage(day, fromChat(day), who.tess);
    expect(page.words).toContain('Swanmere Valley Inclusion Partnership, school not known');
    const entered = { ...written, place: 'partnership|SVP' };
    const receipt = await go(day, fromChat(day), who.tess, page, 'Log this concern', entered);
    const { subject, route } = await day.report(receipt.words);
    expect(subject).toEqual({ kind: 'child', provision: 'fallow-hill' });
    expect(route.parties.map(({ seat }) => seat)).toEqual(['partnership-dsl', 'provision-dsl']);
  });

  test.each([
    ['the chair', () => who.howard],
    ['an owner', () => who.hugh],
  ])('%s sees no pupil and can raise one all the same', async (_, by) => {
    const page = await toLastPage(day, fromChat(day), by(), { pupilName: 'Alfie Brightwell' });
    expect(page.words).toContain('I can’t find a pupil');
    const receipt = await go(day, fromChat(day), by(), page, 'Log this concern', {
      ...written,
      place: 'school|999001',
    });
    expect((await day.report(receipt.words)).subject).toMatchObject({ urn: '999001' });
  });

  test('rights are looked at again when it is sent: the words stand, without the pupil', async () => {
    const page = await toLastPage(day, fromChat(day), who.kate, { pupilName: 'Alfie' });
    const receipt = await go(day, fromChat(day), who.kate, page, 'Log this concern', { ...written, pupil: alfie });
    const { subject, report } = await day.report(receipt.words);
    expect(subject).toEqual({ kind: 'child' });
    expect(report).toMatchObject({ typedName: 'Alfie', words: written });
  });
});

describe('about an adult', () => {
  async function toStaff(by: Person, adultAt: string): Promise<Page> {
    const door = fromChat(day);
    const staff = await toLastPage(day, door, by, { adult: 'yes', pupilName: 'Alfie Brightwell' });
    expect(staff.words).toContain('Whose staff?');
    return go(day, door, by, staff, 'Next', { pupil: alfie, adultAt });
  }

  test('whose staff, then who; the coordinator’s number is no longer shown, and goes to nobody barred', async () => {
    const page = await toStaff(who.priya, 'org|SVP');
    expect(page.words).toContain('Nadia Farrow, Partnership coordinator');
    expect(page.words).not.toContain('07700 900101');
    expect(page.words).toContain('LADO');
    const receipt = await go(day, fromChat(day), who.priya, page, 'Log this concern', {
      ...written,
      adultWho: 'n.farrow@swanmere-valley.example',
    });
    expect(receipt.words).toContain('the chair of the partnership');
    expect(receipt.words).toContain('County LADO desk, 01632 960190');
    expect(receipt.words).not.toMatch(/07700 900101|Farrow|Brant/);
    const { report, route } = await day.report(receipt.words);
    expect(report.adult).toEqual({
      at: { organisation: 'SVP' },
      who: { kind: 'picked', upn: 'n.farrow@swanmere-valley.example' },
    });
    expect(route.parties.map(({ seat }) => seat)).not.toContain('partnership-dsl');
  });

  test('typed, of a driver, and not sure: the smallest route', async () => {
    const typed = await go(
      day,
      fromChat(day),
      who.priya,
      await toStaff(who.priya, 'org|fallow-hill'),
      'Log this concern',
      {
        ...written,
        adultWho: 'other',
        adultName: 'The new one',
      },
    );
    expect((await day.report(typed.words)).report.adult).toEqual({
      at: { organisation: 'fallow-hill' },
      who: { kind: 'typed', name: 'The new one' },
    });
    expect(typed.words).not.toContain('The new one');
    const driver = await toStaff(who.priya, 'transport');
    expect(driver.words).not.toContain('Somebody not listed');
    const sent = await go(day, fromChat(day), who.priya, driver, 'Log this concern', written);
    expect(await day.report(sent.words)).toMatchObject({
      report: { adult: { at: 'transport', who: { kind: 'unsure' } } },
      route: { parties: [{ seat: 'head', organisation: '999001' }] },
    });
    const unsure = await day.raises(
      fromChat(day),
      who.priya,
      { adult: 'unsure', pupilName: 'Alfie Brightwell' },
      { pupil: alfie },
    );
    expect((await day.report(unsure.words)).report.adult).toEqual({ at: 'unknown', who: { kind: 'unsure' } });
  });

  test('what decides the route is asked until it is answered', async () => {
    const door = fromChat(day);
    const first = await door.open(who.priya);
    const again = await go(day, door, who.priya, first, 'Next', { pupilName: 'Alfie', urgency: 'urgent' });
    expect(again.words).toContain('Please answer both questions');
    expect(again.words).toContain('Alfie');
    const staff = await go(day, door, who.priya, again, 'Next', { adult: 'yes' });
    expect((await go(day, door, who.priya, staff, 'Next')).words).toContain('Please say whose staff');
  });

  test('nobody left: it is stored, and the receipt says that nobody has been told and gives the LADO’s number', async () => {
    const staff = await toLastPage(day, fromChat(day), who.priya, { adult: 'yes' });
    const page = await go(day, fromChat(day), who.priya, staff, 'Next', { adultAt: 'org|SVP' });
    const receipt = await go(day, fromChat(day), who.priya, page, 'Log this concern', {
      ...written,
      adultWho: 'h.brant@swanmere-valley.example',
    });
    expect(receipt.words).toContain('NOBODY HAS BEEN TOLD.');
    expect(receipt.words).toContain('County LADO desk, 01632 960190');
    expect(receipt.words).not.toContain('It goes to');
    expect((await day.report(receipt.words)).report.words).toMatchObject(written);
  });
});

describe('out of hours', () => {
  afterEach(() => day.clock('10:30', '2026-11-09'));

  test.each([
    ['before eight', '07:59', '2026-11-09'],
    ['after five', '17:00', '2026-11-09'],
    ['on a Saturday', '11:00', '2026-11-14'],
  ])('%s the form and the receipt have the other numbers too', async (_, time, date) => {
    day.clock(time, date);
    const page = await toLastPage(day, fromChat(day), who.jo);
    const receipt = await go(day, fromChat(day), who.jo, page, 'Log this concern', written);
    for (const { words } of [page, receipt])
      for (const phone of ['01632 960191', '01632 960192', '07700 900101']) expect(words).toContain(phone);
  });

  test('in hours they are not among them', async () => {
    expect((await toLastPage(day, fromChat(day), who.jo)).words).not.toContain('01632 960191');
  });
});
