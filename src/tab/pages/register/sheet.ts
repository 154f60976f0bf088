/**
 * One register being marked: what the server says of it, and what was said here since. Three things are never mixed up: said
 * here alone, saved as a draft, recorded. Plain values; nothing is asked here.
 */
import type {
  RegisterLine,
  RegisterRoll,
  RegisterSaved,
  RegisterSession,
  RegisterSubmitted,
  Said,
  TapKept,
  TapSent,
} from '../../../tab-api/register/models.ts';
import { registerWords, tapWords } from './words.ts';

/** Said here, and not known to be saved. `turn`: a later word has a higher one. */
interface Mine {
  tap: TapSent;
  turn: number;
}

export interface Sheet {
  roll: RegisterRoll;
  mine: ReadonlyMap<string, Mine>;
  /** `waits` for its turn, or is `sent` and not answered. */
  submitting: 'no' | 'waits' | 'sent';
  /** What came of the last submit. */
  told: RegisterSubmitted['notes'];
  /** Why nothing more is taken. */
  stopped?: string;
}

export type Stage = 'none' | 'unsaved' | 'draft' | 'recorded';

export interface Row {
  key: string;
  line: RegisterLine;
  /** `nothing`: taken back, and not known to be saved. */
  tap?: Pick<TapSent, 'said' | 'at' | 'heard' | 'reason' | 'why'> & Pick<TapKept, 'words' | 'trouble'>;
  stage: Stage;
}

export const keyOf = ({ pupilId, start }: { pupilId: string; start: string }): string => `${pupilId} ${start}`;
export const sheetId = ({ code, session }: { code: string; session: RegisterSession }): string => `${code}|${session}`;

const newSheet = (roll: RegisterRoll): Sheet => ({ roll, mine: new Map(), submitting: 'no', told: [] });

/** Asked for again. What was said of another day is said of nobody today. */
export function shownAnew(before: Sheet | undefined, roll: RegisterRoll): Sheet {
  if (!before) return newSheet(roll);
  if (before.roll.date === roll.date) {
    const { stopped, ...sheet } = before;
    void stopped;
    return { ...sheet, roll };
  }
  const lost = before.mine.size;
  return { ...newSheet(roll), told: lost > 0 ? [{ text: registerWords.ofOtherDay(lost), style: 'warning' }] : [] };
}

function rowOf({ mine }: Sheet, line: RegisterLine): Row {
  const key = keyOf(line);
  const tap = mine.get(key)?.tap;
  if (tap) return { key, line, tap: { ...tap, words: tapWords(tap) }, stage: 'unsaved' };
  if (line.tap) return { key, line, tap: line.tap, stage: 'draft' };
  return { key, line, stage: line.stands ? 'recorded' : 'none' };
}
export const rowsOf = (sheet: Sheet): Row[] => sheet.roll.lines.map((line) => rowOf(sheet, line));

/** Nobody has said anything of them, or it was taken back. */
export const isUnmarked = ({ line, tap }: Row): boolean => !line.stands && (!tap || tap.said === 'nothing');
export const isTapped = ({ tap }: Row): boolean => tap !== undefined && tap.said !== 'nothing';

/** Whoever is to be marked next: below, else from the top. */
export function nextUnmarked(rows: readonly Row[], from: string): Row | undefined {
  const at = rows.findIndex(({ key }) => key === from);
  return [...rows.slice(at + 1), ...rows.slice(0, at)].find(isUnmarked);
}

export type Change =
  | { kind: 'say'; said: Said }
  | { kind: 'add'; at?: string; heard?: string; reason?: string; why?: string }
  | { kind: 'instead' }
  | { kind: 'take-back' }
  /** Against what somebody else has recorded since. */
  | { kind: 'mine' };

const sentAs = ({ pupilId, start, tap }: RegisterLine): TapSent | undefined => {
  if (!tap) return undefined;
  const { words, trouble, ...kept } = tap;
  void [words, trouble];
  return { pupilId, start, ...kept };
};

/** Undefined where it changes nothing. */
function changed(line: RegisterLine, before: TapSent | undefined, change: Change): TapSent | undefined {
  const { pupilId, start, seen } = line;
  if (change.kind === 'say') {
    if (before?.said === change.said) return undefined;
    // Of two versions one is chosen, and not passed over by saying something third.
    const isContested = before !== undefined && line.tap?.trouble?.kind === 'contested';
    return { pupilId, start, said: change.said, seen: isContested ? before.seen : seen };
  }
  if (!before || before.said === 'nothing') return undefined;
  if (change.kind === 'take-back') return { pupilId, start, said: 'nothing', seen };
  if (change.kind === 'mine') return { ...before, seen };
  if (change.kind === 'add') {
    const { kind, ...more } = change;
    void kind;
    return { ...before, ...more };
  }
  const instead = line.tap?.trouble?.instead;
  return instead && { ...before, said: instead.said, ...(instead.at !== undefined && { at: instead.at }) };
}

export function withChange(sheet: Sheet, key: string, change: Change, turn: number): Sheet {
  const line = sheet.roll.lines.find((one) => keyOf(one) === key);
  const before = sheet.mine.get(key)?.tap ?? (line && sentAs(line));
  const tap = line && changed(line, before, change);
  return tap ? { ...sheet, told: [], mine: new Map(sheet.mine).set(key, { tap, turn }) } : sheet;
}

export const unsavedIn = ({ mine }: Sheet): TapSent[] => [...mine.values()].map(({ tap }) => tap);

/** All that is shown as said: what was shown is what is submitted. */
export const shownIn = (sheet: Sheet): TapSent[] =>
  sheet.roll.lines.flatMap((line) => sheet.mine.get(keyOf(line))?.tap ?? sentAs(line) ?? []);

/** What was sent up to a turn is answered; what was said since stays unsaved. */
export function answered(sheet: Sheet, { roll, gone }: RegisterSaved, upTo: number): Sheet {
  const lost = new Set(gone.map(keyOf));
  const mine = [...sheet.mine].filter(([key, { turn }]) => turn > upTo && !lost.has(key));
  return { ...sheet, roll, mine: new Map(mine) };
}
