/** The digest of one school and day as it stands in Teams, and who works on it. Values and decisions only. */
import type { DigestSnapshot } from './digest-change.ts';
import type { Role } from './records.ts';
import type { Telling } from './absence/told.ts';
import type { Instant, LocalDate, LocalTime } from './time.ts';

export interface PostAddress {
  partnership: string;
  date: LocalDate;
  urn: string;
}

const postStates = ['due', 'posted', 'notice', 'unreachable', 'over'] as const;
type PostState = (typeof postStates)[number];

interface Ack {
  upn: string;
  name: string;
  role: string;
  at: Instant;
  /** What was on the card when it was acknowledged; another digest is "changed since". */
  of: string;
}
/** Who works on a row now. It counts while the row is written again and again (`CLAIM_MS`). */
export interface Claim {
  owner: string;
}
/** A message that is none of the pages yet. */
export interface Sending {
  what: string;
  at: Instant;
  channelId: string;
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
  claim?: Claim;
  /** A create that was begun and whose answer has not been written down: in doubt once nobody has a claim any more. */
  sending?: Sending;
  /** Sends whose outcome nobody can know: each may be a stray header in the channel. For the operator. */
  doubts: Sending[];
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

export const noticeReasons = [
  'no-channel',
  'not-reachable',
  'sealed-pupil',
  'other-account',
  'vacant-role',
  'dsl-unreachable',
  'follow-up',
  'register-due',
  'register-ring',
  'mark-contested',
] as const;
export type NoticeReason = (typeof noticeReasons)[number];

/** A role with nobody, or nobody reachable, in the words of those who are told: organisation and people by name. */
export interface Gap {
  role: Role;
  organisation: string;
  why: 'vacant' | 'unreachable';
  /** Names; empty where nobody stands in. */
  standsIn: string[];
}

/** A DSL or deputy whom Teams does not let Keylink write to, in the words of those who are told. */
export interface Unreached {
  name: string;
  as: string;
}

/** Something one person is to be told in their own chat, once. */
export interface Notice {
  partnership: string;
  date: LocalDate;
  /** The schools it is about; none where it is about the person's own account. */
  urns: string[];
  upn: string;
  why: NoticeReason;
  /** Tells notices of one kind to one person on one day apart, where the schools do not. */
  about?: string;
  /** What a `vacant-role` is about. */
  gaps?: Gap[];
  /** Whom a `dsl-unreachable` is about. */
  unreached?: Unreached[];
  /** What a `follow-up` is about, and what of it. */
  absence?: { what: Telling } & ({ pupilId: string; openedAt: Instant } | { children: number });
  /** What a `register-due`, a `register-ring` or a `mark-contested` is about. */
  register?: { provision: string; closesAt: LocalTime; asked?: number; pupils: number };
  state: 'due' | 'sent' | 'unreachable';
  claim?: Claim;
  tries: number;
}

/**
 * Longer than any one call to Teams with its retries, and written anew before each: a row with a claim that has stood unchanged
 * for so long is that of a process that died. The store's clock says how long, because those of two instances may differ.
 */
export const CLAIM_MS = 30_000;

export interface Claimant {
  /** One piece of work in one process. */
  me: string;
  now: Instant;
  /** How long the row has stood as it is. */
  idleMs: number;
  claimMs: number;
}

/** Held by somebody else. A claim of our own is found where the answer to writing it was lost. */
export const isHeld = ({ claim }: { claim?: Claim }, { me, idleMs, claimMs }: Omit<Claimant, 'now'>): boolean =>
  claim !== undefined && claim.owner !== me && idleMs < claimMs;

/** The post as ours, with a create that somebody began and never finished counted as in doubt; undefined if not to be had. */
export function claimed(post: Post, by: Claimant): Post | undefined {
  if (post.state === 'unreachable' || isHeld(post, by)) return undefined;
  const { sending, ...rest } = post;
  const doubts = sending ? [...post.doubts, { ...sending, at: by.now }] : post.doubts;
  return { ...rest, doubts, claim: { owner: by.me } };
}

export function released<T extends { claim?: Claim }>(row: T, me: string): Omit<T, 'claim'> | undefined {
  if (row.claim?.owner !== me) return undefined;
  const { claim, ...rest } = row;
  void claim;
  return rest;
}

/** What is under way with a post, and what may stand in its channel: it outlives the post's being called for afresh. */
export const inHand = ({ claim, sending, doubts }: Post): Pick<Post, 'claim' | 'sending' | 'doubts'> => ({
  doubts,
  ...(claim ? { claim } : {}),
  ...(sending ? { sending } : {}),
});

/**
 * Why a post could not be claimed: said in the log, because every silence has a reason. Read a moment later it may be free
 * again; then somebody had it.
 */
export function unclaimable(
  post: Post | undefined,
): 'there is no such post' | 'it is unreachable' | 'somebody else has it' {
  if (!post) return 'there is no such post';
  return post.state === 'unreachable' ? 'it is unreachable' : 'somebody else has it';
}
