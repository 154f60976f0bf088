import type { ReactNode } from 'react';
import type { Row, Stage } from './sheet.ts';
import { registerWords } from './words.ts';

const shapes: Record<Stage, ReactNode> = {
  none: <circle cx="8" cy="8" r="6.2" strokeDasharray="2 2.4" />,
  unsaved: (
    <>
      <circle cx="8" cy="8" r="6.2" strokeDasharray="2 2.4" />
      <circle cx="8" cy="8" r="2" className="reg-filled" />
    </>
  ),
  draft: (
    <>
      <circle cx="8" cy="8" r="6.2" />
      <path d="M8 1.8a6.2 6.2 0 0 1 0 12.4z" className="reg-filled" />
    </>
  ),
  recorded: (
    <>
      <circle cx="8" cy="8" r="6.2" className="reg-filled" />
      <path d="M5 8.2l2.1 2.1L11 6.2" className="reg-tick" />
    </>
  ),
};

/** Each stage has a shape of its own beside its words: not by colour alone. */
export const StageShape = ({ stage }: { stage: Stage }): ReactNode => (
  <svg className="reg-shape" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
    {shapes[stage]}
  </svg>
);

const saidIn = ({ line, tap, stage }: Row): ReactNode => {
  const stands = line.stands && (
    <span className="reg-stands">
      {line.stands.words} <em>{registerWords.recorded}</em>
    </span>
  );
  if (!tap) return stands ?? registerWords.notMarked;
  return (
    <>
      <span className="reg-said">
        {tap.words} <em>{stage === 'unsaved' ? registerWords.unsaved : registerWords.draft}</em>
      </span>
      {stands}
    </>
  );
};

/** What stands, what is drafted, and which of the two it is: in words. */
export const RowState = ({ row, id }: { row: Row; id: string }): ReactNode => (
  <div className={`reg-state reg-state-${row.stage}`} id={id}>
    <StageShape stage={row.stage} />
    <span>{saidIn(row)}</span>
  </div>
);
