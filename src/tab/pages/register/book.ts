/**
 * All registers being marked on this page, and their sending: one request at a time, in order, again until it is answered. It
 * outlives the page that shows it, so that going to another page loses nothing.
 */
import type { RegisterRolls, RegisterSaved, RegisterSubmitted, TapsSent } from '../../../tab-api/register/models.ts';
import { answered, sheetId, shownAnew, shownIn, unsavedIn, withChange, type Change, type Sheet } from './sheet.ts';
import { tellSaved } from './telling.ts';
import { registerWords } from './words.ts';

/** `lost`: no connection; `fault`: the server cannot. Both are tried again. */
export type Failure = 'lost' | 'fault';
/** Thrown by what sends, where trying again is of no use: the words say why. */
export class Refused extends Error {}
export class Failed extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure);
    this.failure = failure;
  }
}

export interface Wire {
  save(code: string, sent: TapsSent): Promise<RegisterSaved>;
  submit(code: string, sent: TapsSent): Promise<RegisterSubmitted>;
  /** Gives what calls it off. */
  later(run: () => void, ms: number): () => void;
  /** Milliseconds that only grow. */
  ticks(): number;
}

export interface BookState {
  sheets: ReadonlyMap<string, Sheet>;
  failure: Failure | undefined;
  isSending: boolean;
  /** Said aloud; `n` tells one from the next of the same words. */
  told: { words: string; n: number };
}

export interface Book {
  state(): BookState;
  subscribe(tell: () => void): () => void;
  /** Rises with each answer: what was asked for before one and comes after it is out of date. */
  answers(): number;
  show(rolls: RegisterRolls, asked: number): void;
  change(id: string, key: string, change: Change): void;
  submit(id: string): void;
  /** Sends now: the connection is back, or the page goes out of sight. */
  hurry(): void;
  say(words: string): void;
  /** School time by the server's clock. */
  now(): string;
}

/** Long enough for two quick marks to go together. */
const GATHER_MS = 1_000;
const RETRY_MS = [1_000, 2_000, 4_000, 8_000, 15_000] as const;

export function createBook(wire: Wire): Book {
  let state: BookState = { sheets: new Map(), failure: undefined, isSending: false, told: { words: '', n: 0 } };
  let clock = { minutes: 0, at: 0 };
  let [turns, answers, tries] = [0, 0, 0];
  /** The last turn that is on its way. */
  let upTo = 0;
  let timer: (() => void) | undefined;
  const listeners = new Set<() => void>();

  const set = (more: Partial<BookState>): void => {
    state = { ...state, ...more };
    for (const tell of listeners) tell();
  };
  const put = (id: string, sheet: Sheet): void => set({ sheets: new Map(state.sheets).set(id, sheet) });
  const say = (words: string): void => {
    if (words !== '') set({ told: { words, n: state.told.n + 1 } });
  };
  const setClock = (time: string): void => {
    const [hours = 0, minutes = 0] = time.split(':').map(Number);
    clock = { minutes: hours * 60 + minutes, at: wire.ticks() };
  };

  /** The first that is to be submitted, else the first with something unsaved. */
  const nextJob = (): [string, Sheet] | undefined => {
    const open = [...state.sheets].filter(([, { stopped }]) => stopped === undefined);
    return open.find(([, { submitting }]) => submitting === 'waits') ?? open.find(([, { mine }]) => mine.size > 0);
  };

  const soon = (ms: number): void => {
    timer ??= wire.later(() => {
      timer = undefined;
      void pump();
    }, ms);
  };
  const stopWaiting = (): void => {
    timer?.();
    timer = undefined;
  };

  async function send(id: string, sheet: Sheet): Promise<void> {
    upTo = turns;
    const { code, date, session } = sheet.roll;
    const isSubmit = sheet.submitting === 'waits';
    if (isSubmit) put(id, { ...sheet, submitting: 'sent' });
    const taps = isSubmit ? shownIn(sheet) : unsavedIn(sheet);
    const answer = await wire[isSubmit ? 'submit' : 'save'](code, { date, session, taps });
    answers += 1;
    setClock(answer.now);
    const since = state.sheets.get(id) ?? sheet;
    const told = isSubmit ? (answer as RegisterSubmitted).notes : since.told;
    if (state.failure) say(registerWords.back);
    put(id, { ...answered(since, answer, upTo), told, submitting: isSubmit ? 'no' : since.submitting });
    say(isSubmit ? told.map(({ text }) => text).join(' ') : tellSaved(sheet, answer, taps));
  }

  function failed(id: string, fault: unknown): void {
    const sheet = state.sheets.get(id)!;
    const isChanged = [...sheet.mine.values()].some(({ turn }) => turn > upTo);
    if (fault instanceof Refused) {
      put(id, { ...sheet, submitting: 'no', stopped: fault.message });
      say(fault.message);
      return;
    }
    const failure = fault instanceof Failed ? fault.failure : 'fault';
    if (sheet.submitting === 'sent') put(id, { ...sheet, submitting: isChanged ? 'no' : 'waits' });
    if (sheet.submitting === 'sent' && isChanged) say(registerWords.submitStopped);
    if (state.failure !== failure) say(failure === 'lost' ? registerWords.offline(0) : registerWords.failing(0));
    set({ failure });
    soon(RETRY_MS[Math.min(tries, RETRY_MS.length - 1)]!);
    tries += 1;
  }

  async function pump(): Promise<void> {
    if (state.isSending) return;
    const job = nextJob();
    if (!job) return;
    set({ isSending: true });
    try {
      await send(...job);
      tries = 0;
      set({ failure: undefined });
    } catch (fault) {
      failed(job[0], fault);
    } finally {
      set({ isSending: false });
    }
    const next = nextJob();
    if (next) soon(next[1].submitting === 'waits' && !state.failure ? 0 : GATHER_MS);
  }

  const hurry = (): void => {
    stopWaiting();
    tries = 0;
    void pump();
  };

  return {
    state: () => state,
    subscribe(tell) {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    answers: () => answers,
    show({ now, rolls }, asked) {
      setClock(now);
      const isOld = asked !== answers || state.isSending;
      const sheets = new Map(state.sheets);
      for (const roll of rolls) {
        const before = sheets.get(sheetId(roll));
        // What an answer said since is newer than what was asked for before it.
        if (before && isOld) continue;
        sheets.set(sheetId(roll), shownAnew(before, roll));
      }
      set({ sheets });
    },
    change(id, key, change) {
      const sheet = state.sheets.get(id);
      const next = sheet && withChange(sheet, key, change, (turns += 1));
      if (!sheet || !next || next === sheet) return;
      const wasWaiting = sheet.submitting === 'waits';
      put(id, { ...next, submitting: wasWaiting ? 'no' : sheet.submitting });
      if (wasWaiting) say(registerWords.submitStopped);
      soon(GATHER_MS);
    },
    submit(id) {
      const sheet = state.sheets.get(id);
      if (!sheet || sheet.submitting !== 'no' || sheet.stopped !== undefined) return;
      put(id, { ...sheet, submitting: 'waits', told: [] });
      hurry();
    },
    hurry,
    say,
    now() {
      const minutes = (clock.minutes + Math.floor((wire.ticks() - clock.at) / 60_000)) % 1440;
      return [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');
    },
  };
}
