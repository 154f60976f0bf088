/** The kinds of cell a data pack has: how each is read, and what to say when it cannot be. */
import { weekdays } from '../domain/time.ts';
import { wrong } from '../texts/import-cells.ts';
import type { Confirmation, Session } from '../domain/records.ts';
import type { Weekday } from '../domain/time.ts';
import { ifRight } from './cell.ts';
import { readDate } from './cells-of-time.ts';
import type { Cell, Reading } from './cell.ts';

const LONGEST_KEY = 60;
/** Azure Tables takes none of these in a key; the rest would be invisible on paper. */
const NOT_IN_KEYS = /[/\\#?\p{C}\n]/u;
const CONTROL = /[^\P{Cc}\n\t]/u;
const SIGN_IN = /^[^\s@;,"<>]+@[^\s@;,"<>]+$/;

const matching =
  (pattern: RegExp, change = (text: string): string => text) =>
  (text: string): Reading<string> =>
    ifRight(pattern.test(text) ? change(text) : undefined);

const isKey = (text: string): boolean => text.length <= LONGEST_KEY && !NOT_IN_KEYS.test(text);
const isSignIn = (text: string): boolean => isKey(text) && SIGN_IN.test(text);

/** A code or number that other rows name. `*` is nobody's code: it stands for everyone. */
export const key: Cell<string> = {
  read: (text) => ifRight(isKey(text) && text !== '*' ? text : undefined),
  wrong: wrong.key,
};
export const keyOrEveryone: Cell<string> = { ...key, read: (text) => ifRight(isKey(text) ? text : undefined) };
export const urn: Cell<string> = { read: matching(/^\d{6}$/), wrong: wrong.urn };
export const signIn: Cell<string> = {
  read: (text) => ifRight(isSignIn(text) ? text.toLowerCase() : undefined),
  wrong: wrong.signIn,
};
export const uuid: Cell<string> = {
  read: matching(/^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i, (text) => text.toLowerCase()),
  wrong: wrong.uuid,
};

/** Sentences, which may have several lines. */
export const text = (longest = 2000): Cell<string> => ({
  read: (written) => ifRight(written.length <= longest && !CONTROL.test(written) ? written : undefined),
  wrong: wrong.text(longest),
});
/** A name or one line of words. */
export const line = (longest = 200): Cell<string> => ({
  read: (written) => text(longest).read(written.replace(/\s+/g, ' ')),
  wrong: wrong.text(longest),
});
export const phone: Cell<string> = {
  read: (written) => (/\d.*\d.*\d/.test(written) ? line(100).read(written) : undefined),
  wrong: wrong.phone,
};

const partsOf = (written: string): string[] => [
  ...new Set(
    written
      .split(';')
      .map((part) => part.trim().replace(/\s+/g, ' '))
      .filter((part) => part !== ''),
  ),
];
export const list: Cell<string[]> = {
  read: (written) => (CONTROL.test(written) ? undefined : { value: partsOf(written) }),
  wrong: wrong.text(2000),
};

const yesNo = new Map([
  ...['yes', 'y', 'true', '1'].map((word) => [word, true] as const),
  ...['no', 'n', 'false', '0'].map((word) => [word, false] as const),
]);
export const yesOrNo: Cell<boolean> = {
  read: (written) => ifRight(yesNo.get(written.toLowerCase())),
  wrong: wrong.yesOrNo,
};
export const confirmation: Cell<Confirmation> = {
  read: (written) => ifRight(readDate(written) ?? yesNo.get(written.toLowerCase())),
  wrong: wrong.confirmation,
};
/** R8.3: sign-in names. A bare yes is nobody; a no is not sealed. */
export const sealed: Cell<string[]> = {
  read: (written) => {
    const bare = yesNo.get(written.toLowerCase());
    if (bare !== undefined) return { value: bare ? [] : undefined };
    const names = partsOf(written.toLowerCase());
    return ifRight(names.length > 0 && names.every(isSignIn) ? names : undefined);
  },
  wrong: wrong.sealed,
};

/** One of a few words, in any letter case, with blanks or underscores for hyphens. */
export const oneOf = <V extends string>(words: readonly V[]): Cell<V> => ({
  read: (written) => {
    const plain = written.toLowerCase().replace(/[\s_]+/g, '-');
    return ifRight(words.find((word) => word === plain));
  },
  wrong: wrong.oneOf(words),
});
/** In full or shortened to three letters or more: `tues`. */
export const weekday: Cell<Weekday> = {
  read: (written) =>
    ifRight(written.length < 3 ? undefined : weekdays.find((day) => day.startsWith(written.toLowerCase()))),
  wrong: wrong.oneOf(weekdays),
};
const sessions: readonly Session[] = ['AM', 'PM'];
export const session: Cell<Session> = {
  read: (written) => ifRight(sessions.find((half) => half === written.toUpperCase())),
  wrong: wrong.oneOf(['am', 'pm']),
};
export const wholeNumber = (least: number, most: number): Cell<number> => ({
  read: (written) => {
    const value = /^\d{1,6}$/.test(written) ? Number(written) : least - 1;
    return ifRight(value >= least && value <= most ? value : undefined);
  },
  wrong: wrong.wholeNumber(least, most),
});
