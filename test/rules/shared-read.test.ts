import * as fc from 'fast-check';
import { sharedRead } from '../../src/store/shared-read.ts';

/** A store that counts what is written, and whose reads end when they are told to. */
function aStore() {
  let written = 0;
  const ends: (() => void)[] = [];
  const reads = { begun: 0 };
  const read = async (): Promise<number> => {
    reads.begun += 1;
    const seen = written;
    await new Promise<void>((resolve) => ends.push(resolve));
    return seen;
  };
  return { read, reads, write: () => (written += 1), written: () => written, end: () => ends.shift()?.() };
}
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('a read that many share', () => {
  test('forty at once take two reads', async () => {
    const store = aStore();
    const ask = sharedRead(store.read);
    const asked = Promise.all(Array.from({ length: 40 }, () => ask('day')));
    store.end();
    await settled();
    store.end();
    await asked;
    expect(store.reads.begun).toBe(2);
  });

  test('one that fails fails those who waited for it, and no one after', async () => {
    let fails = true;
    const ask = sharedRead(async () => {
      if (fails) throw new Error('storage is away');
      return 'day';
    });
    await expect(Promise.all([ask('x'), ask('x')])).rejects.toThrow('storage is away');
    fails = false;
    await expect(ask('x')).resolves.toBe('day');
  });

  test('property: whoever asks sees all that was written before they asked', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom('ask', 'write', 'end'), { maxLength: 30 }), async (steps) => {
        const store = aStore();
        const ask = sharedRead(store.read);
        const asked: Promise<void>[] = [];
        for (const step of steps) {
          if (step === 'write') store.write();
          if (step === 'end') store.end();
          if (step === 'ask') {
            const least = store.written();
            asked.push(ask('day').then((seen) => expect(seen).toBeGreaterThanOrEqual(least)));
          }
          await settled();
        }
        for (let left = asked.length; left > 0; left -= 1) {
          store.end();
          await settled();
        }
        await Promise.all(asked);
      }),
      { numRuns: 60 },
    );
  });
});
