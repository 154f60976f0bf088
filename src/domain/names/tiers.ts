import type { Asked, Reading } from './asked.ts';
import { areNear } from './distance.ts';
import type { ExactTier, Known, Spelling } from './known.ts';
import { joined, lettersOf } from './spelling.ts';

type LooseTier = 'P1' | 'P2' | 'P3' | 'F1' | 'F2';
export type Tier = ExactTier | LooseTier;

const initialOf = (words: readonly string[]) => lettersOf(joined(words))[0];
const startsAny = (words: readonly string[], names: ReadonlySet<string>) =>
  lettersOf(joined(words)).length === 1 && [...names].some((name) => name.startsWith(joined(words)));

/** A nickname without a surname is never a whole name: it would be answered without asking. */
function isWhole(asked: Asked, { forename, surname }: Spelling): boolean {
  if (forename.length === 0 || surname.length === 0) return false;
  const [f, s] = [joined(forename), joined(surname)];
  return asked.wholes.has(f + s) || (!asked.orderGiven && asked.wholes.has(s + f));
}

/** One name alone; "Le Blanc" and "O Neill" are one name too. */
const isNameAlone = ({ orderGiven, wholes }: Asked, { forenames, surnameParts }: Known) =>
  !orderGiven && [...wholes].some((name) => forenames.has(name) || surnameParts.has(name));

const hasInitial = ({ forename, surname }: Reading, known: Known) =>
  (startsAny(forename, known.forenames) && known.surnameParts.has(joined(surname))) ||
  (known.forenames.has(joined(forename)) && startsAny(surname, known.surnames));

const mixesSets = ({ forename, surname }: Reading, known: Known) =>
  known.forenames.has(joined(forename)) && known.surnameParts.has(joined(surname));

const isMisspelt = ({ forename, surname }: Reading, { spellings }: Known) =>
  spellings.some((s) => areNear(forename, s.forename) && areNear(surname, s.surname));

const sharesInitial = ({ forename, surname }: Reading, { spellings }: Known) =>
  spellings.some((s) => joined(surname) === joined(s.surname) && initialOf(forename) === initialOf(s.forename));

type Test = (asked: Asked, known: Known) => boolean;
const inSomeReading =
  (fits: (reading: Reading, known: Known) => boolean): Test =>
  ({ readings }, known) =>
    readings.some((reading) => fits(reading, known));

// A name alone has no readings, so that F1 and F2 never see it.
const looseLadder: readonly (readonly [LooseTier, Test])[] = [
  ['P1', isNameAlone],
  ['P2', inSomeReading(hasInitial)],
  ['P3', inSomeReading(mixesSets)],
  ['F1', inSomeReading(isMisspelt)],
  ['F2', inSomeReading(sharesInitial)],
];

/** E1, E2, E3: spellings stand in that order, so the first that fits has the best tier. */
export const exactTier = (asked: Asked, known: Known): Tier | undefined =>
  known.spellings.find((spelling) => isWhole(asked, spelling))?.tier;

export const looseTier = (asked: Asked, known: Known): Tier | undefined =>
  looseLadder.find(([, fits]) => fits(asked, known))?.[0];
