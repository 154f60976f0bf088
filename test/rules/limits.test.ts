import * as fc from 'fast-check';
import { BATCH, checkKey, fromProperties, toProperties, transactionsOf } from '../../src/store/limits.ts';

const AZURE_PROPERTY = 32_768;
const AZURE_ENTITY_BYTES = 1_048_576;
const AZURE_BATCH_BYTES = 4 * 1_048_576;

const longTexts = fc
  .tuple(fc.constantFrom('a', 'é', '😀', '"', '\\'), fc.integer({ min: 0, max: 50_000 }), fc.string({ unit: 'binary' }))
  .map(([unit, times, end]) => end + unit.repeat(times));

describe('values as properties', () => {
  test('a value of any length comes back as it went in', () => {
    fc.assert(
      fc.property(longTexts, (note) => {
        expect(fromProperties(toProperties({ note }))).toEqual({ note });
      }),
      { numRuns: 60 },
    );
  });

  test('no property is longer than Azure takes, and none ends within a character', () => {
    fc.assert(
      fc.property(longTexts, (note) => {
        for (const property of Object.values(toProperties({ note }))) {
          expect(property.length).toBeLessThanOrEqual(AZURE_PROPERTY);
          expect(property.isWellFormed()).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('an entity over 1 MiB is refused by us, because the emulator would take it', () => {
    const fits = { note: 'x'.repeat(470_000) };
    const bytes = 2 * Object.values(toProperties(fits)).join('').length;
    expect(bytes).toBeLessThan(AZURE_ENTITY_BYTES);
    expect(() => toProperties({ note: 'x'.repeat(AZURE_ENTITY_BYTES / 2) })).toThrow(/larger than storage holds/);
  });

  test('a property that is no part of the value is left out', () => {
    expect(fromProperties({ ...toProperties({ name: 'Alfie' }), school: '100001', etag: 'x' })).toEqual({
      name: 'Alfie',
    });
  });
});

describe('keys', () => {
  test.each(['a/b', 'a\\b', 'a#b', 'a?b', 'a\tb', 'a\u0000b', 'a\u0085b', 'x'.repeat(513)])('%j is refused', (key) => {
    expect(() => checkKey(key)).toThrow('a storage key is not allowed');
  });

  test.each(['', "O'Neill", '50%', 'a+b', 'Zoë', '19:abc@thread.tacv2;messageid=1'])('%j is taken', (key) => {
    expect(checkKey(key)).toBe(key);
  });
});

describe('transactions', () => {
  const rowOf = (characters: number, n: number) => ({ key: String(n), value: { note: 'é'.repeat(characters) } });

  test('none has more than 100 rows or more than 4 MiB, and all rows are in them in their order', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.integer({ min: 0, max: 300 }), fc.constant(400_000)), { maxLength: 230 }),
        (sizes) => {
          const rows = sizes.map(rowOf);
          const transactions = transactionsOf(rows);
          expect(transactions.flat()).toEqual(rows);
          for (const rowsOfOne of transactions) {
            expect(rowsOfOne.length).toBeLessThanOrEqual(BATCH);
            const body = rowsOfOne.map(({ value }) => JSON.stringify(toProperties(value))).join('');
            expect(Buffer.byteLength(body)).toBeLessThan(AZURE_BATCH_BYTES);
          }
        },
      ),
      { numRuns: 20 },
    );
  });
});
