/** The lines that `npm run import` prints. For the administrator's own terminal: never logged, a value may be a name. */
import type { Counts } from '../pack/plan-import.ts';
import type { Refusal, Warning } from '../pack/reading.ts';

const LONGEST_VALUE = 60;

/** On one line and harmless to a terminal. */
const printable = (text: string): string => text.replace(/\s+/g, ' ').replace(/\p{C}/gu, '\uFFFD');

/** Long enough to know it again by. */
export function shortened(value: string): string {
  const plain = printable(value);
  return plain.length > LONGEST_VALUE ? `${plain.slice(0, LONGEST_VALUE)}…` : plain;
}

/** An empty cell has nothing to show between quotation marks. */
const valueOf = (value: string | undefined): string[] =>
  value === undefined || value === '' ? [] : [`"${shortened(value)}"`];

function whereOf({ file, line, column, value }: Refusal | Warning): string {
  const place = line === undefined ? printable(file) : `${printable(file)} line ${line}`;
  const cell = [...(column === undefined ? [] : [printable(column)]), ...valueOf(value)].join(' ');
  return cell === '' ? `${place}:` : `${place}: ${cell}`;
}

/** `pupils.csv line 14: date_of_birth "31/02/2011" is not a date; write 2011-02-28 or 28/02/2011`. */
export const sayRefusal = (refusal: Refusal): string => `${whereOf(refusal)} ${refusal.what}; ${refusal.right}`;

/** As a refusal, marked as one that went in. */
export const sayWarning = (warning: Warning): string => `${whereOf(warning)} ${warning.what} (warning)`;

const number = (count: number): string => count.toLocaleString('en-GB');

/** One line per file: `pupils.csv: 40 added, 0 changed, 0 unchanged, 1 refused`. */
export const sayCounts = (counts: readonly Counts[]): string[] =>
  counts.map(
    ({ file, added, changed, unchanged, refused }) =>
      `${file}: ${number(added)} added, ${number(changed)} changed, ${number(unchanged)} unchanged, ${number(refused)} refused`,
  );
