import { dateOf, momentOf } from '../../../src/domain/time.ts';
import { staffingOf } from '../../../src/jobs/audience.ts';
import { vacancyNotices } from '../../../src/jobs/vacancies.ts';
import { createDirectory } from '../../../src/store/directory.ts';
import { createOutbox } from '../../../src/store/outbox.ts';
import { wordsOf } from '../../support/card-words.ts';
import { startSchoolDay, type SchoolDay } from '../../support/school-day.ts';
import type { Person } from '../../support/teams-world.ts';

const formerKeyLink = 'v.ames@ashmere-vale.example';
const farmTutor = 't.marlow@fallow-hill.example';
const officer = 'j.penfold@swanmere-valley.example';

let day: SchoolDay;
let victor: Person;

const cover = (...rows: string[]) =>
  day.load([['cover.csv', ['organisation,role,upn,from,to', ...rows, ''].join('\n')]]);

beforeAll(async () => {
  day = await startSchoolDay('2026-11-09', '08:30');
  await day.loadDemo();
  victor = day.person(formerKeyLink);
});
afterAll(() => day.stop());

describe('a cover in force gives the rights of the role, and its last day ends them', () => {
  test('before it somebody whose role has ended is a stranger', async () => {
    await cover(
      `999001,key-link,${formerKeyLink},2026-11-10,2026-11-11`,
      `SVP,officer,${farmTutor},2026-11-10,2026-11-11`,
    );
    expect((await day.say(victor, 'where is Alfie Brightwell')).words).toContain('I do not know you yet');
  });

  test('on its days they are known, may ask, and the audit says in which role', async () => {
    day.clock('08:30', '2026-11-10');
    expect((await day.say(victor, 'help')).words).toContain('You are known here as Victor Ames, key link.');
    expect((await day.say(victor, 'digest')).words).toContain('Morning digest for Ashmere Vale Academy');
    expect((await day.say(victor, 'where is Alfie Brightwell')).words).toContain('Ashmere Vale Academy, Year');
    const asked = (await day.audit()).filter(({ who }) => who === formerKeyLink);
    expect(asked.map(({ roles }) => roles)).toContainEqual(['key-link 999001 (cover)']);
  });

  test('rights of the person’s own roles and of the cover add up', async () => {
    const { words } = await day.say(day.person(farmTutor), 'help');
    expect(words).toMatch(/provision staff and partnership officer\./);
    expect(words).toContain('digest');
  });

  test('the day after its last they have what they had before', async () => {
    day.clock('08:30', '2026-11-12');
    expect((await day.say(victor, 'where is Alfie Brightwell')).words).toContain('I do not know you yet');
    const { words } = await day.say(day.person(farmTutor), 'help');
    expect(words).toContain('provision staff.');
    expect(words).not.toContain('digest');
  });
});

describe('a role with nobody in it is told loudly (R4.14)', () => {
  const told = () => day.teams.posts.filter((post) => wordsOf(post).includes('today with nobody to reach'));
  const put = async (): Promise<void> => {
    const now = momentOf(day.now());
    const [held, roster, there] = await Promise.all([
      day.store.records.day('SVP', now.date),
      day.store.people.fresh(),
      createDirectory(day.store.records).read(day.now()),
    ]);
    const { rows } = vacancyNotices(held!, staffingOf(roster, there, now));
    await createOutbox(day.store.queue, day.store.posts).put('SVP', rows);
    await day.turn();
  };

  test('once a day to the partnership’s people, with who stands in and no pupil', async () => {
    const nadia = day.person('n.farrow@swanmere-valley.example');
    await day.say(nadia, 'help');
    const rows = `upn,role,organisation,name,end_date\n${officer},officer,SVP,Jo Penfold,2026-11-11\n`;
    await day.load([['people.csv', rows]]);
    await put();
    await put();
    expect(told().map(({ conversationId }) => conversationId)).toEqual([day.teams.place(nadia.userId)?.conversationId]);
    const words = wordsOf(told()[0]!);
    expect(words).toContain('partnership officer (nobody holds it; Nadia Farrow stands in)');
    expect(words).toMatch(/Barrowick.*: key link \(not reachable in Teams; Nadia Farrow stands in\)/);
    expect(words).not.toMatch(/Alfie|Brightwell/);
  });

  test('again on the next school day, until somebody covers', async () => {
    day.clock('08:30', '2026-11-13');
    await put();
    expect(told()).toHaveLength(2);
    await cover(`SVP,officer,${farmTutor},${dateOf(day.now())},`);
    day.clock('08:30', '2026-11-16');
    await put();
    expect(wordsOf(told()[2]!)).toContain('partnership officer (nobody holds it; Tess Marlow stands in)');
  });
});
