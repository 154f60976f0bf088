import { cardOf } from '../../support/connector.ts';
import { logLeaksOn, previewLeaksOn } from '../../support/privacy.ts';
import { startSchoolDay, type SchoolDay } from '../../support/school-day.ts';
import type { Person } from '../../support/teams-world.ts';

const uniform =
  'I can’t find a pupil by that name among those you can see. Check the spelling or ask your coordinator.';

let day: SchoolDay;
let nadia: Person; // coordinator, and key link at Ashmere Vale
let martin: Person; // DSL at Ashmere Vale
let tess: Person; // staff at Fallow Hill Farm
let kate: Person; // key link at Barrowick
let howard: Person; // chair of the partnership

beforeAll(async () => {
  day = await startSchoolDay('2026-11-09', '10:45');
  await day.loadDemo();
  nadia = day.person('n.farrow@swanmere-valley.example');
  martin = day.person('m.oyelaran@ashmere-vale.example');
  tess = day.person('t.marlow@fallow-hill.example');
  kate = day.person('k.rudd@barrowick.example');
  howard = day.person('h.brant@swanmere-valley.example');
});
afterAll(() => day.stop());

describe('attendance, in the personal chat', () => {
  test('the school and the partnership get the figures, with what they rest on', async () => {
    for (const who of [martin, nadia]) {
      const { words, posts } = await day.say(who, 'attendance Alfie Brightwell');
      expect(words).toMatch(/Attendance \d+\.\d%: \d+ of \d+ possible sessions?/);
      expect(words).toContain('Ten school weeks');
      expect(words).toContain('proposals, not the school’s register');
      expect(posts).toHaveLength(1);
    }
  });

  test('R2.8: what nobody has marked is said beside the figure, and the picture says its counts', async () => {
    const { words } = await day.say(martin, 'attendance Alfie Brightwell');
    expect(words).toMatch(/Provisional: \d+ sessions? unmarked/);
    expect(words).toMatch(/Sessions, Monday 19 October to Friday 13 November: 29 attended, 2 authorised absence/);
  });

  test('the picture is inside the card, and no address is', async () => {
    const { posts } = await day.say(martin, 'attendance Alfie Brightwell');
    const json = JSON.stringify(cardOf(posts[0]!));
    expect(json).toContain('"url":"data:image/png;base64,');
    expect(json.length).toBeLessThan(26_000);
  });

  test('R7.15: provision staff see their own slots, never the school’s figures', async () => {
    const { words } = await day.say(tess, 'attendance Alfie Brightwell');
    expect(words).toMatch(/Programme attendance with you: \d+ of \d+ slots?/);
    expect(words).not.toMatch(/%|authorised|Ten school weeks|The Base|Spanner|school closed/);
  });

  test('R8.1: another school’s pupil and nobody get the one line', async () => {
    const heard = await Promise.all([
      day.say(kate, 'attendance Alfie Brightwell'),
      day.say(martin, 'attendance Barnaby Nobody'),
    ]);
    for (const { words } of heard) {
      expect(new Set(words.split('\n'))).toEqual(new Set(['Keylink answered', uniform]));
    }
  });

  test('two of one name are a choice, and the one chosen is answered with figures', async () => {
    const asked = await day.say(martin, 'attendance Mohammed Ali');
    expect(asked.words).toContain('Which pupil do you mean?');
    const { answer } = await day.press(martin, asked.posts[0]!, 'This one #2');
    expect(answer).toContain('Ten school weeks');
  });
});

test('R9.5: every look-up is written down, without what it said', async () => {
  day.pass(60);
  await Promise.all([
    day.say(nadia, 'attendance Alfie Brightwell'),
    day.say(kate, 'attendance Alfie Brightwell'),
    day.say(howard, 'attendance Alfie Brightwell'),
    day.say(tess, 'attendance Alfie Brightwell'),
  ]);
  const rows = (await day.audit()).filter((row) => row.at === day.now());
  const told = rows.map(({ who, query, decision, fields }) => [who, query, decision, ...(fields ?? [])].join(' '));
  expect(told.toSorted()).toEqual(
    [
      `${nadia.userPrincipalName} attendance answered figures`,
      `${kate.userPrincipalName} attendance not-found`,
      `${howard.userPrincipalName} attendance refused`,
      `${tess.userPrincipalName} attendance answered programme attendance`,
    ].toSorted(),
  );
});

test('R9.4: no preview names a child, and no log line holds a name or a question', () => {
  expect(previewLeaksOn(day)).toEqual([]);
  expect(logLeaksOn(day)).toEqual([]);
});
