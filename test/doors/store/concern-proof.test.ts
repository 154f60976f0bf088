import { TableClient } from '@azure/data-tables';
import { CHAIN } from '../../../src/store/keys.ts';
import type { Store } from '../../../src/store/open.ts';
import { openedAt } from '../../support/a-concern.ts';
import { PARTNERSHIP } from '../../support/cal-a.ts';
import { add, at, note, one, open, prove, two } from '../../support/stored-concern.ts';
import { startOwnStorage, type OwnStorage } from './storage.ts';

let storage: OwnStorage;
beforeAll(async () => {
  storage = await startOwnStorage();
});
afterAll(() => storage.stop());

const insecure = { allowInsecureConnection: true };
const client = (): TableClient => TableClient.fromConnectionString(storage.connectionString, 'concerns', insecure);

describe('entries are written once', () => {
  const entryOf = (id: string, seq: number): string => `entry|${id}|${String(seq).padStart(9, '0')}`;

  test('one that stands where the next should go stops it, and stands as it was', async () => {
    const store = await storage.empty();
    await open(store.concerns, one);
    const there = { partitionKey: PARTNERSHIP, rowKey: entryOf(one, 2), v0: '"there"' };
    await client().createEntity(there);
    await expect(add(store.concerns, one, note(1))).rejects.toThrow('stands there already');
    expect(await client().getEntity(PARTNERSHIP, entryOf(one, 2))).toMatchObject(there);
    expect((await store.concerns.open(PARTNERSHIP))[0]?.entryAt).toBe(openedAt);
  });

  describe('and the proof names what does not fit', () => {
    async function filled(): Promise<Store> {
      const store = await storage.empty();
      await open(store.concerns, one);
      await open(store.concerns, two);
      await add(store.concerns, one, note(1));
      await add(store.concerns, two, note(2));
      return store;
    }
    const rowOf = (key: string) => client().getEntity<Record<string, string>>(PARTNERSHIP, key);
    const put = (row: Record<string, unknown>, over: Record<string, string>) =>
      client().upsertEntity(
        { ...row, partitionKey: PARTNERSHIP, rowKey: String(row['rowKey']), ...over } as never,
        'Replace',
      );

    type Tampering = [name: string, tamper: () => Promise<unknown>, why: string, key: string];
    const tamperings: Tampering[] = [
      [
        'an entry changed',
        async () => put(await rowOf(entryOf(one, 3)), { v0: '"other"' }),
        'changed',
        entryOf(one, 3),
      ],
      [
        'two entries that changed places',
        async () => {
          const [a, b] = [await rowOf(entryOf(one, 1)), await rowOf(entryOf(one, 3))];
          await put(a, { v0: b['v0']! });
          await put(b, { v0: a['v0']! });
        },
        'changed',
        entryOf(one, 1),
      ],
      ['the first entry gone', () => client().deleteEntity(PARTNERSHIP, entryOf(one, 1)), 'missing', entryOf(two, 2)],
      [
        'one from the middle gone',
        () => client().deleteEntity(PARTNERSHIP, entryOf(one, 3)),
        'missing',
        entryOf(two, 4),
      ],
      ['the last entry gone', () => client().deleteEntity(PARTNERSHIP, entryOf(two, 4)), 'missing', 'the last rows'],
      [
        'one put in between',
        async () => put(await rowOf(entryOf(one, 3)), { rowKey: entryOf(two, 3) }),
        'two with one number',
        entryOf(two, 3),
      ],
      [
        'one put in without a place',
        () => client().createEntity({ partitionKey: PARTNERSHIP, rowKey: entryOf(one, 9), v0: '"x"' }),
        'not in the chain',
        entryOf(one, 9),
      ],
      [
        'one moved to another concern',
        async () => {
          await put(await rowOf(entryOf(one, 3)), { rowKey: entryOf(two, 3) });
          await client().deleteEntity(PARTNERSHIP, entryOf(one, 3));
        },
        'changed',
        entryOf(two, 3),
      ],
      [
        'a link that was made up',
        async () => put(await rowOf(entryOf(one, 3)), { previous: 'x' }),
        'does not follow the row before',
        entryOf(one, 3),
      ],
      ['the end gone', () => client().deleteEntity(PARTNERSHIP, CHAIN), 'missing', 'the last rows'],
      [
        'a concern that stands nowhere',
        () => client().deleteEntity(PARTNERSHIP, `open|${two}`),
        'missing',
        `the state after ${entryOf(two, 4)}`,
      ],
      [
        'a concern in both places',
        async () => put(await rowOf(`open|${two}`), { rowKey: `closed|${two}` }),
        'not in the chain',
        `closed|${two}`,
      ],
      [
        'a concern without entries',
        async () => put(await rowOf(`open|${two}`), { rowKey: 'open|C' }),
        'not in the chain',
        'open|C',
      ],
    ];
    test.each(tamperings)('%s', async (_name, tamper, why, key) => {
      const store = await filled();
      expect(await prove(store)).toEqual({ kind: 'whole', rows: 4 });
      await tamper();
      expect(await prove(store)).toMatchObject({ kind: 'broken', why, key });
    });

    test('a concern put back to an earlier state', async () => {
      const store = await filled();
      const before = await rowOf(`open|${one}`);
      await add(store.concerns, one, note(3));
      await put(before, {});
      expect(await prove(store)).toMatchObject({ kind: 'broken', why: 'changed', key: `open|${one}` });
    });

    test('an entry changed is not read either', async () => {
      const store = await filled();
      await put(await rowOf(entryOf(one, 3)), { v0: (await rowOf(entryOf(two, 4)))['v0']! });
      await expect(store.concerns.read(at(one))).rejects.toThrow('not what was sealed in its place');
    });
  });
});
