import { randomBytes } from 'node:crypto';
import * as fc from 'fast-check';
import { createSeal } from '../../../src/store/seal.ts';
import { sealedTable } from '../../../src/store/sealed-table.ts';
import type { Table } from '../../../src/store/table.ts';
import { tableNamed } from './storage.ts';

const aKey = (): string => randomBytes(32).toString('base64');
const [oldKey, newKey] = [aKey(), aKey()];
const old = createSeal([oldKey]);
const both = createSeal([newKey, oldKey]);
const onlyNew = createSeal([newKey]);
const notSealedThere = 'not what was sealed in its place';
const place = 'SVP\nopen|AAAAA-BBBBB';
const bytesOf = (sealed: string): Buffer => Buffer.from(sealed.split('.')[1]!, 'base64');
const withBytes = (sealed: string, bytes: Buffer): string => `${sealed.split('.')[0]}.${bytes.toString('base64')}`;

/** Texts as people write them and as attackers do. */
const texts = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '',
    '\u0000',
    '\uD800',
    '\uDFFF\uD83D',
    '${x}',
    '{{y}}',
    '=1+1',
    '<b>',
    'مرحبا',
    'ẍ̣̂',
    '👩🏽‍🚒',
    'x'.repeat(30_000),
  ),
);

describe('a sealed value', () => {
  test('opens as it was sealed: any JSON, half characters and all', () => {
    const values = fc.oneof(texts, fc.jsonValue(), fc.record({ ownWords: texts, list: fc.array(texts) }));
    fc.assert(
      fc.property(values, (value) =>
        expect(old.open(old.seal(value, place), place)).toEqual(JSON.parse(JSON.stringify(value))),
      ),
    );
    fc.assert(fc.property(texts, (text) => expect(old.open(old.seal(text, place), place)).toBe(text)));
  });

  test('is another each time, and says nothing but its key’s id and how long it is', () => {
    const value = { ownWords: 'he hit me' };
    const sealed = [old.seal(value, place), old.seal(value, place)];
    expect(sealed[0]).not.toBe(sealed[1]);
    expect(new Set(sealed.map((one) => one.split('.')[0]))).toHaveProperty('size', 1);
    for (const one of sealed) {
      expect(one).toMatch(/^[0-9a-f]{8}\.[A-Za-z0-9+/]+=*$/);
      expect(bytesOf(one).toString('latin1')).not.toContain('he hit me');
      expect(one).not.toContain(Buffer.from('he hit me').toString('base64').slice(0, 8));
    }
  });

  test('does not open in another place', () => {
    const sealed = old.seal({ n: 1 }, place);
    for (const other of ['SVP\nopen|CCCCC-DDDDD', 'SVP\nclosed|AAAAA-BBBBB', 'WHP\nopen|AAAAA-BBBBB', ''])
      expect(() => old.open(sealed, other)).toThrow(notSealedThere);
  });

  test('does not open with any byte changed, cut off or added', () => {
    const sealed = old.seal({ ownWords: 'he hit me' }, place);
    const bytes = bytesOf(sealed);
    for (let n = 0; n < bytes.length; n += 1) {
      const changed = Buffer.from(bytes);
      changed[n] = changed[n]! ^ 1;
      expect(() => old.open(withBytes(sealed, changed), place)).toThrow(notSealedThere);
      expect(() => old.open(withBytes(sealed, bytes.subarray(0, n)), place)).toThrow(notSealedThere);
    }
    expect(() => old.open(withBytes(sealed, Buffer.concat([bytes, Buffer.of(0)])), place)).toThrow(notSealedThere);
  });

  test('text that was never sealed does not open', () => {
    for (const text of ['', '.', 'plain', '{"a":1}'])
      expect(() => old.open(text, place)).toThrow('no concern key opens this record');
    expect(() => old.open(`${old.seal(1, place).split('.')[0]}.`, place)).toThrow(notSealedThere);
  });
});

describe('keys', () => {
  test('a new one before the old: old records open, what is written takes the new one', () => {
    const sealed = old.seal('before', place);
    expect(both.open(sealed, place)).toBe('before');
    const after = both.seal('after', place);
    expect(onlyNew.open(after, place)).toBe('after');
    expect(() => old.open(after, place)).toThrow('no concern key opens this record');
  });

  test('once the old one is taken away its records do not open, and no fault quotes them', () => {
    expect(() => onlyNew.open(old.seal('he hit me', place), place)).toThrow(/^no concern key opens this record$/);
  });

  test('a key under the id of another does not open', () => {
    const sealed = old.seal('x', place);
    const id = onlyNew.seal('x', place).split('.')[0]!;
    expect(() => both.open(`${id}.${sealed.split('.')[1]}`, place)).toThrow(notSealedThere);
  });

  test('without a key nothing is sealed; a key of another length is refused', () => {
    expect(() => createSeal([]).seal('x', place)).toThrow('there is no key');
    for (const bytes of [0, 16, 31, 33])
      expect(() => createSeal([randomBytes(bytes).toString('base64')])).toThrow('not 32 bytes');
  });

  test('a name made of a text stays when a new key is put before the old, and is another for another text', () => {
    expect(both.name('x')).toEqual(old.name('x'));
    expect(old.name('x')).not.toEqual(old.name('y'));
    expect(onlyNew.name('x')).not.toEqual(old.name('x'));
    expect(() => createSeal([]).name('x')).toThrow('there is no key');
  });
});

describe('a sealed table', () => {
  let table: Table;
  beforeAll(async () => {
    table = await tableNamed('sealedrows');
  });

  test('holds what it was given, and beneath it nothing readable', async () => {
    const sealed = sealedTable(table, old);
    const value = { ownWords: 'he hit me \uD83D', upn: 'n.farrow@swanmere.example' };
    await sealed.write('SVP', { key: 'a', value });
    await sealed.writeAll('SVP', [{ key: 'b', value: 1 }]);
    expect((await sealed.read('SVP', 'a'))?.value).toEqual(value);
    expect((await sealed.range('SVP')).map((row) => row.value)).toEqual([value, 1]);
    expect(JSON.stringify(await table.range('SVP'))).not.toMatch(/hit|farrow/);
    expect(await sealed.read('SVP', 'none')).toBeUndefined();
  });

  test('rows that changed places do not open', async () => {
    const sealed = sealedTable(table, old);
    await sealed.writeAll('swap', [
      { key: 'a', value: 'of a' },
      { key: 'b', value: 'of b' },
    ]);
    const [a, b] = await table.range<string>('swap');
    await table.writeAll('swap', [
      { key: 'a', value: b!.value },
      { key: 'b', value: a!.value },
    ]);
    await expect(sealed.read('swap', 'a')).rejects.toThrow(notSealedThere);
    await expect(sealed.range('swap')).rejects.toThrow(notSealedThere);
  });

  test('old rows open after a rotation, and a row written again takes the new key', async () => {
    await sealedTable(table, old).write('turned', { key: 'a', value: 'first' });
    const sealed = sealedTable(table, both);
    const row = await sealed.read<string>('turned', 'a');
    expect(row?.value).toBe('first');
    expect(await sealed.write('turned', { key: 'a', value: 'second', only: { etag: row!.etag } })).toBe('written');
    expect((await sealedTable(table, onlyNew).read('turned', 'a'))?.value).toBe('second');
  });
});
