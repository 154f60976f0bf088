/** A time of day in digits as people type it at a register: `9:20`, `9.20`, `0920`, `1.20pm`; a bare 1 to 6 is the afternoon. */
import { parseTimePhrase } from '../phrases.ts';
import { momentOf } from '../time.ts';
import type { LocalTime } from '../time.ts';

const inDigits = /^(?:\d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?|\d{4})$/i;
/** A time alone means the same on any day. */
const anyDay = momentOf(0);

/** Undefined where it is no time, or only an hour: `9` may be a year group. */
export function saidTime(text: string): LocalTime | undefined {
  if (!inDigits.test(text.trim())) return undefined;
  const phrase = parseTimePhrase(`at ${text}`, anyDay);
  return phrase.kind === 'at' ? phrase.time : undefined;
}
