/** The names view for those with a role: Teams asks for it by itself for up to 60 people (teams-platform, 4.1). */
import type { AdaptiveCard } from './render.ts';
import type { Moment } from '../domain/time.ts';
import type { PostAddress } from '../domain/post.ts';
import { packAction } from '../teams/verbs.ts';

/** The accounts of those who may read a school's digest with names, as Teams names people. */
export type Viewers = (urn: string, partnership: string, now: Moment) => Promise<string[]>;

const MOST = 60;

/** The card asks for its names view by itself. Older clients ignore this and show the button. */
export function withRefresh(
  card: AdaptiveCard,
  { urn, date }: PostAddress,
  page: number,
  userIds: readonly string[],
): AdaptiveCard {
  if (userIds.length === 0) return card;
  const data = packAction('names', { urn, date, page: String(page), auto: 'yes' });
  const action = { type: 'Action.Execute', title: 'Show names', verb: 'names', data };
  return { ...card, refresh: { action, userIds: userIds.slice(0, MOST) } };
}
