import { instantAt } from '../../../src/domain/time.ts';
import { createSeen, type Claim, type Seen } from '../../../src/store/seen.ts';
import type { Table } from '../../../src/store/table.ts';
import { tableNamed } from './storage.ts';

let table: Table;
beforeAll(async () => {
  table = await tableNamed('seenrows');
});

const NOW = instantAt('2026-11-09', '09:00');
let made = 0;
/** One that nobody has seen yet. */
const delivery = () => ({ conversationId: '19:a@thread.tacv2;messageid=1', activityId: String(++made) });
const isOurs = (claimed: Awaited<ReturnType<Seen['claim']>>): claimed is Claim => typeof claimed !== 'string';
async function claimFrom(seen: Seen, ...of: Parameters<Seen['claim']>): Promise<Claim> {
  const claimed = await seen.claim(...of);
  if (!isOurs(claimed)) throw new Error(`it is ${claimed}`);
  return claimed;
}

test('of 16 deliveries at once to one process one is acted on', async () => {
  const seen = createSeen(table);
  const one = delivery();
  const claimed = await Promise.all(Array.from({ length: 16 }, () => seen.claim(one, NOW)));
  expect(claimed.filter(isOurs)).toHaveLength(1);
  expect(new Set(claimed.filter((other) => !isOurs(other)))).toEqual(new Set(['acted-on']));
});

test('of 16 deliveries at once to 16 processes one is acted on', async () => {
  const one = delivery();
  const claimed = await Promise.all(Array.from({ length: 16 }, () => createSeen(table).claim(one, NOW)));
  expect(claimed.filter(isOurs)).toHaveLength(1);
  expect(new Set(claimed.filter((other) => !isOurs(other)))).toEqual(new Set(['in-hand']));
});

test('what is settled is never acted on again, on any instance', async () => {
  const one = delivery();
  const seen = createSeen(table);
  await (await claimFrom(seen, one, NOW)).settle();
  expect(await seen.claim(one, NOW + 1)).toBe('acted-on');
  expect(await createSeen(table).claim(one, NOW + 60_000)).toBe('acted-on');
});

test('what failed is acted on when it comes again', async () => {
  const one = delivery();
  const seen = createSeen(table);
  await (await claimFrom(seen, one, NOW)).release();
  expect(isOurs(await createSeen(table).claim(one, NOW + 1))).toBe(true);
});

describe('a process that is killed in the middle', () => {
  /** As the store would tell it when the first row read has stood for so long. */
  const agedBy = (idleMs: number): Table => {
    let first: string | undefined;
    const read = async <T>(...of: Parameters<Table['read']>) => {
      const row = await table.read<T>(...of);
      first ??= row?.etag;
      return row && { ...row, idleMs: row.etag === first ? idleMs : 0 };
    };
    return { ...table, read };
  };

  test('keeps its claim for 20 s; then one of the others takes it over', async () => {
    const one = delivery();
    await claimFrom(createSeen(table), one, NOW);
    expect(await createSeen(agedBy(19_999)).claim(one, NOW)).toBe('in-hand');
    const aged = agedBy(20_000);
    const claimed = await Promise.all(Array.from({ length: 8 }, () => createSeen(aged).claim(one, NOW)));
    expect(claimed.filter(isOurs)).toHaveLength(1);
  });

  test('keeps its claim against an instance whose clock is two minutes fast', async () => {
    const one = delivery();
    await claimFrom(createSeen(table), one, NOW);
    expect(await createSeen(table).claim(one, NOW + 120_000)).toBe('in-hand');
  });

  test('if it was only slow, takes nothing away from the one that took over', async () => {
    const one = delivery();
    const slow = await claimFrom(createSeen(table), one, NOW);
    const other = await claimFrom(createSeen(agedBy(20_000)), one, NOW);
    await slow.release();
    expect(await createSeen(table).claim(one, NOW)).toBe('in-hand');
    await other.settle();
    expect(await createSeen(table).claim(one, NOW + 90_000)).toBe('acted-on');
  });
});

test('a claim whose answer was lost and which the SDK repeated is ours', async () => {
  const write: Table['write'] = async (...of) => {
    await table.write(...of);
    return table.write(...of);
  };
  expect(isOurs(await createSeen({ ...table, write }).claim(delivery(), NOW))).toBe(true);
});

test('a repeat just after midnight is known from before it', async () => {
  const one = delivery();
  await (await claimFrom(createSeen(table), one, instantAt('2026-11-09', '23:59'))).settle();
  expect(await createSeen(table).claim(one, instantAt('2026-11-10', '00:01'))).toBe('acted-on');
});

test('one id in two conversations is two activities', async () => {
  const one = delivery();
  const seen = createSeen(table);
  expect(isOurs(await seen.claim(one, NOW))).toBe(true);
  expect(isOurs(await seen.claim({ ...one, conversationId: 'a:1' }, NOW))).toBe(true);
});
