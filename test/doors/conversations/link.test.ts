import { startSchoolDay, swanmere, wrenhill, type SchoolDay } from '../../support/school-day.ts';
import { leaksOn, logLeaksOn, previewLeaksOn } from '../../support/privacy.ts';
import { wordsOf } from '../../support/card-words.ts';
import type { Channel, Person } from '../../support/teams-world.ts';

let day: SchoolDay;
let nadia: Person; // coordinator, and key link at Ashmere Vale
let simon: Person; // key link at Thringbrook
let tess: Person; // staff at Fallow Hill Farm
let howard: Person; // chair
let withNames: Channel;

beforeAll(async () => {
  day = await startSchoolDay('2026-11-09', '10:30');
  await day.loadDemo();
  nadia = day.person('n.farrow@swanmere-valley.example');
  simon = day.person('s.pell@thringbrook.example');
  tess = day.person('t.marlow@fallow-hill.example');
  howard = day.person('h.brant@swanmere-valley.example');
  withNames = day.channel('St Merewenna’s', [nadia, howard]);
});
afterAll(() => day.stop());

let made = 0;
const newChannel = (members: Person[], over: Parameters<SchoolDay['channel']>[2] = {}): Channel =>
  day.channel(`A team ${(made += 1)}`, members, over);
const linkOf = (urn: string) => day.store.channels.linkOf(urn);
/** Posted unasked, which begin as a header. */
const digestsIn = (channel: Channel) => day.teams.postsIn(channel).filter((post) => post.history.length > 0);

describe('link', () => {
  test.each([
    ['the school’s key link, by name', () => simon, 'link Thringbrook College', '999002'],
    ['its partnership’s staff, by URN', () => nadia, 'link 999003', '999003'],
    ['with a part of the name', () => nadia, 'Link oadfield', '999005'],
  ])('%s: the reply says who can read it and who has no role', async (_, who, text, urn) => {
    const channel = newChannel([who(), tess, howard]);
    const { words } = await day.say(who(), text, channel);
    expect(words).toContain('This channel now gets the morning digest of');
    expect(words).toContain('It shows initials and no reasons');
    expect(words).toContain('3 people can read it. Tess Marlow, Howard Brant have no role for the school.');
    expect(await linkOf(urn)).toMatchObject({ channelId: channel.conversationId, tenantId: swanmere, names: false });
  });

  test('a private channel works, and counts its own members', async () => {
    const channel = newChannel([nadia], { kind: 'private' });
    const { words } = await day.say(nadia, 'link Ashmere Vale Academy', channel);
    expect(words).toContain('1 person can read it; all have a role for the school.');
    await day.say(nadia, 'unlink', channel);
  });

  test('a roster of several pages is read to its end', async () => {
    day.teams.pageSize = 2;
    const { words } = await day.say(nadia, 'link 999003', newChannel([nadia, tess, howard, simon]));
    day.teams.pageSize = 500;
    expect(words).toContain('4 people can read it.');
  });

  const refused: [string, () => Person, string, () => Channel | Person, string][] = [
    [
      'a shared channel',
      () => nadia,
      'link 999001',
      () => newChannel([nadia], { kind: 'shared' }),
      'shared with people outside',
    ],
    [
      'a channel that somebody of another tenant reads',
      () => nadia,
      'link 999001',
      () => newChannel([nadia, day.person('f.okoro@wrenhill-ip.example')]),
      'shared with people outside',
    ],
    ['a personal chat', () => nadia, 'link 999001', () => nadia, 'in the channel'],
    ['provision staff', () => tess, 'link 999001', () => newChannel([tess]), 'Your role here does not include that'],
    [
      'another school’s key link',
      () => simon,
      'link 999001',
      () => newChannel([simon]),
      'I can’t find a school by that name',
    ],
    [
      'a school that does not exist',
      () => nadia,
      'link 123456',
      () => newChannel([nadia]),
      'I can’t find a school by that name',
    ],
    [
      'a school of the other partnership',
      () => nadia,
      'link 999006',
      () => newChannel([nadia]),
      'I can’t find a school by that name',
    ],
  ];
  test.each(refused)('%s is refused', async (_, who, text, where, words) => {
    const before = await day.store.channels.links();
    const heard = await day.say(who(), text, where());
    expect(heard.words).toContain(words);
    expect(await day.store.channels.links()).toEqual(before);
  });

  test('a group chat is refused', async () => {
    const group = day.teams.groupChat({ members: [nadia, simon], tenantId: swanmere });
    expect((await day.say(nadia, 'link 999001', group)).words).toContain('in the channel');
    expect(await linkOf('999001')).toBeUndefined();
  });

  test('a channel of another tenant than the school’s is refused', async () => {
    const femi = day.person('f.okoro@wrenhill-ip.example', {
      tenantId: wrenhill,
      conversationId: 'a:femi',
      userId: '29:femi',
    });
    const lorna = day.person('l.tennick@wrenhill-ip.example');
    expect((await day.say(lorna, 'help')).words).toContain('Lorna Tennick');
    const channel = newChannel([femi], { tenantId: wrenhill });
    await day.load([
      [
        'people.csv',
        'upn,role,organisation,name,tenant_id\nf.okoro@wrenhill-ip.example,coordinator,SVP,Femi Okoro,' +
          `${wrenhill}\n`,
      ],
    ]);
    day.pass(10);
    expect((await day.say(femi, 'link 999001', channel)).words).toContain(
      'belongs to another organisation than the school',
    );
    expect(await linkOf('999001')).toBeUndefined();
  });

  test('Teams not reachable: nothing is linked, because nobody knows who reads it', async () => {
    const channel = newChannel([nadia]);
    day.teams.fault({ kind: 'answer', status: 403 }, { when: (call) => call.kind === 'channels' });
    expect((await day.say(nadia, 'link 999001', channel)).words).toContain('nothing was linked');
    expect(await linkOf('999001')).toBeUndefined();
  });
});

describe('one channel a school, one school a channel', () => {
  test('linking again replaces after a confirmation; the old channel is told and gets no more', async () => {
    const [old, next] = [newChannel([nadia, simon]), newChannel([nadia, simon])];
    await day.say(nadia, 'link Ashmere Vale Academy', old);
    await day.turn();
    expect(digestsIn(old)).toHaveLength(1);
    const asked = await day.say(nadia, 'link Ashmere Vale Academy', next);
    expect(asked.words).toContain('Ashmere Vale Academy already has a channel. Link this one in its place?');
    expect(await linkOf('999001')).toMatchObject({ channelId: old.conversationId });

    const others = await day.press(simon, asked.posts[0]!, 'Yes, link it');
    expect(others.answer).toContain('I can’t find a school by that name');
    expect(await linkOf('999001')).toMatchObject({ channelId: old.conversationId });

    const { answer } = await day.press(nadia, asked.posts[0]!, 'Yes, link it');
    expect(answer).toContain('This channel now gets the morning digest of Ashmere Vale Academy.');
    expect(wordsOf(day.teams.postsIn(old).at(-1)!)).toContain('now go to another channel');
    expect(await day.store.channels.linkOfChannel(old.conversationId)).toBeUndefined();
    day.pass(60);
    await day.turn();
    expect(digestsIn(next)).toHaveLength(1);
    expect(digestsIn(old)).toHaveLength(1);
  });

  test('a channel that has another school’s is asked about too', async () => {
    const { channelId } = (await linkOf('999002'))!;
    const channel = day.teams.place(channelId) as Channel;
    const asked = await day.say(nadia, 'link 999003', channel);
    expect(asked.words).toContain('Barrowick High School already has a channel. Link this one in its place?');
    expect(asked.words).toContain('This channel gets the digests of Thringbrook College. Replace them');
    await day.press(nadia, asked.posts[0]!, 'Yes, link it', { as: 'submit' });
    expect(await linkOf('999003')).toMatchObject({ channelId });
    expect(await linkOf('999002')).toBeUndefined();
  });

  test('linking what is linked already says so and asks nothing', async () => {
    const channel = day.teams.place((await linkOf('999001'))!.channelId) as Channel;
    const { words } = await day.say(nadia, 'link 999001', channel);
    expect(words).toContain('This channel already gets the morning digest of Ashmere Vale Academy.');
  });
});

describe('unlink', () => {
  test('stops it; for the same people as link', async () => {
    const channel = day.teams.place((await linkOf('999005'))!.channelId) as Channel;
    channel.members.push(simon);
    expect((await day.say(simon, 'unlink', channel)).words).toContain('Only the school’s key link or DSL');
    expect((await day.say(howard, 'unlink', channel)).words).toContain('Your role here does not include that');
    expect(await linkOf('999005')).toBeDefined();
    expect((await day.say(nadia, 'unlink', channel)).words).toContain('no longer gets the digests of Oadfield');
    expect(await linkOf('999005')).toBeUndefined();
    expect((await day.say(nadia, 'unlink', channel)).words).toContain('gets no school’s digests');
  });
});

describe('names full', () => {
  test('is confirmed first, with who is in the channel and who among them has no role', async () => {
    const asked = await day.say(nadia, 'link 999004 names full', withNames);
    expect(asked.words).toContain('Show names in this channel for');
    expect(asked.words).toContain('2 people can read it. Howard Brant has no role for the school.');
    expect(await linkOf('999004')).toBeUndefined();
    const { answer } = await day.press(nadia, asked.posts[0]!, 'Yes, link it');
    expect(answer).toContain('It shows names, years and categories of reason');
    expect(await linkOf('999004')).toMatchObject({ names: true });
  });

  test('the channel’s base card then shows names, but R8.3 never a sealed pupil', async () => {
    const pupils = (await day.store.records.day('SVP', '2026-11-09'))?.pupils ?? [];
    const sealed = pupils.find((pupil) => pupil.sealed?.includes(nadia.userPrincipalName));
    day.pass(60);
    await day.turn();
    const [digest] = digestsIn(withNames);
    const asked = await day.say(nadia, 'digest', withNames);
    expect(wordsOf(digest!)).toMatch(/Year \d/);
    for (const words of [wordsOf(digest!), asked.words]) expect(words).not.toContain(sealed!.surname);
  });

  test('linked again without it, initials come back', async () => {
    await day.say(nadia, 'link 999004', withNames);
    day.pass(60);
    await day.turn();
    expect(wordsOf(digestsIn(withNames)[0]!)).not.toMatch(/Year \d/);
    expect(digestsIn(withNames)).toHaveLength(1);
  });
});

test('nothing of any child stood in a channel that was not linked with names, nor in a preview or the log', () => {
  expect(leaksOn(day, [withNames])).toEqual([]);
  expect(previewLeaksOn(day)).toEqual([]);
  expect(logLeaksOn(day)).toEqual([]);
});
