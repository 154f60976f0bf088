/** From nothing to ready, on a store that is there: the product until `/readyz` says so, the echo bot until it listens. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startBot } from './bot.ts';
import { median, show } from './numbers.ts';

const ROUNDS = 5;
const root = join(import.meta.dirname, '..', '..');

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => void server.close(resolve));
  return port;
}

const isReady = (port: number): Promise<boolean> =>
  fetch(`http://127.0.0.1:${port}/readyz`).then(
    (answer) => answer.ok,
    () => false,
  );

async function startProduct(connectionString: string): Promise<number> {
  const port = await freePort();
  const { PATH = '', HOME = '' } = process.env;
  const settings = {
    PORT: String(port),
    STORAGE_CONNECTION_STRING: connectionString,
    PLAYGROUND: 'off',
    DEMO_DATA: 'off',
  };
  const started = performance.now();
  const child = spawn(process.execPath, [join(root, 'src/main.ts')], {
    env: { PATH, HOME, ...settings },
    stdio: 'ignore',
  });
  while (!(await isReady(port))) await sleep(5);
  const took = performance.now() - started;
  child.kill('SIGKILL');
  await once(child, 'close');
  return took;
}

async function startEcho(): Promise<number> {
  const started = performance.now();
  const bot = await startBot('echo-child.ts');
  const took = performance.now() - started;
  await bot.stop();
  return took;
}

export async function measureColdStart(connectionString: string): Promise<string[]> {
  const rounds: { keylink: number; echo: number }[] = [];
  for (let n = 0; n < ROUNDS; n++)
    rounds.push({ keylink: await startProduct(connectionString), echo: await startEcho() });
  const ratio = median(rounds.map(({ keylink, echo }) => keylink / echo));
  return [
    `cold start: ${show(median(rounds.map((one) => one.keylink)))} ms to /readyz 200, ` +
      `echo bot ${show(median(rounds.map((one) => one.echo)))} ms, ratio ${show(ratio, 2)}`,
  ];
}
