/** The registers of a day as they stand: which are in, which are not, and which are still open. */
import { provisionOf } from './cover.ts';
import { pupilDay } from './pupil-day.ts';
import { slotState } from './standing.ts';
import type { PupilDay } from './pupil-day.ts';
import type { PartnershipRecords } from './records.ts';
import type { Slot } from './slots.ts';
import type { LocalTime, Moment } from './time.ts';

/** `part`: closed, and some of its pupils are marked. */
export const registerStates = ['not-in', 'part', 'open', 'in', 'not-yet'] as const;
export type RegisterState = (typeof registerStates)[number];

export interface DayRegister {
  provision: string;
  closesAt: LocalTime;
  state: RegisterState;
  /** Pupils due. */
  due: number;
  /** Of whom nothing has been said. */
  unmarked: number;
}

/** The home site and a school where the pupil is registered too keep registers of their own (Q12, Q15). */
const isOurs = (slot: Slot, day: PupilDay): boolean =>
  !slot.atHome &&
  !slot.closed &&
  !(slot.placement?.arrangement === 'dual' && provisionOf(slot, day)?.registered === true);

interface Counted {
  slot: Slot;
  due: number;
  unmarked: number;
}

function stateOf({ slot, due, unmarked }: Counted, now: Moment): RegisterState {
  if (unmarked === 0) return 'in';
  if (now.time < slot.start) return 'not-yet';
  if (now.time < slot.closesAt) return 'open';
  return unmarked < due ? 'part' : 'not-in';
}

/** Of `now`'s date, by place and closing time. A sealed pupil counts for those named alone: a number tells of them too (R8.3). */
export function dayRegisters(held: PartnershipRecords, now: Moment, viewer: string): DayRegister[] {
  const counted = new Map<string, Counted>();
  for (const pupil of held.pupils) {
    if (pupil.sealed && !pupil.sealed.includes(viewer)) continue;
    const day = pupilDay(pupil, now.date, held, now);
    for (const standing of day.standings.filter(({ slot }) => isOurs(slot, day))) {
      const key = `${standing.slot.provision} ${standing.slot.closesAt}`;
      const one = counted.get(key) ?? { slot: standing.slot, due: 0, unmarked: 0 };
      const isMarked = !['not-started', 'open', 'not-returned'].includes(slotState(standing, now));
      counted.set(key, { ...one, due: one.due + 1, unmarked: one.unmarked + (isMarked ? 0 : 1) });
    }
  }
  return [...counted.values()].map((one) => ({
    provision: one.slot.provision,
    closesAt: one.slot.closesAt,
    state: stateOf(one, now),
    due: one.due,
    unmarked: one.unmarked,
  }));
}
