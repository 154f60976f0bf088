/** Once a minute: the steps of absences and register chases that are due, and the cards that do not show what they should. */
import type { Absence } from '../domain/absence/absence.ts';
import { addressOf, cardsBehind } from '../domain/follow-up-card.ts';
import type { PartnershipRecords } from '../domain/records.ts';
import { addDays, type LocalDate, type Moment } from '../domain/time.ts';
import type { Log } from '../log.ts';
import type { Store } from '../store/open.ts';
import type { FollowUp } from '../record/follow-up.ts';

/** A card that nobody could edit for so long is left as it is. */
const DAYS_KEPT_UP = 7;

interface Parts {
  store: Store;
  followUp: FollowUp;
  /** What else the day's records may call for, read once for all. */
  looked(held: PartnershipRecords, moment: Moment): Promise<void>;
  log: Log;
}

/** Safe to call at any time and on several instances: each step is written once, whoever comes first. */
export function createDayWatch({
  store,
  followUp,
  looked,
  log,
}: Parts): (partnership: string, moment: Moment) => Promise<void> {
  return async (partnership, moment) => {
    const { date } = moment;
    const { follow } = await followUp(moment);
    let read: PartnershipRecords | undefined;
    try {
      for (let steps = -1; steps !== 0;) {
        const { events = [], chases = [] } = await store.ledger.append({ partnership, date }, async (held) => {
          read = held;
          return follow(held, date, moment);
        });
        steps = events.length + chases.length;
        if (steps > 0) log.info({ event: 'watch.steps', partnership, steps }, 'steps were due');
      }
      // As they stood when nothing more was due.
      if (read) await lookAtCards(store, partnership, date, read.absences);
    } finally {
      // Whatever became of the absences.
      if (read) await looked(read, moment);
    }
  };
}

async function lookAtCards(store: Store, partnership: string, date: LocalDate, absences: Absence[]): Promise<void> {
  const cards = await store.cards.since(partnership, addDays(date, -DAYS_KEPT_UP));
  await Promise.all(cardsBehind(absences, cards).map((card) => store.queue.put({ kind: 'card', ...addressOf(card) })));
}
