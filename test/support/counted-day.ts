/** The product on a school morning with its storage requests counted: two schools' people ask, and eight digests go out. */
import { addDays, instantAt, type Instant } from '../../src/domain/time.ts';
import type { Mark } from '../../src/domain/records.ts';
import type { RoundParts } from '../../src/jobs/rounds.ts';
import { createLog } from '../../src/log.ts';
import { startProduct } from '../../src/product.ts';
import { transactionsOf } from '../../src/store/limits.ts';
import { markKey } from '../../src/store/keys.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { post } from './activities.ts';
import { concernKey } from './concern-key.ts';
import { cardOf, startConnector } from './connector.ts';
import { createCounter, type Counts } from './counting.ts';
import { fillStore, linkSchools, people, TODAY, urns } from './eight-schools.ts';

/** The marks of `years` for six pupils, as they would have been imported day by day. */
async function writeHistory(store: Store, years: number): Promise<void> {
  const rows = [];
  for (let day = addDays(TODAY, -1), made = 0; made < years * 190; day = addDays(day, -1), made++) {
    for (let n = 0; n < 6; n++) {
      for (const arrive of ['09:00', '12:45']) {
        const recordedAt = instantAt(day, arrive);
        const mark: Mark = {
          pupilId: `p${n}`,
          date: day,
          provision: `ap${n}`,
          arrive,
          recordedAt,
          recordedBy: 'office@ap.example',
          status: 'present',
        };
        rows.push({ key: markKey(mark), value: mark, columns: { school: urns[n]! } });
      }
    }
  }
  const transactions = transactionsOf(rows);
  const writers = Array.from({ length: 4 }, async () => {
    for (let next = transactions.pop(); next; next = transactions.pop()) await store.records.write('northvale', next);
  });
  await Promise.all(writers);
}

export interface CountedDay {
  /** Asks as the key link of a school or as the coordinator; gives the words of the answer and what it took. */
  ask(who: 'key-link' | 'coordinator', text: string): Promise<{ words: string; counts: Counts }>;
  /** Digest time: what the clock took for the partnership, and the worker for the eight digests. */
  digests(): Promise<{ clock: Counts; worker: Counts; filled: number }>;
  stop(): Promise<void>;
}

/** On storage that is empty. `leavers`: pupils of earlier years. `years` of history before today. */
export async function startCountedDay(connectionString: string, { leavers = 0, years = 0 } = {}): Promise<CountedDay> {
  const counter = createCounter();
  const opened = await openStore({ connectionString }, { watch: counter.watch, concernKeys: [concernKey] });
  const store: Store = { ...opened, queue: counter.counted(opened.queue) };
  await fillStore(store, leavers, Math.max(years, 1));
  await writeHistory(store, years);
  const teams = await startConnector();
  await linkSchools(store, teams);
  let now: Instant = instantAt(TODAY, '10:00');
  let rounds: RoundParts | undefined;
  const product = await startProduct({
    config: { port: 0, host: '127.0.0.1', allowedTenants: [], app: undefined },
    store,
    log: createLog('silent'),
    now: () => now,
    rounds: (parts) => ((rounds = parts), { stop: async () => undefined }),
  });
  const asking = people(teams);
  const url = `http://127.0.0.1:${product.port}`;
  const work = async (): Promise<void> => {
    while ((await rounds!.work()) > 0);
  };
  await work();
  return {
    async ask(who, text) {
      const counts = await counter.during(() => post(url, teams.says(asking[who], text)));
      return { words: JSON.stringify(cardOf(teams.personalPosts(asking[who].aadObjectId).at(-1)!)), counts };
    },
    async digests() {
      now = instantAt(TODAY, '10:30');
      const clock = await counter.during(() => rounds!.tick());
      const worker = await counter.during(work);
      return { clock, worker, filled: teams.posts.filter((one) => one.history.length > 0).length };
    },
    async stop() {
      await product.stop();
      await teams.close();
    },
  };
}
