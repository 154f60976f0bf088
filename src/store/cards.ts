/** The cards of absences in people's chats: which message each is, and what it shows. */
import { newCard, type CardAddress, type FollowUpCard } from '../domain/follow-up-card.ts';
import type { LocalDate } from '../domain/time.ts';
import { changeRow, type Decide } from './change.ts';
import { cardKey, cardsSince } from './keys.ts';
import type { Table } from './table.ts';

export interface Cards {
  /** Those of absences that were going on on that day or later: one request. */
  since(partnership: string, date: LocalDate): Promise<FollowUpCard[]>;
  /** As `Posts.change`; a card that does not stand there yet is new. */
  change(at: CardAddress, decide: Decide<FollowUpCard>): Promise<FollowUpCard | undefined>;
}

export const createCards = (table: Table): Cards => ({
  async since(partnership, date) {
    const [from, to] = cardsSince(date);
    return (await table.range<FollowUpCard>(partnership, { from, to })).map(({ value }) => value);
  },
  async change(at, decide) {
    let stood = false;
    const changed = await changeRow<FollowUpCard>(table, at.partnership, cardKey(at), (card, idleMs) => {
      stood = true;
      return decide(card, idleMs);
    });
    if (changed || stood) return changed;
    const isNew = { key: cardKey(at), value: newCard(at), only: 'create' as const };
    // Where somebody else has just made it, theirs is as good.
    await table.write(at.partnership, isNew);
    return changeRow(table, at.partnership, cardKey(at), decide);
  },
});
