import { fileConcern } from '../../src/record/concern/file.ts';
import { wordFields, type Report, type Words } from '../../src/domain/concern/events.ts';
import { momentOf } from '../../src/domain/time.ts';
import { createLog } from '../../src/log.ts';
import { createDirectory } from '../../src/store/directory.ts';
import { wordsOf } from '../support/card-words.ts';
import type { Post } from '../support/connector-rest.ts';
import { startSchoolDay, type SchoolDay } from '../support/school-day.ts';
import type { Person } from '../support/teams-world.ts';

/** Whether DSLs can be reached is found out each morning, in silence, and before it matters. */
const people = {
  nadia: 'n.farrow@swanmere-valley.example', // coordinator
  carys: 'c.whitlow@swanmere-valley.example', // deputy
  jo: 'j.penfold@swanmere-valley.example', // officer
  martin: 'm.oyelaran@ashmere-vale.example', // school DSL, of the pack's own account; has never written
  owen: 'o.grieve@ashmere-vale.example', // deputy DSL there
  anjali: 'a.mistry@thringbrook.example', // DSL of another school; has taken Keylink away
  kate: 'k.rudd@barrowick.example', // and of another; has blocked it
  gwen: 'g.astley@fallow-hill.example', // provision DSL
  tess: 't.marlow@fallow-hill.example', // provision staff
};
type Name = keyof typeof people;
const TITLE = /^(?:One DSL or deputy|\d+ DSLs or deputies) cannot be reached in Teams/;

let day: SchoolDay;
let who: Record<Name, Person>;

const notices = (name: Name): Post[] => day.teams.postsIn(who[name]).filter((post) => TITLE.test(wordsOf(post)));
const rowOf = async (name: Name) => (await day.store.reach.all()).find(({ upn }) => upn === people[name]);
const asks = () => day.teams.calls.filter(({ kind }) => kind === 'member' || kind === 'open');
const asksAbout = (name: Name) =>
  asks().filter(({ about }) => [who[name].conversationId, who[name].aadObjectId].includes(about)).length;

const nothing = Object.fromEntries(wordFields.map((field) => [field, ''])) as Words;
let filed = 0;
async function concernAtAshmere() {
  const reader = createDirectory(day.store.records);
  const parts = { store: day.store, directory: () => reader.read(day.now()), log: createLog('silent') };
  const by = { upn: people.tess, name: 'Tess Marlow', position: 'Farm tutor' };
  const report: Report = { by, words: nothing, parentInformed: 'not-said', urgency: 'urgent' };
  const of = { id: `AAAAA-AAAA${(filed += 1)}`, partnership: 'SVP', pupilId: 'SV-1001', urn: '999001', report };
  return (await fileConcern(parts, momentOf(day.now()), of)).concern;
}
const atSchool = async () => (await concernAtAshmere()).parties.find(({ seat }) => seat === 'school-dsl')!;

beforeAll(async () => {
  day = await startSchoolDay('2026-11-09', '07:20');
  await day.loadDemo();
  who = Object.fromEntries(Object.entries(people).map(([name, upn]) => [name, day.person(upn)])) as typeof who;
  for (const [name, person] of Object.entries(who)) if (name !== 'martin') await day.say(person, 'help');
  const channel = day.channel('Ashmere Vale', [who.nadia, who.martin]);
  await day.say(who.nadia, 'link Ashmere Vale', channel);
  who.anjali.installed = false;
  who.kate.blocked = true;
  await day.turn();
});
afterAll(() => day.stop());

test('nobody is asked about before it is time', async () => {
  const before = asks().length;
  await day.comes('07:29');
  expect(asks().length).toBe(before);
  expect(await day.store.reach.all()).toEqual([]);
});

describe('at the time of the check', () => {
  test('each DSL and deputy is asked about, and nothing is shown to them', async () => {
    const posts = await day.comes('07:30');
    expect(posts.filter((post) => !TITLE.test(wordsOf(post)))).toEqual([]);
    const ok = await Promise.all((['nadia', 'carys', 'martin', 'owen', 'gwen'] as const).map(rowOf));
    expect(ok.map((row) => row?.ok)).toEqual([true, true, true, true, true]);
    expect((await rowOf('anjali'))?.ok).toBe(false);
    expect((await rowOf('kate'))?.ok).toBe(false);
    expect(await rowOf('jo')).toBeUndefined();
    expect(await rowOf('tess')).toBeUndefined();
    expect(day.teams.postsIn(who.martin)).toEqual([]);
  });

  test('the partnership is told whom and what to do, once', async () => {
    for (const name of ['nadia', 'carys', 'jo'] as const) {
      expect(notices(name)).toHaveLength(1);
      const words = wordsOf(notices(name)[0]!);
      expect(words).toContain('Anjali Mistry: school DSL, Thringbrook College');
      expect(words).toContain('Kate Rudd: school DSL, Barrowick High School');
      expect(words).toContain('they install Keylink in Teams, or write “help” to it once');
      expect(words).not.toContain('Martin');
      expect(String(notices(name)[0]!.activity['summary'])).not.toContain('Mistry');
    }
    for (const name of ['martin', 'owen', 'gwen', 'tess'] as const) expect(notices(name)).toEqual([]);
  });

  test('later, again, or on another instance nobody is asked about twice or told twice', async () => {
    const before = asks().length;
    await day.comes('07:31');
    await (
      await day.another()
    )();
    await day.store.queue.put({ kind: 'reach', partnership: 'SVP', pass: 1 });
    await day.comes('08:10');
    expect(asks().length).toBe(before);
    for (const name of ['nadia', 'carys', 'jo'] as const) expect(notices(name)).toHaveLength(1);
  });
});

describe('what it is for', () => {
  test('who is reached is told first', async () => {
    expect(await atSchool()).toMatchObject({ step: 1, told: [people.martin] });
  });

  test('who is not is not waited for: the deputy is told at once', async () => {
    await day.store.reach.note({ upn: people.martin, ok: false, at: day.now() });
    expect(await atSchool()).toMatchObject({ step: 2, told: [people.owen] });
  });

  test('who writes to Keylink counts as reached at once', async () => {
    const before = (await rowOf('owen'))!.at;
    day.pass(10);
    await day.say(who.martin, 'help');
    await day.say(who.owen, 'help');
    expect(await rowOf('martin')).toMatchObject({ ok: true, at: day.now() });
    // Nothing is written of whoever was.
    expect((await rowOf('owen'))!.at).toBe(before);
    expect(await atSchool()).toMatchObject({ step: 1, told: [people.martin] });
  });

  test('and so does who installs it', async () => {
    day.pass(10);
    who.anjali.installed = true;
    await day.deliver(day.teams.installs(who.anjali, who.anjali));
    expect((await rowOf('anjali'))?.ok).toBe(true);
    who.anjali.installed = false;
  });
});

describe('another morning', () => {
  beforeAll(async () => {
    // Teams says nothing of two of them: no answer that means anything, and too many questions.
    const doubtful = new Set([who.carys.conversationId, who.kate.conversationId]);
    day.teams.plan = ({ kind, about }) =>
      kind === 'member' && doubtful.has(about) ? { kind: 'answer', status: 500 } : undefined;
    day.clock('07:30', '2026-11-10');
    await day.turn();
  });

  test('in doubt it is asked again before anybody is told', async () => {
    expect(notices('nadia')).toHaveLength(1);
    expect((await rowOf('anjali'))?.ok).toBe(false);
    const asked = asksAbout('gwen');
    day.pass(600);
    await day.store.queue.put({ kind: 'reach', partnership: 'SVP', pass: 2 });
    await day.turn();
    expect(notices('nadia')).toHaveLength(1);
    expect(asksAbout('gwen')).toBe(asked);
  });

  test('and in the end what was known of them stays', async () => {
    await day.store.queue.put({ kind: 'reach', partnership: 'SVP', pass: 3 });
    await day.turn();
    expect([(await rowOf('carys'))?.ok, (await rowOf('kate'))?.ok]).toEqual([true, false]);
    expect(notices('nadia')).toHaveLength(2);
    const words = wordsOf(notices('nadia')[1]!);
    expect(words).toContain('Anjali Mistry');
    expect(words).toContain('Kate Rudd');
    expect(words).not.toContain('Carys');
  });

  test('whoever was not running at the time looks as soon as they are', async () => {
    day.teams.plan = () => undefined;
    day.clock('14:05', '2026-11-11');
    const before = asksAbout('owen');
    await day.turn();
    expect(asksAbout('owen')).toBe(before + 1);
    expect(notices('jo')).toHaveLength(3);
  });
});

test('where nobody of the partnership can be told, the log says so', async () => {
  for (const name of ['nadia', 'carys', 'jo'] as const)
    await day.store.reach.note({ upn: people[name], ok: false, at: day.now() });
  await day.store.queue.put({ kind: 'reach', partnership: 'SVP', pass: 1 });
  await day.turn();
  expect(day.log.filter((line) => line.includes('reach.untold') && line.includes('SVP'))).toHaveLength(1);
});
