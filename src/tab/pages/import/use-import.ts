/** An import on its way: files chosen, looked at, applied. */
import { useState } from 'react';
import type { ImportCounts, ImportFile, ImportLine, ImportLooked } from '../../../tab-api/models.ts';
import { AskFault, type Api } from '../../api.ts';
import { useSession } from '../../session.ts';
import { faultWords } from '../../words.ts';
import { importWords } from '../import-words.ts';
import { MOST_BYTES, readFile } from './read-files.ts';

export type Import =
  /** `again`: not for the first time. */
  | { at: 'choosing'; problem?: string; again?: boolean }
  | { at: 'reading'; files: number }
  | { at: 'looked'; files: ImportFile[]; looked: ImportLooked; problem?: string }
  | { at: 'applying'; done: number; total: number }
  | { at: 'done'; counts: ImportCounts[]; refused: number };

const wordsOf = (fault: unknown): string =>
  fault instanceof AskFault ? (fault.words ?? faultWords[fault.kind]) : importWords.unreadable;

async function look(api: Api, chosen: Promise<File[]>, show: (now: Import) => void): Promise<void> {
  const given = await chosen;
  if (given.length === 0) return show({ at: 'choosing', problem: importWords.nothing, again: true });
  show({ at: 'reading', files: given.length });
  const size = given.reduce((sum, file) => sum + file.size, 0);
  const files = size > MOST_BYTES ? [] : await Promise.all(given.map(readFile));
  if (size > MOST_BYTES || new Blob([JSON.stringify({ files })]).size > MOST_BYTES)
    return show({ at: 'choosing', problem: importWords.tooBig, again: true });
  return show({ at: 'looked', files, looked: await api.send<ImportLooked>('POST', 'import/look', { files }) });
}

async function apply(api: Api, files: ImportFile[], show: (now: Import) => void): Promise<void> {
  for await (const line of api.lines<ImportLine>('import/apply', { files })) {
    if (line.kind === 'progress') show({ at: 'applying', done: line.done, total: line.total });
    else if (line.kind === 'failed') throw new AskFault('fault', line.words);
    else return show({ at: 'done', counts: line.counts, refused: line.refused });
  }
  throw new AskFault('fault', importWords.cutOff);
}

export function useImport() {
  const { api } = useSession();
  const [now, show] = useState<Import>({ at: 'choosing' });
  return {
    now,
    choose: (files: Promise<File[]>): void =>
      void look(api, files, show).catch((fault: unknown) =>
        show({ at: 'choosing', problem: wordsOf(fault), again: true }),
      ),
    apply: (at: Extract<Import, { at: 'looked' }>): void => {
      show({ at: 'applying', done: 0, total: 0 });
      apply(api, at.files, show).catch((fault: unknown) =>
        // A line that broke off in the middle is no answer of the server's.
        show({ ...at, problem: fault instanceof AskFault ? wordsOf(fault) : importWords.cutOff }),
      );
    },
    back: (): void => show({ at: 'choosing', again: true }),
  };
}
