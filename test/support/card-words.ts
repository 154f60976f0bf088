/** What people read on a card: used to check words without knowing how a card is laid out. */
import type { Json, Post } from './connector-rest.ts';

const read = new Set(['text', 'title', 'value', 'fallbackText', 'summary', 'altText', 'label']);
const hidden = new Set(['data', 'refresh', 'fallback']);

function collect(value: unknown, words: string[]): void {
  if (Array.isArray(value)) for (const item of value) collect(item, words);
  else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      if (hidden.has(key)) continue;
      if (read.has(key) && typeof item === 'string') words.push(item);
      else collect(item, words);
    }
  }
}

/** The words of a post or a card, a line each, without the marks that escape markdown. */
export function wordsOf(of: Post | Json): string {
  const words: string[] = [];
  collect('activity' in of ? of['activity'] : of, words);
  return words.map((text) => text.replaceAll(/\\(.)/g, '$1')).join('\n');
}

interface Button {
  verb: string;
  data: unknown;
}

function buttonsIn(value: unknown, found: Map<string, Button[]>): void {
  if (Array.isArray(value)) for (const item of value) buttonsIn(item, found);
  else if (typeof value === 'object' && value !== null) {
    const { type, title, verb, data } = value as Record<string, unknown>;
    if (type === 'Action.Execute' && typeof title === 'string') {
      found.set(title, [...(found.get(title) ?? []), { verb: String(verb), data }]);
      return;
    }
    for (const item of Object.values(value)) buttonsIn(item, found);
  }
}

export function buttonTitles(card: Json): string[] {
  const found = new Map<string, Button[]>();
  buttonsIn(card['body'], found);
  return [...found.keys()];
}

/** The button with this title; with `#2` after it the second one. */
export function buttonOf(card: Json, title: string): Button {
  const [, name = title, number = '1'] = /^(.*?)(?: #(\d))?$/.exec(title) ?? [];
  const found = new Map<string, Button[]>();
  buttonsIn(card['body'], found);
  const button = found.get(name)?.[Number(number) - 1];
  if (!button) throw new Error(`no button “${title}” among ${[...found.keys()].join(', ') || 'none'}`);
  return button;
}
