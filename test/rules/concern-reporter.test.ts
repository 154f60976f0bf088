import { adultNamed, placeChosen } from '../../src/commands/concern-report/choices.ts';
import { ownPartnerships, ownProvisions, raisedAt, roleHere } from '../../src/domain/concern/reporter.ts';
import { isOutOfHours, ringingOf } from '../../src/domain/concern/ringing.ts';
import { wordFields, type Words } from '../../src/domain/concern/events.ts';
import type { Setting } from '../../src/domain/records.ts';
import { instantAt, momentOf } from '../../src/domain/time.ts';
import type { Directory } from '../../src/store/directory.ts';
import { wordsSentAgain } from '../../src/texts/concern/form.ts';
import { ladoLines, ringInShort, ringLines } from '../../src/texts/concern/ringing.ts';
import { ASHFIELD, PARTNERSHIP, aPlacement, aPupil, held } from '../support/cal-a.ts';
import { aPerson, CEDAR, SOUTHMOOR, there, type Held } from '../support/partnerships.ts';

const at = (date: string, time: string) => momentOf(instantAt(date, time));
const now = at('2026-11-09', '10:30');

describe('5.3: the hours in which a DSL is at work', () => {
  const setting = (name: string, value: string): Setting => ({
    organisation: PARTNERSHIP,
    name,
    from: '2026-09-01',
    value,
  });
  test.each([
    ['a school day', '2026-11-09', '10:30', false],
    ['its first minute', '2026-11-09', '08:00', false],
    ['the minute before', '2026-11-09', '07:59', true],
    ['its last minute', '2026-11-09', '16:59', false],
    ['five o’clock', '2026-11-09', '17:00', true],
    ['a Saturday', '2026-11-14', '11:00', true],
    ['half term', '2026-10-20', '11:00', true],
    ['a bank holiday', '2026-08-31', '11:00', true],
    ['an INSET day', '2026-10-26', '11:00', true],
  ])('%s', (_, date, time, isOut) => expect(isOutOfHours(held(), at(date, time))).toBe(isOut));

  test('are the partnership’s own', () => {
    const settings = [setting('dsl_hours_from', '07:00'), setting('dsl_hours_to', '10:30')];
    expect(isOutOfHours(held({ settings }), at('2026-11-09', '07:30'))).toBe(false);
    expect(isOutOfHours(held({ settings }), now)).toBe(true);
  });
});

describe('whom to ring', () => {
  const row = (upn: string, role: 'coordinator' | 'deputy', over: object = {}) => ({
    upn,
    role,
    organisation: PARTNERSHIP,
    name: upn,
    ...over,
  });
  const people = [
    row('nia', 'coordinator', { phone: '0701' }),
    row('dee', 'deputy', { phone: '0702' }),
    row('old', 'coordinator', { phone: '0703', endDate: '2026-11-08' }),
  ];
  const roster = { people, cover: [] };
  const numbers = { ladoContact: 'LADO 0909', outOfHoursContact: 'team 0911', laDutyContact: 'desk 0912' };
  const room = held({ partnership: { ...held().partnership, ...numbers } });
  const late = at('2026-11-09', '20:00');

  test('the coordinator of today; whoever asks does not ring themselves', () => {
    expect(ringingOf(room, roster, now, 'sam').dsl).toEqual([{ name: 'nia', phone: '0701' }]);
    expect(ringingOf(room, roster, now, 'nia').dsl).toEqual([{ name: 'dee', phone: '0702' }]);
  });

  test('whoever covers for them too', () => {
    const cover = [{ organisation: PARTNERSHIP, role: 'coordinator' as const, upn: 'dee', from: '2026-11-01' }];
    expect(ringingOf(room, { people, cover }, now, 'sam').dsl.map(({ phone }) => phone)).toEqual(['0701', '0702']);
  });

  test('out of hours whoever is there at any hour; in hours nobody else', () => {
    const [inHours, out] = [now, late].map((moment) => ringLines([ringingOf(room, roster, moment, 'sam')]).join('\n'));
    expect(inHours).toBe('DSL, Northvale Partnership: nia, 0701');
    expect(out).toBe(`${inHours}\nIt is outside the DSL’s hours now. At any hour:\nteam 0911\ndesk 0912`);
  });

  test('of an adult the LADO, and nobody of the partnership', () => {
    const lines = ladoLines([ringingOf(room, roster, late, 'sam')]).join('\n');
    expect(lines).toContain('LADO 0909');
    expect(lines).toContain('team 0911');
    expect(lines).not.toContain('nia');
  });

  test('what is not held is said', () => {
    const nothing = ringingOf(held(), { people: [], cover: [] }, late, 'sam');
    expect(ringLines([nothing]).join('\n')).toContain('no number is held here');
    expect(ladoLines([nothing])[0]).toContain('Ring the council’s children’s services and ask for the LADO');
    expect(ringInShort([nothing]).ring).toBe('your DSL, or at any hour: the council’s children’s services');
  });

  test('the form carries numbers without names, and no more than fits', () => {
    const { ring, ringAdult } = ringInShort([ringingOf(room, roster, now, 'sam')]);
    expect(ring).toBe('your DSL on 0701, or at any hour: team 0911; desk 0912');
    expect(ringAdult).toBe('the LADO: LADO 0909; or at any hour: team 0911; desk 0912');
    const long = { ...ringingOf(room, roster, now, 'sam'), lado: 'x'.repeat(2_000) };
    expect(ringInShort([long]).ringAdult.length).toBeLessThanOrEqual(401);
  });
});

describe('where somebody stands who raises one', () => {
  test.each<[string, Held[], string[]]>([
    ['officer', [['officer', PARTNERSHIP]], [PARTNERSHIP]],
    ['chair', [['chair', PARTNERSHIP]], [PARTNERSHIP]],
    ['chair of governors', [['governor-chair', CEDAR]], [SOUTHMOOR]],
    [
      'several',
      [
        ['head', ASHFIELD],
        ['key-link', CEDAR],
      ],
      [PARTNERSHIP, SOUTHMOOR],
    ],
    ['provision staff', [['provision', 'oak-farm']], []],
  ])('%s: the partnerships of their roles', (_, roles, expected) =>
    expect(ownPartnerships(aPerson(...roles), there)).toEqual(expected),
  );

  test('their provisions, whatever their role there, with the sites of these', () => {
    expect(ownProvisions(aPerson(['provision-owner', 'base'], ['head', ASHFIELD]), there)).toEqual([
      'base',
      'base-east',
    ]);
  });

  const pupil = aPupil({ placements: [aPlacement({ provision: 'base-east' })] });
  const about = { partnership: PARTNERSHIP, urn: ASHFIELD, pupil };
  test.each<[string, Held[], string | undefined]>([
    [
      'staff of the one they go to',
      [
        ['provision', 'oak-farm'],
        ['provision', 'base-east'],
      ],
      'base-east',
    ],
    ['staff of its main site', [['provision-dsl', 'base']], 'base-east'],
    ['a manager elsewhere', [['provision-manager', 'oak-farm']], 'oak-farm'],
    [
      'staff who are the school’s too',
      [
        ['provision', 'base'],
        ['key-link', ASHFIELD],
      ],
      undefined,
    ],
    [
      'staff who are another school’s',
      [
        ['provision', 'base'],
        ['key-link', CEDAR],
      ],
      'base-east',
    ],
    ['the partnership’s', [['officer', PARTNERSHIP]], undefined],
  ])('R5.5: raised at the provision by %s', (_, roles, expected) =>
    expect(raisedAt(aPerson(...roles), there, about, '2026-11-09')).toBe(expected),
  );

  test('R8.3: where a sealed pupil goes is not told to whoever may not know', () => {
    const sealed = { ...about, pupil: { ...pupil, sealed: [] } };
    const staff = aPerson(['provision', 'oak-farm'], ['provision', 'base-east']);
    expect(raisedAt(staff, there, sealed, '2026-11-09')).toBe('oak-farm');
  });

  test('as what: the role that has to do with the child, and of these the widest', () => {
    const person = aPerson(['coordinator', SOUTHMOOR], ['attendance-lead', ASHFIELD], ['head', ASHFIELD]);
    expect(roleHere(person, about, undefined)).toMatchObject({ role: 'head', organisation: ASHFIELD });
    expect(roleHere(aPerson(['provision', 'base']), about, 'base')).toMatchObject({ role: 'provision' });
    expect(roleHere(aPerson(), about, undefined)).toBeUndefined();
  });
});

describe('what was chosen on the form', () => {
  const directory = { ...there } as unknown as Directory;
  const reporting = { partnerships: [PARTNERSHIP, SOUTHMOOR] } as Parameters<typeof placeChosen>[1];

  test.each([
    [{ place: `school|${CEDAR}` }, { partnership: SOUTHMOOR, urn: CEDAR }],
    [{ place: `partnership|${SOUTHMOOR}` }, { partnership: SOUTHMOOR }],
    [{ place: 'school|999999' }, { partnership: PARTNERSHIP }],
    [{ place: 'nonsense', pupil: `${SOUTHMOOR}|p9` }, { partnership: SOUTHMOOR }],
    [{ pupil: 'elsewhere|p9' }, { partnership: PARTNERSHIP }],
    [{}, { partnership: PARTNERSHIP }],
  ])('the place %j is %j: never nowhere', (fields, expected) =>
    expect(placeChosen(fields, reporting, directory)).toEqual(expected),
  );

  const oak = { organisation: 'oak-farm' };
  test.each([
    [{ adult: 'no', adultAt: 'org|oak-farm' }, undefined],
    [{}, { at: 'unknown', who: { kind: 'unsure' } }],
    [
      { adult: 'unsure', adultName: 'x' },
      { at: 'unknown', who: { kind: 'unsure' } },
    ],
    [
      { adult: 'yes', adultAt: 'org|oak-farm', adultWho: 'a@b' },
      { at: oak, who: { kind: 'picked', upn: 'a@b' } },
    ],
    [
      { adult: 'yes', adultAt: 'org|oak-farm', adultWho: 'other', adultName: ' Bo ' },
      { at: oak, who: { kind: 'typed', name: ' Bo ' } },
    ],
    [
      { adult: 'yes', adultAt: 'org|oak-farm', adultWho: 'unsure', adultName: 'Bo' },
      { at: oak, who: { kind: 'typed', name: 'Bo' } },
    ],
    [
      { adult: 'yes', adultAt: 'org|oak-farm' },
      { at: oak, who: { kind: 'unsure' } },
    ],
    [
      { adult: 'yes', adultAt: 'transport', adultName: 'Bo' },
      { at: 'transport', who: { kind: 'typed', name: 'Bo' } },
    ],
    [
      { adult: 'yes', adultAt: 'org|nowhere', adultWho: 'a@b' },
      { at: 'unknown', who: { kind: 'unsure' } },
    ],
  ])('5.4: %j is %j', (fields, expected) => expect(adultNamed(fields, directory)).toEqual(expected));
});

describe('words sent again', () => {
  const empty = Object.fromEntries(wordFields.map((name) => [name, ''])) as Words;
  const words = { ...empty, what: 'first', when: 'noon' };

  test('are those that are new, exactly, under the names of their boxes', () => {
    const again = { ...words, what: ' second\n', opinion: '**mine**', when: '' };
    expect(wordsSentAgain(words, again)).toBe(
      'The form was sent again, with these words:\n\nWhat was seen or heard:\n second\n\n\nOpinion, and why you think so:\n**mine**',
    );
  });

  test('are nothing where they are the same, or fewer', () => {
    expect(wordsSentAgain(words, words)).toBe('');
    expect(wordsSentAgain(words, empty)).toBe('');
  });
});
