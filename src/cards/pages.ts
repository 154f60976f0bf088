/** Things of known size laid out over pages, in their order, each on one page. */

/** What stands under one heading. */
interface Part {
  items: readonly unknown[];
}
type ItemOf<P extends Part> = P['items'][number];
/** As much of a part as stands on one page. */
export interface Run<P extends Part> {
  part: P;
  items: ItemOf<P>[];
  /** The part was begun on an earlier page. */
  continued: boolean;
}

/** A comma between two items, and `true` that becomes `false`. */
const BETWEEN = 2;

interface Room {
  first: number;
  later: number;
}
/** What a part takes on a page with so many of its items on it; with none, its heading. */
type SizeOf<P extends Part> = (part: P, items: ItemOf<P>[]) => number;

/** An item larger than a page has one of its own. There is always a first page, empty if there are no items. */
export function laidOut<P extends Part>(parts: readonly P[], room: Room, sizeOf: SizeOf<P>): Run<P>[][] {
  const pages: Run<P>[][] = [[]];
  let left = room.first;
  for (const part of parts) {
    const opening = sizeOf(part, []);
    for (const [n, item] of part.items.entries()) {
      const size = sizeOf(part, [item]) - opening + BETWEEN;
      const page = pages.at(-1)!;
      const run = page.at(-1);
      const isOpen = run?.part === part;
      const needed = size + (isOpen ? 0 : opening);
      if (needed > left && page.length > 0) {
        pages.push([{ part, items: [item], continued: n > 0 }]);
        left = room.later - opening - size;
        continue;
      }
      if (isOpen) run.items.push(item);
      else page.push({ part, items: [item], continued: n > 0 });
      left -= needed;
    }
  }
  return pages;
}
