/** Marking one register: who is in hand, what is being asked about them, and where the focus goes next. */
import { useEffect, useMemo, useRef, useState, type RefObject } from 'react';
import type { Said } from '../../../tab-api/register/models.ts';
import type { Book } from './book.ts';
import type { Act } from './keys.ts';
import { isTapped, isUnmarked, nextUnmarked, rowsOf, type Change, type Row, type Sheet } from './sheet.ts';
import { registerWords } from './words.ts';

/** `words`: of a reason that is none of the plain ones. */
type Question = 'time' | 'reason' | 'words' | 'why';

interface Given {
  id: string;
  sheet: Sheet;
  book: Book;
  reasons: readonly { heard: string; words: string }[];
  section: RefObject<HTMLElement | null>;
  /** The first on the page: whoever opens it can mark at once. */
  isFirst: boolean;
  /** Everybody here is done with: to the next register, or back. */
  beyond(way: 'up' | 'down'): void;
  showKeys(): void;
}

export interface Marking {
  rows: Row[];
  at: string | undefined;
  asked: { key: string; what: Question } | undefined;
  /** Where the row stands on the page. */
  hold(key: string, element: HTMLElement | null): void;
  hasFocus(key: string): void;
  act(row: Row, act: Act, by: 'key' | 'hand'): void;
  /** An answer to what is asked. `stays`: whoever gave it is going elsewhere by themselves. */
  give(row: Row, answer: Omit<Extract<Change, { kind: 'add' }>, 'kind'>, stays?: boolean): void;
  instead(row: Row): void;
  leave(): void;
  /** Back to the row; who was called late without a time was not called late. */
  cancel(row: Row): void;
  submit(): void;
}

const questionOf = ({ tap }: Row): Question | undefined => {
  if (tap?.trouble?.kind === 'why') return 'why';
  if (tap?.said === 'late' || tap?.said === 'left') return 'time';
  return tap?.said === 'absent' ? 'reason' : undefined;
};

export function useMarking({ id, sheet, book, reasons, section, isFirst, beyond, showKeys }: Given): Marking {
  const rows = useMemo(() => rowsOf(sheet), [sheet]);
  const [active, setActive] = useState<string>();
  const [asked, setAsked] = useState<Marking['asked']>();
  const elements = useRef(new Map<string, HTMLElement>());
  /** Whose change the server may ask a reason for. */
  const awaited = useRef<string>(undefined);
  const isSubmitted = useRef(false);
  const isHere = rows.some(({ key }) => key === active);
  const at = isHere ? active : (rows.find(isUnmarked) ?? rows[0])?.key;

  const now = (): Row[] => {
    const held = book.state().sheets.get(id);
    return held ? rowsOf(held) : [];
  };
  const focus = (key: string): void => {
    setActive(key);
    elements.current.get(key)?.focus();
  };
  const ask = (key: string, what: Question): void => {
    setActive(key);
    setAsked({ key, what });
    if (what !== 'reason') return;
    focus(key);
    book.say(registerWords.reasonKeys(reasons.map(({ words }) => words)));
  };
  const onward = (from: string): void => {
    setAsked(undefined);
    const next = nextUnmarked(now(), from);
    focus(next?.key ?? from);
    if (!next) book.say(registerWords.allMarked);
  };
  /** What changes something recorded may need a reason: the server says so, and whoever waits is asked. */
  const settle = ({ key, line }: Row, stays: boolean): void => {
    setAsked(undefined);
    if (line.stands) {
      awaited.current = key;
      book.hurry();
    }
    if (stays) return;
    if (line.stands) focus(key);
    else onward(key);
  };
  const say = (row: Row, said: Said, by: 'key' | 'hand'): void => {
    book.change(id, row.key, { kind: 'say', said });
    if (said === 'absent') ask(row.key, 'reason');
    else if (said === 'present') settle(row, by === 'hand');
    else ask(row.key, 'time');
  };
  const choose = (row: Row, n: number): void => {
    const reason = reasons[n - 1];
    if (!reason || row.tap?.said !== 'absent') return;
    book.change(id, row.key, { kind: 'add', heard: reason.heard });
    if (reason.heard === 'other') ask(row.key, 'words');
    else settle(row, false);
  };
  const move = (row: Row, to: 'up' | 'down' | 'first' | 'last'): void => {
    setAsked(undefined);
    const n = rows.findIndex(({ key }) => key === row.key);
    const goal = { up: rows[n - 1], down: rows[n + 1], first: rows[0], last: rows.at(-1) }[to];
    if (goal) focus(goal.key);
    else if (to === 'up' || to === 'down') beyond(to);
  };
  const openFor = (row: Row): void => {
    const what = questionOf(row);
    if (row.tap?.trouble?.kind === 'contested')
      elements.current.get(row.key)?.querySelector<HTMLElement>('.reg-asks button')?.focus();
    else if (what) ask(row.key, what);
  };
  const open = (row: Row): void => {
    // Enter at an open question of the reason means that none was heard.
    if (asked?.key === row.key && asked.what === 'reason') settle(row, false);
    else openFor(row);
  };
  const submit = (): void => {
    isSubmitted.current = true;
    book.submit(id);
  };
  const choices = (row: Row, which: 'theirs' | 'mine'): void => {
    if (row.tap?.trouble?.kind !== 'contested') return;
    book.change(id, row.key, { kind: which === 'mine' ? 'mine' : 'take-back' });
    if (which === 'mine') ask(row.key, 'why');
    else onward(row.key);
  };
  const takeBack = (row: Row): void => {
    if (isTapped(row)) book.change(id, row.key, { kind: 'take-back' });
    setAsked(undefined);
    focus(row.key);
  };

  useEffect(() => {
    if (isFirst && at !== undefined) elements.current.get(at)?.focus({ preventScroll: true });
    // Once, as it opens.
  }, []);

  useEffect(() => {
    const inHand = at === undefined ? undefined : elements.current.get(at);
    // What is asked makes a row taller: all of it stays in sight.
    if (inHand?.contains(document.activeElement)) inHand.scrollIntoView({ block: 'nearest' });
  }, [at, asked, rows]);

  useEffect(() => {
    const row = rows.find(({ key }) => key === awaited.current);
    if (!row || row.stage === 'unsaved') return;
    awaited.current = undefined;
    const isInHand = document.activeElement === elements.current.get(row.key);
    if (isInHand && row.tap?.trouble?.kind === 'why') setAsked({ key: row.key, what: 'why' });
  }, [rows]);

  useEffect(() => {
    if (!isSubmitted.current || sheet.submitting !== 'no') return;
    isSubmitted.current = false;
    // Whoever has gone on to another register is not called back.
    if (!section.current?.contains(document.activeElement)) return;
    const wrong = rows.find(({ tap }) => tap?.trouble);
    if (wrong) {
      focus(wrong.key);
      openFor(wrong);
    } else if (!rows.some(isUnmarked)) beyond('down');
  });

  return {
    rows,
    at,
    asked,
    hold(key, element) {
      if (element) elements.current.set(key, element);
      else elements.current.delete(key);
    },
    hasFocus: setActive,
    act(row, act, by) {
      if (act.do === 'say') say(row, act.said, by);
      else if (act.do === 'move') move(row, act.to);
      else if (act.do === 'reason') choose(row, act.n);
      else if (act.do === 'take-back') takeBack(row);
      else if (act.do === 'open') open(row);
      else if (act.do === 'submit') {
        // What is asked closes, and takes no focus with it.
        focus(row.key);
        submit();
      } else if (act.do === 'keys') showKeys();
      else choices(row, act.do);
    },
    give(row, answer, stays = false) {
      book.change(id, row.key, { kind: 'add', ...answer });
      settle(row, stays);
    },
    instead(row) {
      book.change(id, row.key, { kind: 'instead' });
      onward(row.key);
    },
    leave: () => setAsked(undefined),
    cancel(row) {
      const isTimeless = (row.tap?.said === 'late' || row.tap?.said === 'left') && row.tap.at === undefined;
      if (isTimeless) book.change(id, row.key, { kind: 'take-back' });
      setAsked(undefined);
      focus(row.key);
    },
    submit,
  };
}
