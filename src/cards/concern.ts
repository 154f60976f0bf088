/**
 * Something confidential as one person reads it, with what was written exactly as it was written: one part at a time, because
 * all there is must fit the answer to a press. Nothing is cut; what does not fit one part stands on the next.
 */
import { laidOut } from './pages.ts';
import { buttons, fill, plain, type AdaptiveCard, type Button } from './render.ts';
import type { Style } from './sections.ts';
import type { Fact } from '../texts/concern/told.ts';
import { verbatimBlocks, verbatimPieces } from './verbatim.ts';

export interface ConcernShown {
  title: string;
  about: string;
  headline: string;
  tone: Style;
  alarms: readonly string[];
  facts: readonly Fact[];
  /** What has just been done, or could not be. */
  news?: { text: string; isRefusal?: boolean };
  /** At most five: with more than one part there is one for the next. */
  buttons: readonly Button[];
  /** The button that shows another part. */
  again: Pick<Button, 'verb'> & { fields: Record<string, string> };
  foot: string;
  fallback: string;
}

/** Characters of JSON in one answer. */
const PART_CHARACTERS = 24_000;

function factShown({ heading = '', label = '', lines = [], words, own }: Fact) {
  return {
    heading: plain(heading),
    label: plain(label),
    weight: own ? 'Bolder' : 'Default',
    style: own ? 'emphasis' : 'default',
    spacing: heading === '' ? 'None' : 'Small',
    lines: lines.map((text) => ({ text: plain(text) })),
    hasWords: words !== undefined,
    apart: lines.length > 0 ? 'Small' : 'None',
    words: words === undefined ? [] : verbatimBlocks(words),
  };
}

interface Part {
  facts: readonly Fact[];
  n: number;
  of: number;
}

function nextButton({ again: { verb, fields } }: ConcernShown, { n, of }: Part): Button[] {
  if (of === 1) return [];
  const isLast = n === of;
  return [
    {
      title: isLast ? 'First part' : 'Next part',
      verb,
      fields: { ...fields, part: String(isLast ? 1 : n + 1) },
      fetched: true,
    },
  ];
}

function partCard(shown: ConcernShown, part: Part): AdaptiveCard {
  const { news, n } = { ...shown, ...part };
  return fill('concern', {
    title: plain(shown.title),
    about: plain(part.of === 1 ? shown.about : `${shown.about} · part ${n} of ${part.of}`),
    fallback: plain(shown.fallback),
    news: news ? [{ text: plain(news.text), style: news.isRefusal ? 'warning' : 'good' }] : [],
    style: shown.tone,
    headline: plain(shown.headline),
    alarms: n === 1 ? shown.alarms.map((text) => ({ text: plain(text) })) : [],
    facts: part.facts.map(factShown),
    ...buttons([...nextButton(shown, part), ...shown.buttons]),
    foot: plain(shown.foot),
  });
}

const charactersOf = (card: AdaptiveCard): number => JSON.stringify(card).length;

/** What is longer than a part goes on under its own label. */
function inPieces(fact: Fact, characters: number): Fact[] {
  const { words, label = '', own = false } = fact;
  if (words === undefined) return [fact];
  const [first = '', ...more] = verbatimPieces(words, characters);
  const next = more.map((piece): Fact => ({ label: `${label}, continued`, words: piece, own }));
  return [{ ...fact, words: first }, ...next];
}

function parts(shown: ConcernShown): (readonly Fact[])[] {
  const { facts } = shown;
  if (charactersOf(partCard(shown, { facts, n: 1, of: 1 })) <= PART_CHARACTERS) return [facts];
  const bare = charactersOf(partCard(shown, { facts: [], n: 1, of: 999 }));
  const room = PART_CHARACTERS - bare;
  const sizeOf = (fact: Fact): number => charactersOf(partCard(shown, { facts: [fact], n: 1, of: 999 })) - bare;
  const items = facts.flatMap((fact) => inPieces(fact, room - sizeOf({ ...fact, words: '' })));
  const pages = laidOut([{ items }], { first: room, later: room }, (_, [fact]) => (fact ? sizeOf(fact) : 0));
  return pages.map((runs) => runs.flatMap((run) => run.items));
}

/** `part`: as a button carries it; the last there is where there are no longer so many. */
export function concernCard(shown: ConcernShown, part = '1'): AdaptiveCard {
  const all = parts(shown);
  const asked = /^[1-9]\d{0,3}$/.test(part) ? Number(part) : 1;
  const n = Math.min(asked, all.length);
  return partCard(shown, { facts: all[n - 1]!, n, of: all.length });
}
