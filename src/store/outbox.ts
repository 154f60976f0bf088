/** Rows for what is to be said unasked, and the pointers to them: first a delayed pointer, then the row, then one at once. */
import type { Queue } from './queue.ts';
import { noticeKey } from './keys.ts';
import type { Notice, Post, PostAddress } from '../domain/post.ts';
import type { Posts } from './posts.ts';
import type { Pointer } from './queue.ts';

/** Long enough for the row to be written: a pointer that arrives before its row finds nothing and is dropped. */
const DELAY_SECONDS = 20;

export interface Outbox {
  /** Puts rows out; those that stand there already are left as they are. Killed anywhere, none that was written is forgotten. */
  put(partnership: string, rows: readonly (Post | Notice)[]): Promise<void>;
  /** A post is to be looked at again: something changed. */
  again(post: PostAddress): Promise<void>;
  changed(partnership: string): Promise<void>;
}

const pointerTo = (partnership: string, row: Post | Notice): Pointer =>
  'upn' in row
    ? { kind: 'notice', partnership, key: noticeKey(row) }
    : { kind: 'post', partnership, date: row.date, urn: row.urn };

export const createOutbox = (queue: Queue, posts: Posts): Outbox => ({
  async put(partnership, rows) {
    const pointers = rows.map((row) => pointerTo(partnership, row));
    await Promise.all(pointers.map((pointer) => queue.put(pointer, DELAY_SECONDS)));
    await posts.add(partnership, rows);
    await Promise.all(pointers.map((pointer) => queue.put(pointer)));
  },
  again: ({ partnership, date, urn }) => queue.put({ kind: 'post', partnership, date, urn }),
  changed: (partnership) => queue.put({ kind: 'changed', partnership }),
});
