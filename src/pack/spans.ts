import { rowIs } from '../texts/import-rows.ts';
import { columnOf } from './pack-file.ts';
import { fault } from './planning.ts';
import type { Fault } from './planning.ts';

/** A first day or time that must not come after the second one; the same is fine unless `strict`. */
export function outOfOrder<T>(
  record: T,
  first: keyof T & string,
  second: keyof T & string,
  strict = false,
): Fault | undefined {
  const [from, to] = [record[first], record[second]] as [string | undefined, string | undefined];
  if (from === undefined || to === undefined) return undefined;
  const right = strict ? from < to : from <= to;
  return right ? undefined : fault(second, rowIs.before(columnOf(first), from, strict));
}
