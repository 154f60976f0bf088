import { resolve } from 'node:path';
import { takeFolder, type Lock } from './lock.ts';
import { startEmbeddedStorage } from './storage.ts';

type OpenOptions = {
  folder: string;
  /** What to do when another process runs on this folder: share its storage (import), or refuse to start (the product). */
  whenHeld: 'attach' | 'refuse';
  onProgress?: (line: string) => void;
};

/** Storage to work with. `attached`: it belongs to another process, and `stop` leaves it alone. */
export type EmbeddedStorage = { connectionString: string; attached: boolean; stop: () => Promise<void> };

/** The storage kept in `folder`: another process's where there is one, else ours to start and stop. Throws StartRefused. */
export async function openEmbeddedStorage(options: OpenOptions): Promise<EmbeddedStorage> {
  const folder = resolve(options.folder);
  const taken = await takeFolder(folder, options.whenHeld);
  if ('attachTo' in taken) return { connectionString: taken.attachTo, attached: true, stop: async () => undefined };
  return startAndOwn({ ...options, folder }, taken.lock);
}

async function startAndOwn({ folder, onProgress }: OpenOptions, lock: Lock): Promise<EmbeddedStorage> {
  try {
    const onSpawn = (storagePid: number) => lock.note({ storagePid });
    const storage = await startEmbeddedStorage({ folder, onSpawn, ...(onProgress && { onProgress }) });
    lock.note({ connectionString: storage.connectionString });
    return {
      connectionString: storage.connectionString,
      attached: false,
      stop: () => storage.stop().then(lock.release),
    };
  } catch (fault) {
    await lock.release();
    throw fault;
  }
}
