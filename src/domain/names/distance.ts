import { type Wording, lettersOf } from './spelling.ts';

/** Letters added, dropped, changed or swapped with their neighbour to make one text of the other. */
export function editDistance(a: string, b: string): number {
  const from = lettersOf(a);
  const to = lettersOf(b);
  let beforeLast: number[] = [];
  let last = [0, ...to.map((_, j) => j + 1)];
  from.forEach((letter, i) => {
    const row = [i + 1];
    to.forEach((other, j) => {
      const changed = last[j]! + (letter === other ? 0 : 1);
      const swapped = letter === to[j - 1] && from[i - 1] === other ? beforeLast[j - 1]! + 1 : Infinity;
      row.push(Math.min(changed, swapped, last[j + 1]! + 1, row[j]! + 1));
    });
    beforeLast = last;
    last = row;
  });
  return last[to.length]!;
}

const allowedFor = (longer: number) => (longer <= 3 ? 0 : longer <= 7 ? 1 : 2);

function isNear(a: string, b: string): boolean {
  const [m, n] = [lettersOf(a).length, lettersOf(b).length];
  const allowed = allowedFor(Math.max(m, n));
  // Lengths first: they settle most pairs of a long query at no cost.
  return a === b || (Math.abs(m - n) <= allowed && editDistance(a, b) <= allowed);
}

/** F1: word by word, or with spaces removed where one side has a space that the other has not ("O Neil"). */
export function areNear(a: Wording, b: Wording): boolean {
  if (a.words.length !== b.words.length) return isNear(a.joined, b.joined);
  return a.words.every((word, i) => isNear(word, b.words[i]!));
}
