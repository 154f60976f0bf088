import { isOfConcerns } from '../../support/concern-news.ts';
import { startSchoolDay, swanmere, wrenhill, type SchoolDay } from '../../support/school-day.ts';
import { logLeaksOn } from '../../support/privacy.ts';
import { guid, type Channel, type Person } from '../../support/teams-world.ts';

const stranger = 'I do not know you yet';
const elsewhere = 'Please write to me from your own organisation’s account';
const otherAccount = 'already in use here with another account';

let day: SchoolDay;
let nadia: Person; // coordinator, known by the object id in the pack

beforeAll(async () => {
  day = await startSchoolDay('2026-11-09', '09:00');
  await day.loadDemo();
  nadia = day.person('n.farrow@swanmere-valley.example');
});
afterAll(() => day.stop());

const askedTeams = (who: Person) =>
  day.teams.calls.filter(({ kind, path }) => kind === 'member' && path.includes(encodeURIComponent(who.userId))).length;

describe('help', () => {
  test('says who one is here and what one may do', async () => {
    const { words, posts } = await day.say(nadia, 'help');
    expect(words).toContain('You are known here as Nadia Farrow, partnership coordinator and key link.');
    for (const example of ['where is', 'digest friday', 'timetable', 'link']) {
      expect(words).toContain(example);
    }
    expect(posts).toHaveLength(1);
  });

  test('provision staff are offered what is theirs: no digest, no link', async () => {
    const { words } = await day.say(day.person('t.marlow@fallow-hill.example'), 'HELP!');
    expect(words).toContain('where is');
    expect(words).not.toMatch(/digest|\blink\b/);
  });

  test('somebody with a role that sees no pupil is greeted and offered nothing of pupils', async () => {
    const { words } = await day.say(day.person('h.brant@swanmere-valley.example'), 'help');
    expect(words).toContain('You are known here as Howard Brant, chair of the partnership.');
    expect(words).not.toMatch(/Alfie|digest/);
  });

  test('its button gives today’s digest, once, however often Teams delivers the press', async () => {
    const martin = day.person('m.oyelaran@ashmere-vale.example');
    const { posts } = await day.say(martin, 'help');
    const pressed = day.teams.executes(
      martin,
      { verb: 'say', data: { text: 'digest', keylink: '1', verb: 'say' } },
      martin,
      {
        replyToId: posts[0]!.id,
      },
    );
    const first = await day.deliver(pressed);
    const again = await day.deliver(pressed);
    expect(first.words).toContain('Morning digest for Ashmere Vale Academy');
    expect([first.answer, again.answer]).toEqual(['Answered.', 'Answered.']);
    expect(again.posts).toEqual([]);
  });

  test('what is not understood gets the likeliest commands and repeats nothing', async () => {
    const { words } = await day.say(nadia, 'promote Barnaby soon');
    expect(words).toContain('I did not understand that. Perhaps you meant:');
    expect(words).not.toContain('Barnaby');
  });

  test('the first install in a chat is a welcome; a second one, or one in a team, says nothing', async () => {
    const gareth = day.person('g.hume@barrowick.example');
    const team: Channel = day.channel('Barrowick', [gareth]);
    expect((await day.deliver(day.teams.installs(gareth, gareth))).words).toContain('Gareth Hume, headteacher');
    expect((await day.deliver(day.teams.installs(gareth, gareth))).posts).toEqual([]);
    expect((await day.deliver(day.teams.installs(gareth, team))).posts).toEqual([]);
    expect((await day.deliver(day.teams.addsBot(gareth, team))).status).toBe(200);
  });
});

describe('first contact', () => {
  test('the object id of the pack is enough: Teams is not asked', async () => {
    await day.say(nadia, 'help');
    expect(askedTeams(nadia)).toBe(0);
  });

  test('a sign-in name of the roster binds once; from then on the account is known', async () => {
    const kate = day.person('k.rudd@barrowick.example', { userPrincipalName: 'K.Rudd@Barrowick.example' });
    expect((await day.say(kate, 'help')).words).toContain('You are known here as Kate Rudd, key link and school DSL.');
    expect((await day.say(kate, 'help')).words).toContain('Kate Rudd');
    expect(askedTeams(kate)).toBe(1);
    const { bound } = await day.store.people.fresh();
    expect(bound.filter((one) => one.upn === 'k.rudd@barrowick.example')).toMatchObject([
      { tenantId: swanmere, objectId: kate.aadObjectId },
    ]);
  });

  test('another account with that sign-in name is refused, and the coordinator is told', async () => {
    await day.say(nadia, 'help');
    const other = day.person('k.rudd@barrowick.example', {
      aadObjectId: guid('not Kate'),
      userId: '29:not-kate',
      conversationId: 'a:not-kate',
    });
    expect((await day.say(other, 'where is Alfie Brightwell')).words).toContain(otherAccount);
    const before = day.teams.posts.length;
    await day.turn();
    const told = day.teams.posts.slice(before).filter((post) => !isOfConcerns(post));
    expect(told.map((post) => post.conversationId)).toContain(nadia.conversationId);
    expect(told.every((post) => post.activity['summary'] === 'A sign-in name was used from another account')).toBe(
      true,
    );
  });

  test('only an object id in a pack rebinds; the old account is then refused', async () => {
    const first = day.person('g.astley@fallow-hill.example', { conversationId: 'a:gwen-1', userId: '29:gwen-1' });
    const second = {
      ...first,
      aadObjectId: guid('Gwen, new account'),
      userId: '29:gwen-2',
      conversationId: 'a:gwen-2',
    };
    const gwen = day.person(first.userPrincipalName, second);
    await day.say(first, 'help');
    expect((await day.say(gwen, 'help')).words).toContain(otherAccount);
    await day.load([
      [
        'people.csv',
        `upn,role,organisation,name,object_id\n${first.userPrincipalName},provision-dsl,fallow-hill,Gwen Astley,${gwen.aadObjectId}\n`,
      ],
    ]);
    day.pass(10);
    expect((await day.say(gwen, 'help')).words).toContain('You are known here as Gwen Astley');
    expect((await day.say(first, 'help')).words).toContain(otherAccount);
  });

  test.each([
    ['somebody the roster does not name', () => day.person('r.sparrow@swanmere-valley.example'), stranger],
    ['a guest', () => day.person('a.mistry@thringbrook.example', { userRole: 'guest' }), elsewhere],
    [
      'a guest by the mark in the sign-in name',
      () => day.person('a.mistry_thringbrook.example#EXT#@swanmere.example', { name: 'Anjali Mistry' }),
      elsewhere,
    ],
    [
      'a person of the roster from another served tenant',
      () => day.person('s.pell@thringbrook.example', { tenantId: wrenhill }),
      elsewhere,
    ],
    ['one whose role has ended', () => day.person('v.ames@ashmere-vale.example'), stranger],
  ])('%s is refused kindly and changes nothing', async (_, who, words) => {
    const { bound } = await day.store.people.fresh();
    const person = who();
    for (const text of ['help', 'where is Alfie Brightwell', 'link 999002']) {
      expect((await day.say(person, text)).words).toContain(words);
    }
    const kept = (await day.store.people.fresh()).bound.filter((one) => one.upn !== person.userPrincipalName);
    expect(kept).toEqual(bound.filter((one) => one.upn !== person.userPrincipalName));
  });

  test('a tenant that is not served is told so and leaves no trace', async () => {
    const tenantId = guid('some other trust');
    const alien = day.person('n.farrow@swanmere-valley.example', {
      tenantId,
      aadObjectId: guid('alien'),
      conversationId: 'a:alien',
      userId: '29:alien',
    });
    expect((await day.say(alien, 'help')).words).toContain('Keylink is not set up for your organisation');
    expect((await day.say(alien, 'where is Alfie Brightwell')).words).not.toContain('Alfie');
    expect(await day.store.channels.chat(tenantId, alien.aadObjectId)).toBeUndefined();
    expect((await day.store.people.fresh()).bound.some((one) => one.tenantId === tenantId)).toBe(false);
  });

  test('Teams not reachable: nobody is taken for anybody', async () => {
    const erum = day.person('e.sharif@oadfield.example');
    day.teams.fault({ kind: 'answer', status: 500 }, { times: 3, when: (call) => call.kind === 'member' });
    expect((await day.say(erum, 'help')).words).toContain('I could not check with Teams who you are.');
    day.teams.fault({ kind: 'answer', status: 404 }, { times: 0 });
  });
});

test('no log line holds a name or what was typed', () => {
  expect(day.log.length).toBeGreaterThan(20);
  expect(logLeaksOn(day)).toEqual([]);
});
