/** The registers being marked, on this page and with this server. They are kept as long as the window, not the page. */
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import type { RegisterRolls, TapsSent } from '../../../tab-api/register/models.ts';
import { AskFault, type Api } from '../../api.ts';
import { useSession } from '../../session.ts';
import type { AskedOf } from '../../use-asked.ts';
import { faultWords } from '../../words.ts';
import { createBook, Failed, Refused, type Book, type BookState } from './book.ts';
import { sheetId } from './sheet.ts';

/** A connection that says nothing is none. Submitting writes more. */
const SAVE_MS = 12_000;
const SUBMIT_MS = 30_000;

/** Of no use to try again: the server has understood, and will not. */
const final = new Set(['no-role', 'stranger', 'not-found', 'refused']);

async function sending<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (fault) {
    if (!(fault instanceof AskFault) || fault.kind === 'offline') throw new Failed('lost');
    if (final.has(fault.kind)) throw new Refused(fault.words ?? faultWords[fault.kind]);
    throw new Failed('fault');
  }
}

function newBook(api: Api): Book {
  const path = (code: string, what: string): string => `register/${encodeURIComponent(code)}/${what}`;
  return createBook({
    save: (code, sent: TapsSent) => sending(api.send('PUT', path(code, 'draft'), sent, AbortSignal.timeout(SAVE_MS))),
    submit: (code, sent) => sending(api.send('POST', path(code, 'submit'), sent, AbortSignal.timeout(SUBMIT_MS))),
    later(run, ms) {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    ticks: () => performance.now(),
  });
}

const isUnsaved = ({ sheets }: BookState): boolean =>
  [...sheets.values()].some(({ mine, submitting }) => mine.size > 0 || submitting !== 'no');

function watchWindow(book: Book): void {
  window.addEventListener('online', () => book.hurry());
  document.addEventListener('visibilitychange', () => document.hidden && book.hurry());
  window.addEventListener('beforeunload', (leaving) => {
    if (isUnsaved(book.state())) leaving.preventDefault();
  });
}

/** One for each who looks: what somebody has said is sent in their name, whoever looks next. */
const books = new WeakMap<Api, Book>();

function bookOf(api: Api): Book {
  const held = books.get(api);
  if (held) return held;
  const book = newBook(api);
  watchWindow(book);
  books.set(api, book);
  return book;
}

export const useBook = (): Book => bookOf(useSession().api);

export const useBookState = (book: Book): BookState => useSyncExternalStore(book.subscribe, book.state);

/** In the order in which they were first shown: a page that is being marked does not jump. */
function inOrder(before: RegisterRolls | undefined, value: RegisterRolls): RegisterRolls {
  if (!before || before.rolls[0]?.date !== value.rolls[0]?.date) return value;
  const known = new Set(before.rolls.map(sheetId));
  return { ...value, rolls: [...before.rolls, ...value.rolls.filter((roll) => !known.has(sheetId(roll)))] };
}

/** What stands on the registers at a path, put into the book; asked anew whenever the page comes into sight again. */
export function useRolls(path: string): AskedOf<RegisterRolls> {
  const { api } = useSession();
  const book = bookOf(api);
  const [state, setState] = useState<{ path: string; value?: RegisterRolls; fault?: AskFault | undefined }>({ path });
  const [isAsking, setAsking] = useState(false);
  const ask = useCallback(
    async (signal?: AbortSignal): Promise<void> => {
      const asked = book.answers();
      setAsking(true);
      try {
        const value = await api.get<RegisterRolls>(path, signal);
        book.show(value, asked);
        setState((before) => ({ path, value: inOrder(before.path === path ? before.value : undefined, value) }));
      } catch (fault) {
        if (signal?.aborted) return;
        const known = fault instanceof AskFault ? fault : new AskFault('offline');
        setState((before) => ({ ...(before.path === path ? before : { path }), fault: known }));
      }
      setAsking(false);
    },
    [api, book, path],
  );
  useEffect(() => {
    const gone = new AbortController();
    const anew = (): void => {
      if (!document.hidden) void ask(gone.signal);
    };
    anew();
    document.addEventListener('visibilitychange', anew);
    window.addEventListener('online', anew);
    return () => {
      gone.abort();
      document.removeEventListener('visibilitychange', anew);
      window.removeEventListener('online', anew);
    };
  }, [ask]);
  const isThis = state.path === path;
  return {
    value: isThis ? state.value : undefined,
    fault: isThis ? state.fault : undefined,
    isAsking,
    again: () => void ask(),
  };
}
