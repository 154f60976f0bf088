/** The storage that the configuration names, opened; embedded storage is started, or shared with a running product. */
import { DefaultAzureCredential } from '@azure/identity';
import type { StorageConfig } from './config.ts';
import { concernKeyIn } from './embedded/concern-key.ts';
import { openEmbeddedStorage } from './embedded/open-storage.ts';
import { openStore, type Account, type Store } from './store/open.ts';

export interface OpenedStorage {
  store: Store;
  stop(): Promise<void>;
}

interface Opening {
  storage: StorageConfig;
  /** What concern records are sealed with; embedded storage makes its own where none are given. */
  concernKeys: readonly string[];
  folder: string;
  /** Embedded storage that another process holds: the import shares it, the product refuses to start. */
  whenHeld: 'attach' | 'refuse';
  onProgress?: (line: string) => void;
}

export async function openStorage({
  storage,
  concernKeys,
  folder,
  whenHeld,
  onProgress,
}: Opening): Promise<OpenedStorage> {
  if (storage.kind !== 'embedded')
    return { store: await openStore(accountOf(storage), { concernKeys }), stop: async () => undefined };
  const embedded = await openEmbeddedStorage({ folder, whenHeld, ...(onProgress ? { onProgress } : {}) });
  const keys = concernKeys.length > 0 ? concernKeys : [await concernKeyIn(folder)];
  return { store: await openStore(embedded, { concernKeys: keys }), stop: embedded.stop };
}

const accountOf = (storage: Exclude<StorageConfig, { kind: 'embedded' }>): Account =>
  storage.kind === 'account'
    ? { name: storage.name, credential: new DefaultAzureCredential() }
    : { connectionString: storage.connectionString };
