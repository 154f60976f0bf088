import { told } from '../../src/tab-api/told.ts';

/** Work that is done a line at a time, when the test says so. */
function stepwise() {
  const over = Promise.withResolvers<void>();
  let tell: (line: { n: number }) => void = () => undefined;
  const lines = told<{ n: number }>(async (saying) => {
    tell = saying;
    await over.promise;
    saying({ n: 99 });
  });
  return { lines, over, says: (n: number) => tell({ n }) };
}

test('lines come as they are told, however fast, and the last before the end', async () => {
  const { lines, over, says } = stepwise();
  const first = lines.next();
  says(1);
  says(2);
  says(3);
  expect([await first, await lines.next(), await lines.next()].map(({ value }) => value as unknown)).toEqual([
    { n: 1 },
    { n: 2 },
    { n: 3 },
  ]);
  const last = lines.next();
  over.resolve();
  expect((await last).value).toEqual({ n: 99 });
  expect((await lines.next()).done).toBe(true);
});

test('nothing begins before somebody listens', async () => {
  let begun = false;
  const lines = told(async () => {
    begun = true;
  });
  expect(begun).toBe(false);
  await lines.next();
  expect(begun).toBe(true);
});

test('whoever listens may go: the work goes on to its end', async () => {
  const done = Promise.withResolvers<string>();
  const more = Promise.withResolvers<void>();
  const lines = told<{ n: number }>(async (tell) => {
    tell({ n: 1 });
    await more.promise;
    tell({ n: 2 });
    done.resolve('all of it');
  });
  await lines.next();
  await lines.return(undefined);
  more.resolve();
  expect(await done.promise).toBe('all of it');
});

test('a fault comes after the lines before it', async () => {
  const lines = told<{ n: number }>(async (tell) => {
    tell({ n: 1 });
    throw new Error('storage');
  });
  expect((await lines.next()).value).toEqual({ n: 1 });
  await expect(lines.next()).rejects.toThrow('storage');
});
