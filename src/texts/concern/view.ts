/** One concern as whoever may read it reads it: what was written exactly as it was, then who has it, then what was done. */
import { waitingParties } from '../../domain/concern/acts.ts';
import { isOpen, type Concern } from '../../domain/concern/concern.ts';
import { daysBetween, dateOf } from '../../domain/time.ts';
import { categoryWords } from './acts.ts';
import { dateWords, howFar } from './desk.ts';
import { sinceThen } from './entries.ts';
import { partyFacts, ringFacts } from './parties.ts';
import { childWords, openingFacts } from './report.ts';
import { EMERGENCY } from './ringing.ts';
import { inShort, wordFor, type ConcernTold, type Fact } from './told.ts';

/** Shortened: in its own words each stands with what was recorded. */
function toDoFacts({ concern, now }: ConcernTold): Fact[] {
  const lines = concern.actions.flatMap(({ what, owner, due, doneAt }, n) => {
    const late = due < now.date ? ', OVERDUE' : '';
    return doneAt === undefined ? [`${n + 1}. ${inShort(what)}: ${inShort(owner)}, by ${dateWords(due)}${late}`] : [];
  });
  return lines.length > 0 ? [{ heading: 'Still to be done', lines }] : [];
}

function toneOf(concern: Concern): ConcernSaid['tone'] {
  if (!isOpen(concern)) return 'good';
  if (concern.state === 'open' && waitingParties(concern).length === 0) return 'accent';
  return concern.urgency === 'urgent' ? 'attention' : 'warning';
}

function alarmsOf({ concern, staleDays, now }: ConcernTold): string[] {
  const { subject, urgency, category, entryAt } = concern;
  const quiet = daysBetween(dateOf(entryAt), now.date);
  const says: [boolean, string][] = [
    [urgency === 'urgent' && isOpen(concern), EMERGENCY],
    [subject.kind === 'adult', 'This is about an adult. Speak of it with nobody but those who have it.'],
    [category !== undefined, `Category: ${wordFor(categoryWords, category ?? '')}`],
    [isOpen(concern) && quiet >= staleDays, `Nothing has been added for ${quiet} days.`],
  ];
  return says.filter(([isSo]) => isSo).map(([, line]) => line);
}

export interface ConcernSaid {
  title: string;
  about: string;
  headline: string;
  tone: 'attention' | 'warning' | 'accent' | 'good';
  alarms: string[];
  facts: Fact[];
}

export function sayConcern(told: ConcernTold): ConcernSaid {
  const { concern } = told;
  const urgent = concern.urgency === 'urgent' && isOpen(concern) ? 'URGENT. ' : '';
  return {
    title: `${concern.state === 'draft' ? 'Draft concern' : 'Concern'} ${concern.id}`,
    about: concern.subject.kind === 'adult' ? 'About an adult who works with children' : childWords(told),
    headline: `${urgent}${howFar(concern)}.`,
    tone: toneOf(concern),
    alarms: alarmsOf(told),
    facts: [
      ...openingFacts(told),
      ...partyFacts(told),
      ...ringFacts(told),
      ...toDoFacts(told),
      ...sinceThen(told.entries, told),
    ],
  };
}
