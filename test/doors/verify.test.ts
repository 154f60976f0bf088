import { TableClient } from '@azure/data-tables';
import { opened } from '../../src/domain/concern/next.ts';
import { instantAt } from '../../src/domain/time.ts';
import { file } from '../../src/store/filing.ts';
import { readHeld } from '../../src/store/held.ts';
import { CHAIN, isMark } from '../../src/store/keys.ts';
import type { Store } from '../../src/store/open.ts';
import { firstEvent, seating } from '../support/a-concern.ts';
import { goodPack, planOf } from '../support/pack.ts';
import { runVerify } from '../support/whole-product.ts';
import { startOwnStorage, type OwnStorage } from './store/storage.ts';

const date = '2026-11-09';
const partnership = 'northvale';
let storage: OwnStorage;
beforeAll(async () => {
  storage = await startOwnStorage();
});
afterAll(() => storage.stop());

/** Another key than the concerns were sealed with: the proof opens nothing. */
const verify = () =>
  runVerify({
    folder: '.',
    at: instantAt(date, '12:00'),
    settings: {
      STORAGE_CONNECTION_STRING: storage.connectionString,
      CONCERN_KEY: Buffer.alloc(32, 9).toString('base64'),
    },
  });
const table = (name: string): TableClient =>
  TableClient.fromConnectionString(storage.connectionString, name, { allowInsecureConnection: true });

async function filled(): Promise<Store> {
  const store = await storage.empty();
  await file(store, await readHeld(store, { from: date, to: date }), planOf(goodPack), () => undefined);
  return store;
}
/** Raises a concern, the n-th of this storage. */
async function raise({ concerns }: Store, n: number): Promise<string> {
  const id = `AAAAA-AAAA${n}`;
  const event = { ...firstEvent(seating([]).roster), id };
  await concerns.append({ partnership, id }, 0, () => ({ events: [event], concern: opened(event, 0) }));
  return id;
}

describe('npm run verify', () => {
  test('a record as it was written is whole; then the first row that was changed is named, and it ends with 1', async () => {
    const store = await filled();
    expect(await verify()).toMatchObject({
      code: 0,
      out: [
        expect.stringMatching(/^Northvale.*: whole, \d+ rows? in the chain\.$/),
        expect.stringMatching(/^Northvale.*: concerns whole\.$/),
      ],
    });

    const mark = (await store.records.appended(partnership)).find(({ key }) => isMark(key));
    await table('records').deleteEntity(partnership, mark!.key);
    const { code, out } = await verify();
    expect(code).toBe(1);
    expect(out.join('\n')).toMatch(/BROKEN/);
  });

  test('of concerns it says that they are whole, without the key, and never how many there are', async () => {
    const store = await filled();
    const none = await verify();
    for (const n of [1, 2, 3]) await raise(store, n);
    expect(await verify()).toEqual(none);
  });

  test('of concerns that were tampered with it names the first row that does not fit, and ends with 1', async () => {
    const store = await filled();
    const [first, second] = [await raise(store, 1), await raise(store, 2)];
    await table('concerns').deleteEntity(partnership, `entry|${first}|000000001`);
    expect(await verify()).toMatchObject({
      code: 1,
      out: [
        expect.stringContaining(': whole, '),
        expect.stringMatching(`^Northvale.*: concerns BROKEN at entry\\|${second}\\|000000002: missing\\.$`),
      ],
    });
  });

  test('of a record or of concerns whose end was taken away it does not say that they are whole', async () => {
    const store = await filled();
    await raise(store, 1);
    for (const name of ['records', 'concerns']) await table(name).deleteEntity(partnership, CHAIN);
    const { code, out } = await verify();
    expect(code).toBe(1);
    expect(out.filter((line) => line.includes('BROKEN'))).toHaveLength(2);
  });
});
