/** The digest stands as it should: what it shows is kept, and news that somebody must act on is said in its thread. */
import { noticeCard } from '../../cards/notice.ts';
import { dayIsOver, shownDigest } from '../../cards/shown-digest.ts';
import { changesSince, newsToActOn, snapshotOf, type DigestSnapshot } from '../../domain/digest-change.ts';
import type { Post } from '../../domain/post.ts';
import { momentOf } from '../../domain/time.ts';
import { cardActivity } from '../../teams/say.ts';
import { postTexts } from '../../texts/posts.ts';
import { LOST_SECONDS, mine, noteDoubt, RETRY_SECONDS, secondsUntil, TRIES } from './errand.ts';
import type { Carried, LinkedErrand } from './errand.ts';

export async function settle(errand: LinkedErrand, post: Post): Promise<Carried> {
  const { held, now } = errand;
  const moment = momentOf(now());
  const { digest } = shownDigest({ urn: post.urn, date: post.date, held, moment, view: 'channel', post });
  const news = post.last ? newsToActOn(changesSince(post.last, digest)) : [];
  const shown = snapshotOf(digest);
  const isOver = !post.forced && dayIsOver({ ...post, held, moment });
  const settled = await mine(errand, post, (row) => ({
    ...row,
    state: isOver ? 'over' : 'posted',
    // With news to say the count goes on, or a reply in doubt would be said again for ever.
    tries: news.length > 0 ? row.tries : 0,
    firstAt: row.firstAt ?? moment.instant,
    first: row.first ?? shown,
    ...(news.length > 0 ? {} : { last: shown }),
  }));
  if (!settled) return { later: LOST_SECONDS };
  return news.length === 0 ? 'done' : sayNews(errand, settled, news.length, shown);
}

/**
 * A reply is what makes a telephone ring, so in doubt it is said again rather than not at all. It is settled by keeping the
 * digest it told of.
 */
async function sayNews(errand: LinkedErrand, post: Post, children: number, last: DigestSnapshot): Promise<Carried> {
  const { wire, link, log, now } = errand;
  const where = { ...link, conversationId: post.conversationId ?? link.channelId };
  const card = noticeCard({ lines: [postTexts.news(children)] });
  const outcome = await wire.send(where, cardActivity(card, postTexts.news(children)));
  if (outcome.kind === 'later') return { later: secondsUntil(outcome, now()) };
  if (outcome.kind === 'refused' && !outcome.final && post.tries < TRIES) {
    await mine(errand, post, (row) => ({ ...row, tries: row.tries + 1 }));
    return { later: RETRY_SECONDS };
  }
  if (outcome.kind === 'in-doubt' && post.tries === 0) {
    const doubt = { what: 'news', at: now(), channelId: link.channelId };
    noteDoubt(log, post, doubt);
    await mine(errand, post, (row) => ({ ...row, tries: 1, doubts: [...row.doubts, doubt] }));
    return { later: 1 };
  }
  await mine(errand, post, (row) => ({ ...row, last, tries: 0 }));
  return 'done';
}
