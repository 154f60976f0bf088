import { memo, useRef, type ReactNode } from 'react';
import type { Book, Failure } from './book.ts';
import { PupilRow } from './row.tsx';
import { SheetBar } from './sheet-bar.tsx';
import { SheetHead } from './sheet-head.tsx';
import type { Sheet } from './sheet.ts';
import { useMarking } from './use-marking.ts';
import { keysInShort, registerWords } from './words.ts';

interface Given {
  id: string;
  sheet: Sheet;
  book: Book;
  failure: Failure | undefined;
  isSending: boolean;
  reasons: readonly { heard: string; words: string }[];
  /** The only register on the page. */
  isAlone: boolean;
  isFirst: boolean;
  showKeys(): void;
}

/** The register above or below, where several stand on the page. */
function goBeyond(section: HTMLElement | null, way: 'up' | 'down'): void {
  const other = way === 'down' ? section?.nextElementSibling : section?.previousElementSibling;
  other?.querySelector<HTMLElement>('[data-row][tabindex="0"]')?.focus();
}

export const SheetView = memo(function SheetView(given: Given): ReactNode {
  const { id, sheet, book, failure, isSending, reasons, isAlone, isFirst, showKeys } = given;
  const section = useRef<HTMLElement>(null);
  const beyond = (way: 'up' | 'down'): void => goBeyond(section.current, way);
  const marking = useMarking({ id, sheet, book, reasons, section, isFirst, beyond, showKeys });
  const { rows } = marking;
  const heading = `register-${id}`;
  return (
    <section className="reg-sheet" aria-labelledby={heading} ref={section}>
      <SheetHead sheet={sheet} rows={rows} id={heading} isAlone={isAlone} />
      {isAlone && <p className="reg-keys-in-short">{keysInShort}</p>}
      <div role="grid" className="reg-grid" aria-label={registerWords.grid(sheet.roll.name)}>
        <div role="row" className="reg-unseen">
          {[registerWords.pupil, registerWords.mark, registerWords.state].map((name) => (
            <span role="columnheader" key={name}>
              {name}
            </span>
          ))}
        </div>
        {rows.map((row, n) => (
          <PupilRow key={row.key} row={row} marking={marking} id={`${heading}-${n}`} reasons={reasons} now={book.now} />
        ))}
      </div>
      <SheetBar
        sheet={sheet}
        rows={rows}
        failure={failure}
        isSending={isSending}
        onSubmit={marking.submit}
        onAgain={book.hurry}
        onKeys={showKeys}
      />
    </section>
  );
});
