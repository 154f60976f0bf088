/** Times as people say them, in school time. A name is never shortened for the sake of a time phrase. */
import { addDays, daysBetween, isDate, isTime, mondayOf, weekdayOf, weekdays } from './time.ts';
import type { LocalDate, LocalTime, Moment, Weekday } from './time.ts';

export type TimePhrase =
  | { kind: 'now' }
  | { kind: 'at'; date: LocalDate; time: LocalTime }
  | { kind: 'day'; date: LocalDate }
  | { kind: 'week'; monday: LocalDate }
  | { kind: 'not-understood'; text: string };

export interface NameAndPhrase {
  name: string;
  phrase: TimePhrase;
}

/** Which day is meant where a word fits two: a question looks ahead, a digest looks back. */
type Direction = 'ahead' | 'back';

/** Short forms and the commonest slips; `munday` is a surname and not among them. */
const alsoWritten: Record<Weekday, readonly string[]> = {
  monday: ['mon', 'mondy'],
  tuesday: ['tue', 'tues', 'tuseday', 'teusday'],
  wednesday: ['wed', 'weds', 'wensday', 'wendesday', 'wednsday'],
  thursday: ['thu', 'thur', 'thurs', 'thurday', 'thrusday', 'thusday'],
  friday: ['fri', 'firday', 'frday'],
  saturday: ['sat', 'saterday'],
  sunday: ['sun'],
};
const months = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
] as const;
const nowWords = new Set(['now', 'right now', 'just now', 'currently', 'at the moment']);
/** Days from today. */
const dayWords = new Map([
  ['today', 0],
  ['this morning', 0],
  ['this afternoon', 0],
  ['tomorrow', 1],
  ['tomorow', 1],
  ['tommorow', 1],
  ['tommorrow', 1],
  ['yesterday', -1],
]);
/** Weeks from this one. */
const weekWords = new Map([
  ['this week', 0],
  ['next week', 1],
  ['last week', -1],
]);

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[‘’]/g, "'")
    .replaceAll(/[,?!]+/g, ' ')
    .replaceAll(/(\d) ?([ap])\.?m\b\.?/g, '$1$2m')
    .replaceAll(/\s+/g, ' ')
    .replace(/[ .]+$/, '')
    .replace(/ (?:please|pls)$/, '')
    .trim();

const weekdayIn = (word: string): Weekday | undefined =>
  weekdays.find((weekday) => weekday === word || alsoWritten[weekday].includes(word));

function weekdayDate(which: string | undefined, weekday: Weekday, today: LocalDate, direction: Direction): LocalDate {
  if (which === 'next') return addDays(mondayOf(today), 7 + weekdays.indexOf(weekday));
  const daysAhead = (weekdays.indexOf(weekday) - weekdays.indexOf(weekdayOf(today)) + 7) % 7;
  if (which === 'last') return addDays(today, daysAhead - 7);
  return addDays(today, direction === 'back' && daysAhead > 0 ? daysAhead - 7 : daysAhead);
}

/** A date without its year: the nearest to today, looking back the last one. 29 February only in a year that has it. */
function nearestDate(day: string, month: number, today: LocalDate, direction: Direction): LocalDate | undefined {
  const year = Number(today.slice(0, 4));
  return [year - 1, year, year + 1]
    .map((candidate) => dateOfParts(String(candidate), month, day))
    .filter((date): date is LocalDate => date !== undefined && (direction === 'ahead' || date <= today))
    .toSorted((a, b) => Math.abs(daysBetween(today, a)) - Math.abs(daysBetween(today, b)))[0];
}

function dateOfParts(year: string, month: number, day: string): LocalDate | undefined {
  const date = `${year.padStart(4, '20')}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDate(date) ? date : undefined;
}

/** `2026-11-09`, `9/11`, `09/11/2026`, `9 November`, `9th Nov 2026`: the day comes before the month. */
function writtenDate(text: string, today: LocalDate, direction: Direction): LocalDate | undefined {
  if (isDate(text)) return text;
  const match =
    /^(\d{1,2})\/(\d{1,2})(?:\/(\d{4}|\d\d))?$/.exec(text) ??
    /^(\d{1,2})(?:st|nd|rd|th)?(?: of)? ([a-z]{3,})(?: (\d{4}))?$/.exec(text);
  const [, day, monthText, year] = match ?? [];
  if (day === undefined || monthText === undefined) return undefined;
  const named = months.findIndex(
    (name) => name === monthText || name.slice(0, 3) === monthText.replace(/^sept$/, 'sep'),
  );
  const month = /^\d/.test(monthText) ? Number(monthText) : named + 1;
  return year === undefined ? nearestDate(day, month, today, direction) : dateOfParts(year, month, day);
}

function dayIn(text: string, today: LocalDate, direction: Direction): LocalDate | undefined {
  const said = text.replace(/^on (?:the )?/, '');
  const days = dayWords.get(said);
  if (days !== undefined) return addDays(today, days);
  const date = said.replace(/ (?:morning|afternoon)$/, '');
  if (date !== said) return dayIn(date, today, direction);
  const [, which, word = ''] = /^(?:(this|next|last) )?([a-z]+)$/.exec(said) ?? [];
  const weekday = weekdayIn(word);
  return weekday ? weekdayDate(which, weekday, today, direction) : writtenDate(said, today, direction);
}

/** In school hours: a bare 1 to 6 is the afternoon, 7 to 12 is as it stands. `02:30` says what it says. */
function hourIn(text: string, half: string | undefined): number | undefined {
  const hour = Number(text);
  if (half !== undefined) return hour >= 1 && hour <= 12 ? (hour % 12) + (half === 'pm' ? 12 : 0) : undefined;
  return /^[1-6]$/.test(text) ? hour + 12 : hour;
}

/** `14:00`, `2pm`, `2.30 pm`, `noon`; after `at` also `2`, `1400`, `10 o'clock`. A number alone may be a year group. */
function timeIn(text: string): LocalTime | undefined {
  const said = text.replace(/^(?:at |@ ?)/, '');
  if (said === 'noon' || said === 'midday') return '12:00';
  const clock =
    said === text
      ? /^(\d{1,2})[:.](\d\d) ?(am|pm)?$|^(\d{1,2})(am|pm)$/
      : /^(\d{1,2}?)[:.]?(\d\d)?(am|pm)?(?: o'?clock)?$/;
  const match = clock.exec(said);
  if (!match) return undefined;
  const hour = hourIn(match[1] ?? match[4]!, match[3] ?? match[5]);
  const time = `${String(hour).padStart(2, '0')}:${match[2] ?? '00'}`;
  return isTime(time) ? time : undefined;
}

/** A day and a time in either order: `on thursday at 2pm`, `at 10 tomorrow`. */
function momentIn(text: string, today: LocalDate): TimePhrase | undefined {
  const words = text.split(' ');
  for (let cut = 1; cut < words.length; cut += 1) {
    const [head, tail] = [words.slice(0, cut).join(' '), words.slice(cut).join(' ')];
    const date = dayIn(head, today, 'ahead') ?? dayIn(tail, today, 'ahead');
    const time = timeIn(tail) ?? timeIn(head);
    if (date !== undefined && time !== undefined) return { kind: 'at', date, time };
  }
  return undefined;
}

/** A time phrase as said at `now`. `on thursday` is the next one, today included; `next thursday` is next week's. */
export function parseTimePhrase(text: string, now: Moment): TimePhrase {
  const said = plain(text);
  if (nowWords.has(said)) return { kind: 'now' };
  const weeks = weekWords.get(said);
  if (weeks !== undefined) return { kind: 'week', monday: addDays(mondayOf(now.date), weeks * 7) };
  const date = dayIn(said, now.date, 'ahead');
  if (date !== undefined) return { kind: 'day', date };
  const time = timeIn(said);
  if (time !== undefined) return { kind: 'at', date: now.date, time };
  return momentIn(said, now.date) ?? { kind: 'not-understood', text: text.trim() };
}

/**
 * The day a digest is asked for: `friday` is the last one, today included; a date without year the last one. A day to come
 * that is named outright (`tomorrow`, a full date) is returned too. Undefined where the text is no day.
 */
export const pastDay = (text: string, now: Moment): LocalDate | undefined =>
  dayIn(plain(text).replace(/^(?:for|of|from) /, ''), now.date, 'back');

/** Words that begin a time phrase and are also somebody's name: Joy Sunday, Wei Sun, Asif Noon. */
const maybeName = (word: string): boolean => weekdayIn(word) !== undefined || word === 'noon';

/** The longest understood time phrase from some word on, never the first: a single word is a name. */
function phraseFrom(words: readonly string[], first: number, now: Moment): { start: number; phrase: TimePhrase } {
  for (let start = first; start < words.length; start += 1) {
    const phrase = parseTimePhrase(words.slice(start).join(' '), now);
    if (phrase.kind !== 'not-understood') return { start, phrase };
  }
  return { start: words.length, phrase: { kind: 'now' } };
}

/**
 * Takes the time phrase off the end of `alfie smith on thursday at 2pm`; without one the phrase is now. Where a word may
 * belong to either (`Joy Sunday`, or `alfie at half two`), the first reading leaves it to the name, and `otherwise` is the
 * reading to try when nobody has that name.
 */
export function splitNameAndPhrase(text: string, now: Moment): NameAndPhrase & { otherwise?: NameAndPhrase } {
  const words = text.trim().split(/\s+/);
  const nameTo = (end: number): string =>
    words
      .slice(0, end)
      .join(' ')
      .replace(/[\s,?!.]+$/, '');
  const longest = phraseFrom(words, 1, now);
  const reading = { name: nameTo(longest.start), phrase: longest.phrase };
  if (maybeName(plain(words[longest.start] ?? ''))) {
    const shorter = phraseFrom(words, longest.start + 1, now);
    return { name: nameTo(shorter.start), phrase: shorter.phrase, otherwise: reading };
  }
  const lead = words.findIndex(
    (word, place) => place > 0 && place < longest.start && /^(?:on|at|@|next|last)$/i.test(word),
  );
  if (lead < 0) return reading;
  const said = words.slice(lead).join(' ');
  return { ...reading, otherwise: { name: nameTo(lead), phrase: { kind: 'not-understood', text: said } } };
}
