/** A run of weeks, a line a week: five days across, morning beside afternoon. The sign says what the colour says. */
import type { ReactNode } from 'react';
import type { DayPictured, PictureShown } from '../../../tab-api/models.ts';

const CELL = 20;
const HALF_GAP = 2;
const DAY = 2 * CELL + HALF_GAP + 6;
const LABEL = 52;
const LINE = CELL + 4;
const HEAD = 18;
const DAYS = 5;
const WIDTH = LABEL + DAYS * DAY;
const letters = ['M', 'T', 'W', 'T', 'F'] as const;

function Cell({ x, y, kind, sign }: { x: number; y: number; kind: string; sign: string }): ReactNode {
  if (kind === 'blank') return null;
  return (
    <g className={`cell cell-${kind}`}>
      <rect x={x + 0.5} y={y + 0.5} width={CELL - 1} height={CELL - 1} rx={3} />
      <text x={x + CELL / 2} y={y + CELL / 2}>
        {sign}
      </text>
    </g>
  );
}

/** One sign, for the legend. */
export const SignDrawn = ({ kind, sign }: { kind: string; sign: string }): ReactNode => (
  <svg className="sign" viewBox={`0 0 ${CELL} ${CELL}`} aria-hidden="true">
    <Cell x={0} y={0} kind={kind} sign={sign} />
  </svg>
);

interface Drawn {
  run: PictureShown['runs'][number];
  signOf: (kind: string) => string;
}

export function RunDrawn({ run, signOf }: Drawn): ReactNode {
  const day = ({ day: name, AM, PM }: DayPictured, n: number, y: number): ReactNode => {
    const x = LABEL + n * DAY;
    return (
      <g key={name}>
        <Cell x={x} y={y} kind={AM} sign={signOf(AM)} />
        <Cell x={x + CELL + HALF_GAP} y={y} kind={PM} sign={signOf(PM)} />
      </g>
    );
  };
  return (
    <figure className="run">
      <figcaption>{run.title}</figcaption>
      <svg aria-hidden="true" viewBox={`0 0 ${WIDTH} ${HEAD + run.weeks.length * LINE}`}>
        {letters.map((letter, n) => (
          // Two days begin with the same letter.
          <text key={`${letter}${n}`} className="label middle" x={LABEL + n * DAY + CELL} y={HEAD / 2}>
            {letter}
          </text>
        ))}
        {run.weeks.map(({ monday, days }, row) => {
          const y = HEAD + row * LINE;
          return (
            <g key={monday}>
              <text className="label" x={0} y={y + CELL / 2}>
                {monday}
              </text>
              {days.map((one, n) => day(one, n, y))}
            </g>
          );
        })}
      </svg>
    </figure>
  );
}
