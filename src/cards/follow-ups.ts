/** The absences not yet closed, most pressing first, and the registers that are asked for. */
import type { Chase } from '../domain/chase/chase.ts';
import { toDoOf, urgencies, urgencyOf, type Followed, type Urgency } from '../domain/follow-up/next-step.ts';
import type { PartnershipRecords } from '../domain/records.ts';
import { longDate, timeOf, type Moment } from '../domain/time.ts';
import { placesMissed } from '../texts/follow-up.ts';
import { followUpsTexts, chaseLines } from '../texts/follow-ups.ts';
import { reviewLine, stateLine, toDoLine, urgencyWords } from '../texts/follow-up/states.ts';
import { showButton, whoIs } from './follow-up.ts';
import type { AdaptiveCard } from './render.ts';
import { sectionsCards, type Line, type Section, type Style } from './sections.ts';

export interface FollowUpsShown {
  /** Open ones, in order (`byUrgency`). */
  open: readonly Followed[];
  /** With the records they are of; none where the reader is not asked to see to registers. */
  chased: readonly { chase: Chase; held: PartnershipRecords }[];
  now: Moment;
  pageCharacters?: number;
}

const styles: Record<Urgency, Style> = {
  missing: 'attention',
  overdue: 'attention',
  'under-way': 'warning',
  'with-the-dsl': 'accent',
};

function lineOf(followed: Followed, now: Moment): Line {
  const { absence } = followed;
  const { name, about } = whoIs(followed);
  const since = absence.firstDate === now.date ? '' : ` (since ${longDate(absence.firstDate)})`;
  const lines = [
    about,
    `${stateLine(absence, placesMissed(followed))}${since}.`,
    toDoLine(toDoOf(followed), now),
    reviewLine(absence),
  ];
  return { who: name, lines: lines.filter((line) => line !== ''), opens: showButton(absence, 'Open') };
}

export function followUpsCards({ open, chased, now, pageCharacters }: FollowUpsShown): AdaptiveCard[] {
  const ofUrgency = urgencies.map((urgency) => ({
    urgency,
    items: open.filter((one) => urgencyOf(one, now.instant) === urgency),
  }));
  const absences = ofUrgency.map(({ urgency, items }): Section => ({
    heading: `${urgencyWords[urgency]} (${items.length})`,
    style: styles[urgency],
    items: items.map((one) => lineOf(one, now)),
  }));
  const registers: Section = {
    heading: `${followUpsTexts.registers} (${chased.length})`,
    style: 'emphasis',
    items: chased.map(({ chase, held }) => chaseLines(chase, held, now)),
  };
  const isQuiet = open.length === 0;
  return sectionsCards({
    title: 'Follow-ups',
    about: longDate(now.date),
    numbers: [
      {
        number: String(open.length),
        words: followUpsTexts.number(open.length),
        style: isQuiet ? 'emphasis' : 'warning',
      },
    ],
    notes: isQuiet ? [followUpsTexts.none] : [],
    sections: [...absences, registers].filter(({ items }) => items.length > 0),
    buttons: [],
    foot: `As it stood at ${timeOf(now.instant)}.`,
    ...(pageCharacters !== undefined && { pageCharacters }),
  });
}
