/** In which group of the digest a pupil stands: once, by the latest slot that has started (issue, R10.1). */
import { isLocated, isMissingOn } from './absence/on-day.ts';
import { hasReason } from './codes.ts';
import { incidentOf, leftUnexplained, seenElsewhere } from './incident.ts';
import { arrivalOf, slotState } from './standing.ts';
import type { Absence } from './absence/absence.ts';
import type { Incident } from './incident.ts';
import type { PupilDay } from './pupil-day.ts';
import type { Mark } from './records.ts';
import type { Standing } from './standing.ts';
import type { LocalTime } from './time.ts';

/** Most urgent first. */
export const digestGroups = [
  'missing-or-contradictory',
  'unexplained',
  'not-returned',
  'provision-closed',
  'absent-with-reason',
  'left-with-reason',
  'late',
  'present',
  'due-later',
  'due-in-school',
  'not-expected',
] as const;
export type DigestGroup = (typeof digestGroups)[number];

/** The children not accounted for: the first number on the digest. */
const unaccountedGroups = new Set<DigestGroup>(['missing-or-contradictory', 'unexplained', 'not-returned']);
export const isUnaccounted = (group: DigestGroup): boolean => unaccountedGroups.has(group);
export const urgencyOf = (group: DigestGroup): number => digestGroups.indexOf(group);

export interface Placing {
  group: DigestGroup;
  /** The slot the group was read from; none where a sighting at another place decided. */
  standing?: Standing;
  /** The mark the group rests on. */
  mark?: Mark;
  incident?: Incident;
  /** Somebody has said that nobody knows where the child is, or it was said on an earlier day. */
  isNotLocated?: true;
}

const hasStarted = ({ slot }: Standing, { now }: PupilDay): boolean =>
  `${slot.date} ${slot.start}` <= `${now.date} ${now.time}`;
export const startedOf = (day: PupilDay): Standing[] => day.standings.filter((standing) => hasStarted(standing, day));
const aheadOf = (day: PupilDay): Standing[] => day.standings.filter((standing) => !hasStarted(standing, day));

/** Not where expected and nobody has said why, but seen somewhere else at or after a time. */
function foundElsewhere(day: PupilDay, from: LocalTime): Placing | undefined {
  const mark = seenElsewhere({ elsewhere: day.elsewhere, ahead: aheadOf(day) }, from).at(-1);
  return mark && { group: 'present', mark };
}

function absentPlacing(standing: Standing, day: PupilDay): Placing {
  const { arrival, slot, history } = standing;
  const placing = { standing, mark: history.at(-1) };
  // M4: came too late to have attended the session, and is there all the same.
  if (arrivalOf(standing) === 'after-end') return { ...placing, group: 'late' };
  if (arrival && hasReason(arrival)) return { ...placing, group: 'absent-with-reason' };
  return foundElsewhere(day, slot.start) ?? { ...placing, group: 'unexplained' };
}

/** Leaving at the end is no leaving early; who left before it without a reason, and is not missing, was seen since. */
function leftPlacing(standing: Standing, day: PupilDay): Placing {
  const { left, slot, history } = standing;
  const placing = { standing, mark: history.at(-1) };
  const leftAt = left?.leftAt ?? slot.start;
  if (leftAt >= slot.end) return { standing, mark: left, group: 'present' };
  const elsewhere = leftUnexplained(standing) && foundElsewhere(day, leftAt);
  return elsewhere ?? { ...placing, group: 'left-with-reason' };
}

/** Trap 7: a register not returned is neither absent nor present. A slot at the school has no register here (Q12). */
function placedBy(standing: Standing, day: PupilDay): Placing {
  const state = slotState(standing, day.now);
  const { atHome } = standing.slot;
  if (state === 'absent') return absentPlacing(standing, day);
  if (state === 'left') return leftPlacing(standing, day);
  if (state === 'present' || state === 'late') return { group: state, standing, mark: standing.arrival };
  if (state === 'closed') return { group: 'provision-closed', standing };
  if (atHome) return { group: 'due-in-school', standing };
  return { group: state === 'not-returned' ? 'not-returned' : 'due-later', standing };
}

/** Of several slots that start in one minute, the most urgent. */
function placedByLatest(started: readonly Standing[], day: PupilDay): Placing | undefined {
  const latest = started.at(-1)?.slot.start;
  return started
    .filter(({ slot }) => slot.start === latest)
    .map((standing) => placedBy(standing, day))
    .toSorted((a, b) => urgencyOf(a.group) - urgencyOf(b.group))[0];
}

/** Before the first slot only a day on which every place is shut can be told already. */
function placedBeforeStart(day: PupilDay): DigestGroup {
  if (day.standings.length === 0) return 'not-expected';
  const allClosed = day.standings.every((standing) => slotState(standing, day.now) === 'closed');
  return allClosed ? 'provision-closed' : 'due-later';
}

interface MarksSay {
  placed: Placing;
  incident?: Incident;
}

function marksSay(day: PupilDay): MarksSay {
  const standings = startedOf(day);
  const incident = incidentOf({ standings, ahead: aheadOf(day), elsewhere: day.elsewhere, at: day.now });
  const placed = placedByLatest(standings, day) ?? { group: placedBeforeStart(day) };
  return { placed, ...(incident && { incident }) };
}

const incidentPlacing = ({ standing }: Placing, incident: Incident): Placing => ({
  group: 'missing-or-contradictory',
  standing,
  mark: incident.marks.at(-1),
  incident,
});

/** By the marks alone, from which absences are opened. */
export function placingOf(day: PupilDay): Placing {
  const { placed, incident } = marksSay(day);
  return incident ? incidentPlacing(placed, incident) : placed;
}

/** Who left without a reason and was located since is not lost; why they left is known where somebody told it. */
function locatedPlacing(placed: Placing, absence: Absence | undefined): Placing {
  const { group, standing } = placed;
  if (group !== 'left-with-reason' || !standing || !leftUnexplained(standing)) return placed;
  const isTold = absence?.closedAt !== undefined || absence?.contacts.some(({ reason }) => reason !== undefined);
  return isTold ? placed : { ...placed, group: 'unexplained' };
}

/** With what is recorded of the pupil's absence: who is missing may have been said, or located, without any mark (4.6). */
export function recordedPlacing(day: PupilDay, absence?: Absence): Placing {
  const { placed, incident } = marksSay(day);
  const wasLocated = incident !== undefined && isLocated(incident, absence);
  if (incident && incident.kind !== 'contradiction' && !wasLocated) return incidentPlacing(placed, incident);
  const marks = day.standings.flatMap(({ history }) => history);
  if (isMissingOn(absence, day.date, marks))
    return { ...placed, group: 'missing-or-contradictory', isNotLocated: true };
  if (incident?.kind === 'contradiction') return incidentPlacing(placed, incident);
  return wasLocated ? locatedPlacing(placed, absence) : placed;
}
