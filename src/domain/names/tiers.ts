import type { Asked, Reading } from './asked.ts';
import { areNear } from './distance.ts';
import type { ExactTier, Known, Spelling } from './known.ts';
import { type Wording, lettersOf } from './spelling.ts';

type LooseTier = 'P1' | 'P2' | 'P3' | 'F1' | 'F2';
export type Tier = ExactTier | LooseTier;

const initialOf = (name: Wording) => lettersOf(name.joined)[0];
const startsAny = ({ joined }: Wording, names: ReadonlySet<string>) =>
  lettersOf(joined).length === 1 && [...names].some((name) => name.startsWith(joined));

/** A nickname without a surname is never a whole name: it would be answered without asking. */
function isWhole({ orderGiven, wholes }: Asked, spelling: Spelling): boolean {
  const [forename, surname] = [spelling.forename.joined, spelling.surname.joined];
  if (forename === '' || surname === '') return false;
  return wholes.has(forename + surname) || (!orderGiven && wholes.has(surname + forename));
}

/** One name alone; "Le Blanc" and "O Neill" are one name too. */
const isNameAlone = ({ orderGiven, wholes }: Asked, { forenames, surnameParts }: Known) =>
  !orderGiven && [...wholes].some((name) => forenames.has(name) || surnameParts.has(name));

const hasInitial = ({ forename, surname }: Reading, known: Known) =>
  (startsAny(forename, known.forenames) && known.surnameParts.has(surname.joined)) ||
  (known.forenames.has(forename.joined) && startsAny(surname, known.surnames));

const mixesSets = ({ forename, surname }: Reading, known: Known) =>
  known.forenames.has(forename.joined) && known.surnameParts.has(surname.joined);

const isMisspelt = ({ forename, surname }: Reading, { spellings }: Known) =>
  spellings.some((s) => areNear(forename, s.forename) && areNear(surname, s.surname));

const sharesInitial = ({ forename, surname }: Reading, { spellings }: Known) =>
  spellings.some((s) => surname.joined === s.surname.joined && initialOf(forename) === initialOf(s.forename));

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
