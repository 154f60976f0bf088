import { buttonTitles, wordsOf } from '../../support/card-words.ts';
import type { Json, Post } from '../../support/connector-rest.ts';
import { openLine, sendForm } from '../../support/filled-form.ts';
import { packAction } from '../../../src/teams/verbs.ts';
import { leaksOn, logLeaksOn, previewLeaksOn } from '../../support/privacy.ts';
import { startSchoolDay, type SchoolDay } from '../../support/school-day.ts';
import type { Person } from '../../support/teams-world.ts';

const uniform =
  'I can’t find a pupil by that name among those you can see. Check the spelling or ask your coordinator.';
const columns = 'pupil_id,date,provision,arrive,recorded_at,recorded_by,status,arrived_at,left_at,code,reason';
const [alfie, mohammed, zoe, ethan] = ['SV-1001', 'SV-1002', 'SV-1004', 'SV-1006'] as const;

let day: SchoolDay;
let nadia: Person; // coordinator, and key link at Ashmere Vale
let jo: Person; // officer of the partnership
let martin: Person; // DSL at Ashmere Vale
let priya: Person; // attendance lead there
let tess: Person; // staff at Fallow Hill Farm
let kate: Person; // key link at Barrowick

const marks = (...rows: string[]): Promise<string[]> => day.load([['marks.csv', [columns, ...rows, ''].join('\n')]]);
const absenceOf = async (pupilId: string) => {
  const held = await day.store.records.day('SVP', '2026-11-09');
  return held!.absences.findLast((one) => one.pupilId === pupilId)!;
};
/** The card of a child's absence, as the newest answer to “follow-ups” opens it. */
async function opened(who: Person, name: string): Promise<Post> {
  const { posts } = await day.say(who, 'follow-ups');
  return (await openLine(day, who, posts[0]!, name)).posts[0]!;
}
/** The card that a notice's button brings; pressed so that nothing new stands in the chat. */
async function shown(who: Person, pupilId: string) {
  const { openedAt } = await absenceOf(pupilId);
  const data = packAction('absence', { pupil: pupilId, opened: String(openedAt) });
  return day.deliver(day.teams.executes(who, { verb: 'absence', data, trigger: 'manual' }));
}
/** Presses a button that brings a form, and fills it in. */
async function fills(who: Person, on: Post | Json, title: string, send: string, entered: Record<string, string>) {
  const form = await day.press(who, on, title);
  return sendForm(day, who, form.card, send, entered);
}
const cardsWith = (who: Person, name: string): Post[] =>
  day.teams.postsIn(who).filter((post) => /Is the child safe/.test(wordsOf(post)) && wordsOf(post).includes(name));

beforeAll(async () => {
  day = await startSchoolDay('2026-11-09', '10:45');
  await day.loadDemo();
  nadia = day.person('n.farrow@swanmere-valley.example');
  jo = day.person('j.penfold@swanmere-valley.example');
  martin = day.person('m.oyelaran@ashmere-vale.example');
  priya = day.person('p.hallam@ashmere-vale.example');
  tess = day.person('t.marlow@fallow-hill.example');
  kate = day.person('k.rudd@barrowick.example');
  for (const who of [nadia, jo, martin, priya, tess, kate]) await day.say(who, 'help');
  await day.comes('10:46');
});
afterAll(() => day.stop());

describe('follow-ups', () => {
  test('lists what is not closed, most pressing first, each with its next step, its owner and its deadline', async () => {
    const { words } = await day.say(jo, 'follow-ups');
    expect(words).toMatch(/\n3\nabsences not yet closed\n/);
    expect(words.indexOf('Ethan Pickering')).toBeLessThan(words.indexOf('Mohammed Ali'));
    expect(words).toContain('MISSING: whereabouts cannot be established: did not arrive at the next place.');
    expect(words).toContain('(partnership officer and key link), by 11:16, in 30 minutes.');
    expect(words).toMatch(/Registers asked for \(1\)\nKiln Lane Studio\nRegister closed 10:00; to be rung for/);
  });

  test('a school sees its own, without the registers that the partnership asks for', async () => {
    const { words } = await day.say(martin, 'follow ups');
    expect(words).toContain('Ethan Pickering');
    expect(words).not.toContain('Registers asked for');
    const { words: other } = await day.say(kate, 'follow-ups');
    expect(other).toContain('No absence that is yours to see waits for anything.');
    expect(other).not.toMatch(/Ethan|Mohammed|Zoë/);
  });

  test('provision staff are not asked to follow up, and are told nothing of it', async () => {
    const { words } = await day.say(tess, 'follow-ups');
    expect(words).toContain('Your role here does not include that.');
  });

  test('in a channel it is answered privately', async () => {
    const channel = day.channel('Ashmere Vale', [martin, jo]);
    const { posts } = await day.say(martin, 'follow-ups', channel);
    expect(posts.map(({ conversationId }) => conversationId)).toEqual([martin.conversationId, channel.conversationId]);
    expect(wordsOf(posts[1]!)).toContain('Answered privately.');
    expect(leaksOn(day)).toEqual([]);
  });

  test('R4.11: a missing child’s card begins with what helps to find them', async () => {
    const words = wordsOf(await opened(martin, 'Ethan Pickering'));
    const order = ['MISSING', 'Call 999 if you believe', 'What is known', 'Expected next', 'Whom to ring'];
    const at = order.map((text) => words.indexOf(text));
    expect(at).toEqual(at.toSorted((a, b) => a - b));
    expect(at).not.toContain(-1);
    expect(words).toContain('Last confirmed: ');
    expect(words).toContain('the partnership normally calls the police');
  });
});

describe('a mark imported', () => {
  test('that a child is not there opens an absence, whose owners have its card', async () => {
    day.clock('10:48');
    await marks(`${alfie},2026-11-09,fallow-hill,09:00,2026-11-09 10:47,Tess Marlow,absent,,,,`);
    await day.turn();
    for (const who of [jo, nadia]) {
      expect(cardsWith(who, 'Alfie Brightwell')).toHaveLength(1);
      const { words } = await day.say(who, 'follow-ups');
      expect(words).toContain('Alfie Brightwell');
    }
    expect(cardsWith(tess, 'Alfie Brightwell')).toEqual([]);
  });

  test('the colour is told to those who may know it, what it asks for to all', async () => {
    const toOfficer = (await shown(jo, alfie)).answer;
    const toLead = (await shown(priya, alfie)).answer;
    expect(toOfficer).toContain('Amber. Day 1 of absence. The child must be spoken to today.');
    expect(toLead).toContain('Day 1 of absence. The child must be spoken to today.');
    expect(toLead).not.toContain('Amber');
    for (const words of [toOfficer, toLead]) expect(words).not.toContain('working with external agency');
  });
});

describe('recording a contact', () => {
  let openForm: Json;

  test('a form asks for everything of 4.7, in the place of the card, which stays in the chat', async () => {
    const card = await opened(nadia, 'Mohammed Ali');
    const form = await day.press(nadia, card, 'Record a contact');
    for (const label of ['Whom', 'How', 'What came of it', 'Reason given', 'seen or spoken to', 'agreed with', 'Next'])
      expect(form.answer).toContain(label);
    expect(form.answer).toContain('at most 300 characters');
    expect(wordsOf(day.teams.postsIn(nadia).find(({ id }) => id === card.id)!)).toContain('Is the child safe?');
  });

  test('what cannot be is refused in words, and the form keeps what was entered', async () => {
    const card = await opened(nadia, 'Mohammed Ali');
    const form = await day.press(nadia, card, 'Record a contact');
    const send = (entered: Record<string, string>) =>
      sendForm(day, nadia, form.card, 'Record it', {
        whom: 'contact-1',
        outcome: 'reached',
        words: 'She was asleep',
        ...entered,
      });
    const refused: [Record<string, string>, string][] = [
      [{ whom: '' }, 'Please choose whom you tried'],
      [{ whom: 'other' }, 'Please choose whom you tried'],
      [{ whom: 'contact-9' }, 'Please choose whom you tried'],
      [{ outcome: '' }, 'Please choose what came of it'],
      [{ when: '25:70' }, 'Give the time as hours and minutes'],
      [{ when: '23:59' }, 'That time is still to come'],
      [{ heard: 'other', words: ' ' }, 'say in a few words what the reason was'],
      [{ heard: 'ill', outcome: 'no-answer' }, 'needs somebody who was reached'],
    ];
    for (const [entered, words] of refused) {
      const { answer, card: again } = await send(entered);
      expect(answer).toContain(words);
      expect(JSON.stringify(again)).toContain(entered['words'] ?? 'She was asleep');
    }
    expect((await absenceOf(mohammed)).contacts).toEqual([]);
  });

  test('a key link’s call with a reason answers the code; the same form sent twice is one contact', async () => {
    const card = (await shown(nadia, alfie)).card;
    const form = await day.press(nadia, card, 'Record a contact');
    const entered = { whom: 'contact-1', outcome: 'reached', heard: 'ill', words: 'Mum says: a temperature' };
    const first = await sendForm(day, nadia, form.card, 'Record it', entered);
    day.pass(90);
    const second = await sendForm(day, nadia, form.card, 'Record it', entered);
    expect(first.answer).toMatch(/Recorded\.\n(.*\n)*.*AM, Fallow Hill Farm: I \(illness\)/);
    expect(first.answer).toMatch(
      /10:4\d Nadia Farrow \(Partnership coordinator\) rang .* on …\d{4}: reached\. Said: Mum says/,
    );
    expect(second.answer).toContain('recorded already');
    const { contacts, slots } = await absenceOf(alfie);
    expect(contacts).toHaveLength(1);
    expect(slots[0]).toMatchObject({ code: 'I', explained: true });
  });

  test('the owners’ cards are edited in place', async () => {
    await day.turn();
    const [card, ...more] = cardsWith(jo, 'Alfie Brightwell').filter((post) => post.history.length > 0);
    expect(more).toEqual([]);
    expect(wordsOf(card!)).toContain('Mum says: a temperature');
  });

  test('R4.3: an amber child stays open until spoken to, and then closes with both answers', async () => {
    expect(await absenceOf(alfie)).not.toHaveProperty('closedAt');
    const card = (await shown(jo, alfie)).card;
    openForm = (await day.press(jo, card, 'Record a contact')).card;
    const { answer } = await fills(jo, card, 'Seen or spoken to', 'Record it', { way: 'voice', where: 'at home' });
    expect(answer).toContain('closed, both questions answered');
    expect(answer).toContain('Yes. Spoken to, according to Jo Penfold');
    expect(await absenceOf(alfie)).toMatchObject({ state: 'resolved', closedBy: 'Jo Penfold' });
  });

  test('what was typed while somebody else closed it is not lost', async () => {
    const entered = { whom: 'office', outcome: 'reached', words: 'They saw him at the gate' };
    const { answer, card } = await sendForm(day, jo, openForm, 'Record it', entered);
    expect(answer).toContain('This absence is closed. Reopen it if there is something new.');
    expect(JSON.stringify(card)).toContain('They saw him at the gate');
  });

  test('new information opens it again, with the reason', async () => {
    await day.turn();
    const card = cardsWith(jo, 'Alfie Brightwell').find((post) => wordsOf(post).includes('closed, both'))!;
    const { answer } = await fills(jo, card, 'Reopen', 'Reopen it', { why: 'Seen in town at eleven' });
    expect(answer).toContain('For the DSL: reopened.');
    expect(await absenceOf(alfie)).not.toHaveProperty('closedAt');
  });
});

describe('a red child', () => {
  test('stays open with the reason known until seen face to face, and only a DSL closes it', async () => {
    const card = (await shown(jo, zoe)).card;
    expect(wordsOf(card)).toContain('Red. Day 2 of absence. The child must be seen face to face today.');
    expect(buttonTitles(card)).not.toContain('Close');
    const spoken = await fills(jo, card, 'Seen or spoken to', 'Record it', { way: 'voice' });
    expect(spoken.answer).toContain('Is the child safe?\nNot answered.');
    const seen = await fills(jo, card, 'Seen or spoken to', 'Record it', {
      way: 'visit',
      where: 'at home',
      agreed: 'Ms Lisle',
      staff: 'yes',
    });
    expect(seen.answer).toContain('both questions answered; a DSL closes it');
    expect(seen.answer).toContain('Visit agreed with Ms Lisle. Two staff: yes');
    expect(buttonTitles(seen.card)).not.toContain('Close');
    expect(await absenceOf(zoe)).not.toHaveProperty('closedAt');
  });

  test('an officer who sends the DSL’s button changes nothing', async () => {
    const theirs = (await shown(martin, zoe)).card;
    const { answer } = await sendForm(day, jo, theirs, 'Close', {});
    expect(answer).toContain('cannot be done now, or not in your role');
    expect(await absenceOf(zoe)).not.toHaveProperty('closedAt');
  });

  test('a DSL who presses on a card that is no longer current sees what has changed first', async () => {
    const card = (await shown(martin, zoe)).card;
    await fills(jo, (await shown(jo, zoe)).card, 'Record a contact', 'Record it', {
      whom: 'office',
      outcome: 'message-left',
    });
    const { answer, card: current } = await day.press(martin, card, 'Close');
    expect(answer).toContain('This has changed since your card was made');
    const closed = await sendForm(day, martin, current, 'Close', {});
    expect(closed.answer).toContain('closed, both questions answered');
    expect(await absenceOf(zoe)).toMatchObject({ state: 'closed-seen', closedBy: 'Martin Oyelaran' });
  });
});

describe('decisions', () => {
  test('the school gives the code; leave only its head or attendance lead', async () => {
    const codes = async (who: Person): Promise<string> =>
      JSON.stringify((await day.press(who, (await shown(who, mohammed)).card, 'Give the code')).card);
    expect(await codes(martin)).not.toContain('"C: Leave');
    expect(await codes(priya)).toContain('"C: Leave');
    expect(buttonTitles((await shown(jo, mohammed)).card)).not.toContain('Give the code');
    const card = (await shown(martin, mohammed)).card;
    const form = await day.press(martin, card, 'Give the code');
    for (const [entered, words] of [
      [{ code: 'C', why: 'asked for' }, 'given by the headteacher or the attendance lead'],
      [{ code: '0', why: 'ill' }, 'choose a code from the list'],
      [{ code: 'M', why: '' }, 'Please say why in a few words.'],
      [{ code: 'E', why: 'sent home' }, 'This code cannot stand'],
    ] as const) {
      const { answer } = await sendForm(day, martin, form.card, 'Give this code', entered);
      expect(answer).toContain(words);
    }
    expect((await absenceOf(mohammed)).slots[0]?.code).toBe('N');
  });

  test('anybody of the partnership or a DSL says that a child is missing, with why; it waits for no timer', async () => {
    const card = (await shown(jo, mohammed)).card;
    expect(buttonTitles((await shown(priya, mohammed)).card)).not.toContain('Child is missing');
    const form = await day.press(jo, card, 'Child is missing');
    expect(form.answer).toContain('Call 999 if you believe the child is in immediate danger.');
    const { answer } = await sendForm(day, jo, form.card, 'Say that the child is missing', {
      why: 'Mum thinks he is there',
    });
    expect(answer).toContain('MISSING: whereabouts cannot be established: Mum thinks he is there');
    await day.turn();
    expect(cardsWith(martin, 'Mohammed Ali').length).toBeGreaterThan(0);
  });

  test('a client that only submits gets the form as a message, and the result in its place', async () => {
    const card = await opened(jo, 'Ethan Pickering');
    const { posts } = await day.press(jo, card, 'Seen or spoken to', { as: 'submit' });
    expect(wordsOf(posts[0]!)).toContain('Where the child is');
    await sendForm(day, jo, posts[0]!, 'Record it', { way: 'in-person', where: 'at the bus stop' }, { as: 'submit' });
    const stands = day.teams.postsIn(jo).find(({ id }) => id === posts[0]!.id)!;
    expect(wordsOf(stands)).toContain('Child seen in person, at the bus stop');
    expect(await absenceOf(ethan)).toMatchObject({ safe: { how: 'seen', by: 'Jo Penfold' } });
  });
});

describe('rights at the press', () => {
  const pressedBy = async (who: Person, on: Json, title: string): Promise<string> => {
    const { answer, words } = await sendForm(day, who, on, title, { whom: 'office', outcome: 'message-left' });
    return answer + words;
  };

  test('R8.1: another school’s people, provision staff and a pupil who is not there get the one line', async () => {
    const card = (await shown(jo, mohammed)).card;
    const nobody = JSON.parse(JSON.stringify(card).replaceAll(mohammed, 'SV-9999')) as Json;
    for (const [who, on] of [
      [kate, card],
      [tess, card],
      [jo, nobody],
    ] as const)
      for (const title of ['Record a contact', 'Seen or spoken to'])
        expect(new Set((await pressedBy(who, on, title)).split('\n').filter((line) => line !== uniform))).toEqual(
          new Set(),
        );
  });

  test('a role that has ended meanwhile ends what its card can do', async () => {
    const card = (await shown(priya, mohammed)).card;
    const form = await day.press(priya, card, 'Record a contact');
    const row = `${priya.userPrincipalName},attendance-lead,999001,Priya Hallam,2026-11-08`;
    await day.load([['people.csv', `upn,role,organisation,name,end_date\n${row}\n`]]);
    day.pass(20);
    const { answer } = await sendForm(day, priya, form.card, 'Record it', { whom: 'office', outcome: 'message-left' });
    expect(answer).toContain('I do not know you yet');
    expect((await absenceOf(mohammed)).contacts).toEqual([]);
  });

  test('R8.3: an absence of a sealed pupil is there for those named alone', async () => {
    await day.load([['pupils.csv', `pupil_id,sealed\n${mohammed},${nadia.userPrincipalName}\n`]]);
    day.pass(20);
    expect((await day.say(nadia, 'follow-ups')).words).toContain('Mohammed Ali');
    expect((await day.say(jo, 'follow-ups')).words).not.toContain('Mohammed Ali');
    expect((await day.say(martin, 'follow-ups')).words).not.toContain('Mohammed Ali');
  });
});

test('R9.5: what was looked at and what was changed is written down, and in no log line', async () => {
  const rows = (await day.audit()).filter(({ query }) => query.startsWith('absence') || query === 'follow-ups');
  const told = new Set(rows.map(({ query, decision }) => `${query} ${decision}`));
  for (const one of [
    'follow-ups answered',
    'absence answered',
    'absence: contact changed',
    'absence: contact not-found',
  ])
    expect(told).toContain(one);
  expect(previewLeaksOn(day)).toEqual([]);
  expect(logLeaksOn(day)).toEqual([]);
});
