/** Whom a party's clock turns to, in order; nobody who is barred is ever among them (`people.ts`). */
import type { Concern, Party } from './concern.ts';
import { deputiesAt, everyoneAt, firstAt, type Seating } from './people.ts';

/** The steps a party's clock takes, in order; after the last it is said again once a day. */
export const steps = ['first', 'deputies', 'next-party', 'everyone'] as const;
type Step = (typeof steps)[number];

const others = (party: Party, { parties }: Concern): Party[] => parties.filter((one) => one !== party);

const canBeTold = (concern: Concern, seating: Seating) => (upn: string) =>
  seating.reachable(upn) && !concern.unreachable.includes(upn);

/** Who has it in hand there and its DSL, or who answers for them: other deputies have a turn of their own. */
function speakersOf(party: Party, concern: Concern, seating: Seating): string[] {
  const first = firstAt(party, concern, seating);
  const all = everyoneAt(party, concern, seating);
  const spoken = all.filter((upn) => upn === party.ack?.upn || first.includes(upn));
  return spoken.some(canBeTold(concern, seating)) ? spoken : all;
}

function peopleFor(step: Step, party: Party, concern: Concern, seating: Seating): string[] {
  switch (step) {
    case 'first':
      return firstAt(party, concern, seating);
    case 'deputies':
      // Who is their own deputy is no second person.
      return deputiesAt(party, concern, seating).filter((upn) => !party.told.includes(upn));
    case 'next-party':
      return others(party, concern).flatMap((one) => speakersOf(one, concern, seating));
    default:
      return concern.parties.flatMap((one) => everyoneAt(one, concern, seating));
  }
}

export interface Found {
  step: number;
  people: string[];
  /** They could not be reached before: nobody else is left. */
  isRetry?: true;
}

/** The next step that reaches anybody: nothing waits on an empty chair. */
export function nextStep(party: Party, concern: Concern, seating: Seating): Found {
  const reaches = canBeTold(concern, seating);
  for (let step = party.step; step < steps.length; step += 1) {
    const people = [...new Set(peopleFor(steps[step]!, party, concern, seating))].filter(reaches);
    if (people.length > 0) return { step: step + 1, people };
  }
  const all = [...new Set(peopleFor('everyone', party, concern, seating))].filter(seating.reachable);
  const people = all.filter(reaches);
  return { step: steps.length + 1, ...(people.length > 0 ? { people } : { people: all, isRetry: true }) };
}
