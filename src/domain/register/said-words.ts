/** The words with which people say who is in, late, absent or gone. Compared as names are: lower case, no apostrophes. */
import { reasonsHeard } from './reasons.ts';
import type { Entry } from './entry.ts';
import type { ReasonHeard } from './reasons.ts';
import type { Token } from './tokens.ts';

const present = ['in', 'here', 'present', 'arrived', 'on site', 'has come', 'came in'];
const late = ['late', 'arrived late', 'came late', 'came in late', 'in late'];
const left = ['left', 'left early', 'went home', 'gone home'];
const absent = ['absent', 'away', 'off', 'not here', 'not in', 'not present', 'not arrived', 'no show'];
const notThere = ['isnt in', 'isnt here', 'arent in', 'arent here', 'wasnt in', 'wasnt here'];
const notYet = [
  'hasnt arrived',
  'has not arrived',
  'havent arrived',
  'have not arrived',
  'didnt arrive',
  'did not arrive',
];

const saidBy = new Map<string, Exclude<Entry['said'], 'code'>>([
  ...present.map((words) => [words, 'present'] as const),
  ...late.map((words) => [words, 'late'] as const),
  ...left.map((words) => [words, 'left'] as const),
  ...absent.concat(notThere, notYet).map((words) => [words, 'absent'] as const),
]);
const heardBy = new Map<string, ReasonHeard>(
  reasonsHeard.flatMap(({ key, words }) => words.map((word) => [word, key] as const)),
);
const everybody = ['everyone', 'everybody', 'everyone else', 'everybody else', 'all', 'all of them'];
const theRest = ['all others', 'all the others', 'all the rest', 'the others', 'the rest'];
const everyone = new Set([...everybody, ...theRest]);
const except = new Set([
  'except',
  'except for',
  'apart from',
  'but',
  'but not',
  'bar',
  'not',
  'other than',
  'excluding',
]);
const verbs = new Set(['is', 'are', 'was', 'were', 'has', 'have']);
const LONGEST_PHRASE = 4;

interface Found<T> {
  value: T;
  /** How many words it took. */
  length: number;
}

/** The longest run of words from `at` on that means something. */
function longest<T>(tokens: readonly Token[], at: number, meaning: (words: string) => T | undefined) {
  for (let length = LONGEST_PHRASE; length > 0; length -= 1) {
    const words = tokens.slice(at, at + length);
    if (words.length < length || words.some(({ kind }) => kind !== 'word')) continue;
    const value = meaning(words.map(({ plain }) => plain).join(' '));
    if (value !== undefined) return { value, length };
  }
  return undefined;
}

const isOneOf = (set: ReadonlySet<string>) => (words: string) => set.has(words) || undefined;
export const everyoneAt = (tokens: readonly Token[], at: number): number =>
  longest(tokens, at, isOneOf(everyone))?.length ?? 0;
export const exceptAt = (tokens: readonly Token[], at: number): number =>
  longest(tokens, at, isOneOf(except))?.length ?? 0;

/** `9:20`, `at 9:20`. */
function timeAt(tokens: readonly Token[], at: number) {
  const skipped = tokens[at]?.plain === 'at' ? 1 : 0;
  const token = tokens[at + skipped];
  return token?.kind === 'time' ? { at: token.at, length: skipped + 1 } : undefined;
}

/** `because the bus broke down`, to the next comma. */
function becauseAt(tokens: readonly Token[], at: number): { reason: string; length: number } | undefined {
  if (tokens[at]?.plain !== 'because') return undefined;
  const rest = tokens.slice(at + 1);
  const end = rest.findIndex(({ kind }) => kind === 'between' || kind === 'stop');
  const words = (end < 0 ? rest : rest.slice(0, end)).map(({ text }) => text);
  return words.length > 0 ? { reason: words.join(' '), length: words.length + 1 } : undefined;
}

function withReason(found: Found<Entry>, tokens: readonly Token[], at: number): Found<Entry> {
  const because = becauseAt(tokens, at + found.length);
  if (!because) return found;
  return { value: { ...found.value, reason: because.reason }, length: found.length + because.length };
}

/** `absent`, `off sick`. */
function awayAt(tokens: readonly Token[], at: number, length: number): Found<Entry> {
  const heard = longest(tokens, at + length, (words) => heardBy.get(words));
  if (!heard) return { value: { said: 'absent' }, length };
  return { value: { said: 'absent', heard: heard.value }, length: length + heard.length };
}

function saidAt(tokens: readonly Token[], at: number): Found<Entry> | undefined {
  const reason = longest(tokens, at, (words) => heardBy.get(words));
  if (reason) return { value: { said: 'absent', heard: reason.value }, length: reason.length };
  const found = longest(tokens, at, (words) => saidBy.get(words));
  if (!found) return undefined;
  const { value: said, length } = found;
  if (said === 'absent') return awayAt(tokens, at, length);
  const time = timeAt(tokens, at + length);
  return time ? { value: { said, at: time.at }, length: length + time.length } : { value: { said }, length };
}

/** What is said from `at` on, about whoever was named before: `is in`, `late at 9:20`, `off sick`. */
export function statementAt(tokens: readonly Token[], at: number): Found<Entry> | undefined {
  const found = saidAt(tokens, at);
  if (found) return withReason(found, tokens, at);
  if (!verbs.has(tokens[at]?.plain ?? '')) return undefined;
  const after = saidAt(tokens, at + 1);
  return after && withReason({ value: after.value, length: after.length + 1 }, tokens, at);
}
