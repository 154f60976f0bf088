/** The card of an absence stands in the chat of somebody who is to find out: their half hour runs from here (4.3). */
import { followEvent } from '../record/event.ts';
import { ownerOf } from '../domain/absence/owners.ts';
import type { CardAddress } from '../domain/follow-up-card.ts';
import { momentOf, type Instant } from '../domain/time.ts';
import type { Store } from '../store/open.ts';
import type { FollowUp } from '../record/follow-up.ts';

interface Parts {
  store: Store;
  followUp: FollowUp;
  now(): Instant;
}

/** Told twice it does nothing more. */
export function createEnquirerTold({ store, followUp, now }: Parts): (card: CardAddress) => Promise<void> {
  return async (card) => {
    const moment = momentOf(now());
    const { holdersOf } = await followUp(moment);
    await followEvent({ store, followUp }, moment, card, { kind: 'notified', by: card.upn }, (held, absence) => {
      const pupil = held.pupils.find(({ pupilId }) => pupilId === card.pupilId);
      if (!pupil) return false;
      const holders = holdersOf(held, pupil);
      return ownerOf(absence, held).some(({ role, organisation }) => holders(role, organisation).includes(card.upn));
    });
  };
}
