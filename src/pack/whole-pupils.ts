/** Pupils put together again from their own rows and those of the nested files. */
import { bare } from './planning.ts';
import { pupilOf } from './files/pupils.ts';
import type { Pupil } from '../domain/records.ts';
import type { OfPupil } from './files/plans.ts';
import type { PupilRow } from './files/pupils.ts';
import type { Planned } from './plan-file.ts';
import type { PlannedPlans } from './plan-plans.ts';

interface WholePupils {
  /** Every pupil there after the import. */
  now: Map<string, Pupil>;
  put: Pupil[];
}

/** Pupils with a row put or withdrawn in a nested file. */
function changedIn(plans: PlannedPlans): Set<string> {
  const changed = new Set<string>();
  for (const planned of Object.values(plans) as Planned<OfPupil<object>>[]) {
    for (const { pupilId } of planned.put) changed.add(pupilId);
    for (const { value } of planned.leaving.values()) changed.add(value.pupilId);
  }
  return changed;
}

/** The rows of the pupils asked for, by pupil, in the order of their keys whatever the order of the files was. */
function rowsByPupil<T extends object>(planned: Planned<OfPupil<T>>, wanted: ReadonlySet<string>): Map<string, T[]> {
  const rows = new Map<string, T[]>();
  const sorted = [...planned.now]
    .filter(([, { pupilId }]) => wanted.has(pupilId))
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  for (const [, { pupilId, ...row }] of sorted) {
    const own = rows.get(pupilId) ?? [];
    if (own.length === 0) rows.set(pupilId, own);
    own.push(row as unknown as T);
  }
  return rows;
}

/** Only pupils with a change in any of their rows are put; the others stay as they are held, whole. */
export function wholePupils(held: readonly Pupil[], rows: Planned<PupilRow>, plans: PlannedPlans): WholePupils {
  const touched = new Set([...rows.put.map((row) => row.pupilId), ...changedIn(plans)]);
  const placements = rowsByPupil(plans.placements, touched);
  const timetable = rowsByPupil(plans.timetable, touched);
  const agreements = rowsByPupil(plans.agreements, touched);
  const suspensions = rowsByPupil(plans.suspensions, touched);
  const put = [...touched].flatMap((pupilId) => {
    const row = rows.now.get(pupilId);
    if (!row) return [];
    const pupil = pupilOf(row, {
      placements: placements.get(pupilId) ?? [],
      timetable: timetable.get(pupilId) ?? [],
      agreements: agreements.get(pupilId) ?? [],
      suspensions: suspensions.get(pupilId) ?? [],
    });
    return [bare({ ...pupil, contacts: pupil.contacts.map(bare) })];
  });
  const staying = held.filter(({ pupilId }) => rows.now.has(pupilId));
  return { now: new Map([...staying, ...put].map((pupil) => [pupil.pupilId, pupil])), put };
}
