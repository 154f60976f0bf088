/** The words on a card that are shown exactly as somebody wrote them. */
import type { VerbatimLine } from '../../src/cards/verbatim.ts';

const isLine = (value: unknown): value is VerbatimLine =>
  typeof value === 'object' && value !== null && (value as { type?: unknown }).type === 'RichTextBlock';

function linesIn(value: unknown): VerbatimLine[] {
  if (Array.isArray(value)) return value.flatMap(linesIn);
  if (isLine(value)) return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(linesIn) : [];
}

/** What only keeps a line's height is no part of the text. */
const textOf = ({ inlines }: VerbatimLine): string =>
  inlines
    .filter(({ isSubtle }) => !isSubtle)
    .map(({ text }) => text)
    .join('');

/** The exact text of these blocks, or of all that stand on a card, in order. */
export const verbatimIn = (shown: unknown): string => linesIn(shown).map(textOf).join('\n');
