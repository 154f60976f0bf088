/** Two people at one register: whoever writes second is told what the first one wrote, instead of writing over it unseen. */
import type { Mark } from '../records.ts';
import type { Standing } from '../standing.ts';

const identityOf = ({ recordedAt, recordedBy, status }: Mark): string => `${recordedAt} ${status} ${recordedBy}`;

/** What somebody who is shown this slot has seen: its latest mark; empty where there is none. */
export function seenIn({ history }: Standing): string {
  const latest = history.at(-1);
  return latest ? identityOf(latest) : '';
}

/** Whatever somebody may have had before them in the course of the day: nothing, and each mark after it. */
export const everSeen = ({ history }: Standing): string[] => ['', ...history.map(identityOf)];

/** The latest mark that somebody else made since; one's own second tap overtakes nobody. */
export function overtakenBy({ history }: Standing, seen: string, upn: string): Mark | undefined {
  const since = history.slice(history.findLastIndex((mark) => identityOf(mark) === seen) + 1);
  return since.findLast((mark) => mark.upn !== upn);
}
