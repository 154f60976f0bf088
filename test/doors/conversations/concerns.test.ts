/** The DSL's side of concerns, over HTTP: the list, one opened for one person alone, what is recorded, chronology, break-glass. */
import { packAction, type Verb } from '../../../src/teams/verbs.ts';
import { createDirectory } from '../../../src/store/directory.ts';
import { createLog } from '../../../src/log.ts';
import { openConcern } from '../../../src/record/concern/add.ts';
import { fileConcern, type ReportFiled } from '../../../src/record/concern/file.ts';
import { concernRoom } from '../../../src/record/concern/seating.ts';
import type { By } from '../../../src/domain/concern/concern.ts';
import type { AdultNamed, ConcernEvent, Words } from '../../../src/domain/concern/events.ts';
import { instantAt, momentOf } from '../../../src/domain/time.ts';
import { buttonTitles, wordsOf } from '../../support/card-words.ts';
import type { Json } from '../../support/connector-rest.ts';
import { openLine, sendForm } from '../../support/filled-form.ts';
import { leaksOn, logLeaksOn, previewLeaksOn } from '../../support/privacy.ts';
import { startSchoolDay, type SchoolDay } from '../../support/school-day.ts';
import type { Person } from '../../support/teams-world.ts';
import { verbatimIn } from '../../support/verbatim-words.ts';

const TODAY = '2026-11-09';
const uniform = 'I have no concern by that number that you may see.';
const noSuchPupil =
  'I can’t find a pupil by that name among those you can see. Check the spelling or ask your coordinator.';
const [alfie, mohammed, ethan] = ['SV-1001', 'SV-1002', 'SV-1006'] as const;

let day: SchoolDay;
let nadia: Person; // coordinator, and key link at Ashmere Vale
let carys: Person; // her deputy
let howard: Person; // chair of the partnership
let jo: Person; // officer of the partnership
let martin: Person; // DSL at Ashmere Vale
let owen: Person; // his deputy
let deborah: Person; // head there
let priya: Person; // attendance lead there
let anjali: Person; // DSL at another school
let gwen: Person; // DSL at Fallow Hill Farm
let tess: Person; // staff there

/** Marks every text that was written, to be looked for where it must not be. */
const MARK = 'zqx';
const nothing: Words = {
  what: '',
  ownWords: '',
  questions: '',
  when: '',
  where: '',
  present: '',
  injuries: '',
  action: '',
  opinion: '',
};
const report: Words = {
  ...nothing,
  what: `He came in without a coat ${MARK}`,
  ownWords: `not going home ${MARK}`,
  opinion: `He seemed frightened ${MARK}`,
  action: `Rang the DSL ${MARK}`,
};

interface Filing {
  id: string;
  at?: string;
  date?: string;
  by?: By;
  words?: Words;
  urgent?: true;
  adult?: AdultNamed;
  pupilId?: string;
  provision?: string | null;
}
const asTess: By = { upn: 't.marlow@fallow-hill.example', name: 'Tess Marlow', position: 'Farm tutor' };

/** What the record of concerns is written with. */
const parts = () => ({
  store: day.store,
  directory: () => createDirectory(day.store.records).read(day.now()),
  log: createLog('error', { write: (line) => void day.log.push(line) }),
});
const nobody = { upns: [], organisations: [] };

async function file({
  id,
  at = '10:00',
  date = TODAY,
  by = asTess,
  words = report,
  urgent,
  adult,
  pupilId = alfie,
  provision = 'fallow-hill',
}: Filing) {
  const filed: ReportFiled = {
    id,
    partnership: 'SVP',
    pupilId,
    urn: '999001',
    ...(provision !== null && { provision }),
    report: { by, words, parentInformed: 'not-safe', urgency: urgent ? 'urgent' : 'standard', ...(adult && { adult }) },
  };
  await fileConcern(parts(), momentOf(instantAt(date, at)), filed);
  return { partnership: 'SVP', concern: id };
}

const pressed = (who: Person, verb: Verb, fields: Record<string, string>) =>
  day.deliver(day.teams.executes(who, { verb, data: packAction(verb, fields) }));
const open = (who: Person, concern: string, part?: string) =>
  pressed(who, 'concern', { partnership: 'SVP', concern, ...(part !== undefined && { part }) });
const form = (who: Person, concern: string, act: string) =>
  pressed(who, 'concern-form', { partnership: 'SVP', concern, act });
/** Opens the form of an act and sends it, filled in. */
async function does(who: Person, concern: string, act: string, send: string, entered: Record<string, string>) {
  const { card } = await form(who, concern, act);
  return sendForm(day, who, card, send, entered);
}
const entriesOf = async (id: string): Promise<ConcernEvent[]> =>
  ((await day.store.concerns.read({ partnership: 'SVP', id }))?.entries ?? []).map(({ event }) => event);
const kinds = async (id: string): Promise<string[]> =>
  (await entriesOf(id)).map(({ kind }) => kind).filter((kind) => kind !== 'told' && kind !== 'unreachable');
const stands = async (id: string) => (await day.store.concerns.read({ partnership: 'SVP', id }))!.concern;
/** Everything that was ever to be read in any chat. */
const everSaid = (): string =>
  JSON.stringify(day.teams.posts.flatMap(({ history, activity }) => [...history, activity]));

beforeAll(async () => {
  day = await startSchoolDay(TODAY, '10:45');
  await day.loadDemo();
  const at = (upn: string): Person => day.person(upn);
  nadia = at('n.farrow@swanmere-valley.example');
  carys = at('c.whitlow@swanmere-valley.example');
  howard = at('h.brant@swanmere-valley.example');
  jo = at('j.penfold@swanmere-valley.example');
  martin = at('m.oyelaran@ashmere-vale.example');
  owen = at('o.grieve@ashmere-vale.example');
  deborah = at('d.lisle@ashmere-vale.example');
  priya = at('p.hallam@ashmere-vale.example');
  anjali = at('a.mistry@thringbrook.example');
  gwen = at('g.astley@fallow-hill.example');
  tess = at('t.marlow@fallow-hill.example');
  for (const who of [nadia, carys, howard, jo, martin, owen, deborah, priya, anjali, gwen, tess])
    await day.say(who, 'help');
});
afterAll(() => day.stop());

describe('concerns', () => {
  beforeAll(async () => {
    await file({ id: 'LATER-22222', at: '10:20', urgent: true });
    await file({ id: 'FIRST-22222', at: '09:10', date: '2026-11-06' });
    await file({ id: 'STALE-22222', at: '14:05', date: '2026-10-27' });
  });

  test('lists the open ones oldest first, the stale under a heading of their own, and nothing of what they are', async () => {
    const { words } = await day.say(nadia, 'concerns');
    const order = [
      'Nothing added for 7 days or more',
      'STALE-22222',
      'Open, oldest first',
      'FIRST-22222',
      'LATER-22222 · URGENT',
    ];
    const at = order.map((text) => words.indexOf(text));
    expect(at).toEqual(at.toSorted((a, b) => a - b));
    expect(at).not.toContain(-1);
    expect(words).toContain('Raised Mon 9 Nov 2026, 10:20.');
    expect(words).toContain('Not acknowledged by partnership DSL, school DSL, provision DSL.');
    expect(words).not.toMatch(new RegExp(`Alfie|Brightwell|${MARK}`));
  });

  test('a line opens it for the presser alone, and what a client cannot show to one person it is told to open elsewhere', async () => {
    const { posts } = await day.say(nadia, 'concerns');
    const before = day.teams.posts.length;
    const opened = await day.press(nadia, posts[0]!, 'Open');
    expect(opened.answer).toContain('Concern STALE-22222');
    expect(day.teams.posts.length).toBe(before);
    const submitted = await day.press(nadia, posts[0]!, 'Open', { as: 'submit' });
    expect(submitted.words).toContain('This is shown to you alone and left in no chat');
  });

  test('a longer list opens its lines in a dialog', async () => {
    for (const n of [2, 3, 4, 5, 6]) await file({ id: `MANY${n}-22222`, at: `10:2${n}` });
    const { posts } = await day.say(martin, 'concerns');
    const line = JSON.stringify(posts[0]!.activity).match(/"selectAction":\{[^}]*\}/)?.[0];
    expect(line).toContain('task/fetch');
    const { words } = await openLine(day, martin, posts[0]!, 'MANY2-22222');
    expect(words).toContain('This is shown to you alone');
    const data = packAction('concern', { partnership: 'SVP', concern: 'MANY2-22222' });
    const dialog = await day.deliver(day.teams.invokes(martin, 'task/fetch', { data }));
    expect(dialog.answer).toContain('Concern MANY2-22222');
    expect(JSON.stringify(dialog.card)).not.toContain('Action.Execute');
  });

  test('in a channel it is answered privately, and a button pressed there leaves nothing in any chat', async () => {
    const channel = day.channel('Ashmere Vale', [martin, jo]);
    const data = packAction('concern', { partnership: 'SVP', concern: 'STALE-22222' });
    const before = day.teams.posts.length;
    await day.deliver(day.teams.submits(martin, data, channel));
    expect(day.teams.posts.slice(before).map(wordsOf).join()).toContain('This is shown to you alone');
    const { posts } = await day.say(martin, 'concerns', channel);
    expect(wordsOf(posts.at(-1)!)).toContain('Answered privately.');
    expect(posts[0]!.conversationId).toBe(martin.conversationId);
  });

  test('whoever sits at no party has none, and the roles that never do are told that they cannot ask', async () => {
    for (const who of [anjali, howard, deborah]) {
      const { words } = await day.say(who, 'concerns');
      expect(words).toContain('No open concern is yours to see.');
      expect(words).not.toMatch(/-22222/);
    }
    for (const who of [jo, priya, tess])
      expect((await day.say(who, 'concerns')).words).toContain('To raise one of your own, write “log concern”');
  });
});

describe('one concern opened', () => {
  beforeAll(() => file({ id: 'WHQLE-33333', urgent: true }));

  test('is all there: who raised it, about whom, every box, who has it, whom to ring', async () => {
    const { answer, card } = await open(nadia, 'WHQLE-33333');
    for (const words of [
      'Alfie Brightwell, Year 10, Ashmere Vale Academy',
      'URGENT. Not acknowledged by partnership DSL, school DSL, provision DSL.',
      'If a child is in immediate danger ring 999 now.',
      'Mon 9 Nov 2026, 10:00 by Tess Marlow (Farm tutor), at Fallow Hill Farm',
      'The child’s own words, exactly as recorded',
      'Opinion of whoever raised it, not fact',
      'No: it was not safe to',
      'Not acknowledged. Told: Martin Oyelaran.',
      'Carys Whitlow (partnership DSL): 07700 900120',
      'Gwen Astley (provision DSL): ',
      "Children's duty desk, 01632 960192",
    ])
      expect(answer).toContain(words);
    expect(answer).not.toMatch(/Nadia Farrow \(partnership DSL\)|LADO/);
    expect(buttonTitles(card)).toEqual(['Acknowledge', 'Decide', 'Add an action', 'More', 'Chronology']);
    expect(JSON.stringify(card).length).toBeLessThanOrEqual(24_000);
  });

  test('R5.6 e: not theirs and not there are answered alike, at each verb', async () => {
    for (const verb of ['concern', 'concern-form', 'concern-record', 'concern-chronology'] as const) {
      const heard = await Promise.all(
        (
          [
            [anjali, 'WHQLE-33333', 'SVP'],
            [howard, 'WHQLE-33333', 'SVP'],
            [priya, 'WHQLE-33333', 'SVP'],
            [tess, 'WHQLE-33333', 'SVP'],
            [nadia, 'NQTHE-RE222', 'SVP'],
            [nadia, 'WHQLE-33333', 'WHP'],
            [nadia, 'WHQLE-33333', 'no/such'],
          ] as const
        ).map(([who, concern, partnership]) => pressed(who, verb, { partnership, concern, act: 'acknowledge' })),
      );
      const answers = new Set(heard.map(({ answer }) => answer.replace(`${uniform}\n`, '')));
      expect(answers).toEqual(new Set([uniform]));
    }
    expect(await kinds('WHQLE-33333')).toEqual(['opened']);
  });

  test('is audited by its number, without the child', async () => {
    const rows = (await day.audit()).filter(({ query }) => query === 'concern' || query.startsWith('concern:'));
    expect(rows.some(({ decision, fields }) => decision === 'answered' && fields?.includes('WHQLE-33333'))).toBe(true);
    expect(rows.filter((row) => row.pupilId !== undefined)).toEqual([]);
    expect(rows.filter(({ decision, fields }) => decision === 'not-found' && fields !== undefined)).toEqual([]);
  });
});

describe('R5.2: what was written is shown exactly', () => {
  const texts: [string, string][] = [
    ['emoji', '😀👩‍👧 ❤️ 🏴󠁧󠁢󠁥󠁮󠁧󠁿'],
    ['right to left', 'اسمي علي\u202E and \u200Fback'],
    ['combining marks', 'e\u0301\u0323 Z\u0300\u0300\u0300'],
    ['NULs and controls', 'a\0b\u0007\u001B[31m\t\r\nc'],
    ['half a character', 'a\uD83Db'],
    ['markdown', '**b** _i_ [x](http://evil.example) # h\n- l\n> q'],
    ['bindings', '${x} ${$root} {{DATE(2026-11-09T09:00:00Z,LONG)}} {{{{'],
    ['HTML', '<b>x</b> <at>everyone</at> &lt;at&gt;'],
    ['formulas', '=SUM(A1:A9) +1 -1 @x'],
    ['lines and spaces', '\n\n  in  \n \nout\n'],
    ['nothing but spaces', '   '],
  ];
  test.each(texts)('%s', async (what, text) => {
    const id = `V${String(texts.findIndex(([one]) => one === what)).padStart(4, 'X')}-44444`;
    await file({ id, words: { ...nothing, what: text, ownWords: text } });
    const { card } = await open(nadia, id);
    expect(verbatimIn(card)).toBe(`${text}\n${text}`);
    expect(JSON.stringify(card)).not.toMatch(/\$\{|"[^"]*\{\{[^"]*"/);
  });

  const long: [string, string][] = [
    ['in a line', 'x'.repeat(30_000)],
    ['in words', 'one two three '.repeat(2_143)],
    ['in lines', 'hé said\n'.repeat(3_750)],
    ['all of them NULs', '\0'.repeat(30_000)],
  ];
  test.each(long)('30,000 characters, %s, over its parts', async (what, text) => {
    const id = `LQNG${long.findIndex(([one]) => one === what) + 2}-55555`;
    await file({ id, words: { ...nothing, ownWords: text } });
    let { card } = await open(nadia, id);
    const read = [verbatimIn(card)];
    while (buttonTitles(card).includes('Next part')) {
      ({ card } = await day.press(nadia, card, 'Next part'));
      expect(JSON.stringify(card).length).toBeLessThanOrEqual(24_000);
      const piece = verbatimIn(card);
      if (piece !== '') read.push(piece);
    }
    expect(read.length).toBeGreaterThan(1);
    expect(read.join('') === text).toBe(true);
    expect((await day.press(nadia, card, 'First part')).answer).toContain('part 1 of');
  });
});

describe('acknowledging', () => {
  beforeAll(() => file({ id: 'ACKNQ-66666' }));

  test('R5.5: each party does so separately', async () => {
    const first = await day.press(nadia, (await open(nadia, 'ACKNQ-66666')).card, 'Acknowledge');
    expect(first.answer).toContain('Acknowledged.');
    expect(first.answer).toContain('Acknowledged by Nadia Farrow (Partnership coordinator), Mon 9 Nov 2026, 10:45.');
    expect(first.answer).toContain('Not acknowledged by school DSL, provision DSL.');
    expect(buttonTitles(first.card)).not.toContain('Acknowledge');
    const deputys = await open(carys, 'ACKNQ-66666');
    expect(buttonTitles(deputys.card)).not.toContain('Acknowledge');
    await day.press(owen, (await open(owen, 'ACKNQ-66666')).card, 'Acknowledge');
    expect((await open(gwen, 'ACKNQ-66666')).answer).toContain('Not acknowledged by provision DSL.');
    expect((await stands('ACKNQ-66666')).parties.map(({ ack }) => ack?.name)).toEqual([
      'Nadia Farrow',
      'Owen Grieve',
      undefined,
    ]);
  });

  test('a button kept from before, and one pressed twice at once, add nothing', async () => {
    const { card } = await open(gwen, 'ACKNQ-66666');
    await Promise.all([1, 2].map(() => day.press(gwen, card, 'Acknowledge')));
    const again = await day.press(gwen, card, 'Acknowledge');
    expect(again.answer).toContain('That cannot be done as it stands now');
    expect((await kinds('ACKNQ-66666')).filter((kind) => kind === 'acknowledged')).toHaveLength(3);
  });

  test('replayed by somebody else it is the uniform answer, and nothing is written', async () => {
    await file({ id: 'REPLY-66666' });
    const { card } = await open(nadia, 'REPLY-66666');
    for (const who of [anjali, deborah, howard, tess, priya])
      expect((await day.press(who, card, 'Acknowledge')).answer).toBe(`${uniform}\n${uniform}`);
    expect(await kinds('REPLY-66666')).toEqual(['opened']);
  });
});

describe('recording', () => {
  const id = 'RECRD-77777';
  const decision = { decision: 'refer-social-care', why: `Risk of harm at home ${MARK}` };
  beforeAll(() => file({ id }));

  test('a decision has its rationale, or is none; what was typed comes back', async () => {
    const { card } = await form(nadia, id, 'decision');
    for (const [entered, words] of [
      [{ decision: '', why: `typed ${MARK}` }, 'Please choose what you decided.'],
      [{ decision: 'made-up', why: `typed ${MARK}` }, 'Please choose what you decided.'],
      [{ decision: 'monitor', why: '' }, 'a decision is not recorded without its reasons'],
      [{ decision: 'monitor', why: ' \n ' }, 'a decision is not recorded without its reasons'],
    ] as const) {
      const refused = await sendForm(day, nadia, card, 'Record the decision', entered);
      expect(refused.answer).toContain(words);
      expect(JSON.stringify(refused.card)).toContain(JSON.stringify(entered.why));
    }
    expect(await kinds(id)).toEqual(['opened']);
  });

  test('it is recorded once, however often the form is sent, and whoever decides has acknowledged', async () => {
    const { card } = await form(nadia, id, 'decision');
    const sent = await Promise.all([1, 2, 3].map(() => sendForm(day, nadia, card, 'Record the decision', decision)));
    expect(sent.some(({ answer }) => answer.includes('Decision recorded.'))).toBe(true);
    expect((await sendForm(day, nadia, card, 'Record the decision', decision)).answer).toContain('recorded already');
    expect(await kinds(id)).toEqual(['opened', 'acknowledged', 'decided']);
    expect((await open(martin, id)).answer).toContain('Decision: Refer to children’s social care. Why:');
  });

  test('urgency and category may be changed with it; what the reporter saw stays', async () => {
    const { answer } = await does(nadia, id, 'decision', 'Record the decision', {
      ...decision,
      urgency: 'urgent',
      category: 'neglect',
    });
    expect(answer).toContain('URGENT.');
    expect(answer).toContain('Category: Neglect');
    expect(await stands(id)).toMatchObject({ urgency: 'urgent', category: 'neglect' });
    const [first] = await entriesOf(id);
    expect(first).toMatchObject({ kind: 'opened', report: { urgency: 'standard' } });
  });

  test('an action has an owner and a day, and is done once', async () => {
    for (const [entered, words] of [
      [{ what: '', owner: 'Jo', due: '2026-11-10' }, 'say what is to be done'],
      [{ what: 'Ring', owner: ' ', due: '2026-11-10' }, 'by whom'],
      [{ what: 'Ring', owner: 'Jo', due: '' }, 'the day by which'],
      [{ what: 'Ring', owner: 'Jo', due: '2026-02-30' }, 'the day by which'],
      [{ what: 'Ring', owner: 'Jo', due: '2026-11-08' }, 'not one that is past'],
    ] as const)
      expect((await does(nadia, id, 'action', 'Add the action', entered)).answer).toContain(words);
    const added = await does(nadia, id, 'action', 'Add the action', {
      what: `Ring them ${MARK}`,
      owner: 'Jo Penfold',
      due: '2026-11-10',
    });
    expect(added.answer).toContain(`1. Ring them ${MARK}: Jo Penfold, by Tue 10 Nov 2026`);
    const { card } = await form(martin, id, 'action-done');
    const done = await sendForm(day, martin, card, 'It is done', { n: '0' });
    expect(done.answer).toContain(`Done: Ring them ${MARK}`);
    expect(done.answer).not.toContain('Still to be done');
    const second = await form(nadia, id, 'action-done');
    expect(second.answer).toContain('That cannot be done as it stands now');
    expect(await kinds(id)).toContain('action-done');
  });

  test('a referral has its reference; a note is kept as it was typed', async () => {
    const to = { to: 'Children’s social care', reference: `SC 1234 ${MARK}` };
    expect((await does(nadia, id, 'referral', 'Record the referral', { ...to, on: '2026-11-10' })).answer).toContain(
      'not one that is to come',
    );
    expect((await does(nadia, id, 'referral', 'Record the referral', to)).answer).toContain(
      `Referred to Children’s social care on Mon 9 Nov 2026. Reference: SC 1234 ${MARK}`,
    );
    const text = `Rang at noon.\n\n **No** answer ${MARK}\0 `;
    const { card } = await does(owen, id, 'note', 'Add the note', { text });
    expect(verbatimIn(card)).toContain(text);
    expect(await entriesOf(id)).toContainEqual(expect.objectContaining({ kind: 'added', text, from: 'dsl' }));
  });

  test('it is closed with an outcome after a decision, and reopened by what is new', async () => {
    await file({ id: 'CLQSE-77777' });
    const early = await form(nadia, 'CLQSE-77777', 'close');
    expect(early.answer).toContain('That cannot be done as it stands now');
    const { card } = await form(nadia, id, 'close');
    const forged = JSON.parse(JSON.stringify(card).replaceAll(id, 'CLQSE-77777')) as Json;
    const refused = await sendForm(day, nadia, forged, 'Close it', { outcome: `All well ${MARK}` });
    expect(refused.answer).toContain('No decision is recorded yet');
    expect(JSON.stringify(refused.card)).toContain(`All well ${MARK}`);
    expect((await does(nadia, id, 'close', 'Close it', { outcome: '' })).answer).toContain('say what came of it');
    const closed = await does(nadia, id, 'close', 'Close it', { outcome: `All well ${MARK}` });
    expect(closed.answer).toContain('Closed. Outcome:');
    expect(buttonTitles(closed.card)).toEqual(['Reopen', 'Add a note', 'Chronology']);
    expect((await day.say(nadia, 'concerns')).words).not.toContain(id);
    const reopened = await does(martin, id, 'reopen', 'Reopen it', { why: `He said it again ${MARK}` });
    expect(reopened.answer).toContain('Reopened. What is new:');
    expect((await stands(id)).state).toBe('open');
  });

  test('what was typed while somebody else closed it is not lost', async () => {
    const { card } = await form(martin, id, 'decision');
    await does(nadia, id, 'close', 'Close it', { outcome: `Done ${MARK}` });
    const refused = await sendForm(day, martin, card, 'Record the decision', decision);
    expect(refused.answer).toContain('This concern is closed. Reopen it first');
    expect(JSON.stringify(refused.card)).toContain(decision.why);
  });

  test('two DSLs at once: both are recorded, and both see both', async () => {
    await file({ id: 'BQTHX-77777' });
    const cards = await Promise.all([nadia, martin].map((who) => form(who, 'BQTHX-77777', 'note')));
    await Promise.all([
      sendForm(day, nadia, cards[0]!.card, 'Add the note', { text: `one ${MARK}` }),
      sendForm(day, martin, cards[1]!.card, 'Add the note', { text: `two ${MARK}` }),
    ]);
    for (const who of [nadia, martin]) {
      const { answer } = await open(who, 'BQTHX-77777');
      expect(answer).toContain(`one ${MARK}`);
      expect(answer).toContain(`two ${MARK}`);
    }
  });

  test('a button of no act, or without its token, does nothing', async () => {
    const address = { partnership: 'SVP', concern: 'BQTHX-77777' };
    for (const fields of [{ act: 'erase' }, {}, { act: 'note', text: 'x' }, { act: 'note', text: 'x', token: '../x' }])
      expect(
        (await pressed(nadia, 'concern-record', { ...address, ...(fields as Record<string, string>) })).answer,
      ).toContain('belongs to an older card');
  });
});

describe('sharing (5.5)', () => {
  const id = 'SHARE-88888';
  beforeAll(async () => {
    await file({ id, provision: null });
    day.pass(20);
  });

  test('is offered to who has a part in it, and says why and on what ground', async () => {
    const { card } = await form(nadia, id, 'share');
    const choices = JSON.stringify(card);
    for (const title of [
      'Headteacher, Ashmere Vale Academy: all of it',
      'Provision DSL, Fallow Hill Farm: all of it',
      'Jo Penfold (partnership officer): only that a matter is being handled',
    ])
      expect(choices).toContain(title);
    // Whoever reads it already need not be told that there is something.
    expect(choices).not.toMatch(/School DSL|Partnership DSL|Nadia Farrow/);
    for (const [entered, words] of [
      [{ with: '', why: 'x', ground: 'protect' }, 'Please choose with whom.'],
      [{ with: 'party|chair|SVP', why: 'x', ground: 'protect' }, 'Please choose with whom.'],
      [{ with: 'matter|nobody@x.example', why: 'x', ground: 'protect' }, 'Please choose with whom.'],
      [{ with: 'party|head|999001', why: ' ', ground: 'protect' }, 'say why'],
      [{ with: 'party|head|999001', why: 'x', ground: '' }, 'on what ground'],
    ] as const)
      expect((await sendForm(day, nadia, card, 'Share', entered)).answer).toContain(words);
  });

  test('whoever it is shared with is told, opens it and acknowledges it; once', async () => {
    expect((await open(deborah, id)).answer).toContain(uniform);
    const { card } = await form(nadia, id, 'share');
    const entered = { with: 'party|head|999001', why: `She must know ${MARK}`, ground: 'protect' };
    const shared = await sendForm(day, nadia, card, 'Share', entered);
    expect(shared.answer).toContain(
      'Shared with the headteacher, Ashmere Vale Academy. To protect a child: consent is not needed. Why:',
    );
    await day.turn();
    const notice = day.teams.postsIn(deborah).find((post) => wordsOf(post).includes('A concern was shared with you'));
    const opened = await day.press(deborah, notice!, 'Open');
    expect(opened.answer).toContain(`He came in without a coat ${MARK}`);
    expect((await day.press(deborah, opened.card, 'Acknowledge')).answer).toContain(
      'Acknowledged by Deborah Lisle (Principal)',
    );
    const { card: second } = await form(martin, id, 'share');
    expect((await sendForm(day, martin, second, 'Share', entered)).answer).toContain('Please choose with whom.');
  });

  test('that a matter is being handled is all that somebody else is told', async () => {
    const entered = {
      with: 'matter|j.penfold@swanmere-valley.example',
      why: `She sees to attendance ${MARK}`,
      ground: '',
    };
    expect((await does(nadia, id, 'share', 'Share', entered)).answer).toContain('and no more. It is recorded.');
    await day.turn();
    const told = day.teams.postsIn(jo).find((post) => wordsOf(post).includes('A safeguarding matter is being handled'));
    expect(buttonTitles((told!.activity['attachments'] as { content: Json }[])[0]!.content)).toEqual([]);
    expect((await open(jo, id)).answer).toContain(uniform);
  });
});

describe('a draft', () => {
  let missing: string;
  beforeAll(async () => {
    await day.turn();
    const drafts = (await day.store.concerns.open('SVP')).filter(({ state }) => state === 'draft');
    missing = drafts.find(({ subject }) => subject.pupilId === ethan)!.id;
  });

  test('is confirmed or dismissed, not decided', async () => {
    const { answer, card } = await open(nadia, missing);
    expect(answer).toContain(`Draft concern ${missing}`);
    expect(answer).toContain('The child is recorded as missing.');
    expect(buttonTitles(card)).toEqual(['Acknowledge', 'Confirm', 'Dismiss', 'Add a note', 'Chronology']);
    expect((await form(nadia, missing, 'decision')).answer).toContain('That cannot be done as it stands now');
    const confirmed = await does(nadia, missing, 'confirm', 'Confirm it', {});
    expect(confirmed.answer).toContain('Confirmed: it is an open concern now.');
    expect(buttonTitles(confirmed.card)).toContain('Decide');
    const late = await form(martin, missing, 'dismiss');
    expect(late.answer).toContain('That cannot be done as it stands now');
  });

  test('dismissing needs a reason, and stays dismissed', async () => {
    const id = 'DRAFT-22222';
    const room = await concernRoom(parts(), 'SVP', momentOf(day.now()));
    const { parties } = await stands(missing);
    await openConcern(
      parts(),
      momentOf(day.now()),
      {
        kind: 'drafted',
        id,
        partnership: 'SVP',
        subject: { kind: 'child', pupilId: alfie, urn: '999001' },
        urgency: 'standard',
        route: {
          parties: parties.map(({ seat, organisation }) => ({ seat, organisation })),
          barred: nobody,
          lado: false,
        },
        of: { openedAt: day.now(), why: 'red-unexplained' },
      },
      room,
    );
    const { card } = await form(martin, id, 'dismiss');
    expect((await sendForm(day, martin, card, 'Dismiss it', { why: ' ' })).answer).toContain('say why');
    const dismissed = await sendForm(day, martin, card, 'Dismiss it', { why: `He is at the dentist ${MARK}` });
    expect(dismissed.answer).toContain('Dismissed. Why:');
    await day.turn();
    expect((await stands(id)).state).toBe('dismissed');
  });
});

describe('5.4: a concern about an adult', () => {
  const id = 'ADVLT-99999';

  test('about the coordinator: she, her deputy and their lists see nothing of it, whatever is pressed', async () => {
    const before = [await day.say(nadia, 'concerns'), await day.say(carys, 'concerns')].map(({ words }) => words);
    const adult: AdultNamed = { at: { organisation: 'SVP' }, who: { kind: 'picked', upn: nadia.userPrincipalName } };
    await file({ id, adult, provision: null, words: { ...report, what: `She shouted ${MARK}` } });
    const after = [await day.say(nadia, 'concerns'), await day.say(carys, 'concerns')].map(({ words }) => words);
    expect(after).toEqual(before);
    for (const who of [nadia, carys, martin])
      for (const verb of ['concern', 'concern-form', 'concern-record'] as const)
        expect((await pressed(who, verb, { partnership: 'SVP', concern: id, act: 'acknowledge' })).answer).toContain(
          uniform,
        );
    expect((await day.say(howard, 'concerns')).words).toContain(id);
  });

  test('the chair reads whom it is about, rings the LADO, and cannot share it with anybody barred', async () => {
    const { answer, card } = await open(howard, id);
    for (const words of [
      'About an adult who works with children',
      'Nadia Farrow (partnership coordinator, key link)',
      'Works at Swanmere Valley Inclusion Partnership',
      'Speak of it with nobody but those who have it.',
      'LADO, to be told the same day',
      'County LADO desk, 01632 960190',
    ])
      expect(answer).toContain(words);
    expect(buttonTitles(card)).not.toContain('Chronology');
    const share = await form(howard, id, 'share');
    expect(JSON.stringify(share.card)).not.toMatch(/Partnership DSL|Farrow|Whitlow/);
    for (const value of ['party|partnership-dsl|SVP', `matter|${nadia.userPrincipalName}`])
      expect(
        (await sendForm(day, howard, share.card, 'Share', { with: value, why: 'x', ground: 'protect' })).answer,
      ).toContain('Please choose with whom.');
    expect(await kinds(id)).toEqual(['opened']);
  });

  test('R5.8: it is in no pupil’s chronology, not even in that of whoever may read it', async () => {
    const { card } = await sendGlass(deborah, `She is in my office ${MARK}`);
    expect(JSON.stringify(card)).not.toContain(id);
    expect((await pressed(howard, 'concern-chronology', { partnership: 'SVP', concern: id })).answer).toContain(
      noSuchPupil,
    );
  });
});

async function sendGlass(who: Person, why: string, pupil: string = alfie) {
  const { card } = await pressed(who, 'concern-glass', { pupil });
  return sendForm(day, who, card, 'Break the glass', { why });
}

describe('R5.4: the chronology of one pupil', () => {
  test('is asked for by name with a card that says nothing, and opens for the presser alone', async () => {
    const { posts, words } = await day.say(nadia, 'concerns about Alfie Brightwell');
    expect(words).toContain('One pupil’s chronology');
    expect(words).not.toMatch(new RegExp(`Brightwell|22222|${MARK}`));
    const before = day.teams.posts.length;
    const { answer } = await day.press(nadia, posts[0]!, 'Show the chronology');
    expect(answer).toContain('Chronology: Alfie Brightwell');
    expect(day.teams.posts.length).toBe(before);
    expect((await day.press(nadia, posts[0]!, 'Show the chronology', { as: 'submit' })).words).toContain(
      'shown to you alone',
    );
  });

  test('tells what happened by day, oldest first: raised, decided, done, referred, closed', async () => {
    let { answer, card } = await pressed(nadia, 'concern-chronology', { partnership: 'SVP', concern: 'RECRD-77777' });
    let words = answer;
    while (buttonTitles(card).includes('Next part')) {
      ({ answer, card } = await day.press(nadia, card, 'Next part'));
      words += answer;
    }
    const order = [
      'Tue 27 Oct 2026',
      'Concern STALE-22222. Raised by Tess Marlow (Farm tutor): He came in',
      'Fri 6 Nov 2026',
      'Mon 9 Nov 2026',
    ];
    const at = order.map((text) => words.indexOf(text));
    expect(at).toEqual(at.toSorted((a, b) => a - b));
    expect(at).not.toContain(-1);
    for (const said of [
      'Decision: Refer to children’s social care.',
      'Action for Jo Penfold',
      'Done: Ring them',
      'Referred to',
      'Closed. Outcome:',
      'Reopened.',
    ])
      expect(words).toContain(said);
    expect(words).toContain('of the last 60 days');
    expect(words).not.toContain('ADVLT-99999');
  });

  test('has the contacts and the flagged absences of a child', async () => {
    const { answer } = await pressed(nadia, 'concern-chronology', { pupil: ethan });
    expect(answer).toContain('Chronology: Ethan Pickering');
    expect(answer).toMatch(/\d\d:\d\d Recorded as missing: did not arrive at the next place\./);
    expect(answer).toMatch(/A draft was made from an absence\.\n/);
    expect(answer).toContain('Confirmed as a concern.');
  });

  test('R8.1: of a pupil who is not theirs or not there it is one line', async () => {
    for (const [who, name] of [
      [anjali, 'Alfie Brightwell'],
      [nadia, 'Bartholomew Quince'],
      [howard, 'Alfie Brightwell'],
    ] as const)
      expect((await day.say(who, `concerns about ${name}`)).words).toContain(noSuchPupil);
    for (const [who, pupil] of [
      [anjali, alfie],
      [nadia, 'SV-9999'],
      [priya, alfie],
      [tess, alfie],
    ] as const)
      expect((await pressed(who, 'concern-chronology', { pupil })).answer).toBe(`${noSuchPupil}\n${noSuchPupil}`);
  });

  test('a name of several is asked back, and tells nothing but who they are', async () => {
    const { words, posts } = await day.say(nadia, 'concerns Mohammed Ali');
    expect(words).toContain('Which pupil do you mean?');
    expect((await day.press(nadia, posts[0]!, 'This one')).answer).toContain('Chronology: Mohammed Ali');
  });
});

describe('breaking the glass', () => {
  const offered = async (who: Person, name: string): Promise<string> =>
    (await day.say(who, `concerns about ${name}`)).words;

  test('is offered to the head and to the DSL of the provision, whether or not there is any concern', async () => {
    for (const who of [gwen, deborah]) {
      const withConcerns = await offered(who, 'Alfie Brightwell');
      expect(withConcerns).toContain('Break the glass');
      expect(await offered(who, 'Mohammed Ali Y10')).toBe(withConcerns);
    }
    expect(await offered(martin, 'Alfie Brightwell')).not.toContain('Break the glass');
    for (const who of [martin, nadia, priya, tess, anjali])
      expect((await pressed(who, 'concern-glass', { pupil: alfie, why: 'I would like to see' })).answer).toBe(
        `${noSuchPupil}\n${noSuchPupil}`,
      );
  });

  test('needs a reason, before anything is shown or said to be there', async () => {
    const { card } = await pressed(deborah, 'concern-glass', { pupil: ethan });
    for (const why of ['', '  short  '])
      expect((await sendForm(day, deborah, card, 'Break the glass', { why })).answer).toContain(
        'at least 10 characters',
      );
    expect((await pressed(deborah, 'concern-glass', { pupil: ethan, part: '2' })).answer).toContain(
      'Why you need to see it now',
    );
  });

  test('shows the child’s concerns, and tells their DSLs who and why; the reason stands with the concern alone', async () => {
    const why = `The mother is at the gate ${MARK}`;
    const id = 'GLASS-BBBBB';
    await file({ id, pupilId: mohammed, provision: null });
    const before = day.teams.postsIn(martin).length;
    expect((await open(gwen, id)).answer).toContain(uniform);
    const { answer } = await sendGlass(gwen, why, mohammed);
    expect(answer).toContain('You have broken the glass.');
    expect(answer).toContain(`He came in without a coat ${MARK}`);
    expect((await open(gwen, id)).answer).toContain(uniform);
    expect((await entriesOf(id)).filter(({ kind }) => kind === 'broke-glass')).toEqual([
      { kind: 'broke-glass', by: { upn: gwen.userPrincipalName, name: 'Gwen Astley', position: 'DSL' }, why },
    ]);
    await day.turn();
    const notice = day.teams
      .postsIn(martin)
      .slice(before)
      .find((post) => wordsOf(post).includes('broke the glass') && JSON.stringify(post.activity).includes(id));
    const opened = await day.press(martin, notice!, 'Open');
    expect(opened.answer).toContain('Gwen Astley (DSL)');
    expect(opened.answer).toContain(why);
    expect(JSON.stringify(await day.audit())).not.toContain(MARK);
  });

  test('sent twice it is broken once, and of a child without concerns nothing is said but that', async () => {
    const why = `Police are here ${MARK}`;
    const { card } = await pressed(deborah, 'concern-glass', { pupil: ethan });
    await sendForm(day, deborah, card, 'Break the glass', { why });
    await sendForm(day, deborah, card, 'Break the glass', { why });
    const id = (await day.store.concerns.all('SVP')).find(({ subject }) => subject.pupilId === ethan)!.id;
    expect((await entriesOf(id)).filter((event) => event.kind === 'broke-glass' && event.why === why)).toHaveLength(1);
    expect((await sendGlass(deborah, why, 'SV-1003')).answer).toContain(
      'there is no concern about this child to be shown',
    );
  });
});

describe('a role that has ended', () => {
  test('ends what its card can do, and nothing is written', async () => {
    await file({ id: 'ENDED-AAAAA', provision: null });
    const { card } = await open(owen, 'ENDED-AAAAA');
    const noteForm = await form(owen, 'ENDED-AAAAA', 'note');
    const row = `${owen.userPrincipalName},deputy,999001,Owen Grieve,2026-11-08`;
    const other = `${owen.userPrincipalName},key-link,999001,Owen Grieve,`;
    await day.load([['people.csv', `upn,role,organisation,name,end_date\n${row}\n${other}\n`]]);
    day.pass(20);
    expect((await day.press(owen, card, 'Acknowledge')).answer).toBe(`${uniform}\n${uniform}`);
    expect((await sendForm(day, owen, noteForm.card, 'Add the note', { text: 'x' })).answer).toBe(
      `${uniform}\n${uniform}`,
    );
    expect(await kinds('ENDED-AAAAA')).toEqual(['opened']);
    expect((await day.say(owen, 'concerns')).words).toContain('To raise one of your own, write “log concern”');
  });

  test('R8.3: a concern of a sealed pupil is there for those named alone', async () => {
    await day.load([['pupils.csv', `pupil_id,sealed\n${alfie},${nadia.userPrincipalName}\n`]]);
    day.pass(20);
    expect((await open(nadia, 'ENDED-AAAAA')).answer).toContain('Alfie Brightwell');
    expect((await open(martin, 'ENDED-AAAAA')).answer).toContain(uniform);
    expect((await pressed(deborah, 'concern-glass', { pupil: alfie, why: 'I need to know' })).answer).toContain(
      noSuchPupil,
    );
  });
});

test('nothing of what was written stands in any chat, preview, log line or audit entry', async () => {
  expect(everSaid()).not.toContain(MARK);
  expect(day.log.filter((line) => line.includes(MARK))).toEqual([]);
  expect(JSON.stringify(await day.audit())).not.toContain(MARK);
  expect(leaksOn(day)).toEqual([]);
  expect(previewLeaksOn(day)).toEqual([]);
  expect(logLeaksOn(day)).toEqual([]);
});
