/** Sessions as the page draws them: cells of a kind, a run of weeks each, and the same in words. */
import { altText, cellsShown } from '../cards/attendance.ts';
import { signOf } from '../cards/picture.ts';
import { longDate, shortDate } from '../domain/time.ts';
import { cellWords } from '../texts/attendance.ts';
import type { DayCells } from '../domain/figures/school-weeks.ts';
import type { PictureShown } from './models.ts';

const WEEK = 5;

const weeksOf = (days: readonly DayCells[]): DayCells[][] =>
  Array.from({ length: Math.ceil(days.length / WEEK) }, (_, n) => days.slice(n * WEEK, (n + 1) * WEEK));

const dayAndMonth = (date: string): string => longDate(date).replace(/^\w+ /, '');

/** Days in order, five a week. */
export function pictureShown(runs: readonly DayCells[][]): PictureShown {
  const all = runs.flat();
  const cells = cellsShown(all);
  return {
    alt: all.length === 0 ? 'No sessions yet.' : altText(all, cells),
    cells: cells.map(({ kind }) => ({ kind, sign: signOf(kind), words: cellWords[kind] })),
    runs: runs.map((run) => ({
      title: `${dayAndMonth(run[0]!.date)} to ${dayAndMonth(run.at(-1)!.date)}`,
      weeks: weeksOf(run).map((days) => ({
        monday: shortDate(days[0]!.date).replace(/^\w+ /, ''),
        days: days.map(({ date, AM, PM }) => ({ day: longDate(date), AM, PM })),
      })),
    })),
  };
}
