import { scopeOf } from '../../src/domain/access.ts';
import { grantsLeave, mayMark } from '../../src/domain/register/rights.ts';
import { ASHFIELD, BIRCHWOOD, PARTNERSHIP } from '../support/cal-a.ts';
import { SOUTHMOOR, aPerson, there, type Held } from '../support/partnerships.ts';

const TODAY = '2026-11-09';
const days = { yesterday: '2026-11-08', today: TODAY, tomorrow: '2026-11-10', 'last week': '2026-11-02' } as const;
const who = (...holdings: Held[]) => {
  const person = aPerson(...holdings);
  return { person, scope: scopeOf(person, there) };
};
const answer = (holdings: Held[], provision: string, date: string = TODAY) => {
  const may = mayMark(who(...holdings), { provision, partnership: PARTNERSHIP, date, today: TODAY });
  return may.kind === 'may' ? `${may.as} (${may.position})` : may.why;
};

describe('R3.8: who may mark', () => {
  test.each<[string, Held[], string, keyof typeof days, string]>([
    ['provision staff at their own place', [['provision', 'oak-farm']], 'oak-farm', 'today', 'provision (provision)'],
    ['provision staff when the day is over', [['provision', 'oak-farm']], 'oak-farm', 'yesterday', 'day-over'],
    ['provision staff elsewhere', [['provision', 'base']], 'oak-farm', 'today', 'not-yours'],
    [
      'somebody else’s staff for last week: rights first',
      [['provision', 'base']],
      'oak-farm',
      'last week',
      'not-yours',
    ],
    ['a main site’s staff at its site', [['provision-dsl', 'base']], 'base-east', 'today', 'provision (provision-dsl)'],
    ['a site’s staff at the main site', [['provision', 'base-east']], 'base', 'today', 'not-yours'],
    ['a provision’s owner', [['provision-owner', 'oak-farm']], 'oak-farm', 'today', 'not-yours'],
    ['an officer', [['officer', PARTNERSHIP]], 'oak-farm', 'today', 'partnership (officer)'],
    ['an officer, for last week', [['officer', PARTNERSHIP]], 'oak-farm', 'last week', 'partnership (officer)'],
    ['another partnership’s officer', [['officer', SOUTHMOOR]], 'oak-farm', 'today', 'not-yours'],
    ['a coordinator at the home site', [['coordinator', PARTNERSHIP]], ASHFIELD, 'today', 'partnership (coordinator)'],
    ['a key link at a provision', [['key-link', ASHFIELD]], 'oak-farm', 'today', 'not-yours'],
    ['a key link at home, after the day', [['key-link', ASHFIELD]], ASHFIELD, 'yesterday', 'school (key-link)'],
    ['a key link at another school', [['key-link', ASHFIELD]], BIRCHWOOD, 'today', 'not-yours'],
    ['a chair', [['chair', PARTNERSHIP]], 'oak-farm', 'today', 'not-yours'],
    ['nobody in particular', [], 'oak-farm', 'today', 'not-yours'],
    [
      'both: rights add up, the widest counts',
      [
        ['provision', 'oak-farm'],
        ['deputy', PARTNERSHIP],
      ],
      'oak-farm',
      'yesterday',
      'partnership (deputy)',
    ],
    [
      'a chair who is officer too marks as the officer',
      [
        ['chair', PARTNERSHIP],
        ['officer', PARTNERSHIP],
      ],
      'oak-farm',
      'today',
      'partnership (officer)',
    ],
    [
      'a main site’s staff with a school role are at its site what they are at the main site',
      [
        ['head', ASHFIELD],
        ['provision', 'base'],
      ],
      'base-east',
      'today',
      'provision (provision)',
    ],
  ])('R3.8: %s', (_, holdings, provision, day, expected) => {
    expect(answer(holdings, provision, days[day])).toBe(expected);
  });

  test('R3.6: the position is as the pack words it', () => {
    const { person, scope } = who(['officer', PARTNERSHIP]);
    const holding = { ...person.holdings[0]!, position: 'Attendance officer' };
    const titled = { ...person, holdings: [holding] };
    const place = { provision: 'oak-farm', partnership: PARTNERSHIP, date: TODAY, today: TODAY };
    expect(mayMark({ person: titled, scope }, place)).toMatchObject({ position: 'Attendance officer' });
  });

  test.each<[Held, boolean]>([
    [['head', ASHFIELD], true],
    [['attendance-lead', ASHFIELD], true],
    [['head', BIRCHWOOD], false],
    [['key-link', ASHFIELD], false],
    [['coordinator', PARTNERSHIP], false],
  ])('R3.8: leave for a pupil of Ashfield is granted by %j: %s', (holding, expected) => {
    expect(grantsLeave(who(holding), ASHFIELD)).toBe(expected);
  });
});
