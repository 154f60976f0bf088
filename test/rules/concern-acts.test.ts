/** What may be done with a concern, by whom, and with whom it may be shared; what a chronology is of. */
import type { Absence } from '../../src/domain/absence/absence.ts';
import {
  actingAt,
  concernActs,
  mattersFor,
  mayBreakGlass,
  mayDo,
  mayHaveConcerns,
  sharesFor,
  toAcknowledge,
  waitingParties,
} from '../../src/domain/concern/acts.ts';
import { chronologyOf } from '../../src/domain/concern/chronology.ts';
import type { Concern } from '../../src/domain/concern/concern.ts';
import type { AdultNamed, LaterEvent } from '../../src/domain/concern/events.ts';
import { roles, type Role } from '../../src/domain/records.ts';
import { instantAt } from '../../src/domain/time.ts';
import { categoryWords, decisionWords } from '../../src/texts/concern/acts.ts';
import { howFar, listLine } from '../../src/texts/concern/desk.ts';
import { sayChronology } from '../../src/texts/concern/chronology.ts';
import { aConcern, after, aReporter, firstEvent, seating } from '../support/a-concern.ts';
import { ASHFIELD, BIRCHWOOD, PARTNERSHIP, aPlacement, aPupil, aRow, held } from '../support/cal-a.ts';
import { anAbsence } from '../support/follow-up-states.ts';
import { aPerson, there } from '../support/partnerships.ts';
import { TODAY, type Held } from '../support/staffing.ts';

const staff: Held[] = [
  ['nia', 'coordinator', PARTNERSHIP],
  ['dee', 'deputy', PARTNERSHIP],
  ['ola', 'school-dsl', ASHFIELD],
  ['head', 'head', ASHFIELD],
  ['farm', 'provision-dsl', 'oak-farm'],
  ['base', 'provision-dsl', 'base'],
  ['link', 'key-link', ASHFIELD],
  ['jo', 'officer', PARTNERSHIP],
  ['gone?', 'officer', PARTNERSHIP],
  ['else', 'key-link', BIRCHWOOD],
];
const sat = seating(staff);
const by = { upn: 'nia', name: 'Nia Bell', position: 'coordinator' };
const decided: LaterEvent = { kind: 'decided', by, decision: 'monitor', rationale: 'quiet since' };
const closed: LaterEvent = { kind: 'closed', by, outcome: 'well' };
const open = aConcern(sat.roster);
const draft = aConcern(sat.roster, { isDraft: true });
const actionsOf = (concern: Concern, upn = 'nia'): string[] =>
  concernActs.filter((act) => mayDo(act, concern, upn, sat));

describe('what may be done', () => {
  test.each<[string, Concern, string[]]>([
    ['open', open, ['acknowledge', 'decision', 'action', 'referral', 'note', 'share']],
    ['decided', after(open, decided), ['acknowledge', 'decision', 'action', 'referral', 'note', 'share', 'close']],
    ['draft', draft, ['acknowledge', 'confirm', 'dismiss', 'note']],
    ['dismissed', after(draft, { kind: 'dismissed', by, why: 'found' }), ['note', 'reopen']],
    ['closed', after(after(open, decided), closed), ['note', 'reopen']],
    [
      'with something to do',
      after(open, { kind: 'action', by, what: 'ring', owner: 'Nia', due: TODAY }),
      ['acknowledge', 'decision', 'action', 'referral', 'note', 'share', 'action-done'],
    ],
  ])('%s', (_state, concern, expected) => expect(actionsOf(concern).toSorted()).toEqual(expected.toSorted()));

  test('nothing by whoever sits at no party of it', () => {
    for (const upn of ['head', 'farm', 'link', 'jo', 'else', 'nobody']) expect(actionsOf(open, upn)).toEqual([]);
  });

  test('R5.5: a party is acknowledged by its own people, once', () => {
    expect(toAcknowledge(open, 'nia', sat)).toEqual([{ seat: 'partnership-dsl', organisation: PARTNERSHIP }]);
    const acked = after(open, { kind: 'acknowledged', by, parties: toAcknowledge(open, 'nia', sat) });
    expect(waitingParties(acked)).toEqual([{ seat: 'school-dsl', organisation: ASHFIELD }]);
    expect(actionsOf(acked)).not.toContain('acknowledge');
    expect(actionsOf(acked, 'dee')).not.toContain('acknowledge');
    expect(actionsOf(acked, 'ola')).toContain('acknowledge');
  });

  test.each<[Role[], boolean]>([
    [
      ['coordinator', 'deputy', 'school-dsl', 'provision-dsl', 'head', 'governor-chair', 'chair', 'provision-manager'],
      true,
    ],
    [
      roles.filter((role) => ['officer', 'key-link', 'attendance-lead', 'provision', 'provision-owner'].includes(role)),
      false,
    ],
  ])('whose roles may have concerns: %s', (some, may) => {
    for (const role of some) expect(mayHaveConcerns(aPerson([role, ASHFIELD]))).toBe(may);
  });

  test('R3.6: somebody acts by the role they sit there with, as the pack words it', () => {
    const person = { ...aPerson(['key-link', ASHFIELD], ['coordinator', PARTNERSHIP]), upn: 'nia' };
    expect(actingAt(person, open, sat)).toEqual({ upn: 'nia', name: 'Sam Reed', position: 'coordinator' });
    const worded = person.holdings.map((one) => ({ ...one, position: `${one.role}, at work` }));
    expect(actingAt({ ...person, holdings: worded }, open, sat).position).toBe('coordinator, at work');
  });
});

describe('5.5: with whom it may be shared', () => {
  const pupil = aPupil({
    placements: [aPlacement(), aPlacement({ provision: 'base', endDate: '2026-11-08' })],
    timetable: [aRow('monday', ASHFIELD, '09:00', '12:00')],
  });
  const sharing = { held: held({ pupils: [pupil] }), seating: sat };
  const names = (concern: Concern, of = sharing): string[] =>
    sharesFor(concern, of).map(({ seat, organisation }) => `${seat} ${organisation}`);

  test('the head, and the DSL of where the child goes now, who are no party yet', () => {
    expect(names(open)).toEqual([`head ${ASHFIELD}`, 'provision-dsl oak-farm']);
    const shared = after(open, { kind: 'shared', by, with: { seat: 'head', organisation: ASHFIELD }, why: 'x' });
    expect(names(shared)).toEqual(['provision-dsl oak-farm']);
  });

  test('nobody that no one sits for', () =>
    expect(names(open, { ...sharing, seating: seating(staff.filter(([upn]) => upn !== 'head')) })).toEqual([
      'provision-dsl oak-farm',
    ]));

  test('R5.6: of an adult’s concern never anybody who is barred from it, nor a party they sit at', () => {
    const adult: AdultNamed = { at: { organisation: PARTNERSHIP }, who: { kind: 'picked', upn: 'nia' } };
    const chaired = seating([...staff, ['chair', 'chair', PARTNERSHIP], ['host', 'head', BIRCHWOOD]]);
    const concern = aConcern(chaired.roster, { adult });
    const shares = names(concern, { ...sharing, seating: chaired });
    expect(shares).not.toContain(`partnership-dsl ${PARTNERSHIP}`);
    const told = mattersFor(concern, { ...sharing, seating: chaired }).map(({ upn }) => upn);
    expect(told).not.toContain('nia');
    expect(told).not.toContain('dee');
    const ofOfficer = aConcern(chaired.roster, { adult: { ...adult, who: { kind: 'picked', upn: 'jo' } } });
    expect(mattersFor(ofOfficer, { ...sharing, seating: chaired }).map(({ upn }) => upn)).not.toContain('jo');
  });

  test('5.2: that a matter is being handled, the key link and the officer, once and where they can be reached', () => {
    expect(mattersFor(open, sharing).map(({ upn }) => upn)).toEqual(['link', 'jo']);
    const told = after(open, { kind: 'matter-shared', by, with: ['jo'], why: 'x' });
    expect(mattersFor(told, sharing).map(({ upn }) => upn)).toEqual(['link']);
    const sealed = seating(staff, [], { sealed: ['nia', 'jo'] });
    expect(mattersFor(open, { ...sharing, seating: sealed }).map(({ upn }) => upn)).toEqual(['jo']);
  });
});

describe('who may break the glass', () => {
  const placed = aPupil({ placements: [aPlacement({ provision: 'base-east' })] });
  const may = (held_: [Role, string], pupil = placed): boolean => mayBreakGlass(aPerson(held_), pupil, there, TODAY);

  test.each<[[Role, string], boolean]>([
    [['head', ASHFIELD], true],
    [['provision-dsl', 'base-east'], true],
    [['provision-dsl', 'base'], true],
    [['deputy', 'base'], true],
    [['head', BIRCHWOOD], false],
    [['provision-dsl', 'oak-farm'], false],
    [['provision', 'base-east'], false],
    [['provision-manager', 'base'], false],
    [['school-dsl', ASHFIELD], false],
    [['deputy', ASHFIELD], false],
    [['deputy', PARTNERSHIP], false],
    [['coordinator', PARTNERSHIP], false],
    [['key-link', ASHFIELD], false],
  ])('%s: %s', (of, expected) => expect(may(of)).toBe(expected));

  test('R8.3: of a sealed child only those named, and nobody of one who has left the provision', () => {
    for (const of of [
      ['head', ASHFIELD],
      ['provision-dsl', 'base'],
    ] as [Role, string][]) {
      expect(may(of, { ...placed, sealed: ['somebody@else.example'] })).toBe(false);
      expect(may(of, { ...placed, sealed: ['sam@northvale.example'] })).toBe(true);
    }
    expect(
      may(['provision-dsl', 'base'], {
        ...placed,
        placements: [aPlacement({ provision: 'base-east', endDate: '2026-11-01' })],
      }),
    ).toBe(false);
  });
});

describe('how far it is', () => {
  test.each<[Concern, string]>([
    [open, 'Not acknowledged by partnership DSL, school DSL'],
    [after(open, { kind: 'acknowledged', by, parties: waitingParties(open) }), 'Acknowledged, no decision yet'],
    [after(open, decided), 'In hand; not acknowledged by partnership DSL, school DSL'],
    [draft, 'Draft, to be confirmed or dismissed; not acknowledged by partnership DSL, school DSL'],
    [after(after(open, decided), closed), 'Closed'],
    [after(draft, { kind: 'dismissed', by, why: 'x' }), 'Dismissed'],
    [{ ...open, parties: [] }, 'Nobody of the partnership may be told of it'],
  ])('%#', (concern, expected) => expect(howFar(concern)).toBe(expected));

  test('a line of the list has neither name nor category', () => {
    const concern = after(open, { ...decided, category: 'neglect', urgency: 'urgent' });
    const { who, lines } = listLine(concern);
    expect(who).toBe('AAAAA-BBBBB · URGENT');
    expect(lines.join(' ')).not.toMatch(new RegExp(Object.values(categoryWords).join('|'), 'i'));
  });

  test('every decision and category has its words', () => {
    expect(Object.values(decisionWords)).not.toContain('');
    expect(Object.values(categoryWords)).not.toContain('');
  });
});

describe('R5.4: a chronology', () => {
  const at = (time: string): number => instantAt(TODAY, time);
  const child = {
    concern: open,
    entries: [
      { at: at('10:00'), event: firstEvent(sat.roster) },
      { at: at('10:20'), event: decided },
    ],
  };
  const adult = { ...child, concern: { ...open, id: 'ADULT', subject: { kind: 'adult' as const, pupilId: 'p01' } } };
  const pupil = aPupil({ rag: 'red' });
  const contact: Absence['contacts'][number] = {
    at: at('10:10'),
    by: aReporter,
    whom: 'Ann',
    method: 'call',
    outcome: 'no-answer',
  };
  const told = { told: () => ({ concern: open, nameOf: (code: string) => code, people: [] }) };
  const lines = (absences: Absence[], of = pupil): string[] =>
    sayChronology({ ...told, events: chronologyOf([adult, child], absences, of) }).flatMap((fact) => fact.lines ?? []);

  test('R5.8: is of concerns about the child alone, with decisions, in the order they happened', () => {
    const said = lines([anAbsence({ contacts: [contact] })]);
    expect(said.map((line) => line.slice(0, 5))).toEqual(['09:35', '10:00', '10:10', '10:20']);
    expect(said.join('\n')).not.toContain('ADULT');
    expect(said[3]).toContain('Decision: Monitor. Why: quiet since');
  });

  test('has an absence where it was flagged, and only its contacts where it was not', () => {
    const quiet = { ...pupil, rag: 'green' as const };
    expect(lines([anAbsence()], quiet)).toHaveLength(2);
    expect(lines([anAbsence({ contacts: [contact] })], quiet)).toHaveLength(3);
    const flagged = anAbsence({
      missing: { at: at('10:05'), why: 'ran off', from: '10:00' },
      review: { at: at('10:15'), why: 'day-over' },
      closedAt: at('10:30'),
    });
    const said = lines([flagged]);
    expect(said.join('\n')).toContain('10:05 Recorded as missing: ran off.');
    expect(said.join('\n')).toContain(
      '10:15 An absence came to the DSL. For the DSL: still open at the end of the school day.',
    );
    expect(said.join('\n')).not.toContain('A child marked red is away');
  });

  test('shortens what was written, and says so by what it leaves out', () => {
    const long = { at: at('10:25'), event: { ...decided, rationale: `${'word '.repeat(200)}\nend` } as LaterEvent };
    const [, said] = sayChronology({
      ...told,
      events: chronologyOf([{ ...child, entries: [...child.entries.slice(0, 1), long] }], [], pupil),
    }).flatMap((fact) => fact.lines ?? []);
    expect(said).toMatch(/word word …$/);
    expect(said).not.toContain('\n');
  });
});
