/**
 * What somebody wrote, to be read exactly as they wrote it (R5.1, R5.2): in `TextRun`s, which know no markdown. Clients fill in
 * `{{DATE(…)}}` even there and templates `${…}`, so no run holds the beginning of either; joined they are the exact text.
 */
export interface VerbatimLine {
  type: 'RichTextBlock';
  inlines: { type: 'TextRun'; text: string; isSubtle?: true }[];
  spacing: 'None';
}

/** A line with nothing to be seen on it keeps its height by this; it is no part of the text, and subtle to say so. */
const filler = { type: 'TextRun', text: '\u200B', isSubtle: true } as const;

function lineOf(text: string): VerbatimLine {
  const runs = text === '' ? [] : text.split(/(?<=[${])(?=\{)/).map((run) => ({ type: 'TextRun' as const, text: run }));
  const inlines = text.trim() === '' ? [...runs, filler] : runs;
  return { type: 'RichTextBlock', inlines, spacing: 'None' };
}

/** A block for each line, so that a direction mark or a missing space on one moves nothing on another. */
export const verbatimBlocks = (text: string): VerbatimLine[] => text.split('\n').map(lineOf);
