/** What becomes of each pupil on each day: drawn once, and the same for the same seed. */
import type { Slot } from '../../../src/domain/slots.ts';
import { ragOf } from '../../../src/domain/absence/rag.ts';
import type { Pupil } from '../../../src/domain/records.ts';
import type { Chance } from '../chance.ts';

const fates = [
  'here',
  'late',
  /** Arrives after the register has closed. */
  'late-after-close',
  'away',
  /** Away, and the provision has heard why. */
  'ill',
  /** Away, and it was known before the start. */
  'told-before',
  /** Marked present, then leaves without permission. */
  'leaves',
  /** Present at one place in the morning, and not at the next at noon (R4.10). */
  'lost-at-noon',
  /** Marked absent by mistake. */
  'wrongly-away',
  /** Marked present by mistake. */
  'wrongly-here',
  /** Two places say that they have the child (A2). */
  'claimed-twice',
] as const;
type Fate = (typeof fates)[number];

/** How the people of an absence go about it. */
const manners = ['reached', 'second-try', 'nobody', 'silent'] as const;
type Manner = (typeof manners)[number];

export interface PupilFate {
  pupil: Pupil;
  fate: Fate;
  manner: Manner;
  /** Which day of the run of absence it is, from 1. */
  day: number;
}

const shares: readonly (readonly [Fate, number])[] = [
  ['away', 0.02],
  ['ill', 0.01],
  ['told-before', 0.008],
  ['late', 0.02],
  ['late-after-close', 0.006],
  ['leaves', 0.005],
  ['lost-at-noon', 0.02],
  ['wrongly-away', 0.008],
  ['wrongly-here', 0.006],
  ['claimed-twice', 0.006],
];

function drawn<T>(chance: Chance, from: readonly (readonly [T, number])[], otherwise: T): T {
  let left = chance.next();
  return from.find(([, share]) => (left -= share) < 0)?.[0] ?? otherwise;
}

const goesOn = new Set<Fate>(['away', 'ill']);
const mannerOf = (chance: Chance): Manner =>
  drawn(
    chance,
    [
      ['reached', 0.5],
      ['second-try', 0.2],
      ['nobody', 0.15],
    ],
    'silent',
  );

const isMove = (slots: readonly Slot[]): boolean => new Set(slots.map(({ provision }) => provision)).size > 1;

/** In the quiet days after the week nobody new is away: only what was begun goes on to its end. */
export function createFates(chance: Chance): (pupil: Pupil, slots: readonly Slot[], quiet: boolean) => PupilFate {
  const running = new Map<string, { fate: Fate; manner: Manner; left: number; day: number }>();
  return (pupil, slots, quiet) => {
    const run = running.get(pupil.pupilId);
    if (run && run.left > 0) {
      run.left -= 1;
      run.day += 1;
      return { pupil, fate: run.fate, manner: run.manner, day: run.day };
    }
    running.delete(pupil.pupilId);
    const [fate, manner, length] = [drawn(chance, shares, 'here'), mannerOf(chance), chance.next()];
    const usual: PupilFate = { pupil, fate: 'here', manner, day: 0 };
    if (quiet || (fate === 'lost-at-noon' && !isMove(slots))) return usual;
    if (goesOn.has(fate)) {
      const left = length < 0.55 ? 0 : length < 0.8 ? 1 : length < 0.9 ? 2 : 6;
      running.set(pupil.pupilId, { fate, manner, left, day: 1 });
    }
    return { pupil, fate, manner, day: 1 };
  };
}

export const isRed = (pupil: Pupil): boolean => ragOf(pupil).rag === 'red';
