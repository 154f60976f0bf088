/** What the marks of a day tell about where a pupil was, and when: one reading a slot, one sighting a place and stay. */
import { hasReason } from '../codes.ts';
import { arrivalAt } from '../standing.ts';
import { momentOf } from '../time.ts';
import type { Mark } from '../records.ts';
import type { Slot } from '../slots.ts';
import type { Standing } from '../standing.ts';
import type { LocalTime } from '../time.ts';

/** Somebody saw the pupil there. It reaches from `from` to `until`, and was made at `at`. */
export interface Sighting {
  mark: Mark;
  provision: string;
  /** None where nothing is planned there then. */
  slot?: Slot;
  from: LocalTime;
  at: LocalTime;
  until: LocalTime;
  late: boolean;
}

export interface SlotReading {
  slot: Slot;
  sighting?: Sighting;
  /** Left before the end of the slot. */
  left?: { mark: Mark; at: LocalTime };
  /** Left when it was over: no leaving early, but there until then. */
  stayed?: { mark: Mark; at: LocalTime };
  absent?: Mark;
}

const earlier = (a: LocalTime, b: LocalTime): LocalTime => (a < b ? a : b);
const isPresence = (mark: Mark): boolean => mark.status === 'present' || mark.status === 'late';

/**
 * The time a mark speaks of: the one reported; else when it was recorded, if the slot was not over by then; else, known
 * to be no better, the start of the slot. A register typed in at four says nothing about four o'clock.
 */
export function spokenTime(mark: Mark, slot?: Pick<Slot, 'start' | 'end'>): { at: LocalTime; known: boolean } {
  const reported = mark.status === 'left' ? mark.leftAt : mark.arrivedAt;
  if (reported !== undefined) return { at: reported, known: true };
  const recorded = momentOf(mark.recordedAt);
  const within = recorded.date === mark.date && (slot === undefined || recorded.time < slot.end);
  return within ? { at: recorded.time, known: true } : { at: slot?.start ?? mark.arrive, known: false };
}

/** A pupil who left, and whom a later mark of the same slot calls absent without saying why, has still left. */
function leftOf({ left, arrival, slot }: Standing): SlotReading['left'] {
  if (!left) return undefined;
  const explainedSince = arrival?.status === 'absent' && arrival.recordedAt > left.recordedAt && hasReason(arrival);
  if (explainedSince) return undefined;
  const { at } = spokenTime(left, slot);
  return { mark: left, at };
}

function sightingOf(standing: Standing, left: SlotReading['left']): Sighting | undefined {
  const { slot, arrival, registered, history } = standing;
  const place = { provision: slot.provision, slot };
  const presence = left ? history.findLast(isPresence) : arrival && isPresence(arrival) ? arrival : undefined;
  const arrived = presence && arrivalAt(slot, presence);
  if (presence && arrived !== 'after-end') {
    const { at } = spokenTime(presence, slot);
    const from = arrived === 'on-time' ? earlier(at, slot.start) : at;
    return {
      ...place,
      mark: presence,
      from,
      at,
      until: earlier(slot.end, left?.at ?? slot.end),
      // Who came back after leaving is not late (1.4).
      late: arrived !== 'on-time' && (left !== undefined || presence === registered),
    };
  }
  // Nobody marked the arrival, but who left was there until then.
  return left && { ...place, mark: left.mark, from: left.at, at: left.at, until: left.at, late: false };
}

export function readSlot(standing: Standing): SlotReading {
  const left = leftOf(standing);
  const sighting = sightingOf(standing, left);
  const { slot, arrival } = standing;
  return {
    slot,
    ...(sighting && { sighting }),
    ...(left && (left.at < slot.end ? { left } : { stayed: left })),
    ...(!left && arrival?.status === 'absent' && { absent: arrival }),
  };
}

/** A mark for somewhere, or for some time, that nothing is planned for: true until the pupil is due elsewhere. */
export function unplannedSighting(mark: Mark, slots: readonly Slot[], sessionEnd: LocalTime): Sighting {
  const { at } = spokenTime(mark);
  const due = slots.find((slot) => slot.start > at && slot.provision !== mark.provision)?.start;
  return { mark, provision: mark.provision, from: at, at, until: earlier(sessionEnd, due ?? sessionEnd), late: false };
}

/** Those who arrived after the end did not attend the slot, and yet are there (R3.3, M4). */
export function arrivedAfterEnd({ slot, arrival, left }: Standing): Mark | undefined {
  const hasCome = arrival && isPresence(arrival) && !left;
  return hasCome && arrivalAt(slot, arrival) === 'after-end' ? arrival : undefined;
}
