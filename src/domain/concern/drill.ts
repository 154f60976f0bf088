/** A rehearsal of the concern route with a pretend pupil (issue 4, item 8): who was told, when they answered, how long it took. */
import { minutesSince, type Instant } from '../time.ts';

export interface Rehearsing {
  upn: string;
  name: string;
  /** In words: their role, and where. */
  as: string;
  state: 'due' | 'sent' | 'unreachable';
  claim?: { owner: string };
  tries: number;
  sentAt?: Instant;
  ackAt?: Instant;
}

export interface Drill {
  id: string;
  partnership: string;
  startedAt: Instant;
  by: { upn: string; name: string };
  people: Rehearsing[];
  /** When it was over: everybody had answered, or the time was up. */
  endedAt?: Instant;
}

export const isAnswered = ({ people }: Drill): boolean =>
  people.every(({ state, ackAt }) => ackAt !== undefined || state === 'unreachable');

/** `minutes`: how long people have. */
export const isOver = (drill: Drill, now: Instant, minutes: number): boolean =>
  drill.endedAt !== undefined || isAnswered(drill) || minutesSince(drill.startedAt, now) >= minutes;
