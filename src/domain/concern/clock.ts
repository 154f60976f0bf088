/**
 * Who is told of a concern, and who next while nobody acknowledges (5.3). Each party has a clock of its own: first its DSL,
 * then the deputies, then the next party, then everybody who may know, with the numbers to ring. It runs at any hour: a child
 * does not wait for the morning.
 */
import type { Instant } from '../time.ts';
import { isOpen, type Concern, type Party, type PartyAt } from './concern.ts';
import type { LaterEvent } from './events.ts';
import type { Seating } from './people.ts';
import { nextStep, steps, type Found } from './steps.ts';

export { steps };

/** What somebody is told: neutral words, and what they are for. */
const concernNews = [
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
  'closed-unseen',
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

/** Everybody who was told has turned out to be out of reach: there is nobody to wait for. */
const isInVain = ({ told, step }: Party, { unreachable }: Concern): boolean =>
  step > 0 && step <= steps.length && told.length > 0 && told.every((upn) => unreachable.includes(upn));

const isOverdue = (party: Party, concern: Concern, now: Instant): boolean =>
  party.dueAt <= now || isInVain(party, concern);

/** Where nobody could be told it is always time to look: somebody may have taken the chair. */
export const isDue = (party: Party, concern: Concern, now: Instant): boolean =>
  isOpen(concern) && !party.ack && (isOverdue(party, concern, now) || party.told.length === 0);

/** They hear of it for the first time: the party's own, or its deputies where its own chair is empty. */
function newsOf({ step: at }: Found, { step: before, sharedBy }: Party, { state }: Concern): ConcernNews {
  const step = steps[at - 1];
  if (step === undefined) return 'unheard';
  if (step === 'next-party' || step === 'everyone') return step;
  if (step === 'deputies' && before > 0) return 'deputy';
  if (sharedBy !== undefined) return 'shared';
  return state === 'draft' ? 'draft' : 'new';
}

/** Once, where nobody has acknowledged it and everybody who may has been told, or none of them could be. */
function saysToReporter({ step: before }: Party, { step, people, isRetry }: Found, { parties }: Concern): boolean {
  const isNoUse = before > 0 && (people.length === 0 || isRetry === true);
  return (step === steps.length || isNoUse) && parties.every((party) => !party.ack && party.step < steps.length);
}

function wordsFor(party: Party, found: Found, concern: Concern): Word[] {
  const { reporter } = concern;
  const news = newsOf(found, party, concern);
  const toReporter = reporter && saysToReporter(party, found, concern);
  return [
    ...found.people.map((upn): Word => ({ upn, news })),
    ...(toReporter ? [{ upn: reporter.upn, news: 'reporter-unheard' as const }] : []),
  ];
}

/** What asks less than a call to somebody's own duty gives way to it; what asks more comes before it. */
const rank = ({ news }: Word): number => ['next-party', 'new', 'everyone', 'unheard'].indexOf(news) + 1 || 2;

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

/** Where nobody can be told, the empty chairs are looked at each minute, and complained of once a day. */
function minutesUntilNext({ step, people, isRetry }: Found, minutes: number): number {
  const isDaily = people.length === 0 || (step >= steps.length && !isRetry);
  return isDaily ? DAY_MINUTES : minutes;
}

/**
 * What is due of a concern now; undefined where nothing is. A step that is late is done at once, and the next is counted from
 * when it was done.
 */
export function calledFor(concern: Concern, seating: Seating, now: Instant, limits: Limits): Called | undefined {
  const found = concern.parties
    .filter((party) => isDue(party, concern, now))
    .map((party) => ({ party, next: nextStep(party, concern, seating) }))
    .filter(({ party, next }) => next.people.length > 0 || isOverdue(party, concern, now));
  if (found.length === 0) return undefined;
  const parties = found.map(({ party: { seat, organisation }, next }) => ({
    seat,
    organisation,
    // Told to nobody, it begins again.
    step: next.people.length > 0 ? next.step : 0,
    dueAt: now + minutesUntilNext(next, limits[concern.urgency]) * MINUTE,
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
