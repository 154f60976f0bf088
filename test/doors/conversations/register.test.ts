import { startProduct } from '../../../src/product.ts';
import { createLog } from '../../../src/log.ts';
import { post as deliverTo } from '../../support/activities.ts';
import { wordsOf } from '../../support/card-words.ts';
import { cardOf } from '../../support/connector.ts';
import type { Json, Post } from '../../support/connector-rest.ts';
import { logLeaksOn, previewLeaksOn } from '../../support/privacy.ts';
import { rowOf, rowsOf, tapOn } from '../../support/register-card.ts';
import { startSchoolDay, type SchoolDay } from '../../support/school-day.ts';
import type { Person } from '../../support/teams-world.ts';

const FARM = ['Alfie Brightwell', 'Cerys ap Gwilym', 'Chi-Chi Nwosu', 'Harvey Ludlow-Price', 'Mohammed Ali'];

let day: SchoolDay;
let tess: Person; // staff at Fallow Hill Farm
let gwen: Person; // DSL there
let jo: Person; // officer of the partnership
let dale: Person; // staff of another provision
let femi: Person; // coordinator of the other partnership

beforeAll(async () => {
  day = await startSchoolDay('2026-11-09', '08:40');
  await day.loadDemo();
  tess = day.person('t.marlow@fallow-hill.example');
  gwen = day.person('g.astley@fallow-hill.example');
  jo = day.person('j.penfold@swanmere-valley.example');
  dale = day.person('d.hutchin@spanner-works.example');
  femi = day.person('f.okoro@wrenhill-ip.example');
});
afterAll(() => day.stop());

/** As a tap arrives: a message with a value, from a client that shows no other answer to it. */
const tapAs = (who: Person, on: Post, name: string, title: string, typed: Record<string, string> = {}) =>
  day.teams.submits(who, { ...tapOn(cardOf(on), name, title), ...typed }, who, { replyToId: on.id });
const tap = (who: Person, on: Post, name: string, title: string, typed: Record<string, string> = {}) =>
  day.deliver(tapAs(who, on, name, title, typed));
const input = (on: Post, name: string, what: string): string => rowOf(cardOf(on), name).inputs.get(what) ?? '';
/** A button with what was typed on the card. */
const press = (who: Person, on: Post | Json, title: string, typed: Record<string, string> = {}) => {
  const card = 'activity' in on ? cardOf(on as Post) : on;
  const filled = JSON.parse(JSON.stringify(card), (key, value: unknown) =>
    key === 'data' ? { ...(value as object), ...typed } : value,
  ) as Json;
  return day.press(who, filled, title);
};
const marksAt = async (provision: string) => {
  const held = await Promise.all(['SVP', 'WHP'].map((code) => day.store.records.day(code, '2026-11-09')));
  return held.flatMap((records) => records?.marks ?? []).filter((mark) => mark.provision === provision);
};
const opened = async (who: Person, text: string): Promise<Post> => (await day.say(who, text)).posts[0]!;

describe('taking a register', () => {
  let card: Post;

  test('it is one card of those due now, pre-filled nothing, and names nobody where it can be seen', async () => {
    day.clock('09:10');
    const { posts, words } = await day.say(tess, 'register fallow hill');
    card = posts[0]!;
    expect(posts).toHaveLength(1);
    expect(words).toContain('Register, Fallow Hill Farm');
    expect(words).toContain('Monday 9 November, morning · register closes at 09:30');
    expect(words).toContain('0 of 5 marked');
    expect(rowsOf(cardOf(card)).map(({ name }) => name)).toEqual(FARM);
    expect(rowsOf(cardOf(card)).every(({ inputs }) => inputs.size === 0)).toBe(true);
    expect(previewLeaksOn(day)).toEqual([]);
  });

  test('a tap edits the card in place, and counts for nothing yet', async () => {
    const { posts } = await tap(tess, card, 'Alfie Brightwell', 'In');
    expect(posts).toEqual([]);
    await tap(tess, card, 'Cerys ap Gwilym', 'Not here');
    await tap(tess, card, 'Chi-Chi Nwosu', 'Late');
    expect(wordsOf(cardOf(card))).toContain('0 of 5 marked · 3 tapped, not submitted');
    expect(rowOf(cardOf(card), 'Alfie Brightwell').taps.has('✓ In')).toBe(true);
    expect(await marksAt('fallow-hill')).toEqual([]);
  });

  test('taps in quick succession lose nothing, and the last edit shows all of them', async () => {
    const quick = ['Harvey Ludlow-Price', 'Mohammed Ali'].map((name) => tapAs(tess, card, name, 'In'));
    const late = day.teams.latencyMs;
    // The first to be written is the last to arrive.
    let edits = 0;
    day.teams.latencyMs = ({ method }) => (method === 'PUT' && edits++ === 0 ? 60 : 0);
    await Promise.all(quick.map((activity) => day.deliver(activity)));
    day.teams.latencyMs = late;
    for (const name of ['Harvey Ludlow-Price', 'Mohammed Ali'])
      expect(rowOf(cardOf(card), name).taps.has('✓ In')).toBe(true);
    expect(wordsOf(cardOf(card))).toContain('5 tapped, not submitted');
  });

  test('the same tap twice is one; tapped again on the new card it is taken back', async () => {
    const activity = tapAs(tess, card, 'Mohammed Ali', '✓ In');
    await day.deliver(activity);
    await day.deliver(activity);
    expect(rowOf(cardOf(card), 'Mohammed Ali').taps.has('In')).toBe(true);
  });

  test('what was tapped and typed survives the process: the next one shows it', async () => {
    const late = { [input(card, 'Chi-Chi Nwosu', 'late')]: '09:0' };
    await tap(tess, card, 'Cerys ap Gwilym', '✓ Not here', late);
    await tap(tess, card, 'Cerys ap Gwilym', 'Not here');
    const another = await startProduct({
      config: { port: 0, host: '127.0.0.1', allowedTenants: [] },
      store: day.store,
      log: createLog('silent'),
      now: day.now,
      rounds: () => ({ stop: async () => undefined }),
    });
    await deliverTo(`http://127.0.0.1:${another.port}`, day.teams.says(tess, 'register fallow hill'));
    await another.stop();
    card = day.teams.personalPosts(tess.aadObjectId).at(-1)!;
    expect(wordsOf(cardOf(card))).toContain('0 of 5 marked · 4 tapped, not submitted');
    expect(JSON.stringify(cardOf(card))).toContain('"value":"09:0"');
  });

  test('submit records what can stand, and asks by name for what is missing: a time is never guessed', async () => {
    const typed = { [input(card, 'Cerys ap Gwilym', 'heard')]: 'ill' };
    const { answer } = await press(tess, card, 'Submit register', typed);
    expect(answer).toContain('Recorded: 3 pupils.');
    expect(answer).toContain('Not recorded: Chi-Chi Nwosu.');
    expect(answer).toContain('2 not marked: these count as not returned, neither present nor absent.');
    expect(answer).toContain('In – Tess Marlow, 09:10');
    expect(answer).toContain('Not here, ill – Tess Marlow, 09:10');
    const marks = await marksAt('fallow-hill');
    expect(marks.map(({ status, code, upn, position }) => [status, code, upn, position])).toEqual(
      expect.arrayContaining([
        ['present', undefined, tess.userPrincipalName, 'Farm tutor'],
        ['absent', 'I', tess.userPrincipalName, 'Farm tutor'],
      ]),
    );
    expect(marks).toHaveLength(3);
  });

  test('pressed or delivered twice, the marks stand once', async () => {
    card = await opened(tess, 'register');
    const late = { [input(card, 'Chi-Chi Nwosu', 'late')]: '09:05' };
    const first = await press(tess, card, 'Submit register', late);
    await press(tess, card, 'Submit register', late);
    expect(first.answer).toContain('Late 09:05 – Tess Marlow, 09:10');
    expect(await marksAt('fallow-hill')).toHaveLength(4);
  });

  test('“All others in” is shown by name before it counts, and what has changed meanwhile is shown again', async () => {
    card = await opened(tess, 'register');
    const asked = await day.press(tess, card, 'All others in');
    expect(asked.answer).toContain('Marked in (1)\nMohammed Ali (Year 10, Ashmere Vale Academy): in');
    expect(await marksAt('fallow-hill')).toHaveLength(4);
    const theirs = await opened(gwen, 'register');
    await tap(gwen, theirs, 'Mohammed Ali', 'Not here');
    await day.press(gwen, theirs, 'Submit register');
    const again = await day.press(tess, asked.card, 'Yes, record this');
    expect(again.answer).toContain('5 of 5 marked');
    expect((await marksAt('fallow-hill')).map(({ recordedBy }) => recordedBy)).toContain('Gwen Astley');
    expect(await marksAt('fallow-hill')).toHaveLength(5);
  });

  test('R3.6: a change is recorded beside what stood, with its reason', async () => {
    card = await opened(tess, 'register');
    await tap(tess, card, 'Mohammed Ali', 'In');
    const refused = await day.press(tess, card, 'Submit register');
    expect(refused.answer).toContain('This changes what is recorded, so a reason for the change is needed.');
    const why = { [rowOf(refused.card, 'Mohammed Ali').inputs.get('why')!]: 'was in the barn' };
    const done = await press(tess, refused.card, 'Submit register', why);
    expect(done.answer).toContain('In – Tess Marlow, 09:10, before: absent');
    expect((await marksAt('fallow-hill')).map(({ amends }) => amends)).toContainEqual({
      was: 'absent',
      why: 'was in the barn',
    });
  });
});

describe('two at one register', () => {
  test('whoever comes second sees both versions, the first is told, and nothing is lost', async () => {
    day.clock('12:50');
    const [mine, theirs] = [await opened(tess, 'register pm'), await opened(gwen, 'register')];
    const name = rowsOf(cardOf(mine))[0]!.name;
    await tap(tess, mine, name, 'In');
    await tap(gwen, theirs, name, 'Not here');
    await day.press(gwen, theirs, 'Submit register');
    const second = await day.press(tess, mine, 'Submit register');
    expect(second.answer).toContain('Recorded by somebody else since you tapped.');
    expect(second.answer).toContain('Not here, no reason yet – Gwen Astley, 12:50');
    expect(second.answer).toContain('Tapped, not submitted: in');
    const before = day.teams.personalPosts(gwen.aadObjectId).length;
    await day.turn();
    const told = day.teams.personalPosts(gwen.aadObjectId).slice(before).map(wordsOf).join('\n');
    expect(told).toContain('Two people have marked one pupil, Fallow Hill Farm');
    expect(told).not.toContain(name);
    const standing = (await marksAt('fallow-hill')).find(({ arrive }) => arrive === '12:45');
    expect(standing?.status).toBe('absent');

    await tap(tess, mine, name, 'Record mine');
    const why = { [input(mine, name, 'why')]: 'came in with me' };
    const corrected = await press(tess, mine, 'Submit register', why);
    expect(corrected.answer).toContain('In – Tess Marlow, 12:50, before: absent');
    expect(await marksAt('fallow-hill')).toHaveLength(8);
    expect((await day.store.ledger.end('SVP')).seq).toBeGreaterThan(0);
  });
});

describe('a register said in a sentence', () => {
  const spoken = (text: string) => day.say(dale, text);

  test('nothing counts before it is confirmed by full name; then it is recorded', async () => {
    day.clock('13:00');
    const { posts, words } = await day.say(jo, 'register the base: all in except Fin');
    expect(words).toMatch(/Nobody on this register answers to “Fin”|Marked in/);
    expect(await marksAt('the-base')).toEqual([]);
    const [first, second] = rowsOf(cardOf(await opened(jo, 'register the base pm')));
    const said = await day.say(jo, `register the base: all in except ${first!.name}. ${second!.name} late 12:55`);
    expect(said.words).toContain(`${first!.name} (`);
    expect(said.words).toContain('late 12:55');
    expect(await marksAt('the-base')).toEqual([]);
    const asking = cardOf(said.posts[0]!);
    const done = await day.press(jo, asking, 'Yes, record this');
    const twice = await day.press(jo, asking, 'Yes, record this');
    expect(done.answer).toContain('Recorded:');
    expect(twice.answer).toContain('Late 12:55 – Jo Penfold, 13:00');
    const marks = await marksAt('the-base');
    expect(marks.filter(({ status }) => status === 'absent')).toHaveLength(1);
    expect(new Set(marks.map(({ pupilId }) => pupilId)).size).toBe(marks.length);
    expect(posts).toHaveLength(1);
  });

  test('in the own chat it is about the register opened last; a question is none', async () => {
    const register = await opened(dale, 'register the spanner works');
    const [row] = rowsOf(cardOf(register));
    const said = await spoken(`${row!.name} in`);
    expect(said.words).toContain('Record this? The Spanner Works');
    expect((await spoken(`is ${row!.name} in?`)).words).toContain('I did not understand that');
    expect((await day.say(femi, 'Tom in, Ben not here')).words).toContain('Say which:');
  });

  test('an unclear name is asked, an unknown one said, and left out only when somebody says so', async () => {
    const name = rowsOf(cardOf(await opened(dale, 'register the spanner works')))[0]!.name;
    const said = await spoken(`register the spanner works: ${name} in, Zebedee <at>all</at> not here`);
    expect(said.words).toContain('Nobody on this register answers to “Zebedee');
    expect(said.words).not.toContain('<at>');
    const without = await day.press(dale, said.posts[0]!, 'Leave out');
    expect(without.answer).toContain('Left out and not recorded: “Zebedee');
    expect(without.answer).toContain(`${name} (`);
    expect(await marksAt('spanner-works')).toEqual([]);
  });

  test('of two of one name the right one is chosen before anything is recorded, by a button without what was typed', async () => {
    const pupils = ['S1,Tom,Hale,2012-03-04,9', 'S2,Tom,Reed,2011-03-04,10'].map((row) => `${row},999001,2026-09-01`);
    const weeks = ['S1', 'S2'].map((id) => `${id},spanner-works,monday,12:45,15:30,2026-09-01`);
    await day.load([
      [
        'pupils.csv',
        ['pupil_id,forename,surname,date_of_birth,year_group,school_urn,start_date', ...pupils].join('\n'),
      ],
      ['timetable.csv', ['pupil_id,provision,weekday,arrive,leave,valid_from', ...weeks].join('\n')],
    ]);
    const said = await spoken('register the spanner works: Tom not here');
    expect(said.words).toContain('Who is “Tom”?');
    expect(said.words).toContain('Tom Reed\nYear 10, Ashmere Vale Academy');
    const buttons =
      JSON.stringify(cardOf(said.posts[0]!))
        .match(/"data":\{[^}]*\}/g)
        ?.join() ?? '';
    expect(buttons).not.toContain('Tom');
    const chosen = await day.press(dale, cardOf(said.posts[0]!), 'This one #2');
    expect(chosen.answer).toContain('Tom Reed (Year 10, Ashmere Vale Academy): not here');
    await day.press(dale, chosen.card, 'Yes, record this');
    expect((await marksAt('spanner-works')).map(({ pupilId, status }) => [pupilId, status])).toEqual([
      ['S2', 'absent'],
    ]);
    const none = await spoken('register the spanner works: Tom in');
    const left = await day.press(dale, cardOf(none.posts[0]!), 'This one #3');
    expect(left.answer).toContain('That leaves nobody to record.');
    expect(await marksAt('spanner-works')).toHaveLength(1);
  });

  test('forty names are too many for one breath', async () => {
    const names = Array.from({ length: 40 }, (_, n) => `Pupil${String.fromCodePoint(97 + (n % 26))}${n} in`).join(', ');
    const before = await marksAt('spanner-works');
    expect((await spoken(`register the spanner works: ${names}`)).words).toContain('Please say it in parts');
    expect(await marksAt('spanner-works')).toEqual(before);
  });
});

describe('not everybody’s register', () => {
  const nowhere =
    'I can’t find a provision by that name among those whose register you may take. Check the spelling, or ask your coordinator.';

  test('somebody else’s staff are told of no other provision, and school roles of none', async () => {
    const heard = [await day.say(dale, 'register fallow hill farm'), await day.say(dale, 'register Nowhere at all')];
    expect(heard.map(({ words }) => words)).toEqual([
      `Keylink\n${nowhere}\n${nowhere}`,
      `Keylink\n${nowhere}\n${nowhere}`,
    ]);
    const kate = day.person('k.rudd@barrowick.example');
    expect((await day.say(kate, 'register fallow hill')).words).toContain('Your role here does not include that.');
  });

  test('another partnership’s staff see their own pupils there and no others', async () => {
    const rows = rowsOf(cardOf(await opened(femi, 'register fallow hill farm am')));
    expect(rows.map(({ name }) => name)).toEqual(['Cerys ap Gwilym']);
  });

  test('a card made for somebody else, or of another day, or bent by hand writes nothing', async () => {
    const card = await opened(tess, 'register am');
    const before = await marksAt('fallow-hill');
    const stolen = await tap(dale, card, 'Alfie Brightwell', 'Left');
    expect(stolen.words).toContain('Your role does not include this register.');
    const data = tapOn(cardOf(card), 'Alfie Brightwell', 'Left');
    const bent = [
      { ...data, at: data['at']!.replace('2026-11-09', '2026-11-02') },
      { ...data, at: 'fallow-hill|2026-11-09|AM|../0' },
      { ...data, to: '00000000 present' },
    ];
    for (const one of bent) await day.deliver(day.teams.submits(tess, one, tess, { replyToId: card.id }));
    expect(await marksAt('fallow-hill')).toEqual(before);
    expect((await day.store.drafts.latest('2026-11-02', tess.userPrincipalName)) ?? 'none').toBe('none');
  });

  test('rights are those of the moment of the press: a role that has ended records nothing', async () => {
    const card = await opened(gwen, 'register am');
    await tap(gwen, card, 'Alfie Brightwell', 'Not here');
    const before = await marksAt('fallow-hill');
    const people =
      'upn,role,organisation,name,remove\ng.astley@fallow-hill.example,provision-dsl,fallow-hill,Gwen Astley,yes\n';
    await day.load([['people.csv', people]]);
    await day.turn();
    day.pass(10);
    const pressed = await day.press(gwen, card, 'Submit register');
    expect(pressed.answer).not.toContain('Recorded');
    expect(await marksAt('fallow-hill')).toEqual(before);
  });

  test('asked in a channel it is answered in the own chat', async () => {
    const channel = day.channel('Ashmere', [jo]);
    const { posts } = await day.say(jo, 'register fallow hill', channel);
    expect(posts.filter(({ conversationId }) => conversationId === channel.conversationId).map(wordsOf)).toEqual([
      expect.stringContaining('Answered privately.'),
    ]);
    expect(posts.map(wordsOf).join()).toContain('Register, Fallow Hill Farm');
  });

  test('who may take several is asked which', async () => {
    const { words, posts } = await day.say(jo, 'register');
    expect(words).toContain('Which register?');
    const chosen = await day.press(jo, posts[0]!, 'Open');
    expect(chosen.answer).toContain('Register, ');
  });

  test('whoever looked and changed is written down, and no name is in the log or in a preview', async () => {
    const audit = (await day.audit()).filter(({ query }) => query === 'register');
    expect(new Set(audit.map(({ decision }) => decision))).toEqual(
      new Set(['answered', 'changed', 'choice', 'not-found', 'refused']),
    );
    expect(previewLeaksOn(day)).toEqual([]);
    expect(logLeaksOn(day)).toEqual([]);
  });
});
