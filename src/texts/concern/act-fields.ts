/** What a DSL is asked when they record something about a concern. */
import { categories, type ConcernAct } from '../../domain/concern/acts.ts';
import { decisions, shareGrounds } from '../../domain/concern/events.ts';
import type { LocalDate } from '../../domain/time.ts';
import { categoryWords, decisionWords, groundWords, urgencyWords } from './acts.ts';

export interface Choice {
  title: string;
  value: string;
}
export type ActField = { id: string; label: string } & (
  | { kind: 'choice'; choices: readonly Choice[]; chosen: string }
  | { kind: 'text'; most: number; long: boolean }
  | { kind: 'date'; chosen: string }
);

/** As long as what a client takes back in one field (`verbs.ts`). */
const MUCH = 10_000;
const SENTENCE = 1_000;
const NAME = 120;

const long = (id: string, label: string): ActField => ({ id, label, kind: 'text', most: MUCH, long: true });
const line = (id: string, label: string, most = NAME): ActField => ({
  id,
  label,
  kind: 'text',
  most,
  long: most > NAME,
});
/** Nothing is decided by leaving a form as it came. */
const choice = (id: string, label: string, choices: readonly Choice[], chosen = ''): ActField => ({
  id,
  label,
  kind: 'choice',
  choices,
  chosen,
});
const choicesOf = <T extends string>(list: readonly T[], words: Record<T, string>): Choice[] =>
  list.map((value) => ({ title: words[value], value }));

/** As it is: nothing is changed. */
const SAME = 'same';

export interface Asked {
  today: LocalDate;
  /** With whom it may be shared. */
  shares: readonly Choice[];
  /** What is still to be done, by its number. */
  toDo: readonly Choice[];
}

const urgencyChoices: Choice[] = [
  { title: 'As it is', value: SAME },
  { title: urgencyWords.urgent, value: 'urgent' },
  { title: urgencyWords.standard, value: 'standard' },
];

export function fieldsOf(act: ConcernAct, { today, shares, toDo }: Asked): ActField[] {
  switch (act) {
    case 'decision':
      return [
        choice('decision', 'Decision', choicesOf(decisions, decisionWords)),
        long('why', 'Why: what you weighed, and why not otherwise'),
        choice('urgency', 'Urgency', urgencyChoices, SAME),
        choice(
          'category',
          'Category',
          [{ title: 'As it is', value: SAME }, ...choicesOf(categories, categoryWords)],
          SAME,
        ),
      ];
    case 'action':
      return [
        line('what', 'What is to be done', SENTENCE),
        line('owner', 'By whom'),
        { id: 'due', label: 'By when', kind: 'date', chosen: '' },
      ];
    case 'action-done':
      return [choice('n', 'Which action is done', toDo)];
    case 'referral':
      return [
        line('to', 'Referred to'),
        { id: 'on', label: 'On', kind: 'date', chosen: today },
        line('reference', 'Their reference, or whom you spoke to'),
      ];
    case 'note':
      return [long('text', 'Note')];
    case 'share':
      return [
        choice('with', 'With whom', shares),
        long('why', 'Why they need it'),
        choice('ground', 'On what ground', choicesOf(shareGrounds, groundWords)),
      ];
    case 'close':
      return [long('outcome', 'Outcome')];
    case 'confirm':
      return [long('why', 'Anything to add, if you like')];
    case 'dismiss':
      return [long('why', 'Why this is no concern')];
    case 'reopen':
      return [long('why', 'What is new')];
    default:
      return [];
  }
}
