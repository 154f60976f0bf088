/** Dates, times and instants as schools and spreadsheets write them. */
import { isDate, isTime, parseInstant } from '../domain/time.ts';
import { wrong } from '../texts/import-cells.ts';
import type { Instant, LocalDate, LocalTime } from '../domain/time.ts';
import type { Cell } from './cell.ts';

const BRITISH = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/;
const MOMENT = /^([\d/-]+)(?:T|\s+)(\d{1,2}:\d\d)((?::\d\d(?:\.\d{1,9})?)?)\s*(Z|[+-]\d\d:?\d\d|)$/i;

/** `20/11/2026` or `20/1/2026` as `2026-11-20`; anything else as it is. */
function isoOf(text: string): string {
  const [, day = '', month = '', year = ''] = BRITISH.exec(text) ?? [];
  return year === '' ? text : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** Centuries nobody can mean are slips of the key: 0206, 2206. */
const isThinkable = (iso: string): boolean => iso >= '1900' && iso < '2200';

export function readDate(text: string): LocalDate | undefined {
  const iso = isoOf(text);
  return isThinkable(iso) && isDate(iso) ? iso : undefined;
}

/** `9:00` too, and `09:00:00` as spreadsheets write it. */
function readTime(text: string): LocalTime | undefined {
  const time = text.replace(/^(\d{1,2}:\d\d):00$/, '$1').padStart(5, '0');
  return isTime(time) ? time : undefined;
}

/** ISO with an offset, or London time without one; date and time are both needed. */
function readInstant(text: string): Instant | undefined {
  const [, day = '', clock = '', seconds = '', offset = ''] = MOMENT.exec(text) ?? [];
  const time = readTime(clock);
  if (time === undefined) return undefined;
  const date = isoOf(day);
  return isThinkable(date) ? parseInstant(`${date}T${time}${seconds}${offset.toUpperCase()}`) : undefined;
}

const cellOf = <V>(read: (text: string) => V | undefined, words: Cell<V>['wrong']): Cell<V> => ({
  read: (text) => {
    const value = read(text);
    return value === undefined ? undefined : { value };
  },
  wrong: words,
});

export const date = cellOf(readDate, (text) => wrong.date(isoOf(text)));
export const time = cellOf(readTime, wrong.time);
export const instant = cellOf(readInstant, wrong.instant);
