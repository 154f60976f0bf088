/** How much of a concern is stored at once: an entry is one row, sealed (`limits.ts`). */
import type { Fields } from '../command.ts';

/** Sealed they are a third longer, and something else stands beside them. */
const MOST_BYTES = 330_000;

export const isTooLong = (fields: Fields): boolean => Buffer.byteLength(JSON.stringify(fields)) > MOST_BYTES;

/** Whoever wrote it is told so, with all that they wrote; nothing of it is stored. */
export function refuseTooLong(fields: Fields): void {
  if (isTooLong(fields)) throw new Error('more was written than is stored at once');
}
