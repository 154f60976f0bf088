import type { Table } from '../../../src/store/table.ts';
import { tableNamed } from './storage.ts';

let table: Table;
beforeAll(async () => {
  table = await tableNamed('tablerows');
});

const numbered = (n: number): string => String(n).padStart(5, '0');
async function writeMany(partition: string, count: number): Promise<void> {
  for (let from = 0; from < count; from += 100) {
    const rows = Array.from({ length: Math.min(100, count - from) }, (_, n) => ({ key: numbered(from + n), value: n }));
    await table.writeAll(partition, rows);
  }
}

test('a range follows the pages past 1,000 rows', async () => {
  await writeMany('pages', 1_250);
  const rows = await table.range('pages');
  expect(rows.map((row) => row.key)).toEqual(Array.from({ length: 1_250 }, (_, n) => numbered(n)));
});

test('a range holds its first key and not its last', async () => {
  await writeMany('ends', 5);
  const keys = (await table.range('ends', { from: '00001', to: '00003' })).map((row) => row.key);
  expect(keys).toEqual(['00001', '00002']);
});

test('storage sorts what is under way, days and what is known as the grammar of keys expects', async () => {
  const keys = ['~school|100001', '2026-11-09|p1', '!post|2026-11-09|100001', '2026-11-10|p1', '~partnership'];
  await table.writeAll(
    'order',
    keys.map((key) => ({ key, value: key })),
  );
  expect((await table.range('order', { from: '2026-11-09|' })).map((row) => row.key)).toEqual([
    '2026-11-09|p1',
    '2026-11-10|p1',
    '~partnership',
    '~school|100001',
  ]);
});

describe('two write at once', () => {
  test('of two that make a row one makes it, and the row is the first', async () => {
    expect(await table.write('made', { key: 'a', value: 'first', only: 'create' })).toBe('written');
    expect(await table.write('made', { key: 'a', value: 'second', only: 'create' })).toBe('conflict');
    expect((await table.read('made', 'a'))?.value).toBe('first');
  });

  test('of 16 that make a row at once one makes it', async () => {
    const all = Array.from({ length: 16 }, (_, n) => table.write('race', { key: 'a', value: n, only: 'create' }));
    expect((await Promise.all(all)).filter((written) => written === 'written')).toHaveLength(1);
  });

  test('a change since the row was read wins', async () => {
    await table.write('changed', { key: 'a', value: 'read' });
    const { etag = '' } = (await table.read('changed', 'a')) ?? {};
    await table.write('changed', { key: 'a', value: 'changed' });
    expect(await table.write('changed', { key: 'a', value: 'ours', only: { etag } })).toBe('conflict');
    expect((await table.read('changed', 'a'))?.value).toBe('changed');
  });

  test('a row that was removed since it was read is not brought back', async () => {
    await table.write('removed', { key: 'a', value: 'read' });
    const { etag = '' } = (await table.read('removed', 'a')) ?? {};
    await table.remove('removed', 'a');
    expect(await table.write('removed', { key: 'a', value: 'ours', only: { etag } })).toBe('conflict');
    expect(await table.read('removed', 'a')).toBeUndefined();
  });
});

test('a row that is not there reads as undefined and is removed without a fault', async () => {
  expect(await table.read('missing', 'a')).toBeUndefined();
  await expect(table.remove('missing', 'a')).resolves.toBeUndefined();
});

test('replacing a row removes what the new value has not', async () => {
  await table.write('replaced', { key: 'a', value: 'x'.repeat(70_000), columns: { school: '100001' } });
  await table.write('replaced', { key: 'a', value: 'short' });
  expect((await table.read('replaced', 'a'))?.value).toBe('short');
  expect(await table.range('replaced', { filter: "school eq '100001'" })).toEqual([]);
});

describe('transactions', () => {
  test('with one row in conflict none is written and none removed', async () => {
    await table.write('all', { key: 'there', value: 1 });
    await table.write('all', { key: 'kept', value: 1 });
    const rows = [
      { key: 'new', value: 2 },
      { key: 'there', value: 2, only: 'create' as const },
    ];
    expect(await table.writeAll('all', rows, ['kept'])).toBe('conflict');
    expect((await table.range('all')).map(({ key, value }) => [key, value])).toEqual([
      ['kept', 1],
      ['there', 1],
    ]);
  });

  test('101 rows are refused before anything is sent', async () => {
    const rows = Array.from({ length: 101 }, (_, n) => ({ key: numbered(n), value: n }));
    await expect(table.writeAll('many', rows)).rejects.toThrow('at most 100 rows');
    expect(await table.range('many')).toEqual([]);
  });

  test('without rows nothing is sent', async () => {
    expect(await table.writeAll('none', [])).toBe('written');
  });
});

describe('quotes', () => {
  test.each(["O'Neill", "' or PartitionKey ne '", "x' or 'a' eq 'a"])(
    '%j in a partition widens no query',
    async (name) => {
      await table.write('somebody else', { key: 'a', value: 'not ours' });
      await table.write(name, { key: "it's", value: name });
      expect((await table.range(name)).map((row) => row.value)).toEqual([name]);
      expect((await table.range(name, { from: "i'", to: "j'" })).map((row) => row.value)).toEqual([name]);
      expect((await table.read(name, "it's"))?.value).toBe(name);
      await table.remove(name, "it's");
      expect(await table.range(name)).toEqual([]);
    },
  );
});

test('a key that Azure refuses is refused by us', async () => {
  await expect(table.write('a/b', { key: 'a', value: 1 })).rejects.toThrow('a storage key is not allowed');
  await expect(table.write('a', { key: 'a#b', value: 1 })).rejects.toThrow('a storage key is not allowed');
});
