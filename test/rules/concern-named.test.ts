import { isNamedBy, isSameName, mayBeNamedBy } from '../../src/domain/concern/named.ts';
import { accountsOf } from '../../src/domain/concern/people.ts';
import { ASHFIELD, PARTNERSHIP } from '../support/cal-a.ts';
import { everybody } from '../support/concern-matrix.ts';
import { rosterOf } from '../support/staffing.ts';

describe('names that may be one person’s', () => {
  test.each<[string, string, boolean]>([
    ['Zoë Müller', 'zoe muller', true],
    ['O’Neill, Jack', "Jack O'Neill", true],
    ['Dr Jo Penfold', 'Jo Penfold', true],
    ['Jo Penfold', 'Joanne Penfold', false],
    ['', '', false],
    ['Mr', 'Mrs', false],
    ['李 雷', '李 雷', true],
  ])('%s and %s', (a, b, isSame) => {
    expect(isSameName(a, b)).toBe(isSame);
    expect(isSameName(b, a)).toBe(isSame);
  });

  test('a whole name within what was typed; a part of one only where nothing else is known', () => {
    expect(isNamedBy('I think Jo Penfold, or her sister', 'Jo Penfold')).toBe(true);
    expect(isNamedBy('Jo', 'Jo Penfold')).toBe(false);
    expect(mayBeNamedBy('J Penfold', 'Jo Penfold')).toBe(true);
    expect(mayBeNamedBy('Mr', 'Jo Penfold')).toBe(false);
  });

  test('every account of a name, each once', () => {
    const { people } = rosterOf([...everybody, ['a', 'officer', PARTNERSHIP], ['b', 'key-link', ASHFIELD]]);
    const rows = people.map((row) =>
      Object.assign(row, { name: ['a', 'b'].includes(row.upn) ? 'Jo Penfold' : row.name }),
    );
    expect(accountsOf('a', rows)).toEqual(['a', 'b']);
    expect(accountsOf('nobody', rows)).toEqual(['nobody']);
  });
});
