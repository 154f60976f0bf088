/** What a post should show now, a card for each of its messages. */
import { noticeCard } from '../../cards/notice.ts';
import { withRefresh } from '../../cards/refresh.ts';
import type { AdaptiveCard } from '../../cards/render.ts';
import { shownDigest } from '../../cards/shown-digest.ts';
import { withTabLink } from '../../cards/tab-link.ts';
import type { Post } from '../../domain/post.ts';
import { momentOf } from '../../domain/time.ts';
import { postTexts } from '../../texts/posts.ts';
import type { LinkedErrand } from './errand.ts';

export interface Content {
  cards: AdaptiveCard[];
  summary: string;
  school: string;
}

export async function contentOf({ held, link, now, viewers, tabLink }: LinkedErrand, post: Post): Promise<Content> {
  const { partnership, urn, date } = post;
  const school = held.schools.find((one) => one.urn === urn)?.name ?? urn;
  const summary = postTexts.summary(school);
  if (post.state === 'notice') return { cards: [noticeCard(postTexts.missed(school, date))], summary, school };
  const moment = momentOf(now());
  const view = link.names ? 'names' : 'channel';
  const { cards } = shownDigest({ urn, date, held, moment, view, post });
  const userIds = await viewers(urn, partnership, moment);
  const linked = (card: AdaptiveCard, page: number): AdaptiveCard =>
    page === cards.length - 1 ? withTabLink(card, tabLink?.(`school/${urn}`)) : card;
  return {
    cards: cards.map((card, page) => withRefresh(linked(card, page), post, page, userIds)),
    summary,
    school,
  };
}
