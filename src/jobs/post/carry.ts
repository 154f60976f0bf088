/**
 * Takes one school's digest to its channel and keeps it true. Every step is written down before and after it is taken, so
 * that a process killed anywhere leaves either nothing, a header without pupils, or the digest; and another goes on.
 */
import { randomUUID } from 'node:crypto';
import { claimed, released, unclaimable, type Post, type PostAddress } from '../../domain/post.ts';
import { judgedAgain } from '../../domain/posting.ts';
import type { PartnershipRecords } from '../../domain/records.ts';
import { setting } from '../../domain/settings.ts';
import { momentOf, type Instant } from '../../domain/time.ts';
import { contentOf } from './content.ts';
import { giveUp, LOST_SECONDS, mine, noteDoubt } from './errand.ts';
import type { Carried, CarryParts, LinkedErrand } from './errand.ts';
import { fill } from './fill.ts';
import { settle } from './news.ts';
import { reserve } from './reserve.ts';

export function createPostCarrier(parts: CarryParts): (at: PostAddress) => Promise<Carried> {
  const { store, log, now, claimMs } = parts;
  return async (at) => {
    const me = randomUUID();
    try {
      const post = await store.posts.change(at, (held, idleMs) => {
        const ours = claimed(held, { me, now: now(), idleMs, claimMs });
        if (ours && held.sending) noteDoubt(log, held, held.sending);
        return ours;
      });
      return post ? await carry(parts, me, post) : await skip(parts, at);
    } finally {
      // Also where taking it failed: a store that stood still may have carried that out all the same.
      await store.posts.change(at, (held) => released(held, me)).catch(() => undefined);
    }
  };
}

async function skip({ store, log }: CarryParts, { partnership, date, urn }: PostAddress): Promise<Carried> {
  const why = unclaimable(await store.posts.read(partnership, date, urn));
  log.info({ event: 'post.skipped', urn, date, why }, 'a post needed nothing');
  return why === 'somebody else has it' ? { later: LOST_SECONDS } : 'done';
}

async function carry(parts: CarryParts, me: string, post: Post): Promise<Carried> {
  const { store, now } = parts;
  const [link, held] = await Promise.all([
    store.channels.linkOf(post.urn),
    store.records.day(post.partnership, post.date, { schools: [post.urn] }),
  ]);
  if (!held) return 'done';
  // The clock was set back: on its day the clock calls for it again.
  if (post.date > momentOf(now()).date) return 'done';
  // Gone to another partnership since: its digest is called for there.
  if (!held.schools.some((school) => school.urn === post.urn)) return 'done';
  if (!link) return post.first ? 'done' : giveUp({ ...parts, me, held }, post, 'no-channel');
  const errand = { ...parts, me, held, link };
  const wait = debounce(post, held, now());
  if (wait > 0) return { later: wait };
  const judged = await mine(errand, post, (row) => judgedAgain(row, held, momentOf(now())));
  if (!judged) return { later: LOST_SECONDS };
  if (judged.state === 'over' && judged.pages.length === 0) {
    parts.log.error({ event: 'post.missed', urn: post.urn, date: post.date }, 'a digest was never posted');
    return 'done';
  }
  return isLeftAsItStands(judged) ? 'done' : fillPages(errand, judged);
}

/** Its day is over: only an acknowledgement still shows on it, whatever pointer comes up late. */
const isLeftAsItStands = ({ state, pages, acks, editedAt = 0 }: Post): boolean =>
  state === 'over' && pages.every(({ shows }) => shows !== undefined) && acks.every(({ at }) => at <= editedAt);

/** Seconds until this post may be edited again. */
function debounce(post: Post, held: PartnershipRecords, now: Instant): number {
  if (post.editedAt === undefined) return 0;
  const gap = Number(setting(held, [post.urn, post.partnership], 'update_debounce_seconds', post.date));
  // Never longer than the gap, though the clock be set back.
  return Math.min(gap, Math.max(0, Math.ceil(gap - (now - post.editedAt) / 1000)));
}

async function fillPages(errand: LinkedErrand, post: Post): Promise<Carried> {
  const content = await contentOf(errand, post);
  let current = post;
  for (const page of content.cards.keys()) {
    const reserved = current.pages[page]?.activityId ? { go: current } : await reserve(errand, current, content, page);
    if ('stop' in reserved) return reserved.stop;
    const filled = await fill(errand, reserved.go, content, page);
    if ('stop' in filled) return filled.stop;
    current = filled.go;
  }
  for (let page = content.cards.length; page < current.pages.length; page++) {
    const emptied = await fill(errand, current, content, page);
    if ('stop' in emptied) return emptied.stop;
    current = emptied.go;
  }
  return post.state === 'notice' ? 'done' : settle(errand, current);
}
