/** How long eight schools wait: from digest time to the moment the last of them can read its digest. */
import { instantAt } from '../../src/domain/time.ts';
import { createLog } from '../../src/log.ts';
import { startProduct } from '../../src/product.ts';
import type { Store } from '../../src/store/open.ts';
import { startConnector } from '../support/connector.ts';
import { fillStore, linkSchools, TODAY, urns } from '../support/eight-schools.ts';
import { median, show } from './numbers.ts';

const ROUNDS = 3;
/** The product is up and idle for this long before the clock shows 10:30. */
const LEAD_MS = 3_000;

/** `store` is empty. Milliseconds. */
async function round(store: Store, latencyMs: number): Promise<number> {
  await fillStore(store);
  const teams = await startConnector();
  teams.latencyMs = () => latencyMs;
  await linkSchools(store, teams);
  const due = performance.now() + LEAD_MS;
  const ahead = instantAt(TODAY, '10:30') - LEAD_MS - Date.now();
  const product = await startProduct({
    config: { port: 0, host: '127.0.0.1', allowedTenants: [], app: undefined },
    store,
    log: createLog('silent'),
    now: () => Date.now() + ahead,
  });
  const filled = () => teams.posts.filter((post) => post.updatedAt !== undefined);
  await teams.waitFor(() => filled().length === urns.length, 'eight digests', 60_000);
  const last = Math.max(...filled().map((post) => post.updatedAt ?? 0));
  await product.stop();
  await teams.close();
  return last - due;
}

export async function measureDigests(emptyStore: () => Promise<Store>): Promise<string[]> {
  const lines: string[] = [];
  for (const latencyMs of [0, 100]) {
    const times: number[] = [];
    for (let n = 0; n < ROUNDS; n++) times.push(await round(await emptyStore(), latencyMs));
    lines.push(
      `eight digests, ${latencyMs} ms to Teams: ${show(median(times))} ms from digest time to the last one filled ` +
        `(rounds ${times.map((ms) => show(ms)).join(', ')}; the clock is looked at every 2 s)`,
    );
  }
  return lines;
}
