/** Registers, marks and absences in the hands of people who may not have them: every button can be forged, kept and replayed. */
import { packAction, type Verb } from '../../../src/teams/verbs.ts';
import { wordsOf } from '../../support/card-words.ts';
import { cardOf } from '../../support/connector.ts';
import type { Json } from '../../support/connector-rest.ts';
import { sendForm } from '../../support/filled-form.ts';
import { leaksOn, logLeaksOn, previewLeaksOn } from '../../support/privacy.ts';
import { startSchoolDay, type SchoolDay } from '../../support/school-day.ts';
import type { Person, Place } from '../../support/teams-world.ts';

const TODAY = '2026-11-09';
const uniform =
  'I can’t find a pupil by that name among those you can see. Check the spelling or ask your coordinator.';
const [alfie, ethan, mohammed, sealed, shared] = ['SV-1001', 'SV-1006', 'SV-1002', 'SX-1', 'WX-1'] as const;
const nobody = 'SV-9999';

let day: SchoolDay;
let nadia: Person; // coordinator, and key link at Ashmere Vale; the one named for the sealed pupils
let jo: Person; // officer of the partnership
let martin: Person; // DSL at Ashmere Vale
let priya: Person; // attendance lead there
let kate: Person; // key link and DSL at Barrowick
let tess: Person; // staff at Fallow Hill Farm
let gwen: Person; // DSL there
let kerry: Person; // staff at The Base
let mill: Person; // staff at Quiet Mill
let femi: Person; // coordinator of the other partnership

const heldOf = async (partnership = 'SVP') => (await day.store.records.day(partnership, TODAY))!;
const absenceOf = async (pupilId: string) =>
  (await heldOf()).absences.findLast((one) => one.pupilId === pupilId)!;
const forged = (who: Person, verb: Verb, fields: Record<string, string>, where: Place = who) =>
  day.deliver(day.teams.executes(who, { verb, data: packAction(verb, fields), trigger: 'manual' }, where));
const submitted = (who: Person, verb: Verb, fields: Record<string, string>, where: Place = who) =>
  day.deliver(day.teams.submits(who, packAction(verb, fields), where));
const toldTo = (who: Person): string => day.teams.postsIn(who).map(wordsOf).join('\n');
const rows = (name: string, columns: string, ...lines: string[]): [string, string] => [
  name,
  [columns, ...lines, ''].join('\n'),
];
/** As somebody else than the one who asked for it presses it. */
const openedBy = async (who: Person, text: string): Promise<Json> => cardOf((await day.say(who, text)).posts[0]!);

beforeAll(async () => {
  day = await startSchoolDay(TODAY, '08:40');
  await day.loadDemo();
  const upn = (name: string, at: string): string => `${name}@${at}.example`;
  nadia = day.person(upn('n.farrow', 'swanmere-valley'));
  await day.load([
    rows(
      'provisions.csv',
      'code,name,address,postcode,phone,registered',
      'quiet-mill,Quiet Mill,1 Mill Lane,LE99 9ZZ,07700 900777,no',
    ),
    rows('people.csv', 'upn,role,organisation,name', 'q.sorrel@quiet-mill.example,provision,quiet-mill,Quentin Sorrel'),
    rows(
      'pupils.csv',
      'pupil_id,forename,surname,date_of_birth,year_group,school_urn,start_date,sealed',
      `${sealed},Wrenna,Vanterpool,2012-01-02,10,999003,2026-09-01,${nadia.userPrincipalName}`,
      `SX-2,Isolde,Quillfeather,2012-01-02,10,999003,2026-09-01,${nadia.userPrincipalName}`,
      `${shared},Odo,Brannick,2012-01-02,10,999006,2026-09-01,`,
    ),
    rows(
      'placements.csv',
      'pupil_id,provision,start_date',
      `${sealed},quiet-mill,2026-09-01`,
      'SX-2,fallow-hill,2026-09-01',
      `${shared},fallow-hill,2026-09-01`,
    ),
    rows(
      'timetable.csv',
      'pupil_id,provision,weekday,arrive,leave,valid_from',
      `${sealed},quiet-mill,monday,09:00,12:00,2026-09-01`,
      'SX-2,fallow-hill,monday,09:00,12:00,2026-09-01',
      `${shared},fallow-hill,monday,09:00,12:00,2026-09-01`,
    ),
  ]);
  jo = day.person(upn('j.penfold', 'swanmere-valley'));
  martin = day.person(upn('m.oyelaran', 'ashmere-vale'));
  priya = day.person(upn('p.hallam', 'ashmere-vale'));
  kate = day.person(upn('k.rudd', 'barrowick'));
  tess = day.person(upn('t.marlow', 'fallow-hill'));
  gwen = day.person(upn('g.astley', 'fallow-hill'));
  kerry = day.person(upn('k.dunmore', 'swanmere-valley'));
  mill = day.person(upn('q.sorrel', 'quiet-mill'));
  femi = day.person(upn('f.okoro', 'wrenhill-ip'));
  for (const who of [nadia, jo, martin, priya, kate, tess, gwen, kerry, mill, femi]) await day.say(who, 'help');
});
afterAll(() => day.stop());

describe('registers that do not come (R8.3)', () => {
  test('a sealed pupil is in nobody’s number but theirs who are named, and is still asked for', async () => {
    for (const time of ['09:31', '09:41', '09:52']) await day.comes(time);
    expect(toldTo(mill)).not.toContain('Quiet Mill has not come');
    expect(toldTo(jo)).not.toContain('Quiet Mill');
    expect(toldTo(nadia)).toContain('Please ring Quiet Mill for its register');
    const due = (await day.say(tess, 'register fallow hill')).words;
    const [, all] = /0 of (\d+) marked/.exec(due)!;
    expect(due).toContain('Odo Brannick');
    const ofOthers = Number(all) - 2; // one of them the other partnership's; WHP has Cerys there too
    expect(toldTo(tess)).toContain(`; ${ofOthers} pupils still to be marked`);
  });
  test('follow-ups', async () => {
    expect((await day.say(jo, 'follow-ups')).words).not.toContain('Quiet Mill');
    expect((await day.say(nadia, 'follow-ups')).words).toContain('Quiet Mill');
    expect((await day.say(jo, 'today')).words).not.toContain('Quiet Mill');
  });
});

describe('explore', () => {
  test('register of shared provision', async () => {
    const jos = (await day.say(jo, 'register fallow hill')).words;
    expect(jos).not.toContain('Odo');
    expect(jos).not.toContain('Isolde');
    const f = (await day.say(femi, 'register fallow hill')).words;
    console.info('FEMI', f);
    console.info('KERRY', (await day.say(kerry, 'where is Alfie Brightwell')).words);
  });
  test('school role forges mark at home', async () => {
    expect((await day.say(martin, 'mark Ethan Pickering absent pm')).words).toContain('Your role here does not include');
    console.info('MARTIN', (await forged(martin, 'mark', { asked: 'Ethan Pickering absent pm', date: TODAY, pupil: ethan })).answer);
    console.info('MARTIN2', (await forged(martin, 'register', { at: `999001|${TODAY}|PM|0` })).answer);
    console.info('MARTIN3', (await forged(martin, 'register', { provision: '999001' })).answer);
    console.info('LONG', (await forged(jo, 'register', { at: `${'x'.repeat(480)}|${TODAY}|PM|0` })).answer);
    console.info('CTRL', (await forged(jo, 'register', { at: `${'\u0001'.repeat(480)}|${TODAY}|PM|0` })).answer);
    console.info('CTRL', (await forged(jo, 'register', { provision: '\u0001'.repeat(480) })).answer);
    console.info('FUT', (await forged(tess, 'mark', { asked: 'Alfie Brightwell present', date: '2026-11-16', pupil: alfie })).answer);
    console.info('FUT', (await forged(tess, 'mark', { asked: 'Alfie Brightwell present', date: '2026-11-10', pupil: alfie })).answer);
    console.info('PAST', (await forged(tess, 'mark', { asked: 'Alfie Brightwell present', date: '2026-11-03', pupil: alfie })).answer);
  });
  test('audit', async () => {
    console.info(JSON.stringify((await day.audit()).slice(-14), null, 0));
  });
});
