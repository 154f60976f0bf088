const invisible = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;
const marksAndApostrophes = /[\p{M}'`‘’‛′‵\u02b9-\u02bf\u02c8\ua78b\ua78c]/gu;

const undecomposed = new Map(
  Object.entries({ ł: 'l', ø: 'o', đ: 'd', ß: 'ss', æ: 'ae', œ: 'oe', ð: 'd', þ: 'th', ı: 'i', ς: 'σ' }),
);
const spelledOut = new Map(Object.entries({ ä: 'ae', ö: 'oe', ü: 'ue', ø: 'oe', å: 'aa' }));

/** Whole characters, also those that take two places in a JavaScript string. */
export const lettersOf = (text: string) => Array.from(text);

const swapLetters = (text: string, letters: ReadonlyMap<string, string>) =>
  lettersOf(text)
    .map((letter) => letters.get(letter) ?? letter)
    .join('');

/** Without direction marks, zero-width characters and the like, which nobody sees and some keyboards add. */
export const visibleText = (text: string) => text.replace(invisible, '');

/** The form in which names are compared (8.2): lower case words with one space between; may be empty. */
export function normaliseName(text: string): string {
  // The acute accent typed as an apostrophe goes first: NFKD would make a space of it.
  const bare = visibleText(text).replaceAll('´', '').normalize('NFKD').replace(marksAndApostrophes, '');
  return swapLetters(bare.toLowerCase(), undecomposed)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** A name, or a piece of one, in normalised words; it is also compared with all spaces removed (8.2). */
export interface Wording {
  words: string[];
  joined: string;
}

export const wordingOf = (words: string[]): Wording => ({ words, joined: words.join('') });

/** The normalised words, and once more with umlauts spelled out where there are any (K7). */
export function wordings(text: string): Wording[] {
  const umlautsOut = swapLetters(text.normalize('NFC').toLowerCase(), spelledOut);
  const forms = new Set([normaliseName(text), normaliseName(umlautsOut)]);
  return [...forms].map((form) => wordingOf(form === '' ? [] : form.split(' ')));
}

/** "Surname, Forename" as forename and surname; nothing if a side of the comma is empty. */
export function surnameFirst(text: string): [forename: string, surname: string] | undefined {
  const [surname = '', ...rest] = text.split(',');
  const forename = rest.join(' ');
  return normaliseName(forename) && normaliseName(surname) ? [forename, surname] : undefined;
}

/** Every way to cut the words in two, neither side empty. */
export const cuts = (words: readonly string[]): [string[], string[]][] =>
  words.slice(1).map((_, i) => [words.slice(0, i + 1), words.slice(i + 1)]);
