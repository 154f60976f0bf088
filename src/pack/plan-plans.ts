/** Placements, timetable rows, agreements and suspensions: what is planned for each pupil. */
import { rowIs, worthALook } from '../texts/import-rows.ts';
import { agreements, placements, suspensions, timetable } from './files/plans.ts';
import { planFile } from './plan-file.ts';
import { fault, warn } from './planning.ts';
import { missing } from './references.ts';
import { outOfOrder } from './spans.ts';
import type { Agreement, Placement, Pupil, Suspension, TimetableRow } from '../domain/records.ts';
import type { OfPupil } from './files/plans.ts';
import type { PupilRow } from './files/pupils.ts';
import type { Planned } from './plan-file.ts';
import type { Fault, Planning } from './planning.ts';
import type { Organisations } from './references.ts';
import type { Row } from './sheet.ts';

export interface PlannedPlans {
  placements: Planned<OfPupil<Placement>>;
  timetable: Planned<OfPupil<TimetableRow>>;
  agreements: Planned<OfPupil<Agreement>>;
  suspensions: Planned<OfPupil<Suspension>>;
}

/** Every row of one kind, each with its pupil. */
const ofAll = <T extends object>(pupils: readonly Pupil[], rowsOf: (pupil: Pupil) => readonly T[]): OfPupil<T>[] =>
  pupils.flatMap((pupil) => rowsOf(pupil).map((row) => Object.assign({ pupilId: pupil.pupilId }, row)));

/** What every row about a pupil needs: the pupil. */
export function lostPupil(planning: Planning, pupils: Planned<PupilRow>, pupilId: string): Fault | undefined {
  const words = missing(planning, 'pupils.csv', pupils, pupilId);
  return words && fault('pupilId', words);
}

/** M11: a place that is no school cannot share a registration, so its placement is taken as the school's. */
function settlePlacement(
  planning: Planning,
  there: Organisations,
  one: OfPupil<Placement>,
  row: Row<OfPupil<Placement>>,
) {
  const lost = missing(planning, 'provisions.csv', there['provisions.csv'], one.provision);
  if (lost) return fault('provision', lost);
  const wrong = outOfOrder(one, 'startDate', 'endDate') ?? outOfOrder(one, 'approvedFrom', 'approvedTo');
  if (wrong) return wrong;
  if (one.arrangement === 'la' && one.laBasis === undefined) return fault('laBasis', rowIs.noLaBasis);
  if (one.arrangement !== 'dual' || there['provisions.csv'].now.get(one.provision)?.registered) return one;
  warn(planning, row, 'arrangement', worthALook.dualAtNoSchool);
  return { ...one, arrangement: 'school' as const };
}

/** Where a pupil can be due or seen: at a provision, or the pupil's own school. */
export function wrongPlace(planning: Planning, there: Organisations, place: string, school: string): Fault | undefined {
  if (place === school) return undefined;
  if (there['schools.csv'].now.has(place)) return fault('provision', rowIs.notOwnSchool(school));
  const words = missing(planning, 'provisions.csv', there['provisions.csv'], place);
  return words && fault('provision', words);
}

const wrongTimetable = (one: OfPupil<TimetableRow>): Fault | undefined =>
  outOfOrder(one, 'arrive', 'leave', true) ?? outOfOrder(one, 'validFrom', 'validTo');

export function planPlans(planning: Planning, there: Organisations, pupils: Planned<PupilRow>): PlannedPlans {
  const { pack, held } = planning;
  const lost = (pupilId: string): Fault | undefined => lostPupil(planning, pupils, pupilId);
  return {
    placements: planFile(
      planning,
      placements,
      pack.rows['placements.csv'] ?? [],
      ofAll(held.pupils, (pupil) => pupil.placements),
      (one, row) => lost(one.pupilId) ?? settlePlacement(planning, there, one, row),
    ),
    timetable: planFile(
      planning,
      timetable,
      pack.rows['timetable.csv'] ?? [],
      ofAll(held.pupils, (pupil) => pupil.timetable),
      (one) =>
        lost(one.pupilId) ??
        wrongPlace(planning, there, one.provision, pupils.now.get(one.pupilId)!.schoolUrn) ??
        wrongTimetable(one) ??
        one,
    ),
    agreements: planFile(
      planning,
      agreements,
      pack.rows['agreements.csv'] ?? [],
      ofAll(held.pupils, (pupil) => pupil.agreements),
      (one) => lost(one.pupilId) ?? outOfOrder(one, 'from', 'to') ?? one,
    ),
    suspensions: planFile(
      planning,
      suspensions,
      pack.rows['suspensions.csv'] ?? [],
      ofAll(held.pupils, (pupil) => pupil.suspensions),
      (one) => lost(one.pupilId) ?? outOfOrder(one, 'from', 'to') ?? one,
    ),
  };
}
