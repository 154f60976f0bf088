import { worthALook } from '../texts/import-rows.ts';
import { pupilRowOf, pupils, withContacts } from './files/pupils.ts';
import { planFile } from './plan-file.ts';
import { fault, warn } from './planning.ts';
import { missing } from './references.ts';
import { outOfOrder } from './spans.ts';
import type { LocalDate } from '../domain/time.ts';
import type { PupilRow } from './files/pupils.ts';
import type { Planned } from './plan-file.ts';
import type { Fault, Planning } from './planning.ts';
import type { Organisations } from './references.ts';
import type { Row } from './sheet.ts';

const yearsOld = (born: LocalDate, today: LocalDate): number =>
  Number(today.slice(0, 4)) - Number(born.slice(0, 4)) - (today.slice(5) < born.slice(5) ? 1 : 0);

function lookAt(planning: Planning, pupil: PupilRow, row: Row<PupilRow>, roster: ReadonlySet<string>): void {
  const age = yearsOld(pupil.dateOfBirth, planning.now.date);
  if (age < 10 || age > 20) warn(planning, row, 'dateOfBirth', worthALook.age(age));
  if (pupil.sealed?.length === 0) warn(planning, row, 'sealed', worthALook.sealedToAll);
  const strangers = pupil.sealed?.filter((upn) => !roster.has(upn)) ?? [];
  if (strangers.length > 0) warn(planning, row, 'sealed', worthALook.sealedToStrangers(strangers));
}

function wrongPupil(planning: Planning, there: Organisations, pupil: PupilRow, row: Row<PupilRow>): Fault | undefined {
  const lost = 'schoolUrn' in row.values && missing(planning, 'schools.csv', there['schools.csv'], pupil.schoolUrn);
  return lost ? fault('schoolUrn', lost) : outOfOrder(pupil, 'startDate', 'endDate');
}

export const planPupils = (planning: Planning, there: Organisations, roster: ReadonlySet<string>): Planned<PupilRow> =>
  planFile(
    planning,
    pupils,
    planning.pack.rows['pupils.csv'] ?? [],
    planning.held.pupils.map(pupilRowOf),
    (pupil, row) => {
      const wrong = wrongPupil(planning, there, pupil, row);
      if (!wrong) lookAt(planning, pupil, row, roster);
      return wrong ?? withContacts(pupil);
    },
  );
