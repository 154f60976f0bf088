import { wordsOf } from '../../support/card-words.ts';
import { openLine } from '../../support/filled-form.ts';
import { leaksOn, logLeaksOn, previewLeaksOn } from '../../support/privacy.ts';
import { startSchoolDay, type SchoolDay } from '../../support/school-day.ts';
import type { Person } from '../../support/teams-world.ts';

let day: SchoolDay;
let jo: Person; // officer of the partnership
let nadia: Person; // its coordinator, and key link at Ashmere Vale
let martin: Person; // DSL at Ashmere Vale

beforeAll(async () => {
  day = await startSchoolDay('2026-11-09', '10:25');
  await day.loadDemo();
  jo = day.person('j.penfold@swanmere-valley.example');
  nadia = day.person('n.farrow@swanmere-valley.example');
  martin = day.person('m.oyelaran@ashmere-vale.example');
  for (const who of [jo, nadia, martin]) await day.say(who, 'help');
  await day.say(nadia, 'link Ashmere Vale', day.channel('Ashmere Vale', [nadia, martin]));
});
afterAll(() => day.stop());

describe('today', () => {
  test('registers in and not in, children, follow-ups, digests and empty roles, on one card', async () => {
    const [digest] = await day.comes('10:30');
    const { words, posts } = await day.say(jo, 'today');
    expect(posts).toHaveLength(1);
    expect(words).toMatch(/\n\d+\nchild(ren)? not accounted for\n\d+\nabsences? being followed up\n/);
    expect(words).toMatch(
      /Registers not in \(1\)\n(.*\n)?Kiln Lane Studio\nClosed 10:00: 1 of 1 pupil not marked\. To be rung for/,
    );
    expect(words).toContain('Ring 01632 960205.');
    expect(words).toMatch(/Ashmere Vale Academy\nSent 10:30\. Nobody has acknowledged it\./);
    expect(words).toContain('Thringbrook College\nNot sent: no channel is linked.');
    expect(words).toMatch(/Roles with nobody to reach \(\d+\)/);
    expect(words).not.toMatch(/Brightwell|Hartnell|Pickering/);
    expect(digest).toBeDefined();
  });

  test('says who has acknowledged a digest, and opens it and a register', async () => {
    const digest = day.teams.posts.find(
      (post) => wordsOf(post).includes('not accounted for') && post.conversationId.startsWith('19:'),
    )!;
    await day.press(martin, digest, 'Acknowledge');
    const { posts, words } = await day.say(jo, 'today');
    expect(words).toContain('Acknowledged by Martin Oyelaran at 10:30.');
    expect((await openLine(day, jo, posts[0]!, 'Ashmere Vale Academy')).words).toContain(
      'Morning digest for Ashmere Vale',
    );
    expect((await openLine(day, jo, posts[0]!, 'Kiln Lane Studio')).words).toContain('Kiln Lane Studio');
  });

  test('is the partnership’s alone, and in a channel answered privately', async () => {
    expect((await day.say(martin, 'today')).words).toContain('Your role here does not include that.');
    const { posts } = await day.say(nadia, 'today', day.channel('Staff', [nadia, jo]));
    expect(posts[0]!.conversationId).toBe(nadia.conversationId);
  });

  test('names nobody in a channel, a preview or the log', () => {
    expect([...leaksOn(day), ...previewLeaksOn(day), ...logLeaksOn(day)]).toEqual([]);
  });
});
