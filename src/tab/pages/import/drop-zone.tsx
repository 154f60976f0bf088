import { useEffect, useRef, useState, type DragEvent, type ReactNode } from 'react';
import { Button } from '@fluentui/react-components';
import { importWords } from '../import-words.ts';
import { dropped } from './read-files.ts';

/** Files can be dropped, or chosen with a button that the keyboard reaches. */
interface Zone {
  onFiles(files: Promise<File[]>): void;
  /** Whoever has been here before is led back to it. */
  takesFocus: boolean;
}

export function DropZone({ onFiles, takesFocus }: Zone): ReactNode {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (takesFocus) button.current?.focus();
  }, [takesFocus]);
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const over = (event: DragEvent): void => {
    event.preventDefault();
    setOver(true);
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    onFiles(dropped(event.dataTransfer));
  };
  const choose = (): void => {
    const files = [...(input.current?.files ?? [])];
    // So that the same file, put right, can be chosen again.
    if (input.current) input.current.value = '';
    if (files.length > 0) onFiles(Promise.resolve(files));
  };
  return (
    <div
      className={isOver ? 'drop over' : 'drop'}
      onDragEnter={over}
      onDragOver={over}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <p className="drop-here">
        {importWords.drop} <span className="quiet">{importWords.or}</span>
      </p>
      <Button ref={button} appearance="primary" onClick={() => input.current?.click()}>
        {importWords.choose}
      </Button>
      <input ref={input} type="file" multiple accept=".csv,text/csv" onChange={choose} hidden />
    </div>
  );
}
