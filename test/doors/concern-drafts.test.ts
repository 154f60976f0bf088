import { addToConcern } from '../../src/record/concern/add.ts';
import type { Concern } from '../../src/domain/concern/concern.ts';
import type { LaterEvent } from '../../src/domain/concern/events.ts';
import { momentOf } from '../../src/domain/time.ts';
import { createLog } from '../../src/log.ts';
import { createDirectory } from '../../src/store/directory.ts';
import { wordsOf } from '../support/card-words.ts';
import { previewLeaksOn, logLeaksOn } from '../support/privacy.ts';
import { startSchoolDay, type SchoolDay } from '../support/school-day.ts';
import type { Person } from '../support/teams-world.ts';

/** Absences that become draft concerns, and concerns to which nobody adds. */
const MONDAY = '2026-11-09';
const columns = 'pupil_id,date,provision,arrive,recorded_at,recorded_by,status,arrived_at,left_at,code,reason';
const zoe = 'SV-1004'; // red
const callum = 'SV-1005'; // red
const alfie = 'SV-1001'; // amber

let day: SchoolDay;
let nadia: Person; // coordinator
let carys: Person; // deputy
let martin: Person; // DSL of the school
let owen: Person; // deputy DSL there
let tess: Person; // staff of a provision

const marked = (pupil: string, at: string, provision: string, slot: string, said: string): string =>
  `${pupil},${MONDAY},${provision},${slot},${MONDAY} ${at},Tess Marlow,${said}`;
async function come(time: string, ...rows: string[]): Promise<void> {
  day.clock(time);
  if (rows.length > 0) await day.load([['marks.csv', [columns, ...rows, ''].join('\n')]]);
  await day.turn();
}
const draftsOf = async (pupilId: string): Promise<Concern[]> =>
  (await day.store.concerns.all('SVP')).filter(({ subject }) => subject.pupilId === pupilId);
const told = (who: Person, title: string): number =>
  day.teams.postsIn(who).filter((post) => wordsOf(post).startsWith(title)).length;
const DRAFT = 'A draft concern waits for you';
const STALE = 'An open concern has had no entry for some time';

async function add(id: string, event: LaterEvent) {
  const reader = createDirectory(day.store.records);
  const parts = { store: day.store, directory: () => reader.read(day.now()), log: createLog('silent') };
  return addToConcern(parts, momentOf(day.now()), { partnership: 'SVP', id }, event);
}
const by = { upn: 'm.oyelaran@ashmere-vale.example', name: 'Martin Oyelaran', position: 'DSL' };

beforeAll(async () => {
  day = await startSchoolDay(MONDAY, '08:45');
  await day.loadDemo();
  nadia = day.person('n.farrow@swanmere-valley.example');
  carys = day.person('c.whitlow@swanmere-valley.example');
  martin = day.person('m.oyelaran@ashmere-vale.example');
  owen = day.person('o.grieve@ashmere-vale.example');
  tess = day.person('t.marlow@fallow-hill.example');
  for (const who of [nadia, carys, martin, owen, tess]) await day.say(who, 'help');
  await come('08:46');
});
afterAll(() => day.stop());

describe('a red child nobody can account for', () => {
  test('opens a draft for coordinator and school, who are told that there is one and no more', async () => {
    await come(
      '09:20',
      marked(callum, '09:20', 'greenlock', '09:00', 'absent,,,,'),
      marked(alfie, '09:20', 'fallow-hill', '09:00', 'absent,,,,'),
    );
    const [draft, ...more] = await draftsOf(callum);
    expect(more).toEqual([]);
    expect(draft).toMatchObject({
      state: 'draft',
      urgency: 'standard',
      subject: { kind: 'child', pupilId: callum, urn: '999001' },
      draftOf: { why: 'red-unexplained' },
      parties: [
        { seat: 'partnership-dsl', organisation: 'SVP', told: ['n.farrow@swanmere-valley.example'] },
        { seat: 'school-dsl', organisation: '999001', told: ['m.oyelaran@ashmere-vale.example'] },
      ],
    });
    expect(await draftsOf(alfie)).toEqual([]);
    expect([nadia, martin, carys, owen, tess].map((who) => told(who, DRAFT))).toEqual([1, 1, 0, 0, 0]);
    expect(previewLeaksOn(day)).toEqual([]);
    expect(logLeaksOn(day)).toEqual([]);
  });

  test('the draft says which absence and why, and nothing else', async () => {
    const [draft] = await draftsOf(callum);
    const held = await day.store.records.day('SVP', MONDAY);
    const absence = held!.absences.find(({ pupilId }) => pupilId === callum)!;
    const whole = await day.store.concerns.read({ partnership: 'SVP', id: draft!.id });
    expect(whole!.entries[0]!.event).toEqual({
      kind: 'drafted',
      id: draft!.id,
      partnership: 'SVP',
      subject: { kind: 'child', pupilId: callum, urn: '999001' },
      urgency: 'standard',
      route: expect.anything() as unknown,
      of: { openedAt: absence.openedAt, why: 'red-unexplained' },
    });
  });

  test('looked at again, by this instance or another, it stays one draft', async () => {
    await come('09:21');
    await (
      await day.another()
    )();
    expect(await draftsOf(callum)).toHaveLength(1);
    expect(told(martin, DRAFT)).toBe(1);
  });

  test('dismissed, it is not made again', async () => {
    const [draft] = await draftsOf(callum);
    await add(draft!.id, { kind: 'dismissed', by, why: 'At home, mother rang the school' });
    await come('09:22');
    await (
      await day.another()
    )();
    expect((await draftsOf(callum)).map(({ state }) => state)).toEqual(['dismissed']);
  });

  test('whoever holds the storage alone finds neither the child nor a way to the draft', async () => {
    const rows = (await day.rows()).filter(({ where }) => where === 'concerns').map(({ text }) => text);
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter((text) => /SV-1005|callum|greenlock/i.test(text))).toEqual([]);
  });
});

describe('a child who left without permission', () => {
  test('is a draft at once, urgent; having been unexplained before, the second of that absence', async () => {
    await come('09:25', marked(zoe, '09:25', 'spanner-works', '09:00', 'absent,,,,'));
    await come('10:01', marked(zoe, '10:00', 'spanner-works', '09:00', 'late,09:58,,,'));
    await come('10:26', marked(zoe, '10:25', 'spanner-works', '09:00', 'left,,10:20,,'));
    const drafts = await draftsOf(zoe);
    expect(drafts.map(({ draftOf, urgency }) => `${draftOf?.why} ${urgency}`).toSorted()).toEqual([
      'missing urgent',
      'red-unexplained standard',
    ]);
    expect(new Set(drafts.map(({ draftOf }) => draftOf?.openedAt)).size).toBe(1);
  });

  test('not acknowledged in ten minutes, the deputies are told', async () => {
    const before = [owen, carys].map((who) => told(who, 'A concern has not been acknowledged'));
    await come('10:37');
    const after = [owen, carys].map((who) => told(who, 'A concern has not been acknowledged'));
    expect(after).toEqual(before.map((count) => count + 1));
  });

  test('found, the draft stays for its DSL to decide on', async () => {
    await come('10:50', marked(zoe, '10:49', 'spanner-works', '09:00', 'present,10:45,,,'));
    expect((await draftsOf(zoe)).map(({ state }) => state)).toEqual(['draft', 'draft']);
  });
});

test('R8.3: of a sealed child those named alone are told', async () => {
  const header = 'pupil_id,forename,surname,date_of_birth,year_group,school_urn,start_date,rag,sealed';
  const pupil = 'SV-9001,Ola,Renn,2012-01-01,9,999001,2026-09-01,red,o.grieve@ashmere-vale.example';
  const week = 'pupil_id,provision,weekday,arrive,leave,valid_from';
  await day.load([
    ['pupils.csv', `${header}\n${pupil}\n`],
    ['placements.csv', 'pupil_id,provision,start_date\nSV-9001,greenlock,2026-09-01\n'],
    ['timetable.csv', `${week}\nSV-9001,greenlock,monday,09:00,12:00,2026-09-01\n`],
  ]);
  const before = [nadia, carys, martin].map((who) => told(who, DRAFT));
  await come('10:55', marked('SV-9001', '10:54', 'greenlock', '09:00', 'absent,,,,'));
  expect(await draftsOf('SV-9001')).toHaveLength(1);
  expect(told(owen, DRAFT) + told(owen, 'A concern has not been acknowledged: please open it')).toBeGreaterThan(1);
  expect([nadia, carys, martin].map((who) => told(who, DRAFT))).toEqual(before);
});

describe('nobody has added to it for a week', () => {
  test('it is raised with everybody who may read it, once a day', async () => {
    const stale = (await draftsOf(zoe)).length;
    const at = async (date: string, time: string) => {
      day.clock(time, date);
      await day.turn();
    };
    await at('2026-11-17', '07:59');
    expect(told(martin, STALE)).toBe(0);
    await at('2026-11-17', '08:00');
    const first = [martin, owen, nadia, carys].map((who) => told(who, STALE));
    expect(Math.min(...first)).toBeGreaterThanOrEqual(stale);
    await at('2026-11-17', '08:01');
    await (
      await day.another()
    )();
    expect([martin, owen, nadia, carys].map((who) => told(who, STALE))).toEqual(first);
    expect(told(tess, STALE)).toBe(0);
    const [one] = await draftsOf(zoe);
    await add(one!.id, { kind: 'dismissed', by, why: 'Seen' });
    await at('2026-11-18', '08:30');
    expect(told(martin, STALE)).toBe(first[0]! * 2 - 1);
    await at('2026-11-21', '09:00');
    expect(told(martin, STALE)).toBe(first[0]! * 2 - 1);
  });
});
