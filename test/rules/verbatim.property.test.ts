import * as fc from 'fast-check';
import { verbatimBlocks, verbatimPieces } from '../../src/cards/verbatim.ts';
import { verbatimIn } from '../support/verbatim-words.ts';

const runsOf = (text: string): string[] =>
  verbatimBlocks(text).flatMap(({ inlines }) => inlines.map((run) => run.text));

/** Letters that clients, templates and browsers make something of. */
const nasty = fc.constantFrom(
  '{',
  '{{',
  '$',
  '${',
  '{{DATE(2026-11-09T09:00:00Z,LONG)}}',
  '\n',
  '\r\n',
  '\0',
  ' ',
  '\u200B',
  '\u202E',
);
const anything = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.array(fc.oneof(nasty, fc.string({ unit: 'binary', maxLength: 3 }))).map((parts) => parts.join('')),
  fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
);

describe('R5.2: what somebody wrote', () => {
  test('is there exactly, whatever it is', () => {
    fc.assert(
      fc.property(anything, (text) => {
        expect(verbatimIn(verbatimBlocks(text))).toBe(text);
        expect(verbatimIn(JSON.parse(JSON.stringify(verbatimBlocks(text))))).toBe(text);
      }),
      { numRuns: 2_000 },
    );
  });

  test('is in no run that a client or a template fills in, and in no empty one, which phones refuse', () => {
    fc.assert(
      fc.property(anything, (text) => {
        expect(runsOf(text).filter((run) => run === '' || run.includes('{{') || run.includes('${'))).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
  });

  test.each([
    ['a line that is empty', 'one\n\nthree', 3],
    ['a line of spaces', 'one\n   \nthree', 3],
    ['nothing at all', '', 1],
    ['an end of line at the end', 'one\n', 2],
    ['a space of no width that was written', '\u200B', 1],
  ])('%s keeps its place', (_what, text, lines) => {
    expect(verbatimBlocks(text)).toHaveLength(lines);
    expect(verbatimIn(verbatimBlocks(text))).toBe(text);
    expect(verbatimBlocks(text).every(({ inlines }) => inlines.length > 0)).toBe(true);
  });
});

describe('a text too long for one card', () => {
  const sizeOf = (piece: string): number => JSON.stringify(verbatimBlocks(piece)).length;
  const long = fc.oneof(anything, fc.lorem({ maxCount: 200 }), fc.string({ unit: 'grapheme', maxLength: 2_000 }));

  test('is there exactly, in pieces that fit', () => {
    fc.assert(
      fc.property(long, fc.integer({ min: 200, max: 3_000 }), (text, most) => {
        const pieces = verbatimPieces(text, most);
        expect(pieces.join('')).toBe(text);
        expect(pieces.filter((piece) => sizeOf(piece) > most)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    ['30,000 letters in a line', 'a'.repeat(30_000), 2],
    ['30,000 that are escaped', '\0'.repeat(30_000), 10],
    ['words', 'one two three '.repeat(2_200), 2],
    ['30,000 ends of lines', '\n'.repeat(30_000), 250],
    ['letters with marks', 'e\u0301\u0323'.repeat(10_000), 3],
    ['families', '👩‍👧‍👦'.repeat(3_750), 3],
  ])('%s', (_what, text, atMost) => {
    const pieces = verbatimPieces(text, 20_000);
    expect(pieces.join('')).toBe(text);
    expect(pieces.length).toBeLessThanOrEqual(atMost);
  });

  test('is cut where a line, a word or a letter ends', () => {
    const first = (text: string): string => verbatimPieces(text, 300)[0]!;
    expect(first(`${'a'.repeat(120)}\n`.repeat(3))).toMatch(/\n$/);
    expect(first('hello there '.repeat(40))).toMatch(/ $/);
    expect(first('e\u0301'.repeat(400))).toMatch(/\u0301$/);
    expect(first('👍'.repeat(400)).isWellFormed()).toBe(true);
  });
});
