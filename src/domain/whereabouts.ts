/**
 * "Where is … now": the taxonomy A1 to A16 of 7.2 over timetable, calendar and marks. A0, no access, is decided before by
 * scope and name. Pure; never throws for any pupil, timetable and marks of the records' types.
 */
import { heldEvidence, laterEvidence, lastConfirmed } from './whereabouts/evidence.ts';
import { factsOf } from './whereabouts/facts.ts';
import { stateOf } from './whereabouts/ladder.ts';
import { nextExpected } from './whereabouts/next.ts';
import { placeOf, plannedAt, schoolShut } from './whereabouts/places.ts';
import { whomToRing } from './whereabouts/ring.ts';
import type { Asked, Whereabouts } from './whereabouts/answer.ts';

export type {
  Asked,
  Audience,
  Category,
  Closure,
  Evidence,
  NotExpected,
  Planned,
  Ring,
  Whereabouts,
} from './whereabouts/answer.ts';

function homeSchoolOf(asked: Asked): Pick<Whereabouts, 'homeSchool'> {
  if (asked.audience.kind === 'provision') return {};
  const shut = schoolShut(asked, asked.moment.date);
  return { homeSchool: { place: placeOf(asked, asked.pupil.schoolUrn), ...(shut && { shut }) } };
}

/**
 * Judged at `moment`, from what had been recorded by `now`: of a moment gone by, marks recorded since count and carry when
 * they were recorded; of one to come, the timetable and calendars of that date are the plan (R7.16).
 */
export function whereabouts(asked: Asked): Whereabouts {
  const facts = factsOf(asked);
  const finding = stateOf(facts);
  const next = nextExpected(facts);
  const confirmed = lastConfirmed(facts);
  return {
    audience: asked.audience.kind,
    plan: asked.plan,
    moment: asked.moment,
    now: asked.now,
    planned: facts.running.map(({ slot }) => plannedAt(asked, slot)),
    held: heldEvidence(facts),
    later: laterEvidence(facts),
    ...(confirmed && { lastConfirmed: confirmed }),
    ...(next && { next }),
    ...homeSchoolOf(asked),
    ring: whomToRing(asked, finding, { next, confirmed }),
    ...finding,
  };
}
