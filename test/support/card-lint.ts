// What must be true of every card in every state (teams-platform: phones know 1.2 only, clients cut and drop the rest).
// A card is taken as it is sent, after templating. Each problem is one line: where, and what is wrong there.

type Thing = Record<string, unknown>;
type Found = { at: string; thing: Thing; parent: Thing | undefined; key: string };
type Rule = (found: Found) => string[];

const LONGEST_CARD = 40_000;
const MOST_ACTIONS = 6;
const MOST_COLUMNS = 3;
const LONGEST_TITLE = 30;

const KNOWN_TO_PHONES = new Set(
  `AdaptiveCard TextBlock RichTextBlock TextRun Image ImageSet Media Container ColumnSet Column FactSet ActionSet
   Input.Text Input.Number Input.Date Input.Time Input.Toggle Input.ChoiceSet
   Action.OpenUrl Action.Submit Action.ShowCard Action.ToggleVisibility Action.Execute`.split(/\s+/),
);
// Not drawn: what a button sends back, whom to mention, and the refresh, whose Action.Execute has no button.
const NOT_DRAWN = new Set(['data', 'msteams', 'refresh', 'authentication', 'metadata']);

const isThing = (value: unknown): value is Thing =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const kind = (thing: Thing | undefined): string => (typeof thing?.['type'] === 'string' ? thing['type'] : '');
const isInput = (thing: Thing) => kind(thing).startsWith('Input.');
const isAction = (thing: Thing) => kind(thing).startsWith('Action.');

/** What is wrong with this card, one line each; nothing when it may be sent. */
export function lintCard(card: unknown): string[] {
  if (!isThing(card) || card['type'] !== 'AdaptiveCard') return ['not an Adaptive Card'];
  const things = [...everything(card, 'card', undefined, '')];
  const each = things.flatMap((found) =>
    RULES.flatMap((rule) => rule(found).map((problem) => `${found.at}: ${problem}`)),
  );
  return [...wholeCard(card, things), ...each];
}

function* everything(value: unknown, at: string, parent: Thing | undefined, key: string): Generator<Found> {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* everything(item, `${at}[${index}]`, parent, key);
  } else if (isThing(value)) {
    yield { at, thing: value, parent, key };
    for (const [name, inner] of Object.entries(value))
      if (!NOT_DRAWN.has(name)) yield* everything(inner, `${at}.${name}`, value, name);
  }
}

function wholeCard(card: Thing, things: Found[]): string[] {
  const json = JSON.stringify(card);
  const buttons = things.filter(({ thing, key }) => isAction(thing) && key === 'actions').length;
  return [
    ...(card['version'] === '1.2' ? [] : [`card: version is ${String(card['version'])}, must be 1.2`]),
    ...(card['fallbackText'] === undefined ? ['card: no fallbackText'] : []),
    ...(json.length > LONGEST_CARD ? [`card: ${json.length} characters of JSON, at most ${LONGEST_CARD}`] : []),
    ...(json.includes('${') ? [`card: a binding was left over: ${json.slice(json.indexOf('${')).slice(0, 30)}`] : []),
    ...(buttons > MOST_ACTIONS ? [`card: ${buttons} actions, at most ${MOST_ACTIONS}`] : []),
  ];
}

const kinds: Rule = ({ thing }) =>
  kind(thing) === '' || KNOWN_TO_PHONES.has(kind(thing)) ? [] : [`${kind(thing)} is not in version 1.2`];

const columns: Rule = ({ thing }) => {
  const count = kind(thing) === 'ColumnSet' ? listOf(thing['columns']).length : 0;
  return count > MOST_COLUMNS ? [`${count} columns, at most ${MOST_COLUMNS}`] : [];
};

const wrapping: Rule = ({ thing }) =>
  kind(thing) === 'TextBlock' && thing['wrap'] !== true ? ['a TextBlock without wrap is cut on a phone'] : [];

const pictures: Rule = ({ thing }) =>
  kind(thing) === 'Image' && !thing['altText'] ? ['an Image without altText'] : [];

const addresses: Rule = ({ thing }) =>
  kind(thing) === 'Action.OpenUrl' && !/^(https:\/\/|tel:)\S+$/.test(String(thing['url']))
    ? [`opens ${String(thing['url'])}: only https:// and tel:`]
    : [];

const titles: Rule = ({ thing, key }) => {
  // A selectAction has no button; its title is only read aloud.
  if (!isAction(thing) || (thing['title'] === undefined && key === 'selectAction')) return [];
  const title = thing['title'];
  if (typeof title !== 'string') return ['a button without a title'];
  return title.length > LONGEST_TITLE ? [`a button of ${title.length} characters, at most ${LONGEST_TITLE}`] : [];
};

// Version 1.2 with buttons of 1.4: an ActionSet in the body, each Action.Execute with a whole Action.Submit to fall back on.
const degrading: Rule = ({ at, thing, parent }) => {
  if (kind(thing) !== 'Action.Execute') return [];
  const inBody = kind(parent) === 'ActionSet' && at.startsWith('card.body');
  return [
    ...(inBody ? [] : ['an Action.Execute outside an ActionSet in the body']),
    ...(stands(thing, thing['fallback']) ? [] : ['an Action.Execute without a full Action.Submit as fallback']),
  ];
};

function stands(execute: Thing, fallback: unknown): boolean {
  if (!isThing(fallback) || kind(fallback) !== 'Action.Submit' || !isThing(fallback['data'])) return false;
  const sent = fallback['data'];
  const wanted = isThing(execute['data']) ? Object.entries(execute['data']) : [];
  const same = wanted.every(([name, value]) => JSON.stringify(sent[name]) === JSON.stringify(value));
  return same && fallback['title'] === execute['title'];
}

// Phones do not draw an input's own label (1.3). A toggle draws its title.
const labels: Rule = ({ thing }) => {
  const row = [thing['body'], thing['items']].flatMap(listOf).filter(isThing);
  return row.flatMap((item, index) =>
    isInput(item) && kind(item) !== 'Input.Toggle' && kind(row[index - 1]) !== 'TextBlock'
      ? [`${kind(item)} ${String(item['id'])} has no TextBlock before it as its label`]
      : [],
  );
};

const words: Rule = ({ thing, key }) => [
  ...wordsOf(thing, key).flatMap(([name, text]) => wordProblems(name, text)),
  ...marked(thing, key).flatMap(([name, text]) => markdownProblems(name, text)),
];

const OPTIONAL_WORDS = ['placeholder', 'label', 'errorMessage', 'altText', 'tooltip', 'fallbackText', 'speak'];

// Everything a person may read on this element. What must be there is listed even when it is not.
function wordsOf(thing: Thing, key: string): [string, unknown][] {
  const must = key === 'choices' || kind(thing) === 'Input.Toggle' ? ['title'] : [];
  const may = [...OPTIONAL_WORDS, ...(isAction(thing) ? ['title'] : [])].filter((name) => thing[name] !== undefined);
  return [...marked(thing, key), ...[...must, ...may].map((name): [string, unknown] => [name, thing[name]])];
}

// The fields Teams reads as markdown, and the plain strings among the inlines.
function marked(thing: Thing, key: string): [string, unknown][] {
  if (kind(thing) === 'TextBlock' || kind(thing) === 'TextRun') return [['text', thing['text']]];
  if (kind(thing) === 'RichTextBlock')
    return listOf(thing['inlines']).flatMap((item): [string, unknown][] => (isThing(item) ? [] : [['inlines', item]]));
  if (key !== 'facts') return [];
  return [
    ['title', thing['title']],
    ['value', thing['value']],
  ];
}

function wordProblems(name: string, text: unknown): string[] {
  if (typeof text !== 'string') return [`${name} is ${text === null ? 'null' : typeof text}, not a string`];
  if (text.trim() === '') return [`${name} is empty`];
  const [slip] = /\bundefined\b|\bNaN\b|\bnull\b|\[object \w+\]/.exec(text) ?? [];
  return [...(slip ? [`${name} says "${slip}"`] : []), ...(/<\/?at\b/.test(text) ? [`${name} holds a mention`] : [])];
}

const markdownProblems = (name: string, text: unknown): string[] =>
  typeof text === 'string' && /(?<!\\)\]\(/.test(text) ? [`${name} holds a markdown link that was not escaped`] : [];

const RULES: Rule[] = [kinds, columns, wrapping, pictures, addresses, titles, degrading, labels, words];
