/** What an import would do, decided on plain values: nothing is read or written here. */
import { momentOf } from '../domain/time.ts';
import { fileNames } from './files.ts';
import { lookAtTimetables } from './look-at-timetables.ts';
import { planCalendar } from './plan-calendar.ts';
import { planMarks } from './plan-marks.ts';
import { planOrganisations } from './plan-organisations.ts';
import { planCover, planPeople, planSettings } from './plan-people.ts';
import { planPlans } from './plan-plans.ts';
import { planPupils } from './plan-pupils.ts';
import { stepsOf, type RowsOf, type Step } from './steps.ts';
import { checkWithdrawals } from './plan-withdrawals.ts';
import { wholePupils } from './whole-pupils.ts';
import type { CalendarRow, Cover, Mark, Partnership, Provision, Pupil, School, Setting } from '../domain/records.ts';
import type { Instant } from '../domain/time.ts';
import type { CheckedPack } from './check-rows.ts';
import type { PersonRow } from './files/people.ts';
import type { FileName } from './pack-file.ts';
import type { Planned } from './plan-file.ts';
import type { HeldRecords, Planning } from './planning.ts';
import type { Refusal, Warning } from './reading.ts';

/** Whole records: those to be put, new or changed, and those to be withdrawn, as they are held. */
export interface Change<T> {
  put: T[];
  remove: T[];
}

export interface Counts {
  file: FileName;
  added: number;
  /** Withdrawn rows too. */
  changed: number;
  unchanged: number;
  refused: number;
}

export interface ImportPlan {
  partnerships: Change<Partnership>;
  schools: Change<School>;
  provisions: Change<Provision>;
  people: Change<PersonRow>;
  cover: Change<Cover>;
  settings: Change<Setting>;
  calendar: Change<CalendarRow>;
  /** With everything planned for them; a change in a nested file puts its pupil. */
  pupils: Change<Pupil>;
  /** To be appended; none of them is held. */
  marks: Mark[];
  /** Row by row, those that would be added, changed or withdrawn; made when asked for, by file and line. */
  steps(): Step[];
  /** Of the files in the pack, in the contract's order. */
  counts: Counts[];
  /** By file and line. */
  refusals: Refusal[];
  warnings: Warning[];
}

type Tally = Pick<Planned<unknown>, 'added' | 'changed' | 'unchanged'> & RowsOf;

const changeOf = <T>({ put, leaving }: Planned<T>): Change<T> => ({
  put,
  remove: [...leaving.values()].map(({ value }) => value),
});

function countsOf({ pack, refusals }: Planning, tallies: Record<FileName, Tally>): Counts[] {
  const refused = new Map<string, number>();
  for (const { file } of refusals) refused.set(file, (refused.get(file) ?? 0) + 1);
  return fileNames
    .filter((file) => pack.rows[file] ?? refused.has(file))
    .map((file) => {
      const { added, changed, unchanged, leaving } = tallies[file];
      return { file, added, changed: changed + leaving.size, unchanged, refused: refused.get(file) ?? 0 };
    });
}

const inFileOrder = <N extends Refusal | Warning>(notes: readonly N[]): N[] => {
  const rank = new Map<string, number>(fileNames.map((name, index) => [name, index]));
  const rankOf = ({ file }: N): number => rank.get(file) ?? -1;
  return notes.toSorted((a, b) => rankOf(a) - rankOf(b) || (a.line ?? 0) - (b.line ?? 0));
};

/** Plans a checked pack against what is held. Pure; with `--strict` the caller stops where there are refusals. */
export function planImport(pack: CheckedPack, held: HeldRecords, now: Instant): ImportPlan {
  const planning: Planning = {
    pack: { ...pack, refused: new Map([...pack.refused].map(([file, keys]) => [file, new Map(keys)])) },
    held,
    now: momentOf(now),
    refusals: [...pack.refusals],
    warnings: [...pack.warnings],
  };
  const there = planOrganisations(planning);
  const people = planPeople(planning, there);
  const roster = new Set([...people.now.values()].map(({ upn }) => upn));
  const cover = planCover(planning, there, roster);
  const settings = planSettings(planning, there);
  const calendar = planCalendar(planning, there);
  const rows = planPupils(planning, there, roster);
  const plans = planPlans(planning, there, rows);
  const whole = wholePupils(held.pupils, rows, plans);
  const posts = { 'people.csv': people, 'cover.csv': cover, 'settings.csv': settings, 'calendar.csv': calendar };
  checkWithdrawals(planning, there, whole.now.values(), posts);
  lookAtTimetables(planning, { there, pupils: whole.now, timetable: plans.timetable });
  const marks = planMarks(planning, { there, pupilRows: rows, pupils: whole.now, calendar, settings });
  const tallies = {
    ...there,
    ...posts,
    'pupils.csv': rows,
    'placements.csv': plans.placements,
    'timetable.csv': plans.timetable,
    'agreements.csv': plans.agreements,
    'suspensions.csv': plans.suspensions,
    'marks.csv': { ...marks, added: marks.append.length, changed: 0, leaving: new Map() },
  };
  const leavers = new Set(rows.leaving.keys());
  return {
    partnerships: changeOf(there['partnerships.csv']),
    schools: changeOf(there['schools.csv']),
    provisions: changeOf(there['provisions.csv']),
    people: changeOf(people),
    cover: changeOf(cover),
    settings: changeOf(settings),
    calendar: changeOf(calendar),
    pupils: { put: whole.put, remove: held.pupils.filter(({ pupilId }) => leavers.has(pupilId)) },
    marks: marks.append,
    steps: () => fileNames.flatMap((file) => stepsOf(tallies[file])),
    counts: countsOf(planning, tallies),
    refusals: inFileOrder(planning.refusals),
    warnings: inFileOrder(planning.warnings),
  };
}
