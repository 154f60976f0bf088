/** One school's digest being carried: by whom, with what, and the rows' side of each of its steps. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Viewers } from '../../cards/refresh.ts';
import type { TabLink } from '../../cards/tab-link.ts';
import type { Page, Post, Sending } from '../../domain/post.ts';
import type { PartnershipRecords } from '../../domain/records.ts';
import type { Instant } from '../../domain/time.ts';
import type { Log } from '../../log.ts';
import type { Link } from '../../store/channels.ts';
import type { Store } from '../../store/open.ts';
import type { Outgoing, SendOutcome, UpdateOutcome } from '../../teams/wire/types.ts';

export interface CarryParts {
  store: Store;
  wire: Outgoing;
  viewers: Viewers;
  tabLink?: TabLink;
  log: Log;
  now(): Instant;
  /** How long a row with a claim may stand unchanged until its holder counts as dead. */
  claimMs: number;
  /** Told when a school cannot be reached, so that people are told in its place. Told twice it does nothing more. */
  onUnreachable(post: Post, held: PartnershipRecords): Promise<void>;
}

export interface Errand extends CarryParts {
  /** As claims name it: of its own for each errand, because two pointers to one post may be in hand in one process. */
  me: string;
  held: PartnershipRecords;
}

export interface LinkedErrand extends Errand {
  link: Link;
}

/** Settled, or to be taken up again in so many seconds. */
export type Carried = 'done' | { later: number };

/** What a step came to: go on with this post, or stop here for now. */
export type Step = { go: Post } | { stop: Carried };

export const LOST_SECONDS = 3;
export const lost: Step = { stop: { later: LOST_SECONDS } };

/** Faults of the other side are tried for about an hour; then people are told. */
export const TRIES = 12;
export const RETRY_SECONDS = 20;

/**
 * Writes a change to the row, which keeps it ours a while longer; not if somebody else has taken it, and not if its school
 * was linked elsewhere meanwhile.
 */
export const mine = (errand: Errand, post: Post, change: (post: Post) => Post): Promise<Post | undefined> =>
  errand.store.posts.change(post, (held) =>
    held.claim?.owner === errand.me && held.channelId === post.channelId ? change(held) : undefined,
  );

const PATIENCE_MS = 60_000;
const PAUSE_MS = 500;

/** As `mine`, for what would otherwise be forgotten: a store that does not answer is asked for a minute. Then throws. */
export async function mineAtLast(errand: Errand, post: Post, change: (post: Post) => Post): Promise<Post | undefined> {
  const end = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await mine(errand, post, change);
    } catch (fault) {
      if (performance.now() > end) throw fault;
      await sleep(PAUSE_MS);
    }
  }
}

export function secondsUntil(outcome: SendOutcome | UpdateOutcome, now: Instant): number {
  if (outcome.kind === 'later') return Math.min(3600, Math.max(1, Math.ceil((outcome.retryAt - now) / 1000)));
  return outcome.kind === 'in-doubt' ? 1 : RETRY_SECONDS;
}

export const withPage = (pages: readonly Page[], n: number, page: Page): Page[] =>
  Array.from({ length: Math.max(pages.length, n + 1) }, (_, at) => (at === n ? page : (pages[at] ?? {})));

export function withoutSending({ sending, ...post }: Post): Post {
  void sending;
  return post;
}

/**
 * Nobody can know whether it stands in the channel, so a human is told where to look. Said before it is written down: twice
 * rather than not at all.
 */
export const noteDoubt = (log: Log, { urn, date }: Post, { what, channelId }: Sending): void =>
  log.warn({ event: 'post.in-doubt', urn, date, what, channelId }, 'a message may stand twice');

/** The school cannot be told in its channel: the partnership's people are told instead, once. */
export async function giveUp(errand: Errand, post: Post, why: string): Promise<Carried> {
  const { log, held, onUnreachable } = errand;
  const unreachable = { state: 'unreachable', why } as const;
  if (!(await mine(errand, post, withoutSending))) return { later: LOST_SECONDS };
  log.error({ event: 'post.unreachable', urn: post.urn, date: post.date, why }, 'a school could not be reached');
  // People first: a row that says unreachable is taken to mean that they have been told.
  await onUnreachable({ ...post, ...unreachable }, held);
  await mine(errand, post, (row) => ({ ...row, ...unreachable }));
  return 'done';
}
