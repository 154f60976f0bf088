import { TableClient } from '@azure/data-tables';
import { instantAt } from '../../src/domain/time.ts';
import { file } from '../../src/store/filing.ts';
import { readHeld } from '../../src/store/held.ts';
import { isMark } from '../../src/store/keys.ts';
import { goodPack, planOf } from '../support/pack.ts';
import { runVerify } from '../support/whole-product.ts';
import { startOwnStorage, type OwnStorage } from './store/storage.ts';

const date = '2026-11-09';
let storage: OwnStorage;
beforeAll(async () => {
  storage = await startOwnStorage();
});
afterAll(() => storage.stop());

const verify = () =>
  runVerify({
    folder: '.',
    at: instantAt(date, '12:00'),
    settings: { STORAGE_CONNECTION_STRING: storage.connectionString },
  });

describe('npm run verify', () => {
  test('a record as it was written is whole; then the first row that was changed is named, and it ends with 1', async () => {
    const store = await storage.empty();
    await file(store, await readHeld(store, { from: date, to: date }), planOf(goodPack), () => undefined);
    expect(await verify()).toMatchObject({
      code: 0,
      out: [expect.stringMatching(/^Northvale.*: whole, \d+ rows? in the chain\.$/)],
    });

    const mark = (await store.records.appended('northvale')).find(({ key }) => isMark(key));
    const client = TableClient.fromConnectionString(storage.connectionString, 'records', {
      allowInsecureConnection: true,
    });
    await client.deleteEntity('northvale', mark!.key);
    const { code, out } = await verify();
    expect(code).toBe(1);
    expect(out.join('\n')).toMatch(/BROKEN/);
  });
});
