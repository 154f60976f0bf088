import { startSchoolDay, type SchoolDay } from '../../support/school-day.ts';
import { leaksOn, logLeaksOn, previewLeaksOn } from '../../support/privacy.ts';
import { buttonOf, wordsOf } from '../../support/card-words.ts';
import { cardOf } from '../../support/connector.ts';
import type { Channel, GroupChat, Person } from '../../support/teams-world.ts';

const privately = 'Answered privately.';

let day: SchoolDay;
let martin: Person; // DSL at Ashmere Vale, with the personal app
let owen: Person; // deputy DSL there, without it
let howard: Person; // chair: no pupil is theirs to see
let channel: Channel;
let group: GroupChat;

beforeAll(async () => {
  day = await startSchoolDay('2026-11-09', '10:45');
  await day.loadDemo();
  martin = day.person('m.oyelaran@ashmere-vale.example');
  owen = day.person('o.grieve@ashmere-vale.example', { installed: false });
  howard = day.person('h.brant@swanmere-valley.example');
  channel = day.channel('Ashmere Vale', [martin, owen, howard]);
  group = day.teams.groupChat({ members: [martin, owen, howard], tenantId: channel.tenantId });
});
afterAll(() => day.stop());

type Asked = [string, () => Channel | GroupChat, () => Person, string, string];
const inChannel: Asked[] = [
  [
    'about a pupil of theirs',
    () => channel,
    () => martin,
    'where is Alfie Brightwell',
    'Marked present at Fallow Hill Farm',
  ],
  ['about a week', () => channel, () => martin, 'timetable Alfie Brightwell', 'Week of Monday 9 November'],
  ['about two of one name', () => channel, () => martin, 'timetable Mohammed Ali', 'Which pupil do you mean?'],
  ['about nobody', () => channel, () => martin, 'where is Barnaby Nobody', 'I can’t find a pupil by that name'],
  ['about a digest of no linked channel', () => channel, () => martin, 'digest', 'children not accounted for'],
  [
    'without a role for it',
    () => channel,
    () => howard,
    'where is Alfie Brightwell',
    'Your role here does not include that',
  ],
];
const inGroup: Asked[] = [
  [
    'about a pupil, in a group chat',
    () => group,
    () => martin,
    'timetable Alfie Brightwell',
    'Week of Monday 9 November',
  ],
  ['about a digest, in a group chat', () => group, () => martin, 'digest', 'children not accounted for'],
  [
    'without a role for it, in a group chat',
    () => group,
    () => howard,
    'where is Alfie',
    'Your role here does not include',
  ],
];

describe('asked where others read', () => {
  test.each([...inChannel, ...inGroup])(
    '%s: the answer goes to the own chat alone',
    async (_, where, who, text, answer) => {
      const { posts } = await day.say(who(), text, where());
      const [inside, outside] = posts;
      expect(posts.map((post) => post.conversationId)).toEqual([who().conversationId, where().conversationId]);
      expect(wordsOf(inside!)).toContain(answer);
      expect(wordsOf(outside!)).toBe(['Keylink', privately, privately].join('\n'));
    },
  );
});

describe('somebody without the personal app', () => {
  test('gets a button that carries nothing of the question, and whose answer only the presser sees', async () => {
    const asked = await day.say(owen, "where is Callum O'Neill", channel);
    const [ask] = asked.posts;
    expect(asked.posts).toHaveLength(1);
    expect(asked.words).toContain('Press “Show me” and only you will see it');
    expect(JSON.stringify(ask?.activity)).not.toMatch(/Callum|O'Neill/);
    const { answer, posts } = await day.press(owen, ask!, 'Show me');
    expect(answer).toContain("Callum O'Neill");
    expect(answer).toContain('Greenlock Boat Project');
    expect(posts).toEqual([]);
  });

  test('chooses on the card, still alone with it', async () => {
    const { posts } = await day.say(owen, 'timetable Mohammed Ali', channel);
    const shown = await day.press(owen, posts[0]!, 'Show me');
    expect(shown.answer).toContain('Which pupil do you mean?');
    const { answer, posts: visible } = await day.press(owen, shown.card, 'This one #2', { where: channel });
    expect(answer).toContain('Mohammed Ali');
    expect(visible).toEqual([]);
  });

  test.each([
    ['another person', 'execute', 'This button is for the person who asked.'],
    ['another person on an old client', 'submit', 'This button is for the person who asked.'],
  ] as const)('%s learns nothing from the button', async (_, as, words) => {
    const { posts } = await day.say(owen, 'timetable Alfie Brightwell', channel);
    const pressed = await day.press(martin, posts[0]!, 'Show me', { as });
    expect(pressed.answer + pressed.words).toContain(words);
  });

  test('on an old client is told how to add the app', async () => {
    const { posts } = await day.say(owen, 'timetable Alfie Brightwell', channel);
    const { words } = await day.press(owen, posts[0]!, 'Show me', { as: 'submit' });
    expect(words).toContain('In Teams open Apps, find Keylink and press Add');
  });

  test('is answered in the own chat from the day the app is there', async () => {
    owen.installed = true;
    const { posts } = await day.say(owen, 'timetable Alfie Brightwell', channel);
    expect(posts.map((post) => post.conversationId)).toEqual([owen.conversationId, channel.conversationId]);
    owen.installed = false;
  });

  test('who took the app away is offered the button again', async () => {
    const { words, posts } = await day.say(owen, 'timetable Alfie Brightwell', channel);
    expect(words).toContain('Show me');
    expect(posts.map((post) => post.conversationId)).toEqual([channel.conversationId]);
  });
});

describe('what may be said in a channel', () => {
  test('help, what is not understood, and a stranger’s refusal: nothing of what was typed', async () => {
    const robin = day.person('r.sparrow@swanmere-valley.example', { name: 'Robin Sparrow' });
    channel.members.push(robin);
    for (const [who, text] of [
      [martin, 'help'],
      [martin, 'promote Zoë Hartnell-Reid soon'],
      [robin, 'where is Zoë Hartnell-Reid'],
      [martin, 'link Zoë Hartnell-Reid'],
    ] as const) {
      const { posts, words } = await day.say(who, text, channel);
      expect(posts.map((post) => post.conversationId)).toEqual([channel.conversationId]);
      expect(words).not.toMatch(/Hartnell/);
    }
  });

  test('the mention is what Teams says it is, and not part of the question', async () => {
    const { posts } = await day.say(martin, 'where is Alfie Brightwell', channel);
    expect(wordsOf(posts[0]!)).toContain('Alfie Brightwell');
  });
});

test('R9.4: a card in a channel carries no question and no pupil in its buttons', () => {
  const cards = day.teams.postsIn(channel).map(cardOf);
  const asks = cards.filter((card) => JSON.stringify(card).includes('Show me'));
  expect(asks.length).toBeGreaterThan(3);
  for (const card of asks) {
    const { data } = buttonOf(card, 'Show me') as { data: Record<string, string> };
    expect(Object.keys(data).toSorted()).toEqual(['ask', 'keylink', 'verb']);
  }
});

test('nothing of any child ever stood in a channel, a preview or the log', () => {
  expect(day.teams.postsIn(channel).length).toBeGreaterThan(10);
  expect(leaksOn(day)).toEqual([]);
  expect(previewLeaksOn(day)).toEqual([]);
  expect(logLeaksOn(day)).toEqual([]);
});
