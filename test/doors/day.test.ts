import { isOfConcerns } from '../support/concern-news.ts';
import { leaksOn, logLeaksOn, previewLeaksOn } from '../support/privacy.ts';
import { wordsOf } from '../support/card-words.ts';
import { isoInstant } from '../../src/domain/time.ts';
import { startSchoolDay, swanmere, wrenhill, type SchoolDay } from '../support/school-day.ts';
import type { Post } from '../support/connector-rest.ts';
import type { Channel, Person } from '../support/teams-world.ts';

const coordinator = 'n.farrow@swanmere-valley.example';
const officer = 'j.penfold@swanmere-valley.example';

/** URN to the sign-in name of the school's key link. */
const keyLinks: Record<string, string> = {
  '999001': coordinator,
  '999002': 's.pell@thringbrook.example',
  '999003': 'k.rudd@barrowick.example',
  '999004': 'b.quilter@st-merewenna.example',
  '999005': 'r.thorne@oadfield.example',
  '999006': 'n.coyle@wrenhill-upper.example',
  '999007': 't.levett@langmere-park.example',
  '999008': 'w.dray@cotesby-grange.example',
};
const urns = Object.keys(keyLinks);

interface Linked {
  keyLink: Person;
  channel: Channel;
}

async function link(day: SchoolDay, urn: string): Promise<Linked> {
  const keyLink = day.person(keyLinks[urn]!);
  const channel = day.channel(urn, [keyLink], { tenantId: urn > '999005' ? wrenhill : swanmere });
  const { words } = await day.say(keyLink, `link ${urn}`, channel);
  expect(words).toContain('This channel now gets the morning digest');
  return { keyLink, channel };
}

async function linkAll(day: SchoolDay, some = urns): Promise<Map<string, Linked>> {
  const linked = new Map<string, Linked>();
  for (const urn of some) linked.set(urn, await link(day, urn));
  return linked;
}

const isDigest = (post: Post): boolean => String(post.activity['summary']).startsWith('Morning digest');
const digestsIn = (day: SchoolDay, channel: Channel): Post[] => day.teams.postsIn(channel).filter(isDigest);

/** Without a window both partnerships post in the one minute. */
const noWindow = {
  'partnerships.csv':
    'code,name,digest_at,digest_by\nSVP,Swanmere Valley Inclusion Partnership,10:30,\nWHP,Wrenhill Inclusion Partnership,10:30,\n',
};

const columns = 'pupil_id,date,provision,arrive,recorded_at,recorded_by,status,arrived_at,left_at,code,reason';
const marks = (day: SchoolDay, ...rows: string[]): Promise<string[]> =>
  day.load([['marks.csv', [columns, ...rows, ''].join('\n')]]);

describe('a school day from eight to six', () => {
  let day: SchoolDay;
  let linked: Map<string, Linked>;
  let ashmere: Linked;
  let shown: Post;
  const thread = () => day.teams.repliesTo(shown);

  beforeAll(async () => {
    day = await startSchoolDay('2026-11-09', '08:00');
    await day.loadDemo(noWindow);
    linked = await linkAll(day);
    ashmere = linked.get('999001')!;
  });
  afterAll(() => day.stop());

  test('no digest before its minute', async () => {
    day.clock('10:29');
    await day.loadDemo(noWindow);
    expect((await day.comes('10:29')).filter(isDigest)).toEqual([]);
  });

  test('at 10:30 every school has its digest, each in its own channel, and the minutes after bring no other', async () => {
    const posted = await day.comes('10:30');
    expect(posted.filter(isDigest)).toHaveLength(8);
    for (const { channel } of linked.values()) expect(digestsIn(day, channel)).toHaveLength(1);
    for (const time of ['10:31', '10:32']) expect((await day.comes(time)).filter(isDigest)).toEqual([]);
    shown = digestsIn(day, ashmere.channel)[0]!;
  });

  test('reserve, then fill: each began as a header without any pupil and was filled by an update', () => {
    for (const { channel } of linked.values()) {
      const [post] = digestsIn(day, channel);
      const header = post!.history[0]!;
      expect(wordsOf(header)).toContain('Being prepared…');
      expect(wordsOf(header)).not.toMatch(/accounted|Planned|Code|·/);
      expect(wordsOf(post!)).toContain('accounted for');
      expect(post!.activity['summary']).toMatch(/^Morning digest for [^,]+$/);
    }
  });

  test('Acknowledge shows for all', async () => {
    await day.press(ashmere.keyLink, shown, 'Acknowledge');
    await day.comes('10:33');
    expect(wordsOf(shown)).toContain('Acknowledged by Nadia Farrow, key link, at 10:32');
  });

  test('a register that comes in later edits the post in place, says what changed, and makes no noise', async () => {
    expect(wordsOf(shown)).toContain('Register not returned (1)');
    day.clock('10:41');
    await marks(day, 'SV-1012,2026-11-09,kiln-lane,09:30,2026-11-09 10:40,Imogen Vare,present,,,,');
    await day.turn();
    expect(wordsOf(shown)).not.toContain('Register not returned');
    expect(wordsOf(shown)).toContain('Changed since 10:30');
    expect(wordsOf(shown)).toContain('KN: marked present (was: register not returned)');
    expect(wordsOf(shown)).toContain('Acknowledged by Nadia Farrow, key link, at 10:32 – changed since');
    expect(thread()).toEqual([]);
  });

  test('two edits are never closer than the debounce', async () => {
    const edits = () => shown.history.length;
    const before = edits();
    day.pass(2);
    await marks(day, 'SV-1005,2026-11-09,greenlock,09:00,2026-11-09 10:41,Pete Rannoch,late,09:20,,,');
    await day.turn();
    expect(edits()).toBe(before);
    day.pass(60);
    await day.turn();
    expect(edits()).toBe(before + 1);
    expect(wordsOf(shown)).toContain('Arrived 09:20');
  });

  test('news that somebody must act on is also one reply in the thread, without a name', async () => {
    day.clock('10:50');
    await marks(day, 'SV-1008,2026-11-09,the-base,09:00,2026-11-09 10:49,Kerry Dunmore,left,,10:45,,');
    await day.turn();
    expect(wordsOf(shown)).toContain('SL: missing or contradictory (was: marked present)');
    expect(wordsOf(shown)).toContain('Followed up since 10:50: to establish where the child is');
    expect(thread().map(wordsOf)).toEqual([expect.stringContaining('News to act on: one child has changed.')]);
    await day.comes('10:52');
    expect(thread()).toHaveLength(1);
  });

  test('a reason found for it edits the post and makes no second reply', async () => {
    day.clock('10:58');
    await marks(day, 'SV-1008,2026-11-09,the-base,09:00,2026-11-09 10:57,Jo Penfold,left,,10:45,M,Dentist letter seen');
    await day.turn();
    expect(wordsOf(shown)).toContain('SL: left early, reason known (was: marked present)');
    expect(wordsOf(shown)).not.toContain('Dentist');
    expect(thread()).toHaveLength(1);
  });

  test('the other schools’ posts were left alone by it', () => {
    const [other] = digestsIn(day, linked.get('999006')!.channel);
    expect(wordsOf(other!)).not.toContain('Changed since');
  });

  test('at 18:00 the day is over, and what comes after changes nothing', async () => {
    expect(wordsOf(shown)).toContain('Followed up since 10:29: to find the reason; update due 10:59');
    await day.comes('17:59');
    expect(wordsOf(shown)).not.toContain('The day is over');
    expect(wordsOf(shown)).toContain('Followed up since 10:29: to find the reason; update due 10:59, overdue');
    expect(thread()).toHaveLength(1); // a step of a follow-up is no news
    await day.comes('18:00');
    for (const { channel } of linked.values())
      expect(wordsOf(digestsIn(day, channel)[0]!)).toContain('The day is over');
    const edits = shown.history.length;
    day.clock('18:20');
    await marks(day, 'SV-1012,2026-11-09,kiln-lane,09:30,2026-11-09 18:15,Imogen Vare,absent,,,,');
    await day.turn();
    await day.comes('23:30');
    expect(shown.history).toHaveLength(edits);
    for (const { channel } of linked.values()) expect(digestsIn(day, channel)).toHaveLength(1);
  });

  test('Saturday has no digest', async () => {
    day.clock('10:30', '2026-11-14');
    const before = day.teams.posts.length;
    await day.turn();
    const inChannels = [...linked.values()].flatMap(({ channel }) => day.teams.postsIn(channel));
    // What was due in the follow-up while nobody turned the clock is said to people, each by themselves.
    for (const post of day.teams.posts.slice(before)) expect(inChannels).not.toContain(post);
    expect(day.teams.posts.slice(before).filter(isDigest)).toEqual([]);
  });

  test('nothing of any child ever stood in a channel, a preview or the log', () => {
    expect(leaksOn(day)).toEqual([]);
    expect(previewLeaksOn(day)).toEqual([]);
    expect(logLeaksOn(day)).toEqual([]);
  });
});

describe('digest_by: a window from 10:30 to 11:30', () => {
  let day: SchoolDay;
  let channels: Record<string, Channel>;
  const count = (urn: string): number => digestsIn(day, channels[urn]!).length;

  beforeAll(async () => {
    day = await startSchoolDay('2026-11-10', '10:29');
    await day.loadDemo();
    const linked = await linkAll(day, ['999006', '999007', '999008']);
    channels = Object.fromEntries([...linked].map(([urn, { channel }]) => [urn, channel]));
  });
  afterAll(() => day.stop());

  test('a school whose registers are in has its digest as soon as the window opens, never before', async () => {
    await day.comes('10:29');
    expect(urns.slice(5).map(count)).toEqual([0, 0, 0]);
    await day.comes('10:30');
    expect(count('999007')).toBe(0);
    expect(count('999006') + count('999008')).toBeGreaterThan(0);
  });

  test('a school that waits for a register has it as soon as the last one is in', async () => {
    await day.comes('10:55');
    expect(count('999007')).toBe(0);
    day.clock('11:04');
    await marks(day, 'WH-2006,2026-11-10,kiln-lane,09:30,2026-11-10 11:03,Imogen Vare,present,,,,');
    await day.turn();
    expect(count('999007')).toBe(1);
    expect(wordsOf(digestsIn(day, channels['999007']!)[0]!)).not.toContain('Late');
  });

  test('at its end it comes regardless, with the register not returned', async () => {
    day.clock('10:30', '2026-11-16');
    await day.loadDemo();
    await day.comes('11:29');
    expect(count('999007')).toBe(1);
    await day.comes('11:30');
    expect(count('999007')).toBe(2);
    const latest = wordsOf(digestsIn(day, channels['999007']!).at(-1)!);
    expect(latest).toContain('Monday 16 November');
    expect(latest).toContain('Register not returned (1)');
    expect(latest).not.toContain('Late');
  });
});

describe('a school that cannot be told', () => {
  let day: SchoolDay;
  let thringbrook: Linked;
  const own = (upn: string): Post[] => day.teams.postsIn(day.person(upn));
  const notices = (upn: string, words: string): string[] =>
    own(upn)
      .map(wordsOf)
      .filter((text) => text.includes(words));

  beforeAll(async () => {
    day = await startSchoolDay('2026-11-09', '10:29');
    await day.loadDemo();
    for (const upn of [coordinator, officer]) day.person(upn);
    await link(day, '999001');
    thringbrook = await link(day, '999002');
    thringbrook.channel.team.installed = false;
    await day.comes('10:30');
  });
  afterAll(() => day.stop());

  test('without a channel: officer and coordinator are told of all of them in one message each', () => {
    for (const upn of [coordinator, officer]) {
      const told = notices(upn, 'no channel linked');
      expect(told).toHaveLength(1);
      for (const school of ['Barrowick', 'Merewenna', 'Oadfield']) expect(told[0]).toContain(school);
      for (const school of ['Ashmere', 'Thringbrook', 'Wrenhill']) expect(told[0]).not.toContain(school);
    }
  });

  test('a channel that Teams refuses (403): they are told of that school', () => {
    for (const upn of [coordinator, officer]) {
      expect(notices(upn, 'Thringbrook College could not be reached')).toHaveLength(1);
    }
    expect(digestsIn(day, thringbrook.channel)).toEqual([]);
  });

  test('its digest can be read there, by whoever may', async () => {
    const nadia = day.person(coordinator);
    const notice = own(coordinator).find((post) => wordsOf(post).includes('Thringbrook College could not'));
    const { answer } = await day.press(nadia, notice!, 'Show the digest');
    expect(answer).toContain('Thringbrook College');
    expect(answer).toContain('Year');
  });

  test('nobody is told twice, however long it lasts', async () => {
    const before = day.teams.posts.length;
    for (const time of ['10:31', '10:45', '10:59']) await day.comes(time);
    expect(day.teams.posts.slice(before).filter((post) => !isOfConcerns(post))).toEqual([]);
  });

  test('linked after its time: at once, and marked late', async () => {
    day.clock('11:00');
    const { channel } = await link(day, '999003');
    await day.turn();
    expect(digestsIn(day, channel).map(wordsOf)).toEqual([expect.stringContaining('Late: posted after its time')]);
    expect(wordsOf(digestsIn(day, channel)[0]!)).toContain('children not accounted for');
  });

  test('let in again and linked again in the same channel: it comes after all, late', async () => {
    day.clock('12:00');
    thringbrook.channel.team.installed = true;
    await day.say(thringbrook.keyLink, 'link 999002', thringbrook.channel);
    await day.turn();
    expect(digestsIn(day, thringbrook.channel).map(wordsOf)).toEqual([expect.stringContaining('Late: posted')]);
  });

  test('linked after 15:30: a notice, no digest', async () => {
    day.clock('15:30');
    const { channel } = await link(day, '999004');
    await day.turn();
    const words = day.teams.postsIn(channel).map(wordsOf).at(-1);
    expect(words).toContain('was not posted in time to be of use');
    expect(words).not.toContain('accounted');
  });

  test('nothing of any child stood in a channel, a preview or the log', () => {
    expect(leaksOn(day)).toEqual([]);
    expect(previewLeaksOn(day)).toEqual([]);
    expect(logLeaksOn(day)).toEqual([]);
  });
});

describe('CAL-A: the Fridays before and the Mondays after the clocks change', () => {
  let day: SchoolDay;
  let linked: Map<string, Linked>;

  beforeAll(async () => {
    day = await startSchoolDay('2028-03-24', '08:00');
    await day.loadDemo(noWindow);
    linked = await linkAll(day);
  });
  afterAll(() => day.stop());

  test.each([
    ['2028-03-24', '10:30:00.000Z', 1],
    ['2028-03-27', '09:30:00.000Z', 2],
    ['2028-10-27', '09:30:00.000Z', 3],
    ['2028-10-30', '10:30:00.000Z', 4],
  ])('on %s each school has exactly one digest, at %s', async (date, utc, total) => {
    day.clock('10:29', date);
    if (date === '2028-10-27') await day.loadDemo(noWindow);
    expect((await day.comes('10:29')).filter(isDigest)).toEqual([]);
    expect((await day.comes('10:30')).filter(isDigest)).toHaveLength(8);
    expect(isoInstant(day.now())).toBe(`${date}T${utc}`);
    for (const time of ['11:31', '18:01']) expect((await day.comes(time)).filter(isDigest)).toEqual([]);
    for (const { channel } of linked.values()) {
      const digests = digestsIn(day, channel).map(wordsOf);
      expect(digests).toHaveLength(total);
      expect(digests.at(-1)).not.toContain('Late');
    }
    expect(wordsOf(digestsIn(day, linked.get('999001')!.channel).at(-1)!)).toContain('Planned');
    expect(leaksOn(day)).toEqual([]);
  });
});
