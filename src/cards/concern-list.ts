/** The open concerns somebody may see: a number, a time and how far each is, because it is a message that stays in the chat. */
import type { Concern } from '../domain/concern/concern.ts';
import { isStale } from '../domain/concern/status.ts';
import { longDate, timeOf, type Moment } from '../domain/time.ts';
import { listLine, listTexts, shutWords } from '../texts/concern/desk.ts';
import type { AdaptiveCard } from './render.ts';
import { sectionsCards, type Line, type Section } from './sections.ts';

export interface ListShown {
  /** Oldest first, each with the days after which it is stale. */
  open: readonly { concern: Concern; staleDays: number }[];
  now: Moment;
  /** There are others, which no key opens. */
  hasShut?: boolean;
  pageCharacters?: number;
}

const lineOf = ({ concern }: ListShown['open'][number]): Line => ({
  ...listLine(concern),
  opens: {
    title: 'Open',
    verb: 'concern',
    fields: { partnership: concern.partnership, concern: concern.id },
    fetched: true,
  },
});

export function concernListCards({ open, now, hasShut = false, pageCharacters }: ListShown): AdaptiveCard[] {
  const stale = open.filter(({ concern, staleDays }) => isStale(concern, now.instant, staleDays));
  const fresh = open.filter((one) => !stale.includes(one));
  const days = Math.min(...stale.map(({ staleDays }) => staleDays));
  const sections: Section[] = [
    { heading: listTexts.stale(days), style: 'attention', items: stale.map(lineOf) },
    { heading: listTexts.open, style: 'accent', items: fresh.map(lineOf) },
  ];
  return sectionsCards({
    title: listTexts.title,
    about: longDate(now.date),
    numbers: [
      {
        number: String(open.length),
        words: listTexts.number(open.length),
        style: open.length > 0 ? 'warning' : 'emphasis',
      },
    ],
    notes: [open.length > 0 ? listTexts.how : listTexts.none, ...(hasShut ? [shutWords] : [])],
    sections: sections.filter(({ items }) => items.length > 0),
    buttons: [],
    foot: `As it stood at ${timeOf(now.instant)}.`,
    ...(pageCharacters !== undefined && { pageCharacters }),
  });
}
