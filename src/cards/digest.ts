/** One school's digest of one day as cards: one, or several where one message would be too large for Teams. */
import type { Change } from '../domain/digest-change.ts';
import type { Digest } from '../domain/digest.ts';
import type { Row } from '../domain/digest-row.ts';
import { digestGroups } from '../domain/digest-group.ts';
import type { PartnershipRecords } from '../domain/records.ts';
import { longDate, type Instant } from '../domain/time.ts';
import { rowLines, type Line, type View } from '../texts/digest.ts';
import { groupWords } from '../texts/reasons.ts';
import { namingOf, type Naming } from './digest-naming.ts';
import {
  ackLines,
  changedSince,
  changeLines,
  footLine,
  noteLines,
  numberWords,
  tallyOf,
  type AckShown,
} from './digest-words.ts';
import { laidOut, type Run } from './pages.ts';
import { buttons, fill, plain, type AdaptiveCard, type Button } from './render.ts';

export type { AckShown };
export interface DigestShown {
  digest: Digest;
  held: PartnershipRecords;
  view: View;
  /** The day is not today: said beside its date. */
  dayNote?: 'last school day' | 'past day';
  late?: boolean;
  acks: readonly AckShown[];
  changes: readonly Change[];
  /** When it was first shown; changes are told against it. */
  firstAt?: Instant;
  updatedAt?: Instant;
  over?: boolean;
  /** Characters of JSON in one message, where Teams has found the usual number too many. */
  pageCharacters?: number;
  /** On the last page. */
  buttons: readonly Button[];
  /** On each page before it, which shows other children. */
  pageButtons?: (page: number) => readonly Button[];
}

/**
 * Characters of JSON in one message. Teams counts UTF-16 and has published 100, 80, 40 and 28 KB as its limit: this stays
 * under all but the smallest, and under that one for a usual school.
 */
export const PAGE_CHARACTERS = 26_000;

const toneColour: Record<Line['tone'], string> = { plain: 'Default', subtle: 'Default', attention: 'Attention' };

/** A change told, or a pupil's row. */
interface Item {
  who: string;
  lines: { text: string; colour: string; subtle: boolean }[];
}
interface Section {
  heading: string;
  /** A container's style: colour behind words reads better on a phone than coloured words. The changes have none. */
  style?: string;
  items: readonly Item[];
}
type SectionRun = Run<Section>;

function rowItem(row: Row, view: View, naming: Naming): Item {
  const lines = rowLines(row, view, naming.place).map(({ text, tone }) => ({
    text: plain(text),
    colour: toneColour[tone],
    subtle: tone === 'subtle',
  }));
  return { who: plain(naming.who(row.pupilId)), lines };
}

function groupSections({ digest, view }: DigestShown, naming: Naming): Section[] {
  return digestGroups.flatMap((group) => {
    const items = digest.rows.filter((row) => row.group === group).map((row) => rowItem(row, view, naming));
    const { heading, accent } = groupWords[group];
    return items.length > 0 ? [{ heading: `${heading} (${items.length})`, style: accent, items }] : [];
  });
}

function changesSection({ changes, firstAt }: DigestShown, naming: Naming): Section[] {
  if (changes.length === 0 || firstAt === undefined) return [];
  const items = changeLines(changes, naming).map((text) => ({ who: plain(text), lines: [] }));
  return [{ heading: changedSince(firstAt), items }];
}

const headingOf = ({ part, continued }: SectionRun): string =>
  continued ? `${part.heading}, continued` : part.heading;

/** What flows over the pages, as the template takes it. */
function flowing(runs: readonly SectionRun[]) {
  const changes = runs.find(({ part }) => part.style === undefined);
  return {
    hasChanges: changes !== undefined,
    changesHeading: changes ? headingOf(changes) : '',
    changes: changes ? changes.items.map(({ who }) => ({ text: who })) : [],
    sections: runs
      .filter((run) => run !== changes)
      .map((run) => ({
        heading: headingOf(run),
        style: run.part.style,
        rows: run.items.map((item, n) => ({ ...item, separated: n > 0 })),
      })),
  };
}

interface PagePlan {
  runs: readonly SectionRun[];
  first: boolean;
  last: boolean;
  /** `, part 1 of 2` */
  place: string;
  page?: number;
}

function pageCard(shown: DigestShown, { runs, first, last, place, page = 0 }: PagePlan): AdaptiveCard {
  const { digest, held, view, updatedAt } = shown;
  const school = held.schools.find((one) => one.urn === digest.urn)?.name ?? digest.urn;
  const day = longDate(digest.date);
  const acks = last ? ackLines(shown.acks) : [];
  const alarm = digest.unaccounted > 0;
  return fill('digest', {
    school: plain(`${school}${place}`),
    day: plain(day),
    fallback: plain(`Morning digest, ${school}${place}, ${day}. Open it in Teams on a computer or a newer phone.`),
    notes: first ? noteLines(shown) : [],
    hasNumber: first,
    number: String(digest.unaccounted),
    numberColour: alarm ? 'Attention' : 'Good',
    numberStyle: alarm ? 'attention' : 'good',
    numberWords: numberWords(digest),
    tally: plain(tallyOf(digest)),
    ...flowing(runs),
    hasAcks: acks.length > 0,
    acks,
    foot: last ? [{ text: footLine(view, updatedAt) }] : [],
    ...buttons(last ? shown.buttons : (shown.pageButtons?.(page) ?? [])),
  });
}

const charactersOf = (card: AdaptiveCard): number => JSON.stringify(card).length;

/** Measured on the card itself, so that a change of the template needs no new numbers here. */
function pagesOf(shown: DigestShown, sections: readonly Section[], characters: number): SectionRun[][] {
  const bare: PagePlan = { runs: [], first: false, last: true, place: ', part 99 of 99' };
  const later = charactersOf(pageCard(shown, bare));
  const first = charactersOf(pageCard(shown, { ...bare, first: true }));
  return laidOut(sections, { first: characters - first, later: characters - later }, (part, items) => {
    const runs = [{ part, items, continued: true }];
    return charactersOf(pageCard(shown, { ...bare, runs })) - later;
  });
}

/** Never truncated: every pupil of the digest stands on exactly one of the cards. */
export function digestCards(shown: DigestShown): AdaptiveCard[] {
  const { digest, held, view, pageCharacters = PAGE_CHARACTERS } = shown;
  const naming = namingOf(digest, held, view);
  const sections = [...changesSection(shown, naming), ...groupSections(shown, naming)];
  const runs = sections.map((part) => ({ part, items: [...part.items], continued: false }));
  const whole = pageCard(shown, { runs, first: true, last: true, place: '' });
  if (charactersOf(whole) <= pageCharacters) return [whole];
  const pages = pagesOf(shown, sections, pageCharacters);
  return pages.map((page, n) =>
    pageCard(shown, {
      runs: page,
      first: n === 0,
      last: n === pages.length - 1,
      page: n,
      place: pages.length > 1 ? `, part ${n + 1} of ${pages.length}` : '',
    }),
  );
}
