import { type Asked, readQuery } from './asked.ts';
import { type KnownName, shownForename, shownSurname } from './known-name.ts';
import { type Known, knownAs } from './known.ts';
import { type Tier, exactTier, looseTier } from './tiers.ts';

export type NameMatch<T extends KnownName> =
  | { kind: 'one'; tier: Tier; pupil: T }
  | { kind: 'confirm'; tier: Tier; pupil: T }
  | { kind: 'several'; candidates: T[] }
  | { kind: 'none' };

interface Hit<T> {
  tier: Tier;
  pupil: T;
}

/** By the name shown, then year; the pupil id settles the rest, so that the order never depends on the roster's. */
function inListOrder(a: KnownName, b: KnownName): number {
  return (
    shownSurname(a).localeCompare(shownSurname(b), 'en') ||
    shownForename(a).localeCompare(shownForename(b), 'en') ||
    a.yearGroup - b.yearGroup ||
    (a.pupilId < b.pupilId ? -1 : 1)
  );
}

function outcome<T extends KnownName>(kind: 'one' | 'confirm', hits: Hit<T>[]): NameMatch<T> {
  const [first, ...others] = hits;
  if (!first) return { kind: 'none' };
  if (others.length === 0) return { kind, ...first };
  return { kind: 'several', candidates: hits.map((hit) => hit.pupil).toSorted(inListOrder) };
}

/**
 * Who is meant, among the pupils whom the asker may see and no others (8.3); each pupil stands in the list once.
 * "Mohammed Ali Y10" and "Mohammed Ali year 10" ask within that year.
 */
export function matchName<T extends KnownName>(query: string, inScope: readonly T[]): NameMatch<T> {
  const asked = readQuery(query);
  if (!asked) return { kind: 'none' };
  const pupils = inScope.filter((p) => asked.year === undefined || p.yearGroup === asked.year);
  const known = pupils.map((pupil) => ({ pupil, names: knownAs(pupil) }));
  const hits = (tierOf: (asked: Asked, known: Known) => Tier | undefined): Hit<T>[] =>
    known.flatMap(({ pupil, names }) => {
      const tier = tierOf(asked, names);
      return tier ? [{ tier, pupil }] : [];
    });
  const exact = hits(exactTier);
  return exact.length > 0 ? outcome('one', exact) : outcome('confirm', hits(looseTier));
}
