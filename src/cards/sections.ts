/** Lists under headings as cards: as many as they need, and nothing on them cut. */
import { packAction } from '../teams/verbs.ts';
import { PAGE_CHARACTERS } from './digest.ts';
import { laidOut, type Run } from './pages.ts';
import { buttons, dialogPayload, fill, plain, type AdaptiveCard, type Button } from './render.ts';

export type Style = 'attention' | 'warning' | 'good' | 'accent' | 'emphasis';

export interface Line {
  who: string;
  lines: readonly string[];
  /** What a press on the line does; `title` says so at its end. */
  opens?: Button;
}
export interface Section {
  heading: string;
  style: Style;
  items: readonly Line[];
}
export interface Sections {
  title: string;
  about: string;
  numbers: readonly { number: string; words: string; more?: string; style: Style }[];
  notes: readonly string[];
  sections: readonly Section[];
  buttons: readonly Button[];
  foot: string;
  /** Characters of JSON in one message. */
  pageCharacters?: number;
}

/** What is shown to one person and left in no chat opens in a dialog. */
const payloadOf = ({ verb, fields, fetched }: Button) => (fetched ? dialogPayload : packAction)(verb, fields);

/** A card has six buttons at most. */
const MOST_BUTTONS = 6;

/** Not every client opens dialogs: as long as there are few lines, each has a button that needs none. */
function haveButtons({ sections, buttons: own }: Sections): boolean {
  const fetched = sections.flatMap(({ items }) => items).filter(({ opens }) => opens?.fetched);
  return fetched.length > 0 && fetched.length + own.length <= MOST_BUTTONS;
}

/**
 * The whole line is pressed, by an `Action.Submit`: a `selectAction` has no fallback. What it opens is a message of its own, or a
 * dialog, and the list stays.
 */
const lineOf =
  (withButtons: boolean) =>
  ({ who, lines, opens }: Line, n: number) => {
    const texts = lines.map((text) => ({ text: plain(text) }));
    const hasButton = withButtons && opens?.fetched === true;
    return {
      who: plain(who),
      separated: n > 0,
      opens: opens !== undefined && !hasButton,
      hint: opens?.title ?? '',
      payload: opens ? payloadOf(opens) : {},
      pressed: hasButton ? buttons([opens]).actions : [],
      lines: texts,
      loose: opens ? [] : texts,
    };
  };

interface Page {
  runs: readonly Run<Section>[];
  first: boolean;
  last: boolean;
  /** `, part 1 of 2` */
  place: string;
}

function pageCard(shown: Sections, { runs, first, last, place }: Page): AdaptiveCard {
  return fill('sections', {
    title: plain(`${shown.title}${place}`),
    about: plain(shown.about),
    fallback: plain(`${shown.title}. Open it in Teams on a computer or a newer phone.`),
    numbers: first
      ? shown.numbers.map(({ number, words, more = '', style }) => ({
          number: plain(number),
          words: plain(words),
          more: plain(more),
          style,
        }))
      : [],
    notes: first ? shown.notes.map((text) => ({ text: plain(text) })) : [],
    sections: runs.map(({ part, items, continued }) => ({
      heading: plain(continued ? `${part.heading}, continued` : part.heading),
      style: part.style,
      rows: items.map(lineOf(haveButtons(shown))),
    })),
    ...buttons(last ? shown.buttons : []),
    foot: plain(shown.foot),
  });
}

const charactersOf = (card: AdaptiveCard): number => JSON.stringify(card).length;

/** Never truncated: every line stands on exactly one of the cards. */
export function sectionsCards(shown: Sections): AdaptiveCard[] {
  const { sections, pageCharacters = PAGE_CHARACTERS } = shown;
  const runs = sections.map((part) => ({ part, items: [...part.items], continued: false }));
  const whole = pageCard(shown, { runs, first: true, last: true, place: '' });
  if (charactersOf(whole) <= pageCharacters) return [whole];
  const bare: Page = { runs: [], first: false, last: true, place: ', part 99 of 99' };
  const later = charactersOf(pageCard(shown, bare));
  const first = charactersOf(pageCard(shown, { ...bare, first: true }));
  const pages = laidOut(sections, { first: pageCharacters - first, later: pageCharacters - later }, (part, items) => {
    const alone = [{ part, items, continued: true }];
    return charactersOf(pageCard(shown, { ...bare, runs: alone })) - later;
  });
  return pages.map((page, n) =>
    pageCard(shown, {
      runs: page,
      first: n === 0,
      last: n === pages.length - 1,
      place: pages.length > 1 ? `, part ${n + 1} of ${pages.length}` : '',
    }),
  );
}
