import { QueueServiceClient } from '@azure/storage-queue';
import { openQueue, type Pointer, type Queue, type Taken } from '../../../src/store/queue.ts';
import { startOwnStorage, type OwnStorage } from './storage.ts';

let storage: OwnStorage;
let service: QueueServiceClient;
let queue: Queue;
beforeAll(async () => {
  storage = await startOwnStorage();
  service = QueueServiceClient.fromConnectionString(storage.connectionString);
  queue = await openQueue(service);
});
afterAll(() => storage.stop());
beforeEach(async () => {
  for (const name of ['outbox', 'outbox-poison']) await service.getQueueClient(name).clearMessages();
});

const pointer: Pointer = { kind: 'post', partnership: 'northvale', date: '2026-11-09', urn: '100001' };

/** Storage counts in whole seconds: asks until something comes. */
async function takeOne(): Promise<Taken> {
  const until = Date.now() + 10_000;
  while (Date.now() < until) {
    const [taken] = await queue.take(1);
    if (taken) return taken;
  }
  throw new Error('nothing came');
}

const aside = async (): Promise<string[]> => {
  const { peekedMessageItems } = await service.getQueueClient('outbox-poison').peekMessages({ numberOfMessages: 32 });
  return peekedMessageItems.map((message) => message.messageText);
};

test('what is put is taken as it was, and forgotten when it is done', async () => {
  await queue.put(pointer);
  const taken = await takeOne();
  expect(taken.pointer).toEqual(pointer);
  expect(taken.tries).toBe(1);
  await taken.done();
  expect((await service.getQueueClient('outbox').getProperties()).approximateMessagesCount).toBe(0);
});

test('what is taken is nobody else’s for the lease', async () => {
  await queue.put(pointer);
  await takeOne();
  expect(await (await openQueue(service)).take(16)).toEqual([]);
});

test('of many instances one has each message', async () => {
  for (let n = 0; n < 12; n++) await queue.put({ ...pointer, urn: String(n) });
  const instances = await Promise.all(Array.from({ length: 4 }, () => openQueue(service)));
  const taken = (await Promise.all(instances.map((one) => one.take(16)))).flat();
  expect(new Set(taken.map(({ pointer: one }) => JSON.stringify(one))).size).toBe(taken.length);
  expect(taken).toHaveLength(12);
});

test('what is put for later is not there now and comes then', async () => {
  await queue.put(pointer, 2);
  expect(await queue.take(16)).toEqual([]);
  expect((await takeOne()).pointer).toEqual(pointer);
});

test('what is put off comes again, counted', async () => {
  await queue.put(pointer);
  await (await takeOne()).later(1);
  expect((await takeOne()).tries).toBe(2);
});

test('settled after somebody else settled it, it is no fault', async () => {
  await queue.put(pointer);
  const taken = await takeOne();
  await taken.done();
  await expect(taken.done()).resolves.toBeUndefined();
  await expect(taken.later(1)).resolves.toBeUndefined();
});

test('after 30 tries a message is set aside for a human', async () => {
  await queue.put(pointer);
  for (let tries = 1; tries <= 30; tries++) await (await takeOne()).later(0);
  expect(await queue.take(16)).toEqual([]);
  expect(await aside()).toHaveLength(1);
  expect((await service.getQueueClient('outbox').getProperties()).approximateMessagesCount).toBe(0);
});

test.each(['not base64 JSON!', Buffer.from('null').toString('base64')])(
  '%j, which nobody here wrote, is set aside',
  async (text) => {
    await service.getQueueClient('outbox').sendMessage(text);
    expect(await queue.take(16)).toEqual([]);
    expect(await aside()).toEqual([text]);
  },
);
