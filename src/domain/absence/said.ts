/** What the marks of one day say about an absence. */
import { hasReason } from '../codes.ts';
import { placingOf } from '../digest-group.ts';
import { proposalFor } from '../proposal.ts';
import { pupilDay } from '../pupil-day.ts';
import { slotState } from '../standing.ts';
import { instantAt } from '../time.ts';
import { dayInRun } from './day-count.ts';
import type { AbsentSlot } from './absence.ts';
import type { DayInRun } from './day-count.ts';
import type { Incident } from '../incident.ts';
import type { Mark, PartnershipRecords, Pupil } from '../records.ts';
import type { PupilDay } from '../pupil-day.ts';
import type { Standing } from '../standing.ts';
import type { LocalDate, LocalTime, Moment } from '../time.ts';

export interface Said {
  date: LocalDate;
  inRun: DayInRun;
  /** The slots of which somebody has said anything, by start: absent, or attended. */
  slots: AbsentSlot[];
  /** R4.10. Two registers that contradict each other are no missing child (A2). */
  incident?: Incident;
  day: PupilDay;
}

const came = new Set(['present', 'late', 'left']);

const absentMark = ({ history, arrival }: Standing): Mark | undefined =>
  arrival?.status === 'absent' ? arrival : (history.findLast(({ status }) => status === 'absent') ?? arrival);

/** The code is the session's as the home school should have it (R1.9): a dual-registered one is `D` whatever is reported. */
function slotSaid(standing: Standing, day: PupilDay): AbsentSlot[] {
  const state = slotState(standing, day.now);
  if (state !== 'absent' && !came.has(state)) return [];
  const { date, session, provision, start } = standing.slot;
  const slot: AbsentSlot = { date, session, provision, start };
  const proposal = proposalFor(day, session);
  if (proposal.kind === 'code') slot.code = proposal.code;
  if (state !== 'absent') return [{ ...slot, attended: true }];
  const mark = absentMark(standing);
  return [mark && hasReason(mark) ? { ...slot, explained: true } : slot];
}

/** `held.marks` of that date; marks recorded after `now` are not known. */
export function said(pupil: Pupil, date: LocalDate, held: PartnershipRecords, now: Moment): Said {
  const day = pupilDay(pupil, date, held, now);
  const slots = day.standings.flatMap((standing) => slotSaid(standing, day));
  const { incident } = placingOf(day);
  const isMissing = incident?.kind === 'left-without-reason' || incident?.kind === 'did-not-arrive-next';
  return { date, inRun: dayInRun(day), slots, ...(isMissing && { incident }), day };
}

/** A mark that somebody was seen, and whether it takes back what was said before. */
export interface Sighting {
  mark: Mark;
  corrects: boolean;
}

/** Of who came or was seen outside every slot; who came after the end attended nothing and is there all the same (M4). */
function sightingIn(standing: Standing, day: PupilDay): Sighting[] {
  const { arrival, left, registered } = standing;
  const mark = arrival && arrival.status !== 'absent' ? arrival : (left ?? registered);
  if (!mark || arrival?.status === 'absent') return [];
  // Said since to have left before then: nobody stands by their coming back.
  if (left && (arrival?.arrivedAt ?? '') > (left.leftAt ?? '24:00')) return [];
  return [{ mark, corrects: !left && slotState(standing, day.now) === 'present' }];
}

const hasBegun = (mark: Mark, now: Moment): boolean => `${mark.date} ${mark.arrive}` <= `${now.date} ${now.time}`;

/** Speaks of a time from then on; without one, of when it was recorded. */
const isFrom = (mark: Mark, from: LocalTime): boolean => {
  const at = mark.status === 'left' ? mark.leftAt : mark.arrivedAt;
  return at === undefined ? mark.recordedAt >= instantAt(mark.date, from) : at >= from;
};

/**
 * The latest sighting at or after a time of the day: in a slot that has begun then or since, or by the time it speaks of. A
 * register filled in before its time says nothing yet.
 */
export const sightedFrom = (day: PupilDay, from: LocalTime): Sighting | undefined =>
  [
    ...day.standings.flatMap((standing) => sightingIn(standing, day)),
    ...day.elsewhere.map((mark): Sighting => ({ mark, corrects: false })),
  ]
    .filter(({ mark }) => (mark.arrive >= from && hasBegun(mark, day.now)) || isFrom(mark, from))
    .toSorted((a, b) => a.mark.recordedAt - b.mark.recordedAt)
    .at(-1);
