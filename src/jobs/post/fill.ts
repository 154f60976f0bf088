/** Brings one message of a post up to date, and finds a way when Teams does not take it. */
import { noticeCard } from '../../cards/notice.ts';
import type { AdaptiveCard } from '../../cards/render.ts';
import { PAGE_CHARACTERS } from '../../cards/digest.ts';
import { shortHash } from '../../cards/shown-digest.ts';
import type { Post } from '../../domain/post.ts';
import { cardActivity } from '../../teams/say.ts';
import type { UpdateOutcome } from '../../teams/wire/types.ts';
import { postTexts } from '../../texts/posts.ts';
import type { Content } from './content.ts';
import { giveUp, lost, mine, RETRY_SECONDS, secondsUntil, TRIES, withPage } from './errand.ts';
import type { LinkedErrand, Step } from './errand.ts';

const SMALLEST_PAGE = 8_000;

/** The same but for the time of the last edit is the same: it is not edited again. */
const showing = (card: AdaptiveCard): string => shortHash(JSON.stringify(card).replace(/Updated \d\d:\d\d\. /, ''));

/** A page that no card is left for says so. */
export async function fill(errand: LinkedErrand, post: Post, content: Content, page: number): Promise<Step> {
  const { link, wire, now } = errand;
  const card = content.cards[page] ?? noticeCard(postTexts.emptyPage);
  const { activityId, shows } = post.pages[page] ?? {};
  if (activityId === undefined || shows === showing(card)) return { go: post };
  const where = { ...link, conversationId: post.conversationId ?? link.channelId };
  const outcome = await wire.update(where, activityId, cardActivity(card, content.summary));
  if (outcome.kind !== 'sent') return unfilled(errand, post, outcome, page);
  const go = await mine(errand, post, (row) => ({
    ...row,
    editedAt: now(),
    pages: withPage(row.pages, page, { activityId, shows: showing(card) }),
  }));
  return go ? { go } : lost;
}

async function unfilled(
  errand: LinkedErrand,
  post: Post,
  outcome: Exclude<UpdateOutcome, { kind: 'sent' }>,
  page: number,
): Promise<Step> {
  if (outcome.kind === 'later') return { stop: { later: secondsUntil(outcome, errand.now()) } };
  const after = await mine(errand, post, (row) => remedied(row, outcome.status, page));
  if (!after) return lost;
  const final = outcome.final && ![404, 413].includes(outcome.status);
  if (final || after.tries >= TRIES) return { stop: await giveUp(errand, after, outcome.code ?? 'not taken') };
  return { stop: { later: outcome.status === 413 ? 1 : RETRY_SECONDS } };
}

/**
 * 413: Teams found it too big, so the pages get smaller. 404: the message was deleted, so it is posted afresh: a later part
 * in its thread, the first with everything below it in a new one.
 */
function remedied(post: Post, status: number, page: number): Post {
  const tries = post.tries + 1;
  if (status === 413) {
    const pageCharacters = Math.max(SMALLEST_PAGE, Math.floor((post.pageCharacters ?? PAGE_CHARACTERS) / 2));
    return { ...post, tries, pageCharacters };
  }
  if (status !== 404) return { ...post, tries };
  if (page > 0) return { ...post, tries, pages: withPage(post.pages, page, {}) };
  const { conversationId, ...rest } = post;
  void conversationId;
  return { ...rest, tries, pages: [] };
}
