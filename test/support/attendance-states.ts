/** Figures with something to say in every line, and figures of nothing. All invented. */
import { attendanceOf } from '../../src/domain/figures/attendance.ts';
import type { Suspicion } from '../../src/domain/figures/code-checker.ts';
import { objections } from '../../src/domain/figures/code-objection.ts';
import type { Figures } from '../../src/domain/figures/figures.ts';
import { cellKinds, type DayCells } from '../../src/domain/figures/school-weeks.ts';
import { addDays } from '../../src/domain/time.ts';

const MONDAYS = ['2026-10-26', '2026-11-02', '2026-11-09', '2026-11-16'] as const;

/** Four weeks in which every kind of cell is seen in turn. */
export const everyCell: DayCells[] = MONDAYS.flatMap((monday, week) =>
  [0, 1, 2, 3, 4].map((day): DayCells => {
    const at = (shift: number) => cellKinds[(week * 5 + day + shift) % cellKinds.length]!;
    return { date: addDays(monday, day), AM: at(0), PM: at(4) };
  }),
);

const suspicions: Suspicion[] = [...objections, 'n-overdue', 'illness-evidence', 'assurance-not-recorded', 'set-aside'];

export const everyFigure: Figures = {
  from: '2026-08-27',
  year: attendanceOf(['B', 'B', 'B', 'C2', 'C2', 'N', null, null, 'undecided', 'D', '#']),
  unmarkedAtSchool: 1,
  penalty: { state: 'MET_PROVISIONAL', at: { date: '2026-11-20', session: 'PM' }, latest: 10 },
  sickness: [{ dueOn: '2026-11-12', why: 'count' }],
  illnessSessions: 31,
  continuous: { metOn: '2026-11-02', days: 10, regularOn: '2026-11-02' },
  reasonsOpen: Array.from({ length: 6 }, (_, n) => ({
    date: '2026-10-15',
    session: 'AM',
    legal: '2026-10-30',
    aim: '2026-10-22',
    calendarEnds: n === 1,
    overdue: n === 0,
  })),
  findings: suspicions.flatMap((why) => [
    { date: '2026-11-09', session: 'AM', code: 'Y5', why },
    { date: '2026-11-10', session: 'PM', code: 'Y5', why },
  ]),
  placement: {
    start: '2026-10-01',
    before: attendanceOf(['/', '\\', 'O', 'O']),
    since: attendanceOf(['B', 'B', 'I', 'I']),
  },
  halfTerms: [],
  weeks: everyCell,
};

export const noFigures: Figures = {
  from: '2026-11-16',
  year: attendanceOf([]),
  unmarkedAtSchool: 0,
  penalty: { state: 'NOT_MET', latest: 0 },
  sickness: [],
  illnessSessions: 0,
  continuous: { days: 0 },
  reasonsOpen: [],
  findings: [],
  halfTerms: [],
  weeks: everyCell.map(({ date }) => ({ date, AM: 'blank', PM: 'blank' })),
};
