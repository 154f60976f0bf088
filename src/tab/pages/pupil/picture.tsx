import type { ReactNode } from 'react';
import type { CellShown, PictureShown } from '../../../tab-api/models.ts';
import { pupilWords } from '../pupil-words.ts';
import { RunDrawn, SignDrawn } from './run-drawn.tsx';

type Run = PictureShown['runs'][number];

function RunTable({ run, wordsOf }: { run: Run; wordsOf: (kind: string) => string }): ReactNode {
  return (
    <table>
      <caption>{run.title}</caption>
      <thead>
        <tr>
          <th scope="col">{pupilWords.day}</th>
          <th scope="col">{pupilWords.AM}</th>
          <th scope="col">{pupilWords.PM}</th>
        </tr>
      </thead>
      <tbody>
        {run.weeks
          .flatMap(({ days }) => days)
          .map(({ day, AM, PM }) => (
            <tr key={day}>
              <th scope="row">{day}</th>
              <td>{wordsOf(AM)}</td>
              <td>{wordsOf(PM)}</td>
            </tr>
          ))}
      </tbody>
    </table>
  );
}

const Legend = ({ cells }: { cells: CellShown[] }): ReactNode => (
  <ul className="plain-list legend" aria-label={pupilWords.signs}>
    {cells.map(({ kind, sign, words }) => (
      <li key={kind}>
        <SignDrawn kind={kind} sign={sign} /> {words}
      </li>
    ))}
  </ul>
);

/** The sessions as a picture, the same in words, and the same as a table. */
export function Picture({ picture }: { picture: PictureShown }): ReactNode {
  const { alt, cells, runs } = picture;
  const known = new Map(cells.map((cell) => [cell.kind, cell]));
  return (
    <section className="part">
      <h2>{pupilWords.year}</h2>
      {runs.length > 0 && (
        <div role="img" aria-label={alt} className="runs">
          {runs.map((run) => (
            <RunDrawn key={run.title} run={run} signOf={(kind) => known.get(kind)?.sign ?? ''} />
          ))}
        </div>
      )}
      <Legend cells={cells} />
      <p className="quiet">{alt}</p>
      {runs.length > 0 && (
        <details className="as-table">
          <summary>{pupilWords.asTable}</summary>
          <div className="tables">
            {runs.map((run) => (
              <RunTable key={run.title} run={run} wordsOf={(kind) => known.get(kind)?.words ?? '–'} />
            ))}
          </div>
        </details>
      )}
    </section>
  );
}
