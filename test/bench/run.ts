/** `npm run bench [-- --install]`: the measurements, side by side in one run. Compare the ratios, not the numbers. */
import { parseArgs } from 'node:util';
import { startOwnStorage } from '../doors/store/storage.ts';
import { fillStore } from '../support/eight-schools.ts';
import { measureColdStart } from './cold-start.ts';
import { measureDigests } from './digests.ts';
import { measureInstall } from './install.ts';
import { measureRegister } from './register.ts';
import { countRequests } from './requests.ts';
import { measureTurns } from './turns.ts';

const { values } = parseArgs({ options: { install: { type: 'boolean' } } });
const storage = await startOwnStorage();
const say = (lines: readonly string[]): void => void process.stdout.write(`${lines.join('\n')}\n`);
try {
  await fillStore(await storage.empty());
  say(await measureTurns(storage.connectionString));
  say(await measureColdStart(storage.connectionString));
  say(await measureDigests(() => storage.empty()));
  say(await countRequests(storage.connectionString, () => storage.empty()));
  say(await measureRegister());
  if (values.install) say(await measureInstall());
} finally {
  await storage.stop();
}
