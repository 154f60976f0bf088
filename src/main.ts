/** Starts the product: reads the environment, opens storage, wires, listens, and stops in order. */
import { readOwnConfig, type Config } from './config.ts';
import { loadDemo, showDemo } from './demo/show.ts';
import { demoPlayground } from './demo/playground.ts';
import { startPlayground } from './embedded/playground.ts';
import { tabFiles } from './embedded/tab-files.ts';
import { StartRefused } from './embedded/refused.ts';
import { createLog, quietConsole, type Log } from './log.ts';
import { startProduct } from './product.ts';
import { openStorage } from './storage.ts';
import type { Store } from './store/open.ts';

const FOLDER = '.data';
/** The contract's limit for an orderly stop. */
const STOP_MS = 10_000;

/** For the person at the terminal; the log's lines beside it are for machines. */
const say = (line: string): void => void process.stderr.write(`${line}\n`);

async function loadDemoWhereEmpty(config: Config, store: Store): Promise<void> {
  if (!config.demo) return;
  if ((await store.records.shared()).length > 0) {
    return say(`Keeping the records in ${FOLDER}; delete that folder to begin with a fresh demo.`);
  }
  await loadDemo(store, FOLDER, Date.now(), say);
}

type Stop = () => Promise<void>;

/** Starts part after part; what was started is stopped in the opposite order. */
async function start(config: Config, log: Log, stops: Stop[]): Promise<void> {
  say(config.storage.kind === 'embedded' ? 'Starting the embedded storage…' : 'Opening storage…');
  const { store, stop } = await openStorage({
    storage: config.storage,
    concernKeys: config.concernKeys,
    folder: FOLDER,
    whenHeld: 'refuse',
  });
  stops.unshift(stop);
  await loadDemoWhereEmpty(config, store);
  // The Playground wants the bot's address and the demo the Playground's, so the door opens first.
  const tab = await tabFiles({ fresh: !config.app });
  if (!tab) log.warn({ event: 'tab.missing' }, 'the tab is not served: npm run build makes its files');
  const product = await startProduct({ config, store, log, ...(tab && { tab }) });
  stops.unshift(() => product.stop());
  log.info({ event: 'started', port: product.port }, 'Keylink listens');
  if (!config.playground) return say(`Keylink listens on http://${config.host}:${product.port}/api/messages`);
  say('Starting the Agents Playground…');
  const botUrl = `http://${config.host}:${product.port}/api/messages`;
  const playground = await startPlayground({ botUrl, folder: FOLDER, config: demoPlayground });
  stops.unshift(playground.stop);
  if (config.demo) await showDemo(store, playground.url, Date.now());
  say(`\nKeylink is ready. Open ${playground.url}\n`);
}

async function stopAll(stops: readonly Stop[], log: Log): Promise<void> {
  for (const stop of stops)
    await stop().catch((fault: unknown) => log.error({ event: 'stop.fault', err: fault }, 'a part did not stop'));
}

/** 2: the configuration is wrong, or another product runs on this folder. 1: something failed. */
function failed(fault: unknown, log: Log): number {
  if (fault instanceof StartRefused) {
    say(fault.message);
    return 2;
  }
  say(`Keylink could not start: ${fault instanceof Error ? fault.message : String(fault)}`);
  log.fatal({ event: 'start.fault', err: fault }, 'the start failed');
  return 1;
}

async function main(): Promise<void> {
  const read = readOwnConfig();
  if ('problems' in read) {
    for (const problem of read.problems) say(problem);
    process.exit(2);
  }
  const { config } = read;
  const log = createLog(config.logLevel);
  quietConsole(log);
  const stops: Stop[] = [];
  let stopping: Promise<never> | undefined;
  const stop = (code: number): Promise<never> => {
    stopping ??= (async () => {
      setTimeout(() => process.exit(code === 0 ? 1 : code), STOP_MS).unref();
      await stopAll(stops, log);
      log.info({ event: 'stopped' }, 'Keylink has stopped');
      process.exit(code);
    })();
    return stopping;
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(0));
  try {
    await start(config, log, stops);
  } catch (fault) {
    await stop(failed(fault, log));
  }
}

await main();
