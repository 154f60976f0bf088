/** A rehearsal of the concern route with a pretend pupil (issue 4, item 8): who was told, when they answered, how long it took. */
import { minutesSince, type Instant } from '../time.ts';

/** A message to one person, until it has been taken to them. */
export interface Delivery {
  state: 'due' | 'sent' | 'unreachable';
  claim?: { owner: string };
  tries: number;
  sentAt?: Instant;
}

export interface Rehearsing extends Delivery {
  upn: string;
  name: string;
  /** In words: their role, and where. */
  as: string;
  /** In a real concern somewhere they are told first; who is not is told as a deputy. */
  isFirst: boolean;
  ackAt?: Instant;
}

export interface Drill {
  id: string;
  partnership: string;
  startedAt: Instant;
  by: { upn: string; name: string };
  /** How long people have. */
  minutes: number;
  people: Rehearsing[];
  /** When it was over: everybody had answered, or the time was up. */
  endedAt?: Instant;
  /** The report to whoever began it. */
  report?: Delivery;
}

const isAnswered = ({ people }: Pick<Drill, 'people'>): boolean =>
  people.every(({ state, ackAt }) => ackAt !== undefined || state === 'unreachable');

export const isOver = (drill: Drill, now: Instant): boolean =>
  drill.endedAt !== undefined || isAnswered(drill) || minutesSince(drill.startedAt, now) >= drill.minutes;

/** What came of one person, those to see to first. `waiting`: while it runs. */
export const outcomes = ['unreachable', 'not-told', 'silent', 'waiting', 'late', 'answered'] as const;
export type DrillOutcome = (typeof outcomes)[number];

export function outcomeOf({ state, ackAt }: Rehearsing, { endedAt }: Pick<Drill, 'endedAt'>): DrillOutcome {
  if (ackAt !== undefined) return endedAt !== undefined && ackAt > endedAt ? 'late' : 'answered';
  if (state === 'unreachable') return 'unreachable';
  if (endedAt === undefined) return 'waiting';
  return state === 'sent' ? 'silent' : 'not-told';
}

/** How long somebody took, from when the message reached them; in whole minutes. */
export const tookMinutes = ({ sentAt, ackAt }: Rehearsing, { startedAt }: Pick<Drill, 'startedAt'>): number =>
  Math.max(0, minutesSince(sentAt ?? startedAt, ackAt ?? startedAt));

/** Of those who answered in time, whoever was first and last to; nobody where nobody did. */
export function extremes(drill: Drill): { fastest: Rehearsing; slowest: Rehearsing } | undefined {
  const took = ({ sentAt, ackAt }: Rehearsing): number => (ackAt ?? 0) - (sentAt ?? drill.startedAt);
  const answered = drill.people
    .filter((one) => outcomeOf(one, drill) === 'answered')
    .toSorted((a, b) => took(a) - took(b));
  const [fastest] = answered;
  const slowest = answered.at(-1);
  return fastest && slowest && { fastest, slowest };
}
