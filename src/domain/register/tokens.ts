/** A register said in a sentence, cut into words, times and what stands between them. */
import { normaliseName, visibleText } from '../names.ts';
import { saidTime } from './said-time.ts';
import type { LocalTime } from '../time.ts';

/** `between`: a comma or an “and”, between two names; `stop`: the end of what goes together. */
export type Token =
  | { kind: 'word'; text: string; plain: string }
  | { kind: 'time'; text: string; plain: string; at: LocalTime }
  | { kind: 'between' | 'stop'; text: ''; plain: '' };

/** A full stop after a lone letter is an initial’s. */
const fullStops = /(?<!(?:^|\s)\p{L})[.!?]+(?=\s|$)/gu;
const pieces = /\d{1,2}[:.]\d\d(?: ?[ap]\.?m\b)?|\d{4}(?!\d)|[,;&+\n]|[^\s,;&+]+/giu;
/** Politeness and padding: they say nothing of anybody. */
const padding = new Set(['today', 'please', 'both', 'also', 'now', 'thanks']);

function tokenOf(text: string): Token[] {
  if (/^[;\n]$/.test(text)) return [{ kind: 'stop', text: '', plain: '' }];
  const plain = normaliseName(text);
  if (/^[,&+]$/.test(text) || plain === 'and') return [{ kind: 'between', text: '', plain: '' }];
  const at = saidTime(text);
  if (at !== undefined) return [{ kind: 'time', text, plain, at }];
  return plain === '' || padding.has(plain) ? [] : [{ kind: 'word', text, plain }];
}

export const tokensOf = (text: string): Token[] =>
  (visibleText(text).replace(fullStops, ' ; ').match(pieces) ?? []).flatMap(tokenOf);
