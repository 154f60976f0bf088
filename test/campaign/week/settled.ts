/** Whether everything that was to be said has been said: no notice waits, no card is behind. */
import { cardsBehind } from '../../../src/domain/follow-up-card.ts';
import { CODE } from './partnership.ts';
import { readWeek } from './record.ts';
import type { WeekStage } from './stage.ts';

export async function isSettled({ store, plan }: WeekStage): Promise<boolean> {
  const today = plan.after.at(-1) ?? plan.days.at(-1)!;
  const [{ notices, cards }, held] = await Promise.all([readWeek(store, today), store.records.day(CODE, today)]);
  const waiting = notices.filter(({ state }) => state === 'due');
  return waiting.length === 0 && cardsBehind(held?.absences ?? [], cards).length === 0;
}
