/** What is worth a look once whole timetables are known; none of it keeps a row out. */
import { worthALook } from '../texts/import-rows.ts';
import { timetable } from './files/plans.ts';
import { keyIn, warn } from './planning.ts';
import type { Provision, Pupil, TimetableRow } from '../domain/records.ts';
import type { LocalTime } from '../domain/time.ts';
import type { OfPupil } from './files/plans.ts';
import type { Planned } from './plan-file.ts';
import type { Planning } from './planning.ts';
import type { Organisations } from './references.ts';
import type { Row } from './sheet.ts';

type TimedRow = OfPupil<TimetableRow>;

/** As it all is after the import. */
interface Looked {
  there: Organisations;
  pupils: ReadonlyMap<string, Pupil>;
  timetable: Planned<TimedRow>;
}

const ALWAYS = '9999-12-31';
const meet = (a: TimetableRow, b: TimetableRow): boolean =>
  a.validFrom <= (b.validTo ?? ALWAYS) && b.validFrom <= (a.validTo ?? ALWAYS);

/** A row without `leave` lasts to the end of its session; R3.1's where the place has no hours of its own. */
function endOf(row: TimetableRow, provisions: ReadonlyMap<string, Provision>): LocalTime {
  const { amEnd = '12:00', pmEnd = '15:45' } = provisions.get(row.provision) ?? {};
  return row.leave ?? (row.arrive < '12:00' ? amEnd : pmEnd);
}

/** Pairs of rows of one pupil that ask for two places at one time. */
function clashes(pupil: Pupil, provisions: ReadonlyMap<string, Provision>): [TimedRow, TimedRow][] {
  const rows = pupil.timetable.toSorted(
    (a, b) => a.weekday.localeCompare(b.weekday) || a.arrive.localeCompare(b.arrive),
  );
  const pairs: [TimedRow, TimedRow][] = [];
  const { pupilId } = pupil;
  for (const [index, first] of rows.entries()) {
    const end = endOf(first, provisions);
    for (let next = index + 1; next < rows.length; next += 1) {
      const second = rows[next]!;
      if (second.weekday !== first.weekday || second.arrive >= end) break;
      const differ = second.provision !== first.provision && meet(first, second);
      if (differ)
        pairs.push([
          { ...first, pupilId },
          { ...second, pupilId },
        ]);
    }
  }
  return pairs;
}

function lookForClashes(planning: Planning, { there, pupils }: Looked, rows: readonly Row<TimedRow>[]): void {
  const named = new Map(rows.map((row) => [row.key, row]));
  for (const pupilId of new Set(rows.map((row) => row.values.pupilId!))) {
    const pupil = pupils.get(pupilId);
    if (!pupil) continue;
    for (const [first, second] of clashes(pupil, there['provisions.csv'].now)) {
      const later = named.get(keyIn(timetable, second));
      const row = later ?? named.get(keyIn(timetable, first));
      const other = later ? first : second;
      if (row) warn(planning, row, 'arrive', worthALook.clash(other.provision, other.weekday, other.arrive));
    }
  }
}

/** A placement at the main site covers its sites. */
function isPlacedAt(pupil: Pupil, row: TimetableRow, there: Organisations): boolean {
  const main = there['provisions.csv'].now.get(row.provision)?.siteOf;
  return pupil.placements.some(
    ({ provision, startDate, endDate }) =>
      (provision === row.provision || provision === main) &&
      startDate <= (row.validTo ?? ALWAYS) &&
      row.validFrom <= (endDate ?? ALWAYS),
  );
}

function lookForPlacements(
  planning: Planning,
  { there, pupils, timetable: planned }: Looked,
  rows: readonly Row<TimedRow>[],
): void {
  for (const row of rows) {
    const kept = planned.now.get(row.key);
    const pupil = kept && pupils.get(kept.pupilId);
    if (!pupil || kept.provision === pupil.schoolUrn || isPlacedAt(pupil, kept, there)) continue;
    warn(planning, row, 'provision', worthALook.noPlacement(kept.validFrom));
  }
}

/** A pupil who moved school may still be timetabled at the former one. */
function lookForFormerSchools(planning: Planning, { there, pupils }: Looked): void {
  for (const row of planning.pack.rows['pupils.csv'] ?? []) {
    const pupil = pupils.get(row.key);
    const former = pupil?.timetable.find(
      ({ provision, validTo }) =>
        provision !== pupil.schoolUrn &&
        there['schools.csv'].now.has(provision) &&
        planning.now.date <= (validTo ?? ALWAYS),
    );
    if (former) warn(planning, row, 'schoolUrn', worthALook.formerSchool(former.provision));
  }
}

export function lookAtTimetables(planning: Planning, looked: Looked): void {
  const rows = (planning.pack.rows['timetable.csv'] ?? []).filter((row) => !row.remove);
  lookForPlacements(planning, looked, rows);
  lookForClashes(planning, looked, rows);
  lookForFormerSchools(planning, looked);
}
