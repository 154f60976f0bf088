/** The product as a process that may be killed at any moment: storage lives elsewhere, and its log outlives it. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

type LogEvent = Record<string, unknown> & { event?: string };

export interface InstanceSettings {
  connectionString: string;
  /** What its clock shows at first, milliseconds since the epoch. */
  at: number;
  claimMs?: number | undefined;
  /** How much it logs; `info` if not said. */
  level?: string | undefined;
}

export interface Instance {
  pid: number;
  /** Where it listens, once it is ready. */
  port: number;
  /** Its first round begins. Rejects when it ends before. */
  ready: Promise<unknown>;
  /** What it has logged so far. */
  log: LogEvent[];
  /** What it has printed besides. */
  complaints: string[];
  /** Set once it has been killed. */
  killed: boolean;
  /** It is gone, by a kill or by itself. */
  gone: boolean;
  setClock(at: number): void;
  /** SIGKILL; settles when it is gone. */
  kill(): Promise<void>;
}

const file = join(import.meta.dirname, 'instance-child.ts');
const clock = pathToFileURL(join(import.meta.dirname, 'moved-clock.ts')).href;

export function startInstance({ at, ...settings }: InstanceSettings): Instance {
  const { PATH = '', HOME = '', TMPDIR = '/tmp' } = process.env;
  const child = fork(file, [JSON.stringify(settings)], {
    execArgv: ['--import', clock],
    env: { PATH, HOME, TMPDIR, CLOCK_BEGINS: new Date(at).toISOString() },
    silent: true,
  });
  const gone = once(child, 'close');
  const complaints: string[] = [];
  child.stderr?.on('data', (text: Buffer) => void complaints.push(text.toString('utf8')));
  const early = gone.then(() => {
    throw new Error(`the instance ended before it was ready:\n${complaints.join('')}`);
  });
  const ready = once(child, 'message').then(([told]) => (made.port = (told as { port: number }).port));
  const made: Instance = {
    pid: child.pid ?? 0,
    port: 0,
    ready: Promise.race([ready, early]),
    log: [],
    complaints,
    killed: false,
    gone: false,
    // It may be dying at this moment.
    setClock: (to) => void (child.connected && child.send({ clock: to }, () => undefined)),
    async kill() {
      made.killed = true;
      child.kill('SIGKILL');
      await gone;
    },
  };
  early.catch(() => (made.gone = true));
  readLines(child.stdout!, (line) => made.log.push(JSON.parse(line) as LogEvent));
  return made;
}

/** A line that a kill cut off is none. */
function readLines(stream: NodeJS.ReadableStream, take: (line: string) => void): void {
  let open = '';
  stream.on('data', (text: Buffer) => {
    const lines = (open + text.toString('utf8')).split('\n');
    open = lines.pop() ?? '';
    for (const line of lines) take(line);
  });
}
