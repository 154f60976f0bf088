/** The number of a day of absence (R4.6): of one pupil, across all placements. */
import { schoolDay } from '../calendar.ts';
import { classOf, decidedCode } from '../codes.ts';
import { pupilDay } from '../pupil-day.ts';
import { slotState } from '../standing.ts';
import { addDays, instantAt, momentOf } from '../time.ts';
import type { Uncounted } from './absence.ts';
import type { Mark, PartnershipRecords, Pupil } from '../records.ts';
import type { PupilDay } from '../pupil-day.ts';
import type { Standing } from '../standing.ts';
import type { LocalDate } from '../time.ts';

/** A register that did not come says nothing: it neither counts nor ends a run (trap 7). */
export type DayInRun = 'absent' | 'nothing-known' | Uncounted;

const chainOf = (pupil: Pupil, held: PartnershipRecords) => ({
  organisation: pupil.schoolUrn,
  partnership: held.partnership.code,
});

/** `C2` and the codes of sessions that were not possible make no day of absence. */
function isExcused({ history }: Standing): boolean {
  const said = history.findLast(({ status }) => status === 'absent');
  const code = said && decidedCode(said);
  return code !== undefined && (code === 'C2' || classOf(code) === 'NPA');
}

export function dayInRun(day: PupilDay): DayInRun {
  const { pupil, held, date, standings } = day;
  const states = standings.map((standing) => slotState(standing, day.now));
  if (states.some((state) => state === 'present' || state === 'late' || state === 'left')) return 'attended';
  const absent = standings.filter((_, i) => states[i] === 'absent');
  if (absent.length === 0) return 'nothing-known';
  if (absent.every(isExcused)) return 'excused';
  return schoolDay(held.calendar, chainOf(pupil, held), date).kind === 'school-day' ? 'absent' : 'school-shut';
}

/** What had run up by the day before, and on which day anybody last had the child before them. */
export interface RunBefore {
  day: number;
  lastSeen?: LocalDate;
}

/** As a day is known when it and the next few are over: `marks` are all of it. */
const dayOf = (pupil: Pupil, date: LocalDate, held: PartnershipRecords, marks: readonly Mark[]): PupilDay =>
  pupilDay(pupil, date, { ...held, marks: [...marks] }, momentOf(instantAt(addDays(date, 1), '00:00')), Infinity);

const wasSeen = (day: PupilDay, state: DayInRun): boolean => state === 'attended' || day.elsewhere.length > 0;

/** `marks`: the pupil's own of the days before `date`, as far back as anybody knows. */
export function runBefore(pupil: Pupil, date: LocalDate, held: PartnershipRecords, marks: readonly Mark[]): RunBefore {
  const earlier = marks.filter((mark) => mark.pupilId === pupil.pupilId && mark.date < date);
  const dates = [...new Set(earlier.map((mark) => mark.date))].toSorted().toReversed();
  let count = 0;
  let lastSeen: LocalDate | undefined;
  for (const one of dates) {
    const day = dayOf(pupil, one, held, earlier);
    const state = dayInRun(day);
    if (wasSeen(day, state)) lastSeen ??= one;
    if (state === 'attended') break;
    if (state === 'absent') count += 1;
  }
  return lastSeen === undefined ? { day: count } : { day: count, lastSeen };
}
