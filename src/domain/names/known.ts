import { type KnownName, shownForename, shownSurname } from './known-name.ts';
import { type Wording, cuts, surnameFirst, wordings } from './spelling.ts';

export type ExactTier = 'E1' | 'E2' | 'E3';

/** One way a pupil's name may be written. */
export interface Spelling {
  tier: ExactTier;
  forename: Wording;
  surname: Wording;
}

/** All ways of one pupil; their pieces, with spaces removed, are pooled because P3 mixes sets (K18). */
export interface Known {
  spellings: Spelling[];
  forenames: Set<string>;
  surnames: Set<string>;
  surnameParts: Set<string>;
}

/** Nothing says where the surname in an other name begins, so every cut between its words counts. */
function otherNameCuts(name: string): [forename: string, surname: string][] {
  const ordered = surnameFirst(name);
  if (ordered) return [ordered];
  const words = name.trim().split(/\s+/u);
  return words.length === 1 ? [[name, '']] : cuts(words).map(([f, s]) => [f.join(' '), s.join(' ')]);
}

function spelt(tier: ExactTier, forename: string, surname: string): Spelling[] {
  const surnames = wordings(surname);
  return wordings(forename).flatMap((f) => surnames.map((s) => ({ tier, forename: f, surname: s })));
}

/** The surname whole and every run of its words; a lone letter, as in "O Neill", is no part. */
function partsOf({ words, joined }: Wording): string[] {
  const tails = words.map((_, from) => words.slice(from));
  const runs = tails.flatMap((tail) => tail.map((_, end) => tail.slice(0, end + 1).join('')));
  return [joined, ...runs.filter((run) => run.length > 1)];
}

export function knownAs(p: KnownName): Known {
  const spellings = [
    ...spelt('E1', shownForename(p), shownSurname(p)),
    ...spelt('E2', p.forename, p.surname),
    ...p.otherNames.flatMap(otherNameCuts).flatMap(([forename, surname]) => spelt('E3', forename, surname)),
  ];
  return {
    spellings,
    forenames: new Set(spellings.map((s) => s.forename.joined)),
    surnames: new Set(spellings.map((s) => s.surname.joined)),
    surnameParts: new Set(spellings.flatMap((s) => partsOf(s.surname))),
  };
}
