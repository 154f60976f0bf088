import { isOfConcerns } from '../../support/concern-news.ts';
import { wordsOf } from '../../support/card-words.ts';
import { sendForm } from '../../support/filled-form.ts';
import { packAction } from '../../../src/teams/verbs.ts';
import { startSchoolDay, type SchoolDay } from '../../support/school-day.ts';
import type { Absence } from '../../../src/domain/absence/absence.ts';
import type { Person } from '../../support/teams-world.ts';

/** Oddities of a real day, from the register to what each person is told of them. */
const MONDAY = '2026-11-09';
const columns = 'pupil_id,date,provision,arrive,recorded_at,recorded_by,status,arrived_at,left_at,code,reason';
const alfie = 'SV-1001'; // amber
const mohammed = 'SV-1002'; // green
const zoe = 'SV-1004'; // red
const callum = 'SV-1005'; // red
const ethan = 'SV-1006'; // amber, two places before noon
const aaliyah = 'SV-1014'; // amber, registered at the PRU too

let day: SchoolDay;
let nadia: Person; // coordinator, and key link at Ashmere Vale
let jo: Person; // officer of the partnership
let martin: Person; // DSL at Ashmere Vale
let tess: Person; // staff at Fallow Hill Farm

const marked = (pupil: string, at: string, provision: string, slot: string, said: string): string =>
  `${pupil},${MONDAY},${provision},${slot},${MONDAY} ${at},Tess Marlow,${said}`;
/** Imports marks at a time of the day, and turns. */
async function come(time: string, ...rows: string[]): Promise<void> {
  day.clock(time);
  if (rows.length > 0) await day.load([['marks.csv', [columns, ...rows, ''].join('\n')]]);
  await day.turn();
}
async function absenceOf(pupil: string): Promise<Absence> {
  const held = await day.store.records.day('SVP', MONDAY);
  return held!.absences.findLast((one) => one.pupilId === pupil)!;
}
const told = new Map<Person, number>();
/** The titles of what somebody was told since the last time, cards of absences and registers apart. */
function newsOf(who: Person): string[] {
  const posts = day.teams.postsIn(who);
  const since = posts.slice(told.get(who) ?? 0).filter((post) => !isOfConcerns(post));
  told.set(who, posts.length);
  const titles = since.map((post) => wordsOf(post).split('\n')[0] ?? '');
  const aside = /^(An absence to follow up|Please ring|The register of|No channel|A digest only|\d+ roles)/;
  return titles.filter((title) => !aside.test(title));
}

beforeAll(async () => {
  day = await startSchoolDay(MONDAY, '08:45');
  await day.loadDemo();
  nadia = day.person('n.farrow@swanmere-valley.example');
  jo = day.person('j.penfold@swanmere-valley.example');
  martin = day.person('m.oyelaran@ashmere-vale.example');
  tess = day.person('t.marlow@fallow-hill.example');
  for (const who of [nadia, jo, martin, tess]) await day.say(who, 'help');
  await come('08:50', marked(alfie, '08:50', 'fallow-hill', '09:00', 'absent,,,I,flu says mother'));
  await come(
    '09:21',
    marked(mohammed, '09:20', 'fallow-hill', '09:00', 'absent,,,,'),
    marked(zoe, '09:20', 'spanner-works', '09:00', 'present,,,,'),
    marked(callum, '09:20', 'greenlock', '09:00', 'absent,,,I,sick says mother'),
    marked(ethan, '09:20', 'spanner-works', '09:00', 'absent,,,,'),
    marked(aaliyah, '09:20', 'hollowbrook', '08:50', 'absent,,,,'),
    marked(alfie, '09:20', 'fallow-hill', '09:00', 'absent,,,,'),
  );
  for (const who of [nadia, jo, martin, tess]) newsOf(who);
});
afterAll(() => day.stop());

test('Q18: what the parent said before the register stands when the register says no more than “absent”', async () => {
  expect((await absenceOf(alfie)).slots[0]).toMatchObject({ code: 'I', explained: true });
});

test('M9: a dual-registered child who did not come to the PRU is looked for, and stays D', async () => {
  expect(await absenceOf(aaliyah)).toMatchObject({ state: 'enquirer-notified', slots: [{ code: 'D' }] });
});

test('R4.2: the school was rung and knew nothing: the reminder and the contacts come all the same', async () => {
  day.clock('09:40');
  const { openedAt } = await absenceOf(mohammed);
  const data = packAction('absence', { pupil: mohammed, opened: String(openedAt) });
  const card = (await day.deliver(day.teams.executes(jo, { verb: 'absence', data, trigger: 'manual' }))).card;
  const form = (await day.press(jo, card, 'Record a contact')).card;
  const { answer } = await sendForm(day, jo, form, 'Record it', { whom: 'office', outcome: 'reached' });
  expect(answer).toContain('Recorded.');
  newsOf(jo);
  await come('09:51');
  expect(newsOf(jo)).toEqual(['An update is overdue: 3 children']);
  await come('10:01');
  expect(newsOf(jo)).toEqual(['Please try the emergency contacts: 3 children']);
  expect(newsOf(martin)).toEqual([]);
});

test('R1.9: absent at the first slot and late at the second is late after close, found, and closed', async () => {
  await come('10:10', marked(ethan, '10:08', 'spanner-yard', '10:00', 'late,10:05,,,'));
  expect(await absenceOf(ethan)).toMatchObject({
    state: 'resolved',
    safe: { how: 'marked-present' },
    slots: [{ code: 'U' }],
  });
});

test('R4.10: left, came back, and the coming back was the wrong child: missing, found, missing again, each said once', async () => {
  for (const who of [nadia, martin]) newsOf(who);
  await come('10:26', marked(zoe, '10:25', 'spanner-works', '09:00', 'left,,10:20,,'));
  await come('10:59', marked(zoe, '10:58', 'spanner-works', '09:00', 'present,10:55,,,'));
  await come('11:06', marked(zoe, '11:05', 'spanner-works', '09:00', 'left,,10:20,,'));
  const said = ['A child may be missing: act now', 'A child has been located', 'A child may be missing: act now'];
  for (const who of [nadia, martin]) expect(newsOf(who).filter((title) => title.startsWith('A child'))).toEqual(said);
  await come('11:30', marked(zoe, '11:28', 'spanner-works', '09:00', 'left,,10:20,M,orthodontist'));
  expect(newsOf(martin)).toEqual(['A child does not count as missing any more']);
  expect(await absenceOf(zoe)).toMatchObject({ state: 'reason-given', needsDsl: true });
  expect(await absenceOf(zoe)).not.toHaveProperty('safe');
  expect(newsOf(tess)).toEqual([]);
});

test('a time limit changed during the day moves the clock that runs', async () => {
  await come('12:50', marked('SV-1012', '12:49', 'kiln-lane', '12:30', 'absent,,,,'));
  const dueAt = async () => (await absenceOf('SV-1012')).due.find(({ step }) => step === 'update-overdue')!.at;
  const before = await dueAt();
  await day.load([['settings.csv', `organisation,name,from,value\nSVP,update_due_minutes,${MONDAY},45\n`]]);
  await come('12:51');
  expect((await dueAt()) - before).toBe(15 * 60_000);
});

test('4.3: at the end of the day it is on the DSL’s list, and nobody is asked for a reason that is known', async () => {
  await come('15:45', marked(mohammed, '13:05', 'fallow-hill', '12:45', 'present,,,,'));
  await come('15:46');
  for (const who of [nadia, jo, martin]) newsOf(who);
  await come('16:45');
  expect([newsOf(nadia), newsOf(jo), newsOf(martin)]).toEqual([[], [], []]);
  expect(await absenceOf(callum)).toMatchObject({ state: 'continuing', review: { why: 'day-over' } });
});

test('the morning after: what is open is said to be open, not that a child is absent', async () => {
  day.clock('09:00', '2026-11-10');
  await day.turn();
  const news = newsOf(jo);
  expect(news).toEqual([expect.stringMatching(/^An absence is still open this morning: \d children$/)]);
  expect(newsOf(martin)).toContain(news[0]);
});
