import { startSchoolDay, viewersOf, type SchoolDay } from '../../support/school-day.ts';
import { leaksOn, logLeaksOn, previewLeaksOn } from '../../support/privacy.ts';
import { buttonTitles, wordsOf } from '../../support/card-words.ts';
import { cardOf } from '../../support/connector.ts';
import type { Post } from '../../support/connector-rest.ts';
import type { Channel, Person } from '../../support/teams-world.ts';

let day: SchoolDay;
let nadia: Person; // coordinator, and key link at Ashmere Vale
let martin: Person; // DSL at Ashmere Vale
let kate: Person; // key link at Barrowick
let howard: Person; // chair: no digest is theirs to read
let channel: Channel; // Ashmere Vale's
let shown: Post;

beforeAll(async () => {
  day = await startSchoolDay('2026-11-09', '10:30');
  await day.loadDemo();
  nadia = day.person('n.farrow@swanmere-valley.example');
  martin = day.person('m.oyelaran@ashmere-vale.example');
  kate = day.person('k.rudd@barrowick.example');
  howard = day.person('h.brant@swanmere-valley.example');
  channel = day.channel('Ashmere Vale', [nadia, martin, kate, howard]);
  await day.say(nadia, 'link Ashmere Vale Academy', channel);
  await day.say(kate, 'help');
  await day.turn();
  shown = day.teams.postsIn(channel).find((post) => wordsOf(post).startsWith('Morning digest'))!;
});
afterAll(() => day.stop());

describe('digest, in the own chat', () => {
  test.each([
    ['digest', 'Monday 9 November', 'children not accounted for'],
    ['digest today', 'Monday 9 November', 'Alfie Brightwell, Year 10'],
    ['digest friday', 'Friday 6 November', 'A past day, with what is known now'],
    ['Digest Friday?', 'Friday 6 November', 'Marked present'],
    ['digest 5 november', 'Thursday 5 November', 'A past day'],
  ])('%s is the names view of %s', async (text, date, words) => {
    const heard = await day.say(martin, text);
    expect(heard.words).toContain(date);
    expect(heard.words).toContain(words);
    expect(heard.words).toMatch(/Mohammed Ali, Year 1[01]/);
  });

  test.each([
    ['digest tomorrow', 'Tuesday 10 November is still to come'],
    ['digest sunday', 'Sunday 8 November is not a school day for Ashmere Vale Academy'],
    ['digest whenever', 'I did not understand the day “whenever”'],
  ])('%s gets a short exact answer', async (text, words) => {
    const heard = await day.say(martin, text);
    expect(heard.words).toContain(words);
    expect(heard.words).not.toMatch(/Year \d/);
  });

  test('with several schools it is a choice; the one chosen is shown on the card', async () => {
    const asked = await day.say(nadia, 'digest');
    expect(asked.words).toContain('Which school’s digest?');
    const { answer } = await day.press(nadia, asked.posts[0]!, 'Show #3');
    expect(answer).toContain('Barrowick High School');
    expect(answer).toContain('Alcott, Year 9');
  });

  test('a school may be named with it', async () => {
    const { words } = await day.say(nadia, 'digest thringbrook friday');
    expect(words).toContain('Thringbrook College');
    expect(words).toContain('Friday 6 November');
  });

  test('R8.3: a sealed pupil stands in it for those named, and for nobody else', async () => {
    const bernadette = day.person('b.quilter@st-merewenna.example');
    const [sealed] = (await day.store.records.day('SVP', '2026-11-09'))?.pupils.filter((pupil) => pupil.sealed) ?? [];
    expect((await day.say(bernadette, 'digest')).words).not.toContain(sealed?.surname);
    expect((await day.say(nadia, 'digest 999004')).words).toContain(sealed?.surname);
  });

  test.each([
    ['a role that reads none', () => howard],
    ['provision staff', () => day.person('t.marlow@fallow-hill.example')],
  ])('%s is refused', async (_, who) => {
    const { words } = await day.say(who(), 'digest');
    expect(words).toContain('Your role here does not include that.');
    expect(words).not.toMatch(/Year \d|accounted/);
  });
});

describe('digest, in the linked channel', () => {
  test.each(['digest', 'digest friday'])('%s is shown as the channel’s digest is: initials', async (text) => {
    const { posts, words } = await day.say(martin, text, channel);
    expect(posts.map((post) => post.conversationId)).toEqual([channel.conversationId]);
    expect(words).toContain('MA·1');
    expect(words).toContain('MA·2');
    expect(words).toContain('Initials only');
  });

  test('another school’s is not shown there', async () => {
    const { words } = await day.say(nadia, 'digest thringbrook', channel);
    expect(words).toContain('This channel is for the digests of another school.');
    expect(words).not.toMatch(/accounted/);
  });

  test('R8.1: what was typed is not said again', async () => {
    expect((await day.say(martin, 'digest Alfie Brightwell', channel)).words).not.toMatch(/Alfie|Brightwell/);
  });

  test.each([
    ['somebody of another school', () => kate],
    ['somebody whose role reads none', () => howard],
  ])('%s is refused', async (_, who) => {
    expect((await day.say(who(), 'digest', channel)).words).toContain('Your role here does not include that.');
  });
});

describe('Show names', () => {
  test('is a card for the presser alone', async () => {
    const { answer, posts } = await day.press(martin, shown, 'Show names');
    expect(answer).toContain('Zoë Hartnell-Reid, Year 9');
    expect(answer).toContain('Reason: ill');
    expect(posts).toEqual([]);
  });

  test('comes by itself for those with a role, who are known to it', async () => {
    expect(viewersOf(shown)).toEqual(expect.arrayContaining([nadia.aadObjectId, martin.aadObjectId]));
    expect(viewersOf(shown)).not.toContain(howard.aadObjectId);
    expect(viewersOf(shown)).not.toContain(kate.aadObjectId);
    const { answer } = await day.press(martin, shown, 'Show names', { automatic: true });
    expect(answer).toContain('Zoë Hartnell-Reid, Year 9');
  });

  test.each([
    ['somebody of another school', () => kate],
    ['somebody without such a role', () => howard],
    ['a stranger', () => day.person('r.sparrow@swanmere-valley.example')],
  ])('%s sees no name, whether pressed or by itself', async (_, who) => {
    for (const automatic of [false, true]) {
      const { answer, words, status } = await day.press(who(), shown, 'Show names', { automatic, where: channel });
      expect(status).toBe(200);
      expect(answer).not.toBe('');
      expect(answer + words).not.toMatch(/Year \d|Hartnell|Brightwell/);
    }
  });

  test('an old client, which only submits, gets it in the own chat', async () => {
    const { posts } = await day.press(martin, shown, 'Show names', { as: 'submit' });
    const [own, told] = posts;
    expect(posts.map((post) => post.conversationId)).toEqual([martin.conversationId, channel.conversationId]);
    expect(wordsOf(own!)).toContain('Zoë Hartnell-Reid, Year 9');
    expect(wordsOf(told!)).toContain('Answered privately.');
  });

  test('every look is written down, refused ones too', async () => {
    const rows = (await day.audit()).filter((row) => row.surface === 'card' && row.query === 'digest');
    expect(rows.filter((row) => row.decision === 'refused' && row.who === kate.userPrincipalName)).toHaveLength(2);
    expect(rows.some((row) => row.decision === 'answered' && row.who === martin.userPrincipalName)).toBe(true);
    expect(rows.every((row) => row.organisation === '999001' || row.organisation === '999003')).toBe(true);
  });
});

describe('Acknowledge', () => {
  test('is for the school’s own: partnership staff and others are told so, and nothing changes', async () => {
    const femi = day.person('f.okoro@wrenhill-ip.example', { tenantId: nadia.tenantId });
    for (const who of [kate, howard, femi]) {
      const { answer } = await day.press(who, shown, 'Acknowledge', { where: channel });
      expect(answer).not.toMatch(/Year \d|Acknowledged by/);
    }
    day.pass(60);
    await day.turn();
    expect(wordsOf(shown)).not.toContain('Acknowledged by');
  });

  test('pressed three times is one, and stands on the card for all', async () => {
    const press = day.teams.executes(martin, acknowledgement(), channel, { replyToId: shown.id });
    for (const again of [press, press, press]) expect((await day.deliver(again)).answer).toContain('Acknowledged by');
    day.pass(60);
    await day.turn();
    expect(wordsOf(shown).match(/Acknowledged by Martin Oyelaran, school DSL, at 10:31/g)).toHaveLength(1);
    expect(wordsOf(shown)).not.toContain('changed since');
  });

  test('a change afterwards is said beside it', async () => {
    day.clock('11:30'); // by then somebody has found out
    await day.loadDemo();
    await day.turn();
    expect(wordsOf(shown)).toMatch(/Acknowledged by Martin Oyelaran, school DSL, at 10:31 – changed since/);
  });

  test('a second person’s stands beside the first', async () => {
    await day.press(nadia, shown, 'Acknowledge');
    day.pass(60);
    await day.turn();
    expect(wordsOf(shown).match(/Acknowledged by/g)).toHaveLength(2);
  });
});

const acknowledgement = () => ({
  verb: 'acknowledge',
  data: { keylink: '1', verb: 'acknowledge', urn: '999001', date: '2026-11-09' },
});

describe('old buttons', () => {
  test.each([
    ['of an older Keylink', { keylink: '0', verb: 'names', urn: '999001', date: '2026-11-09' }],
    ['of another bot', { anything: true }],
    ['without a day', { keylink: '1', verb: 'names', urn: '999001' }],
    ['of a kind not known', { keylink: '1', verb: 'erase', urn: '999001' }],
  ])('%s does nothing and says so', async (_, data) => {
    for (const activity of [
      day.teams.executes(martin, { verb: 'names', data }, channel),
      day.teams.submits(martin, data, channel),
    ]) {
      const heard = await day.deliver(activity);
      expect(heard.status).toBe(200);
      expect(heard.answer + heard.words).toMatch(/This button belongs to an older card|Answered privately/);
      expect(heard.words).not.toMatch(/Year \d/);
    }
  });

  test('Acknowledge from last term changes nothing', async () => {
    const data = { keylink: '1', verb: 'acknowledge', urn: '999001', date: '2026-07-01' };
    const { answer } = await day.deliver(day.teams.executes(martin, { verb: 'acknowledge', data }, channel));
    expect(answer).toContain('This digest is too old to be acknowledged.');
    expect(await day.store.posts.read('SVP', '2026-07-01', '999001')).toBeUndefined();
  });

  test('once a role has ended, the button shows nothing', async () => {
    const priya = day.person('p.hallam@ashmere-vale.example');
    expect((await day.press(priya, shown, 'Show names', { where: channel })).answer).toContain('Year 9');
    await day.load([
      [
        'people.csv',
        `upn,role,organisation,name,end_date\n${priya.userPrincipalName},attendance-lead,999001,Priya Hallam,2026-11-08\n`,
      ],
    ]);
    day.pass(60);
    for (const title of ['Show names', 'Acknowledge']) {
      const { answer } = await day.press(priya, shown, title, { where: channel });
      expect(answer).not.toMatch(/Year \d/);
      expect(answer).not.toBe('');
    }
    await day.turn();
    expect(viewersOf(shown)).not.toContain(priya.aadObjectId);
  });
});

test('the card in the channel has its two buttons', () => {
  expect(buttonTitles(cardOf(shown))).toEqual(['Acknowledge', 'Show names']);
});

test('nothing of any child ever stood in the channel, a preview or the log', () => {
  expect(day.teams.postsIn(channel).length).toBeGreaterThan(8);
  expect(leaksOn(day)).toEqual([]);
  expect(previewLeaksOn(day)).toEqual([]);
  expect(logLeaksOn(day)).toEqual([]);
});
