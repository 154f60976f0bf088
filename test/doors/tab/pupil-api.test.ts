/** What the page is told of a pupil, by everybody who may and may not ask. */
import { demoPack } from '../../../src/demo/pack.ts';
import { allReachable, peopleOn } from '../../../src/demo/people.ts';
import type { Absence } from '../../../src/domain/absence/absence.ts';
import { instantAt, momentOf } from '../../../src/domain/time.ts';
import { closedAbsenceKey } from '../../../src/store/keys.ts';
import type { PupilShown, PupilsFound } from '../../../src/tab-api/models.ts';
import { startTabDay, type TabDay } from '../../support/tab-day.ts';

const coordinator = 'n.farrow@swanmere-valley.example';
const officer = 'j.penfold@swanmere-valley.example';
const deputy = 'c.whitlow@swanmere-valley.example';
const chair = 'h.brant@swanmere-valley.example';
const ashmereDsl = 'm.oyelaran@ashmere-vale.example';
const barrowick = 'k.rudd@barrowick.example';
const farm = 't.marlow@fallow-hill.example';
const wrenhill = 'f.okoro@wrenhill-ip.example';

const uniform =
  'I can’t find a pupil by that name among those you can see. Check the spelling or ask your coordinator.';
const nothing = { error: 'not-found' };

let day: TabDay;
const tokens = new Map<string, string>();

beforeAll(async () => {
  day = await startTabDay('2026-11-09', '10:25');
  await day.load(demoPack(momentOf(day.now()), allReachable(peopleOn('2026-11-09'))));
  for (const upn of [coordinator, officer, deputy, chair, ashmereDsl, barrowick, farm, wrenhill])
    tokens.set(upn, await day.tokenFor(upn));
});
afterAll(() => day.stop());

const pupil = (upn: string, id: string) => day.ask<PupilShown>('GET', `pupil/${id}`, undefined, tokens.get(upn));
const find = (upn: string, q: unknown) => day.ask<PupilsFound>('POST', 'pupils/find', { q }, tokens.get(upn));

/** What was written down of it, in a second of its own. */
async function writing(work: () => Promise<unknown>) {
  day.pass(1);
  const at = day.now();
  await work();
  const rows = (await day.audit()).filter((row) => row.at === at);
  return rows
    .map(({ who, query, decision, pupilId, fields, surface }) =>
      Object.assign(
        { who, query, decision, surface },
        pupilId === undefined ? {} : { pupilId },
        fields === undefined ? {} : { fields },
      ),
    )
    .toSorted((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
}

const ofAshmere = 'SV-1001';
const ofBarrowick = 'SV-1023';
const sealed = 'SV-1025';
const ofWrenhill = 'WH-2001';
const nobody = 'SV-9999';
/** Lost on the way this morning. */
const missing = 'SV-1006';

describe('who sees whom', () => {
  type Cell = 'all' | 'slots' | 'nothing';
  const rows: [who: string, seen: Record<string, Cell>][] = [
    [coordinator, { [ofAshmere]: 'all', [ofBarrowick]: 'all', [sealed]: 'all', [ofWrenhill]: 'nothing' }],
    [officer, { [ofAshmere]: 'all', [ofBarrowick]: 'all', [sealed]: 'nothing', [ofWrenhill]: 'nothing' }],
    [deputy, { [ofAshmere]: 'all', [ofBarrowick]: 'all', [sealed]: 'nothing', [ofWrenhill]: 'nothing' }],
    [ashmereDsl, { [ofAshmere]: 'all', [ofBarrowick]: 'nothing', [sealed]: 'nothing', [ofWrenhill]: 'nothing' }],
    [barrowick, { [ofAshmere]: 'nothing', [ofBarrowick]: 'all', [sealed]: 'nothing', [ofWrenhill]: 'nothing' }],
    [farm, { [ofAshmere]: 'slots', [ofBarrowick]: 'nothing', [sealed]: 'nothing', [ofWrenhill]: 'nothing' }],
    [wrenhill, { [ofAshmere]: 'nothing', [ofBarrowick]: 'nothing', [sealed]: 'nothing', [ofWrenhill]: 'all' }],
  ];
  test.each(rows)('%s', async (who, seen) => {
    const asked = { ...seen, [nobody]: 'nothing' as const };
    const answers = await Promise.all(Object.keys(asked).map((id) => pupil(who, id)));
    const cells = answers.map(({ status, body }): Cell | undefined => {
      if (status !== 200) return status === 404 ? 'nothing' : undefined;
      const [family, followUps] = [Object.hasOwn(body, 'family'), Object.hasOwn(body, 'followUps')];
      if (family !== followUps) return undefined;
      return family ? 'all' : 'slots';
    });
    expect(cells).toEqual(Object.values(asked));
    const refusals = answers.filter(({ status }) => status === 404).map(({ text }) => text);
    expect(new Set(refusals)).toEqual(new Set([JSON.stringify(nothing)]));
  });

  test('no role that sees a pupil: refused, whoever is asked about, and written down', async () => {
    const noted = await writing(async () => {
      for (const id of [ofAshmere, nobody]) {
        const answer = await pupil(chair, id);
        expect([answer.status, answer.body]).toEqual([403, { error: 'no-role' }]);
      }
      expect((await find(chair, 'Alfie Brightwell')).status).toBe(403);
    });
    expect(noted).toEqual([
      ...[0, 1].map(() => ({ who: chair, query: 'pupil/:id', decision: 'refused', surface: 'tab' })),
      { who: chair, query: 'pupils/find', decision: 'refused', surface: 'tab' },
    ]);
  });

  test('nobody signed in: nothing', async () => {
    expect((await day.ask('GET', `pupil/${ofAshmere}`)).status).toBe(401);
    expect((await day.ask('POST', 'pupils/find', { q: 'Alfie' }, 'made-up')).status).toBe(401);
  });
});

describe('what is said of a pupil', () => {
  test('to the partnership: as the chat says it, in one look-up', async () => {
    const noted = await writing(async () => {
      const { body } = await pupil(coordinator, ofAshmere);
      const chat = await day.say(day.person(coordinator), 'where is Alfie Brightwell');
      expect([body.name, body.about]).toEqual(['Alfie Brightwell', 'Ashmere Vale Academy, Year 10']);
      expect(chat.words).toContain(body.where.headline);
      expect(body.where.tone).toBe('good');
      expect(body.weeks.map(({ name, about }) => `${name}: ${about}`)).toEqual([
        'This week: Week of Monday 9 November',
        'Next week: Week of Monday 16 November',
      ]);
      expect(body.weeks[0]!.days[0]!.slots[0]).toEqual({
        when: '09:00–12:00, Animal care',
        where: 'Fallow Hill Farm',
        extra: 'transport: taxi',
      });
      expect(body.figures.headline).toMatch(/^Attendance \d+\.\d%: \d+ of \d+ possible sessions$/);
      expect(body.family).toEqual({
        warning: '',
        people: [
          { who: 'Agnieszka Brightwell (mother)', phone: '07700 900200' },
          { who: 'Imran Brightwell (father)', phone: '07700 900201' },
        ],
        none: '',
      });
      expect(body.notHeld).toEqual(['Visits are not recorded in Keylink yet.']);
    });
    expect(noted.find(({ surface }) => surface === 'tab')).toEqual({
      who: coordinator,
      query: 'pupil',
      decision: 'answered',
      pupilId: ofAshmere,
      fields: ['A4', 'timetable', 'figures', 'follow-ups', 'contacts'],
      surface: 'tab',
    });
    expect(noted.map(({ query }) => query).toSorted()).toEqual(['pupil', 'where is']);
  });

  test('to a provision: what happens there, and nothing of the school, of another place, or of home (R7.15)', async () => {
    const noted = await writing(async () => {
      const { body } = await pupil(farm, ofAshmere);
      expect(body.figures.headline).toMatch(/^Programme attendance with you: \d+ of \d+ slots$/);
      expect(JSON.stringify(body)).not.toMatch(
        /The Base|Spanner|Tallis|authorised|%|mother|father|Agnieszka|07700 90020/,
      );
      expect(body.weeks[0]!.days.map(({ slots }) => slots.map(({ where }) => where))).toEqual([
        ['Fallow Hill Farm'],
        ['Fallow Hill Farm'],
        ['nothing with you'],
        ['nothing with you'],
        ['nothing with you'],
      ]);
      expect(body.picture.runs).toHaveLength(1);
      expect(body.picture.runs[0]!.weeks).toHaveLength(4);
    });
    expect(noted).toEqual([
      {
        who: farm,
        query: 'pupil',
        decision: 'answered',
        pupilId: ofAshmere,
        fields: ['A4', 'timetable', 'programme attendance'],
        surface: 'tab',
      },
    ]);
  });

  test('the year as cells: every school week up to now, each session one of the kinds, and counted in words', async () => {
    const { picture } = (await pupil(coordinator, ofAshmere)).body;
    const weeks = picture.runs.flatMap((run) => run.weeks);
    expect(weeks.at(-1)!.monday).toBe('9 Nov');
    expect(weeks.every(({ days }) => days.length === 5)).toBe(true);
    const kinds = weeks.flatMap(({ days }) => days.flatMap(({ AM, PM }) => [AM, PM]));
    for (const { kind, words } of picture.cells) {
      const count = kinds.filter((one) => one === kind).length;
      expect(picture.alt).toContain(`${count} ${words}`);
    }
    expect(new Set(kinds.filter((kind) => kind !== 'blank'))).toEqual(new Set(picture.cells.map(({ kind }) => kind)));
    // R9.3: classes and no codes.
    expect(JSON.stringify(picture)).not.toMatch(/illness|"I"|medical/);
  });

  test('whoever must not be contacted is named before the others and their number is not there', async () => {
    const { family } = (await pupil(ashmereDsl, 'SV-1005')).body;
    expect(family!.warning).toBe('Do not contact: Father: court order on file. Ring mother or the social worker only.');
    expect(family!.people.every(({ who }) => !who.includes('father'))).toBe(true);
    expect(family!.people.length).toBeGreaterThan(0);
  });
});

describe('what is followed up', () => {
  test('open and lately closed, with the questions and what was tried; to those who see the absence', async () => {
    await day.turn();
    const held = await day.store.records.day('SVP', '2026-11-09');
    const open = held!.absences.find(({ pupilId }) => pupilId === missing)!;
    const closedAt = instantAt('2026-11-05', '15:00');
    const by = { upn: officer, name: 'Jo Penfold', position: 'Attendance officer' };
    const contact = {
      at: instantAt('2026-11-05', '10:12'),
      by,
      whom: 'Pat',
      method: 'call',
      outcome: 'reached',
    } as const;
    const earlier: Absence = {
      ...open,
      openedAt: instantAt('2026-11-05', '09:40'),
      firstDate: '2026-11-05',
      date: '2026-11-05',
      slots: open.slots.map((slot) => Object.assign({}, slot, { date: '2026-11-05', code: 'I' })),
      state: 'closed-seen',
      contacts: [contact],
      closedAt,
      closedBy: 'Jo Penfold',
    };
    await day.store.records.write('SVP', [{ key: closedAbsenceKey(earlier), value: earlier, columns: { school: '' } }]);
    const { followUps } = (await pupil(ashmereDsl, missing)).body;
    expect(followUps!.none).toBe('');
    expect(followUps!.open).toHaveLength(1);
    expect(followUps!.open[0]).toMatchObject({
      days: 'Monday 9 November',
      headline: 'MISSING: whereabouts cannot be established: did not arrive at the next place',
      tone: 'attention',
    });
    expect(followUps!.open[0]!.facts.map(({ label }) => label)).toEqual(
      expect.arrayContaining(['Next', 'Is the child safe?', 'What is the code?']),
    );
    expect(followUps!.recent).toHaveLength(1);
    expect(followUps!.recent[0]).toMatchObject({ days: 'Thursday 5 November', tone: 'good' });
    expect(followUps!.recent[0]!.facts.find(({ label }) => label === 'What has been tried')!.lines[0]).toBe(
      'Thu 5 Nov, 10:12 Jo Penfold (Attendance officer) rang Pat: reached',
    );
    expect(followUps!.recent[0]!.facts.map(({ label }) => label)).not.toContain('Next');
  });

  test('of another school: nothing, as of nobody', async () => {
    const [theirs, none] = [await pupil(ashmereDsl, ofBarrowick), await pupil(ashmereDsl, nobody)];
    expect([theirs.status, theirs.text]).toEqual([none.status, none.text]);
  });
});

describe('finding by name', () => {
  test('one: who it is, and that they looked', async () => {
    const noted = await writing(async () => {
      expect((await find(ashmereDsl, 'brightwell, alfie')).body).toEqual({
        kind: 'one',
        pupil: { id: ofAshmere, name: 'Alfie Brightwell', about: 'Ashmere Vale Academy, Year 10' },
      });
    });
    expect(noted).toEqual([
      {
        who: ashmereDsl,
        query: 'find pupil',
        decision: 'answered',
        pupilId: ofAshmere,
        fields: [],
        surface: 'tab',
      },
    ]);
  });

  test('several of one name, and one that is nearly it: asked back, and nothing said of any', async () => {
    const noted = await writing(async () => {
      expect((await find(ashmereDsl, 'Mohammed Ali')).body).toEqual({
        kind: 'choice',
        question: 'Which pupil do you mean?',
        pupils: [
          { id: 'SV-1002', name: 'Mohammed Ali', about: 'Ashmere Vale Academy, Year 10' },
          { id: 'SV-1003', name: 'Mohammed Ali', about: 'Ashmere Vale Academy, Year 11' },
        ],
        more: '',
      });
      expect((await find(ashmereDsl, 'Alfie Britwell')).body).toMatchObject({
        kind: 'choice',
        question: 'Did you mean this pupil?',
      });
    });
    expect(noted.map(({ decision, fields }) => [decision, fields])).toEqual([
      ['choice', [ofAshmere]],
      ['choice', ['SV-1002', 'SV-1003']],
    ]);
  });

  test('R8.1: nobody, another school’s, a sealed one: the chat’s words, the same to the letter, and nobody’s id', async () => {
    const noted = await writing(async () => {
      for (const name of ['Barnaby Nobody', 'Noah Whitcombe', 'Marnie Scholes']) {
        const answer = await find(ashmereDsl, name);
        expect([answer.status, answer.text]).toEqual([200, JSON.stringify({ kind: 'none', words: uniform })]);
      }
    });
    const none = { who: ashmereDsl, query: 'find pupil', decision: 'not-found', surface: 'tab' };
    expect(noted).toEqual([none, none, none]);
  });

  test('the sealed pupil is found by who is named', async () => {
    expect((await find(coordinator, 'Marnie Scholes')).body).toMatchObject({ kind: 'one' });
    expect((await find(officer, 'Marnie Scholes')).body).toEqual({ kind: 'none', words: uniform });
  });

  test.each([[''], ['   '], [7], [undefined], ['x'.repeat(201)]])('%j is not a name', async (q) => {
    expect((await find(coordinator, q)).status).toBe(400);
  });

  test('a name is in no log line', () => {
    expect(day.log.filter((line) => /brightwell|mohammed|barnaby|whitcombe|scholes/i.test(line))).toEqual([]);
  });
});
