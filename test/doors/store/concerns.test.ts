import { TableClient } from '@azure/data-tables';
import { QueueServiceClient } from '@azure/storage-queue';
import type { Concern } from '../../../src/domain/concern/concern.ts';
import { opened } from '../../../src/domain/concern/next.ts';
import { createConcerns, type ConcernAppend } from '../../../src/store/concerns.ts';
import type { Store } from '../../../src/store/open.ts';
import type { Pointer, Queue } from '../../../src/store/queue.ts';
import { createSeal } from '../../../src/store/seal.ts';
import { openTable, type Table } from '../../../src/store/table.ts';
import { openedAt } from '../../support/a-concern.ts';
import { PARTNERSHIP } from '../../support/cal-a.ts';
import { concernKey } from '../../support/concern-key.ts';
import { rawStorage } from '../../support/raw-storage.ts';
import {
  add,
  after,
  at,
  by,
  ended,
  note,
  one,
  open,
  prove,
  reported,
  textsOf,
  two,
  whole,
} from '../../support/stored-concern.ts';
import { startOwnStorage, type OwnStorage } from './storage.ts';

let storage: OwnStorage;
beforeAll(async () => {
  storage = await startOwnStorage();
});
afterAll(() => storage.stop());

const insecure = { allowInsecureConnection: true };
const inQueue = async (): Promise<number> => {
  const queue = QueueServiceClient.fromConnectionString(storage.connectionString).getQueueClient('outbox');
  return (await queue.getProperties()).approximateMessagesCount ?? 0;
};

describe('a concern in its table', () => {
  test('is read as it was written, its words as they were typed, with every entry in order', async () => {
    const store = await storage.empty();
    await open(store.concerns, one);
    await add(store.concerns, one, note(1), note(2));
    const read = await store.concerns.read(at(one));
    expect(read?.entries.map(({ event }) => event)).toEqual([reported(one), note(1), note(2)]);
    expect(read?.concern).toEqual([note(1), note(2)].reduce(after, opened(reported(one), openedAt)));
    expect(await store.concerns.read(at(two))).toBeUndefined();
    expect(await store.concerns.read({ partnership: 'southmoor', id: one })).toBeUndefined();
  });

  test('stands among the open ones while it is open, afterwards among the closed, and never in both', async () => {
    const store = await storage.empty();
    await open(store.concerns, one);
    await open(store.concerns, two);
    await add(store.concerns, one, ...ended);
    const ids = (of: Concern[]): string[] => of.map(({ id }) => id).toSorted();
    expect(ids(await store.concerns.open(PARTNERSHIP))).toEqual([two]);
    expect(ids(await store.concerns.all(PARTNERSHIP))).toEqual([one, two]);
    await add(store.concerns, one, { kind: 'reopened', by, why: 'again' });
    expect(ids(await store.concerns.open(PARTNERSHIP))).toEqual([one, two]);
    expect(ids(await store.concerns.all(PARTNERSHIP))).toEqual([one, two]);
    expect(await prove(store)).toEqual(whole);
  });

  test('whatever is in an id, one concern’s entries are not another’s', async () => {
    const store = await storage.empty();
    for (const id of ['A', 'AB', 'A|B', 'A/B', 'A%B']) await open(store.concerns, id);
    await add(store.concerns, 'A', note(1));
    for (const id of ['AB', 'A|B', 'A/B', 'A%B']) expect((await store.concerns.read(at(id)))?.entries).toHaveLength(1);
    expect(await prove(store)).toEqual(whole);
  });

  test('nothing decided writes nothing', async () => {
    const store = await storage.empty();
    await store.concerns.append(at(one), openedAt, () => ({ words: [{ upn: 'x', news: 'new' }] }));
    expect((await store.concerns.chain(PARTNERSHIP)).end.seq).toBe(0);
    expect(await inQueue()).toBe(0);
  });

  test('a message to somebody is a row that only changes as it is decided', async () => {
    const store = await storage.empty();
    await open(store.concerns, one);
    const [taken] = await store.queue.take(1);
    const { pointer } = taken!;
    if (pointer.kind !== 'concern') throw new Error('not of a concern');
    expect(pointer).toEqual({ kind: 'concern', partnership: PARTNERSHIP, word: expect.any(String) });
    const word = await store.concerns.word(PARTNERSHIP, pointer.word);
    expect(word).toMatchObject({ concernId: one, upn: by.upn, news: 'new', state: 'due', tries: 0 });
    await store.concerns.changeWord(PARTNERSHIP, pointer.word, (held) => ({ ...held, state: 'sent' }));
    expect(await store.concerns.changeWord(PARTNERSHIP, pointer.word, () => undefined)).toBeUndefined();
    expect(await store.concerns.word(PARTNERSHIP, pointer.word)).toEqual({ ...word, state: 'sent' });
    expect(await prove(store)).toEqual(whole);
  });
});

describe('many at once', () => {
  test('sixteen add to one concern: each sees all before it, none is lost, and the chain is whole', async () => {
    const store = await storage.empty();
    await open(store.concerns, one);
    await Promise.all(Array.from({ length: 16 }, (_, n) => add(store.concerns, one, note(n))));
    expect((await textsOf(store, one)).toSorted()).toEqual(
      Array.from({ length: 16 }, (_, n) => `note ${n}`).toSorted(),
    );
    expect(await prove(store)).toEqual({ kind: 'whole', rows: 17 });
  });

  test('sixteen are raised from two instances: all stand there, in one chain', async () => {
    const stores = [await storage.empty(), await storage.open()];
    await Promise.all(Array.from({ length: 16 }, (_, n) => open(stores[n % 2]!.concerns, `N${n}`)));
    expect(await stores[0]!.concerns.open(PARTNERSHIP)).toHaveLength(16);
    expect(await prove(stores[1]!)).toEqual({ kind: 'whole', rows: 16 });
  });

  test('one report delivered twice at once is one concern', async () => {
    const store = await storage.empty();
    const once = (): Promise<ConcernAppend> =>
      store.concerns.append(at(one), openedAt, (held) =>
        held
          ? {}
          : {
              events: [reported(one)],
              concern: opened(reported(one), openedAt),
              words: [{ upn: by.upn, news: 'new' }],
            },
      );
    await Promise.all([once(), once(), once()]);
    expect((await store.concerns.read(at(one)))?.entries).toHaveLength(1);
  });
});

describe('with access to the storage account alone', () => {
  test('nothing is read of whom, by whom or what: no word, no sign-in name, no pupil', async () => {
    const store = await storage.empty();
    await open(store.concerns, one);
    await add(store.concerns, one, note(1), {
      kind: 'decided',
      by,
      decision: 'refer-police',
      rationale: 'bruises',
      category: 'physical',
    });
    await add(
      store.concerns,
      one,
      { kind: 'matter-shared', by, with: ['k.rudd@barrowick.example'], why: 'ask' },
      ...ended,
    );
    const raw = rawStorage(storage.connectionString);
    const texts = [...(await raw.rows()), ...(await raw.messages())].map(({ text }) => text).join('\n');
    const clear = texts.replaceAll(
      /[A-Za-z0-9+/]{24,}=*/g,
      (text) => `${text} ${Buffer.from(text, 'base64').toString('utf8')}`,
    );
    expect(texts).toContain(one);
    for (const secret of [
      'hit me',
      'Ella',
      'Quarrel',
      'p01',
      'ashfield.example',
      'oak-farm',
      'Terry',
      'Dee Lane',
      'note 1',
      'bruises',
      'police',
      'physical',
      'k.rudd',
      'Tutor',
      'school-dsl',
      'decided',
      'urgent',
      'standard',
    ])
      expect(clear).not.toContain(secret);
  });

  test('with a new key before the old one everything is read, and with the new one alone nothing', async () => {
    const store = await storage.empty();
    await open(store.concerns, one);
    const [oldSeal, newKey] = [concernKey, Buffer.alloc(32, 9).toString('base64')];
    const table = await openTable(
      (name) => TableClient.fromConnectionString(storage.connectionString, name, insecure),
      'concerns',
    );
    const turned = createConcerns(table, createSeal([newKey, oldSeal]), store.queue);
    await add(turned, one, note(1));
    expect(await textsOf({ concerns: turned }, one)).toEqual(['note 1']);
    expect(await prove({ concerns: turned })).toEqual(whole);
    const alone = createConcerns(table, createSeal([newKey]), store.queue);
    await expect(alone.read(at(one))).rejects.toThrow('no concern key opens this record');
    await expect(store.concerns.read(at(one))).rejects.toThrow('no concern key opens this record');
    // The proof asks for no key.
    expect(await prove({ concerns: createConcerns(table, createSeal([]), store.queue) })).toEqual(whole);
  });
});

describe('killed', () => {
  /** The process ends at this point: nothing after it happens. */
  const dies = (): Promise<never> => Promise.reject(new Error('killed'));
  async function cut(store: Store, how: 'before the rows' | 'after the rows' | 'before the second pointer') {
    const beneath = await openTable(
      (name) => TableClient.fromConnectionString(storage.connectionString, name, insecure),
      'concerns',
    );
    const pointers: { pointer: Pointer; delay: number | undefined }[] = [];
    const table: Table = {
      ...beneath,
      async writeAll(partition, rows, remove) {
        if (how === 'after the rows') await beneath.writeAll(partition, rows, remove);
        return how === 'before the second pointer' ? beneath.writeAll(partition, rows, remove) : dies();
      },
    };
    const queue: Queue = {
      ...store.queue,
      async put(pointer, delay) {
        if (how === 'before the second pointer' && pointers.length > 0) await dies();
        pointers.push({ pointer, delay });
        await store.queue.put(pointer, delay);
      },
    };
    const settled = await open(createConcerns(table, createSeal([concernKey]), queue), one).then(
      () => 'written',
      () => 'killed',
    );
    const [first] = pointers;
    if (first?.pointer.kind !== 'concern') throw new Error('nothing was announced');
    return {
      settled,
      delay: first.delay ?? 0,
      word: await store.concerns.word(PARTNERSHIP, first.pointer.word),
      count: pointers.length,
    };
  }

  test('between announcing and writing: nothing is there, and its pointer finds nothing', async () => {
    const store = await storage.empty();
    expect(await cut(store, 'before the rows')).toMatchObject({ settled: 'killed', word: undefined, count: 1 });
    expect(await store.concerns.all(PARTNERSHIP)).toEqual([]);
    expect(await prove(store)).toEqual({ kind: 'whole', rows: 0 });
    // The same form sent again is the first that stands there.
    await open(store.concerns, one);
    expect(await prove(store)).toEqual({ kind: 'whole', rows: 1 });
  });

  test.each(['after the rows', 'before the second pointer'] as const)(
    '%s: the delayed pointer finds whom to tell',
    async (how) => {
      const store = await storage.empty();
      const { word, delay, count } = await cut(store, how);
      expect(word).toMatchObject({ concernId: one, state: 'due' });
      expect({ count, isDelayed: delay > 0 }).toEqual({ count: 1, isDelayed: true });
      expect(await inQueue()).toBe(1);
      expect((await store.concerns.read(at(one)))?.entries).toHaveLength(1);
      expect(await prove(store)).toEqual({ kind: 'whole', rows: 1 });
    },
  );

  test('an answer that was lost is known by who wrote: it is not written twice', async () => {
    const store = await storage.empty();
    const beneath = await openTable(
      (name) => TableClient.fromConnectionString(storage.connectionString, name, insecure),
      'concerns',
    );
    const lossy: Table = {
      ...beneath,
      async writeAll(partition, rows, remove) {
        await beneath.writeAll(partition, rows, remove);
        return beneath.writeAll(partition, rows, remove);
      },
    };
    await open(createConcerns(lossy, createSeal([concernKey]), store.queue), one);
    expect(await prove(store)).toEqual({ kind: 'whole', rows: 1 });
  });
});
