import type { AdultNamed, Routed } from '../../src/domain/concern/events.ts';
import { everyoneAt, isBarred } from '../../src/domain/concern/people.ts';
import type { RouteAsked } from '../../src/domain/concern/routes.ts';
import { routed } from '../support/a-concern.ts';
import { ASHFIELD, BIRCHWOOD, PARTNERSHIP } from '../support/cal-a.ts';
import { everybody } from '../support/concern-matrix.ts';
import { CEDAR, SOUTHMOOR, there } from '../support/partnerships.ts';
import { rosterOf, TODAY, type Held } from '../support/staffing.ts';

const [before, yesterday, tomorrow] = ['2026-09-01', '2026-11-08', '2026-11-10'] as const;
type Rows = readonly Held[];
interface Asked extends Partial<RouteAsked> {
  rows?: Rows;
  cover?: Rows;
  /** Names, where it matters that two rows have the same. */
  names?: Record<string, string>;
}

const withNames = (people: ReturnType<typeof rosterOf>['people'], names: Record<string, string>) =>
  people.map((row) => Object.assign(row, { name: names[row.upn] ?? row.name }));

function rosterFor({ rows = everybody, cover = [], names = {} }: Asked) {
  const roster = rosterOf(rows, cover);
  return { ...roster, people: withNames(roster.people, names) };
}
const route = ({ rows, cover, names, ...over }: Asked): Routed =>
  routed(rosterFor({ ...(rows && { rows }), ...(cover && { cover }), ...(names && { names }) }), over);
const picked = (upn: string, organisation = ''): AdultNamed => ({
  at: organisation === '' ? 'unknown' : { organisation },
  who: { kind: 'picked', upn },
});
const typed = (name: string, at: AdultNamed['at'] = 'unknown'): AdultNamed => ({ at, who: { kind: 'typed', name } });
/** `seat organisation`, in the order of the route. */
const partiesOf = ({ parties }: Routed): string[] => parties.map(({ seat, organisation }) => `${seat} ${organisation}`);
/** Who would be told, of the people given. */
function toldOf(asked: Asked): string[] {
  const { parties, barred } = route(asked);
  const seats = { roster: rosterFor(asked), there, date: TODAY, reachable: () => true };
  return [...new Set(parties.flatMap((party) => everyoneAt(party, { barred }, seats)))];
}

describe('R5.5: a child’s concern has three DSL parties', () => {
  const all = [`partnership-dsl ${PARTNERSHIP}`, `school-dsl ${ASHFIELD}`];
  test.each<[string, Asked, string[]]>([
    ['partnership and home school always', {}, all],
    ['the provision’s too where it was raised there', { provision: 'oak-farm' }, [...all, 'provision-dsl oak-farm']],
    ['a site’s own', { provision: 'base-east' }, [...all, 'provision-dsl base-east']],
    ['no child identified and no school picked', { urn: undefined }, [`partnership-dsl ${PARTNERSHIP}`]],
  ])('%s', (_name, asked, parties) => {
    expect(route(asked)).toEqual({ parties: expect.anything(), barred: { upns: [], organisations: [] }, lado: false });
    expect(partiesOf(route(asked))).toEqual(parties);
  });
});

describe('5.4: the host school of a partnership’s staff', () => {
  const host = `head ${BIRCHWOOD}`;
  test.each<[string, string | undefined, boolean]>([
    ['by URN', BIRCHWOOD, true],
    ['by name', 'Birchwood School', true],
    ['by name, as it happened to be typed', ' birchwood  SCHOOL ', true],
    ['not in the pack', 'Elm Grove', false],
    ['not said', undefined, false],
  ])('%s', (_name, hostSchool, isTold) => {
    const partnership = { code: PARTNERSHIP, ...(hostSchool !== undefined && { hostSchool }) };
    for (const who of ['coordinator@P', 'officer@P']) {
      const parties = partiesOf(route({ partnership, adult: picked(who, PARTNERSHIP) }));
      expect(parties.includes(host)).toBe(isTold);
      expect(parties).toContain(`chair ${PARTNERSHIP}`);
    }
  });

  test('whose head it is about: the school’s governors, not the partnership', () => {
    expect(toldOf({ adult: picked('head@host', BIRCHWOOD) })).toEqual(['governor-chair@host']);
  });

  test('whose head is the partnership’s chair too is told once, and as chair is nobody’s to judge but the LADO’s', () => {
    const rows: Rows = [...everybody.filter(([upn]) => upn !== 'chair@P'), ['head@host', 'chair', PARTNERSHIP]];
    expect(toldOf({ rows, adult: picked('coordinator@P') })).toEqual(['head@host']);
    expect(route({ rows, adult: picked('head@host', BIRCHWOOD) })).toMatchObject({ parties: [], lado: true });
  });
});

describe('R5.6 a, b: computed, then without the one it is about', () => {
  const chairAndHost = ['chair@P', 'head@host'];
  test.each<[string, Rows, Rows]>([
    ['another role at a school', [['coordinator@P', 'key-link', ASHFIELD]], []],
    ['another role at the host school', [['coordinator@P', 'school-dsl', BIRCHWOOD]], []],
    ['a cover for a head', [], [['coordinator@P', 'head', BIRCHWOOD, before]]],
    ['a cover for the chair', [['x', 'chair', 'elsewhere']], [['coordinator@P', 'school-dsl', ASHFIELD, before]]],
  ])('the coordinator, with %s', (_name, more, cover) => {
    const asked = { rows: [...everybody, ...more], cover, adult: picked('coordinator@P', ASHFIELD) };
    expect(toldOf(asked)).toEqual(chairAndHost);
  });

  test('somebody who covers as coordinator or as its deputy is a normal recipient', () => {
    for (const role of ['coordinator', 'deputy'] as const) {
      const cover: Rows = [['key-link@home', role, PARTNERSHIP, before]];
      expect(toldOf({ cover, adult: picked('key-link@home', ASHFIELD) })).toEqual(chairAndHost);
    }
  });

  test('the coordinator under another sign-in name, in whatever role, is kept out', () => {
    const rows: Rows = [...everybody, ['nf@school', 'head', BIRCHWOOD]];
    const names = { 'coordinator@P': 'Nadia Farrow', 'nf@school': 'FARROW, Nadia ' };
    for (const who of ['coordinator@P', 'nf@school'])
      expect(toldOf({ rows, names, adult: picked(who) })).not.toContain('nf@school');
    expect(toldOf({ rows, names, adult: picked('coordinator@P') })).toEqual(chairAndHost);
  });

  test('two accounts that meet in one organisation are one person, judged by the narrower row', () => {
    const rows: Rows = [...everybody, ['hugh', 'provision-owner', 'oak-farm'], ['h.a', 'provision', 'oak-farm']];
    const names = { hugh: 'Hugh Astley', 'h.a': 'Mr Hugh  Astley' };
    expect(toldOf({ rows, names, adult: picked('h.a', 'oak-farm') })).toEqual(['head@home']);
  });

  test('a namesake elsewhere is kept out, but is not who it is about', () => {
    const rows: Rows = [
      ...everybody,
      ['js@farm', 'provision', 'oak-farm'],
      ['js@school', 'head', CEDAR],
      ['js@chair', 'chair', SOUTHMOOR],
    ];
    const names = { 'js@farm': 'John Smith', 'js@school': 'John Smith', 'js@chair': 'John Smith' };
    const asked = { rows, names, adult: picked('js@farm', 'oak-farm') };
    expect(toldOf(asked)).toEqual(['provision-manager@other', 'head@home']);
    expect(route(asked).barred.upns).toEqual(expect.arrayContaining(['js@farm', 'js@school', 'js@chair']));
  });

  test('a provision’s owner who manages it under another row: the home school’s head alone', () => {
    const rows: Rows = [...everybody, ['provision-owner@other', 'provision-manager', 'oak-farm']];
    expect(toldOf({ rows, adult: picked('provision-owner@other', 'oak-farm') })).toEqual(['head@home']);
  });

  test('a tutor who manages the provision under another account is not told of themself', () => {
    const rows: Rows = [...everybody, ['tutor', 'provision', 'oak-farm']];
    const names = { tutor: 'Lena Bartle', 'provision-manager@other': 'Lena Bartle' };
    expect(toldOf({ rows, names, adult: picked('tutor', 'oak-farm') })).toEqual(['head@home']);
  });

  test('one who is the head of the home school too: the governors, and nobody of the provision', () => {
    const rows: Rows = [...everybody, ['head@home', 'provision', 'oak-farm']];
    expect(toldOf({ rows, adult: picked('head@home', 'oak-farm') })).toEqual(['governor-chair@home']);
  });

  test('what another row keeps out stays out: a coordinator who owns a provision', () => {
    const rows: Rows = [
      ...everybody,
      ['coordinator@P', 'provision-owner', 'oak-farm'],
      ['provision-manager@other', 'chair', PARTNERSHIP],
    ];
    expect(toldOf({ rows, adult: picked('coordinator@P', PARTNERSHIP) })).toEqual(chairAndHost);
  });
});

describe('which role counts', () => {
  const at = (...rows: Rows): Rows => [...everybody, ...rows];
  test.each<[string, Rows, Rows, string, string[]]>([
    [
      'the role in force before one that ended',
      at(['sam', 'head', CEDAR, before, yesterday], ['sam', 'key-link', ASHFIELD]),
      [],
      ASHFIELD,
      ['head@home'],
    ],
    [
      'the role in force before one to come',
      at(['sam', 'chair', SOUTHMOOR, tomorrow], ['sam', 'key-link', ASHFIELD]),
      [],
      ASHFIELD,
      ['head@home'],
    ],
    [
      'who was the DSL is no longer the DSL’s queue',
      at(['sam', 'school-dsl', ASHFIELD, before, yesterday], ['sam', 'key-link', ASHFIELD]),
      [],
      ASHFIELD,
      ['head@home'],
    ],
    [
      'who has left, by what they were',
      at(['sam', 'coordinator', PARTNERSHIP, before, yesterday]),
      [],
      PARTNERSHIP,
      ['chair@P', 'head@host'],
    ],
    [
      'who is still to come, by what they will be',
      at(['sam', 'provision', 'oak-farm', tomorrow]),
      [],
      'oak-farm',
      ['provision-manager@other', 'head@home'],
    ],
    [
      'a cover in force',
      at(['sam', 'key-link', ASHFIELD]),
      [['sam', 'head', ASHFIELD, before]],
      ASHFIELD,
      ['governor-chair@home'],
    ],
    [
      'a cover that is over',
      at(['sam', 'key-link', ASHFIELD]),
      [['sam', 'head', ASHFIELD, before, yesterday]],
      ASHFIELD,
      ['head@home'],
    ],
    [
      'of two provisions the one that was named',
      at(['sam', 'provision', 'base'], ['sam', 'provision', 'oak-farm']),
      [],
      'oak-farm',
      ['provision-manager@other', 'head@home'],
    ],
    [
      'a school and a provision: the school, if it was named',
      at(['sam', 'provision', 'base'], ['sam', 'key-link', BIRCHWOOD]),
      [],
      BIRCHWOOD,
      ['head@host'],
    ],
    [
      'a site named stands for its main site',
      at(['sam', 'key-link', BIRCHWOOD], ['sam', 'provision', 'base']),
      [],
      'base-east',
      ['provision-manager@main', 'head@home'],
    ],
    [
      'a role that keeps people out, wherever they were named',
      at(['sam', 'school-dsl', BIRCHWOOD], ['sam', 'provision', 'base']),
      [],
      'base',
      ['head@host'],
    ],
    ['picked without a place', at(['sam', 'provision', 'oak-farm']), [], '', ['provision-manager@other', 'head@home']],
  ])('%s', (_name, rows, cover, named, told) => {
    expect(toldOf({ rows, cover, adult: picked('sam', named) })).toEqual(told);
  });

  test('a head who was the DSL is told of the DSL of today, an earlier head who is now a deputy is not', () => {
    const rows = at(
      ['head@home', 'school-dsl', ASHFIELD, before, yesterday],
      ['old', 'head', ASHFIELD, before, yesterday],
      ['old', 'deputy', ASHFIELD],
    );
    expect(toldOf({ rows, adult: picked('school-dsl@home', ASHFIELD) })).toEqual(['head@home']);
    expect(route({ rows, adult: picked('school-dsl@home', ASHFIELD) }).barred.upns).toContain('old');
  });

  test('coordinators and deputies of any date are kept out of a coordinator’s, because they might be whom it is heard from', () => {
    const rows = at(['chair@P', 'deputy', PARTNERSHIP, before, yesterday]);
    expect(toldOf({ rows, adult: picked('coordinator@P') })).toEqual(['head@host']);
  });
});

describe('a typed name, or not sure: the smallest route', () => {
  const head = `head ${ASHFIELD}`;
  test.each<[string, AdultNamed, string[]]>([
    ['at a provision: nobody of it', typed('Ada Nobody', { organisation: 'oak-farm' }), ['oak-farm']],
    ['at the partnership', typed('Ada Nobody', { organisation: PARTNERSHIP }), [PARTNERSHIP]],
    ['at the home school', { at: { organisation: ASHFIELD }, who: { kind: 'unsure' } }, [ASHFIELD]],
    ['a driver', typed('Ada Nobody', 'transport'), []],
    ['nobody in particular', { at: 'unknown', who: { kind: 'unsure' } }, []],
    ['picked, and in no row any more', picked('gone@farm', 'oak-farm'), ['oak-farm']],
  ])('%s', (_name, adult, organisations) => {
    expect(route({ adult })).toMatchObject({ lado: true, barred: { organisations } });
    expect(partiesOf(route({ adult }))).toEqual([head]);
  });

  test('somebody picked who is in no row any more is kept out by name as well', () => {
    expect(route({ adult: picked('gone@farm', 'oak-farm') }).barred.upns).toEqual(['gone@farm']);
  });

  test('a site’s people are its main site’s and every other site’s: all of them are kept out', () => {
    const { barred } = route({ adult: typed('Ada Nobody', { organisation: 'base-east' }) });
    const out = everybody.filter(([upn]) => isBarred(upn, barred, { roster: rosterOf(everybody), there }));
    expect([...new Set(out.map(([, , organisation]) => organisation))].toSorted()).toEqual(['base', 'base-east']);
    const ofMain = route({ adult: typed('Ada Nobody', { organisation: 'base' }) }).barred;
    expect(isBarred('provision@site', ofMain, { roster: rosterOf(everybody), there })).toBe(true);
  });

  test('with a role there of any date, or a cover; or under another account', () => {
    const adult = typed('Ada Nobody', { organisation: 'oak-farm' });
    const variants: [Rows, Rows, Record<string, string>][] = [
      [[['head@home', 'provision', 'oak-farm', before, yesterday]], [], {}],
      [[['head@home', 'provision', 'oak-farm', tomorrow]], [], {}],
      [[], [['head@home', 'provision-dsl', 'oak-farm', before, yesterday]], {}],
      [[], [], { 'head@home': 'Lee Marsh', 'provision@other': 'lee marsh' }],
    ];
    for (const [more, cover, names] of variants)
      expect(toldOf({ rows: [...everybody, ...more], cover, names, adult })).toEqual([]);
  });

  test('without a home school nobody is left: the LADO is shown', () => {
    expect(route({ urn: undefined, adult: typed('Ada', 'transport') })).toEqual({
      parties: [],
      barred: { upns: [], organisations: [] },
      lado: true,
    });
  });

  const headIs = { 'head@home': 'Deborah Lisle' };
  test.each<[string, AdultNamed['at'], boolean]>([
    ['Deborah Lisle', 'unknown', false],
    ['deborah  LISLE', 'transport', false],
    ['Mrs Deborah Lisle (head)', { organisation: 'oak-farm' }, false],
    ['Lisle, Deborah', { organisation: BIRCHWOOD }, false],
    ['Mrs Lisle', 'unknown', false],
    ['D. Lisle', 'unknown', false],
    ['Deborah', 'unknown', false],
    ['Mr Lyle', 'unknown', true],
    ['Mr Lisle', 'transport', true],
    ['Deborah', { organisation: 'oak-farm' }, true],
    ['Deborah Marsh', 'unknown', true],
    ['', 'unknown', true],
    ['???', 'unknown', true],
  ])('a name that may be the head’s own: “%s” at %j', (name, at, isTold) => {
    expect(toldOf({ names: headIs, adult: typed(name, at) })).toEqual(isTold ? ['head@home'] : []);
  });
});
