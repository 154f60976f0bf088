import { concernListCards } from '../../../src/cards/concern-list.ts';
import { momentOf } from '../../../src/domain/time.ts';
import { packAction, type Verb } from '../../../src/teams/verbs.ts';
import { partyFacts } from '../../../src/texts/concern/parties.ts';
import type { ConcernTold } from '../../../src/texts/concern/told.ts';
import { aConcern, seating } from '../../support/a-concern.ts';
import { wordsOf } from '../../support/card-words.ts';
import { numberIn, startConcernDay, type ConcernDay } from '../../support/concern-day.ts';
import { fromChat, fromExtension, go, toLastPage } from '../../support/concern-doors.ts';
import type { Post } from '../../support/connector-rest.ts';
import { enteredIn, sendForm } from '../../support/filled-form.ts';
import type { Person } from '../../support/teams-world.ts';

// What a hostile reader of the concern feature found: answers that told too much, to somebody who must not know, or too little.

let day: ConcernDay;
let who: ConcernDay['who'];

beforeAll(async () => {
  day = await startConcernDay();
  ({ who } = day);
}, 60_000);
afterAll(() => day.stop());

const pressed = (by: Person, verb: Verb, fields: Record<string, string>) =>
  day.deliver(day.teams.executes(by, { verb, data: packAction(verb, fields) }));

describe('what people are told', () => {
  test('whoever raised it and has it themselves is not told that nobody has', async () => {
    const child = { pupilName: 'Alfie Brightwell' };
    const id = numberIn((await day.raises(fromChat(day), who.nadia, child, { pupil: 'SVP|SV-1001' })).words);
    const { answer } = await pressed(who.nadia, 'my-concern', { partnership: 'SVP', concern: id });
    expect(answer).toContain('You have it yourself. Nobody else has acknowledged it yet');
  });

  test('a list is said not to be all of it, where a record is sealed with a key that is not there', () => {
    const [card] = concernListCards({ open: [], now: momentOf(day.now()), hasShut: true });
    expect(wordsOf(card!)).toContain('Some records cannot be opened here just now and are not shown.');
  });

  const ofAdult = { adult: 'yes', pupilName: 'Alfie Brightwell' };
  async function aboutKeyLink(): Promise<string> {
    const door = fromChat(day);
    const staff = await toLastPage(day, door, who.priya, ofAdult);
    const last = await go(day, door, who.priya, staff, 'Next', { pupil: 'SVP|SV-1001', adultAt: 'org|999001' });
    const chosen = { what: 'He shouted', adultWho: 'm.oyelaran@ashmere-vale.example' };
    return numberIn((await go(day, door, who.priya, last, 'Log this concern', chosen)).words);
  }

  test('about an adult, the form does not say that a DSL is told: it may be about them', async () => {
    const staff = await toLastPage(day, fromChat(day), who.priya, ofAdult);
    const unsure = await toLastPage(day, fromChat(day), who.priya, { adult: 'unsure' });
    const child = await toLastPage(day, fromChat(day), who.priya);
    expect([staff, unsure, child].map(({ words }) => words.includes('The DSL there is told too.'))).toEqual([
      false,
      false,
      true,
    ]);
  });

  test('about an adult, its reporter reads of nobody’s role who has seen it', async () => {
    const id = await aboutKeyLink();
    await pressed(who.deborah, 'concern-record', { partnership: 'SVP', concern: id, act: 'acknowledge' });
    const { words } = await day.say(who.priya, 'my concerns');
    expect(words).toContain(`${id}\nMonday 9 November, 10:10\nSeen by somebody it went to`);
    const own = await pressed(who.priya, 'my-concern', { partnership: 'SVP', concern: id });
    expect(own.answer).toContain('Seen by somebody it went to');
    expect(words).not.toContain('Seen by a DSL');
  });

  test('whoever hears that a matter is being handled is sent to nobody, who may be the one it is about', async () => {
    const id = await aboutKeyLink();
    const at = { partnership: 'SVP', concern: id };
    const { card } = await pressed(who.deborah, 'concern-form', { ...at, act: 'share' });
    const jo = 'matter|j.penfold@swanmere-valley.example';
    expect((await sendForm(day, who.deborah, card, 'Share', { with: jo, why: 'She asked' })).answer).toContain(
      'no more',
    );
    await day.turn();
    const told = day.teams.postsIn(who.jo).map(wordsOf);
    const matter = told.find((words) => words.startsWith('A safeguarding matter is being handled'));
    expect(matter).not.toMatch(/speak to|ask |the DSL|its DSL/i);
  });

  test('whom Teams did not let us tell is not said to have been told', async () => {
    const { parties, ...concern } = aConcern(seating([['dee', 'coordinator', 'northvale']]).roster);
    const party = { ...parties[0]!, step: 5, told: ['dee', 'ola'] };
    const told = { people: [], seating: seating([]), nameOf: () => 'Northvale' } as unknown as ConcernTold;
    const [fact] = partyFacts({ ...told, concern: { ...concern, parties: [party], unreachable: ['dee'] } });
    expect(fact?.lines).toEqual([
      'Not acknowledged. Told: ola.',
      'Could not be told in Teams: dee.',
      expect.stringContaining('It is said again'),
    ]);
  });

  test('R5.6 e: one’s own concern is looked for as long where there is none', async () => {
    const id = await aboutKeyLink();
    const took = async (by: Person, verb: Verb, concern: string): Promise<number> => {
      const began = performance.now();
      const { answer } = await pressed(by, verb, { partnership: 'SVP', concern, text: 'more' });
      expect(answer).toContain('That is not among the concerns you raised.');
      return performance.now() - began;
    };
    for (const verb of ['my-concern', 'my-concern-add'] as const)
      for (const concern of [id, 'ZZZZZ-ZZZZZ', '']) expect(await took(who.martin, verb, concern)).toBeGreaterThan(245);
  });
});

describe('a message whose menu the form was opened from', () => {
  const quotedFrom = async (content: string): Promise<string> =>
    enteredIn((await fromExtension(day, day.linked).open(who.priya, content)).card)['quoted'] ?? '';

  test('that is longer than is taken says so', async () => {
    const quoted = await quotedFrom('x'.repeat(4_001));
    expect(quoted).toBe(`${'x'.repeat(4_000)}\n[The message goes on. Please copy the rest from it.]`);
    expect(await quotedFrom('x'.repeat(4_000))).toHaveLength(4_000);
  });

  test('keeps its smileys, which Teams sends as pictures', async () => {
    const picture =
      '<img itemtype="http://schema.skype.com/Emoji" itemid="cry" src="https://x" title="Crying" alt="😢">';
    expect(await quotedFrom(`he was ${picture} <emoji id="x" alt="👍" title="Yes"></emoji>`)).toBe('he was 😢 👍');
  });
});

describe('R5.5: a concern closed by one party', () => {
  test('is told to those who have not acknowledged it: no clock runs for them any more', async () => {
    const concern = numberIn(
      (await day.raises(fromChat(day), who.priya, { pupilName: 'Alfie Brightwell' }, { pupil: 'SVP|SV-1001' })).words,
    );
    await day.turn();
    const at = { partnership: 'SVP', concern };
    const form = async (act: string) => (await pressed(who.nadia, 'concern-form', { ...at, act })).card;
    await sendForm(day, who.nadia, await form('decision'), 'Record the decision', {
      decision: 'monitor',
      why: 'Spoke',
    });
    await sendForm(day, who.nadia, await form('close'), 'Close it', { outcome: 'Seen to' });
    await day.turn();
    const told = (by: Person): Post[] =>
      day.teams.postsIn(by).filter((post) => wordsOf(post).startsWith('A concern was closed that you have not'));
    expect([who.martin, who.nadia].map((by) => told(by).length)).toEqual([1, 0]);
    expect((await day.press(who.martin, told(who.martin)[0]!, 'Open')).answer).toContain('Seen to');
  });
});

describe('R8.3: a sealed child', () => {
  const marnie = 'SV-1025';
  const csv = (name: string, ...lines: string[]): [string, string] => [name, [...lines, ''].join('\n')];

  test('of a drill’s report nobody reads where a sealed child goes', async () => {
    await day.load([
      csv(
        'provisions.csv',
        'code,name,address,postcode,phone,registered',
        'quiet,Quiet House,1 Mill Lane,LE99 9ZZ,07700 900777,no',
      ),
      csv('people.csv', 'upn,role,organisation,name', 'r.quill@quiet.example,provision-dsl,quiet,Rosa Quill'),
      csv('placements.csv', 'pupil_id,provision,start_date', `${marnie},quiet,2026-09-01`),
    ]);
    const carys = day.person('c.whitlow@swanmere-valley.example');
    const offer = await day.say(carys, 'drill');
    const begun = await day.press(carys, offer.posts.at(-1)!, 'Start a drill');
    expect(begun.answer).toContain('A drill is running');
    expect(begun.answer).not.toMatch(/Quill|Quiet/);
  });

  test('once sealed stays sealed, where the child has left the records', async () => {
    const receipt = await day.raises(
      fromChat(day),
      who.nadia,
      { pupilName: 'Marnie Scholes' },
      { pupil: `SVP|${marnie}` },
    );
    const concern = numberIn(receipt.words);
    const open = async (by: Person): Promise<string> =>
      (await pressed(by, 'concern', { partnership: 'SVP', concern })).answer;
    const carys = day.person('c.whitlow@swanmere-valley.example');
    expect(await open(carys)).toContain('I have no concern by that number');
    await day.load([csv('pupils.csv', 'pupil_id,remove', `${marnie},yes`)]);
    day.pass(20);
    expect((await day.store.records.day('SVP', '2026-11-09'))?.pupils.some(({ pupilId }) => pupilId === marnie)).toBe(
      false,
    );
    expect(await open(who.nadia)).toContain('A pupil who is no longer in the records');
    expect(await open(carys)).toContain('I have no concern by that number');
    expect((await day.say(carys, 'concerns')).words).not.toContain(concern);
  });
});
