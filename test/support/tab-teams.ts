/** The product as it runs in Teams: with an app, signed in by tokens that a stand-in for Entra has signed. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoPack } from '../../src/demo/pack.ts';
import { allReachable, peopleOn } from '../../src/demo/people.ts';
import { demoTenants } from '../../src/demo/playground.ts';
import { instantAt, momentOf } from '../../src/domain/time.ts';
import { startEmbeddedStorage } from '../../src/embedded/storage.ts';
import { createLog } from '../../src/log.ts';
import { runImport } from '../../src/pack/run-import.ts';
import { startProduct } from '../../src/product.ts';
import type { PersonRow } from '../../src/store/people.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { testTab } from './tab-files.ts';
import { createAuthority, keys, signed, type Authority } from './authority.ts';
import { concernKey } from './concern-key.ts';
import { guid } from './teams-world.ts';

export const appId = guid('tab app');
/** Teams in a browser. */
const CLIENT = '5e3ce6c0-2b1f-4285-8d4b-75ee78787346';

export interface TabTeams {
  url: string;
  store: Store;
  authority: Authority;
  log: string[];
  people: PersonRow[];
  /** What a good token of somebody says. */
  claimsOf(upn: string): Record<string, unknown>;
  tokenOf(upn: string): string;
  stop(): Promise<void>;
}

/** On a Monday in November at 10:45, with the demo partnership. `framedBy`: where the stand-in for Teams' window is. */
export async function startTabTeams(framedBy = 'http://127.0.0.1:*'): Promise<TabTeams> {
  const at = instantAt('2026-11-09', '10:45');
  const people = allReachable(peopleOn('2026-11-09'));
  const folder = await mkdtemp(join(tmpdir(), 'keylink-tab-'));
  const [authority, storage, tab] = await Promise.all([
    createAuthority(),
    startEmbeddedStorage({ folder, inMemory: true }),
    testTab(),
  ]);
  const store = await openStore(storage, { concernKeys: [concernKey] });
  const pack = await mkdtemp(join(folder, 'pack-'));
  for (const [name, text] of demoPack(momentOf(at), people)) await writeFile(join(pack, name), text);
  const silent = { say: () => undefined, progress: () => undefined };
  await runImport(store, { folder: pack, dryRun: false, strict: true }, at, silent);
  const log: string[] = [];
  const product = await startProduct({
    config: {
      port: 0,
      host: '127.0.0.1',
      allowedTenants: [],
      app: { appId, password: 'hush-hush', type: 'MultiTenant' },
    },
    store,
    tab,
    entra: { keysUrl: authority.keysUrl.replace('/metadata', '/keys'), framedBy },
    log: createLog('info', { write: (line) => void log.push(line) }),
    now: () => at,
    rounds: () => ({ stop: async () => undefined }),
  });
  const claimsOf = (upn: string): Record<string, unknown> => {
    const row = people.find((one) => one.upn === upn && one.tenantId) ?? people.find((one) => one.upn === upn);
    const isSecond = ['WHP', '999006', '999007', '999008'].includes(row?.organisation ?? '');
    const tid = row?.tenantId ?? (isSecond ? demoTenants.wrenhill : demoTenants.swanmere);
    const seconds = Math.floor(Date.now() / 1000);
    return {
      aud: appId,
      iss: `https://login.microsoftonline.com/${tid}/v2.0`,
      iat: seconds - 60,
      nbf: seconds - 60,
      exp: seconds + 3_600,
      ver: '2.0',
      tid,
      oid: row?.objectId,
      scp: 'access_as_user',
      azp: CLIENT,
    };
  };
  return {
    url: `http://127.0.0.1:${product.port}`,
    store,
    authority,
    log,
    people,
    claimsOf,
    tokenOf: (upn) => signed(claimsOf(upn), keys.teams),
    async stop() {
      await product.stop();
      await authority.stop();
      await storage.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
