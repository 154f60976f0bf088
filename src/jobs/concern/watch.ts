/** Once a minute: who has not acknowledged a concern in time. Safe to call at any time and on several instances at once. */
import { isDue } from '../../domain/concern/clock.ts';
import type { Concern } from '../../domain/concern/concern.ts';
import type { Moment } from '../../domain/time.ts';
import { turnClockOf, type ConcernParts } from '../../record/concern/add.ts';
import { concernRoom } from '../../record/concern/seating.ts';

const hasDue = (concern: Concern, { instant }: Moment): boolean =>
  concern.parties.some((party) => isDue(party, concern, instant));

export const createConcernWatch =
  (parts: ConcernParts): ((partnership: string, moment: Moment) => Promise<void>) =>
  async (partnership, moment) => {
    const due = (await parts.store.concerns.open(partnership)).filter((concern) => hasDue(concern, moment));
    if (due.length === 0) return;
    const room = await concernRoom(parts, partnership, moment);
    let steps = 0;
    for (const concern of due) steps += await turnClockOf(parts, moment, concern, room);
    if (steps > 0) parts.log.info({ event: 'concern.steps', steps }, 'steps of concerns were due');
  };
