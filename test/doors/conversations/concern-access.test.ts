/** The access matrix of concerns over HTTP: each button in everybody's hands, by the roles they have when they press it. */
import { concernActs } from '../../../src/domain/concern/acts.ts';
import type { Verb } from '../../../src/teams/verbs.ts';
import { buttonTitles } from '../../support/card-words.ts';
import { cardOf } from '../../support/connector.ts';
import type { Post } from '../../support/connector-rest.ts';
import { everybody, kindsOfConcern, places, readersIn, type KindOfConcern } from '../../support/concern-matrix.ts';
import { roleRow, secret, signIn, startMatrixDay, type MatrixDay } from '../../support/matrix-day.ts';

const TODAY = '2026-11-09';
const { P, Q, home, other } = places;
const nowhere = 'ZZZZZ-ZZZZZ';
/** One of each way a concern can go: to DSLs, past one of them, up a rung, outside; every row of 5.4 is in the rules' own test. */
const rows = [
  'a child, raised by school or partnership',
  'a child, raised at the site',
  'a draft',
  'the head@home',
  'the provision@site',
  'the provision-owner@site',
  'the coordinator@P',
  'the school-dsl@home',
  'the chair@P',
  'not sure who, unknown',
  'a name typed, other',
];
const kinds = rows.map((row) => kindsOfConcern.find(({ kind }) => kind === row)!);
const idOf = (kind: KindOfConcern): string => `AAAAA-AAA${String(kinds.indexOf(kind)).padStart(2, '0')}`;
const names = everybody.map(([who]) => who);

let day: MatrixDay;
beforeAll(async () => {
  day = await startMatrixDay(TODAY);
  for (const kind of kinds) await day.raise(kind, idOf(kind));
}, 60_000);
afterAll(() => day.stop());

const at = (id: string, more: Record<string, string> = {}) => ({ partnership: P, concern: id, ...more });
const send = (who: string, verb: Verb, fields: Record<string, string>) => day.send(who, verb, fields);
/** All that came back, and what was posted. */
async function answered(who: string, verb: Verb, fields: Record<string, string>): Promise<string> {
  const { status, answer, card, posts } = await send(who, verb, fields);
  return JSON.stringify({ status, answer, card, posts });
}
/** What somebody is answered of a number that is not there. */
const none = new Map<string, Promise<string>>();
function noneFor(who: string, verb: Verb, fields: Record<string, string> = {}): Promise<string> {
  const key = JSON.stringify([who, verb, fields]);
  const held = none.get(key) ?? answered(who, verb, at(nowhere, fields));
  none.set(key, held);
  return held;
}
const wordsOfNone = async (who: string): Promise<string> => (await send(who, 'concern', at(nowhere))).answer;
const concernOf = async (id: string) => (await day.store.concerns.read({ partnership: P, id }))?.concern;
const written = async (): Promise<string> => {
  const { rows: entries, standing } = await day.store.concerns.chain(P);
  return JSON.stringify([entries, standing].map((list) => list.map(({ key, etag }) => [key, etag])));
};
const eachOf = <T>(work: (who: string) => Promise<T>): Promise<Record<string, T>> =>
  Promise.all(names.map(async (who) => [who, await work(who)] as const)).then(Object.fromEntries);

describe('each button of a concern, in everybody’s hands', () => {
  describe.each(kinds)('$kind', (kind) => {
    const id = idOf(kind);
    const readers = readersIn(kind);
    const words = (card: string): string => (card.includes(secret) ? 'reads it' : 'opens a draft');

    test('opens for its readers alone; to everybody else it is as if it were not there', async () => {
      const before = await written();
      const seen = await eachOf(async (who) => {
        const got = await answered(who, 'concern', at(id));
        return got === (await noneFor(who, 'concern')) ? 'nothing' : words(got);
      });
      const reads = kind.isDraft ? 'opens a draft' : 'reads it';
      expect(seen).toEqual(Object.fromEntries(names.map((who) => [who, readers.includes(who) ? reads : 'nothing'])));
      expect(await written()).toBe(before);
    });

    test('is acknowledged by its readers alone; a button replayed by anybody else writes nothing', async () => {
      const before = await written();
      const act = { act: 'acknowledge' };
      const replayed = async (who: string): Promise<string> => {
        const isNone =
          (await answered(who, 'concern-record', at(id, act))) === (await noneFor(who, 'concern-record', act));
        return isNone ? 'nothing' : 'done';
      };
      const others = names.filter((who) => !readers.includes(who));
      expect(await Promise.all(others.map(replayed))).toEqual(others.map(() => 'nothing'));
      expect(await written()).toBe(before);
      for (const who of readers) expect(await replayed(who)).toBe('done');
      const acks = new Set((await concernOf(id))?.parties.flatMap(({ ack }) => (ack ? [ack.upn] : [])));
      expect([...acks].filter((upn) => !readers.map(signIn).includes(upn))).toEqual([]);
      expect(acks.size > 0).toBe(readers.length > 0);
    });
  });

  test('in another partnership there is none by that number', async () => {
    const [first] = kinds;
    for (const partnership of [Q, 'none', ''])
      expect(await answered('coordinator@P', 'concern', { partnership, concern: idOf(first!) })).toBe(
        await noneFor('coordinator@P', 'concern'),
      );
  });

  test('“concerns” lists to each what they may read, and to the others nothing', async () => {
    const listed = await eachOf(async (who) => {
      const { words } = await day.say(day.who(who), 'concerns');
      return words.includes(secret) ? ['words'] : kinds.map(idOf).filter((id) => words.includes(id));
    });
    const theirs = (who: string) => kinds.filter((kind) => readersIn(kind).includes(who)).map(idOf);
    expect(listed).toEqual(Object.fromEntries(names.map((who) => [who, theirs(who)])));
  });
});

describe('the one it is about, and all who could read it for them', () => {
  const pairs: [kind: string, who: string][] = [
    ['the coordinator@P', 'coordinator@P'],
    ['the coordinator@P', 'deputy@P'],
    ['the head@home', 'head@home'],
    ['the school-dsl@home', 'deputy@home'],
    ['the provision-owner@site', 'provision-manager@main'],
    ['a name typed, other', 'provision-dsl@other'],
    ['the chair@P', 'chair@P'],
  ];

  test.each(pairs)(
    '%s: every button, form and record sent by %s is answered as for a number that is not there',
    async (row, who) => {
      const id = idOf(kinds.find(({ kind }) => kind === row)!);
      const before = await written();
      const token = '00000000-0000-4000-8000-000000000000';
      const entered = {
        token,
        formed: '0',
        text: 'hello there',
        why: 'because I must',
        what: 'x',
        owner: 'x',
        due: TODAY,
        decision: 'monitor',
        outcome: 'x',
        with: `matter|${signIn(who)}`,
        to: 'x',
        on: TODAY,
        reference: 'x',
        n: '0',
        ground: 'protection',
      };
      const sent: [Verb, Record<string, string>][] = [
        ['concern', {}],
        ['concern', { part: '2' }],
        ['concern-form', { act: 'more' }],
        ...concernActs.flatMap((act): [Verb, Record<string, string>][] => [
          ['concern-form', { act }],
          ['concern-record', { act, ...entered }],
        ]),
        ['concern-chronology', {}],
        ['my-concern', {}],
        ['my-concern', { act: 'add' }],
        ['my-concern-add', { text: 'words' }],
      ];
      const differ = await Promise.all(
        sent.map(
          async ([verb, fields]) => (await answered(who, verb, at(id, fields))) !== (await noneFor(who, verb, fields)),
        ),
      );
      expect(sent.filter((_, n) => differ[n])).toEqual([]);
      expect(await written()).toBe(before);
      expect(JSON.stringify(await answered(who, 'concern-chronology', { pupil: 'p01' }))).not.toContain(id);
      expect(
        JSON.stringify(await answered(who, 'concern-glass', { pupil: 'p01', why: 'the child is not safe' })),
      ).not.toContain(id);
    },
  );

  test('a look-up that was refused is written down as one of a number that is not there (R9.5)', async () => {
    const [id, who] = [idOf(kinds.find(({ kind }) => kind === 'the chair@P')!), signIn('chair@P')];
    const looked = (await day.audit()).filter((row) => row.who === who && row.decision === 'not-found');
    const about = (number: string): string[] =>
      looked
        .map((row) => JSON.stringify(row))
        .filter((row) => row.includes(number))
        .map((row) => row.replaceAll(number, ''));
    expect(about(id).toSorted()).toEqual(about(nowhere).toSorted());
    expect(looked.length).toBeGreaterThan(about(id).length);
    expect(day.log.join('\n')).not.toContain(secret);
  });
});

describe('cards from before a role was removed', () => {
  const child = idOf(kinds[0]!);
  /** Everything on the card that somebody was shown while it was theirs. */
  async function cardFor(who: string, id: string) {
    const { card } = await send(who, 'concern', at(id));
    return { card, titles: buttonTitles(card) };
  }

  test('its buttons do nothing in the hands of who has another role now, and again what they did once it is theirs again', async () => {
    const who = 'deputy@home';
    const { card, titles } = await cardFor(who, child);
    expect(titles).toEqual(expect.arrayContaining(['Chronology', 'More']));
    await day.load([roleRow(who, 'key-link', home)]);
    await day.load([roleRow(who, 'deputy', home, 'yes')]);
    const before = await written();
    const nothing = await wordsOfNone(who);
    for (const title of titles)
      expect([title, (await day.press(day.who(who), card, title)).answer]).toEqual([title, nothing]);
    expect((await send(who, 'concern', at(child))).answer).toBe(nothing);
    expect(await written()).toBe(before);
    await day.load([roleRow(who, 'deputy', home)]);
    expect((await send(who, 'concern', at(child))).answer).toContain(secret);
  });

  test('nor in the hands of who has no role left: they are nobody we know', async () => {
    const who = 'school-dsl@home';
    const { card, titles } = await cardFor(who, child);
    await day.load([roleRow(who, 'school-dsl', home, 'yes')]);
    day.pass(10);
    const before = await written();
    for (const title of titles) expect((await day.press(day.who(who), card, title)).answer).not.toContain(child);
    expect((await send(who, 'concern', at(child))).answer).toBe(await wordsOfNone(who));
    expect(await written()).toBe(before);
  });

  test('nor of a reader who has since come to work where it was raised', async () => {
    const id = idOf(kinds.find(({ kind }) => kind === 'a name typed, other')!);
    const { card, titles } = await cardFor('head@home', id);
    await day.load([roleRow('head@home', 'provision', other)]);
    const nothing = await wordsOfNone('head@home');
    for (const title of titles) expect((await day.press(day.who('head@home'), card, title)).answer).toBe(nothing);
    await day.load([roleRow('head@home', 'provision', other, 'yes')]);
    expect((await send('head@home', 'concern', at(id))).answer).toContain(secret);
  });

  test('a notice that was sent opens for whoever may read it when it is pressed', async () => {
    await day.turn();
    const opens = (post: Post): boolean => buttonTitles(cardOf(post)).includes('Open');
    const notice = day.teams.postsIn(day.who('coordinator@P')).find(opens)!;
    const opened = await day.press(day.who('coordinator@P'), notice, 'Open');
    expect(opened.answer).toContain(secret);
    expect((await day.press(day.who('officer@P'), notice, 'Open', { where: day.who('officer@P') })).answer).toBe(
      await wordsOfNone('officer@P'),
    );
    await day.load([roleRow('coordinator@P', 'officer', P)]);
    await day.load([roleRow('coordinator@P', 'coordinator', P, 'yes')]);
    expect((await day.press(day.who('coordinator@P'), notice, 'Open')).answer).toBe(await wordsOfNone('coordinator@P'));
  });

  test('a cover’s card does nothing on the day after its last', async () => {
    const who = 'officer@Q';
    await day.load([
      [
        'cover.csv',
        ['organisation,role,upn,from,to', `${P},coordinator,${signIn(who)},${TODAY},${TODAY}`, ''].join('\n'),
      ],
    ]);
    const { card, titles } = await cardFor(who, child);
    expect(titles).toContain('Chronology');
    day.clock('00:00', '2026-11-10');
    for (const title of titles)
      expect((await day.press(day.who(who), card, title)).answer).toBe(await wordsOfNone(who));
  });
});

test('nothing that was posted has a word of what was written', async () => {
  await day.turn();
  expect(day.teams.posts.map((post) => JSON.stringify(post)).filter((text) => text.includes(secret))).toEqual([]);
});
