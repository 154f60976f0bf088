import type { Whereabouts } from '../domain/whereabouts.ts';
import type { Said } from '../texts/whereabouts.ts';
import { fill, plain, type AdaptiveCard } from './render.ts';

/** Red asks somebody to act, amber is not known, green rests on a mark that still holds; everything else is plain. */
const styles: Partial<Record<Whereabouts['state'], string>> = {
  A1: 'attention',
  A2: 'attention',
  A8: 'attention',
  A3: 'warning',
  A10: 'warning',
  A4: 'good',
  A6: 'good',
};
export const whereaboutsStyle = (state: Whereabouts['state']): string => styles[state] ?? 'emphasis';

export interface WhereaboutsShown {
  said: Said;
  name: string;
  /** School and year, so that the asker notices another child of that name (R8.2). */
  about: string;
  state: Whereabouts['state'];
  /** What was asked about, and when. */
  asked: string;
}

/** `Next: Base today` under a label that says "Next" would say it twice. */
function nextFact(next = ''): [string, string] {
  const [, label = 'Next', rest = next] = /^(Next|After that)(?:: | )(.*)$/s.exec(next) ?? [];
  return [label, rest.charAt(0).toUpperCase() + rest.slice(1)];
}

/** What an answer rests on, under its labels. */
export function whereaboutsFacts(said: Said): [label: string, text: string][] {
  const facts: [string, string | undefined][] = [
    ['Confirmed', [said.confirmed, said.evidenceAge].filter((text) => text !== undefined).join(' ')],
    ['Planned', said.planned],
    nextFact(said.next),
    ['Whom to ring', said.ring],
    ['Note', said.note],
  ];
  return facts.filter((fact): fact is [string, string] => fact[1] !== undefined && fact[1] !== '');
}

/** One answer to "where is": the headline first, then what it rests on. */
export function whereaboutsCard({ said, name, about, state, asked }: WhereaboutsShown): AdaptiveCard {
  return fill('whereabouts', {
    name: plain(name),
    about: plain(about),
    headline: plain(said.headline),
    fallback: plain(`${said.headline} ${said.confirmed}`),
    style: whereaboutsStyle(state),
    facts: whereaboutsFacts(said).map(([label, text]) => ({ label, text: plain(text) })),
    foot: plain(asked),
  });
}
