/** A store that is only slow is asked again: on a machine with much else to do a call may run out of time. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Store } from '../../src/store/open.ts';

const TRIES = 10;
const PAUSE_MS = 1_000;

/** The product says that it cannot reach its records. */
export class OutOfReach extends Error {}

const isSlowness = (fault: unknown): boolean =>
  fault instanceof OutOfReach || (fault instanceof Error && fault.name === 'AbortError');

/** A line of the product's log. */
export const tellsOfSlowness = (line: string): boolean => line.includes('"AbortError"');

/** It may have been done though no answer came: only what may be done twice is asked in this way. */
export async function patiently<T>(ask: (tries: number) => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await ask(tries);
    } catch (fault) {
      if (!isSlowness(fault) || tries === TRIES) throw fault;
      await sleep(PAUSE_MS);
    }
  }
}

/** What the harness itself reads and writes; the product has the store as it is. */
export function patientStore(store: Store): Store {
  const { records, ledger, people, channels, posts, cards, queue } = store;
  return {
    ...store,
    records: {
      ...records,
      day: (...asked) => patiently(() => records.day(...asked)),
      between: (...asked) => patiently(() => records.between(...asked)),
      appended: (...asked) => patiently(() => records.appended(...asked)),
      shared: () => patiently(() => records.shared()),
      write: (...asked) => patiently(() => records.write(...asked)),
    },
    ledger: { ...ledger, end: (...asked) => patiently(() => ledger.end(...asked)) },
    people: {
      ...people,
      fresh: () => patiently(() => people.fresh()),
      write: (...asked) => patiently(() => people.write(...asked)),
    },
    channels: { ...channels, link: (...asked) => patiently(() => channels.link(...asked)) },
    posts: { ...posts, ofDay: (...asked) => patiently(() => posts.ofDay(...asked)) },
    cards: { ...cards, since: (...asked) => patiently(() => cards.since(...asked)) },
    queue: { ...queue, put: (...asked) => patiently(() => queue.put(...asked)) },
  };
}
