import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { mkdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { StartRefused } from './refused.ts';

// `<folder>/storage.json` names the process that holds the folder, and its Azurite: never two on one folder.
type Holder = { pid: number; startedAt: string; storagePid?: number; connectionString?: string };
type Held = { attachTo: string } | { lock: Lock };

/** Our hold on a folder, to be filled in as storage comes up and given back when it is closed. */
export type Lock = { note: (more: Partial<Holder>) => void; release: () => Promise<void> };

const patienceMs = 32_000; // longer than a start may take
const pollMs = 80;

/** Takes the folder, or finds the storage another process already runs on it. Throws StartRefused when neither is possible. */
export async function takeFolder(folder: string, whenHeld: 'attach' | 'refuse'): Promise<Held> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'storage.json');
  const until = Date.now() + patienceMs;
  for (;;) {
    const lock = takeFree(file);
    if (lock) return { lock };
    const text = await readFile(file, 'utf8').catch(() => '');
    const holder = understood(text);
    if (await isStale(holder, file, folder)) await clear(file, text);
    else if (holder && whenHeld === 'refuse' && alive(holder.pid)) throw held(holder, folder);
    else if (holder?.connectionString && (await answers(holder.connectionString)))
      return { attachTo: holder.connectionString };
    if (Date.now() > until) throw stuck(file);
    await pause(pollMs);
  }
}

// Creating the file is what decides between two that start in the same instant.
function takeFree(file: string): Lock | undefined {
  let holder: Holder = { pid: process.pid, startedAt: new Date().toISOString() };
  try {
    writeFileSync(file, JSON.stringify(holder), { flag: 'wx' });
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'EEXIST') return undefined;
    throw fault;
  }
  return {
    note(more) {
      holder = { ...holder, ...more };
      writeFileSync(`${file}.new`, JSON.stringify(holder));
      renameSync(`${file}.new`, file);
    },
    release: async () => {
      // Not ours any more when Azurite died under us and another process has taken the folder since.
      if (understood(await readFile(file, 'utf8').catch(() => ''))?.startedAt === holder.startedAt) await rm(file);
    },
  };
}

/** Whoever made it is gone and so is its Azurite, which outlives a killed parent by the moment it takes to save. */
async function isStale(holder: Holder | undefined, file: string, folder: string): Promise<boolean> {
  if (!holder) return olderThan(file, 5_000); // cut off while it was being written
  if (holder.storagePid !== undefined) return !(await isAzuriteOf(folder, holder.storagePid));
  return !alive(holder.pid) || olderThan(file, patienceMs); // it never came to start Azurite
}

// A number alone proves little: a container gives the same few to every start, threads included.
async function isAzuriteOf(folder: string, pid: number): Promise<boolean> {
  if (!existsSync('/proc/self/cmdline')) return alive(pid);
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  return command.includes('azurite-child') && command.includes(JSON.stringify(join(folder, 'azurite')));
}

// Two may find the same stale file; the slower must not remove what the quicker has put in its place.
async function clear(file: string, judged: string): Promise<void> {
  const turn = `${file}.clearing`;
  try {
    await mkdir(turn);
  } catch {
    if (await olderThan(turn, 5_000)) await rm(turn, { recursive: true, force: true });
    return;
  }
  if ((await readFile(file, 'utf8').catch(() => undefined)) === judged) await rm(file, { force: true });
  await rm(turn, { recursive: true, force: true });
}

async function olderThan(file: string, ms: number): Promise<boolean> {
  const made = await stat(file).catch(() => undefined);
  return made !== undefined && Date.now() - made.mtimeMs > ms;
}

function understood(text: string): Holder | undefined {
  try {
    const holder = JSON.parse(text) as Partial<Holder>;
    return typeof holder.pid === 'number' ? (holder as Holder) : undefined;
  } catch {
    return undefined;
  }
}

function alive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (fault) {
    return (fault as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function answers(connectionString: string): Promise<boolean> {
  const endpoint = /TableEndpoint=([^;]+)/.exec(connectionString)?.[1] ?? '';
  try {
    const answer = await fetch(endpoint, { signal: AbortSignal.timeout(2_000) });
    await answer.body?.cancel();
    return answer.headers.get('server')?.startsWith('Azurite-Table') ?? false;
  } catch {
    return false;
  }
}

function held(holder: Holder, folder: string): StartRefused {
  return new StartRefused(
    `another process (${holder.pid}, since ${holder.startedAt}) is running on ${folder}: stop it first`,
  );
}

function stuck(file: string): StartRefused {
  return new StartRefused(
    `${file} names storage that does not answer: stop that process, or delete the file if there is none`,
  );
}
