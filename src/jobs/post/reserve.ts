/** Posts a header without pupils and keeps its id: what follows is an update, which can be repeated without harm. */
import { noticeCard } from '../../cards/notice.ts';
import type { Post, Sending } from '../../domain/post.ts';
import { cardActivity } from '../../teams/say.ts';
import type { SendOutcome } from '../../teams/wire/types.ts';
import { postTexts } from '../../texts/posts.ts';
import type { Content } from './content.ts';
import { giveUp, lost, mine, mineAtLast, noteDoubt, secondsUntil } from './errand.ts';
import { TRIES, withoutSending, withPage } from './errand.ts';
import type { LinkedErrand, Step } from './errand.ts';

export async function reserve(errand: LinkedErrand, post: Post, content: Content, page: number): Promise<Step> {
  const { channelId } = errand.link;
  const sending = { what: `header ${page}`, at: errand.now(), channelId };
  const begun = await mine(errand, post, (row) => ({ ...row, channelId, sending }));
  if (!begun) return lost;
  const card = noticeCard(postTexts.header(content.school, post.date, page));
  const outcome = await send(errand, begun, cardActivity(card, content.summary));
  if (outcome.kind !== 'sent') return unsent(errand, begun, outcome, sending);
  const { activityId, conversationId } = outcome;
  const go = await mineAtLast(errand, begun, (row) => ({
    ...withoutSending(row),
    conversationId: row.conversationId ?? conversationId,
    pages: withPage(row.pages, page, { activityId }),
  }));
  return go ? { go } : lost;
}

const send = ({ wire, link }: LinkedErrand, post: Post, activity: ReturnType<typeof cardActivity>) =>
  post.conversationId === undefined
    ? wire.create({ ...link }, activity)
    : wire.send({ ...link, conversationId: post.conversationId }, activity);

/** A create that was not answered with an id. In doubt, it is posted again: perhaps a stray header, never no digest. */
async function unsent(
  errand: LinkedErrand,
  post: Post,
  outcome: Exclude<SendOutcome, { kind: 'sent' }>,
  sending: Sending,
): Promise<Step> {
  if (outcome.kind === 'refused' && outcome.final) {
    return { stop: await giveUp(errand, post, outcome.code ?? `status ${outcome.status}`) };
  }
  const isInDoubt = outcome.kind === 'in-doubt';
  if (isInDoubt) noteDoubt(errand.log, post, sending);
  const after = await mine(errand, post, (row) => ({
    ...withoutSending(row),
    doubts: isInDoubt ? [...row.doubts, sending] : row.doubts,
    tries: row.tries + 1,
  }));
  if (after && after.tries >= TRIES) return { stop: await giveUp(errand, after, 'too many tries') };
  return { stop: { later: secondsUntil(outcome, errand.now()) } };
}
