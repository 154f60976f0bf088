import { startSchoolDay, type SchoolDay } from '../../support/school-day.ts';
import { wordsOf } from '../../support/card-words.ts';
import type { Inbound } from '../../support/activities.ts';
import type { Post } from '../../support/connector-rest.ts';
import type { Channel, Person } from '../../support/teams-world.ts';

// Teams brings an activity again when an answer takes longer than 15 s, and at other times (teams-platform, 2.4).

let day: SchoolDay;
let nadia: Person; // coordinator, and key link at Ashmere Vale
let martin: Person; // DSL at Ashmere Vale
let channel: Channel;

beforeAll(async () => {
  day = await startSchoolDay('2026-11-09', '10:30');
  await day.loadDemo();
  nadia = day.person('n.farrow@swanmere-valley.example');
  martin = day.person('m.oyelaran@ashmere-vale.example');
  channel = day.channel('Ashmere Vale', [nadia, martin]);
});
afterAll(() => day.stop());

const thrice = async (activity: Inbound): Promise<void> => {
  for (const again of [activity, activity, activity]) await day.deliver(again);
};
const fiveAtOnce = async (activity: Inbound): Promise<void> => {
  await Promise.all([1, 2, 3, 4, 5].map(() => day.deliver(activity)));
};

/** What came to stand anywhere through it, and what it left in the audit. */
async function seenOf(deliver: (activity: Inbound) => Promise<void>, activity: Inbound) {
  const [posts, rows] = [day.teams.posts.length, (await day.audit()).length];
  await deliver(activity);
  return { posts: day.teams.posts.slice(posts), rows: (await day.audit()).length - rows };
}

describe.each([
  ['three times in a row', thrice],
  ['five times at once', fiveAtOnce],
] as const)('delivered %s', (_, deliver) => {
  test('help is answered once', async () => {
    const { posts } = await seenOf(deliver, day.teams.says(martin, 'help'));
    expect(posts).toHaveLength(1);
  });

  test('a question in the own chat is answered and written down once', async () => {
    const { posts, rows } = await seenOf(deliver, day.teams.says(martin, 'where is Alfie Brightwell'));
    expect(posts).toHaveLength(1);
    expect(rows).toBe(1);
  });

  test('a question in a channel is answered once privately, and said so once', async () => {
    const { posts, rows } = await seenOf(deliver, day.teams.says(martin, 'timetable Alfie Brightwell', channel));
    expect(posts.map((post) => post.conversationId)).toEqual([martin.conversationId, channel.conversationId]);
    expect(rows).toBe(1);
  });

  test('what is not understood is said once', async () => {
    const { posts } = await seenOf(deliver, day.teams.says(martin, 'mark somebody present'));
    expect(posts).toHaveLength(1);
  });

  test('a choice that an old client submits is answered once', async () => {
    const { posts } = await day.say(martin, 'timetable Mohammed Ali');
    const data = { keylink: '1', verb: 'choose', command: 'timetable', pupil: 'SV-1003', asked: 'Mohammed Ali' };
    const submit = day.teams.submits(martin, data, martin, { replyToId: posts[0]!.id });
    const seen = await seenOf(deliver, submit);
    expect(seen.posts).toHaveLength(1);
    expect(seen.rows).toBe(1);
  });

  test('link acts and answers once', async () => {
    const { posts, rows } = await seenOf(deliver, day.teams.says(nadia, 'link Ashmere Vale Academy', channel));
    expect(posts).toHaveLength(1);
    expect(rows).toBe(1);
  });
});

describe('what is posted unasked', () => {
  const digests = (): Post[] =>
    day.teams.postsIn(channel).filter((post) => post.activity['summary'] === 'Morning digest for Ashmere Vale Academy');

  test('many reasons to post one digest at once make one post', async () => {
    const at = { partnership: 'SVP', date: '2026-11-09', urn: '999001' };
    for (const urn of ['999001', '999001', '999001', '999001']) {
      await day.store.queue.put({ kind: 'post', ...at, urn });
      await day.store.queue.put({ kind: 'changed', partnership: 'SVP' });
    }
    await day.turn();
    expect(digests()).toHaveLength(1);
    expect(wordsOf(digests()[0]!)).toContain('children not accounted for');
  });

  test.each([
    ['three times in a row', thrice],
    ['five times at once', fiveAtOnce],
  ] as const)('Acknowledge delivered %s is answered each time and counts once', async (_, deliver) => {
    const [shown] = digests();
    const data = { keylink: '1', verb: 'acknowledge', urn: '999001', date: '2026-11-09' };
    const press = day.teams.executes(martin, { verb: 'acknowledge', data }, channel, { replyToId: shown!.id });
    await deliver(press);
    expect((await day.deliver(press)).answer).toContain('Acknowledged by Martin Oyelaran');
    const post = await day.store.posts.read('SVP', '2026-11-09', '999001');
    expect(post?.acks).toHaveLength(1);
    day.pass(60);
    await day.turn();
    expect(wordsOf(shown!).match(/Acknowledged by/g)).toHaveLength(1);
  });
});
