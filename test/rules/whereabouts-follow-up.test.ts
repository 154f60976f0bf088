import { instantAt, momentOf } from '../../src/domain/time.ts';
import { whereabouts } from '../../src/domain/whereabouts.ts';
import type { Chase } from '../../src/domain/chase/chase.ts';
import type { Mark, PartnershipRecords } from '../../src/domain/records.ts';
import type { LocalDate, LocalTime } from '../../src/domain/time.ts';
import type { Asked, Whereabouts } from '../../src/domain/whereabouts.ts';
import { sayWhereabouts } from '../../src/texts/whereabouts.ts';
import { aMark, held, pupilT } from '../support/cal-a.ts';
import { aContact, followed, officer, type Followed } from '../support/followed.ts';

const MONDAY: LocalDate = '2026-11-09';
const TUESDAY: LocalDate = '2026-11-10';
const pupil = pupilT({ rag: 'green' });
const here = aMark('present', '09:02');
const notHere = aMark('absent', '09:35');
const left = aMark('left', '09:55', { leftAt: '09:50' });
const atBase = (status: Mark['status'], recorded: LocalTime): Mark =>
  aMark(status, recorded, { provision: 'base', arrive: '12:45', recordedBy: 'office@base.example' });
const seen = { child: { mode: 'in-person', where: 'at home' } } as const;

function day(...marks: Mark[]): Followed {
  const of = followed(pupil);
  for (const one of marks) of.mark(one);
  return of;
}
const declared = (of: Followed, time: LocalTime): Followed => {
  of.do(MONDAY, time, { kind: 'missing', by: officer, why: 'hid in the orchard' });
  return of;
};
const located = (of: Followed, time: LocalTime): Followed => {
  of.do(MONDAY, time, { kind: 'contact', contact: aContact(MONDAY, time, seen) });
  return of;
};

interface Question {
  /** `2026-11-09 10:00` */
  about: string;
  askedAt?: string;
  audience?: Asked['audience'];
}
const momentIn = (text: string) => momentOf(instantAt(text.slice(0, 10), text.slice(11)));
const where = (records: PartnershipRecords, { about, askedAt, audience }: Question): Whereabouts =>
  whereabouts({
    pupil,
    held: records,
    moment: momentIn(about),
    now: momentIn(askedAt ?? about),
    audience: audience ?? { kind: 'partnership' },
    plan: askedAt !== undefined,
    coordinator: { name: 'Jo Bell', phone: '01632 960900' },
  });
const say = (w: Whereabouts) => sayWhereabouts(w, { displayName: 'Alfie Smith', school: 'Ashfield Academy', year: 10 });

describe('A1: missing as it is recorded', () => {
  test.each<[string, Followed, Question, string]>([
    ['said by a person, whatever the marks say', declared(day(notHere), '10:20'), { about: `${MONDAY} 10:30` }, 'A1'],
    ['located since', located(declared(day(notHere), '10:20'), '10:25'), { about: `${MONDAY} 10:30` }, 'A8'],
    ['left, and looked for', day(here, left), { about: `${MONDAY} 10:30` }, 'A1'],
    [
      'left, and located since: the leaving is told',
      located(day(here, left), '10:10'),
      { about: `${MONDAY} 10:30` },
      'A3',
    ],
    [
      'before they were located',
      located(day(here, left), '10:10'),
      { about: `${MONDAY} 10:05`, askedAt: `${MONDAY} 10:30` },
      'A1',
    ],
    [
      'after they were located, though asked about then',
      located(day(here, left), '10:10'),
      { about: `${MONDAY} 10:15`, askedAt: `${MONDAY} 10:30` },
      'A3',
    ],
    [
      'before anybody said it',
      declared(day(notHere), '10:20'),
      { about: `${MONDAY} 10:00`, askedAt: `${MONDAY} 10:30` },
      'A8',
    ],
    [
      'this afternoon is no plan for who is missing now',
      declared(day(notHere), '10:20'),
      { about: `${MONDAY} 13:30`, askedAt: `${MONDAY} 10:30` },
      'A1',
    ],
    [
      'tomorrow is a plan',
      declared(day(notHere), '10:20'),
      { about: `${TUESDAY} 10:00`, askedAt: `${MONDAY} 10:30` },
      'A14',
    ],
    [
      'did not arrive at Base, located at home',
      located(day(here, atBase('absent', '13:16')), '13:25'),
      { about: `${MONDAY} 13:30` },
      'A8',
    ],
    [
      'the mark that found them was taken back',
      day(here, left, atBase('present', '12:50'), atBase('absent', '13:20')),
      { about: `${MONDAY} 13:30` },
      'A1',
    ],
  ])('%s', (_, of, question, state) => {
    expect(where(of.records(question.about.slice(0, 10)), question).state).toBe(state);
  });

  test('overnight, without a mark of the day', () => {
    const of = declared(day(notHere), '14:00');
    of.look(MONDAY, '15:45');
    const answer = say(where(of.records(TUESDAY), { about: `${TUESDAY} 08:30` }));
    expect(answer.headline).toBe('We are trying to establish whereabouts. Speak to the coordinator.');
    expect(answer.note).toContain('Call 999 if you believe the child is in immediate danger.');
    expect(answer.ring).toContain('the coordinator (Jo Bell) on 01632 960900');
  });

  test('A1 before A2: two marks that disagree, and somebody says that the child is missing', () => {
    const absences = [declared(day(notHere), '09:36').absence()];
    const w = where(held({ pupils: [pupil], marks: [here, atBase('present', '09:10')], absences }), {
      about: `${MONDAY} 09:40`,
    });
    expect(w).toMatchObject({ state: 'A1', why: 'recorded' });
  });

  test('R7.15: provision staff hear of it, and of no place but their own', () => {
    const of = declared(day(notHere), '10:20');
    const audience: Asked['audience'] = { kind: 'provision', provisions: ['base'] };
    const w = where(of.records(MONDAY), { about: `${MONDAY} 10:30`, audience });
    expect(say(w).headline).toBe('We are trying to establish whereabouts. Speak to the coordinator.');
    expect(w).toMatchObject({ held: [], ring: [{ whom: 'coordinator' }] });
    expect(w).not.toHaveProperty('evidence');
    expect(JSON.stringify([w, say(w)])).not.toMatch(/oak|orchard|100001|Ashfield School|960001/i);
  });

  test('R9.3: nobody is told what was written of it', () => {
    const w = where(declared(day(notHere), '10:20').records(MONDAY), { about: `${MONDAY} 10:30` });
    expect(JSON.stringify([w, say(w)])).not.toMatch(/orchard|Olu/);
  });
});

describe('A8: being followed up since {t}, owner {role}', () => {
  const of = day(notHere);
  const enquirer = (value: string): PartnershipRecords => ({
    ...of.records(MONDAY),
    settings: [{ organisation: 'northvale', name: 'enquirer', from: '2026-09-01', value }],
  });

  test.each<[string, PartnershipRecords, string]>([
    ['R4.1 both', of.records(MONDAY), 'partnership officer and key link'],
    ['R4.1 the school finds out', enquirer('school'), 'key link'],
    ['R4.1 the partnership finds out', enquirer('partnership'), 'partnership officer'],
  ])('%s', (_, records, owner) => {
    expect(say(where(records, { about: `${MONDAY} 10:00` })).headline).toBe(
      `Not at Oak Farm; reason not yet known. Being followed up since 09:35, owner ${owner}.`,
    );
  });

  test('from another day, it is said which', () => {
    const again = aMark('absent', '09:35', { date: '2026-11-11' });
    const long = day(notHere, again);
    expect(say(where(long.records('2026-11-11'), { about: '2026-11-11 10:00' })).headline).toBe(
      'Not at Oak Farm; reason not yet known. Being followed up since Mon 9 Nov, 09:35, owner partnership officer and key link.',
    );
  });

  test('before the minute in which it is recorded, and of a moment gone by, as the marks have it', () => {
    const unrecorded = { ...of.records(MONDAY), absences: [] };
    expect(say(where(unrecorded, { about: `${MONDAY} 10:00` })).headline).toBe(
      'Not at Oak Farm; reason not yet known. Being followed up since 09:35 by the partnership.',
    );
    expect(say(where(of.records(MONDAY), { about: `${MONDAY} 10:00`, askedAt: `${MONDAY} 11:00` })).headline).toContain(
      'Not at Oak Farm; no reason is known.',
    );
  });

  test('the owner is a role, never a name or an organisation', () => {
    const w = where(of.records(MONDAY), {
      about: `${MONDAY} 10:00`,
      audience: { kind: 'provision', provisions: ['oak-farm'] },
    });
    expect(w).toMatchObject({ state: 'A8', followed: { owner: ['officer', 'key-link'] } });
    expect(JSON.stringify(w)).not.toContain('100001');
  });
});

describe('A10: the register is asked for', () => {
  const asked = { step: 'ask', at: instantAt(MONDAY, '09:30') } as const;
  const again = { step: 'ask-again', at: instantAt(MONDAY, '09:40') } as const;
  const ring = { step: 'ring', at: instantAt(MONDAY, '09:50') } as const;
  const chase = (over: Partial<Chase>): Chase => ({
    partnership: 'northvale',
    provision: 'oak-farm',
    date: MONDAY,
    closesAt: '09:30',
    due: [],
    fired: [],
    ...over,
  });

  test.each<[string, Chase[], string]>([
    ['nobody asked yet', [], 'We are asking.'],
    ['asked', [chase({ fired: [asked], due: [again, ring] })], 'We asked at 09:30; next, we ask again at 09:40.'],
    [
      'asked again',
      [chase({ fired: [asked, again], due: [ring] })],
      'We asked at 09:30 and again at 09:40; next, the partnership officer rings at 09:50.',
    ],
    [
      'the officer is to ring',
      [chase({ fired: [asked, again, ring] })],
      'We asked at 09:30 and again at 09:40; the partnership officer was asked to ring at 09:50.',
    ],
    [
      'nobody there to be asked',
      [chase({ fired: [{ ...ring, at: instantAt(MONDAY, '09:30') }] })],
      'The partnership officer was asked to ring at 09:30.',
    ],
    ['another register', [chase({ closesAt: '13:15', fired: [asked] })], 'We are asking.'],
  ])('%s', (_, chases, text) => {
    const w = where(held({ pupils: [pupil], chases }), { about: `${MONDAY} 09:55` });
    expect(w.state).toBe('A10');
    expect(say(w).headline).toBe(`Not confirmed: Oak Farm has not returned its register. ${text}`);
  });

  test('of a moment gone by, that it did not come', () => {
    const chases = [chase({ fired: [asked] })];
    const w = where(held({ pupils: [pupil], chases }), { about: `${MONDAY} 09:55`, askedAt: `${MONDAY} 11:00` });
    expect(say(w).headline).toContain('Oak Farm returned no register mark for that time.');
  });
});
