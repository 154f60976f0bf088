/** What must never stand where everybody reads it: looked for in everything that was ever visible in a channel. */
import { pupilsOn } from '../../src/demo/pupils.ts';
import { dateOf } from '../../src/domain/time.ts';
import { categoryWords, decisionWords, gapWords, noCodeWords } from '../../src/texts/reasons.ts';
import { wordsOf } from './card-words.ts';
import type { Json, Post } from './connector-rest.ts';
import type { SchoolDay } from './school-day.ts';
import type { Place } from './teams-world.ts';

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
/** As a word of its own: "Ng" is not in "Langmere". */
const wordsOnly = (texts: Iterable<string>): RegExp =>
  new RegExp(String.raw`(?<![\p{L}'’-])(?:${[...new Set(texts)].map(escaped).join('|')})(?![\p{L}])`, 'u');

function namesOf(day: SchoolDay): RegExp {
  const pupils = pupilsOn(dateOf(day.now()));
  const own = pupils.map((p) => [
    p.forename,
    p.surname,
    p.preferredForename ?? p.forename,
    p.preferredSurname ?? p.surname,
  ]);
  const names = [...own, ...pupils.map((pupil) => pupil.otherNames)].flat();
  return wordsOnly(names);
}

const year = /\b(?:Year|Yr|Y) ?(?:[7-9]|1[0-3])\b/;
const open = new Set(['/', '\\', 'L', 'U', 'B', 'K', 'D', 'N', 'decision needed', 'reason held', 'none']);
const noCode = new Set<string>(Object.values(noCodeWords));

/** Why children are away, as the names view says it; the heading of a group says only that a reason is or is not known. */
const { unexplained, other, ...kept } = categoryWords;
void unexplained;
void other;
const reasons = wordsOnly([...Object.values(kept), ...Object.values(decisionWords), ...Object.values(gapWords)]);

function codesIn(words: string): string[] {
  const lines = words.split('\n').filter((line) => line.startsWith('Code'));
  return lines.flatMap((line) =>
    line
      .replace(/^Code(?:, AM and PM)?: /, '')
      .split(' · ')
      .map((code) => code.replace(/^(?:AM|PM) /, '')),
  );
}

/** The name in the examples that `help` gives is a pupil's too. */
const example = /(?:where is|timetable) Alfie(?: Brightwell)? (?:now|next week)/g;

/** What is wrong with a message that anybody may read. */
function leaksOf(activity: Json, names: RegExp): string[] {
  const words = wordsOf(activity);
  const found: [string, string | undefined][] = [
    ['a name', names.exec(JSON.stringify(activity).replaceAll(example, ''))?.[0]],
    ['a year', year.exec(words)?.[0]],
    ['a reason', reasons.exec(words)?.[0]],
    ...codesIn(words)
      .filter((code) => !open.has(code) && !noCode.has(code))
      .map((code): [string, string] => ['a code', code]),
  ];
  return found
    .filter(([, what]) => what !== undefined)
    .map(([kind, what]) => `${kind}: ${what} in “${words.slice(0, 80)}”`);
}

/** As it was first posted, after each edit, and as it is. */
const versionsOf = ({ history, activity }: Post): Json[] => history.concat(activity);

/** Every message and every edit in channels and groups, with what must not be in it. `but`: channels linked with names. */
export function leaksOn(day: SchoolDay, but: readonly Place[] = []): string[] {
  const names = namesOf(day);
  const exempt = new Set(but.map((place) => place.conversationId));
  const read = day.teams.posts.filter(
    (post) => post.conversationId.startsWith('19:') && !exempt.has(post.conversationId),
  );
  return read.flatMap(versionsOf).flatMap((activity) => leaksOf(activity, names));
}

/** The text that a telephone shows on its lock screen, of every message anywhere. */
export function previewLeaksOn(day: SchoolDay): string[] {
  const names = namesOf(day);
  const previews = day.teams.posts.flatMap(versionsOf).map((one) => String(one['summary']));
  return previews.filter((text) => names.test(text) || year.test(text));
}

/** Log lines with a pupil's name or with what somebody typed; a command of one word is an event's name too. */
export function logLeaksOn(day: SchoolDay): string[] {
  const names = namesOf(day);
  const typed = day.typed.filter((text) => text.includes(' '));
  return day.log.filter((line) => names.test(line) || typed.some((text) => line.includes(text)));
}
