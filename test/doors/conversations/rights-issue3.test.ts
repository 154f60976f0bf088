/** Registers, marks and absences in the hands of people who may not have them: every button can be forged, kept and replayed. */
import { rowKey } from '../../../src/commands/register/reading.ts';
import { momentOf } from '../../../src/domain/time.ts';
import { staffingOf } from '../../../src/jobs/audience.ts';
import { vacancyNotices } from '../../../src/jobs/vacancies.ts';
import { createDirectory } from '../../../src/store/directory.ts';
import { proveRecord } from '../../../src/store/proof.ts';
import { packAction, type Verb } from '../../../src/teams/verbs.ts';
import { buttonOf, wordsOf } from '../../support/card-words.ts';
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
const absenceOf = async (pupilId: string) => (await heldOf()).absences.findLast((one) => one.pupilId === pupilId)!;
const forged = (who: Person, verb: Verb, fields: Record<string, string>, where: Place = who) =>
  day.deliver(day.teams.executes(who, { verb, data: packAction(verb, fields), trigger: 'manual' }, where));
const submitted = (who: Person, verb: Verb, fields: Record<string, string>, where: Place = who) =>
  day.deliver(day.teams.submits(who, packAction(verb, fields), where));
const staffing = async () => {
  const now = momentOf(day.now());
  const directory = await createDirectory(day.store.records).read(now.instant);
  return staffingOf(await day.store.people.fresh(), directory, now);
};
const toldTo = (who: Person): string => day.teams.postsIn(who).map(wordsOf).join('\n');
const rows = (name: string, columns: string, ...lines: string[]): [string, string] => [
  name,
  [columns, ...lines, ''].join('\n'),
];
const openAbsences = async () => (await day.store.records.day('SVP', '2026-11-10'))!.absences;
const marked = async (...lines: string[]): Promise<void> => {
  const columns = 'pupil_id,date,provision,arrive,recorded_at,recorded_by,status,arrived_at,left_at,code,reason';
  await day.load([rows('marks.csv', columns, ...lines)]);
  day.pass(60);
  await day.turn();
};
/** The card that an answer brings. */
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
      'still-mill,Still Mill,2 Mill Lane,LE99 9ZZ,07700 900778,no',
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
      `${sealed},still-mill,2026-09-01`,
      'SX-2,fallow-hill,2026-09-01',
      `${shared},fallow-hill,2026-09-01`,
    ),
    rows(
      'timetable.csv',
      'pupil_id,provision,weekday,arrive,leave,valid_from',
      `${sealed},quiet-mill,monday,09:00,12:00,2026-09-01`,
      `${sealed},still-mill,monday,12:45,15:45,2026-09-01`,
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
    expect(toldTo(nadia)).toMatch(
      /Please ring Quiet Mill for its register[^]*one pupil still to be marked\. Nobody there/,
    );
    const { words } = await day.say(jo, 'register fallow hill');
    const [, due] = /0 of (\d+) marked/.exec(words)!;
    expect(toldTo(tess)).toContain(`; ${due} pupils still to be marked`);
    expect(toldTo(jo)).toMatch(
      new RegExp(`ring Fallow Hill Farm[^]*; ${due} pupils still to be marked. They have been asked`),
    );
  });

  test('follow-ups and today list what is out for their reader, and what has nobody in it', async () => {
    for (const text of ['follow-ups', 'today']) {
      expect((await day.say(jo, text)).words).not.toMatch(/Quiet Mill|Still Mill/);
      expect((await day.say(nadia, text)).words).toContain('Quiet Mill');
    }
    const { rows: told } = vacancyNotices(await heldOf(), await staffing());
    const placesTold = (who: Person) =>
      told.find(({ upn }) => upn === who.userPrincipalName)?.gaps?.map(({ organisation }) => organisation) ?? [];
    expect(placesTold(nadia)).toContain('Still Mill');
    expect(placesTold(jo)).not.toContain('Still Mill');
    expect((await day.say(nadia, 'today')).words).toContain('Still Mill');
  });
});

describe('a register by a forged button', () => {
  test('a provision shared by two partnerships: each sees its own pupils, its staff all but the sealed', async () => {
    const own = await day.say(jo, 'register fallow hill');
    const other = await day.say(femi, 'register fallow hill');
    const all = await day.say(tess, 'register fallow hill');
    expect(own.words).toContain('Alfie Brightwell');
    expect(own.words).not.toMatch(/Odo Brannick|Isolde/);
    expect(other.words).toContain('Odo Brannick');
    expect(other.words).not.toMatch(/Alfie|Isolde/);
    expect(all.words).toMatch(/Alfie Brightwell[^]*Odo Brannick/);
    expect(all.words).not.toContain('Isolde');
  });

  test('another’s line, another’s draft and a proposal that nobody was shown record nothing', async () => {
    const at = `fallow-hill|${TODAY}|AM|0`;
    await submitted(tess, 'tap', { at, to: `${rowKey({ pupilId: shared, start: '09:00' })} absent` });
    for (const pupilId of [shared, 'SX-2'])
      expect((await submitted(jo, 'tap', { at, to: `${rowKey({ pupilId, start: '09:00' })} absent` })).words).toContain(
        'This button belongs to an older card',
      );
    expect((await forged(jo, 'register-submit', { at })).answer).toContain('Nothing was tapped');
    expect((await forged(gwen, 'register-submit', { at })).answer).toContain('Nothing was tapped');
    expect((await forged(jo, 'register-confirm', { at, what: 'others', of: '0'.repeat(16) })).answer).toContain(
      'The register has changed since',
    );
    for (const partnership of ['SVP', 'WHP']) expect((await heldOf(partnership)).marks).toEqual([]);
  });

  test.each([
    ['a school’s own site, by its DSL', () => martin, { at: `999001|${TODAY}|PM|0` }],
    ['the same, as if from a list', () => martin, { provision: '999001' }],
    ['another provision, by provision staff', () => kerry, { at: `fallow-hill|${TODAY}|AM|0` }],
    ['a provision by a school', () => kate, { at: `fallow-hill|${TODAY}|AM|0` }],
    ['a day that is over, by provision staff', () => tess, { at: 'fallow-hill|2026-11-03|AM|0' }],
    ['a place that is none', () => jo, { at: `nowhere|${TODAY}|AM|0` }],
    ['a place too long for any key', () => jo, { at: `${'x'.repeat(480)}|${TODAY}|AM|0` }],
    ['control characters', () => jo, { provision: '\u0001'.repeat(500) }],
  ] as const)('%s: the same refusal, and it is written down', async (_, who, fields) => {
    const before = (await day.audit()).length;
    expect((await forged(who(), 'register', fields)).answer).toBe('Your role does not include this register.');
    const all = await day.audit();
    expect(all).toHaveLength(before + 1);
    expect(all.filter((row) => row.decision === 'refused' && row.query === 'register')).not.toEqual([]);
  });
});

describe('a mark by a forged button', () => {
  const asked = 'Somebody absent mother rang';

  test('R3.8: a school’s role that cannot type it cannot press it', async () => {
    const fields = { asked: 'Ethan Pickering absent pm', date: TODAY, pupil: ethan, slot: '999001|12:45' };
    for (const verb of ['mark', 'mark-confirm'] as const)
      expect((await forged(martin, verb, fields)).answer).toContain('Your role here does not include that.');
    expect((await heldOf()).marks).toEqual([]);
  });

  test('R8.1: of a pupil out of scope, sealed or not there the same words, and the same line in the audit', async () => {
    const slot = 'fallow-hill|09:00';
    const answers = new Set<string>();
    for (const [who, pupil] of [
      [tess, 'SX-2'],
      [tess, sealed],
      [jo, sealed],
      [jo, shared],
      [femi, alfie],
      [jo, nobody],
    ] as const)
      answers.add(JSON.stringify((await forged(who, 'mark-confirm', { asked, date: TODAY, pupil, slot })).card));
    for (const pupil of [sealed, nobody])
      answers.add(JSON.stringify((await forged(jo, 'mark', { asked, date: TODAY, pupil, slot })).card));
    expect([...answers]).toHaveLength(1);
    expect([...answers][0]).toContain(uniform);
    const lines = (await day.audit()).filter(({ query, decision }) => query === 'mark' && decision === 'not-found');
    expect(new Set(lines.map((row) => Object.keys(row).toSorted().join()))).toHaveProperty('size', 1);
    for (const partnership of ['SVP', 'WHP']) expect((await heldOf(partnership)).marks).toEqual([]);
  });

  test('another day than the card was made for: to come by nobody, gone by no provision', async () => {
    const fields = (date: string) => ({
      asked: 'Alfie Brightwell present',
      date,
      pupil: alfie,
      slot: 'fallow-hill|09:00',
    });
    expect((await forged(jo, 'mark-confirm', fields('2026-11-16'))).answer).toContain('still to come');
    expect((await forged(tess, 'mark-confirm', fields('2026-11-16'))).answer).toContain('still to come');
    expect((await forged(tess, 'mark-confirm', fields('2026-11-03'))).answer).toContain('That day is over');
    // Marks made here carry a sign-in name; the demo's are imported.
    for (const date of ['2026-11-16', '2026-11-03']) {
      const { marks } = (await day.store.records.day('SVP', date, { past: date < TODAY }))!;
      expect(marks.filter(({ upn }) => upn !== undefined)).toEqual([]);
    }
  });
});

describe('an absence', () => {
  test('R8.1: another school, a provision, another partnership and nobody at all get one answer', async () => {
    await marked(
      `${alfie},${TODAY},fallow-hill,09:00,${TODAY} 09:52,Tess Marlow,absent,,,,`,
      `SX-2,${TODAY},fallow-hill,09:00,${TODAY} 09:52,Tess Marlow,absent,,,,`,
    );
    const { openedAt, version } = await absenceOf(alfie);
    const hidden = await absenceOf('SX-2');
    const at = (pupil: string, opened: number) => ({ pupil, opened: String(opened), version: String(version) });
    const acts = ['contact', 'seen', 'code', 'visit', 'missing', 'close', 'reopen'];
    const words = {
      whom: 'child',
      method: 'call',
      outcome: 'reached',
      way: 'voice',
      why: 'x',
      code: 'I',
      wanted: 'yes',
    };
    const answers = new Set<string>();
    for (const [who, pupil, opened] of [
      [kate, alfie, openedAt],
      [tess, alfie, openedAt],
      [femi, alfie, openedAt],
      [jo, 'SX-2', hidden.openedAt],
      [kate, 'SX-2', hidden.openedAt],
      [jo, nobody, openedAt],
    ] as const) {
      answers.add(JSON.stringify((await forged(who, 'absence', at(pupil, opened))).card));
      for (const act of who === kate ? acts : ['seen'])
        answers.add(
          JSON.stringify((await forged(who, 'absence-record', { ...at(pupil, opened), ...words, act })).card),
        );
    }
    expect([...answers]).toHaveLength(1);
    expect([...answers][0]).toContain(uniform);
    expect(await absenceOf(alfie)).toMatchObject({ version, contacts: [] });
    expect(await absenceOf('SX-2')).toMatchObject({ version: hidden.version, contacts: [] });
    for (const who of [jo, kate, martin, tess]) expect(toldTo(who)).not.toContain('Isolde');
    expect(toldTo(nadia)).toContain('Isolde Quillfeather');
  });

  test('R3.8, R9.5: what a role may not do is refused by the button too, and is written down as refused', async () => {
    const { openedAt, version } = await absenceOf(alfie);
    const of = { pupil: alfie, opened: String(openedAt), version: String(version) };
    for (const [who, act, fields] of [
      [jo, 'code', { code: 'I', why: 'mother rang' }],
      [priya, 'missing', { why: 'nobody knows' }],
      [priya, 'close', {}],
    ] as const) {
      const { answer } = await forged(who, 'absence-record', { ...of, act, ...fields });
      expect(answer).toContain('That cannot be done now, or not in your role.');
    }
    expect((await forged(martin, 'absence-record', { ...of, act: 'code', code: 'C', why: 'agreed' })).answer).toContain(
      'This code is given by the headteacher or the attendance lead.',
    );
    expect(await absenceOf(alfie)).toMatchObject({ version });
    const refused = (await day.audit()).filter(
      ({ query, decision }) => query.startsWith('absence: ') && decision === 'refused',
    );
    expect(refused.map(({ query, pupilId }) => `${query} ${pupilId}`).toSorted()).toEqual([
      `absence: close ${alfie}`,
      `absence: code ${alfie}`,
      `absence: missing ${alfie}`,
    ]);
  });

  test('R7.15: of a child missed elsewhere a provision is told nothing but its own slots', async () => {
    const { words } = await day.say(kerry, 'where is Alfie Brightwell');
    expect(words).toContain('Not expected with you until 12:45.');
    expect(words).not.toMatch(/Fallow Hill|absent|not here|follow/i);
  });

  test('in a channel nothing of it is said, whichever way its button is pressed', async () => {
    const channel = day.channel('Ashmere Vale Academy', [martin, jo, kate]);
    const { openedAt } = await absenceOf(alfie);
    for (const who of [martin, kate])
      for (const press of [forged, submitted])
        for (const verb of ['absence', 'absence-form'] as const)
          await press(who, verb, { pupil: alfie, opened: String(openedAt), act: 'contact' }, channel);
    await submitted(jo, 'register', { provision: 'fallow-hill' }, channel);
    await submitted(jo, 'mark', { asked: 'Alfie Brightwell absent', date: TODAY, pupil: alfie }, channel);
    expect(day.teams.postsIn(channel).length).toBeGreaterThan(0);
    expect(leaksOn(day)).toEqual([]);
  });
});

test('when something here fails after it was written, nobody is told that nothing was done', async () => {
  const card = await openedBy(jo, 'mark Harvey Ludlow-Price absent mother rang');
  const { write } = day.store.audit;
  day.store.audit.write = async () => Promise.reject(new Error('storage is away'));
  const { answer } = await day.press(jo, card, 'Yes, record this');
  day.store.audit.write = write;
  expect((await heldOf()).marks.some(({ pupilId }) => pupilId === 'SV-1019')).toBe(true);
  expect(answer).toContain('I cannot reach my records just now');
  expect(answer).toContain('whether it stands');
  expect(answer).not.toMatch(/nothing was (?:done|recorded)/);
});

describe('who has moved on meanwhile', () => {
  test('a pupil who changes school is followed up by the new one; the old one hears and sees no more', async () => {
    const { openedAt } = await absenceOf(alfie);
    expect(toldTo(martin) + toldTo(nadia)).toContain('Alfie Brightwell');
    await day.load([rows('pupils.csv', 'pupil_id,school_urn', `${alfie},999003`)]);
    day.pass(60);
    await day.turn();
    const moved = await absenceOf(alfie);
    expect(moved.urn).toBe('999003');
    expect(moved.watchers).toContain(kate.userPrincipalName);
    expect(toldTo(kate)).toContain('Alfie Brightwell');
    expect((await day.say(kate, 'follow-ups')).words).toContain('Alfie Brightwell');
    expect((await day.say(martin, 'follow-ups')).words).not.toContain('Alfie Brightwell');
    const old = { pupil: alfie, opened: String(openedAt) };
    expect((await forged(martin, 'absence', old)).answer).toContain(uniform);
    // What was recorded of the child before goes with them: nothing is said to be outstanding that is there.
    expect((await day.say(kate, 'where is Alfie Brightwell')).words).toContain('not at Fallow Hill Farm');
    expect((await forged(kate, 'absence', old)).answer).toContain('Alfie Brightwell');
  });

  test('one who goes to another partnership is followed up there, with what has been tried', async () => {
    const { openedAt } = await absenceOf(alfie);
    const at = { pupil: alfie, opened: String(openedAt) };
    const tried = { act: 'contact', whom: 'office', method: 'call', outcome: 'no-answer' };
    expect((await forged(kate, 'absence-record', { ...at, ...tried })).answer).toContain('Recorded.');
    await day.load([rows('pupils.csv', 'pupil_id,school_urn', `${alfie},999006`)]);
    day.pass(60);
    await day.turn();
    const here = (await heldOf('WHP')).absences.filter(({ pupilId }) => pupilId === alfie);
    expect(here).toMatchObject([{ openedAt, urn: '999006', partnership: 'WHP', contacts: [{ outcome: 'no-answer' }] }]);
    expect((await heldOf()).absences.filter(({ pupilId }) => pupilId === alfie)).toEqual([]);
    for (const partnership of ['SVP', 'WHP'])
      expect(await proveRecord(day.store.records, day.store.ledger, partnership)).toMatchObject({ kind: 'whole' });
    expect((await day.say(femi, 'follow-ups')).words).toContain('Alfie Brightwell');
    for (const who of [jo, kate]) {
      expect((await day.say(who, 'follow-ups')).words).not.toContain('Alfie Brightwell');
      expect((await forged(who, 'absence', at)).answer).toContain(uniform);
      const cards = day.teams
        .postsIn(who)
        .map(wordsOf)
        .filter((words) => words.includes('Is the child safe?'));
      expect(cards.filter((words) => words.includes('Alfie Brightwell'))).toEqual([]);
    }
  });

  test('somebody whose last role has ended gets no notice, and an old button of theirs is refused and written down', async () => {
    const card = await openedBy(gwen, 'mark Cerys ap Gwilym present');
    await day.press(gwen, card, 'Yes, record this');
    const before = day.teams.postsIn(gwen).length;
    const mine = await openedBy(tess, 'mark Cerys ap Gwilym absent');
    await day.load([
      rows(
        'people.csv',
        'upn,role,organisation,name,end_date',
        `${gwen.userPrincipalName},provision-dsl,fallow-hill,Gwen Astley,2026-11-08`,
      ),
    ]);
    const seen = { ...(buttonOf(mine, 'Yes, record this').data as Record<string, string>), seen: '' };
    await day.deliver(day.teams.executes(tess, { verb: 'mark-confirm', data: seen, trigger: 'manual' }));
    day.pass(60);
    await day.turn();
    expect(day.teams.postsIn(gwen)).toHaveLength(before);
    expect((await day.press(gwen, card, 'Yes, record this')).answer).toContain('I do not know you yet');
    const refused = (await day.audit()).filter(({ who, query }) => who === 'stranger' && query === 'mark');
    expect(refused).toMatchObject([{ decision: 'refused', objectId: gwen.aadObjectId }]);
  });

  test('a form left open overnight records nothing of today', async () => {
    await marked(`${mohammed},${TODAY},fallow-hill,09:00,${TODAY} 09:54,Tess Marlow,absent,,,,`);
    const { openedAt } = await absenceOf(mohammed);
    const of = { pupil: mohammed, opened: String(openedAt), act: 'seen' };
    const { card: form } = await forged(jo, 'absence-form', of);
    day.clock('10:30', '2026-11-10');
    const entered = { way: 'voice', where: 'at home' };
    const { answer, card } = await sendForm(day, jo, form, 'Record it', { ...entered, when: '09:54' });
    expect(answer).toContain('This form was opened on an earlier day, so nothing was recorded.');
    expect((await openAbsences()).find(({ pupilId }) => pupilId === mohammed)).toMatchObject({ contacts: [] });
    const again = await sendForm(day, jo, card, 'Record it', entered);
    expect(again.answer).toContain('Recorded.');
    const { contacts } = (await openAbsences()).find(({ pupilId }) => pupilId === mohammed)!;
    expect(contacts).toMatchObject([{ at: day.now(), child: { where: 'at home' } }]);
  });
});

test('R9.5: whose names were shown and who was marked is written down by their ids; no name in a preview or a log', async () => {
  day.clock('10:30', TODAY);
  const audit = await day.audit();
  const shown = audit.find(
    ({ query, decision, who }) => query === 'register' && decision === 'answered' && who === femi.userPrincipalName,
  );
  expect(shown?.fields).toEqual(['AM', 'WH-2002', shared]);
  expect(previewLeaksOn(day)).toEqual([]);
  expect(logLeaksOn(day)).toEqual([]);
});
