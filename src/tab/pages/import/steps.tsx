import type { ReactNode } from 'react';
import type { ImportLooked, ImportStep } from '../../../tab-api/models.ts';
import { importWords } from '../import-words.ts';

function Step({ line, row, kind, changes }: ImportStep): ReactNode {
  return (
    <li className="note">
      <span className="at">{importWords.line(line)}</span>
      <span className="cell-named">{row}</span>
      <span>
        {importWords.step[kind]}
        {changes.map(({ column, to }) => (
          <span key={column} className="change">
            {column}: <q>{to === '' ? importWords.cleared : to}</q>
          </span>
        ))}
      </span>
    </li>
  );
}

/** What would be done, closed at first: a pack may have thousands of rows. */
export function Steps({ steps }: { steps: ImportLooked['steps'] }): ReactNode {
  const files = Object.entries(steps);
  if (files.length === 0) return null;
  return (
    <section className="part">
      <h2>{importWords.steps}</h2>
      {files.map(([file, { shown, more }]) => (
        <details key={file}>
          <summary>
            {file}: {importWords.rowsOf(shown.length + more)}
          </summary>
          <ul className="plain-list">
            {shown.map((step) => (
              <Step key={step.line} {...step} />
            ))}
          </ul>
          {more > 0 && <p className="quiet">{importWords.more(more)}</p>}
        </details>
      ))}
    </section>
  );
}
