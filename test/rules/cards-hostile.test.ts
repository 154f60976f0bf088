import * as fc from 'fast-check';
import { plain } from '../../src/cards/render.ts';
import { lintCard } from '../support/card-lint.ts';
import { cardStates } from '../support/card-states.ts';

/** What a reader sees of markdown that was escaped. */
const readable = (text: string): string => text.replaceAll(/\\([!-/:-@[-`{-~])/g, '$1');

/** Whatever a client would make something of: each with the reason it is here. */
const active: [what: string, pattern: RegExp][] = [
  ['emphasis, code, strike-through or a link', /(?<!\\)(?:\\\\)*[*_`~[\]]/],
  ['a tag or a mention', /[<>]/],
  ['an entity', /(?<!\\)&#?\w+;/],
  ['a heading, a list, a rule', /^[#+=-]/],
  ['a numbered list', /^\d+[.)](\s|$)/],
  ['a block of code', /^(\s|~~~)/],
  ['a binding of a template, or of the card', /[${]\{/],
  ['an address', /:\/\/|www\.\S/i],
  ['a domain', /(?<!\S)(?!\S*@)\S+\.\p{L}{2}/u],
  ['a line or a direction of its own', /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u],
  ['half a character', /\p{Cs}/u],
];
const activeIn = (text: string): string[] => active.filter(([, pattern]) => pattern.test(text)).map(([what]) => what);

const hostile: [what: string, text: string][] = [
  ['a link', '[x](http://evil.example)'],
  ['a link with a script', '[x](javascript:alert(1))'],
  ['a link by reference', '[x]: http://evil.example'],
  ['a picture', '![x](https://evil.example/a.png)'],
  ['an address', 'see http://evil.example/a?b=c'],
  ['an address without a scheme', 'www.evil.example'],
  ['an address that looks like a sign-in name', '(www.evil.example@x)'],
  ['a domain', 'evil.com'],
  ['an address in angle brackets', '<http://evil.example>'],
  ['a script', 'javascript:alert(1)'],
  ['a mention', '<at>everyone</at>'],
  ['a mention in entities', '&lt;at&gt;everyone&lt;/at&gt;'],
  ['a tag', '<img src=x onerror=alert(1)>'],
  ['bold', '**b** __b__'],
  ['struck through', '~~b~~ ~b~'],
  ['code', '`b` ```b```'],
  ['a binding', '${x} ${$root.pupils} {${y}}'],
  ['a binding that throws', '${json("{")}'],
  ['a date the card fills in', '{{DATE(2026-11-09T09:00:00Z,LONG)}}'],
  ['a heading', '# h'],
  ['a smaller heading', '### h'],
  ['a list', '- a'],
  ['a list with a plus', '+ a'],
  ['a list with a star', '* a'],
  ['a numbered list', '1. a'],
  ['a numbered list with a bracket', '1) a'],
  ['a rule', '---'],
  ['a fence', '~~~'],
  ['a quotation', '> q'],
  ['a table', '| a | b |'],
  ['a block of code', '    a'],
  ['a new line', 'a\n# b\r\n- c'],
  ['other new lines', 'a\u2028b\u2029c\u0085d\vе'],
  ['right to left', 'Ali\u202Eeiflа\u202C \u200Fx\u061C'],
  ['nothing to be seen', 'A\u200Bl\u200Di\uFEFF\u00AD\u2060'],
  ['controls', 'a\u0000b\u0007c\u001B[31m'],
  ['emoji', '👩‍👧 🏴󠁧󠁢󠁥󠁮󠁧󠁿 ❤️'],
  ['half a character', 'a\uD83Db'],
  ['backslashes', '\\ \\\\ \\* \\[x\\](y)'],
  ['a backslash at the end', 'Alfie\\'],
  ['a quotation mark', '"},{"type":"Action.OpenUrl","url":"https://evil.example"'],
  ['300 characters', 'W'.repeat(300)],
  ['300 to be escaped', '*'.repeat(300)],
  ['combining marks', `Z${'\u0300'.repeat(40)}`],
  ['an expression', '@{x} #{x} %{x} $(x) \'"`'],
];

const wordsOf = (value: unknown): string[] => {
  if (Array.isArray(value)) return value.flatMap(wordsOf);
  if (typeof value !== 'object' || value === null) return [];
  const own = Object.entries(value).filter(
    ([key, text]) => ['text', 'fallbackText'].includes(key) && typeof text === 'string',
  );
  return [...own.map(([, text]) => text as string), ...Object.values(value).flatMap(wordsOf)];
};
/** Of a button only the title is for people; what it sends back is taken apart by us alone. */
const elementsOf = (value: unknown): Record<string, unknown>[] => {
  if (Array.isArray(value)) return value.flatMap(elementsOf);
  if (typeof value !== 'object' || value === null) return [];
  const { data, ...rest } = value as Record<string, unknown>;
  void data;
  return [rest, ...Object.values(rest).flatMap(elementsOf)];
};
const shapeOf = (card: unknown): string[] =>
  elementsOf(card).flatMap(({ type }) => (typeof type === 'string' ? [type] : []));

describe('texts that are meant to do something', () => {
  const harmless = cardStates(() => 'Alfie').filter(({ template }) => template !== 'digest');

  describe.each(hostile)('%s', (_what, text) => {
    const states = cardStates((given) => (given.includes('@') ? given : text));

    test('do nothing on any card', () => {
      for (const { card, state } of states) {
        const found = wordsOf(card).flatMap((one) => activeIn(one).map((what) => ({ state, what, one })));
        expect(found).toEqual([]);
      }
    });

    test('leave every card fit to be sent', () => {
      for (const { card, state, template } of states) {
        // What a button sends back holds what was typed, as it was typed.
        const problems = lintCard(card).filter((problem) => !(template === 'choice' && problem.includes('binding')));
        expect({ state, problems }).toEqual({ state, problems: [] });
      }
    });

    test('add nothing to a card, and take nothing away', () => {
      const spoilt = states.filter(({ template }) => template !== 'digest');
      expect(spoilt.map(({ card }) => shapeOf(card))).toEqual(harmless.map(({ card }) => shapeOf(card)));
    });
  });

  test('of any characters at all do nothing', () => {
    const nasty = fc.oneof(
      fc.constantFrom('www.', 'http://', '&lt;', '{{', '${', 'a', 'é', '\u202E', '\n', '\t'),
      fc.string({ unit: fc.constantFrom(...Array.from('\\`*_~[]()<>{}$&;#+-=!|@:/.1) ')), minLength: 1, maxLength: 4 }),
    );
    const text = fc.oneof(
      fc.array(nasty, { maxLength: 30 }).map((parts) => parts.join('')),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(text, (one) => {
        expect(activeIn(plain(one))).toEqual([]);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('texts that are meant to be read', () => {
  test.each([
    'O’Neill',
    "O'Neill",
    'D’Arcy',
    'Łukasz Żółć',
    'Siân',
    'Zoë',
    'Mary-Jane Watson-Smith',
    'Nguyễn',
    'Ali (Mo)',
    'snake_case',
    'Five*Star',
    '~tilde~',
    '[square]',
    'back\\slash',
    'Food & Drink',
    'St. Mary’s C.E. School',
    '24/7 #1',
    '09:00–12:00',
    '01632 960001',
    'office@oakfarm.example',
    '(by office@oakfarm.example)',
    '£5 for 50%!',
    '李小龍',
    'محمد',
  ])('%s is read as it was written', (text) => {
    expect(readable(plain(text))).toBe(text);
  });

  test.each([
    ['1. a', '1\\. a', '1. a'],
    ['### h', '\\### h', '### h'],
    ['- a', '\\- a', '- a'],
    ['http://evil.example/a', 'http:⁄⁄evil. example/a', 'http:⁄⁄evil. example/a'],
    ['www.evil.example', 'www. evil. example', 'www. evil. example'],
    ['St.Mary’s', 'St. Mary’s', 'St. Mary’s'],
    ['<at>all</at>', '‹at›all‹/at›', '‹at›all‹/at›'],
    ['&lt;b&gt;', '\\&lt;b\\&gt;', '&lt;b&gt;'],
    ['${x}', '$\\{x}', '${x}'],
    ['{{TIME(x)}}', '{\\{TIME(x)}}', '{{TIME(x)}}'],
    ['two\n lines', 'two lines', 'two lines'],
    [' Al\u200Bfie\u202E ', 'Alfie', 'Alfie'],
  ])('%j becomes %j', (text, escaped, read) => {
    expect([plain(text), readable(plain(text))]).toEqual([escaped, read]);
  });
});
