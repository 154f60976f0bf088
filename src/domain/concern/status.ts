/** What a reporter may know of a concern they raised: how far it is, and no content (5.2, issue 4). */
import { dateOf, type Instant, type Moment } from '../time.ts';
import { isUntold } from './clock.ts';
import { isOpen, type Concern } from './concern.ts';

export const reporterStates = ['nobody-told', 'received', 'seen', 'in-hand', 'closed'] as const;
export type ReporterState = (typeof reporterStates)[number];

export function statusOf(concern: Concern): ReporterState {
  if (!isOpen(concern)) return 'closed';
  if (concern.decided) return 'in-hand';
  // Who raised it has seen it anyway: that says nothing of anybody else.
  if (concern.parties.some(({ ack }) => ack && ack.upn !== concern.reporter?.upn)) return 'seen';
  return isUntold(concern) ? 'nobody-told' : 'received';
}

const HOUR = 3_600_000;
const OWN_WORDS_HOURS = 24;

/** 5.2: their own text, for a day. */
export const showsOwnWords = ({ openedAt }: Pick<Concern, 'openedAt'>, now: Instant): boolean =>
  now - openedAt < OWN_WORDS_HOURS * HOUR;

const DAY = 24 * HOUR;

/** Open, and nobody has added anything for so many days. */
export const isStale = (concern: Concern, now: Instant, days: number): boolean =>
  isOpen(concern) && now - concern.entryAt >= days * DAY;

/** Said once a day, however many look. */
export const isToBeRaised = (concern: Concern, { instant, date }: Moment, days: number): boolean =>
  isStale(concern, instant, days) && (concern.raisedAt === undefined || dateOf(concern.raisedAt) < date);
