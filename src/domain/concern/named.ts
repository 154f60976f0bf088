/** Whether two names may be one person's. Here a mistake must fall on the side of keeping somebody out (R5.6 b). */
import { normaliseName } from '../names.ts';

const titles = new Set(['mr', 'mrs', 'ms', 'miss', 'mx', 'dr', 'prof', 'professor', 'sir', 'madam', 'rev', 'fr']);

const wordsOf = (name: string): string[] =>
  normaliseName(name)
    .split(' ')
    .filter((word) => word !== '' && !titles.has(word));

/** The words in one order, without titles: of two rows of the pack with the same, one person may have both accounts. */
export const nameKey = (name: string): string => wordsOf(name).toSorted().join(' ');
export const isSameName = (a: string, b: string): boolean => nameKey(a) !== '' && nameKey(a) === nameKey(b);

const fits = (word: string, others: readonly string[]): boolean =>
  others.some((other) => other === word || (word.length === 1 && other.startsWith(word)));

/** The whole name stands in what was typed. */
export function isNamedBy(typed: string, name: string): boolean {
  const words = wordsOf(typed);
  const own = wordsOf(name);
  return own.length > 0 && own.every((word) => words.includes(word));
}

/** What was typed may be short for this name: a forename, a surname, an initial. */
export function mayBeNamedBy(typed: string, name: string): boolean {
  const words = wordsOf(typed);
  const own = wordsOf(name);
  return isNamedBy(typed, name) || (words.length > 0 && words.every((word) => fits(word, own)));
}
