import { cardOf } from '../../support/connector.ts';
import type { Json } from '../../support/connector-rest.ts';
import { logLeaksOn, previewLeaksOn } from '../../support/privacy.ts';
import { startSchoolDay, type SchoolDay } from '../../support/school-day.ts';
import type { Person } from '../../support/teams-world.ts';

const ALFIE = 'Alfie Brightwell'; // the farm until 12:00, The Base from 12:45
const uniform =
  'I can’t find a pupil by that name among those you can see. Check the spelling or ask your coordinator.';

let day: SchoolDay;
let tess: Person; // staff at Fallow Hill Farm
let gwen: Person; // DSL there
let jo: Person; // officer of the partnership
let carys: Person; // deputy coordinator
let martin: Person; // DSL of a school

beforeAll(async () => {
  day = await startSchoolDay('2026-11-09', '08:40');
  await day.loadDemo();
  tess = day.person('t.marlow@fallow-hill.example');
  gwen = day.person('g.astley@fallow-hill.example');
  jo = day.person('j.penfold@swanmere-valley.example');
  carys = day.person('c.whitlow@swanmere-valley.example');
  martin = day.person('m.oyelaran@ashmere-vale.example');
  day.clock('09:10');
});
afterAll(() => day.stop());

const marks = async () => (await day.store.records.day('SVP', '2026-11-09'))!.marks;
const asked = async (who: Person, text: string): Promise<Json> => cardOf((await day.say(who, text)).posts[0]!);
const confirmed = async (who: Person, text: string, typed: Record<string, string> = {}) => {
  const card = JSON.parse(JSON.stringify(await asked(who, text)), (key, value: unknown) =>
    key === 'data' ? { ...(value as object), ...typed } : value,
  ) as Json;
  return day.press(who, card, 'Yes, record this');
};

describe('mark, one pupil', () => {
  test('K34: even an exact name is confirmed before it is written; pressed twice it stands once', async () => {
    const { posts, words } = await day.say(tess, 'mark Alfie Brightwell late 9:05');
    expect(words).toContain('Alfie Brightwell (Ashmere Vale Academy, Year 10): late 09:05');
    expect(words).toContain('Fallow Hill Farm, Monday 9 November, 09:00–12:00');
    expect(await marks()).toEqual([]);
    const card = cardOf(posts[0]!);
    const done = await day.press(tess, card, 'Yes, record this');
    const twice = await day.press(tess, card, 'Yes, record this');
    expect(done.answer).toContain('Late 09:05 – Tess Marlow, 09:10');
    expect(twice.answer).toContain('That is recorded already: Late 09:05 – Tess Marlow, 09:10.');
    expect(await marks()).toHaveLength(1);
  });

  test('R3.6: a correction says what stood, asks why, and keeps both', async () => {
    const { words } = await day.say(jo, 'mark Alfie Brightwell absent');
    expect(words).toContain('What stands now: Late 09:05 – Tess Marlow, 09:10. It is kept beside the change.');
    expect(words).toContain('Why is it changed?');
    const without = await confirmed(jo, 'mark Alfie Brightwell absent');
    expect(without.answer).toContain('a reason for the change is needed');
    const done = await confirmed(jo, 'mark Alfie Brightwell absent', { why: 'mistaken for his brother' });
    expect(done.answer).toContain('Not here, no reason yet – Jo Penfold, 09:10, before: late 09:05');
    expect((await marks()).map(({ status }) => status)).toEqual(expect.arrayContaining(['late', 'absent']));
  });

  test('whoever was quicker meanwhile is told, and the other sees it before anything is written', async () => {
    const card = await asked(tess, 'mark Harvey Ludlow-Price absent');
    await confirmed(gwen, 'mark Harvey Ludlow-Price present');
    const second = await day.press(tess, card, 'Yes, record this');
    expect(second.answer).toContain('Somebody else recorded since: present, Gwen Astley, 09:10.');
    await day.turn();
    expect(JSON.stringify(day.teams.personalPosts(gwen.aadObjectId))).toContain('Two people have marked one pupil');
    expect((await marks()).filter(({ pupilId }) => pupilId === 'SV-1019').map(({ status }) => status)).toEqual([
      'present',
    ]);
  });

  test('of several of one name the right one is chosen, by year and school', async () => {
    const { words, posts } = await day.say(jo, 'mark Mohammed Ali in');
    expect(words).toContain('Which pupil do you mean?');
    const chosen = await day.press(jo, posts[0]!, 'This one');
    expect(chosen.answer).toMatch(/Mohammed Ali \(Ashmere Vale Academy, Year 1[01]\): in/);
  });

  test('the afternoon is said, or seen from the time', async () => {
    expect((await day.say(jo, 'mark Alfie Brightwell absent pm ill')).words).toContain(
      'The Base, Monday 9 November, 12:45',
    );
    day.clock('14:00');
    expect((await day.say(jo, 'mark Alfie Brightwell left 13:20')).words).toContain('Record the arrival first.');
    expect((await day.say(jo, 'mark Alfie Brightwell late 9:20')).words).toContain('Fallow Hill Farm');
    day.clock('09:10');
  });

  test('after the day: partnership staff amend with a reason, provision staff do not (R3.8)', async () => {
    day.clock('09:10', '2026-11-10');
    expect((await day.say(tess, 'mark Harvey Ludlow-Price absent yesterday am')).words).toContain('That day is over.');
    const { words } = await day.say(jo, 'mark Harvey Ludlow-Price absent on monday am');
    expect(words).toContain('Fallow Hill Farm, Monday 9 November');
    expect(words).toContain('Why is it changed?');
    day.clock('09:10', '2026-11-09');
  });
});

describe('what cannot stand gets a clear answer, and nothing is written', () => {
  const cases: [what: string, who: () => Person, text: string, answer: string][] = [
    [
      'a nought',
      () => jo,
      'mark Alfie Brightwell 0',
      'A nought is not a code. Did you mean O (other or unknown circumstances)?',
    ],
    ['a bar', () => jo, 'mark Alfie Brightwell |', 'That is not a code. Did you mean / (present, morning), L'],
    ['a divided code', () => carys, 'mark Alfie Brightwell Y', 'That code was divided in August 2024. Did you mean Y1'],
    [
      'a withdrawn code',
      () => carys,
      'mark Alfie Brightwell H',
      'That code was withdrawn in August 2024. Did you mean C',
    ],
    ['a code from provision staff', () => tess, 'mark Alfie Brightwell I', 'Provision staff give no codes.'],
    ['a time before the slot', () => jo, 'mark Alfie Brightwell late 7:20', 'so that is not late'],
    ['a time to come', () => jo, 'mark Alfie Brightwell late 11:20', 'That time is still to come: it is 09:10.'],
    ['late without a time', () => carys, 'mark Alfie Brightwell late', 'it is never guessed'],
    ['tomorrow', () => carys, 'mark Alfie Brightwell absent tomorrow', 'That day is still to come'],
    ['last week, by the provision', () => tess, 'mark Alfie Brightwell absent on 2/11/2026', 'That day is over.'],
    ['a pupil of another provision', () => tess, 'mark Zoë Hartnell-Reid in', uniform],
    ['nobody at all', () => tess, 'mark Barnaby Nobody in', uniform],
    ['nothing said', () => tess, 'mark Alfie Brightwell', 'Say who and what'],
    ['a role without registers', () => martin, 'mark Alfie Brightwell in', 'Your role here does not include that.'],
  ];
  const answers = new Map<string, string>();
  let before: number;
  beforeAll(async () => {
    before = (await marks()).length;
    const heard = cases.map(async ([, who, text]) => answers.set(text, (await day.say(who(), text)).words));
    await Promise.all(heard);
  });
  afterAll(async () => expect(await marks()).toHaveLength(before));

  test.each(cases)('%s', (_what, _who, text, answer) => expect(answers.get(text)).toContain(answer));

  test('a button bent by hand, or pressed by somebody else', async () => {
    const card = await asked(jo, 'mark Harvey Ludlow-Price left 9:08');
    const theirs = await day.press(day.person('d.hutchin@spanner-works.example'), card, 'Yes, record this');
    expect(theirs.answer).toContain(uniform);
    const bent = JSON.parse(JSON.stringify(card).replaceAll('fallow-hill|', 'the-base|')) as Json;
    expect((await day.press(jo, bent, 'Yes, record this')).answer).toContain('Nothing is recorded until you confirm.');
  });

  test('in a channel nothing of it is said there', async () => {
    const channel = day.channel('Ashmere', [jo]);
    const { posts } = await day.say(jo, 'mark Alfie Brightwell in', channel);
    expect(
      JSON.stringify(posts.filter(({ conversationId }) => conversationId === channel.conversationId)),
    ).not.toContain(ALFIE);
    expect(previewLeaksOn(day)).toEqual([]);
    expect(logLeaksOn(day)).toEqual([]);
  });

  test('each look-up is written down with the pupil', async () => {
    const audit = (await day.audit()).filter(({ query }) => query === 'mark');
    expect(audit).toContainEqual(
      expect.objectContaining({ decision: 'changed', pupilId: 'SV-1001', who: tess.userPrincipalName }),
    );
    expect(audit.some(({ decision }) => decision === 'refused')).toBe(true);
  });
});
