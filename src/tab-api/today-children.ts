/** The children not accounted for, and those whose absence is not closed: most pressing first. */
import type { Morning } from '../commands/today.ts';
import { pupilOf } from '../domain/follow-up/acts.ts';
import { byUrgency, toDoOf, urgencies, urgencyOf, type Followed } from '../domain/follow-up/next-step.ts';
import { isUnaccounted, urgencyOf as groupUrgency } from '../domain/digest-group.ts';
import type { Row } from '../domain/digest-row.ts';
import { displayName } from '../domain/names.ts';
import type { Pupil } from '../domain/records.ts';
import { rowParts, type Line } from '../texts/digest.ts';
import { EMERGENCY, placesMissed, placesNamed } from '../texts/follow-up.ts';
import { reviewLine, stateLine, toDoLine, urgencyWords } from '../texts/follow-up/states.ts';
import { groupWords } from '../texts/reasons.ts';
import type { ChildShown, Followed as FollowedShown, Tone } from './today-model.ts';

const urgencyTones: Record<(typeof urgencies)[number], Tone> = {
  missing: 'attention',
  overdue: 'attention',
  'under-way': 'warning',
  'with-the-dsl': 'accent',
};

interface Child {
  row: Row;
  pupil: Pupil;
  followed?: Followed;
}

const textOf = (lines: readonly Line[]): string[] => lines.map(({ text }) => text);

/** The open absences that the reader may see, most pressing first. */
function followedIn({ held, open, now }: Morning): Followed[] {
  const all = open.flatMap((absence): Followed[] => {
    const pupil = pupilOf(absence, held);
    return pupil ? [{ absence, held, pupil }] : [];
  });
  return byUrgency(all, now.instant);
}

function childrenIn({ held, schools }: Morning, followed: readonly Followed[]): Child[] {
  const pupils = new Map(held.pupils.map((pupil) => [pupil.pupilId, pupil]));
  return schools
    .flatMap(({ rows }) => rows)
    .filter(({ group }) => isUnaccounted(group))
    .flatMap((row): Child[] => {
      const pupil = pupils.get(row.pupilId);
      const of = followed.find((one) => one.pupil.pupilId === row.pupilId);
      return pupil ? [{ row, pupil, ...(of && { followed: of }) }] : [];
    });
}

/** By their group on the digest; in it by how pressing the follow-up is, by its deadline, and by name. */
function byNeed(children: readonly Child[], { now }: Morning): Child[] {
  const rank = ({ followed }: Child): number =>
    followed ? urgencies.indexOf(urgencyOf(followed, now.instant)) : urgencies.length;
  const due = ({ followed }: Child): number => (followed && toDoOf(followed).deadline) ?? Number.MAX_SAFE_INTEGER;
  return children.toSorted(
    (a, b) =>
      groupUrgency(a.row.group) - groupUrgency(b.row.group) ||
      rank(a) - rank(b) ||
      due(a) - due(b) ||
      displayName(a.pupil).localeCompare(displayName(b.pupil), 'en-GB'),
  );
}

/** What is to be done, by whom and until when. */
const nextOf = (followed: Followed, { now }: Morning): string[] =>
  [
    followed.absence.state === 'missing' ? EMERGENCY : '',
    toDoLine(toDoOf(followed), now),
    reviewLine(followed.absence),
  ].filter((line) => line !== '');

const whoIs = ({ held }: Morning, pupil: Pupil) => ({
  id: pupil.pupilId,
  name: displayName(pupil),
  about: `${placesNamed(held)(pupil.schoolUrn)}, Year ${pupil.yearGroup}`,
  school: pupil.schoolUrn,
});

const placesOf = ({ placements }: Row): string[] => [
  ...new Set(placements.filter(({ atHome }) => !atHome).map(({ provision }) => provision)),
];

function childShown({ row, pupil, followed }: Child, morning: Morning): ChildShown {
  const { heading, accent } = groupWords[row.group];
  const parts = rowParts(row, 'names', placesNamed(morning.held));
  return {
    ...whoIs(morning, pupil),
    places: placesOf(row),
    heading,
    tone: accent,
    due: textOf(parts.planned),
    why: textOf([...parts.why, ...parts.amended]),
    seen: textOf([...parts.seen, ...parts.earlier]),
    next: followed ? nextOf(followed, morning) : textOf(parts.followUp),
    ...(followed && { opened: String(followed.absence.openedAt) }),
  };
}

function followedShown(followed: Followed, morning: Morning): FollowedShown {
  const { absence, pupil } = followed;
  const urgency = urgencyOf(followed, morning.now.instant);
  return {
    ...whoIs(morning, pupil),
    places: [...new Set(absence.slots.map(({ provision }) => provision))],
    heading: urgencyWords[urgency],
    tone: urgencyTones[urgency],
    next: [`${stateLine(absence, placesMissed(followed))}.`, ...nextOf(followed, morning)],
    opened: String(absence.openedAt),
  };
}

export function peopleIn(morning: Morning): { children: ChildShown[]; followed: FollowedShown[] } {
  const followed = followedIn(morning);
  const children = byNeed(childrenIn(morning, followed), morning);
  const ids = new Set(children.map(({ pupil }) => pupil.pupilId));
  return {
    children: children.map((child) => childShown(child, morning)),
    followed: followed.filter(({ pupil }) => !ids.has(pupil.pupilId)).map((one) => followedShown(one, morning)),
  };
}
