/** A plan as the page shows it: counts, and row by row what would be done and what would not. */
import { fileNames, packFiles } from '../pack/files.ts';
import { columnOf, keyFieldsOf, type PackFile } from '../pack/pack-file.ts';
import { shortened } from '../texts/import.ts';
import type { ImportPlan } from '../pack/plan-import.ts';
import type { Refusal, Warning } from '../pack/reading.ts';
import type { Step } from '../pack/steps.ts';
import type { ImportLooked, ImportNote, ImportStep, Listed } from './models.ts';

/** Of each file, and of notes altogether: more than anybody reads, and what a browser shows at once. */
const MOST = 500;

const listed = <A, B>(all: readonly A[], shown: (one: A) => B): Listed<B> => ({
  shown: all.slice(0, MOST).map(shown),
  more: Math.max(0, all.length - MOST),
});

const noteShown = ({ value, ...note }: Refusal | Warning): ImportNote => ({
  ...note,
  file: shortened(note.file),
  ...(value !== undefined && value !== '' && { value: shortened(value) }),
});

function stepShown({ row, kind, fields }: Step): ImportStep {
  const keys = keyFieldsOf(packFiles[row.file] as unknown as PackFile<object>);
  return {
    line: row.line,
    row: shortened(keys.map((field) => row.written(field)).join(' · ')),
    kind,
    changes: fields.map((field) => ({ column: columnOf(field), to: shortened(row.written(field)) })),
  };
}

export function lookedShown({ counts, steps, refusals, warnings }: ImportPlan): ImportLooked {
  const byFile = Map.groupBy(steps(), ({ row }) => row.file);
  const shown = fileNames.flatMap((file) => {
    const of = byFile.get(file);
    return of ? [[file, listed(of, stepShown)] as const] : [];
  });
  return {
    counts,
    steps: Object.fromEntries(shown),
    refusals: listed(refusals, noteShown),
    warnings: listed(warnings, noteShown),
  };
}
