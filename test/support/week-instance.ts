/** The product in a process of its own, in a test's hands, to be killed at any moment. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Answered, Asked } from './week-child.ts';
import type { Came, Hands, HandsSettings } from './week-hands.ts';

/** Thrown by whatever was under way when the process was killed: it may have been done, or not. */
export class Killed extends Error {}

export interface WeekInstance extends Hands {
  killed: boolean;
  /** SIGKILL; settles when it is gone. */
  kill(): Promise<void>;
}

const file = join(import.meta.dirname, 'week-child.ts');

/** `onLine` is given its log, a line an event. */
export async function startWeekInstance(
  settings: HandsSettings,
  onLine: (line: string) => void,
): Promise<WeekInstance> {
  const { PATH = '', HOME = '', TMPDIR = '/tmp' } = process.env;
  const child = fork(file, [JSON.stringify(settings)], { env: { PATH, HOME, TMPDIR }, execArgv: [], silent: true });
  const open = new Map<number, { resolve(value: unknown): void; reject(fault: Error): void }>();
  const gone = once(child, 'close');
  const complaints: string[] = [];
  child.stderr?.on('data', (text: Buffer) => void complaints.push(text.toString('utf8')));
  let left = '';
  child.stdout?.on('data', (text: Buffer) => {
    const lines = (left + text.toString('utf8')).split('\n');
    left = lines.pop() ?? '';
    for (const line of lines) onLine(line);
  });
  let asked = 0;
  const ask = (what: Asked['what'], given?: unknown): Promise<unknown> =>
    new Promise((resolve, reject) => {
      if (made.killed) return reject(new Killed());
      asked += 1;
      open.set(asked, { resolve, reject });
      child.send({ n: asked, what, with: given } satisfies Asked, (fault) => fault && reject(new Killed()));
    });
  const made: WeekInstance = {
    port: 0,
    killed: false,
    clock: async (at) => void (await ask('clock', at)),
    tick: async () => void (await ask('tick')),
    work: async () => void (await ask('work')),
    pack: async (files) => (await ask('pack', files)) as Came,
    async kill() {
      made.killed = true;
      child.kill('SIGKILL');
      await gone;
    },
  };
  const early = gone.then(() => {
    for (const { reject } of open.values())
      reject(made.killed ? new Killed() : new Error(`it ended:\n${complaints.join('')}`));
    throw new Error(`the instance ended before it was ready:\n${complaints.join('')}`);
  });
  early.catch(() => undefined);
  const [ready] = (await Promise.race([once(child, 'message'), early])) as [{ port: number }];
  made.port = ready.port;
  child.on('message', ({ n, value, fault }: Answered) => {
    const waiting = open.get(n);
    open.delete(n);
    if (fault === undefined) waiting?.resolve(value);
    else waiting?.reject(new Error(fault));
  });
  return made;
}
