import { TableClient } from '@azure/data-tables';
import { QueueClient } from '@azure/storage-queue';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer as createHttpServer } from 'node:http';
import { connect, createServer } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openEmbeddedStorage, type EmbeddedStorage } from '../../src/embedded/open-storage.ts';
import { startPlayground } from '../../src/embedded/playground.ts';
import { developmentFile, StartRefused } from '../../src/embedded/refused.ts';
import { testStorage } from '../support/azurite.ts';
import { launchChromium } from '../support/browser.ts';
import { openPlayground } from '../support/playground-page.ts';
import { playgroundPeople } from '../support/playground-people.ts';

type Owner = { child: ChildProcess; connectionString: string };

let folder: string;
const opened: EmbeddedStorage[] = [];
const owners: ChildProcess[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keylink-embedded-'));
});

afterEach(async () => {
  for (const storage of opened.splice(0)) await storage.stop();
  for (const child of owners.splice(0)) await ended(child, 'SIGTERM');
  await rm(folder, { recursive: true, force: true });
});

async function open(whenHeld: 'attach' | 'refuse' = 'refuse'): Promise<EmbeddedStorage> {
  const storage = await openEmbeddedStorage({ folder, whenHeld });
  opened.push(storage);
  return storage;
}

/** Another process that holds the folder. */
async function owner(): Promise<Owner> {
  const child = fork(join(import.meta.dirname, '../support/embedded-owner.ts'), [folder], { execArgv: [] });
  owners.push(child);
  const [storage] = (await once(child, 'message')) as [EmbeddedStorage];
  return { child, connectionString: storage.connectionString };
}

async function ended(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill(signal);
  await once(child, 'exit');
}

function marks(connectionString: string): TableClient {
  return TableClient.fromConnectionString(connectionString, 'Marks', { allowInsecureConnection: true });
}

async function writeMark(connectionString: string): Promise<void> {
  await marks(connectionString).createTable();
  await marks(connectionString).createEntity({ partitionKey: 'oakfield', rowKey: '1', mark: '/' });
}

async function readMark(connectionString: string): Promise<unknown> {
  return (await marks(connectionString).getEntity<{ mark: string }>('oakfield', '1')).mark;
}

async function storagePid(): Promise<number> {
  return (JSON.parse(await readFile(join(folder, 'storage.json'), 'utf8')) as { storagePid: number }).storagePid;
}

function tablePort(connectionString: string): number {
  return Number(/TableEndpoint=http:..127.0.0.1:(\d+)/.exec(connectionString)?.[1]);
}

function listens(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, host, () => socket.destroy());
    socket.on('close', (failed) => resolve(!failed));
    socket.on('error', () => undefined);
  });
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (const limit = Date.now() + 10_000; !(await holds()); await pause(20)) {
    if (Date.now() > limit) throw new Error('it did not come about within 10 s');
  }
}

async function postCard(playgroundUrl: string, text: string): Promise<void> {
  const content = { type: 'AdaptiveCard', version: '1.2', body: [{ type: 'TextBlock', text }] };
  const attachments = [{ contentType: 'application/vnd.microsoft.card.adaptive', content }];
  const activity = { type: 'message', from: playgroundPeople.bot, attachments };
  const channelData = { channel: playgroundPeople.team.channels[0] };
  const body = JSON.stringify({ isGroup: true, channelData, activity });
  const headers = { 'content-type': 'application/json' };
  await fetch(`${playgroundUrl}/_connector/v3/conversations`, { method: 'POST', headers, body });
}

describe('embedded storage', () => {
  test('rows and messages survive an orderly stop and a new start', async () => {
    const first = await open();
    await writeMark(first.connectionString);
    await new QueueClient(first.connectionString, 'outbox').create();
    await new QueueClient(first.connectionString, 'outbox').sendMessage('digest due');
    await first.stop();
    const second = await open();
    expect(await readMark(second.connectionString)).toBe('/');
    const { receivedMessageItems } = await new QueueClient(second.connectionString, 'outbox').receiveMessages();
    expect(receivedMessageItems.map((message) => message.messageText)).toEqual(['digest due']);
  });

  test('Azurite ends in order when its parent is killed, and the folder can be taken again', async () => {
    const killed = await owner();
    await writeMark(killed.connectionString);
    await ended(killed.child, 'SIGKILL');
    await until(async () => !(await listens(tablePort(killed.connectionString))));
    const next = await open();
    expect(next.attached).toBe(false);
    expect(await readMark(next.connectionString)).toBe('/');
  });

  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s to the whole group leaves storage up', async (signal) => {
    const storage = await open();
    process.kill(await storagePid(), signal);
    await writeMark(storage.connectionString);
    expect(await readMark(storage.connectionString)).toBe('/');
  });

  test('a second process shares what the first one runs, and its stop leaves that alone', async () => {
    const first = await owner();
    const second = await open('attach');
    expect(second).toMatchObject({ attached: true, connectionString: first.connectionString });
    await second.stop();
    expect(await listens(tablePort(first.connectionString))).toBe(true);
  });

  test('a second product is refused in one line that names the first', async () => {
    const first = await owner();
    const refusal = await open('refuse').catch((fault: unknown) => fault);
    expect(refusal).toBeInstanceOf(StartRefused);
    expect((refusal as Error).message).toMatch(new RegExp(`^another process \\(${first.child.pid}, .*$`));
    expect((refusal as Error).message).toContain(folder);
  });

  test('of several that start in one instant, one owns the storage and the others share it', async () => {
    const all = await Promise.all([open('attach'), open('attach'), open('attach')]);
    expect(all.filter((storage) => !storage.attached)).toHaveLength(1);
    expect(new Set(all.map((storage) => storage.connectionString)).size).toBe(1);
  });

  test.each([
    ['of a process that is gone', { pid: 2 ** 22 + 1, startedAt: '2026-09-01T08:00:00.000Z' }],
    [
      'whose numbers now belong to others',
      { pid: process.pid, storagePid: process.pid, startedAt: '2026-09-01T08:00:00.000Z' },
    ],
  ])('a file %s is taken over, by one of two', async (_, holder) => {
    await writeFile(join(folder, 'storage.json'), JSON.stringify({ ...holder, connectionString: testStorage() }));
    const both = await Promise.all([open('attach'), open('attach')]);
    expect(both.filter((storage) => !storage.attached)).toHaveLength(1);
    expect(both.map((storage) => storage.connectionString)).not.toContain(testStorage());
  });

  test('without the development packages the one line says what to do', () => {
    expect(() => developmentFile('azurite/no-such-file.js', 'npm ci')).toThrow(new StartRefused('npm ci'));
  });
});

describe('the Playground', () => {
  test('it answers on loopback alone, on another port when its own is taken', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as { port: number };
    const playground = await startPlayground({ botUrl: 'http://127.0.0.1:9/', port, folder, config: playgroundPeople });
    const elsewhere = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
    const outside = elsewhere.filter((address) => !address.internal && address.family === 'IPv4');
    const own = Number(new URL(playground.url).port);
    expect(own).not.toBe(port);
    expect((await fetch(playground.url)).status).toBe(200);
    for (const { address } of outside) expect(await listens(own, address)).toBe(false);
    await playground.stop();
    expect(await listens(own)).toBe(false);
    taken.close();
  });

  test('a digest posted before anybody opened the page is there when they do', async () => {
    const bot = createHttpServer((_, answer) => answer.end()).listen(0, '127.0.0.1');
    await once(bot, 'listening');
    const botUrl = `http://127.0.0.1:${(bot.address() as { port: number }).port}/api/messages`;
    const playground = await startPlayground({ botUrl, port: 0, folder, config: playgroundPeople });
    const browser = await launchChromium();
    await postCard(playground.url, 'Digest for Monday');
    const page = await openPlayground(browser, playground.url, 'Keylink');
    await page.openChannel('Programme');
    expect(await (await page.card('Digest')).innerText()).toBe('Digest for Monday');
    await browser.close();
    await playground.stop();
    bot.close();
  }, 30_000);

  test('settings it does not accept are a fault that says where its log is', async () => {
    const config = { ...playgroundPeople, tenantId: 7 as unknown as string };
    const failed = startPlayground({ botUrl: 'http://127.0.0.1:9/', port: 0, folder, config });
    await expect(failed).rejects.toThrow(join(folder, 'playground'));
  });
});
