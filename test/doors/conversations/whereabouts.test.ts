import { startSchoolDay, wrenhill, type SchoolDay } from '../../support/school-day.ts';
import { logLeaksOn, previewLeaksOn } from '../../support/privacy.ts';
import type { Person } from '../../support/teams-world.ts';

const uniform =
  'I can’t find a pupil by that name among those you can see. Check the spelling or ask your coordinator.';

let day: SchoolDay;
let nadia: Person; // coordinator, and key link at Ashmere Vale
let martin: Person; // DSL at Ashmere Vale
let tess: Person; // staff at Fallow Hill Farm
let kate: Person; // key link at Barrowick
let femi: Person; // coordinator of the other partnership
let howard: Person; // chair of the partnership

beforeAll(async () => {
  day = await startSchoolDay('2026-11-09', '10:45');
  await day.loadDemo();
  nadia = day.person('n.farrow@swanmere-valley.example');
  martin = day.person('m.oyelaran@ashmere-vale.example');
  tess = day.person('t.marlow@fallow-hill.example');
  kate = day.person('k.rudd@barrowick.example');
  femi = day.person('f.okoro@wrenhill-ip.example');
  howard = day.person('h.brant@swanmere-valley.example');
});
afterAll(() => day.stop());

describe('where is, in the personal chat', () => {
  test('R7.10: the school is told what is confirmed, by whom, what is next, and to ring the coordinator', async () => {
    const { words, posts } = await day.say(martin, 'where is Alfie Brightwell now');
    expect(words).toContain('Marked present at Fallow Hill Farm at 09:08 by Tess Marlow.');
    expect(words).toContain('97 minutes old');
    expect(words).toContain('The Base today, 12:45–15:00.');
    expect(words).toContain('Ring the coordinator (Nadia Farrow) on 07700 900101.');
    expect(posts.map((post) => post.conversationId)).toEqual([martin.conversationId]);
  });

  test('partnership staff are told to ring the provision', async () => {
    const { words } = await day.say(nadia, 'where is Alfie Brightwell');
    expect(words).toContain('Ring Fallow Hill Farm on 01632 960201.');
  });

  test('R7.15: provision staff see their own slots and never another place', async () => {
    const now = await day.say(tess, 'where is Alfie Brightwell');
    const later = await day.say(tess, 'where is Alfie Brightwell at 14:00');
    const week = await day.say(tess, 'timetable Alfie Brightwell');
    expect(now.words).toContain('Marked present at Fallow Hill Farm');
    expect(later.words).toContain('Not expected with you');
    expect(week.words).toContain('nothing with you');
    for (const { words } of [now, later, week]) expect(words).not.toMatch(/The Base|Spanner|Tallis|school/);
  });

  test('R8.1: not there and not yours get the one line, whoever asks', async () => {
    const heard = await Promise.all([
      day.say(kate, 'where is Alfie Brightwell'), // another school's
      day.say(femi, 'where is Alfie Brightwell'), // the other partnership's
      day.say(tess, 'where is Zoë Hartnell-Reid'), // at other provisions
      day.say(martin, 'where is Barnaby Nobody'),
      day.say(day.person('s.pell@thringbrook.example'), 'timetable Alfie Brightwell'),
    ]);
    for (const { words, posts } of heard) {
      expect(new Set(words.split('\n'))).toEqual(new Set(['Keylink answered', uniform]));
      expect(posts).toHaveLength(1);
    }
  });

  test('R8.3: a sealed pupil is there for those named, and for nobody else at the school', async () => {
    const [sealed] = (await day.store.records.day('SVP', '2026-11-09'))?.pupils.filter((pupil) => pupil.sealed) ?? [];
    const bernadette = day.person('b.quilter@st-merewenna.example');
    const name = `${sealed?.forename} ${sealed?.surname}`;
    expect((await day.say(bernadette, `where is ${name}`)).words).toContain(uniform);
    expect((await day.say(nadia, `where is ${name}`)).words).toContain(sealed?.surname);
  });

  test('typing slips, apostrophes and politeness do not matter', async () => {
    for (const text of [
      'wheer is alfie brightwell?',
      'please where is ALFIE BRIGHTWELL, thanks',
      "Where’s Callum O'Neill",
    ]) {
      expect((await day.say(martin, text)).words).toContain('Keylink answered');
    }
  });

  test('a plan for another time says that it is a plan', async () => {
    const { words } = await day.say(martin, 'where is Alfie Brightwell on Thursday at 2pm');
    expect(words).toContain('About Thu 12 Nov at 14:00');
    expect(words).toContain('The Spanner Works');
    expect(words).not.toContain('Marked present');
  });

  test('a leaver is still found by the school and the partnership', async () => {
    const simon = day.person('s.pell@thringbrook.example');
    for (const who of [simon, nadia]) {
      expect((await day.say(who, 'where is Skye Tranter')).words).toMatch(/[Ll]eft the programme on/);
    }
  });
});

describe('never a guess', () => {
  test('R8.3: two of one name are a choice, and the one chosen is answered on the card', async () => {
    const asked = await day.say(martin, 'where is Mohammed Ali');
    expect(asked.words).toContain('Which pupil do you mean?');
    expect(asked.words).not.toMatch(/Fallow|Tallis|Marked|Not here/);
    const { answer, posts } = await day.press(martin, asked.posts[0]!, 'This one #2');
    expect(answer).toContain('Year 11');
    expect(answer).toContain('Left Tallis Court Academy at 10:10');
    expect(posts).toEqual([]);
  });

  test('an old client that only submits gets the answer as a message', async () => {
    const asked = await day.say(martin, 'timetable Mohammed Ali next week');
    const { words } = await day.press(martin, asked.posts[0]!, 'This one', { as: 'submit' });
    expect(words).toContain('Week of Monday 16 November');
  });

  test('a name that is only near is asked back', async () => {
    const asked = await day.say(martin, 'where is Zoe Hartnel-Reid');
    expect(asked.words).toContain('Did you mean this pupil?');
    const { answer } = await day.press(martin, asked.posts[0]!, 'Yes');
    expect(answer).toContain('Absent today: ill');
  });

  test('a choice made by somebody else, or after the role ended, finds nobody', async () => {
    const asked = await day.say(martin, 'where is Mohammed Ali');
    expect((await day.press(kate, asked.posts[0]!, 'This one', { where: kate })).answer).toContain(uniform);
  });
});

describe('the audit (R9.5)', () => {
  test('every look-up leaves exactly one row, whatever came of it', async () => {
    const owen = day.person('o.grieve@ashmere-vale.example');
    const gareth = day.person('g.hume@barrowick.example');
    const asks: [Person, string, string, string][] = [
      [martin, 'where is Alfie Brightwell', 'where is', 'answered'],
      [kate, 'where is Alfie Brightwell', 'where is', 'not-found'],
      [gareth, 'where is Barnaby Nobody', 'where is', 'not-found'],
      [nadia, 'where is Mohammed Ali', 'where is', 'choice'],
      [howard, 'where is Alfie Brightwell', 'where is', 'refused'],
      [owen, 'where is Alfie Brightwell at half past', 'where is', 'answered'],
      [tess, 'timetable Alfie Brightwell', 'timetable', 'answered'],
      [femi, 'digest 999006', 'digest', 'answered'],
    ];
    day.pass(60);
    await Promise.all(asks.map(([who, text]) => day.say(who, text)));
    const rows = (await day.audit()).filter((row) => row.at === day.now());
    const told = rows.map(({ who, query, decision, surface }) => [who, query, decision, surface].join(' '));
    const wanted = asks.map(([who, , query, decision]) =>
      [who.userPrincipalName, query, decision, 'personal'].join(' '),
    );
    expect(told.toSorted()).toEqual(wanted.toSorted());
  });

  test('a stranger who asks is written down too', async () => {
    const count = (await day.audit()).length;
    const robin = day.person('r.sparrow@swanmere-valley.example', { name: 'Robin Sparrow' });
    await day.say(robin, 'where is Alfie Brightwell');
    expect(await day.audit()).toHaveLength(count + 1);
  });

  test('a pupil out of scope and one that does not exist are written down alike', async () => {
    const rows = (await day.audit()).filter((row) => row.who === kate.userPrincipalName && row.query === 'where is');
    const told = rows.filter((row) => row.surface === 'personal').map((row) => JSON.stringify({ ...row, at: 0 }));
    expect(told.length).toBeGreaterThan(1);
    expect(new Set(told).size).toBe(1);
  });

  test('no row carries a name or what was typed', async () => {
    const rows = (await day.audit()).map(({ who, roles, ...row }) => JSON.stringify([row, typeof who, roles.length]));
    expect(rows.length).toBeGreaterThan(10);
    for (const row of rows) expect(row).not.toMatch(/Alfie|Ali|Hartnell|Nobody|half past/);
    const queries = new Set((await day.audit()).map((row) => row.query));
    expect([...queries].toSorted()).toEqual(['digest', 'timetable', 'where is']);
  });
});

test('what is answered from another tenant stays there', () => {
  const inTenants = day.teams.posts.map((post) => [post.conversationId, post.tenantId]);
  expect(inTenants.filter(([, tenant]) => tenant === wrenhill).every(([id]) => id === femi.conversationId)).toBe(true);
});

test('R9.4: no preview names a child, and no log line holds a name or a question', () => {
  expect(previewLeaksOn(day)).toEqual([]);
  expect(day.log.length).toBeGreaterThan(20);
  expect(logLeaksOn(day)).toEqual([]);
});
