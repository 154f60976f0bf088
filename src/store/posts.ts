/** Posts and notices: rows beside the records they tell of. */
import type { Notice, Post, PostAddress } from '../domain/post.ts';
import type { LocalDate } from '../domain/time.ts';
import { changeRow, type Decide } from './change.ts';
import { noticeKey, postKey, postsOfDay } from './keys.ts';
import type { RowToWrite, Table, Written } from './table.ts';

export interface Posts {
  read(partnership: string, date: LocalDate, urn: string): Promise<Post | undefined>;
  ofDay(partnership: string, date: LocalDate): Promise<Post[]>;
  /** Adds rows that do not stand there yet; those that do are left alone. */
  add(partnership: string, rows: readonly (Post | Notice)[]): Promise<void>;
  /** Gives what was written, or undefined (`changeRow`). */
  change(post: PostAddress, decide: Decide<Post>): Promise<Post | undefined>;
  changeNotice(partnership: string, key: string, decide: Decide<Notice>): Promise<Notice | undefined>;
}

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
