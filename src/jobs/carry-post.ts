/**
 * Takes one school's digest to its channel and keeps it true. Every step is written down before and after it is taken, so
 * that a process killed anywhere leaves either nothing, a header without pupils, or the digest; and another goes on.
 */
import { noticeCard } from '../cards/notice.ts';
import type { AdaptiveCard } from '../cards/render.ts';
import { changesSince, newsToActOn, snapshotOf } from '../domain/digest-change.ts';
import { setting } from '../domain/settings.ts';
import { momentOf, type Instant } from '../domain/time.ts';
import type { PartnershipRecords } from '../domain/records.ts';
import type { Log } from '../log.ts';
import type { Link } from '../store/channels.ts';
import type { Store } from '../store/open.ts';
import { cardActivity } from '../teams/say.ts';
import type { Outgoing, SendOutcome, UpdateOutcome } from '../teams/wire/types.ts';
import { postTexts } from '../texts/posts.ts';
import { claimed, claimFrom, released, unclaimable, type Page, type Post, type PostAddress } from '../domain/post.ts';
import { withRefresh, type Viewers } from '../cards/refresh.ts';
import { judgedAgain } from '../domain/posting.ts';
import { dayIsOver, shortHash, shownDigest } from '../cards/shown-digest.ts';

export interface CarryParts {
  store: Store;
  wire: Outgoing;
  viewers: Viewers;
  log: Log;
  now(): Instant;
  /** This process, as claims name it. */
  me: string;
  /** Told when a school cannot be reached, so that people are told in its place. */
  onUnreachable(post: Post, held: PartnershipRecords): Promise<void>;
}

/** Settled, or to be taken up again in so many seconds. */
export type Carried = 'done' | { later: number };

/** Faults of the other side are tried for about an hour; then people are told. */
const TRIES = 12;
const RETRY_SECONDS = 20;
const SMALLEST_PAGE = 8_000;

/** What a step came to: go on with this post, or stop here for now. */
type Step = { go: Post } | { stop: Carried };

export function createPostCarrier(parts: CarryParts): (at: PostAddress) => Promise<Carried> {
  const { store, log, now, me } = parts;
  return async (at) => {
    let unfinished: string | undefined;
    const post = await store.posts.change(at, (held) => {
      unfinished = held.sending?.what;
      return claimed(held, me, now());
    });
    if (!post) {
      const held = await store.posts.read(at.partnership, at.date, at.urn);
      const why = unclaimable(held, now());
      log.info({ event: 'post.skipped', urn: at.urn, date: at.date, why }, 'a post needed nothing');
      return why === 'somebody else has it' ? { later: 5 } : 'done';
    }
    if (unfinished !== undefined) noteDoubt(log, post, unfinished);
    try {
      return await carry(parts, post);
    } finally {
      await store.posts.change(at, (held) => released(held, me)).catch(() => undefined);
    }
  };
}

/** Nobody can know whether it stands in the channel, so a human is told where to look. */
const noteDoubt = (log: Log, { urn, date, channelId }: Post, what: string): void =>
  log.warn({ event: 'post.in-doubt', urn, date, what, channelId }, 'a message may stand twice');

async function carry(parts: CarryParts, post: Post): Promise<Carried> {
  const { store, now } = parts;
  const [link, held] = await Promise.all([
    store.channels.linkOf(post.urn),
    store.records.day(post.partnership, post.date),
  ]);
  if (!held) return 'done';
  if (!link) return giveUp(parts, post, held, 'no-channel');
  const wait = debounce(post, held, now());
  if (wait > 0) return { later: wait };
  const judged = await mine(parts, post, (row) => judgedAgain(row, held, momentOf(now())));
  if (!judged) return { later: 5 };
  if (judged.state === 'over' && judged.pages.length === 0) {
    parts.log.error({ event: 'post.missed', urn: post.urn, date: post.date }, 'a digest was never posted');
    return 'done';
  }
  return fillPages(parts, judged, link, held);
}

/** Seconds until this post may be edited again. */
function debounce(post: Post, held: PartnershipRecords, now: Instant): number {
  if (post.editedAt === undefined) return 0;
  const gap = Number(setting(held, [post.urn, post.partnership], 'update_debounce_seconds', post.date));
  return Math.max(0, Math.ceil(gap - (now - post.editedAt) / 1000));
}

interface Filling {
  cards: AdaptiveCard[];
  summary: string;
  school: string;
}

async function contentOf(parts: CarryParts, post: Post, link: Link, held: PartnershipRecords): Promise<Filling> {
  const school = held.schools.find((one) => one.urn === post.urn)?.name ?? post.urn;
  const summary = postTexts.summary(school);
  const moment = momentOf(parts.now());
  if (post.state === 'notice') return { cards: [noticeCard(postTexts.missed(school, post.date))], summary, school };
  const view = link.names ? 'names' : 'channel';
  const { cards } = shownDigest({ urn: post.urn, date: post.date, held, moment, view, post });
  const userIds = await parts.viewers(post.urn, post.partnership, moment);
  return { cards: cards.map((card, page) => withRefresh(card, post, page, userIds)), summary, school };
}

async function fillPages(parts: CarryParts, post: Post, link: Link, held: PartnershipRecords): Promise<Carried> {
  const content = await contentOf(parts, post, link, held);
  let current = post;
  for (const page of content.cards.keys()) {
    const reserved = current.pages[page]?.activityId
      ? { go: current }
      : await reserve(parts, current, link, held, content, page);
    if ('stop' in reserved) return reserved.stop;
    const filled = await fill(parts, reserved.go, link, held, content, page);
    if ('stop' in filled) return filled.stop;
    current = filled.go;
  }
  for (let page = content.cards.length; page < current.pages.length; page++) {
    const emptied = await fill(parts, current, link, held, { ...content, cards: [] }, page);
    if ('stop' in emptied) return emptied.stop;
    current = emptied.go;
  }
  return post.state === 'notice' ? 'done' : settle(parts, current, link, held);
}

/** Writes a change to the row, as long as it is still ours to work on, and keeps it ours a while longer. */
const mine = (parts: CarryParts, post: Post, change: (post: Post) => Post): Promise<Post | undefined> =>
  parts.store.posts.change(post, (held) =>
    held.claim?.owner === parts.me ? { ...change(held), claim: claimFrom(parts.me, parts.now()) } : undefined,
  );

const lost: Step = { stop: { later: 5 } };

/** Posts a header without pupils and keeps its id: what follows is an update, which can be repeated without harm. */
async function reserve(
  parts: CarryParts,
  post: Post,
  link: Link,
  held: PartnershipRecords,
  content: Filling,
  page: number,
): Promise<Step> {
  const begun = await mine(parts, post, (row) => ({
    ...row,
    channelId: link.channelId,
    sending: { what: `header ${page}`, at: parts.now() },
  }));
  if (!begun) return lost;
  const card = noticeCard(postTexts.header(content.school, post.date, page));
  const outcome = await send(parts, begun, link, cardActivity(card, content.summary));
  if (outcome.kind === 'sent') {
    const go = await mine(parts, begun, (row) => ({
      ...withoutSending(row),
      conversationId: row.conversationId ?? outcome.conversationId,
      pages: withPage(row.pages, page, { activityId: outcome.activityId }),
    }));
    return go ? { go } : lost;
  }
  return unsent(parts, begun, held, outcome, `header ${page}`);
}

const send = (parts: CarryParts, post: Post, link: Link, activity: ReturnType<typeof cardActivity>) =>
  post.conversationId === undefined
    ? parts.wire.create({ ...link }, activity)
    : parts.wire.send({ ...link, conversationId: post.conversationId }, activity);

const withPage = (pages: readonly Page[], n: number, page: Page): Page[] =>
  Array.from({ length: Math.max(pages.length, n + 1) }, (_, at) => (at === n ? page : (pages[at] ?? {})));

function withoutSending({ sending, ...post }: Post): Post {
  void sending;
  return post;
}

/** A create that was not answered with an id. In doubt, it is posted again: perhaps a stray header, never no digest. */
async function unsent(
  parts: CarryParts,
  post: Post,
  held: PartnershipRecords,
  outcome: Exclude<SendOutcome, { kind: 'sent' }>,
  what: string,
): Promise<Step> {
  const { now, log } = parts;
  if (outcome.kind === 'refused' && outcome.final) {
    return { stop: await giveUp(parts, post, held, outcome.code ?? `status ${outcome.status}`) };
  }
  const doubt = outcome.kind === 'in-doubt' ? [{ what, at: now(), channelId: post.channelId ?? '' }] : [];
  if (doubt.length > 0) noteDoubt(log, post, what);
  const after = await mine(parts, post, (row) => ({
    ...withoutSending(row),
    doubts: [...row.doubts, ...doubt],
    tries: row.tries + 1,
  }));
  if (after && after.tries >= TRIES) return { stop: await giveUp(parts, after, held, 'too many tries') };
  return { stop: { later: secondsUntil(outcome, now()) } };
}

function secondsUntil(outcome: SendOutcome | UpdateOutcome, now: Instant): number {
  if (outcome.kind === 'later') return Math.min(3600, Math.max(1, Math.ceil((outcome.retryAt - now) / 1000)));
  return outcome.kind === 'in-doubt' ? 1 : RETRY_SECONDS;
}

/** The same but for the time of the last edit is the same: it is not edited again. */
const showing = (card: AdaptiveCard): string => shortHash(JSON.stringify(card).replace(/Updated \d\d:\d\d\. /, ''));

async function fill(
  parts: CarryParts,
  post: Post,
  link: Link,
  held: PartnershipRecords,
  content: Filling,
  page: number,
): Promise<Step> {
  const card = content.cards[page] ?? noticeCard(postTexts.emptyPage);
  const { activityId, shows } = post.pages[page] ?? {};
  if (activityId === undefined || shows === showing(card)) return { go: post };
  const where = { ...link, conversationId: post.conversationId ?? link.channelId };
  const outcome = await parts.wire.update(where, activityId, cardActivity(card, content.summary));
  if (outcome.kind === 'sent') {
    const go = await mine(parts, post, (row) => ({
      ...row,
      editedAt: parts.now(),
      pages: withPage(row.pages, page, { activityId, shows: showing(card) }),
    }));
    return go ? { go } : lost;
  }
  return unfilled(parts, post, held, outcome);
}

async function unfilled(
  parts: CarryParts,
  post: Post,
  held: PartnershipRecords,
  outcome: Exclude<UpdateOutcome, { kind: 'sent' }>,
): Promise<Step> {
  if (outcome.kind === 'later') return { stop: { later: secondsUntil(outcome, parts.now()) } };
  const after = await mine(parts, post, (row) => remedied(row, outcome.status));
  if (!after) return lost;
  const final = outcome.final && ![404, 413].includes(outcome.status);
  if (final || after.tries >= TRIES) return { stop: await giveUp(parts, after, held, outcome.code ?? 'not taken') };
  return { stop: { later: outcome.status === 413 ? 1 : RETRY_SECONDS } };
}

/** 404: the message was deleted, so it is posted afresh. 413: Teams found it too big, so the pages get smaller. */
function remedied(post: Post, status: number): Post {
  const tries = post.tries + 1;
  if (status === 413) {
    const pageCharacters = Math.max(SMALLEST_PAGE, Math.floor((post.pageCharacters ?? 26_000) / 2));
    return { ...post, tries, pageCharacters };
  }
  if (status !== 404) return { ...post, tries };
  const { conversationId, ...rest } = post;
  void conversationId;
  return { ...rest, tries, pages: [] };
}

/** The digest stands as it should: what it shows is kept, and news that somebody must act on is said in its thread. */
async function settle(parts: CarryParts, post: Post, link: Link, held: PartnershipRecords): Promise<Carried> {
  const moment = momentOf(parts.now());
  const { digest } = shownDigest({ urn: post.urn, date: post.date, held, moment, view: 'channel', post });
  const news = post.last ? newsToActOn(changesSince(post.last, digest)) : [];
  const shown = snapshotOf(digest);
  const isOver = !post.forced && dayIsOver({ ...post, held, moment });
  const settled = await mine(parts, post, (row) => ({
    ...row,
    state: isOver ? 'over' : 'posted',
    tries: 0,
    firstAt: row.firstAt ?? moment.instant,
    first: row.first ?? shown,
    ...(news.length > 0 ? {} : { last: shown }),
  }));
  if (!settled) return { later: 5 };
  return news.length === 0 ? 'done' : sayNews(parts, settled, link, news.length, shown);
}

/**
 * A reply is what makes a telephone ring, so in doubt it is said again rather than not at all. It is settled by keeping the
 * digest it told of.
 */
async function sayNews(
  parts: CarryParts,
  post: Post,
  link: Link,
  children: number,
  last: Post['last'] & object,
): Promise<Carried> {
  const where = { ...link, conversationId: post.conversationId ?? link.channelId };
  const card = noticeCard({ lines: [postTexts.news(children)] });
  const outcome = await parts.wire.send(where, cardActivity(card, postTexts.news(children)));
  if (outcome.kind === 'later') return { later: secondsUntil(outcome, parts.now()) };
  if (outcome.kind === 'refused' && !outcome.final && post.tries < TRIES) {
    await mine(parts, post, (row) => ({ ...row, tries: row.tries + 1 }));
    return { later: RETRY_SECONDS };
  }
  if (outcome.kind === 'in-doubt' && post.tries === 0) {
    noteDoubt(parts.log, post, 'news');
    const doubt = { what: 'news', at: parts.now(), channelId: post.channelId ?? '' };
    await mine(parts, post, (row) => ({ ...row, tries: 1, doubts: [...row.doubts, doubt] }));
    return { later: 1 };
  }
  await mine(parts, post, (row) => ({ ...row, last, tries: 0 }));
  return 'done';
}

/** The school cannot be told in its channel: the partnership's people are told instead, once. */
async function giveUp(parts: CarryParts, post: Post, held: PartnershipRecords, why: string): Promise<Carried> {
  parts.log.error({ event: 'post.unreachable', urn: post.urn, date: post.date, why }, 'a school could not be reached');
  const given = await mine(parts, post, (row) => ({ ...withoutSending(row), state: 'unreachable', why }));
  if (given) await parts.onUnreachable(given, held);
  return 'done';
}
