import type { ReactNode } from 'react';
import type { ImportNote, Listed } from '../../../tab-api/models.ts';
import { importWords } from '../import-words.ts';

const keyOf = ({ line, column, what }: ImportNote): string => `${line} ${column} ${what}`;

function Note({ line, column, value, what, right }: ImportNote): ReactNode {
  return (
    <li className="note">
      <span className="at">{line === undefined ? importWords.wholeFile : importWords.line(line)}</span>
      <span className="cell-named">
        {column} {value !== undefined && <q>{value}</q>}
      </span>
      <span>
        {what}
        {right !== undefined && <span className="right">{right.charAt(0).toUpperCase() + right.slice(1)}.</span>}
      </span>
    </li>
  );
}

interface Shown {
  title: string;
  means: string;
  notes: Listed<ImportNote>;
}

/** File by file, in the order of their lines. */
export function Notes({ title, means, notes }: Shown): ReactNode {
  if (notes.shown.length === 0) return null;
  const byFile = [...Map.groupBy(notes.shown, ({ file }) => file)];
  return (
    <section className="part">
      <h2>
        {title} <span className="quiet">{(notes.shown.length + notes.more).toLocaleString('en-GB')}</span>
      </h2>
      <p>{means}</p>
      {byFile.map(([file, of]) => (
        <div key={file}>
          <h3>{file}</h3>
          <ul className="plain-list">
            {of.map((note) => (
              <Note key={keyOf(note)} {...note} />
            ))}
          </ul>
        </div>
      ))}
      {notes.more > 0 && <p className="quiet">{importWords.more(notes.more)}</p>}
    </section>
  );
}
