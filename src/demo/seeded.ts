/** Chance that always falls the same way, so that the demo partnership is the same on every machine. */

/** FNV-1a with a last stir: one text in, a number from 0 to below 1 out. */
export function chance(...about: readonly string[]): number {
  let hash = 0x811c9dc5;
  for (const character of about.join('|')) hash = Math.imul(hash ^ character.codePointAt(0)!, 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

/** A whole number, both ends included. */
export const between = (least: number, most: number, ...about: readonly string[]): number =>
  least + Math.floor(chance(...about) * (most - least + 1));

/** Of a list that is not empty. */
export const oneOf = <T>(list: readonly T[], ...about: readonly string[]): T =>
  list[between(0, list.length - 1, ...about)]!;
