/** What has been recorded about a concern since it was raised, each entry with who and when, in its own words. */
import type { ConcernEvent, LaterEvent } from '../../domain/concern/events.ts';
import type { Instant } from '../../domain/time.ts';
import { categoryWords, decisionWords, groundWords, urgencyWords } from './acts.ts';
import { dateWords, seatWords, whenWords } from './desk.ts';
import { byWords, inShort, nameIn, wordFor, type ConcernTold, type Fact } from './told.ts';

type Told = Pick<ConcernTold, 'concern' | 'nameOf' | 'people'>;

interface Said {
  line: string;
  words?: string;
}

function decided({ decision, rationale, urgency, category }: Extract<LaterEvent, { kind: 'decided' }>): Said {
  const besides = [
    ...(urgency === undefined ? [] : [`Now ${urgencyWords[urgency].toLowerCase()}.`]),
    ...(category === undefined ? [] : [`Category: ${wordFor(categoryWords, category)}.`]),
  ];
  return { line: [`Decision: ${decisionWords[decision]}.`, ...besides, 'Why:'].join(' '), words: rationale };
}

function shared({ with: party, why, ground }: Extract<LaterEvent, { kind: 'shared' }>, { nameOf }: Told): Said {
  const on = ground === undefined ? '' : ` ${groundWords[ground]}.`;
  return { line: `Shared with the ${seatWords[party.seat]}, ${nameOf(party.organisation)}.${on} Why:`, words: why };
}

/** What the clock did and who acknowledged is said elsewhere. */
export function entryWords(event: ConcernEvent, told: Told): Said | undefined {
  const { concern, people } = told;
  switch (event.kind) {
    case 'confirmed':
      return { line: 'Confirmed as a concern.', ...(event.why !== '' && { words: event.why }) };
    case 'dismissed':
      return { line: 'Dismissed. Why:', words: event.why };
    case 'added':
      return { line: event.from === 'reporter' ? 'Added by whoever raised it:' : 'Note:', words: event.text };
    case 'decided':
      return decided(event);
    case 'action':
      return { line: `Action for ${event.owner}, by ${dateWords(event.due)}:`, words: event.what };
    case 'action-done':
      return { line: `Done: ${inShort(concern.actions[event.n]?.what ?? '')}` };
    case 'referred':
      return { line: `Referred to ${event.to} on ${dateWords(event.on)}. Reference: ${event.reference}` };
    case 'shared':
      return shared(event, told);
    case 'matter-shared': {
      const names = event.with.map((upn) => nameIn(people, upn)).join(', ');
      return { line: `Told that a matter is being handled, and no more: ${names}. Why:`, words: event.why };
    }
    case 'broke-glass':
      return { line: 'Broke the glass: read this child’s chronology, for this reason:', words: event.why };
    case 'closed':
      return { line: 'Closed. Outcome:', words: event.outcome };
    case 'reopened':
      return { line: 'Reopened. What is new:', words: event.why };
    default:
      return undefined;
  }
}

function factsOf({ at, event }: { at: Instant; event: ConcernEvent }, told: Told): Fact[] {
  const said = entryWords(event, told);
  if (!said || !('by' in event)) return [];
  const label = `${whenWords(at)}, ${byWords(event.by)}`;
  return [{ label, lines: [said.line], ...(said.words !== undefined && { words: said.words }) }];
}

export function sinceThen(entries: ConcernTold['entries'], told: Told): Fact[] {
  const [first, ...more] = entries.flatMap((entry) => factsOf(entry, told));
  return first ? [{ heading: 'Recorded since', ...first }, ...more] : [];
}
