/** What a kill or a slow store left undone is done before time goes on: else people would find another state than they should. */
import { setTimeout as sleep } from 'node:timers/promises';
import { addressOf, cardsBehind } from '../../../src/domain/follow-up-card.ts';
import { addDays, momentOf, type Instant } from '../../../src/domain/time.ts';
import type { Pointer } from '../../../src/store/queue.ts';
import { CODE } from './partnership.ts';
import type { WeekStage } from './stage.ts';

/** Longer than the product's own claims stand. */
const LIMIT_MS = 90_000;
const PAUSE_MS = 500;

/** What each minute's look finds; here the minute stands still. */
async function behind({ store }: WeekStage, at: Instant): Promise<Pointer[]> {
  const { date } = momentOf(at);
  const [held, cards, posts] = await Promise.all([
    store.records.day(CODE, date),
    store.cards.since(CODE, addDays(date, -7)),
    store.posts.ofDay(CODE, date),
  ]);
  const late: Pointer[] = [];
  for (const card of cardsBehind(held?.absences ?? [], cards)) late.push({ kind: 'card', ...addressOf(card) });
  for (const { urn, state } of posts) if (state === 'due') late.push({ kind: 'post', partnership: CODE, date, urn });
  return late;
}

/** `work`: the queue alone. A look at the clock would come at a minute at which an undisturbed week has none. */
export async function catchUp(stage: WeekStage, at: Instant, work: () => Promise<void>): Promise<void> {
  const end = performance.now() + LIMIT_MS;
  for (let late = await behind(stage, at); late.length > 0 && performance.now() < end; late = await behind(stage, at)) {
    await sleep(PAUSE_MS);
    for (const pointer of late) await stage.store.queue.put(pointer);
    await work();
  }
}
