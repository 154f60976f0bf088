/** One line of a register as facts: what stands recorded, what was tapped, and what would come of it. Shown as a card or on a page. */
import { markFor, type Marking } from '../../domain/register/marking.ts';
import type { MarkRefusal } from '../../domain/register/entry.ts';
import type { RollEntry } from '../../domain/register/roll.ts';
import type { Mark } from '../../domain/records.ts';
import type { Tap } from '../../store/drafts.ts';
import { refusalWords } from '../../texts/register-refusals.ts';
import type { Asking } from '../command.ts';
import { tapOf, type Register } from './reading.ts';
import { entryOf } from './tapping.ts';

export interface Line {
  stands: Mark | undefined;
  /** Not one that only says what stands already. */
  tapped?: { tap: Tap; marking: Exclude<Marking, { kind: 'same' }> };
}

/** What would come of a tap if it were submitted now. */
function judged(register: Register, { partnership, pupil, slot }: RollEntry, tap: Tap, asking: Asking): Marking {
  const { provision, date } = register.at;
  const held = register.held.get(partnership)!;
  const place = { held, pupilId: pupil.pupilId, date, provision, start: slot.start };
  return markFor(entryOf(tap), place, asking, asking.now, tap.seen);
}

export function lineOf(register: Register, entry: RollEntry, asking: Asking): Line {
  const stands = entry.standing.history.at(-1);
  const tap = tapOf(register, entry);
  const marking = tap && judged(register, entry, tap, asking);
  return !tap || !marking || marking.kind === 'same' ? { stands } : { stands, tapped: { tap, marking } };
}

/** The time only where the session has slots that start at different times. */
export function aboutEntry({ held, roll }: Pick<Register, 'held' | 'roll'>, entry: RollEntry): string {
  const { pupil, slot, partnership } = entry;
  const school = held.get(partnership)?.schools.find(({ urn }) => urn === pupil.schoolUrn)?.name ?? '';
  const differs = roll.some((other) => other.slot.start !== slot.start);
  return [`Year ${pupil.yearGroup}`, school, differs ? `from ${slot.start}` : '']
    .filter((part) => part !== '')
    .join(', ');
}

export const refusalIn = ({ directory }: Asking, refusal: MarkRefusal): string =>
  refusalWords(refusal, (code) => directory.provisionList.find((one) => one.code === code)?.name ?? code);
