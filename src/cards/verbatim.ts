/**
 * What somebody wrote, to be read exactly as they wrote it (R5.1, R5.2): in `TextRun`s, which know no markdown. Clients fill in
 * `{{DATE(…)}}` even there and templates `${…}`, so no run holds the beginning of either; joined they are the exact text.
 */
export interface VerbatimLine {
  type: 'RichTextBlock';
  inlines: { type: 'TextRun'; text: string; isSubtle?: true }[];
  spacing: 'None';
}

/** A line with nothing to be seen on it keeps its height by this; it is no part of the text, and subtle to say so. */
const filler = { type: 'TextRun', text: '\u200B', isSubtle: true } as const;

function lineOf(text: string): VerbatimLine {
  const runs = text === '' ? [] : text.split(/(?<=[${])(?=\{)/).map((run) => ({ type: 'TextRun' as const, text: run }));
  const inlines = text.trim() === '' ? [...runs, filler] : runs;
  return { type: 'RichTextBlock', inlines, spacing: 'None' };
}

/** A block for each line, so that a direction mark or a missing space on one moves nothing on another. */
export const verbatimBlocks = (text: string): VerbatimLine[] => text.split('\n').map(lineOf);

const charactersOf = (text: string): number => JSON.stringify(verbatimBlocks(text)).length;

/** The most letters from the start of a text that fit, found by doubling, then by halves. At least one: every text has an end. */
function mostLetters(text: string, characters: number): number {
  const isWithin = (letters: number): boolean => charactersOf(text.slice(0, letters)) <= characters;
  let fits = 1;
  while (fits < text.length && isWithin(fits * 2)) fits *= 2;
  let over = Math.min(fits * 2, text.length + 1);
  while (over - fits > 1) {
    const middle = (fits + over) >> 1;
    if (isWithin(middle)) fits = middle;
    else over = middle;
  }
  return Math.min(fits, text.length);
}

/** Where a letter of its own begins: not within a pair, nor before what belongs to the letter in front of it. */
const beginsLetter = (text: string, at: number): boolean =>
  at >= text.length || !/^[\p{M}\p{Cf}\uDC00-\uDFFF]/u.test(text.slice(at, at + 2));

/** After the end of a line, else after a space, else between two letters: of the latest of these in the latter half. */
function cutBefore(text: string, most: number): number {
  const least = most >> 1;
  const after = (sign: string): number => text.lastIndexOf(sign, most - 1) + 1;
  const [line, word] = [after('\n'), after(' ')];
  if (line > least) return line;
  if (word > least && beginsLetter(text, word)) return word;
  for (let at = most; at > least; at -= 1) if (beginsLetter(text, at)) return at;
  return most;
}

/** A text in pieces, none of whose blocks take more than so many characters of JSON; joined they are the exact text. */
export function verbatimPieces(text: string, characters: number): string[] {
  const pieces: string[] = [];
  let rest = text;
  for (let most = mostLetters(rest, characters); most < rest.length; most = mostLetters(rest, characters)) {
    const cut = cutBefore(rest, most);
    pieces.push(rest.slice(0, cut));
    rest = rest.slice(cut);
  }
  return [...pieces, rest];
}
