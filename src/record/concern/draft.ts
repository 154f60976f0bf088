/** A concern that the rules make of an absence, for a DSL to confirm or dismiss (issue 4, item 7). */
import type { FirstEvent } from '../../domain/concern/events.ts';
import { causeOf, type DraftOwed } from '../../domain/concern/drafts.ts';
import { routeOf } from '../../domain/concern/routes.ts';
import type { Moment } from '../../domain/time.ts';
import { openConcern, type ConcernParts, type Opened } from './add.ts';
import type { ConcernRoom } from './seating.ts';

/** It says which absence and why, and nothing else: what is known of the child is read when the draft is opened. */
function eventOf({ pupil, absence, why, urgency }: DraftOwed, id: string, room: ConcernRoom, now: Moment): FirstEvent {
  const { held, roster, there } = room;
  const urn = pupil.schoolUrn;
  const asked = { partnership: held.partnership, schools: held.schools, urn, roster, there, date: now.date };
  const route = routeOf(asked);
  const { pupilId, sealed } = pupil;
  const subject = { kind: 'child' as const, pupilId, urn, ...(sealed && { sealed }) };
  const of = { openedAt: absence.openedAt, why };
  return { kind: 'drafted', id, partnership: held.partnership.code, subject, urgency, route, of };
}

/** One that stands already, in whatever state, is left as it is. */
export const draftConcern = (parts: ConcernParts, now: Moment, owed: DraftOwed, room: ConcernRoom): Promise<Opened> =>
  openConcern(parts, now, eventOf(owed, parts.store.concerns.idFor(causeOf(owed)), room, now), room);
