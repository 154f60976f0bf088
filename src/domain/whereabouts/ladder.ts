/** The rungs of 7.2 in their order of evaluation. Each says what it found, or nothing; the first that fits is the answer. */
import { isOpen } from '../absence/absence.ts';
import { isMissingOn } from '../absence/on-day.ts';
import { ownerOf } from '../absence/owners.ts';
import { registerAsked } from '../chase/asked.ts';
import { hasReason } from '../codes.ts';
import { minutesOf, momentOf, weekdayOf } from '../time.ts';
import { evidenceOf, lastConfirmed, sightingEvidence } from './evidence.ts';
import { partTimeAll, shutWithoutSlots } from './next.ts';
import { placeOf, plannedAt } from './places.ts';
import type { PartTime, Slot } from '../slots.ts';
import type { LocalDate, LocalTime } from '../time.ts';
import type { Finding, NotExpected } from './answer.ts';
import type { Facts } from './facts.ts';
import type { Sighting, SlotReading } from './reading.ts';

type Rung = (facts: Facts) => Finding | undefined;

/** The end of the programme's day, after which nothing timetabled is nothing odd (7.2). */
const DAY_ENDS: LocalTime = '15:45';
/** More minutes than this between two sites is no journey. */
const LONGEST_JOURNEY = 90;

const isWeekend = (date: LocalDate): boolean => ['saturday', 'sunday'].includes(weekdayOf(date));
const wasSeen = ({ sighting, left }: SlotReading): boolean => sighting !== undefined || left !== undefined;
const isDual = ({ slot }: SlotReading): boolean => slot.placement?.arrangement === 'dual';

/** No mark up to the moment tells anything of the slot, nor of the pupil at that place since it started. */
const isUnmarked = (facts: Facts, reading: SlotReading): boolean =>
  !wasSeen(reading) &&
  !reading.absent &&
  !facts.sightings.some((seen) => seen.provision === reading.slot.provision && seen.at >= reading.slot.start);

/** Nothing running and nothing outstanding: only then may a slot to come speak for the pupil. */
const isBetween = ({ running, live }: Facts): boolean =>
  running.length === 0 && live.every((reading) => wasSeen(reading) || reading.slot.atHome);

/** Of a slot to come only what had been said by the moment counts. */
function absences(facts: Facts): SlotReading[] {
  const { live, next, asked } = facts;
  const said = next?.absent !== undefined && next.absent.recordedAt <= asked.moment.instant;
  return [...live, ...(said && isBetween(facts) ? [next] : [])].filter(({ absent }) => absent);
}

const current = ({ sightings, time }: Facts): Sighting | undefined => sightings.findLast((seen) => time < seen.until);

/** R4.11: recorded, whatever the marks say; of a moment gone by, from when it was. */
const recordedMissing: Rung = ({ absence, marked, asked: { moment, now }, date }) => {
  const since = absence?.missing?.at ?? absence?.since ?? 0;
  const isThen = moment.instant >= now.instant || since <= moment.instant;
  return isMissingOn(absence, date, marked) && isThen ? { state: 'A1', why: 'recorded' } : undefined;
};

const missing: Rung = (facts) => {
  const { incident, readings } = facts;
  const mark = incident?.marks.at(-1);
  if (!incident || !mark || incident.kind === 'contradiction') return recordedMissing(facts);
  const slot = readings.find(({ left, absent }) => left?.mark === mark || absent === mark)?.slot;
  const why = incident.kind === 'left-without-reason' ? 'left' : 'not-arrived';
  return { state: 'A1', why, evidence: evidenceOf(facts, mark, slot) };
};

const conflict: Rung = (facts) => {
  const { incident, sightings } = facts;
  const marks = incident?.kind === 'contradiction' ? incident.marks : [];
  const evidence = sightings.filter(({ mark }) => marks.includes(mark)).map((seen) => sightingEvidence(facts, seen));
  return evidence.length > 1 ? { state: 'A2', evidence } : undefined;
};

const isSeenSince = ({ sightings }: Facts, time: LocalTime): boolean =>
  sightings.some((seen) => seen.at >= time && seen.mark.status !== 'left');

const markedLeft: Rung = (facts) => {
  const reading = facts.live.findLast(({ left }) => left);
  if (!reading?.left || isSeenSince(facts, reading.left.at)) return undefined;
  return { state: 'A3', evidence: evidenceOf(facts, reading.left.mark, reading.slot) };
};

const atPlacement: Rung = (facts) => {
  const seen = current(facts);
  if (!seen || seen.provision === facts.asked.pupil.schoolUrn) return undefined;
  return { state: 'A4', evidence: sightingEvidence(facts, seen) };
};

const atHomeSite: Rung = (facts) => {
  const seen = current(facts);
  return seen && { state: 'A6', evidence: sightingEvidence(facts, seen) };
};

const absentCoded: Rung = (facts) => {
  const reading = absences(facts).find(({ absent }) => absent && hasReason(absent));
  const evidence = reading?.absent && evidenceOf(facts, reading.absent, reading.slot);
  return evidence?.category && { state: 'A7', evidence, category: evidence.category };
};

const absentUnexplained: Rung = (facts) => {
  const reading = absences(facts)[0];
  if (!reading?.absent) return undefined;
  const { absence, asked } = facts;
  const followed = absence &&
    isOpen(absence) && {
      since: momentOf(absence.openedAt),
      owner: ownerOf(absence, asked.held).map(({ role }) => role),
    };
  return {
    state: 'A8',
    evidence: evidenceOf(facts, reading.absent, reading.slot),
    ...(followed && { followed }),
  };
};

/** A leaver or a starter: no slots, whatever the calendars say. Provision staff hear only that nobody is expected. */
const outsideProgramme: Rung = ({ asked, date }) => {
  const { startDate, endDate } = asked.pupil;
  const starts = date < startDate;
  if (!starts && (endDate === undefined || date <= endDate)) return undefined;
  if (asked.audience.kind === 'provision') return { state: 'A14', why: 'not-with-you' };
  return starts ? { state: 'A14', why: 'not-started', on: startDate } : { state: 'A14', why: 'left', on: endDate! };
};

/** The shut slot that speaks for the moment: running, or next, or all there was that day. */
function shutSlot(facts: Facts): Slot | undefined {
  const { closed, running, readings, next, time } = facts;
  if (running.length > 0) return undefined;
  if (readings.length === 0) return closed[0];
  const toCome = closed.find((slot) => slot.start > time && (!next || slot.start < next.slot.start));
  return closed.find((slot) => slot.start <= time && time < slot.end) ?? (isBetween(facts) ? toCome : undefined);
}

const shut: Rung = (facts) => {
  const slot = shutSlot(facts);
  if (slot?.closed) {
    const { kind, note, session } = slot.closed;
    const closure = {
      kind: kind === 'term' ? ('closure' as const) : kind,
      ...(note !== undefined && { note }),
      ...(session !== undefined && { session }),
    };
    return { state: 'A15', place: placeOf(facts.asked, slot.provision), closure };
  }
  if (facts.readings.length > 0 || isWeekend(facts.date)) return undefined;
  const found = shutWithoutSlots(facts);
  return found && { state: 'A15', ...found };
};

/** Never of the home school, which takes no register with us (Q12). */
const registerOpen: Rung = (facts) => {
  const { running, known, asked } = facts;
  const due = running.find(
    (reading) => !reading.slot.atHome && known < reading.slot.closesAt && isUnmarked(facts, reading),
  );
  return due && { state: 'A9', slot: plannedAt(asked, due.slot) };
};

const notReturned: Rung = (facts) => {
  const { live, known, asked } = facts;
  const due = live.find(
    (reading) =>
      !reading.slot.atHome && !isDual(reading) && reading.slot.closesAt <= known && isUnmarked(facts, reading),
  );
  const chase = due && registerAsked(asked.held, due.slot);
  return due && { state: 'A10', slot: plannedAt(asked, due.slot), ...(chase && { asked: chase }) };
};

const inTransit: Rung = ({ asked, running, previous, next }) => {
  if (running.length > 0 || !previous || !next || previous.slot.provision === next.slot.provision) return undefined;
  const minutes = minutesOf(next.slot.start) - minutesOf(previous.slot.end);
  if (minutes > LONGEST_JOURNEY) return undefined;
  return { state: 'A11', from: plannedAt(asked, previous.slot), to: plannedAt(asked, next.slot) };
};

const lunch: Rung = ({ asked, running, previous, next }) => {
  if (running.length > 0 || !previous || !next || previous.slot.provision !== next.slot.provision) return undefined;
  if (previous.slot.session === next.slot.session) return undefined;
  return { state: 'A12', from: plannedAt(asked, previous.slot), to: plannedAt(asked, next.slot) };
};

const suspendedOn = ({ asked, date }: Facts): NotExpected | undefined => {
  const suspension = asked.pupil.suspensions.find(({ from, to }) => from <= date && (to === undefined || date <= to));
  return suspension && { why: 'suspended', kind: suspension.kind };
};

/** A slot of a school that shares no marks with us: nothing may be concluded from its silence (Q12, Q15). */
function dueElsewhere(facts: Facts): NotExpected | undefined {
  const { asked, running } = facts;
  const due = running.find((reading) => (reading.slot.atHome || isDual(reading)) && isUnmarked(facts, reading));
  if (!due) return undefined;
  const slot = plannedAt(asked, due.slot);
  return due.slot.atHome
    ? (suspendedOn(facts) ?? { why: 'due-in-school', slot })
    : { why: 'due-where-registered', slot };
}

function withoutSlots(facts: Facts): NotExpected | undefined {
  if (facts.readings.length > 0 || isWeekend(facts.date)) return undefined;
  if (facts.asked.audience.kind === 'provision') return { why: 'not-with-you' };
  const partTime = partTimeAll(facts);
  const covered = partTime.AM.state === 'covered' || partTime.PM.state === 'covered';
  return suspendedOn(facts) ?? { why: covered ? 'part-time' : 'nothing-timetabled', partTime };
}

const notExpectedToday: Rung = (facts) => {
  const found = dueElsewhere(facts) ?? withoutSlots(facts);
  return found && { state: 'A14', ...found };
};

const nothingNow: Rung = (facts) => {
  const { asked, readings, running, time } = facts;
  const first = readings[0];
  if (!first || running.length > 0 || time < first.slot.start || time >= DAY_ENDS) return undefined;
  const session = time < '12:00' ? 'AM' : 'PM';
  const partTime: PartTime = asked.audience.kind === 'provision' ? { state: 'none' } : partTimeAll(facts)[session];
  return { state: 'A13', partTime };
};

/** Only once the stay is over: of a time still to come nobody can say that. */
const lastConfirmedThere: Rung = (facts) => {
  const evidence = lastConfirmed(facts);
  const isOver = (facts.sightings.at(-1)?.until ?? '') <= facts.known;
  return evidence && (isOver || facts.running.length > 0) ? { state: 'A5', evidence } : undefined;
};

const ladder: readonly Rung[] = [
  missing, // A1
  conflict, // A2
  markedLeft, // A3
  atPlacement, // A4
  atHomeSite, // A6
  absentCoded, // A7
  absentUnexplained, // A8
  outsideProgramme, // A14, for who is not in the programme that day: no closure explains that
  shut, // A15
  registerOpen, // A9
  notReturned, // A10
  inTransit, // A11
  lunch, // A12
  notExpectedToday, // A14
  nothingNow, // A13
  lastConfirmedThere, // A5
];

/** Exactly one state for anything asked; A16 is what is left. */
export function stateOf(facts: Facts): Finding {
  for (const rung of ladder) {
    const found = rung(facts);
    if (found) return found;
  }
  return { state: 'A16' };
}
