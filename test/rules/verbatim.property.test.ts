import * as fc from 'fast-check';
import { verbatimBlocks } from '../../src/cards/verbatim.ts';
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
