/** Requests to storage, counted by what they are for. */
import type { Watch } from '../../src/store/open.ts';
import type { Queue } from '../../src/store/queue.ts';

/**
 * `facts`: the records a question is answered from. `directory` and `roster`: who is who, read anew every few seconds.
 * `channels`: where to say it. `post`: the row of a digest or notice, which is its outbox. `seen`: de-duplication. `drafts`:
 * registers begun.
 */
type Concern =
  | 'facts'
  | 'directory'
  | 'roster'
  | 'channels'
  | 'post'
  | 'seen'
  | 'audit'
  | 'asks'
  | 'drafts'
  | 'queue'
  | 'set-up';
export type Counts = Partial<Record<Concern, number>>;

const tables: Readonly<Record<string, Concern>> = {
  people: 'roster',
  channels: 'channels',
  seen: 'seen',
  audit: 'audit',
  asks: 'asks',
  drafts: 'drafts',
};

function concernOf({ method, url }: Parameters<Watch>[0]): Concern {
  const { pathname, search } = new URL(url);
  const asked = decodeURIComponent(pathname + search.replaceAll('+', ' '));
  const [, table = ''] = /^\/[^/]+\/(\w+)/.exec(pathname) ?? [];
  if (table !== 'records') return tables[table] ?? 'set-up';
  // A row made by itself is a post's or a notice's; an import writes in transactions.
  if (/RowKey(=| ge )'!/.test(asked) || (method === 'POST' && !asked.includes('$batch'))) return 'post';
  return /PartitionKey(=| eq )'\*'/.test(asked) ? 'directory' : 'facts';
}

export interface Counter {
  watch: Watch;
  /** The queue, counted too: its client has no place for a watch. */
  counted(queue: Queue): Queue;
  /** What was asked of storage while this ran. */
  during(work: () => Promise<unknown>): Promise<Counts>;
}

export function createCounter(): Counter {
  let counts: Counts = {};
  const note = (concern: Concern): void => void (counts[concern] = (counts[concern] ?? 0) + 1);
  return {
    watch: (request) => note(concernOf(request)),
    counted: ({ put, take }) => ({
      put: (...of) => (note('queue'), put(...of)),
      async take(count) {
        note('queue');
        const taken = await take(count);
        return taken.map(({ pointer, tries, done, later }) => ({
          pointer,
          tries,
          done: () => (note('queue'), done()),
          later: (seconds) => (note('queue'), later(seconds)),
        }));
      },
    }),
    async during(work) {
      counts = {};
      await work();
      return counts;
    },
  };
}
