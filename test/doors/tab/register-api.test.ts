/** The register as the page asks for it: who may, what is saved, what is recorded, and what two people at once are told. */
import { demoPack } from '../../../src/demo/pack.ts';
import { allReachable, peopleOn } from '../../../src/demo/people.ts';
import { momentOf } from '../../../src/domain/time.ts';
import type {
  RegisterPlaces,
  RegisterRolls,
  RegisterSaved,
  RegisterSubmitted,
  TapSent,
} from '../../../src/tab-api/register/models.ts';
import { wordsOf } from '../../support/card-words.ts';
import { cardOf } from '../../support/connector.ts';
import type { Post } from '../../support/connector-rest.ts';
import { logLeaksOn } from '../../support/privacy.ts';
import { rowOf, tapOn } from '../../support/register-card.ts';
import { swanmere } from '../../support/school-day.ts';
import { startTabDay, type TabDay } from '../../support/tab-day.ts';
import type { Person } from '../../support/teams-world.ts';

const DATE = '2026-11-09';
const tess = 't.marlow@fallow-hill.example';
const gwen = 'g.astley@fallow-hill.example';
const dale = 'd.hutchin@spanner-works.example';
const officer = 'j.penfold@swanmere-valley.example';
const coordinator = 'n.farrow@swanmere-valley.example';
const femi = 'f.okoro@wrenhill-ip.example';
const FARM = ['Alfie Brightwell', 'Cerys ap Gwilym', 'Chi-Chi Nwosu', 'Harvey Ludlow-Price', 'Mohammed Ali'];
/** The staff of a provision are in no tenant of the pack's: here they have one. */
const people = allReachable(peopleOn(DATE)).map((row) =>
  row.role.startsWith('provision') ? Object.assign(row, { tenantId: swanmere }) : row,
);

let day: TabDay;
const tokens = new Map<string, string>();

beforeAll(async () => {
  day = await startTabDay(DATE, '08:40');
  await day.load(demoPack(momentOf(day.now()), people));
  for (const upn of new Set(people.map((row) => row.upn))) {
    const signedIn = await day.ask<{ token?: string }>('POST', 'demo/sign-in', { upn });
    if (signedIn.body.token) tokens.set(upn, signedIn.body.token);
  }
  day.clock('09:10');
});
afterAll(() => day.stop());

const places = (upn: string) => day.ask<RegisterPlaces>('GET', 'register', undefined, tokens.get(upn));
const roll = (upn: string, of: string) => day.ask<RegisterRolls>('GET', `register/${of}`, undefined, tokens.get(upn));
const taps = (of: TapSent[], over: object = {}) => ({ date: DATE, session: 'AM', taps: of, ...over });
const save = (upn: string, code: string, body: unknown) =>
  day.ask<RegisterSaved>('PUT', `register/${code}/draft`, body, tokens.get(upn));
const submit = (upn: string, code: string, body: unknown) =>
  day.ask<RegisterSubmitted>('POST', `register/${code}/submit`, body, tokens.get(upn));
const lineOf = ({ rolls }: RegisterRolls, name: string) => rolls[0]!.lines.find((line) => line.name === name)!;
const savedLine = ({ roll: saved }: RegisterSaved, name: string) => saved.lines.find((line) => line.name === name)!;

/** What somebody says who has the register before them. */
async function tapOf(upn: string, name: string, said: TapSent['said'], more: Partial<TapSent> = {}): Promise<TapSent> {
  const { pupilId, start, seen } = lineOf((await roll(upn, 'fallow-hill?session=AM')).body, name);
  return { pupilId, start, said, seen, ...more };
}
const marks = async () => {
  const held = await Promise.all(['SVP', 'WHP'].map((code) => day.store.records.day(code, DATE)));
  return held.flatMap((records) => records?.marks ?? []).filter((mark) => mark.provision === 'fallow-hill');
};
const marksOf = async (name: string) => {
  const { pupilId } = lineOf((await roll(tess, 'fallow-hill?session=AM')).body, name);
  return (await marks()).filter((mark) => mark.pupilId === pupilId && mark.arrive === '09:00');
};
const inChat = (upn: string): Person => {
  const row = people.find((one) => one.upn === upn)!;
  return day.person(upn, { name: row.name, aadObjectId: row.objectId!, tenantId: swanmere });
};
const opened = async (who: Person, text: string): Promise<Post> => (await day.say(who, text)).posts[0]!;
const tapInChat = (who: Person, on: Post, name: string, title: string) =>
  day.deliver(day.teams.submits(who, tapOn(cardOf(on), name, title), who, { replyToId: on.id }));

describe('whose register it is', () => {
  const anything = { date: DATE, session: 'AM', taps: [] };
  const asks = (upn: string, code: string) =>
    Promise.all([roll(upn, code), save(upn, code, anything), submit(upn, code, anything)]);
  const statuses = async (upn: string, code: string) => (await asks(upn, code)).map(({ status }) => status);

  test.each([
    ['staff of the provision', tess],
    ['its DSL', gwen],
    ['the officer', officer],
    ['the coordinator', coordinator],
    ['the deputy coordinator', 'c.whitlow@swanmere-valley.example'],
    ['the other partnership’s coordinator, for their own pupils', femi],
  ])('%s', async (_who, upn) => {
    expect((await places(upn)).status).toBe(200);
    expect(await statuses(upn, 'fallow-hill')).toEqual([200, 200, 200]);
  });

  test('somebody else’s staff are told what they would be told of a place that is not there', async () => {
    const [theirs, none] = [await asks(dale, 'fallow-hill'), await asks(dale, 'no-such-place')];
    expect(theirs.map(({ status, text }) => [status, text])).toEqual(none.map(({ status, text }) => [status, text]));
    expect(theirs.map(({ status }) => status)).toEqual([404, 404, 404]);
    expect((await places(dale)).body.places.map(({ code }) => code)).not.toContain('fallow-hill');
  });

  test.each([
    ['a key link', 's.pell@thringbrook.example'],
    ['a school’s DSL', 'm.oyelaran@ashmere-vale.example'],
    ['an attendance lead', 'p.hallam@ashmere-vale.example'],
    ['a head', 'd.lisle@ashmere-vale.example'],
    ['the chair', 'h.brant@swanmere-valley.example'],
    ['a provision’s owner', 'h.astley@fallow-hill.example'],
  ])('%s takes none', async (_who, upn) => {
    const asked = [await places(upn), ...(await asks(upn, 'fallow-hill')), ...(await asks(upn, 'no-such-place'))];
    expect(asked.map(({ status, text }) => [status, text])).toEqual(
      asked.map(() => [403, JSON.stringify({ error: 'no-role' })]),
    );
  });

  test('nobody signed in, nobody answered', async () => {
    for (const token of [undefined, 'made-up'])
      for (const [method, path] of [
        ['GET', 'register'],
        ['GET', 'register/fallow-hill'],
        ['PUT', 'register/fallow-hill/draft'],
        ['POST', 'register/fallow-hill/submit'],
      ] as const)
        expect((await day.ask(method, path, method === 'GET' ? undefined : anything, token)).status).toBe(401);
  });

  test('another partnership’s staff see their own pupils there and no others', async () => {
    const { rolls } = (await roll(femi, 'fallow-hill')).body;
    expect(rolls[0]?.lines.map(({ name }) => name)).toEqual(['Cerys ap Gwilym']);
  });

  test('a sealed pupil is on the register of those named alone, and cannot be marked by others', async () => {
    const sealedRows =
      'pupil_id,forename,surname,date_of_birth,year_group,school_urn,start_date,sealed\n' +
      `SV-1999,Rowan,Hidden,2012-01-01,9,999001,2026-09-01,${gwen}\n`;
    await day.load([
      ['pupils.csv', sealedRows],
      [
        'timetable.csv',
        'pupil_id,provision,weekday,arrive,leave,valid_from\nSV-1999,fallow-hill,monday,09:00,12:00,2026-09-01\n',
      ],
    ]);
    const named = await roll(gwen, 'fallow-hill');
    const unnamed = await roll(tess, 'fallow-hill');
    expect(named.text).toContain('Rowan Hidden');
    expect(unnamed.text).not.toContain('Hidden');
    expect(unnamed.body.rolls[0]?.due).toBe(FARM.length);
    const blind: TapSent = { pupilId: 'SV-1999', start: '09:00', said: 'present', seen: '' };
    const nobody = { ...blind, pupilId: 'SV-0000' };
    for (const ask of [save, submit]) {
      const [sealed, none] = [
        await ask(tess, 'fallow-hill', taps([blind])),
        await ask(tess, 'fallow-hill', taps([nobody])),
      ];
      expect(sealed.text.replace('SV-1999', 'SV-0000')).toBe(none.text);
      expect(sealed.body.gone).toEqual([{ pupilId: 'SV-1999', start: '09:00' }]);
    }
    expect((await marks()).filter(({ pupilId }) => pupilId === 'SV-1999')).toEqual([]);
    await day.load([['pupils.csv', `${sealedRows.trim().replace('sealed\n', 'sealed,remove\n')},yes\n`]]);
  });
});

describe('which registers there are', () => {
  test('in calling order, with phone numbers: whoever is late first, whoever is in last', async () => {
    day.clock('09:40');
    const { body } = await places(officer);
    const late = body.places.filter(({ state }) => state === 'not-in' || state === 'part');
    expect(body.day).toBe('Monday 9 November');
    expect(late.length).toBeGreaterThan(0);
    expect(body.places.slice(0, late.length)).toEqual(late);
    expect(body.places.every(({ phone }) => phone.startsWith('01632'))).toBe(true);
    expect(body.places.find(({ code }) => code === 'fallow-hill')).toMatchObject({
      name: 'Fallow Hill Farm',
      phone: '01632 960201',
      when: 'Morning · register closed at 09:30',
      state: 'not-in',
      stateWords: 'Not returned',
      marked: 0,
    });
    day.clock('09:10');
  });

  test('in the afternoon the morning that is missing is still to be rung for', async () => {
    day.clock('13:00');
    const farm = (await places(officer)).body.places.filter(({ code }) => code === 'fallow-hill');
    expect(farm.map(({ session }) => session)).toEqual(['AM', 'PM']);
    day.clock('09:10');
  });

  test('all of them at once stand in the same order, and whoever is shown is written down', async () => {
    day.pass(1);
    const at = day.now();
    const [listed, all] = [await places(officer), await roll(officer, '*')];
    expect(all.body.rolls.map(({ code, session }) => [code, session])).toEqual(
      listed.body.places.map(({ code, session }) => [code, session]),
    );
    const rows = (await day.audit()).filter((row) => row.at === at);
    expect(rows.map(({ query, surface }) => [query, surface])).toEqual([
      ['register', 'tab'],
      ['register', 'tab'],
    ]);
    expect(rows.find(({ decision }) => decision === 'answered')?.fields).toEqual(
      expect.arrayContaining(all.body.rolls.flatMap(({ lines }) => lines.map(({ pupilId }) => pupilId))),
    );
    expect(rows.find(({ decision }) => decision === 'choice')?.fields).toBeUndefined();
  });

  test('where nobody is due it says so', async () => {
    const { status, body } = await roll(officer, 'first-rung?session=PM');
    expect([status, body.rolls]).toEqual([200, []]);
    expect(body.none).toMatch(/^Nobody is due at First Rung/);
  });
});

describe('taking a register', () => {
  test('nothing is filled in', async () => {
    const { rolls } = (await roll(tess, 'fallow-hill')).body;
    expect(rolls[0]?.lines.map(({ name }) => name)).toEqual(FARM);
    expect(rolls[0]?.lines.filter(({ tap, stands }) => tap ?? stands)).toEqual([]);
    expect(rolls[0]).toMatchObject({ whenLong: 'Monday 9 November, morning · register closes at 09:30', due: 5 });
  });

  test('a tap is saved as a draft, which counts for nothing; the same again changes nothing', async () => {
    const tap = await tapOf(tess, 'Cerys ap Gwilym', 'late', { at: '905' });
    const saved = await save(tess, 'fallow-hill', taps([tap]));
    expect(savedLine(saved.body, 'Cerys ap Gwilym').tap).toEqual({
      said: 'late',
      at: '09:05',
      words: 'late 09:05',
      seen: '',
    });
    const { version } = (await day.store.drafts.latest(DATE, tess))!;
    expect((await save(tess, 'fallow-hill', taps([tap]))).body).toEqual(saved.body);
    expect((await day.store.drafts.latest(DATE, tess))?.version).toBe(version);
    expect(await marks()).toEqual([]);
  });

  test('it is the chat’s draft: begun in one, gone on with in the other', async () => {
    const card = await opened(inChat(tess), 'register fallow hill');
    expect(wordsOf(cardOf(card))).toContain('1 tapped, not submitted');
    expect(rowOf(cardOf(card), 'Cerys ap Gwilym').taps.has('✓ Late')).toBe(true);
    await tapInChat(inChat(tess), card, 'Alfie Brightwell', 'In');
    const { body } = await roll(tess, 'fallow-hill');
    expect(lineOf(body, 'Alfie Brightwell').tap?.words).toBe('in');
    await save(tess, 'fallow-hill', taps([await tapOf(tess, 'Alfie Brightwell', 'nothing')]));
    expect(wordsOf(cardOf(await opened(inChat(tess), 'register fallow hill')))).toContain('1 tapped, not submitted');
  });

  test('what is submitted is what was sent; pressed or delivered twice, the marks stand once', async () => {
    const card = await opened(inChat(tess), 'register fallow hill');
    await tapInChat(inChat(tess), card, 'Mohammed Ali', 'In');
    const sent = taps([
      await tapOf(tess, 'Cerys ap Gwilym', 'late', { at: '09:05' }),
      await tapOf(tess, 'Alfie Brightwell', 'present'),
      await tapOf(tess, 'Chi-Chi Nwosu', 'absent', { heard: 'ill' }),
    ]);
    const first = await submit(tess, 'fallow-hill', sent);
    const second = await submit(tess, 'fallow-hill', sent);
    expect([first.body.recorded, first.body.refused, first.body.contested]).toEqual([3, 0, 0]);
    expect(first.body.notes.map(({ text }) => text)).toEqual([
      'Recorded: 3 pupils.',
      '2 not marked: these count as not returned, neither present nor absent.',
    ]);
    expect(savedLine(first.body, 'Cerys ap Gwilym').stands).toEqual({
      said: 'late',
      words: 'Late 09:05 – Tess Marlow, 09:10',
    });
    expect(savedLine(second.body, 'Mohammed Ali').tap?.words).toBe('in');
    expect((await marks()).map(({ status, code, upn }) => [status, code, upn])).toEqual(
      expect.arrayContaining([
        ['late', undefined, tess],
        ['present', undefined, tess],
        ['absent', 'I', tess],
      ]),
    );
    expect(await marks()).toHaveLength(3);
    const audit = (await day.audit()).filter(({ surface, decision }) => surface === 'tab' && decision === 'changed');
    expect(audit.map(({ fields }) => fields?.slice(0, 2))).toEqual([['AM', '3 marked']]);
  });

  test('what would say what stands already is no draft', async () => {
    const saved = await save(tess, 'fallow-hill', taps([await tapOf(tess, 'Alfie Brightwell', 'present')]));
    expect(savedLine(saved.body, 'Alfie Brightwell').tap).toBeUndefined();
  });
});

describe('what cannot stand is refused in words, and nothing is written', () => {
  const name = 'Harvey Ludlow-Price';
  test.each<[string, Partial<TapSent> & Pick<TapSent, 'said'>, string, string]>([
    ['late without a time', { said: 'late' }, 'time', 'The time is needed: it is never guessed.'],
    ['no time at all', { said: 'late', at: 'soon' }, 'wrong', 'That is not a time. Write it like 9:20.'],
    ['a time to come', { said: 'late', at: '09:30' }, 'wrong', 'That time is still to come: it is 09:10.'],
    [
      'late before the start',
      { said: 'late', at: '08:50' },
      'wrong',
      'The session starts at 09:00, so that is not late. Say “in”.',
    ],
    [
      'in much too early',
      { said: 'present', at: '07:00' },
      'wrong',
      'That is too early for this session. Nobody is marked in before 08:00.',
    ],
    [
      'left without having come',
      { said: 'left', at: '09:05' },
      'wrong',
      'Nobody has been recorded as arriving, so nobody can have left. Record the arrival first.',
    ],
  ])('%s', async (_what, said, kind, words) => {
    const before = await marks();
    const tap = { ...(await tapOf(tess, name, 'present')), ...said };
    const saved = await save(tess, 'fallow-hill', taps([tap]));
    const sent = await submit(tess, 'fallow-hill', taps([tap]));
    for (const { body } of [saved, sent]) expect(savedLine(body, name).tap?.trouble).toMatchObject({ kind, words });
    expect([sent.body.recorded, sent.body.refused]).toEqual([0, 1]);
    expect(sent.body.notes[0]?.text).toBe(`Not recorded: ${name}. What is wrong stands beside each.`);
    expect(await marks()).toEqual(before);
  });

  test('who is called late of a time before the start is likely to be in', async () => {
    const tap = await tapOf(tess, name, 'late', { at: '08:50' });
    const { tap: kept } = savedLine((await save(tess, 'fallow-hill', taps([tap]))).body, name);
    expect(kept?.trouble?.instead).toEqual({ said: 'present', at: '08:50', words: 'in 08:50' });
  });

  test('a change of what stands needs its reason (R3.6)', async () => {
    const tap = await tapOf(tess, 'Alfie Brightwell', 'absent');
    const saved = await save(tess, 'fallow-hill', taps([tap]));
    expect(savedLine(saved.body, 'Alfie Brightwell').tap?.trouble?.kind).toBe('why');
    const done = await submit(tess, 'fallow-hill', taps([{ ...tap, why: 'was somebody else' }]));
    expect(done.body.recorded).toBe(1);
    expect((await marksOf('Alfie Brightwell')).at(-1)?.amends).toEqual({ was: 'present', why: 'was somebody else' });
  });

  test('a register of another day, and bodies bent by hand', async () => {
    const before = await marks();
    const tap = await tapOf(tess, name, 'present');
    const other = await submit(tess, 'fallow-hill', taps([tap], { date: '2026-11-06' }));
    expect([other.status, other.text]).toEqual([
      409,
      JSON.stringify({
        error: 'refused',
        words: 'This page shows the register of another day. Open it again for today’s.',
      }),
    ]);
    const bent = [
      undefined,
      'text',
      [],
      {},
      taps([tap], { session: 'EVE' }),
      taps([tap], { taps: 'all' }),
      taps([{ ...tap, said: 'dead' as never }]),
      taps([{ ...tap, pupilId: 7 as never }]),
      taps([{ ...tap, reason: 'x'.repeat(301) }]),
      taps(Array.from({ length: 501 }, () => tap)),
      taps([null as never]),
    ];
    for (const body of bent) {
      expect((await save(tess, 'fallow-hill', body)).status).toBe(400);
      expect((await submit(tess, 'fallow-hill', body)).status).toBe(400);
    }
    expect(await marks()).toEqual(before);
  });
});

describe('two at one register', () => {
  const name = 'Harvey Ludlow-Price';
  const told = async (who: Person): Promise<string> => {
    const before = day.teams.personalPosts(who.aadObjectId).length;
    await day.turn();
    return day.teams.personalPosts(who.aadObjectId).slice(before).map(wordsOf).join('\n');
  };

  test('the page comes second: both versions are shown, nothing is overwritten, and the other is told', async () => {
    await day.turn();
    const mine = await tapOf(tess, name, 'present');
    const card = await opened(inChat(gwen), 'register fallow hill');
    await tapInChat(inChat(gwen), card, name, 'Not here');
    await day.press(inChat(gwen), card, 'Submit register');
    const second = await submit(tess, 'fallow-hill', taps([mine]));
    expect([second.body.recorded, second.body.contested]).toEqual([0, 1]);
    const line = savedLine(second.body, name);
    expect(line.stands?.words).toBe('Not here, no reason yet – Gwen Astley, 09:10');
    expect(line.tap).toMatchObject({ words: 'in', trouble: { kind: 'contested' } });
    expect(await told(inChat(gwen))).toContain('Two people have marked one pupil, Fallow Hill Farm');
    expect((await marksOf(name)).map(({ status }) => status)).toEqual(['absent']);

    // Mine: seen theirs, and why.
    const chosen = { ...mine, seen: line.seen };
    const asked = await save(tess, 'fallow-hill', taps([chosen]));
    expect(savedLine(asked.body, name).tap?.trouble?.kind).toBe('why');
    const corrected = await submit(tess, 'fallow-hill', taps([{ ...chosen, why: 'came in with me' }]));
    expect(savedLine(corrected.body, name).stands?.words).toBe('In – Tess Marlow, 09:10, before: absent');
    expect((await marksOf(name)).map(({ status }) => status)).toEqual(['absent', 'present']);
  });

  test('the chat comes second: it is told in the chat, and the page’s mark stands', async () => {
    const theirs = await opened(inChat(gwen), 'register fallow hill');
    await tapInChat(inChat(gwen), theirs, 'Mohammed Ali', 'Not here');
    await submit(tess, 'fallow-hill', taps([await tapOf(tess, 'Mohammed Ali', 'present')]));
    const second = await day.press(inChat(gwen), theirs, 'Submit register');
    expect(second.answer).toContain('Recorded by somebody else since you tapped.');
    expect(await told(inChat(tess))).toContain('Two people have marked one pupil');
    expect((await marksOf('Mohammed Ali')).map(({ status, upn }) => [status, upn])).toEqual([['present', tess]]);
    // Theirs is kept: gwen takes hers back, on the page.
    const kept = await save(gwen, 'fallow-hill', taps([await tapOf(gwen, 'Mohammed Ali', 'nothing')]));
    expect(savedLine(kept.body, 'Mohammed Ali').tap).toBeUndefined();
  });

  test('both submit at the same moment: one mark stands, the other is told', async () => {
    day.clock('13:00');
    const before = (await roll(tess, 'fallow-hill?session=PM')).body.rolls[0]!.lines[0]!;
    const { pupilId, start, seen } = before;
    const of = (said: TapSent['said']) => ({ date: DATE, session: 'PM', taps: [{ pupilId, start, said, seen }] });
    const answers = await Promise.all([
      submit(tess, 'fallow-hill', of('present')),
      submit(gwen, 'fallow-hill', of('absent')),
    ]);
    const [one, other] = answers.map(({ body }) => body);
    expect([one!.recorded + other!.recorded, one!.contested + other!.contested]).toEqual([1, 1]);
    expect(one!.recorded + one!.contested).toBe(1);
    const afternoon = (await marks()).filter((mark) => mark.pupilId === pupilId && mark.arrive === start);
    expect(afternoon).toHaveLength(1);
    day.clock('09:10');
  });

  test('who recorded a mark goes to no page as what was seen', async () => {
    const { body, text } = await roll(tess, 'fallow-hill?session=AM');
    for (const { seen } of body.rolls[0]!.lines) expect(seen).toMatch(/^([\da-f]{16})?$/);
    expect(text).not.toContain(gwen);
    expect(logLeaksOn(day)).toEqual([]);
  });

  test('what was never there has been seen by nobody', async () => {
    const tap = { ...(await tapOf(gwen, 'Cerys ap Gwilym', 'present')), seen: 'ffffffffffffffff' };
    expect((await submit(gwen, 'fallow-hill', taps([tap]))).body.contested).toBe(1);
  });
});

test('whose role has ended is a stranger to every question, whatever token they hold', async () => {
  const gone = ['provision', 'provision-dsl'].map((role) => `${dale},${role},spanner-works,Dale Hutchin,yes`);
  await day.load([['people.csv', `upn,role,organisation,name,remove\n${gone.join('\n')}\n`]]);
  await day.turn();
  day.pass(10);
  const nothing = taps([]);
  const asked = [
    await places(dale),
    await roll(dale, 'spanner-works'),
    await roll(dale, '*'),
    await save(dale, 'spanner-works', nothing),
    await submit(dale, 'spanner-works', nothing),
  ];
  expect(asked.map(({ status, body }) => [status, body])).toEqual(asked.map(() => [403, { error: 'stranger' }]));
});
