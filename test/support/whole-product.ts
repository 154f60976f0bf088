/** The product as people start it: a process of its own, in a folder of its own, at a time of the test's choosing. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const startLimitMs = 30_000;
const root = join(import.meta.dirname, '..', '..');
const clock = new URL('./moved-clock.ts', import.meta.url).href;

export interface Start {
  /** Becomes its working folder, and so holds its `.data`. */
  folder: string;
  /** What its clock shows when it starts, in milliseconds of the epoch. */
  at: number;
  /** The product's own settings; of the test's environment it gets none. */
  settings?: Record<string, string>;
}

export interface Ended {
  code: number | null;
  out: string[];
  err: string[];
}

export interface Running {
  pid: number;
  /** The first match in what it has told the person at the terminal, now or within 30 s. */
  tells(pattern: RegExp): Promise<RegExpExecArray>;
  /** Its log so far, an event a line. */
  log(): Record<string, unknown>[];
  setClock(to: number): void;
  signal(name: NodeJS.Signals): void;
  /** Settles when it has ended, by itself or not. */
  ended: Promise<Ended>;
  /** SIGTERM, and how it ended. */
  stop(): Promise<Ended>;
}

/** `npm start` without npm, on a free port. */
export const startWhole = (start: Start): Running =>
  running(launch('src/main.ts', [], { ...start, settings: { PORT: '0', ...start.settings } }));

/** `npm run import -- <words>` to its end. */
export const runImport = (words: readonly string[], start: Start): Promise<Ended> =>
  running(launch('src/import.ts', words, start)).ended;

/** `npm run verify` to its end. */
export const runVerify = (start: Start): Promise<Ended> => running(launch('src/verify.ts', [], start)).ended;

function launch(program: string, words: readonly string[], { folder, at, settings }: Start): ChildProcess {
  const { PATH = '', HOME = '', TMPDIR = '/tmp' } = process.env;
  return spawn(process.execPath, ['--import', clock, join(root, program), ...words], {
    cwd: folder,
    env: { PATH, HOME, TMPDIR, CLOCK_BEGINS: new Date(at).toISOString(), ...settings },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
}

function running(child: ChildProcess): Running {
  const output = { out: '', err: '' };
  child.stdout?.on('data', (text: Buffer) => (output.out += text.toString('utf8')));
  child.stderr?.on('data', (text: Buffer) => (output.err += text.toString('utf8')));
  const ended = once(child, 'close').then(([code]) => ({
    code: code as number | null,
    out: lines(output.out),
    err: lines(output.err),
  }));
  const signal = (name: NodeJS.Signals) => void child.kill(name);
  return {
    pid: child.pid ?? 0,
    tells: (pattern) => told(child, () => output.err, pattern),
    log: () => lines(output.out).map((line) => JSON.parse(line) as Record<string, unknown>),
    setClock: (to) => void child.send({ clock: to }),
    signal,
    ended,
    stop() {
      signal('SIGTERM');
      return ended;
    },
  };
}

const lines = (text: string): string[] => text.split('\n').filter((line) => line !== '');

function told(child: ChildProcess, text: () => string, pattern: RegExp): Promise<RegExpExecArray> {
  return new Promise((resolve, reject) => {
    const fail = (why: string) => () => reject(new Error(`${why} before it said ${pattern.source}:\n${text()}`));
    const limit = setTimeout(fail(`${startLimitMs} ms went by`), startLimitMs);
    child.once('close', fail('it ended'));
    const look = () => {
      const found = pattern.exec(text());
      if (!found) return;
      clearTimeout(limit);
      child.stderr?.off('data', look);
      resolve(found);
    };
    child.stderr?.on('data', look);
    look();
  });
}
