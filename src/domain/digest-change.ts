/** What changed between a digest as it was shown and as it is now (R10.3, R10.6). */
import { namesCode } from './shown-code.ts';
import { urgencyOf } from './digest-group.ts';
import type { Digest } from './digest.ts';
import type { DigestGroup } from './digest-group.ts';
import type { Row } from './digest-row.ts';
import type { NamesCode } from './shown-code.ts';
import type { LocalDate } from './time.ts';

/** One pupil as shown; kept as JSON beside the post. `Y5` is not kept either. */
export interface Shown {
  group: DigestGroup;
  am: NamesCode;
  pm: NamesCode;
  /** Somebody is looking for the child; not of two marks that contradict each other. */
  missing?: true;
}
export interface DigestSnapshot {
  date: LocalDate;
  /** By pupil id. */
  shown: Record<string, Shown>;
}

/** `before` is absent for a pupil who was not on it, `after` for one who no longer is. */
export interface Change {
  pupilId: string;
  before?: Shown;
  after?: Shown;
}

const shownOf = ({ group, incident, proposals }: Row): Shown => ({
  group,
  am: namesCode(proposals.AM),
  pm: namesCode(proposals.PM),
  ...(incident && incident !== 'contradiction' && { missing: true }),
});

export const snapshotOf = ({ date, rows }: Digest): DigestSnapshot => ({
  date,
  shown: Object.fromEntries(rows.map((row) => [row.pupilId, shownOf(row)])),
});

const isSame = (a: Shown | undefined, b: Shown | undefined): boolean =>
  a?.group === b?.group && a?.am === b?.am && a?.pm === b?.pm && a?.missing === b?.missing;
const urgency = ({ before, after }: Change): number => urgencyOf((after ?? before)!.group);

/** Most urgent as it is now first, then by pupil id. */
export function changesSince(before: DigestSnapshot, after: Digest): Change[] {
  const now = snapshotOf(after).shown;
  const ids = [...new Set([...Object.keys(before.shown), ...Object.keys(now)])];
  return ids
    .map((pupilId): Change => ({ pupilId, before: before.shown[pupilId], after: now[pupilId] }))
    .filter((change) => !isSame(change.before, change.after))
    .toSorted((a, b) => urgency(a) - urgency(b) || a.pupilId.localeCompare(b.pupilId));
}

/** Groups that ask somebody to act; whoever comes into one is told of in the thread. */
const toActOn = new Set<DigestGroup>(['missing-or-contradictory', 'unexplained', 'provision-closed']);

/** Of what is done about a child only that they are missing is news; that they were located asks nobody to act. */
const isNews = ({ before, after }: Change): boolean => {
  if (!after) return false;
  if (after.missing && !before?.missing) return true;
  if (before?.missing && after.group === 'unexplained') return false;
  return toActOn.has(after.group) && after.group !== before?.group;
};

export const newsToActOn = (changes: readonly Change[]): Change[] => changes.filter(isNews);
