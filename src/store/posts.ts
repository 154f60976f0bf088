/** Posts and notices: rows beside the records they tell of. */
import type { Notice, Post, PostAddress } from '../domain/post.ts';
import type { LocalDate } from '../domain/time.ts';
import { noticeKey, postKey, postsOfDay } from './keys.ts';
import type { RowToWrite, Table, Written } from './table.ts';

export interface Posts {
  read(partnership: string, date: LocalDate, urn: string): Promise<Post | undefined>;
  ofDay(partnership: string, date: LocalDate): Promise<Post[]>;
  /** Adds rows that do not stand there yet; those that do are left alone. */
  add(partnership: string, rows: readonly (Post | Notice)[]): Promise<void>;
  /**
   * Reads, decides and writes, again when somebody else wrote in between. `decide` gives what should stand, or undefined
   * to leave it. Gives what was written, or undefined.
   */
  change(post: PostAddress, decide: Decide<Post>): Promise<Post | undefined>;
  changeNotice(partnership: string, key: string, decide: Decide<Notice>): Promise<Notice | undefined>;
}

/** `idleMs`: how long the row has stood as it is, by the store's clock. */
type Decide<T> = (row: T, idleMs: number) => T | undefined;

const CONFLICTS = 8;
const isNotice = (row: Post | Notice): row is Notice => 'upn' in row;
const keyOf = (row: Post | Notice): string => (isNotice(row) ? noticeKey(row) : postKey(row.date, row.urn));

export function createPosts(table: Table): Posts {
  return {
    read: async (partnership, date, urn) => (await table.read<Post>(partnership, postKey(date, urn)))?.value,
    async ofDay(partnership, date) {
      const [from, to] = postsOfDay(date);
      return (await table.range<Post>(partnership, { from, to })).map((row) => row.value);
    },
    async add(partnership, rows) {
      const create = (row: Post | Notice): Promise<Written> =>
        table.write(partnership, { key: keyOf(row), value: row, only: 'create' } satisfies RowToWrite);
      // Notices first: a post that stands is taken to mean that its people have been told too.
      await Promise.all(rows.filter(isNotice).map(create));
      await Promise.all(rows.filter((row) => !isNotice(row)).map(create));
    },
    change: (at, decide) => changeRow(table, at.partnership, postKey(at.date, at.urn), decide),
    changeNotice: (partnership, key, decide) => changeRow(table, partnership, key, decide),
  };
}

async function changeRow<T>(table: Table, partition: string, key: string, decide: Decide<T>): Promise<T | undefined> {
  for (let tries = 0; tries < CONFLICTS; tries++) {
    const row = await table.read<T>(partition, key);
    const next = row && decide(row.value, row.idleMs);
    if (!row || !next) return undefined;
    const written = await table.write(partition, { key, value: next, only: { etag: row.etag } });
    if (written === 'written') return next;
  }
  throw new Error('a row is being changed by too many at once');
}
