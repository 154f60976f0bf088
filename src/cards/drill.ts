/** The message of a drill, and how a drill stands or ended. Made of the cards that any list or notice is. */
import {
  extremes,
  outcomeOf,
  outcomes,
  type Drill,
  type DrillOutcome,
  type Rehearsing,
} from '../domain/concern/drill.ts';
import { drillTexts, outcomeHeadings, outcomeLines } from '../texts/concern/drill.ts';
import { noticeCard } from './notice.ts';
import type { AdaptiveCard, Button } from './render.ts';
import { sectionsCards, type Section, type Style } from './sections.ts';

const addressOf = ({ partnership, id }: Drill): Record<string, string> => ({ partnership, drill: id });

export const drillCard = (drill: Drill): AdaptiveCard =>
  noticeCard({
    title: drillTexts.title,
    lines: drillTexts.lines(drill),
    buttons: [{ title: drillTexts.button, verb: 'drill-answer', fields: addressOf(drill) }],
  });

export function thanksCard(one: Rehearsing, drill: Drill): AdaptiveCard {
  const isLate = outcomeOf(one, drill) === 'late';
  return noticeCard({
    title: drillTexts.thanksTitle,
    lines: [drillTexts.thanks(one, drill), ...(isLate ? [drillTexts.late] : [])],
  });
}

const styles: Record<DrillOutcome, Style> = {
  unreachable: 'attention',
  'not-told': 'attention',
  silent: 'warning',
  late: 'warning',
  answered: 'good',
  waiting: 'accent',
};

function sectionsOf(drill: Drill): Section[] {
  return outcomes
    .map((outcome) => ({ outcome, those: drill.people.filter((one) => outcomeOf(one, drill) === outcome) }))
    .filter(({ those }) => those.length > 0)
    .map(({ outcome, those }) => ({
      heading: `${outcomeHeadings[outcome]} (${those.length})`,
      style: styles[outcome],
      items: those.map((one) => ({ who: one.name, lines: [one.as, ...outcomeLines(one, outcome, drill)] })),
    }));
}

interface Shown {
  title: string;
  notes: readonly string[];
  buttons: readonly Button[];
  pageCharacters?: number;
}

function drillCards(drill: Drill, { title, notes, buttons, pageCharacters }: Shown): AdaptiveCard[] {
  const { people } = drill;
  const answered = people.filter((one) => outcomeOf(one, drill) === 'answered').length;
  const found = extremes(drill);
  const took = found && [found.fastest, found.slowest].map((one) => drillTexts.took(one, drill));
  return sectionsCards({
    title,
    about: drillTexts.about(drill),
    numbers: [
      {
        number: String(answered),
        words: drillTexts.answered(people.length),
        style: answered === people.length ? 'good' : 'warning',
      },
    ],
    notes: [...(took ? [drillTexts.extremes(took[0] ?? '', took[1] ?? '')] : []), ...notes],
    sections: sectionsOf(drill),
    buttons,
    foot: drillTexts.foot,
    ...(pageCharacters !== undefined && { pageCharacters }),
  });
}

/** As it is sent to whoever began it. */
export const reportCards = (drill: Drill, pageCharacters?: number): AdaptiveCard[] =>
  drillCards(drill, {
    title: drillTexts.reportTitle,
    notes: [],
    buttons: [],
    ...(pageCharacters !== undefined && { pageCharacters }),
  });

/** One that is running, with how many were being told where it has only just begun. */
export const runningCards = (drill: Drill, isNew: boolean): AdaptiveCard[] =>
  drillCards(drill, {
    title: drillTexts.runningTitle,
    notes: isNew ? [drillTexts.begun(drill.people.length)] : [],
    buttons: [{ title: drillTexts.look, verb: 'drill', fields: { partnership: drill.partnership } }],
  });

export interface Offered {
  partnership: string;
  /** So that a second press of the button begins no second drill. */
  token: string;
  people: number;
  minutes: number;
}

const offerOf = ({ partnership, token, people, minutes }: Offered): Pick<Shown, 'notes' | 'buttons'> => ({
  notes: [drillTexts.what(people, minutes), drillTexts.keeps],
  buttons: [{ title: drillTexts.begin, verb: 'drill-begin', fields: { partnership, token } }],
});

/** The last drill's report, and a new one to be started. */
export function offerCards(last: Drill | undefined, offered: Offered): AdaptiveCard[] {
  const { notes, buttons } = offerOf(offered);
  if (last) return drillCards(last, { title: drillTexts.reportTitle, notes, buttons });
  return [noticeCard({ title: drillTexts.noneTitle, lines: [drillTexts.none, ...notes], buttons })];
}
