/** What the partnership is doing about a child not accounted for, derived from the marks until the follow-up records it. */
import { setting } from './settings.ts';
import { instantAt, minutesSince } from './time.ts';
import type { Placing } from './digest-group.ts';
import type { PupilDay } from './pupil-day.ts';
import type { Mark } from './records.ts';
import type { Standing } from './standing.ts';
import type { Instant } from './time.ts';

/** 4.3: an update is due so long after the absence was notified, in elapsed time. */
const updateAfter = ({ held, pupil, date }: PupilDay): number =>
  Number(setting(held, [pupil.schoolUrn, held.partnership.code], 'update_due_minutes', date)) * 60_000;

export type FollowUp =
  | { kind: 'finding-the-child'; since: Instant }
  | { kind: 'finding-the-reason'; since: Instant; updateDue: Instant; overdueMinutes?: number }
  | { kind: 'asking-for-the-register'; since: Instant };

/** When it was first said that the pupil is not there, of what has been said without a break since. */
function absentSince({ history }: Standing): Mark | undefined {
  const lastOther = history.findLastIndex(({ status }) => status !== 'absent');
  return history[lastOther + 1];
}

function findingTheReason(standing: Standing, day: PupilDay): FollowUp | undefined {
  const since = absentSince(standing)?.recordedAt;
  if (since === undefined) return undefined;
  const updateDue = since + updateAfter(day);
  const overdueMinutes = minutesSince(updateDue, day.now.instant);
  return { kind: 'finding-the-reason', since, updateDue, ...(overdueMinutes > 0 && { overdueMinutes }) };
}

/** R4.11: who may be missing is looked for at once, without waiting for an update. */
export function followUpOf({ group, standing, incident }: Placing, day: PupilDay): FollowUp | undefined {
  const last = incident?.marks.at(-1);
  if (last) return { kind: 'finding-the-child', since: last.recordedAt };
  if (!standing) return undefined;
  if (group === 'unexplained') return findingTheReason(standing, day);
  if (group !== 'not-returned') return undefined;
  return { kind: 'asking-for-the-register', since: instantAt(day.date, standing.slot.closesAt) };
}
