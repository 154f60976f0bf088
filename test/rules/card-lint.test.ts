import { lintCard } from '../support/card-lint.ts';

const text = (words: unknown) => ({ type: 'TextBlock', text: words, wrap: true });
const submit = (title = 'Acknowledge') => ({
  type: 'Action.Submit',
  title,
  data: { verb: 'acknowledge', day: '2026-11-20' },
});
const execute = () => ({
  type: 'Action.Execute',
  title: 'Acknowledge',
  verb: 'acknowledge',
  data: { verb: 'acknowledge', day: '2026-11-20' },
  fallback: submit(),
});
const set = (...actions: unknown[]) => ({ type: 'ActionSet', actions });
const column = (...items: unknown[]) => ({ type: 'Column', width: 'stretch', items });
const card = (...body: unknown[]) => ({
  type: 'AdaptiveCard',
  version: '1.2',
  fallbackText: 'A digest is here.',
  body,
});
const times = (count: number, what: unknown): unknown[] => Array.from({ length: count }, () => what);

const good = {
  ...card(
    text('**3** not accounted for'),
    { type: 'ColumnSet', columns: [column(text('ZB')), column(text('10:04')), { width: 'auto', items: [text('D')] }] },
    { type: 'FactSet', facts: [{ title: 'Ring', value: '01632 960123' }] },
    { type: 'RichTextBlock', inlines: ['Null ', { type: 'TextRun', text: 'Island' }] },
    { type: 'Image', url: 'https://keylink.example.org/weeks.png', altText: 'Four weeks' },
    text('What a child calls \\[home\\]\\(here\\)'),
    text('Reason'),
    { type: 'Input.Text', id: 'reason', label: 'Reason', placeholder: 'In a few words' },
    { type: 'Input.Toggle', id: 'told', title: 'The family has been told' },
    text('Group'),
    { type: 'Input.ChoiceSet', id: 'group', choices: [{ title: 'AM', value: 'am' }] },
    set(execute(), { type: 'Action.OpenUrl', title: 'Ring the office', url: 'tel:01632960123' }),
  ),
  actions: [
    { type: 'Action.OpenUrl', title: 'x'.repeat(30), url: 'https://keylink.example.org' },
    ...times(3, submit('Another day')),
  ],
  refresh: { action: { type: 'Action.Execute', verb: 'names' }, userIds: [] },
  msteams: { width: 'Full', entities: [{ type: 'mention', text: '<at>Key link</at>' }] },
};

const MARKED = 'holds a markdown link';

const bad: [string, unknown, RegExp][] = [
  ['nothing', undefined, /^not an Adaptive Card$/],
  ['a list', [good], /^not an Adaptive Card$/],
  ['something else', { type: 'HeroCard' }, /^not an Adaptive Card$/],
  ['a later version', { ...card(), version: '1.5' }, /version is 1\.5, must be 1\.2/],
  ['no fallbackText', { ...card(), fallbackText: undefined }, /no fallbackText/],
  ['an empty fallbackText', { ...card(), fallbackText: ' ' }, /fallbackText is empty/],
  ['a binding in a text', card(text('Good morning ${name}')), /left over: \$\{name\}/],
  ['a binding in what a button sends', card(set({ ...submit(), data: { id: '${id}' } })), /left over/],
  ['40,000 characters', card(...times(40, text('x'.repeat(1000)))), /characters of JSON, at most 40000/],
  ['seven actions in a set', card(set(...times(7, submit()))), /7 actions, at most 6/],
  ['seven actions of the card', { ...card(), actions: times(7, submit()) }, /7 actions, at most 6/],
  ['seven actions over several sets', card(...times(7, set(execute()))), /7 actions, at most 6/],
  [
    'Execute among the actions of the card',
    { ...card(), actions: [execute()] },
    /card\.actions\[0\]: .*outside an ActionSet/,
  ],
  ['Execute on a container', card({ type: 'Container', items: [], selectAction: execute() }), /outside an ActionSet/],
  ['Execute without a fallback', card(set({ ...execute(), fallback: undefined })), /without a full Action\.Submit/],
  ['Execute that is dropped', card(set({ ...execute(), fallback: 'drop' })), /without a full Action\.Submit/],
  [
    'a fallback that opens a page',
    card(set({ ...execute(), fallback: { ...submit(), type: 'Action.OpenUrl' } })),
    /without a full/,
  ],
  [
    'a fallback without data',
    card(set({ ...execute(), fallback: { ...submit(), data: undefined } })),
    /without a full/,
  ],
  [
    'a fallback with other data',
    card(set({ ...execute(), data: { verb: 'acknowledge', day: '2026-11-19' } })),
    /without a full/,
  ],
  ['a fallback called otherwise', card(set({ ...execute(), fallback: submit('OK') })), /without a full/],
  ['a Table', card({ type: 'Table', rows: [] }), /card\.body\[0\]: Table is not in version 1\.2/],
  ['four columns', card({ type: 'ColumnSet', columns: times(4, column(text('x'))) }), /4 columns, at most 3/],
  ['an Image without words', card({ type: 'Image', url: 'https://a.example.org/a.png' }), /Image without altText/],
  [
    'an Image with empty words',
    card({ type: 'Image', url: 'https://a.example.org/a.png', altText: '' }),
    /without altText/,
  ],
  ['a TextBlock that is cut', card({ type: 'TextBlock', text: 'A long one' }), /without wrap/],
  [
    'one that is cut inside a column',
    card({ type: 'ColumnSet', columns: [column({ type: 'TextBlock', text: 'x' })] }),
    /items\[0\]: .*wrap/,
  ],
  ['a number for a text', card(text(3)), /text is number, not a string/],
  ['null for a text', card(text(null)), /text is null, not a string/],
  ['no text', card(text(undefined)), /text is undefined, not a string/],
  ['an empty text', card(text('  ')), /text is empty/],
  ['a number for a fact', card({ type: 'FactSet', facts: [{ title: 'Late', value: 2 }] }), /value is number/],
  ['a fact without a title', card({ type: 'FactSet', facts: [{ value: 'two' }] }), /title is undefined/],
  [
    'a choice without a title',
    card(text('x'), { type: 'Input.ChoiceSet', id: 'a', choices: [{ value: 'a' }] }),
    /title is undefined/,
  ],
  ['a number among the inlines', card({ type: 'RichTextBlock', inlines: [7] }), /inlines is number/],
  ['"undefined" in a text', card(text('Ring undefined')), /says "undefined"/],
  ['"NaN" in a text', card(text('NaN pupils')), /says "NaN"/],
  ['"null" in a fact', card({ type: 'FactSet', facts: [{ title: 'Ring', value: 'null' }] }), /says "null"/],
  ['an object in a button', card(set(submit('Tell [object Object]'))), /says "\[object Object\]"/],
  ['"undefined" in the fallbackText', { ...card(), fallbackText: 'undefined pupils' }, /fallbackText says "undefined"/],
  [
    'an address without TLS',
    card(set({ type: 'Action.OpenUrl', title: 'Map', url: 'http://a.example.org' })),
    /only https/,
  ],
  [
    'an address that is a script',
    card(set({ type: 'Action.OpenUrl', title: 'Map', url: 'javascript:1' })),
    /only https/,
  ],
  ['an address left out', card(set({ type: 'Action.OpenUrl', title: 'Map' })), /opens undefined/],
  ['a button of 31 characters', card(set(submit('x'.repeat(31)))), /a button of 31 characters, at most 30/],
  ['a button without a title', card(set({ type: 'Action.Submit', data: {} })), /a button without a title/],
  ['an empty button', card(set(submit(''))), /title is empty/],
  ['an input first', card({ type: 'Input.Text', id: 'why' }), /Input\.Text why has no TextBlock before it/],
  [
    'an input with only its own label',
    card(set(), { type: 'Input.Date', id: 'day', label: 'Day' }),
    /Input\.Date day has no/,
  ],
  [
    'an input in a column',
    card({ type: 'ColumnSet', columns: [column({ type: 'Input.Time', id: 'at' })] }),
    /Input\.Time at has no/,
  ],
  ['a toggle without a title', card({ type: 'Input.Toggle', id: 'told' }), /title is undefined/],
  ['a link in a text', card(text('[x](https://a.example.org)')), new RegExp(`text ${MARKED}`)],
  [
    'a link in a fact',
    card({ type: 'FactSet', facts: [{ title: 'Name', value: '[x](y)' }] }),
    new RegExp(`value ${MARKED}`),
  ],
  ['a mention in a text', card(text('<at>Key link</at>')), /text holds a mention/],
  [
    'a slip inside a card that opens',
    card(set({ type: 'Action.ShowCard', title: 'More', card: { type: 'AdaptiveCard', body: [text('')] } })),
    /card\.body\[0\]: text is empty/,
  ],
];

describe('the card linter', () => {
  test('passes a good card', () => expect(lintCard(good)).toEqual([]));
  test('passes a card whose select action has no title', () =>
    expect(lintCard(card({ type: 'Container', items: [], selectAction: { type: 'Action.Submit', data: {} } }))).toEqual(
      [],
    ));
  test.each(bad)('finds %s', (_what, spoilt, said) => {
    expect(lintCard(spoilt)).toContainEqual(expect.stringMatching(said));
  });
  test('says where, and nothing else', () => {
    expect(lintCard(card(text('Good'), text('')))).toEqual(['card.body[1]: text is empty']);
  });
});
