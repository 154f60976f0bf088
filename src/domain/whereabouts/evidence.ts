/** Marks as an answer shows them: where, when, by whom, how old (R7.11). */
import { absenceCategory } from '../codes.ts';
import { setting } from '../settings.ts';
import { instantAt, minutesSince, momentOf } from '../time.ts';
import { chainOf, placeOf } from './places.ts';
import { spokenTime } from './reading.ts';
import type { AbsenceCategory } from '../codes.ts';
import type { Mark } from '../records.ts';
import type { Slot } from '../slots.ts';
import type { LocalTime } from '../time.ts';
import type { Asked, Category, Evidence } from './answer.ts';
import type { Facts } from './facts.ts';
import type { Sighting, SlotReading } from './reading.ts';

/** M and E, which provision staff are not told (A7, 9.2). Y5 already comes as `restricted`, for everyone. */
const withheldFromProvisions = new Set<AbsenceCategory>(['appointment', 'exclusion']);

function categoryFor({ audience }: Asked, mark: Mark): Category {
  const category = absenceCategory(mark);
  return audience.kind === 'provision' && withheldFromProvisions.has(category) ? 'withheld' : category;
}

/** Minutes from a time of that day to the moment asked about, or to now if that is earlier. */
function ageAt({ moment, now }: Asked, at: LocalTime): number | undefined {
  const age = minutesSince(instantAt(moment.date, at), Math.min(moment.instant, now.instant));
  return age < 0 ? undefined : age;
}

function isStale(asked: Asked, age: number | undefined, slot: Slot | undefined): boolean {
  const { organisation, partnership } = chainOf(asked);
  const limit = setting(asked.held, [organisation, partnership], 'stale_after_minutes', asked.moment.date);
  return (slot !== undefined && slot.end <= asked.moment.time) || (age !== undefined && age > Number(limit));
}

/** Leaving when the slot is over needs no reason. */
const isAway = ({ status }: Mark, at: LocalTime, slot: Slot | undefined): boolean =>
  status === 'absent' || (status === 'left' && !(slot && slot.end <= at));

export function evidenceOf({ asked }: Pick<Facts, 'asked'>, mark: Mark, slot?: Slot, late = false): Evidence {
  const { at, known } = spokenTime(mark, slot);
  const age = ageAt(asked, at);
  return {
    place: placeOf(asked, mark.provision),
    status: mark.status,
    at,
    timeKnown: known,
    ...(slot && { slot: { start: slot.start, end: slot.end } }),
    late,
    ...(isAway(mark, at, slot) && { category: categoryFor(asked, mark) }),
    recordedBy: mark.recordedBy,
    recorded: momentOf(mark.recordedAt),
    ...(age !== undefined && { ageMinutes: age }),
    stale: isStale(asked, age, slot),
  };
}

export const sightingEvidence = (facts: Facts, { mark, slot, late }: Sighting): Evidence =>
  evidenceOf(facts, mark, slot, late);

/** What stands, oldest first; what a later mark corrected is left out. */
function inOrder(facts: Facts, sightings: readonly Sighting[], readings: readonly SlotReading[]): Evidence[] {
  const seen = sightings.filter(({ mark }) => mark.status !== 'left').map((one) => sightingEvidence(facts, one));
  const said = readings.flatMap(({ slot, left, stayed, absent }) => {
    const mark = (left ?? stayed)?.mark ?? absent;
    return mark ? [evidenceOf(facts, mark, slot)] : [];
  });
  return [...seen, ...said].toSorted((a, b) => a.at.localeCompare(b.at) || a.recorded.instant - b.recorded.instant);
}

export const heldEvidence = (facts: Facts): Evidence[] => inOrder(facts, facts.sightings, facts.readings);

/** The latest mark up to the moment that puts the pupil somewhere, the leaving of it included. */
export const lastConfirmed = (facts: Facts): Evidence | undefined =>
  heldEvidence(facts).findLast(({ status }) => status !== 'absent');

/** Only of a day or a time gone by: what is recorded ahead of the clock is no evidence. */
export function laterEvidence(facts: Facts): Evidence[] {
  const { time, known, day } = facts;
  if (time > known || facts.asked.moment.instant >= facts.asked.now.instant) return [];
  const lefts = day.readings.flatMap(({ slot, left }) => (left && left.at > time ? [{ slot, left }] : []));
  return inOrder(
    facts,
    day.sightings.filter((seen) => seen.from > time),
    lefts,
  );
}
