/** Once a minute: who has not acknowledged a concern in time. Safe to call at any time and on several instances at once. */
import { isDue } from '../../domain/concern/clock.ts';
import type { Concern } from '../../domain/concern/concern.ts';
import type { Moment } from '../../domain/time.ts';
import type { Log } from '../../log.ts';
import { turnClockOf, type ConcernParts } from '../../record/concern/add.ts';
import { concernRoom } from '../../record/concern/seating.ts';
import type { OnShut } from '../../store/concerns.ts';

const hasDue = (concern: Concern, { instant }: Moment): boolean =>
  concern.parties.some((party) => isDue(party, concern, instant));

/** Nobody is told of them any more: whoever runs this must put the key back. */
export const logShut =
  (log: Log): OnShut =>
  (count) =>
    log.error({ event: 'concern.shut', count }, 'concerns are sealed with a key that is not there');

export const createConcernWatch =
  (parts: ConcernParts): ((partnership: string, moment: Moment) => Promise<void>) =>
  async (partnership, moment) => {
    const open = await parts.store.concerns.open(partnership, logShut(parts.log));
    const due = open.filter((concern) => hasDue(concern, moment));
    if (due.length === 0) return;
    const room = await concernRoom(parts, partnership, moment);
    let steps = 0;
    for (const concern of due)
      steps += await turnClockOf(parts, moment, concern, room).catch((fault: unknown) => {
        parts.log.error({ event: 'concern.fault', err: fault }, 'the clock of a concern could not be turned');
        return 0;
      });
    if (steps > 0) parts.log.info({ event: 'concern.steps', steps }, 'steps of concerns were due');
  };
