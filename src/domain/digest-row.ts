/** One pupil's row of the digest. Values only: names, initials and words are chosen by whoever shows it. */
import { absenceOn } from './absence/on-day.ts';
import { absenceCategory } from './codes.ts';
import { recordedPlacing, startedOf } from './digest-group.ts';
import { evidenceOf } from './evidence.ts';
import { followUpsOf } from './follow-up.ts';
import { proposalFor } from './proposal.ts';
import { slotState } from './standing.ts';
import { instantAt, minutesOf, minutesSince } from './time.ts';
import type { AbsenceCategory } from './codes.ts';
import type { DigestGroup } from './digest-group.ts';
import type { Evidence } from './evidence.ts';
import type { FollowUp } from './follow-up.ts';
import type { IncidentKind } from './incident.ts';
import type { Proposal } from './proposal.ts';
import type { PupilDay } from './pupil-day.ts';
import type { Mark, Session } from './records.ts';
import type { Slot } from './slots.ts';
import type { SlotState, Standing } from './standing.ts';
import type { Instant, LocalTime } from './time.ts';

export interface PlacementOfDay {
  provision: string;
  atHome: boolean;
  session: Session;
  start: LocalTime;
  end: LocalTime;
  closesAt: LocalTime;
  state: SlotState;
  closed?: Slot['closed'];
  /** What was last reported about the slot. */
  confirmed?: Evidence;
}

/** What is known, with its age in whole minutes at the moment the digest is judged at. */
export type Confirmed = Evidence & { ageMinutes: number };

/** A slot before the one the group was read from at which the pupil was not seen to the end. */
export interface EarlierAbsence {
  provision: string;
  start: LocalTime;
  state: 'absent' | 'left' | 'not-returned';
  category?: AbsenceCategory;
}

/** `not-located`: as recorded of the absence, where the marks of the day do not say so. */
export type RowIncident = IncidentKind | 'not-located';

export interface Row {
  pupilId: string;
  group: DigestGroup;
  incident?: RowIncident;
  placements: PlacementOfDay[];
  /** The mark the group rests on; where it rests on none, the last of the day. */
  confirmed?: Confirmed;
  /** Where the pupil was last seen, where `confirmed` is no sighting. */
  lastSeen?: Confirmed;
  /** Of an absence or a leaving. */
  category?: AbsenceCategory;
  minutesLate?: number;
  earlier: EarlierAbsence[];
  followUps: FollowUp[];
  proposals: Record<Session, Proposal>;
  /** A mark was recorded after the digest's day was over. */
  amended: boolean;
}

/** The marks that put the pupil somewhere and that no later one has corrected; who left was there until then. */
const sightingsOf = ({ standings, elsewhere }: PupilDay): Mark[] => [
  ...standings.flatMap(
    ({ arrival, registered, left }) => left ?? (arrival?.status === 'absent' ? [] : (arrival ?? registered ?? [])),
  ),
  ...elsewhere,
];

function confirmedAt(mark: Mark, day: PupilDay): Confirmed {
  const evidence = evidenceOf(mark, day.standings);
  const age = minutesSince(instantAt(mark.date, evidence.at), day.now.instant);
  return { ...evidence, ageMinutes: Math.max(0, age) };
}

function placementOf(standing: Standing, day: PupilDay): PlacementOfDay {
  const { provision, atHome, session, start, end, closesAt, closed } = standing.slot;
  const last = standing.history.at(-1);
  return {
    provision,
    atHome,
    session,
    start,
    end,
    closesAt,
    state: slotState(standing, day.now),
    ...(closed && { closed }),
    ...(last && { confirmed: evidenceOf(last, day.standings) }),
  };
}

function earlierOf(day: PupilDay, decisive: Standing | undefined): EarlierAbsence[] {
  return startedOf(day)
    .filter((standing) => standing !== decisive)
    .flatMap((standing): EarlierAbsence[] => {
      const { provision, start, end, atHome } = standing.slot;
      const state = slotState(standing, day.now);
      if (state === 'not-returned' && !atHome) return [{ provision, start, state }];
      if (state !== 'absent' && state !== 'left') return [];
      if (state === 'left' && (standing.left?.leftAt ?? start) >= end) return []; // seen to the end
      const said = standing.history.at(-1);
      return [{ provision, start, state, ...(said && { category: absenceCategory(said) }) }];
    });
}

function categoryOf(group: DigestGroup, said: Mark | undefined): AbsenceCategory | undefined {
  if (group === 'unexplained') return 'unexplained';
  return said && (group === 'absent-with-reason' || group === 'left-with-reason') ? absenceCategory(said) : undefined;
}

function minutesLate(group: DigestGroup, standing: Standing | undefined): number | undefined {
  const { arrivedAt } = standing?.registered ?? {};
  if (group !== 'late' || !standing || arrivedAt === undefined) return undefined;
  return minutesOf(arrivedAt) - minutesOf(standing.slot.start);
}

const marksOf = (day: PupilDay): Mark[] => [...day.standings.flatMap(({ history }) => history), ...day.elsewhere];

/** The latest of some marks, by the time they speak of. */
const latestOf = (marks: readonly Mark[], day: PupilDay): Mark | undefined =>
  marks
    .toSorted(
      (a, b) =>
        evidenceOf(a, day.standings).at.localeCompare(evidenceOf(b, day.standings).at) || a.recordedAt - b.recordedAt,
    )
    .at(-1);

/** `dayOver`: a mark recorded after it amends a past day. */
export function rowFor(day: PupilDay, dayOver: Instant): Row {
  // Of a day to come nobody can be followed up yet.
  const absence = day.date > day.now.date ? undefined : absenceOn(day.held.absences, day.pupil.pupilId, day.date);
  const placing = recordedPlacing(day, absence);
  const { group, standing } = placing;
  const incident = placing.incident?.kind ?? (placing.isNotLocated && 'not-located');
  const marks = marksOf(day);
  const said = placing.mark ?? latestOf(marks, day);
  const seen = latestOf(sightingsOf(day), day);
  const category = categoryOf(group, placing.mark);
  const late = minutesLate(group, standing);
  return {
    pupilId: day.pupil.pupilId,
    group,
    ...(incident && { incident }),
    placements: day.standings.map((one) => placementOf(one, day)),
    ...(said && { confirmed: confirmedAt(said, day) }),
    ...(seen && seen !== said && { lastSeen: confirmedAt(seen, day) }),
    ...(category && { category }),
    ...(late !== undefined && { minutesLate: late }),
    earlier: earlierOf(day, standing),
    followUps: followUpsOf(placing, day, absence),
    proposals: { AM: proposalFor(day, 'AM'), PM: proposalFor(day, 'PM') },
    amended: marks.some((mark) => mark.recordedAt > dayOver),
  };
}
