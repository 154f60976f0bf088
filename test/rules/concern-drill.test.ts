import { reportCards } from '../../src/cards/drill.ts';
import { dslsOf, reachDueAt } from '../../src/domain/concern/reach.ts';
import {
  extremes,
  isOver,
  outcomeOf,
  tookMinutes,
  type Drill,
  type Rehearsing,
} from '../../src/domain/concern/drill.ts';
import type { Pupil } from '../../src/domain/records.ts';
import { instantAt } from '../../src/domain/time.ts';
import { dslAt, unreachedWords } from '../../src/texts/concern/reach.ts';
import { outcomeLines } from '../../src/texts/concern/drill.ts';
import { ASHFIELD, BIRCHWOOD, PARTNERSHIP, aPlacement, aPupil, aRow, held } from '../support/cal-a.ts';
import { wordsOf } from '../support/card-words.ts';
import { aDrill, aRehearsing } from '../support/drill-states.ts';
import { CEDAR, SOUTHMOOR, there } from '../support/partnerships.ts';
import { rosterOf, TODAY, type Held as Row } from '../support/staffing.ts';

const at = (time: string): number => instantAt(TODAY, time);

describe('a drill is over', () => {
  const answered = aRehearsing({ ackAt: at('10:04') });
  test.each<[string, Partial<Drill>, string, boolean]>([
    ['not while somebody has not answered', {}, '10:09', false],
    ['when its time is up', {}, '10:10', true],
    ['when its time is long up', {}, '11:30', true],
    ['when everybody has answered', { people: [answered] }, '10:05', true],
    ['not when one of two has', { people: [answered, aRehearsing()] }, '10:05', false],
    ['not while somebody is still to be told', { people: [answered, aRehearsing({ state: 'due' })] }, '10:05', false],
    ['when those who have not cannot be', { people: [answered, aRehearsing({ state: 'unreachable' })] }, '10:05', true],
    ['as it was ended', { endedAt: at('10:03') }, '10:04', true],
    ['after as many minutes as it gives', { minutes: 2 }, '10:02', true],
  ])('%s', (_, over, time, expected) => {
    expect(isOver(aDrill(over), at(time))).toBe(expected);
  });
});

describe('what came of one person', () => {
  const ended = { endedAt: at('10:10') };
  test.each<[string, Partial<Rehearsing>, Partial<Drill>, string]>([
    ['waiting while it runs', {}, {}, 'waiting'],
    ['waiting while not told yet', { state: 'due' }, {}, 'waiting'],
    ['answered', { ackAt: at('10:04') }, {}, 'answered'],
    ['answered, and it ended', { ackAt: at('10:04') }, ended, 'answered'],
    ['answered after the end', { ackAt: at('10:11') }, ended, 'late'],
    ['answered though the sender died', { state: 'due', ackAt: at('10:04') }, ended, 'answered'],
    ['silent', {}, ended, 'silent'],
    ['never told', { state: 'due' }, ended, 'not-told'],
    ['out of reach', { state: 'unreachable' }, {}, 'unreachable'],
    ['out of reach at the end', { state: 'unreachable' }, ended, 'unreachable'],
  ])('%s', (_, one, over, expected) => {
    expect(outcomeOf(aRehearsing(one), aDrill(over))).toBe(expected);
  });

  test('is timed from when the message reached them, else from the beginning', () => {
    expect(tookMinutes(aRehearsing({ sentAt: at('10:02'), ackAt: at('10:05') }), aDrill())).toBe(3);
    const { sentAt: _, ...untold } = aRehearsing({ ackAt: at('10:05') });
    expect(tookMinutes(untold, aDrill())).toBe(5);
  });

  test('the ladder is rehearsed in words: a DSL’s deputy, a deputy’s next DSL', () => {
    const drill = aDrill({ endedAt: at('10:10') });
    expect(outcomeLines(aRehearsing(), 'silent', drill).join(' ')).toContain(
      'their deputy, or else the next DSL, would have been told',
    );
    expect(outcomeLines(aRehearsing({ isFirst: false }), 'silent', drill).join(' ')).toContain('the next DSL');
    expect(outcomeLines(aRehearsing(), 'answered', drill).join(' ')).not.toContain('would have been told');
  });

  test('fastest and slowest are of those who answered in time', () => {
    const people = [
      aRehearsing({ upn: 'quick', sentAt: at('10:01'), ackAt: at('10:02') }),
      aRehearsing({ upn: 'slow', ackAt: at('10:08') }),
      aRehearsing({ upn: 'late', ackAt: at('10:40') }),
      aRehearsing({ upn: 'never' }),
    ];
    const found = extremes(aDrill({ people, endedAt: at('10:10') }));
    expect([found?.fastest.upn, found?.slowest.upn]).toEqual(['quick', 'slow']);
    expect(extremes(aDrill())).toBeUndefined();
  });

  test('the report names each person once, in the order in which they want seeing to', () => {
    const people = ['A', 'B', 'C'].map((name, n) =>
      aRehearsing({ name, upn: name, ...[{ ackAt: at('10:01') }, { state: 'unreachable' as const }, {}][n] }),
    );
    const words = reportCards(aDrill({ people, endedAt: at('10:10') }))
      .map(wordsOf)
      .join('\n');
    expect(words).toMatch(
      /Drill report[^]*Could not be reached \(1\)\nB\n[^]*Not answered in time \(1\)\nC\n[^]*Answered \(1\)\nA\n/,
    );
  });
});

describe('those a concern may be told to', () => {
  const rows: Row[] = [
    ['jo', 'coordinator', PARTNERSHIP],
    ['dee', 'deputy', PARTNERSHIP],
    ['off', 'officer', PARTNERSHIP],
    ['a-dsl', 'school-dsl', ASHFIELD],
    ['a-dep', 'deputy', ASHFIELD],
    ['a-head', 'head', ASHFIELD],
    ['b-dsl', 'school-dsl', BIRCHWOOD],
    ['c-dsl', 'school-dsl', CEDAR],
    ['s-jo', 'coordinator', SOUTHMOOR],
    ['farm', 'provision-dsl', 'oak-farm'],
    ['farm-staff', 'provision', 'oak-farm'],
    ['base', 'provision-dsl', 'base'],
    ['old', 'school-dsl', ASHFIELD, '2020-09-01', '2026-07-31'],
    ['both', 'deputy', BIRCHWOOD],
    ['both', 'provision-dsl', 'oak-farm'],
  ];
  const found = (pupils: Pupil[], cover: Row[] = [], viewer?: string) =>
    dslsOf(held({ pupils }), { roster: rosterOf(rows, cover), there, date: TODAY }, viewer).map(({ upn }) => upn);
  const everywhere = ['jo', 'dee', 'a-dsl', 'a-dep', 'b-dsl', 'both'];

  test.each<[string, Partial<Pupil>, string[]]>([
    ['of the partnership and its schools, though no pupil goes anywhere', {}, everywhere],
    ['of a provision where a pupil is placed', { placements: [aPlacement()] }, [...everywhere, 'farm']],
    ['or timetabled', { timetable: [aRow('monday', 'oak-farm', '09:00', '12:00')] }, [...everywhere, 'farm']],
    ['not of one they have left', { placements: [aPlacement({ endDate: '2026-11-01' })] }, everywhere],
    ['nor for a pupil who has left', { endDate: '2026-11-01', placements: [aPlacement()] }, everywhere],
    ['not of a provision that is none of the pack', { placements: [aPlacement({ provision: 'nowhere' })] }, everywhere],
  ])('are those %s', (_, pupil, expected) => {
    expect(found([aPupil(pupil)]).toSorted()).toEqual(expected.toSorted());
  });

  test('of a site: those of its main site too', () => {
    const east = { ...held().provisions[1]!, code: 'base-east', siteOf: 'base' };
    const records = held({ pupils: [aPupil({ placements: [aPlacement({ provision: 'base-east' })] })] });
    const on = { roster: rosterOf(rows), there, date: TODAY };
    const upns = dslsOf({ ...records, provisions: [...records.provisions, east] }, on).map(({ upn }) => upn);
    expect(upns).toContain('base');
  });

  test('whoever covers is one of them from the first day of the cover to its last', () => {
    expect(found([], [['off', 'school-dsl', ASHFIELD]])).toContain('off');
    expect(found([], [['off', 'school-dsl', ASHFIELD, '2026-11-01', '2026-11-06']])).not.toContain('off');
  });

  test('R8.3: a provision of a sealed pupil alone is told to those named', () => {
    const sealed = aPupil({ sealed: ['jo'], placements: [aPlacement()] });
    expect(found([sealed])).toContain('farm');
    expect(found([sealed], [], 'jo')).toContain('farm');
    expect(found([sealed], [], 'off')).not.toContain('farm');
  });

  test('each is there once, with all they are; first is who is told first anywhere', () => {
    const of = dslsOf(held({ pupils: [aPupil({ placements: [aPlacement()] })] }), {
      roster: rosterOf(rows),
      there,
      date: TODAY,
    });
    expect(of.find(({ upn }) => upn === 'both')).toEqual({
      upn: 'both',
      name: 'BOTH',
      isFirst: true,
      posts: [
        { role: 'deputy', organisation: BIRCHWOOD },
        { role: 'provision-dsl', organisation: 'oak-farm' },
      ],
    });
    expect(of.find(({ upn }) => upn === 'a-dep')?.isFirst).toBe(false);
  });

  test('the check is due at half past seven, or when a partnership says so', () => {
    expect(reachDueAt(held(), TODAY)).toBe(at('07:30'));
    const settings = [{ organisation: PARTNERSHIP, name: 'reach_check_at', from: '2026-09-01', value: '06:45' }];
    expect(reachDueAt(held({ settings }), TODAY)).toBe(at('06:45'));
  });
});

describe('who cannot be reached, in words', () => {
  test('roles and places by name', () => {
    const posts = [
      { role: 'deputy' as const, organisation: 'a' },
      { role: 'school-dsl' as const, organisation: 'b' },
    ];
    expect(dslAt(posts, (code) => code.toUpperCase())).toBe('deputy DSL, A; school DSL, B');
  });

  test('one or several, at most thirty by name', () => {
    const some = (count: number) => Array.from({ length: count }, (_, n) => ({ name: `N${n}`, as: 'school DSL, A' }));
    expect(unreachedWords(some(1)).title).toBe('One DSL or deputy cannot be reached in Teams');
    expect(unreachedWords(some(2)).lines).toContain('N1: school DSL, A');
    expect(unreachedWords(some(32)).lines).toContain('…and 2 more.');
  });
});
