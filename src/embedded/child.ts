import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const startLimitMs = 30_000;
const stopLimitMs = 8_000;
const linesKept = 20;

type ChildPlan = {
  name: string;
  file: URL;
  settings: unknown;
  env: NodeJS.ProcessEnv;
  onSpawn?: ((pid: number) => void) | undefined;
};

/** A process of ours that ends with us, however we end. `ready` is what the child reported when it was up. */
export type RunningChild = { ready: Record<string, number>; stop: () => Promise<void> };

/** Starts `file` as a child and waits until it reports. Throws with its last lines of output when it does not within 30 s. */
export async function startChild({ name, file, settings, env, onSpawn }: ChildPlan): Promise<RunningChild> {
  const child = fork(fileURLToPath(file), [JSON.stringify(settings)], { execArgv: [], env, silent: true });
  const lines = lastLines(child);
  if (child.pid !== undefined) onSpawn?.(child.pid);
  try {
    const ready = await reported(child);
    letGo(child);
    return { ready, stop: () => stopChild(name, child) };
  } catch (fault) {
    child.kill('SIGKILL');
    throw new Error(`${name} did not start: ${(fault as Error).message}\n${lines().join('\n')}`.trim(), {
      cause: fault,
    });
  }
}

function reported(child: ChildProcess): Promise<Record<string, number>> {
  return new Promise((resolve, reject) => {
    const limit = setTimeout(() => reject(new Error(`no sign of life within ${startLimitMs / 1000} s`)), startLimitMs);
    const settle = (act: () => void) => {
      clearTimeout(limit);
      act();
    };
    child.on('error', (fault) => settle(() => reject(fault)));
    child.on('close', (code, signal) => settle(() => reject(new Error(`it ended (${signal ?? `code ${code}`})`))));
    child.on('message', (message: { ready?: Record<string, number> }) => {
      if (message.ready) settle(() => resolve(message.ready ?? {}));
    });
  });
}

// A child must not keep a finished parent waiting: when the parent ends, the channel ends, and the child with it.
function letGo(child: ChildProcess): void {
  child.unref();
  child.channel?.unref();
  for (const stream of [child.stdout, child.stderr]) (stream as unknown as { unref(): void } | null)?.unref();
}

// Never killed when slow: it may be writing. It ends by itself, and the lock names it until it has.
async function stopChild(name: string, child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.ref();
  const ended = once(child, 'exit', { signal: AbortSignal.timeout(stopLimitMs) });
  if (child.connected) child.send('shutdown', () => undefined);
  await ended.catch((cause) => {
    child.unref();
    throw new Error(`${name} is still closing after ${stopLimitMs / 1000} s`, { cause });
  });
}

function lastLines(child: ChildProcess): () => string[] {
  let kept: string[] = [];
  const keep = (text: Buffer) => {
    kept = [...kept, ...text.toString('utf8').split('\n')].filter(Boolean).slice(-linesKept);
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  return () => kept;
}
