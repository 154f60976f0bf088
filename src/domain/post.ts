/** The digest of one school and day as it stands in Teams, and who works on it. Values and decisions only. */
import type { DigestSnapshot } from './digest-change.ts';
import type { Instant, LocalDate } from './time.ts';

export interface PostAddress {
  partnership: string;
  date: LocalDate;
  urn: string;
}

export const postStates = ['due', 'posted', 'notice', 'unreachable', 'over'] as const;
export type PostState = (typeof postStates)[number];

export interface Ack {
  upn: string;
  name: string;
  role: string;
  at: Instant;
  /** What was on the card when it was acknowledged; another digest is "changed since". */
  of: string;
}
export interface Page {
  /** The message in Teams; absent until its header stands there. */
  activityId?: string;
  /** What it was last filled with, as a short hash; absent while it is only a header. */
  shows?: string;
}
export interface Post {
  partnership: string;
  urn: string;
  date: LocalDate;
  state: PostState;
  late: boolean;
  /** Posted whatever the hour: the demo shows today's, or the last school day's until today's is due. */
  forced?: boolean;
  /** Who works on it now, and until when nobody else does. */
  claim?: { owner: string; until: Instant };
  /** A create that was begun and whose answer has not been written down: in doubt once its claim has run out. */
  sending?: { what: string; at: Instant };
  /** Sends whose outcome nobody can know: each may be a stray header in the channel. For the operator. */
  doubts: { what: string; at: Instant; channelId: string }[];
  channelId?: string;
  /** The thread in Teams, `<channel>;messageid=<root>`. */
  conversationId?: string;
  pages: Page[];
  /** The digest as first filled; changes are told against it. */
  first?: DigestSnapshot;
  /** The digest as last filled; news is what differs from it. */
  last?: DigestSnapshot;
  firstAt?: Instant;
  editedAt?: Instant;
  acks: Ack[];
  tries: number;
  /** Set smaller when Teams found a message too big: characters of JSON in each. */
  pageCharacters?: number;
  why?: string;
}

export const noticeReasons = ['no-channel', 'not-reachable', 'sealed-pupil', 'other-account'] as const;
export type NoticeReason = (typeof noticeReasons)[number];

/** Something one person is to be told in their own chat, once. */
export interface Notice {
  partnership: string;
  date: LocalDate;
  /** The schools it is about; none where it is about the person's own account. */
  urns: string[];
  upn: string;
  why: NoticeReason;
  state: 'due' | 'sent' | 'unreachable';
  tries: number;
}

/** Longer than any one call to Teams with its retries, so that a claim that ran out means a process that died. */
const CLAIM_MS = 30_000;

export const claimFrom = (owner: string, now: Instant) => ({ owner, until: now + CLAIM_MS });

const isHeld = (post: Post, me: string, now: Instant): boolean =>
  post.claim !== undefined && post.claim.owner !== me && post.claim.until > now;

/** The post as ours, with a create that somebody began and never finished counted as in doubt; undefined if not to be had. */
export function claimed(post: Post, me: string, now: Instant): Post | undefined {
  if (post.state === 'unreachable' || isHeld(post, me, now)) return undefined;
  const { sending, ...rest } = post;
  const doubts = sending
    ? [...post.doubts, { what: sending.what, at: now, channelId: post.channelId ?? '' }]
    : post.doubts;
  return { ...rest, doubts, claim: claimFrom(me, now) };
}

export function released(post: Post, me: string): Post | undefined {
  if (post.claim?.owner !== me) return undefined;
  const { claim, ...rest } = post;
  void claim;
  return rest;
}

/** Why a post could not be claimed: said in the log, because every silence has a reason. */
export function unclaimable(post: Post | undefined, now: Instant): string {
  if (!post) return 'there is no such post';
  if (post.claim && post.claim.until > now) return 'somebody else has it';
  return `it is ${post.state}`;
}
