import { vacanciesOf } from '../../src/domain/duty/vacancies.ts';
import { instantAt, momentOf } from '../../src/domain/time.ts';
import { readersOf, staffingOf, staffToTell } from '../../src/jobs/audience.ts';
import { vacancyNotices } from '../../src/jobs/vacancies.ts';
import { noticeKey } from '../../src/store/keys.ts';
import { coveringAs, vacancyWords } from '../../src/texts/duty.ts';
import { ASHFIELD, BIRCHWOOD, PARTNERSHIP, aPupil, aRow, base, held, oakFarm } from '../support/cal-a.ts';
import { CEDAR, there } from '../support/partnerships.ts';
import { rosterOf, staffing, TODAY, type Held as Row } from '../support/staffing.ts';

const child = aPupil({ timetable: [aRow('monday', 'oak-farm', '09:00', '12:00')] });
const day = held({ pupils: [child] });
const complete: Row[] = [
  ['coordinator', 'coordinator', PARTNERSHIP],
  ['officer', 'officer', PARTNERSHIP],
  ['link', 'key-link', ASHFIELD],
  ['dsl', 'school-dsl', ASHFIELD],
  ['farm', 'provision', 'oak-farm'],
];
const without = (...names: string[]): Row[] => complete.filter(([name]) => !names.includes(name));

describe('the vacancies of a day', () => {
  const posts = (rows: readonly Row[], records = day, date = TODAY) =>
    vacanciesOf(records, staffing(rows, [], date)).map(({ role, organisation }) => `${role} ${organisation}`);

  test('are none where every role that matters has somebody', () => {
    expect(posts(complete)).toEqual([]);
  });

  test('are of the partnership, of schools whose pupils are due, and of provisions where they are due', () => {
    const all = ['coordinator northvale', 'officer northvale', 'key-link 100001', 'school-dsl 100001'];
    expect(posts([])).toEqual([...all, 'provision oak-farm']);
    const atBase = aPupil({ timetable: [aRow('monday', base.code, '09:00', '12:00')] });
    expect(posts([], held({ pupils: [atBase] }))).toEqual([...all, 'provision base']);
  });

  test.each([
    ['on a day without slots', '2026-11-10'],
    ['at a weekend', '2026-11-07'],
    ['in the holidays', '2026-10-19'],
  ])('are none %s', (_, date) => {
    expect(posts([], day, date)).toEqual([]);
  });

  test('of a place that is shut are none', () => {
    const shut = { organisation: oakFarm.code, from: TODAY, to: TODAY, kind: 'closure' as const };
    expect(posts([], { ...day, calendar: [...day.calendar, shut] })).toEqual([]);
  });

  test('begin with those for whom nobody stands in', () => {
    const gaps = vacanciesOf(day, staffing([['b-dsl', 'school-dsl', BIRCHWOOD]]));
    expect(gaps.map(({ role, holders }) => [role, holders])).toEqual([
      ['key-link', []],
      ['school-dsl', []],
      ['coordinator', ['b-dsl']],
      ['officer', ['b-dsl']],
      ['provision', ['b-dsl']],
    ]);
  });
});

describe('the loud notice', () => {
  const told = (rows: readonly Row[], cover: readonly Row[] = []) => vacancyNotices(day, staffing(rows, cover));
  const to = (rows: readonly Row[]) => told(rows).rows.map(({ upn }) => upn);

  test('goes to nobody where there is no gap', () => {
    expect(told(complete)).toEqual({ gaps: [], rows: [] });
  });

  test('is one a person for all gaps, in words that say who stands in', () => {
    const { rows } = told([...without('officer', 'link'), ['link?', 'key-link', ASHFIELD]]);
    expect(rows).toMatchObject([{ upn: 'coordinator', why: 'vacant-role', urns: [], state: 'due' }]);
    const { title, lines } = vacancyWords(rows[0]!.gaps!);
    expect(lines[0]).toBe('What they would be told or asked goes to whoever stands in.');
    expect(title).toBe('2 roles today with nobody to reach');
    expect(lines).toContain('Northvale Partnership: partnership officer (nobody holds it; COORDINATOR stands in)');
    expect(lines).toContain('Ashfield Academy: key link (not reachable in Teams; DSL stands in)');
  });

  test.each<[string, Row[], string[]]>([
    [
      'coordinator, deputy and officer',
      [...without('farm'), ['d', 'deputy', PARTNERSHIP]],
      ['coordinator', 'd', 'officer'],
    ],
    ['those of them who are reachable', [...without('coordinator'), ['c?', 'coordinator', PARTNERSHIP]], ['officer']],
    ['the schools’ DSLs where there is nobody', without('coordinator', 'officer'), ['dsl']],
    ['those named where nobody at all is reachable', [['c?', 'coordinator', PARTNERSHIP]], ['c?']],
  ])('goes to %s', (_, rows, upns) => {
    expect(to(rows)).toEqual(upns);
  });

  test('goes to a cover too', () => {
    const { rows } = told([...without('officer'), ['h', 'head', CEDAR]], [['h', 'officer', PARTNERSHIP]]);
    expect(rows.map(({ upn }) => upn)).toEqual(['coordinator', 'h']);
  });

  test('with nobody to tell leaves the gaps, for the log', () => {
    const { gaps, rows } = told([]);
    expect(rows).toEqual([]);
    expect(gaps).toHaveLength(5);
    const { lines } = vacancyWords(gaps);
    expect(lines[0]).toContain('Where nobody does, it reaches nobody: please ring.');
    expect(lines.join('\n')).toContain('key link (nobody holds it; NOBODY stands in)');
  });

  test('names four of many who stand in, and 25 of many organisations', () => {
    const gap = {
      role: 'officer',
      organisation: 'N',
      why: 'vacant',
      standsIn: ['a', 'b', 'c', 'd', 'e', 'f'],
    } as const;
    const words = vacancyWords([{ ...gap, standsIn: [...gap.standsIn] }]);
    expect(words.title).toBe('One role today with nobody to reach');
    expect(words.lines[1]).toContain('a, b, c, d and 2 more stand in');
    const many = Array.from({ length: 30 }, (_, n) => ({ ...gap, organisation: `Org ${n}`, standsIn: [] }));
    expect(vacancyWords(many).lines).toHaveLength(2 + 25 + 1);
    expect(vacancyWords(many).lines.at(-2)).toBe('…and 5 more organisations.');
  });

  test('keys of two notices of one kind to one person differ by what they are about', () => {
    const at = { date: TODAY, urns: [ASHFIELD], upn: 'x', why: 'vacant-role' } as const;
    const keys = [undefined, 'p01|missing', 'p02|missing'].map((about) =>
      noticeKey({ ...at, urns: [...at.urns], ...(about === undefined ? {} : { about }) }),
    );
    expect(new Set(keys).size).toBe(3);
    expect(keys.join(' ')).not.toMatch(/p0[12]/);
  });
});

describe('officer and coordinator, who are told of a school that cannot be', () => {
  const now = momentOf(instantAt(TODAY, '10:30'));
  const roster = (rows: readonly Row[], cover: readonly Row[] = []) => {
    const reachable = rows.map(([upn]) => upn).filter((upn) => !upn.endsWith('?'));
    const bound = reachable.map((upn) => ({ upn, tenantId: 't', objectId: 'o', at: now.instant }));
    return { ...rosterOf(rows, cover), bound };
  };
  test.each<[string, Row[], Row[], string[]]>([
    ['themselves', complete, [], ['coordinator', 'officer']],
    ['the cover of an empty one', without('officer'), [['dsl', 'officer', PARTNERSHIP]], ['coordinator', 'dsl']],
    ['the deputy of both', [['d', 'deputy', PARTNERSHIP]], [], ['d']],
    ['the schools’ own where there is nobody', without('coordinator', 'officer'), [], ['dsl']],
    ['those named where nobody is reachable', [['o?', 'officer', PARTNERSHIP]], [], ['o?']],
  ])('%s', (_, rows, cover, upns) => {
    expect(staffToTell(roster(rows, cover), PARTNERSHIP, now, there)).toEqual(upns);
  });

  test('a digest’s readers include whoever covers for one of them', () => {
    const reading = roster([...complete, ['aunt', 'head', CEDAR]], [['aunt', 'key-link', ASHFIELD]]);
    expect(readersOf(reading, now, ASHFIELD, PARTNERSHIP)).toEqual(['link', 'aunt', 'dsl', 'coordinator', 'officer']);
    const tomorrow = momentOf(instantAt('2026-11-10', '10:30'));
    const over = roster([...complete, ['aunt', 'head', CEDAR]], [['aunt', 'key-link', ASHFIELD, TODAY, TODAY]]);
    expect(readersOf(over, tomorrow, ASHFIELD, PARTNERSHIP)).not.toContain('aunt');
  });

  test('an account in the pack is enough to be reachable', () => {
    const [row] = roster(complete).people;
    const on = staffingOf({ people: [{ ...row!, objectId: 'o' }], cover: [], bound: [] }, there, now);
    expect([on.reachable('coordinator'), on.reachable('officer')]).toEqual([true, false]);
  });
});

test('a position says that somebody covers (R3.6)', () => {
  expect(coveringAs('key-link')).toBe('covering key link');
});
