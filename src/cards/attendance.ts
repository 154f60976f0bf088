import { cellWords, type sayFigures } from '../texts/attendance.ts';
import { countCells, type CellKind, type DayCells } from '../domain/figures/school-weeks.ts';
import { longDate } from '../domain/time.ts';
import { pictureOf, signOf } from './picture.ts';
import { fill, plain, type AdaptiveCard } from './render.ts';

export interface AttendanceShown {
  said: ReturnType<typeof sayFigures>;
  name: string;
  /** School and year, so that the asker notices another child of that name (R8.2). */
  about: string;
  tone: 'attention' | 'warning' | 'emphasis';
  weeks: readonly DayCells[];
}

/** Of each kind that stands in the picture, how many. */
export const cellsShown = (weeks: readonly DayCells[]) => countCells(weeks).filter(({ kind }) => kind !== 'blank');

/** The same as the picture, in words: how many of each, not each cell. */
export function altText(weeks: readonly DayCells[], cells = cellsShown(weeks)): string {
  const counts = cells.map(({ kind, count }) => `${count} ${cellWords[kind]}`).join(', ');
  const span = `${longDate(weeks[0]!.date)} to ${longDate(weeks.at(-1)!.date)}`;
  return `Sessions, ${span}: ${counts === '' ? 'none' : counts}.`;
}

const legendOf = (kind: CellKind): string => `${signOf(kind) || 'grey'} ${cellWords[kind]}`;

function pictured(weeks: readonly DayCells[]) {
  if (weeks.length === 0) return { hasPicture: false, picture: '', alt: '', legend: '' };
  const cells = cellsShown(weeks);
  return {
    hasPicture: true,
    picture: pictureOf(weeks),
    alt: plain(altText(weeks, cells)),
    legend: cells.length === 0 ? 'No sessions yet.' : plain(cells.map(({ kind }) => legendOf(kind)).join(' · ')),
  };
}

/** Figures first, then the latest weeks as a picture. */
export const attendanceCard = ({ said, name, about, tone, weeks }: AttendanceShown): AdaptiveCard =>
  fill('attendance', {
    name: plain(name),
    about: plain(about),
    headline: plain(said.headline),
    fallback: plain(`${said.headline}. Open it in Teams on a computer or a newer phone.`),
    style: tone,
    facts: said.facts.map(([label, text]) => ({ label: plain(label), text: plain(text) })),
    ...pictured(weeks),
    foot: plain(said.foot),
  });
