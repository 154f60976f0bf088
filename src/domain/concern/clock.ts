/**
 * Who is told of a concern, and who next while nobody acknowledges (5.3). Each party has a clock of its own: first its DSL,
 * then the deputies, then the next party, then everybody who may know, with the numbers to ring. It runs at any hour: a child
 * does not wait for the morning.
 */
import type { Instant } from '../time.ts';
import { isOpen, type Concern, type Party, type PartyAt } from './concern.ts';
import type { LaterEvent } from './events.ts';
import { deputiesAt, everyoneAt, firstAt, type Seating } from './people.ts';

/** The steps a party's clock takes, in order; after the last it is said again once a day. */
export const steps = ['first', 'deputies', 'next-party', 'everyone'] as const;
export type Step = (typeof steps)[number];

/** What somebody is told: neutral words, and what they are for. */
export const concernNews = [
  'new',
  'draft',
  'deputy',
  'next-party',
  'everyone',
  'unheard',
  'reporter-unheard',
  'added',
  'shared',
  'matter',
  'glass-broken',
  'stale',
] as const;
export type ConcernNews = (typeof concernNews)[number];

/** One message to one person. */
export interface Word {
  upn: string;
  news: ConcernNews;
}

export interface Limits {
  /** Minutes within which a party must have acknowledged. */
  urgent: number;
  standard: number;
}

export interface Called {
  told: Extract<LaterEvent, { kind: 'told' }>;
  words: Word[];
  /** Parties that nobody at all could be told for: this must fail loudly. */
  untold: PartyAt[];
}

const DAY_MINUTES = 24 * 60;
const MINUTE = 60_000;

const newsOf = (step: Step, { state }: Concern): ConcernNews => {
  if (step === 'first') return state === 'draft' ? 'draft' : 'new';
  return step === 'deputies' ? 'deputy' : step;
};

const others = (party: Party, { parties }: Concern): Party[] => parties.filter((one) => one !== party);

function peopleFor(step: Step, party: Party, concern: Concern, seating: Seating): string[] {
  switch (step) {
    case 'first':
      return firstAt(party, concern, seating);
    case 'deputies':
      return deputiesAt(party, concern, seating);
    case 'next-party':
      return others(party, concern).flatMap((one) => everyoneAt(one, concern, seating));
    default:
      return concern.parties.flatMap((one) => everyoneAt(one, concern, seating));
  }
}

const canBeTold = (concern: Concern, seating: Seating) => (upn: string) =>
  seating.reachable(upn) && !concern.unreachable.includes(upn);

interface Found {
  step: number;
  people: string[];
}

/** The next step that reaches anybody: nothing waits on an empty chair. */
function nextStep(party: Party, concern: Concern, seating: Seating): Found {
  const reaches = canBeTold(concern, seating);
  for (let step = party.step; step < steps.length; step += 1) {
    const people = [...new Set(peopleFor(steps[step]!, party, concern, seating))].filter(reaches);
    if (people.length > 0) return { step: step + 1, people };
  }
  return {
    step: steps.length + 1,
    people: [...new Set(peopleFor('everyone', party, concern, seating))].filter(reaches),
  };
}

/** Everybody who was told has turned out to be out of reach: there is nobody to wait for. */
const isInVain = ({ told, step }: Party, { unreachable }: Concern): boolean =>
  step > 0 && step <= steps.length && told.length > 0 && told.every((upn) => unreachable.includes(upn));

export const isDue = (party: Party, concern: Concern, now: Instant): boolean =>
  isOpen(concern) && !party.ack && (party.dueAt <= now || isInVain(party, concern));

/** A deputy or the next party may have been told with the first step, where its own chair is empty. */
function wordsFor(party: Party, { step, people }: Found, concern: Concern): Word[] {
  const isAgain = step > steps.length;
  const news = isAgain ? 'unheard' : newsOf(steps[step - 1]!, concern);
  const { reporter } = concern;
  const toReporter: Word[] = step === steps.length && reporter ? [{ upn: reporter.upn, news: 'reporter-unheard' }] : [];
  return [...people.map((upn): Word => ({ upn, news: party.sharedBy && step === 1 ? 'shared' : news })), ...toReporter];
}

const rank = (word: Word): number => concernNews.indexOf(word.news);

/** One message a person: of several, the one that asks for most. The reporter's own is beside it. */
function together(words: readonly Word[]): Word[] {
  const chosen = new Map<string, Word>();
  for (const word of words) {
    const key = word.news === 'reporter-unheard' ? `${word.upn} reporter` : word.upn;
    const held = chosen.get(key);
    if (!held || rank(held) < rank(word)) chosen.set(key, word);
  }
  return [...chosen.values()];
}

/**
 * What is due of a concern now; undefined where nothing is. A step that is late is done at once, and the next is counted from
 * when it was done.
 */
export function calledFor(concern: Concern, seating: Seating, now: Instant, limits: Limits): Called | undefined {
  const due = concern.parties.filter((party) => isDue(party, concern, now));
  if (due.length === 0) return undefined;
  const found = due.map((party) => ({ party, next: nextStep(party, concern, seating) }));
  const minutes = limits[concern.urgency];
  const parties = found.map(({ party: { seat, organisation, step }, next }) => ({
    seat,
    organisation,
    // Told to nobody, it begins again: somebody may have taken the chair.
    step: next.people.length > 0 ? next.step : step === 0 ? 0 : next.step,
    dueAt: now + (next.step > steps.length ? DAY_MINUTES : minutes) * MINUTE,
    told: next.people,
  }));
  return {
    told: { kind: 'told', parties },
    words: together(found.flatMap(({ party, next }) => wordsFor(party, next, concern))),
    untold: found.filter(({ next }) => next.people.length === 0).map(({ party }) => party),
  };
}

export const isUntold = ({ parties }: Pick<Concern, 'parties'>): boolean =>
  parties.every(({ told, ack }) => told.length === 0 && !ack);
