/**
 * When a child may be missing, or the marks contradict each other (A1, A2, R4.10, R7.14): derived from the marks of one
 * pupil's day. What is recorded of it since is in `absence/on-day.ts`.
 */
import { hasReason } from './codes.ts';
import { instantAt } from './time.ts';
import type { Mark } from './records.ts';
import type { Standing } from './standing.ts';
import type { LocalDate, LocalTime } from './time.ts';

export type IncidentKind = 'left-without-reason' | 'did-not-arrive-next' | 'contradiction';
/** `marks`: those it rests on, earliest first. */
export interface Incident {
  kind: IncidentKind;
  marks: Mark[];
}

/** The mark an incident was read from, so that it is told from another of the same kind. */
export const incidentKey = ({ provision, arrive, status, recordedAt }: Mark): string =>
  [provision, arrive, status, recordedAt].join(' ');

/** What is known of one pupil's day by a moment of school time. */
export interface MarkedDay {
  /** Of the slots that have started, by start. */
  standings: readonly Standing[];
  /** Of the slots still to come. */
  ahead: readonly Standing[];
  /** The present and late marks that fit no slot. */
  elsewhere: readonly Mark[];
  at: { date: LocalDate; time: LocalTime };
}

/** Who left a place was there, even where nobody marked the coming. */
const cameTo = ({ registered, left, arrival }: Standing): boolean =>
  registered !== undefined || (left !== undefined && arrival?.status !== 'absent');
/** When a mark outside every slot speaks of. */
const timeSeen = (mark: Mark): LocalTime => mark.arrivedAt ?? mark.arrive;

/** Speaks of a time from then on: a slot may have been marked before its time, and before the child was lost (Q21). */
const isSince = (mark: Mark, from: LocalTime): boolean => {
  const at = mark.status === 'left' ? mark.leftAt : mark.arrivedAt;
  return at === undefined ? mark.recordedAt >= instantAt(mark.date, from) : at >= from;
};

/** Seen at or after a time at a place where nothing was planned, or where they are due only later. */
export const seenElsewhere = (
  { elsewhere, ahead }: Pick<MarkedDay, 'elsewhere' | 'ahead'>,
  from: LocalTime,
): Mark[] => [
  ...elsewhere.filter((mark) => timeSeen(mark) >= from),
  ...ahead.flatMap(({ arrival }) =>
    arrival && arrival.status !== 'absent' && isSince(arrival, from) ? [arrival] : [],
  ),
];

/** A later slot tells where the child is: they came to it, or somebody has said since why they are not there. */
const isFoundAfter = (later: readonly Standing[], mark: Mark, from: LocalTime): boolean =>
  later.some((standing) => {
    const { arrival, left } = standing;
    const came = left ?? arrival;
    const explained = arrival !== undefined && hasReason(arrival) && arrival.recordedAt >= mark.recordedAt;
    return explained || (cameTo(standing) && came !== undefined && isSince(came, from));
  });

/** The mark that the child left early, where it is the slot's last word and nobody has said why. */
export function leftUnexplained({ slot, left, history }: Standing): Mark | undefined {
  if (!left || hasReason(left) || (left.leftAt ?? slot.start) >= slot.end) return undefined;
  // The last word counts: a reason may be taken back.
  const last = history.at(-1);
  return last && last !== left && hasReason(last) ? undefined : left;
}

/** R4.10: was marked present and has left without permission. */
function leftWithoutReason(day: MarkedDay): Incident | undefined {
  const { standings } = day;
  for (const [index, standing] of standings.entries()) {
    const left = leftUnexplained(standing);
    const from = left?.leftAt ?? standing.slot.start;
    if (!left || isFoundAfter(standings.slice(index + 1), left, from)) continue;
    if (seenElsewhere(day, from).length > 0) continue;
    const { arrival } = standing;
    return { kind: 'left-without-reason', marks: arrival && arrival.status !== 'absent' ? [arrival, left] : [left] };
  }
  return undefined;
}

/**
 * R4.10, M20, Q10: was present at one slot and is said not to be at the next when its register has closed. Silence says
 * nothing of the kind (contract, "Slots").
 */
function didNotArriveNext(day: MarkedDay): Incident | undefined {
  const { standings, at } = day;
  for (const [index, standing] of standings.entries()) {
    const { arrival, slot } = standing;
    if (arrival?.status !== 'absent' || hasReason(arrival)) continue;
    if (`${at.date} ${at.time}` < `${slot.date} ${slot.closesAt}`) continue;
    const before = standings.slice(0, index).findLast((one) => one.history.length > 0 && one.slot.start < slot.start);
    const there = before?.left ?? before?.arrival;
    if (!before || !there || !cameTo(before) || (before.left && hasReason(before.left))) continue;
    const isFound = isFoundAfter(standings.slice(index + 1), arrival, slot.start);
    if (isFound || seenElsewhere(day, slot.start).length > 0) continue;
    return { kind: 'did-not-arrive-next', marks: [there, arrival] };
  }
  return undefined;
}

/** A stay that a mark vouches for; of a mark outside every slot only the moment is known. */
interface Stay {
  from: LocalTime;
  to: LocalTime;
  mark: Mark;
}

function staysOf({ standings, elsewhere }: MarkedDay): Stay[] {
  const inSlots = standings.flatMap(({ slot, arrival, left }): Stay[] => {
    if (!arrival || arrival.status === 'absent') return [];
    // Who comes early is not yet expected away from where they were.
    const from = arrival.arrivedAt !== undefined && arrival.arrivedAt > slot.start ? arrival.arrivedAt : slot.start;
    const to = left?.leftAt ?? slot.end;
    return [{ from, to: to > from ? to : from, mark: arrival }];
  });
  const outside = elsewhere.map((mark): Stay => ({ from: timeSeen(mark), to: timeSeen(mark), mark }));
  return [...inSlots, ...outside].toSorted(
    (a, b) => a.from.localeCompare(b.from) || a.mark.provision.localeCompare(b.mark.provision),
  );
}

/** `b` begins no earlier than `a`. Who leaves one place at a minute may be seen at another in the same minute. */
const overlap = (a: Stay, b: Stay): boolean =>
  a.mark.provision !== b.mark.provision && (b.from < a.to || b.from === a.from);

/** A2, R7.14, Q21: present at two places at once, and seen nowhere after that. */
function contradiction(day: MarkedDay): Incident | undefined {
  const stays = staysOf(day);
  for (const [index, stay] of stays.entries()) {
    const other = stays.slice(0, index).find((earlier) => overlap(earlier, stay));
    if (!other) continue;
    const ended = other.to > stay.to ? other.to : stay.to;
    const settled = stays.some((later) => later !== stay && later !== other && later.from >= ended);
    if (!settled) return { kind: 'contradiction', marks: [other.mark, stay.mark] };
  }
  return undefined;
}

/** A2, Q21: one register has the pupil now, and another has marked them for a slot still to come. */
function claimedAhead(day: MarkedDay): Incident | undefined {
  const early = day.ahead.find(({ arrival, left }) => arrival && arrival.status !== 'absent' && !left)?.arrival;
  if (!early || (early.arrivedAt ?? '') > day.at.time) return undefined;
  const here = staysOf(day).find(
    ({ from, to, mark }) => from <= day.at.time && day.at.time < to && mark.provision !== early.provision,
  );
  return here && { kind: 'contradiction', marks: [here.mark, early] };
}

export const incidentOf = (day: MarkedDay): Incident | undefined =>
  leftWithoutReason(day) ?? didNotArriveNext(day) ?? contradiction(day) ?? claimedAhead(day);
