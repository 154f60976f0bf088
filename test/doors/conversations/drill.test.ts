import { buttonOf, wordsOf } from '../../support/card-words.ts';
import { cardOf } from '../../support/connector.ts';
import type { Post } from '../../support/connector-rest.ts';
import { previewLeaksOn } from '../../support/privacy.ts';
import { startSchoolDay, type SchoolDay } from '../../support/school-day.ts';
import type { Person } from '../../support/teams-world.ts';
import { packAction } from '../../../src/teams/verbs.ts';

/** A drill of the Swanmere Valley partnership, from its start to its report. */
const TITLE = 'DRILL, not a real concern: please answer';
const people = {
  nadia: 'n.farrow@swanmere-valley.example', // coordinator
  carys: 'c.whitlow@swanmere-valley.example', // deputy
  martin: 'm.oyelaran@ashmere-vale.example', // DSL of a school
  owen: 'o.grieve@ashmere-vale.example', // deputy DSL there
  anjali: 'a.mistry@thringbrook.example', // DSL of another; takes Keylink away
  gwen: 'g.astley@fallow-hill.example', // DSL of a provision
  jo: 'j.penfold@swanmere-valley.example', // officer
  femi: 'f.okoro@wrenhill-ip.example', // coordinator of another partnership
};
type Name = keyof typeof people;

let day: SchoolDay;
let who: Record<Name, Person>;

const drillOf = async () => (await day.store.drills.current('SVP'))!;
const drillPosts = (person: Person): Post[] =>
  day.teams.postsIn(person).filter((post) => wordsOf(post).startsWith('DRILL'));
const inOthers = async () => (await day.rows()).filter(({ where }) => where !== 'drills');
/** In the same minute nothing else changes them: no look at the clock is due. */
const recordsAndConcerns = async () =>
  (await day.rows()).filter(({ where }) => ['concerns', 'records'].includes(where)).map(({ text }) => text);

beforeAll(async () => {
  day = await startSchoolDay('2026-11-09', '09:59');
  await day.loadDemo();
  who = Object.fromEntries(Object.entries(people).map(([name, upn]) => [name, day.person(upn)])) as typeof who;
  for (const person of Object.values(who)) await day.say(person, 'help');
  who.anjali.installed = false;
  await day.turn();
});
afterAll(() => day.stop());

describe('who may', () => {
  test.each<Name>(['martin', 'gwen', 'jo'])('%s may not', async (name) => {
    expect((await day.say(who[name], 'drill')).words).toContain('Your role here does not include that.');
    const data = packAction('drill-begin', { partnership: 'SVP', token: 'theirs' });
    const { answer } = await day.deliver(day.teams.executes(who[name], { verb: 'drill-begin', data }));
    expect(answer).toContain('for the coordinator or a deputy');
    expect(await day.store.drills.current('SVP')).toBeUndefined();
  });

  test('a coordinator of another partnership may not begin one here', async () => {
    const data = packAction('drill-begin', { partnership: 'SVP', token: 'theirs' });
    const { answer } = await day.deliver(day.teams.executes(who.femi, { verb: 'drill-begin', data }));
    expect(answer).toContain('for the coordinator or a deputy');
    expect(await day.store.drills.current('SVP')).toBeUndefined();
  });
});

describe('a drill', () => {
  let offer: Post;
  let before: string[];
  let start: ReturnType<typeof buttonOf>;

  test('is offered with what it will do, and begins nothing', async () => {
    const { posts, words } = await day.say(who.nadia, 'drill');
    offer = posts[0]!;
    start = buttonOf(cardOf(offer), 'Start a drill');
    expect(words).toContain('There has been no drill yet.');
    expect(words).toMatch(/A drill sends \d+ people, every DSL and deputy/);
    expect(words).toContain('They have 10 minutes to answer it.');
    expect(await day.store.drills.current('SVP')).toBeUndefined();
  });

  test('tells everybody a concern could be told to, once, however often its button is pressed', async () => {
    before = await recordsAndConcerns();
    const [one, two] = await Promise.all([
      day.press(who.nadia, offer, 'Start a drill'),
      day.press(who.nadia, offer, 'Start a drill', { as: 'submit' }),
    ]);
    expect([one.status, two.status]).toEqual([200, 200]);
    expect(one.answer).toContain('A drill is running');
    await day.turn();
    for (const name of ['nadia', 'carys', 'martin', 'owen', 'gwen'] as const) {
      expect(drillPosts(who[name])).toHaveLength(1);
      expect(wordsOf(drillPosts(who[name])[0]!)).toContain('Pretend Pupil');
    }
    for (const name of ['jo', 'femi', 'anjali'] as const) expect(drillPosts(who[name])).toEqual([]);
    expect(await recordsAndConcerns()).toEqual(before);
  });

  test('says that it is a drill wherever it is seen, and each message has one button', () => {
    const post = drillPosts(who.martin)[0]!;
    expect(post.activity['summary']).toBe(TITLE);
    expect(wordsOf(post).split('\n')[0]).toBe(TITLE);
    expect(previewLeaksOn(day)).toEqual([]);
  });

  test('is the only one: another start, by anybody, shows the one that runs', async () => {
    const data = packAction('drill-begin', { partnership: 'SVP', token: 'another' });
    const { answer } = await day.deliver(day.teams.executes(who.carys, { verb: 'drill-begin', data }));
    expect(answer).toContain('A drill is running');
    await day.turn();
    expect(drillPosts(who.martin)).toHaveLength(1);
    expect((await drillOf()).by.name).toBe('Nadia Farrow');
  });

  test('who has it presses the button, and is told how long it took', async () => {
    day.pass(4 * 60);
    await day.turn();
    before = await recordsAndConcerns();
    const { answer } = await day.press(who.martin, drillPosts(who.martin)[0]!, 'I have it');
    expect(answer).toContain('You answered after 4 minutes, at 10:03.');
    expect(wordsOf(drillPosts(who.martin)[0]!)).toContain('There is nothing else to do.');
    const again = await day.press(who.carys, drillPosts(who.carys)[0]!, 'I have it', { as: 'submit' });
    expect(again.status).toBe(200);
    expect(wordsOf(drillPosts(who.carys)[0]!)).toContain('after 4 minutes');
  });

  test('answered again, or delivered again, the first time counts', async () => {
    const data = packAction('drill-answer', { partnership: 'SVP', drill: (await drillOf()).id });
    day.pass(30);
    const { answer } = await day.deliver(day.teams.executes(who.martin, { verb: 'drill-answer', data }));
    expect(answer).toContain('at 10:03');
  });

  test('nobody else can answer for them', async () => {
    const data = packAction('drill-answer', { partnership: 'SVP', drill: (await drillOf()).id });
    const { answer } = await day.deliver(day.teams.executes(who.jo, { verb: 'drill-answer', data }));
    expect(answer).toContain('does not wait for you');
    for (const partnership of ['SVP', '../..', '']) {
      const gone = packAction('drill-answer', { partnership, drill: 'x' });
      const heard = await day.deliver(day.teams.executes(who.martin, { verb: 'drill-answer', data: gone }));
      expect(heard.answer).toBe(answer);
    }
  });

  test('carried twice, nobody is told twice', async () => {
    const { id, people: all } = await drillOf();
    for (const { upn } of all) await day.store.queue.put({ kind: 'drill', partnership: 'SVP', drill: id, upn });
    await day.store.queue.put({ kind: 'drill', partnership: 'SVP', drill: 'none', upn: people.martin });
    await day.turn();
    for (const name of ['martin', 'gwen', 'owen'] as const) expect(drillPosts(who[name])).toHaveLength(1);
  });

  test('is taken up by another where the sender died in the middle', async () => {
    const { id } = await drillOf();
    const at = { partnership: 'SVP', id };
    const { sentAt: _, ...unsent } = (await drillOf()).people.find(({ upn }) => upn === people.owen)!;
    await day.store.drills.changePerson(at, people.owen, () => ({ ...unsent, state: 'due', claim: { owner: 'dead' } }));
    await day.store.queue.put({ kind: 'drill', partnership: 'SVP', drill: id, upn: people.owen });
    await day.turn();
    // Still held: nothing yet. What its holder wrote last is young by the store's own clock.
    expect(drillPosts(who.owen)).toHaveLength(1);
    await day.store.drills.changePerson(at, people.owen, () => ({ ...unsent, state: 'due' }));
    await day.store.queue.put({ kind: 'drill', partnership: 'SVP', drill: id, upn: people.owen });
    await day.turn();
    expect(drillPosts(who.owen)).toHaveLength(2);
  });

  test('leaves no trace in records or concerns', async () => {
    expect(await recordsAndConcerns()).toEqual(before);
  });

  test('shows how it stands while it runs', async () => {
    const { words } = await day.say(who.carys, 'drill');
    expect(words).toContain('A drill is running');
    expect(words).toMatch(/\n2\nof \d+ people answered in time\n/);
    expect(words).toMatch(/Could not be reached \(\d+\)[^]*Anjali Mistry\nschool DSL, Thringbrook College/);
  });

  test('is over when the time is up: whoever began it has the report, once', async () => {
    const instance = await day.another();
    await day.comes('10:09');
    await instance();
    await day.turn();
    const reports = day.teams.postsIn(who.nadia).filter((post) => wordsOf(post).startsWith('Drill report'));
    expect(reports).toHaveLength(1);
    const words = wordsOf(reports[0]!);
    expect(words).toMatch(/over at 10:09/);
    expect(words).toMatch(/Answered \(2\)/);
    expect(words).toMatch(
      /Martin Oyelaran\nschool DSL, [^\n]*Ashmere Vale[^\n]*\nTold at 09:59\.\nAnswered after 4 minutes\./,
    );
    expect(words).toMatch(/Not answered in time \(3\)/);
    expect(words).toMatch(
      /Gwen Astley\nprovision DSL, Fallow Hill Farm\nTold at 09:59\.\nIn a real concern their deputy, or else the next DSL, would have been told\./,
    );
    expect(words).toMatch(/Anjali Mistry\nschool DSL, Thringbrook College\nTeams does not let Keylink write to them/);
    expect(words).toMatch(/Fastest: [^.]+, after 4 minutes\. Slowest: [^.]+, after 4 minutes\./);
    expect(day.teams.postsIn(who.carys).some((post) => wordsOf(post).startsWith('Drill report'))).toBe(false);
  });

  test('answered after the end is late, and said so', async () => {
    day.pass(5 * 60);
    const { answer } = await day.press(who.gwen, drillPosts(who.gwen)[0]!, 'I have it');
    expect(answer).toContain('The drill was over by then');
    const { words } = await day.say(who.nadia, 'drill');
    expect(words).toMatch(/Drill report[^]*Answered late \(1\)\nGwen Astley/);
    expect(words).toContain('A drill sends');
  });

  test('begins no second time from its own button, and a new one from a new', async () => {
    const first = (await drillOf()).id;
    const { answer } = await day.deliver(day.teams.executes(who.nadia, start));
    expect(answer).toContain('Drill report');
    await day.turn();
    expect((await drillOf()).id).toBe(first);
    expect(drillPosts(who.martin)).toHaveLength(1);
    const { posts } = await day.say(who.carys, 'drill');
    await day.press(who.carys, posts.at(-1)!, 'Start a drill');
    await day.turn();
    expect((await drillOf()).id).not.toBe(first);
    expect(drillPosts(who.martin)).toHaveLength(2);
  });

  test('ends at once when all have answered who can be reached', async () => {
    day.pass(60);
    const { id, people: told } = await drillOf();
    const data = packAction('drill-answer', { partnership: 'SVP', drill: id });
    const waiting = new Set(told.filter(({ state }) => state === 'sent').map(({ upn }) => upn));
    for (const person of Object.values(who).filter(({ userPrincipalName }) => waiting.has(userPrincipalName)))
      await day.deliver(day.teams.executes(person, { verb: 'drill-answer', data }));
    await day.turn();
    await day.turn();
    expect((await drillOf()).endedAt).toBe(day.now());
    expect(day.teams.postsIn(who.carys).some((post) => wordsOf(post).startsWith('Drill report'))).toBe(true);
  });

  test('whoever has lost the role since can begin none with an old card', async () => {
    const { posts } = await day.say(who.carys, 'drill');
    await day.load([
      [
        'people.csv',
        'upn,role,organisation,name,remove\nc.whitlow@swanmere-valley.example,deputy,SVP,Carys Whitlow,yes\n',
      ],
    ]);
    const last = (await drillOf()).id;
    await day.press(who.carys, posts.at(-1)!, 'Start a drill');
    expect((await drillOf()).id).toBe(last);
  });

  test('nothing of it stands anywhere but in its own table', async () => {
    const { id } = await drillOf();
    const found = (await inOthers()).filter(({ text }) => text.includes('Pretend') || text.includes(id));
    expect(found).toEqual([]);
    const looked = (await day.audit()).filter(({ query }) => query.startsWith('drill'));
    expect(looked.every(({ decision, pupilId }) => decision === 'refused' && pupilId === undefined)).toBe(true);
  });
});
