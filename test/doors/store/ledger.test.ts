import { TableClient } from '@azure/data-tables';
import { newPost } from '../../../src/domain/posting.ts';
import type { Mark } from '../../../src/domain/records.ts';
import { parseInstant, type Instant } from '../../../src/domain/time.ts';
import { file } from '../../../src/store/filing.ts';
import { readHeld } from '../../../src/store/held.ts';
import { CHAIN, markKey, markOfKey } from '../../../src/store/keys.ts';
import { toProperties } from '../../../src/store/limits.ts';
import type { Store } from '../../../src/store/open.ts';
import { proveRecord } from '../../../src/store/proof.ts';
import { goodPack, planOf } from '../../support/pack.ts';
import { startOwnStorage, type OwnStorage } from './storage.ts';

let storage: OwnStorage;
beforeAll(async () => {
  storage = await startOwnStorage();
});
afterAll(() => storage.stop());

const date = '2026-11-09';
const at = { partnership: 'northvale', date };

async function filled(): Promise<Store> {
  const store = await storage.empty();
  await file(store, await readHeld(store, { from: date, to: date }), planOf(goodPack), () => undefined);
  return store;
}

const recordedAt = (time: string): Instant => parseInstant(`${date} ${time}`)!;
const aMark = (n: number, over: Partial<Mark> = {}): Mark => ({
  pupilId: 'p01',
  date,
  provision: 'oak-farm',
  arrive: '09:00',
  recordedAt: recordedAt('10:00') + n,
  recordedBy: 'Ivo Marsh',
  status: 'present',
  ...over,
});

const prove = (store: Store) => proveRecord(store.records, store.ledger, 'northvale');

describe('an append', () => {
  test('of sixteen at once each sees all before it, none is lost, and the chain is whole', async () => {
    const store = await filled();
    const seen = await Promise.all(
      Array.from({ length: 16 }, async (_, n) => {
        const { before } = await store.ledger.append(at, (held) => ({
          marks: [aMark(n)],
          before: held.marks.filter(({ recordedBy }) => recordedBy === 'Ivo Marsh').length,
        }));
        return before;
      }),
    );
    expect(seen.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 16 }, (_, n) => n));
    expect(await prove(store)).toMatchObject({ kind: 'whole' });
  });

  test('nothing decided writes nothing', async () => {
    const store = await filled();
    const rows = await storage.rows();
    await store.ledger.append(at, () => ({}));
    expect(await storage.rows()).toEqual(rows);
  });

  test('a mark stands by day and by pupil', async () => {
    const store = await filled();
    await store.ledger.append(at, () => ({ marks: [aMark(1)] }));
    const [first, last] = ['2026-11-01', '2026-11-30'] as const;
    expect(await store.records.marksOf('northvale', 'p01', first, last)).toContainEqual(aMark(1));
    expect(await store.records.marksOf('northvale', 'p02', first, last)).not.toContainEqual(aMark(1));
    expect((await store.records.day('northvale', date))?.marks).toContainEqual(aMark(1));
  });

  test('all or nothing: a mark that stands there takes everything beside it down, and it is a fault', async () => {
    const store = await filled();
    await store.ledger.append(at, () => ({ marks: [aMark(1)] }));
    const rows = await storage.rows();
    const event = { at: recordedAt('10:01'), pupilId: 'p01', urn: '100001', openedAt: 0, event: {} };
    await expect(store.ledger.append(at, () => ({ marks: [aMark(1)], events: [event] }))).rejects.toThrow(
      'stands there already',
    );
    expect(await storage.rows()).toEqual(rows);
  });

  test('what other rows of the partition do disturbs no append', async () => {
    const store = await filled();
    await store.posts.add('northvale', [newPost({ partnership: 'northvale', date, urn: '100001' })]);
    await store.ledger.append(at, () => ({ marks: [aMark(1)] }));
    expect(await prove(store)).toMatchObject({ kind: 'whole' });
  });

  test('an import at the same time: both are in, in one chain', async () => {
    const store = await filled();
    const imported = Array.from({ length: 100 }, (_, n) => aMark(n, { recordedBy: 'office@oakfarm.example' }));
    await Promise.all([
      store.ledger.add('northvale', imported, () => '100001'),
      ...Array.from({ length: 5 }, (_, n) => store.ledger.append(at, () => ({ marks: [aMark(n)] }))),
    ]);
    expect((await store.records.day('northvale', date))?.marks.length).toBeGreaterThanOrEqual(105);
    expect(await prove(store)).toMatchObject({ kind: 'whole' });
  });

  test('an import’s marks added twice stand there once', async () => {
    const store = await filled();
    const imported = Array.from({ length: 100 }, (_, n) => aMark(n));
    await store.ledger.add('northvale', imported.slice(0, 30), () => '100001');
    await store.ledger.add('northvale', imported, () => '100001');
    const rows = await storage.rows();
    await store.ledger.add('northvale', imported, () => '100001');
    expect(await storage.rows()).toEqual(rows);
    expect(await prove(store)).toMatchObject({ kind: 'whole' });
  });
});

describe('the proof names the first row that', () => {
  const clientOf = () =>
    TableClient.fromConnectionString(storage.connectionString, 'records', { allowInsecureConnection: true });
  const marked = async (): Promise<Store> => {
    const store = await filled();
    for (const n of [1, 2, 3]) await store.ledger.append(at, () => ({ marks: [aMark(n)] }));
    return store;
  };

  test('was changed', async () => {
    const store = await marked();
    const changed = toProperties(aMark(2, { status: 'absent' }));
    await clientOf().updateEntity({ partitionKey: 'northvale', rowKey: markKey(aMark(2)), ...changed }, 'Merge');
    expect(await prove(store)).toMatchObject({ kind: 'broken', why: 'changed', key: markKey(aMark(2)) });
  });

  test('was changed where it stands by pupil', async () => {
    const store = await marked();
    const changed = toProperties(aMark(2, { status: 'absent' }));
    await clientOf().updateEntity({ partitionKey: 'northvale', rowKey: markOfKey(aMark(2)), ...changed }, 'Merge');
    expect(await prove(store)).toMatchObject({ kind: 'broken', why: 'changed', key: markOfKey(aMark(2)) });
  });

  test('comes after one that was taken out', async () => {
    const store = await marked();
    await clientOf().deleteEntity('northvale', markKey(aMark(2)));
    expect(await prove(store)).toMatchObject({ kind: 'broken', why: 'missing', key: markKey(aMark(3)) });
  });

  test('was taken from the end', async () => {
    const store = await marked();
    await clientOf().deleteEntity('northvale', markKey(aMark(3)));
    expect(await prove(store)).toMatchObject({ kind: 'broken', why: 'missing', key: 'the last rows' });
  });

  test('stands beyond an end that was put back, or taken away', async () => {
    const store = await marked();
    const end = await clientOf().getEntity('northvale', CHAIN);
    await store.ledger.append(at, () => ({ marks: [aMark(4)] }));
    await clientOf().upsertEntity({ ...end, partitionKey: 'northvale', rowKey: CHAIN }, 'Replace');
    expect(await prove(store)).toMatchObject({ kind: 'broken', why: 'missing', key: 'the last rows' });
    await clientOf().deleteEntity('northvale', CHAIN);
    expect(await prove(store)).toMatchObject({ kind: 'broken', why: 'missing', key: 'the last rows' });
  });

  test('was put in from outside', async () => {
    const store = await marked();
    const added = aMark(4);
    await store.records.write('northvale', [{ key: markKey(added), value: added, columns: { school: '100001' } }]);
    expect(await prove(store)).toMatchObject({ kind: 'broken', why: 'not in the chain', key: markKey(added) });
  });

  test('was given the place of another', async () => {
    const store = await marked();
    const rows = await store.records.appended('northvale');
    const { link } = rows.find(({ key }) => key === markKey(aMark(2)))!;
    await store.records.write('northvale', [
      {
        key: markKey(aMark(4)),
        value: aMark(4),
        columns: { school: '100001', seq: String(link!.seq), previous: link!.previous, hash: link!.hash },
      },
    ]);
    expect(await prove(store)).toMatchObject({ kind: 'broken', why: 'two with one number' });
  });
});
