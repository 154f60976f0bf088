import { followUpsCards } from '../../src/cards/follow-ups.ts';
import { todayCards } from '../../src/cards/today.ts';
import { absenceStates, type Absence } from '../../src/domain/absence/absence.ts';
import { scopeOf } from '../../src/domain/access.ts';
import { cardsBehind, newCard } from '../../src/domain/follow-up-card.ts';
import { codes } from '../../src/domain/codes.ts';
import { dayRegisters } from '../../src/domain/day-registers.ts';
import { actingAs, actsFor, mayGive, mayKnowRag, maySee, type Act } from '../../src/domain/follow-up/acts.ts';
import { byUrgency, toDoOf, urgencyOf } from '../../src/domain/follow-up/next-step.ts';
import { contactsToTry } from '../../src/domain/follow-up/whom.ts';
import type { Pupil } from '../../src/domain/records.ts';
import { instantAt, momentOf, timeOf } from '../../src/domain/time.ts';
import { contactLine } from '../../src/texts/follow-up/contacts.ts';
import { deadlineWords } from '../../src/texts/follow-up/clock.ts';
import { ASHFIELD, BIRCHWOOD, PARTNERSHIP, aMark, aPupil, aRow, held, pupilT } from '../support/cal-a.ts';
import { wordsOf } from '../support/card-words.ts';
import { anAbsence, aMorning, manyFollowed, now } from '../support/follow-up-states.ts';
import { aPerson, there, type Held } from '../support/partnerships.ts';

const MONDAY = '2026-11-09';
const at = (time: string, date = MONDAY): number => instantAt(date, time);
const as = (...roles: Held[]) => {
  const person = aPerson(...roles);
  return { person, scope: scopeOf(person, there) };
};
const officer = as(['officer', PARTNERSHIP]);
const keyLink = as(['key-link', ASHFIELD]);
const dsl = as(['school-dsl', ASHFIELD]);
const lead = as(['attendance-lead', ASHFIELD]);
const farm = as(['provision', 'oak-farm']);
const elsewhere = as(['school-dsl', BIRCHWOOD]);

const amber = pupilT({ rag: 'amber' });
const safe: Absence['safe'] = { at: at('10:20'), date: MONDAY, how: 'seen', by: 'Jo Bell' };
const coded: Absence['slots'] = [{ date: MONDAY, session: 'AM', provision: 'oak-farm', start: '09:00', code: 'I' }];

describe('who may do what about an absence', () => {
  test.each<[string, ReturnType<typeof as>, Partial<Absence>, Act[]]>([
    ['an officer', officer, {}, ['contact', 'seen', 'missing']],
    ['a key link, who answers for the register', keyLink, {}, ['contact', 'seen', 'code']],
    ['a DSL', dsl, {}, ['contact', 'seen', 'code', 'missing']],
    ['of a missing child', dsl, { state: 'missing' }, ['contact', 'seen', 'code']],
    ['4.3: contacts tried, an amber child', keyLink, { state: 'contacts-tried' }, ['contact', 'seen', 'code', 'visit']],
    ['R4.3: a DSL, one answer of two', dsl, { safe }, ['contact', 'seen', 'code', 'missing']],
    ['R4.3: a DSL, both answers', dsl, { safe, slots: coded }, ['contact', 'seen', 'missing', 'close']],
    ['R4.3: an officer, both answers', officer, { safe, slots: coded }, ['contact', 'seen', 'missing']],
    ['of a closed one', keyLink, { closedAt: at('10:20') }, ['reopen']],
  ])('%s', (_what, who, over, acts) => {
    expect(actsFor(who, anAbsence(over), amber)).toEqual(acts);
  });

  test('4.3: a red child is visited: that is nobody’s to decide', () => {
    for (const state of absenceStates)
      expect(actsFor(dsl, anAbsence({ state }), pupilT({ rag: 'red' }))).not.toContain('visit');
  });

  test('a card has at most six buttons, whatever stands and whoever looks', () => {
    const all = as(['coordinator', PARTNERSHIP], ['school-dsl', ASHFIELD], ['head', ASHFIELD]);
    for (const state of absenceStates)
      for (const over of [{}, { safe }, { safe, slots: coded }, { closedAt: 1 }])
        expect(actsFor(all, anAbsence({ state, ...over }), amber).length).toBeLessThanOrEqual(6);
  });

  test('R3.8: leave is given by the head or the attendance lead, every other code by the school', () => {
    const notTheirs = codes.filter(({ code }) => !mayGive(code, keyLink, anAbsence())).map(({ code }) => code);
    expect(notTheirs.toSorted()).toEqual(['C', 'C1', 'J1', 'S']);
    expect(codes.every(({ code }) => mayGive(code, lead, anAbsence()))).toBe(true);
  });

  test.each([
    ['an officer', officer, true, true],
    ['a DSL', dsl, true, true],
    ['a key link', keyLink, true, false],
    ['an attendance lead', lead, true, false],
    ['provision staff', farm, false, false],
    ['another school’s DSL', elsewhere, false, false],
  ])('4.6: %s sees it, and its colour', (_what, who, sees, knows) => {
    expect(maySee(who, anAbsence(), amber, MONDAY)).toBe(sees);
    expect(mayKnowRag(who, anAbsence())).toBe(knows);
  });

  test('R8.3: a sealed child is there for those named alone', () => {
    expect(maySee(dsl, anAbsence(), pupilT({ sealed: [] }), MONDAY)).toBe(false);
    expect(maySee(dsl, anAbsence(), pupilT({ sealed: [dsl.person.upn] }), MONDAY)).toBe(true);
  });

  test('R3.6: it is written down as whom, by the role they act in here', () => {
    const both = as(['chair', 'southmoor'], ['key-link', ASHFIELD]);
    expect(actingAs(both, anAbsence())).toEqual({
      upn: 'sam@northvale.example',
      name: 'Sam Reed',
      position: 'key-link',
    });
  });
});

describe('whom to try', () => {
  const contacts: Pupil['contacts'] = [
    { name: 'Ann Smith', relationship: 'mother' },
    { name: 'Bill Smith', relationship: 'Dad' },
    { name: 'Joan Gray', relationship: 'grandmother' },
  ];
  test.each([
    [undefined, ['Ann Smith', 'Bill Smith', 'Joan Gray']],
    ['Father: court order on file. Ring mother or the social worker only.', ['Ann Smith', 'Joan Gray']],
    ['Bill Smith', ['Ann Smith', 'Joan Gray']],
    ['BILL SMITH (injunction)', ['Ann Smith', 'Joan Gray']],
    ['Court order: no contact with Joan Gray', ['Ann Smith', 'Bill Smith']],
    ["Mother's partner", ['Ann Smith', 'Bill Smith', 'Joan Gray']],
    ['Dad or nan', ['Ann Smith']],
  ])('do not contact %j', (doNotContact, names) => {
    expect(contactsToTry({ contacts, doNotContact }).map(({ name }) => name)).toEqual(names);
  });
});

describe('the next step', () => {
  const of = (over: Partial<Absence>, pupil = amber) => ({
    absence: anAbsence(over),
    held: held({ pupils: [pupil] }),
    pupil,
  });

  test.each<[string, Partial<Absence>, string, string | undefined]>([
    ['4.3: nobody told yet', { state: 'unexplained', notifiedAt: undefined, due: [] }, 'tell-the-enquirer', '09:45'],
    ['4.3: told, 30 minutes', {}, 'find-out', '10:06'],
    ['4.3: the update is overdue since then', { state: 'update-overdue', due: [] }, 'try-contacts', '10:06'],
    ['4.3: contacts tried', { state: 'contacts-tried' }, 'decide-on-a-visit', undefined],
    ['4.3: a visit', { state: 'visit-required' }, 'visit', undefined],
    ['4.3: not seen', { state: 'visited-not-seen' }, 'decide-after-the-visit', undefined],
    ['4.6: missing, at once', { state: 'missing' }, 'find-the-child', undefined],
    ['R4.3: both answered', { state: 'resolved', safe, slots: coded }, 'dsl-closes', undefined],
    ['R4.3: safe, no code', { state: 'reason-given', safe }, 'give-the-code', undefined],
    ['closed', { closedAt: at('10:00') }, 'nothing', undefined],
  ])('%s', (_what, over, step, deadline) => {
    const toDo = toDoOf(of(over));
    expect([toDo.step, toDo.deadline && timeOf(toDo.deadline)]).toEqual([step, deadline]);
  });

  test('most pressing first: missing, overdue, under way, with the DSL', () => {
    const all = [
      of({ state: 'resolved', safe, slots: coded }),
      of({ due: [{ step: 'update-overdue', at: at('11:00'), of: MONDAY }] }),
      of({ openedAt: at('09:40') }),
      of({ state: 'missing' }),
      of({ openedAt: at('09:30') }),
    ];
    const order = byUrgency(all, now.instant);
    expect(order.map((one) => urgencyOf(one, now.instant))).toEqual([
      'missing',
      'overdue',
      'overdue',
      'under-way',
      'with-the-dsl',
    ]);
    expect(order.map((one) => all.indexOf(one))).toEqual([3, 4, 2, 1, 0]);
  });

  test.each([
    ['10:42', 'by 10:42, in 12 minutes'],
    ['10:31', 'by 10:31, in 1 minute'],
    ['10:30', 'due 10:30, now'],
    ['10:06', 'due 10:06, 24 minutes overdue'],
    ['15:45', 'by 15:45, in 5 hours'],
  ])('a deadline at %s is %j at half past ten', (time, words) => {
    expect(deadlineWords(at(time), now)).toBe(words);
  });

  test('on another day it has its date', () => {
    expect(deadlineWords(at('09:00', '2026-11-13'), now)).toBe('by Fri 13 Nov, 09:00');
  });
});

test('4.7: a contact in one line, of a number its last four digits', () => {
  const line = contactLine(
    {
      at: at('10:12'),
      by: { upn: 'sam@northvale.example', name: 'Sam Reed', position: 'key-link' },
      whom: 'Ann Smith',
      relationship: 'mother',
      number: '0101',
      method: 'call',
      outcome: 'reached',
      reason: 'a temperature',
      code: 'I',
      next: 'Sam rings again tomorrow',
    },
    now,
  );
  expect(line).toBe(
    '10:12 Sam Reed (key link) rang Ann Smith (mother) on …0101: reached. Said: a temperature. Code I. Next: Sam rings again tomorrow',
  );
});

describe('lists', () => {
  test.each([1, 14, 60, 200])('%i follow-ups: each stands on exactly one card, all within their size', (count) => {
    const open = manyFollowed(count);
    const cards = followUpsCards({ open, chased: [], now });
    for (const card of cards) expect(JSON.stringify(card).length).toBeLessThanOrEqual(26_000);
    const words = cards.map((card) => wordsOf(card)).join('\n');
    for (const { pupil } of open) expect(words.split(pupil.surname)).toHaveLength(2);
  });

  test('the registers of a day: in, in part, not in, still open, later; a sealed child counts for those named', () => {
    const farmPupil = (pupilId: string, over: Partial<Pupil> = {}) =>
      aPupil({
        pupilId,
        timetable: [aRow('monday', 'oak-farm', '09:00', '12:00'), aRow('monday', 'base', '12:45', '15:45')],
        ...over,
      });
    const pupils = [farmPupil('p01'), farmPupil('p02'), farmPupil('p03', { sealed: ['named@ashfield.example'] })];
    const states = (time: string, marks: ReturnType<typeof aMark>[], viewer = '') =>
      dayRegisters(held({ pupils, marks }), momentOf(at(time)), viewer).map(
        ({ provision, state, due, unmarked }) => `${provision} ${state} ${unmarked}/${due}`,
      );
    const one = aMark('present', '09:05');
    const both = [one, aMark('absent', '09:06', { pupilId: 'p02' })];
    expect(states('09:10', [])).toEqual(['oak-farm open 2/2', 'base not-yet 2/2']);
    expect(states('09:30', [])).toEqual(['oak-farm not-in 2/2', 'base not-yet 2/2']);
    expect(states('09:30', [one])).toEqual(['oak-farm part 1/2', 'base not-yet 2/2']);
    expect(states('09:30', both)).toEqual(['oak-farm in 0/2', 'base not-yet 2/2']);
    expect(states('09:30', both, 'named@ashfield.example')[0]).toBe('oak-farm part 1/3');
  });

  test('the morning is green of nothing but registers that are in', () => {
    const stylesOf = (card: object): string[] =>
      JSON.stringify(card).match(/"style":"(?:good|attention|warning)"/g) ?? [];
    const [empty] = todayCards({ ...aMorning(), schools: [], registers: [], open: [], posts: [], vacancies: [] });
    expect(stylesOf(empty!)).toEqual([]);
    const allIn = { provision: 'oak-farm', closesAt: '09:30', state: 'in' as const, due: 2, unmarked: 0 };
    const [card] = todayCards({ ...aMorning(), open: [], schools: [], vacancies: [], registers: [allIn] });
    expect(stylesOf(card!)).toEqual(['"style":"good"', '"style":"good"']);
  });
});

describe('a card that is over, though whoever has it is among the owners', () => {
  const absence = anAbsence({ watchers: ['a@b'], version: 7 });
  const address = {
    partnership: absence.partnership,
    pupilId: absence.pupilId,
    openedAt: absence.openedAt,
    upn: 'a@b',
  };
  const over = { ...newCard({ ...address, date: MONDAY }), state: 'over' as const, shows: -1 };

  test('is to be shown again once the absence has changed', () => {
    expect(cardsBehind([absence], [{ ...over, overAt: 6 }])).toHaveLength(1);
  });

  test('is left alone where they could not be shown it as it stands', () => {
    expect(cardsBehind([absence], [{ ...over, overAt: 7 }])).toEqual([]);
  });

  test('is left alone where it is of an earlier day, or somebody else’s', () => {
    const today = { ...newCard({ ...address, date: MONDAY }), state: 'shown' as const, shows: 7 };
    expect(cardsBehind([absence], [today, { ...over, date: '2026-11-06' }, { ...over, upn: 'c@d' }])).toEqual([]);
  });
});
