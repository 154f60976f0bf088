import { type Wording, cuts, normaliseName, surnameFirst, visibleText, wordingOf, wordings } from './spelling.ts';

/** One way to cut what was typed into a forename and a surname. */
export interface Reading {
  forename: Wording;
  surname: Wording;
}

export interface Asked {
  year: number | undefined;
  /** "Surname, Forename" says which is which; without the comma either order counts. */
  orderGiven: boolean;
  /** What was typed with spaces removed, forename first if the order is given. */
  wholes: Set<string>;
  readings: Reading[];
}

const longestQuery = 100;
const yearHint = /[\s,(]+(?:year|yr|y)\.?\s*(\d{1,2})[\s).?!]*$/iu;

function readingsOf({ words }: Wording): Reading[] {
  const halves = cuts(words).map(([first, second]) => [wordingOf(first), wordingOf(second)] as const);
  return halves.flatMap(([first, second]) => [
    { forename: first, surname: second },
    { forename: second, surname: first },
  ]);
}

function inEitherOrder(text: string): Omit<Asked, 'year'> {
  const forms = wordings(text).filter((form) => form.joined !== '');
  return { orderGiven: false, wholes: new Set(forms.map((form) => form.joined)), readings: forms.flatMap(readingsOf) };
}

function inOrder(forename: string, surname: string): Omit<Asked, 'year'> {
  const surnames = wordings(surname);
  const readings = wordings(forename).flatMap((f) => surnames.map((s) => ({ forename: f, surname: s })));
  return { orderGiven: true, wholes: new Set(readings.map((r) => r.forename.joined + r.surname.joined)), readings };
}

/** Asked twice because one character may unfold into eighteen letters, and every cut of them is tried. */
const isTooLong = (text: string) => text.length > longestQuery || normaliseName(text).length > longestQuery;

/** What a person typed, read as a name with or without a year after it; too long a text asks for nobody. */
export function readQuery(query: string): Asked | undefined {
  const trimmed = query.trim();
  if (isTooLong(trimmed)) return undefined;
  const text = visibleText(trimmed);
  const year = yearHint.exec(text);
  const name = year ? text.slice(0, year.index) : text;
  const ordered = surnameFirst(name);
  return { year: year ? Number(year[1]) : undefined, ...(ordered ? inOrder(...ordered) : inEitherOrder(name)) };
}
