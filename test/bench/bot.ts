/** A bot in a process of its own. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Bot {
  port: number;
  /** Milliseconds of processor time so far; on Linux alone, elsewhere NaN. */
  cpuMs(): number;
  stop(): Promise<void>;
}

export async function startBot(file: 'echo-child.ts' | 'keylink-child.ts', ...words: string[]): Promise<Bot> {
  const child = fork(join(import.meta.dirname, file), words, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  return {
    port,
    cpuMs: () => cpuMsOf(child.pid ?? 0),
    async stop() {
      child.kill('SIGKILL');
      await once(child, 'close');
    },
  };
}

const TICK_MS = 10;

function cpuMsOf(pid: number): number {
  try {
    const [, fields = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
    const [user, system] = fields.split(' ').slice(11, 13);
    return (Number(user) + Number(system)) * TICK_MS;
  } catch {
    return Number.NaN;
  }
}
