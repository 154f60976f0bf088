/** `<name> late 9:20 pm yesterday mother rang`, taken apart. What is said stands behind the name; a code may look like an initial. */
import { parseCode } from '../../domain/codes.ts';
import { pastDay } from '../../domain/phrases.ts';
import type { Session } from '../../domain/records.ts';
import type { Entry } from '../../domain/register/entry.ts';
import { saidTime } from '../../domain/register/said-time.ts';
import type { LocalDate, Moment } from '../../domain/time.ts';

export interface MarkSaid {
  name: string;
  entry: Entry;
  session?: Session;
  /** Of today's unless another day is named. */
  date?: LocalDate;
  /** Which of the readings of what was typed. */
  reading: string;
}

type Word = Exclude<Entry['said'], 'code'>;
const saidBy: Readonly<Record<string, Word>> = {
  present: 'present',
  in: 'present',
  here: 'present',
  late: 'late',
  absent: 'absent',
  away: 'absent',
  'not here': 'absent',
  'not in': 'absent',
  left: 'left',
};
const sessionBy: Readonly<Record<string, Session>> = { am: 'AM', morning: 'AM', pm: 'PM', afternoon: 'PM' };

const plainly =
  /^(.+?)\s+(?:(?:is|was|has)\s+)?(not here|not in|present|in|here|late|absent|away|left)\b(?:\s+(?:at\s+)?(\d[\d:.]*(?:\s?[ap]\.?m\b\.?)?\S*))?(.*)$/is;
const aSession = /^(?:this\s+)?(am|pm|morning|afternoon)\b/i;
/** Only what can be nothing but a day: “sun” and “may” begin reasons too. */
const aDay = /^(?:today|yesterday|tomorrow|(?:on|last)\s+\S+(?:\s+\p{L}+)?|\d{1,2}\/\d{1,2}(?:\/\d{2,4})?)(?=\s|$)/iu;
const glue = /^[\s,;:–-]+(?:because\s+)?/i;

type Tail = Pick<MarkSaid, 'session' | 'date'> & { reason?: string };

function dayAt(text: string, now: Moment): { date: LocalDate; length: number } | undefined {
  const said = aDay.exec(text)?.[0];
  if (said === undefined) return undefined;
  // “on monday mother rang”: the longer phrase first.
  const phrases = [said, said.replace(/\s+\S+$/, '')];
  for (const phrase of phrases) {
    const date = pastDay(phrase, now);
    if (date !== undefined) return { date, length: phrase.length };
  }
  return undefined;
}

function tailOf(text: string, now: Moment): Tail {
  const rest = text.replace(glue, '').trim();
  const session = aSession.exec(rest);
  if (session?.[1]) {
    return { ...tailOf(rest.slice(session[0].length), now), session: sessionBy[session[1].toLowerCase()]! };
  }
  const day = dayAt(rest, now);
  if (day) return { ...tailOf(rest.slice(day.length), now), date: day.date };
  return rest === '' ? {} : { reason: rest };
}

function entryOf(said: Word, time: string | undefined, reason: string | undefined): Entry {
  const words = reason === undefined ? {} : { reason };
  if (said === 'absent') return { said, ...words };
  // What is no time goes to the rule as it was typed, and is refused there.
  return { said, ...(time === undefined ? {} : { at: saidTime(time) ?? time }), ...words };
}

function plainReading(text: string, now: Moment): MarkSaid | undefined {
  const [, name = '', word = '', time, rest = ''] = plainly.exec(text) ?? [];
  const said = saidBy[word.toLowerCase()];
  if (!said) return undefined;
  const isOfAbsence = said === 'absent' && time !== undefined;
  const { reason, ...tail } = tailOf(isOfAbsence ? `${time}${rest}` : rest, now);
  return { name, entry: entryOf(said, isOfAbsence ? undefined : time, reason), ...tail, reading: '0' };
}

/** Any short word behind the first may be the code, or an initial: whichever leaves the name of somebody. */
function codeReadings(text: string, now: Moment): MarkSaid[] {
  const words = text.split(/\s+/);
  const short = [...words.keys()].filter((at) => at > 0 && words[at]!.length <= 2 && !aSession.test(words[at]!));
  const isCode = (at: number): boolean => {
    const parsed = parseCode(words[at]!);
    return parsed.kind === 'code' || parsed.why !== 'unknown';
  };
  const places = short.some(isCode) ? short.filter(isCode) : short;
  return places.map((at, nth) => codeReading(words, at, nth, now));
}

function codeReading(words: readonly string[], at: number, nth: number, now: Moment): MarkSaid {
  const { reason, ...tail } = tailOf(words.slice(at + 1).join(' '), now);
  const entry = { said: 'code' as const, code: words[at]!, ...(reason === undefined ? {} : { reason }) };
  return { name: words.slice(0, at).join(' '), entry, ...tail, reading: String(nth) };
}

/** Before anybody was named. */
export const beginsWithStatus = (text: string): boolean =>
  /^(?:(?:is|was)\s+)?(?:not here|not in|present|in|here|late|absent|away|left)\b/i.test(text);

/** The ways it can be read, the likeliest first; none where nothing is said of anybody. */
export function readMark(text: string, now: Moment): MarkSaid[] {
  const plain = plainReading(text.trim(), now);
  return plain ? [plain] : codeReadings(text.trim(), now);
}
