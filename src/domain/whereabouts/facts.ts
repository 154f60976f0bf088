/** What an asker may know of one pupil's day, arranged around the moment asked about. Everything the ladder looks at. */
import { absenceOn, isLocated } from '../absence/on-day.ts';
import { marksOfDay } from '../day-marks.ts';
import { incidentOf } from '../incident.ts';
import { isSuspended } from '../pupil-day.ts';
import { setting } from '../settings.ts';
import { slotsOn } from '../slots.ts';
import { evidenceOnly, standingOf } from '../standing.ts';
import { arrivedAfterEnd, readSlot, unplannedSighting } from './reading.ts';
import { chainOf } from './places.ts';
import type { Absence } from '../absence/absence.ts';
import type { Incident } from '../incident.ts';
import type { Mark } from '../records.ts';
import type { Slot } from '../slots.ts';
import type { Standing } from '../standing.ts';
import type { LocalDate, LocalTime } from '../time.ts';
import type { Asked } from './answer.ts';
import type { Sighting, SlotReading } from './reading.ts';

/** A3 and A10 hold until the pupil's next slot, else until then (7.2); so do the absences A7 and A8. */
const HELD_UNTIL: LocalTime = '18:00';

export interface Facts {
  asked: Asked;
  date: LocalDate;
  time: LocalTime;
  /** How far into that day anything can have been recorded: empty on a day to come. Compares as text. */
  known: LocalTime;
  /** Slots that run, or of which somebody has reported all the same, by start, with what the marks say up to then. */
  readings: SlotReading[];
  /** Slots whose place is shut and that nobody has reported of. */
  closed: Slot[];
  sightings: Sighting[];
  running: SlotReading[];
  /** Those running; between slots the latest one, for as long as its state holds. */
  live: SlotReading[];
  previous?: SlotReading;
  next?: SlotReading;
  /** A1 or A2 as the digest sees it too, unless located since; marks that provision staff may not see play no part in it. */
  incident?: Incident;
  /** Every mark that speaks of a slot of the day. */
  marked: Mark[];
  /** What is recorded of an absence that day was part of. */
  absence?: Absence;
  /** The whole day, for what speaks of a time after the moment. */
  day: { readings: SlotReading[]; sightings: Sighting[] };
}

/** Provision staff are answered as if no other place existed (R7.15). */
export const maySee = ({ audience }: Asked, provision: string): boolean =>
  audience.kind !== 'provision' || (audience.provisions ?? []).includes(provision);

/** Nobody waits at the school for a suspended pupil (1.4, A3). */
export function visibleSlots(asked: Asked, date: LocalDate): Slot[] {
  const away = isSuspended(asked.pupil, date);
  return slotsOn(asked.pupil, date, asked.held).filter(
    (slot) => maySee(asked, slot.provision) && !(away && slot.atHome),
  );
}

/** Marks that the asker may see and that had been recorded by now: a mark dated ahead of the clock is not evidence yet. */
function visibleMarks(asked: Asked): Mark[] {
  const { pupil, held, moment, now } = asked;
  return marksOfDay(held.marks, pupil, moment.date, now.instant).filter((mark) => maySee(asked, mark.provision));
}

function knownUntil({ moment, now }: Asked): LocalTime {
  if (moment.date !== now.date) return moment.date < now.date ? moment.time : '';
  return moment.time < now.time ? moment.time : now.time;
}

/** The end of the half day that a time falls in at a place. */
function sessionEnd(asked: Asked, provision: string, time: LocalTime): LocalTime {
  const { held, moment } = asked;
  const { organisation, partnership } = chainOf(asked);
  const home = (name: 'home_am_end' | 'home_pm_end') => setting(held, [organisation, partnership], name, moment.date);
  const place = held.provisions.find((candidate) => candidate.code === provision);
  return (
    [place?.amEnd ?? home('home_am_end'), place?.pmEnd ?? home('home_pm_end')].find((end) => time < end) ?? '23:59'
  );
}

/** Every sighting of the day in order, planned or not. */
function allSightings(asked: Asked, slots: readonly Slot[], marks: readonly Mark[]): Sighting[] {
  const standings = slots.map((slot) => standingOf(slot, marks));
  const unplanned = [
    ...evidenceOnly(slots, marks),
    ...standings.flatMap((standing) => arrivedAfterEnd(standing) ?? []),
  ];
  return [
    ...standings.flatMap((standing) => readSlot(standing).sighting ?? []),
    ...unplanned.map((mark) =>
      unplannedSighting(mark, slots, sessionEnd(asked, mark.provision, mark.arrivedAt ?? mark.arrive)),
    ),
  ].toSorted((a, b) => a.at.localeCompare(b.at) || a.mark.recordedAt - b.mark.recordedAt);
}

/** A reading without what happened only after a time. */
const upTo = (time: LocalTime, { slot, sighting, left, stayed, absent }: SlotReading): SlotReading => ({
  slot,
  ...(sighting && sighting.from <= time && { sighting }),
  ...(left && left.at <= time && { left }),
  ...(stayed && stayed.at <= time && { stayed }),
  ...(absent && { absent }),
});

/** The same of a standing: who left or came only later had not yet. */
function standingUpTo(time: LocalTime, standing: Standing): Standing {
  const { left, stayed, sighting } = upTo(time, readSlot(standing));
  const { arrival, registered } = standing;
  const afterEnd = arrivedAfterEnd(standing);
  const came = arrival?.status === 'absent' || sighting?.mark === arrival || (afterEnd?.arrivedAt ?? '24:00') <= time;
  const gone = (left ?? stayed)?.mark;
  return {
    ...standing,
    left: gone,
    ...(!came && { arrival: undefined, registered: registered === gone ? gone : undefined }),
  };
}

function liveOf(
  readings: readonly SlotReading[],
  running: SlotReading[],
  next: SlotReading | undefined,
  time: LocalTime,
) {
  if (running.length > 0) return running;
  const latest = readings.findLast(({ slot }) => slot.start <= time);
  return latest && (next || time < HELD_UNTIL) ? [latest] : [];
}

export function factsOf(asked: Asked): Facts {
  const { date, time } = asked.moment;
  const slots = visibleSlots(asked, date);
  const marks = visibleMarks(asked);
  const standings = slots.map((slot) => standingOf(slot, marks));
  const isShut = (slot: Slot): boolean =>
    standings.some((one) => one.slot === slot && slot.closed && one.history.length === 0);
  const open = standings.filter(({ slot }) => !isShut(slot)).map(readSlot);
  const day = { readings: open, sightings: allSightings(asked, slots, marks) };
  const known = knownUntil(asked);
  const sightings = day.sightings.filter((seen) => seen.from <= known);
  const readings = open.map((reading) => upTo(known, reading));
  const running = readings.filter(({ slot }) => slot.start <= time && time < slot.end);
  const previous = readings.findLast(({ slot }) => slot.end <= time);
  const next = readings.find(({ slot }) => slot.start > time);
  const then = standings.map((standing) => standingUpTo(known, standing));
  const absence = date > asked.now.date ? undefined : absenceOn(asked.held.absences, asked.pupil.pupilId, date);
  const said = incidentOf({
    standings: then.filter(({ slot }) => slot.start <= time),
    ahead: then.filter(({ slot }) => slot.start > time),
    elsewhere: evidenceOnly(slots, marks).filter((mark) => (mark.arrivedAt ?? mark.arrive) <= known),
    at: { date, time: known },
  });
  const incident = said && isLocated(said, absence, asked.moment.instant) ? undefined : said;
  return {
    asked,
    date,
    time,
    known,
    readings,
    closed: slots.filter(isShut),
    sightings,
    running,
    live: liveOf(readings, running, next, time),
    ...(previous && { previous }),
    ...(next && { next }),
    ...(incident && { incident }),
    marked: standings.flatMap(({ history }) => history),
    ...(absence && { absence }),
    day,
  };
}
