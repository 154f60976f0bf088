/** Deadlines as a clock time, with how long is left or how long it is over (4.3). */
import { dateOf, minutesSince, shortDate, timeOf, type Instant, type Moment } from '../../domain/time.ts';
import { roles, type Role } from '../../domain/records.ts';
import { roleWords } from '../roles.ts';
import type { Post } from '../../domain/duty/ladder.ts';

const MOST_MINUTES = 120;

const minutesWords = (minutes: number): string => {
  if (minutes === 1) return '1 minute';
  return minutes <= MOST_MINUTES ? `${minutes} minutes` : `${Math.floor(minutes / 60)} hours`;
};

/** `10:41`, with its date on another day. */
export const clockWords = (at: Instant, now: Pick<Moment, 'date'>): string =>
  dateOf(at) === now.date ? timeOf(at) : `${shortDate(dateOf(at))}, ${timeOf(at)}`;

/** `by 10:41, in 12 minutes`; `due 10:41, 8 minutes overdue`. */
export function deadlineWords(deadline: Instant, now: Moment): string {
  const left = minutesSince(now.instant, deadline);
  if (left > 0) {
    const isFar = dateOf(deadline) !== now.date;
    return `by ${clockWords(deadline, now)}${isFar ? '' : `, in ${minutesWords(left)}`}`;
  }
  const over = minutesSince(deadline, now.instant);
  return `due ${clockWords(deadline, now)}, ${over === 0 ? 'now' : `${minutesWords(over)} overdue`}`;
}

/** `partnership officer and key link`. */
export const ownerWords = (owner: readonly Pick<Post, 'role'>[]): string =>
  [...new Set(owner.map(({ role }) => roleWords[role]))].join(' and ');

const isRole = (text: string): text is Role => roles.some((role) => role === text);

/** A position as the pack words it; where it has none, the role. */
export const positionWords = (position: string): string => (isRole(position) ? roleWords[position] : position);
