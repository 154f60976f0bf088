/** From what people type to a command: letter case, punctuation, politeness and typing slips do not matter. */
import { editDistance } from '../domain/names.ts';
import type { Command, Fields } from './command.ts';

/** `likely`: all commands, the one most likely meant first. */
export type Understood = { kind: 'command'; command: Command; fields: Fields } | { kind: 'unknown'; likely: Command[] };

const courtesy = String.raw`please|pls|hi|hello|hey|(?:can|could|would|will) you|tell me|show me|the`;
const thanks = String.raw`please|pls|thanks|thank you`;

/** More than a register said in one sentence may have; the rest of a pasted page is not read. */
const LETTERS_READ = 2_500;

/** Format characters are dropped because nobody sees them: Teams adds some to what is copied. */
const tidy = (text: string): string =>
  text
    .slice(0, LETTERS_READ)
    .toWellFormed()
    .normalize('NFC')
    .replaceAll(/\p{Cf}/gu, '')
    .replaceAll(/[’‘ʼ`´]/g, "'")
    .replaceAll(/\s+/g, ' ')
    .replace(/^[^\p{L}\p{N}]+/u, '')
    .replace(new RegExp(`^(?:(?:${courtesy})[ ,.!:]+)+(?=.)`, 'i'), '')
    .replace(new RegExp(`(?:[ ,.!?]+(?:${thanks}))*[\\s?!.,;:"”…]*$`, 'i'), '');

/** More ways to begin a command than its own words, as people write them. Exact: slips of slips may be names. */
const alsoSaid: Readonly<Record<string, readonly string[]>> = {
  digest: ['digests'],
  'log concern': [
    'concern',
    'log concerns',
    'report concerns',
    'raise concerns',
    'record concerns',
    'cause for concern',
    'i have a concern',
    'safeguarding',
  ],
  'my concerns': ['my concern'],
  'where is': ['wheres', 'whers', 'weres', 'where s', 'where are', 'where was', 'where is is', 'find'],
};

const wordsIn = (phrase: string): number => phrase.split(' ').length;
const joined = (words: readonly string[]): string =>
  words
    .join('')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
const squeezed = (word: string): string => word.replaceAll(/(.)\1+/gu, '$1');
const sorted = (word: string): string => Array.from(word).toSorted().join('');
const isSwapped = (typed: string, word: string): boolean =>
  sorted(typed) === sorted(word) && editDistance(typed, word) === 1;

/** One thing and several are two questions: `concern` raises one, `concerns` lists them. */
const isPlural = (typed: string, word: string): boolean => `${typed}s` === word || typed === `${word}s`;

/**
 * Whether what was typed is a word with a slip in it. Nobody may be turned from a name into a command: in a short word only
 * swapped and doubled letters count, because Lina is no slip of `link`, nor Stuart one of `start`; and in a longer one the
 * first letter holds, because `there is` is no slip of `where is`.
 */
function isSlipOf(typed: string, word: string): boolean {
  if (word.length < 4 || Math.abs(typed.length - word.length) > 1 || isPlural(typed, word)) return false;
  if (isSwapped(typed, word) || squeezed(typed) === squeezed(word)) return true;
  return word.length >= 6 && typed[0] === word[0] && editDistance(typed, word) === 1;
}

type Fits = (typed: string, word: string) => boolean;
const isExactly: Fits = (typed, word) => typed === word;

/** What follows a phrase at the start of a text; its spaces may be missing (`whereis`). Undefined where it is not there. */
function restAfter(text: string, phrase: string, fits: Fits): string | undefined {
  const typed = text.split(' ');
  const whole = joined([phrase]);
  for (let count = 1; count <= wordsIn(phrase); count += 1) {
    if (fits(joined(typed.slice(0, count)), whole)) {
      return typed
        .slice(count)
        .join(' ')
        .replace(/^[\s,;:–—-]+/, '');
    }
  }
  return undefined;
}

/** The longest phrase that fits decides: `where is` without a name is not `where` with the name `is`. */
function fieldsFor(text: string, command: Command, others: readonly string[], fits: Fits): Fields | undefined {
  const phrases = [...command.words, ...others].toSorted((a, b) => wordsIn(b) - wordsIn(a));
  for (const phrase of phrases) {
    const rest = restAfter(text, phrase, fits);
    if (rest !== undefined) return command.parse(rest);
  }
  return undefined;
}

function find(text: string, commands: readonly Command[]): Understood | undefined {
  for (const command of commands) {
    const fields = fieldsFor(text, command, alsoSaid[command.name] ?? [], isExactly);
    if (fields) return { kind: 'command', command, fields };
  }
  for (const command of commands) {
    const fields = fieldsFor(text, command, [], isSlipOf);
    if (fields) return { kind: 'command', command, fields };
  }
  return undefined;
}

/** What people meant stands near the start; a pasted page need not be compared word by word. */
const WORDS_COMPARED = 8;
const LETTERS_COMPARED = 20;

function byLikelihood(text: string, commands: readonly Command[]): Command[] {
  const said = text.toLowerCase().split(' ', WORDS_COMPARED);
  const typed = said.map((word) => word.slice(0, LETTERS_COMPARED));
  const farness = ({ words }: Command): number =>
    Math.min(
      ...words
        .flatMap((phrase) => phrase.split(' '))
        .flatMap((word) => typed.map((one) => editDistance(one, word) / word.length)),
    );
  const far = new Map(commands.map((command) => [command, farness(command)]));
  return commands.toSorted((a, b) => far.get(a)! - far.get(b)!);
}

/** A question mark says that nothing is stated, and is gone from the tidied text. */
function unasked(said: string, text: string, commands: readonly Command[]): Understood | undefined {
  if (/\?\s*$/.test(said)) return undefined;
  for (const command of commands) {
    const fields = command.unasked?.(text);
    if (fields) return { kind: 'command', command, fields };
  }
  return undefined;
}

export function understand(said: string, commands: readonly Command[]): Understood {
  const text = said.trim() === '?' ? 'help' : tidy(said);
  if (text === '') return { kind: 'unknown', likely: [...commands] };
  return (
    find(text, commands) ?? unasked(said, text, commands) ?? { kind: 'unknown', likely: byLikelihood(text, commands) }
  );
}
