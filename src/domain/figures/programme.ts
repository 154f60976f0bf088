/** Programme attendance: of the slots expected at some provisions, those attended. It is not attendance per cent (2.1). */
import { expectedSlots } from '../pupil-day.ts';
import { marksOfDay } from '../day-marks.ts';
import { slotState, standingOf } from '../standing.ts';
import { addDays } from '../time.ts';
import type { SlotState, Standing } from '../standing.ts';
import type { Session } from '../records.ts';
import type { LocalDate } from '../time.ts';
import type { CellKind } from './school-weeks.ts';
import type { Period } from './sessions.ts';

export interface ProgrammeSlot {
  date: LocalDate;
  session: Session;
  kind: Extract<CellKind, 'attended' | 'not-attended' | 'unmarked'>;
}

export interface Programme {
  expected: number;
  attended: number;
  /** Registers that nobody has returned: neither attended nor not (trap 7). */
  unmarked: number;
}

const kindOf: Partial<Record<SlotState, ProgrammeSlot['kind']>> = {
  present: 'attended',
  late: 'attended',
  absent: 'not-attended',
  'not-returned': 'unmarked',
};

/** Who left was there, unless nobody ever said that they came. */
const kindOfSlot = (standing: Standing, state: SlotState): ProgrammeSlot['kind'] | undefined =>
  state === 'left' && standing.registered ? 'attended' : (kindOf[state] ?? (state === 'left' ? 'unmarked' : undefined));

/** The slots at these provisions in the period, in order, as far as they have been. */
export function programmeSlots(period: Period, provisions: readonly string[]): ProgrammeSlot[] {
  const { pupil, held, from, to, now } = period;
  const found: ProgrammeSlot[] = [];
  for (let date = from; date <= to; date = addDays(date, 1)) {
    const marks = marksOfDay(held.marks, pupil, date, now.instant);
    for (const slot of expectedSlots(pupil, date, held)) {
      if (!provisions.includes(slot.provision)) continue;
      const standing = standingOf(slot, marks);
      const kind = kindOfSlot(standing, slotState(standing, now));
      if (kind) found.push({ date, session: slot.session, kind });
    }
  }
  return found;
}

const count = (slots: readonly ProgrammeSlot[], kind: ProgrammeSlot['kind']): number =>
  slots.filter((slot) => slot.kind === kind).length;

export const programmeAttendance = (slots: readonly ProgrammeSlot[]): Programme => ({
  expected: slots.length,
  attended: count(slots, 'attended'),
  unmarked: count(slots, 'unmarked'),
});
