/** From what people type to a command: letter case, punctuation, politeness and typing slips do not matter. */
import { editDistance } from '../domain/names.ts';
import type { Command, Fields } from './command.ts';

export type Understood = { kind: 'command'; command: Command; fields: Fields } | { kind: 'unknown'; likely: Command[] };

const tidy = (text: string): string =>
  text
    .normalize('NFC')
    .replaceAll(/[’‘ʼ`´]/g, "'")
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replace(/^(please|can you|could you|hi|hello|hey)[ ,]+/i, '')
    .replace(/[\s?!.,;:]+$/, '')
    .replace(/,? (please|thanks|thank you)$/i, '');

/** `where is` as people write it. Its apostrophe and its missing space are part of the trade. */
const spellings: readonly [RegExp, string][] = [
  [/^(where's|wheres|whereis|where are|wher is|where s)\b/i, 'where is'],
  [/^find\b/i, 'where is'],
  [/^\?$/, 'help'],
];

const spelt = (text: string): string =>
  spellings.reduce((words, [pattern, right]) => words.replace(pattern, right), text);

/** One slip in a word of four letters or more; a shorter word is taken as it is. */
const isSlipOf = (typed: string, word: string): boolean =>
  typed === word || (word.length >= 4 && typed.length >= 4 && editDistance(typed, word) <= 1);

function restAfter(text: string, phrase: string, slips: boolean): string | undefined {
  const typed = text.split(' ');
  const words = phrase.split(' ');
  const fits = words.every((word, n) => {
    const said = typed[n]?.toLowerCase().replace(/[,:;]$/, '');
    return said !== undefined && (slips ? isSlipOf(said, word) : said === word);
  });
  return fits ? typed.slice(words.length).join(' ') : undefined;
}

function find(text: string, commands: readonly Command[], slips: boolean): Understood | undefined {
  for (const command of commands) {
    for (const phrase of command.words) {
      const rest = restAfter(text, phrase, slips);
      const fields = rest === undefined ? undefined : command.parse(rest);
      if (fields) return { kind: 'command', command, fields };
    }
  }
  return undefined;
}

/** The two or three commands a person most likely meant. */
function likely(text: string, commands: readonly Command[]): Command[] {
  const typed = text.toLowerCase().split(' ');
  const near = (command: Command): number =>
    Math.min(
      ...command.words.flatMap((phrase) =>
        phrase.split(' ').flatMap((w) => typed.map((t) => editDistance(t, w) / w.length)),
      ),
    );
  return commands.toSorted((a, b) => near(a) - near(b)).slice(0, 3);
}

export function understand(said: string, commands: readonly Command[]): Understood {
  const text = spelt(tidy(said));
  if (text === '') return { kind: 'unknown', likely: commands.slice(0, 3) };
  return (
    find(text, commands, false) ?? find(text, commands, true) ?? { kind: 'unknown', likely: likely(text, commands) }
  );
}
