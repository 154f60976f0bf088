/** The concerns somebody raised: how far each is. The newest have a button each; a card has six, so the others are chosen from. */
import { mineTexts } from '../texts/concern/mine.ts';
import { buttons, fill, plain, type AdaptiveCard, type Button } from './render.ts';

export interface MyConcern {
  number: string;
  when: string;
  state: string;
  color: 'Attention' | 'Warning' | 'Good' | 'Default';
  lines: readonly string[];
  opens: Button;
  /** As the choice among the older ones carries it. */
  value: string;
}

const NEWEST = 5;
/** Of one message, which Teams takes no larger. */
const CHOICES = 100;

const itemOf = ({ number, when, state, color, lines, opens }: MyConcern) => ({
  number: plain(number),
  when: plain(when),
  state: plain(state),
  color,
  lines: lines.map((text) => ({ text: plain(text) })),
  ...buttons([opens]),
});

/** On one line: of one that still waits the numbers to ring are on its own card. */
const choiceOf = ({ number, when, state, value }: MyConcern) => ({
  title: plain(`${number}, ${when}: ${state}`),
  value,
});

interface Shown {
  newest: readonly MyConcern[];
  older: readonly MyConcern[];
}

const cardOf = ({ newest, older }: Shown, foot: string): AdaptiveCard =>
  fill('my-concerns', {
    title: plain(mineTexts.title),
    about: plain(mineTexts.about),
    fallback: plain(`${mineTexts.title}. Open it in Teams on a computer or a newer phone.`),
    items: newest.map(itemOf),
    hasOlder: older.length > 0,
    choose: plain(mineTexts.choose),
    older: older.map(choiceOf),
    opening: buttons([{ title: mineTexts.openChosen, verb: 'my-concern', fetched: true }]).actions,
    foot: plain(foot),
  });

/** In the order given; as many messages as they need. */
export function myConcernsCards(all: readonly MyConcern[], foot: string): AdaptiveCard[] {
  const older = all.slice(NEWEST);
  const lots = Array.from({ length: Math.ceil(older.length / CHOICES) }, (_, n) =>
    older.slice(n * CHOICES, (n + 1) * CHOICES),
  );
  const [first = [], ...more] = lots;
  return [{ newest: all.slice(0, NEWEST), older: first }, ...more.map((lot) => ({ newest: [], older: lot }))].map(
    (shown) => cardOf(shown, foot),
  );
}
