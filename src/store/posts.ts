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
  change(post: PostAddress, decide: (post: Post) => Post | undefined): Promise<Post | undefined>;
  notice(partnership: string, key: string): Promise<Notice | undefined>;
  settleNotice(notice: Notice): Promise<void>;
}

const CONFLICTS = 8;
const isNotice = (row: Post | Notice): row is Notice => 'upn' in row;
const keyOf = (row: Post | Notice): string => (isNotice(row) ? noticeKey(row) : postKey(row.date, row.urn));

export function createPosts(table: Table): Posts {
  const read = (at: PostAddress) => table.read<Post>(at.partnership, postKey(at.date, at.urn));
  return {
    read: async (partnership, date, urn) => (await read({ partnership, date, urn }))?.value,
    async ofDay(partnership, date) {
      const [from, to] = postsOfDay(date);
      return (await table.range<Post>(partnership, { from, to })).map((row) => row.value);
    },
    async add(partnership, rows) {
      await Promise.all(
        rows.map((row) =>
          table.write(partnership, { key: keyOf(row), value: row, only: 'create' } satisfies RowToWrite),
        ),
      );
    },
    async change(at, decide) {
      for (let tries = 0; tries < CONFLICTS; tries++) {
        const row = await read(at);
        const next = row && decide(row.value);
        if (!row || !next) return undefined;
        const written: Written = await table.write(at.partnership, {
          key: row.key,
          value: next,
          only: { etag: row.etag },
        });
        if (written === 'written') return next;
      }
      throw new Error('a post is being changed by too many at once');
    },
    notice: async (partnership, key) => (await table.read<Notice>(partnership, key))?.value,
    async settleNotice(notice) {
      await table.write(notice.partnership, { key: keyOf(notice), value: notice });
    },
  };
}
