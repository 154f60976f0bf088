import { absenceCategories, absenceCategory, classOf, codes, hasReason, parseCode } from '../../src/domain/codes.ts';
import type { Code, CodeClass } from '../../src/domain/codes.ts';
import { aMark } from '../support/cal-a.ts';

describe('1.2 the codes', () => {
  test('there are 34 symbols, each once', () => {
    expect(new Set(codes.map(({ code }) => code)).size).toBe(34);
    expect(codes).toHaveLength(34);
  });

  test.each<[CodeClass, string]>([
    ['PRES', '/ \\ L'],
    ['AEA', 'K V P W B'],
    ['AUTH', 'C1 M J1 S C2 C T R I E'],
    ['UNAUTH', 'G N O U'],
    ['NPA', 'D X Q Y1 Y2 Y3 Y4 Y5 Y6 Y7'],
    ['ADM', 'Z #'],
  ])('R1.2 class %s holds exactly %s', (wanted, members) => {
    const held = codes.filter(({ code }) => classOf(code) === wanted).map(({ code }) => code);
    expect(held.toSorted()).toEqual(members.split(' ').toSorted());
  });

  test.each<[string, Code, CodeClass]>([
    ['trap 1: U is absence in statistics', 'U', 'UNAUTH'],
    ['trap 3: D leaves the denominator', 'D', 'NPA'],
    ['trap 3: B is attended', 'B', 'AEA'],
    ['trap 3: K is attended', 'K', 'AEA'],
    ['trap 3: C2 is authorised absence', 'C2', 'AUTH'],
    ['1.3: J1 is no attendance any more', 'J1', 'AUTH'],
  ])('%s', (_, code, wanted) => {
    expect(classOf(code)).toBe(wanted);
  });
});

describe('R1.4 reading a code', () => {
  test.each(codes.map(({ code }) => code))('%s is read as itself, in small letters too', (code) => {
    expect(parseCode(code)).toEqual({ kind: 'code', code });
    const small = code.toLowerCase();
    if (small !== 'l') expect(parseCode(` ${small} `)).toEqual({ kind: 'code', code });
  });

  test.each<[string, string, Code[] | undefined]>([
    ['', 'empty', undefined],
    ['   ', 'empty', undefined],
    ['0', 'zero', ['O']],
    ['|', 'bar-one-or-l', ['/', 'L', 'I']],
    ['l', 'bar-one-or-l', ['/', 'L', 'I']],
    ['1', 'bar-one-or-l', ['/', 'L', 'I']],
    ['Y', 'family', ['Y1', 'Y2', 'Y3', 'Y4', 'Y5', 'Y6', 'Y7']],
    ['y', 'family', ['Y1', 'Y2', 'Y3', 'Y4', 'Y5', 'Y6', 'Y7']],
    ['J', 'family', ['J1']],
    ['H', 'withdrawn', ['C', 'G']],
    ['f', 'withdrawn', ['C', 'G']],
    ['Y8', 'unknown', undefined],
    ['Y 1', 'unknown', undefined],
    ['C3', 'unknown', undefined],
    ['A', 'unknown', undefined],
    ['BB', 'unknown', undefined],
    ['constructor', 'unknown', undefined],
    ['ı', 'unknown', undefined],
    ['ſ', 'unknown', undefined],
  ])('%p is refused as %s', (text, why, offer) => {
    expect(parseCode(text)).toEqual(offer ? { kind: 'refused', why, offer } : { kind: 'refused', why });
  });

  test('a lone I is illness, never present', () => {
    expect(parseCode('I')).toEqual({ kind: 'code', code: 'I' });
    expect(absenceCategory(aMark('absent', '09:35', { code: 'I' }))).toBe('ill');
  });
});

describe('why a pupil is away', () => {
  test.each([
    ['I', 'ill'],
    ['M', 'appointment'],
    ['G', 'holiday'],
    ['R', 'religious'],
    ['E', 'exclusion'],
    ['Y5', 'restricted'],
    ['C2', 'part-time'],
    ['T', 'travel'],
    ['Y1', 'travel'],
    ['Y2', 'travel'],
    ['J1', 'interview'],
    ['S', 'study'],
    ['C', 'leave'],
    ['C1', 'leave'],
    ['O', 'not-accepted'],
    ['Y7', 'other'],
    ['N', 'unexplained'],
  ])('code %s is %s, whatever the words', (code, category) => {
    expect(absenceCategory(aMark('absent', '09:35', { code, reason: 'as told' }))).toBe(category);
    expect(absenceCategories).toContain(category);
  });

  test.each([
    [undefined, undefined, 'unexplained'],
    [undefined, 'has flu', 'other'],
    ['B', undefined, 'unexplained'],
    ['B', 'has flu', 'other'],
    ['D', undefined, 'unexplained'],
    ['nonsense', undefined, 'unexplained'],
    [undefined, '  ', 'unexplained'],
    [undefined, '-', 'unexplained'],
    [undefined, 'Not known', 'unexplained'],
    [undefined, 'No reason given', 'unexplained'],
    [undefined, 'n/a', 'unexplained'],
    [undefined, 'none of us has electricity', 'other'],
  ])('code %p with the words %p is %s', (code, reason, category) => {
    const mark = aMark('absent', '09:35', { code, reason });
    expect(absenceCategory(mark)).toBe(category);
    expect(hasReason(mark)).toBe(category !== 'unexplained');
  });
});
