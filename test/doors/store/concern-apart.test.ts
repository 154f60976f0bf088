import { randomBytes } from 'node:crypto';
import { TableClient } from '@azure/data-tables';
import { createConcernWatch } from '../../../src/jobs/concern/watch.ts';
import { createLog } from '../../../src/log.ts';
import { momentOf } from '../../../src/domain/time.ts';
import { createDirectory } from '../../../src/store/directory.ts';
import { knownKey } from '../../../src/store/keys.ts';
import { openStore, type Store } from '../../../src/store/open.ts';
import { openedAt } from '../../support/a-concern.ts';
import { held, PARTNERSHIP } from '../../support/cal-a.ts';
import { concernKey } from '../../support/concern-key.ts';
import { at, one, open, two } from '../../support/stored-concern.ts';
import { startOwnStorage, type OwnStorage } from './storage.ts';

// One concern that cannot be read or added to stops the clock of no other.

let storage: OwnStorage;
beforeAll(async () => {
  storage = await startOwnStorage();
});
afterAll(() => storage.stop());

const withKeys = (...concernKeys: string[]): Promise<Store> =>
  openStore({ connectionString: storage.connectionString }, { concernKeys });
const lost = randomBytes(32).toString('base64');

/** What the clock has done to each, and what it logged. */
async function watched(store: Store, ...ids: string[]): Promise<{ told: boolean[]; log: string }> {
  await store.records.write(PARTNERSHIP, [{ key: knownKey.partnership, value: held().partnership }]);
  const log: string[] = [];
  const directory = createDirectory(store.records);
  const watch = createConcernWatch({
    store,
    directory: () => directory.read(openedAt),
    log: createLog('info', { write: (line) => void log.push(line) }),
  });
  await watch(PARTNERSHIP, momentOf(openedAt));
  const read = await Promise.all(ids.map((id) => store.concerns.read(at(id))));
  return { told: read.map((whole) => whole!.entries.some(({ event }) => event.kind === 'told')), log: log.join('') };
}

describe('a key that is lost', () => {
  test('leaves the others their clock, and whoever runs it is told how many are shut', async () => {
    await storage.empty();
    const before = await withKeys(lost);
    await open(before.concerns, one);
    const store = await withKeys(concernKey);
    await open(store.concerns, two);
    const { told, log } = await watched(store, two);
    expect(told).toEqual([true]);
    expect(log).toContain('"event":"concern.shut","count":1');
    expect(log).not.toMatch(new RegExp(`${one}|${two}`));
  });

  test('is said to whoever asks for a list, and not taken for there being none', async () => {
    await storage.empty();
    await open((await withKeys(lost)).concerns, one);
    const { concerns } = await withKeys(concernKey);
    await open(concerns, two);
    const counts: number[] = [];
    const note = (count: number): void => void counts.push(count);
    expect((await concerns.open(PARTNERSHIP, note)).map(({ id }) => id)).toEqual([two]);
    expect((await concerns.all(PARTNERSHIP, note)).map(({ id }) => id)).toEqual([two]);
    expect(counts).toEqual([1, 1]);
    await expect(concerns.read(at(one))).rejects.toThrow('no concern key opens this record');
  });
});

test('a concern that cannot be added to leaves the others their clock', async () => {
  const store = await storage.empty();
  await open(store.concerns, one);
  await open(store.concerns, two);
  const table = TableClient.fromConnectionString(storage.connectionString, 'concerns', {
    allowInsecureConnection: true,
  });
  // Where its next entry would stand there is a row already.
  await table.createEntity({ partitionKey: PARTNERSHIP, rowKey: `entry|${one}|000000003`, v0: '"x"' });
  const { told, log } = await watched(store, two);
  expect(told).toEqual([true]);
  expect(log).toContain('"event":"concern.fault"');
});
