/** Whether a school is sent a digest on a date, and whether it need wait any longer. */
import { schoolDay } from './calendar.ts';
import { pupilsOf } from './digest.ts';
import { expectedSlots, pupilDay } from './pupil-day.ts';
import { setting } from './settings.ts';
import { slotState } from './standing.ts';
import type { PartnershipRecords } from './records.ts';
import type { LocalDate, Moment } from './time.ts';

interface Ask {
  urn: string;
  date: LocalDate;
  held: PartnershipRecords;
  /** A sign-in name: whether its digest is due to somebody whom a sealed pupil names (R8.3). */
  viewer?: string;
}

/** R10.4: on the school's own days, and on others when a pupil is expected at a provision that is open (M17). */
export function digestDue({ urn, date, held, viewer }: Ask): boolean {
  const chain = { organisation: urn, partnership: held.partnership.code };
  const slots = pupilsOf({ urn, date, held, viewer }).flatMap((pupil) => expectedSlots(pupil, date, held));
  if (schoolDay(held.calendar, chain, date).kind !== 'school-day') {
    return slots.some((slot) => !slot.atHome && !slot.closed);
  }
  return slots.length > 0 || setting(held, [urn, held.partnership.code], 'empty_digest', date) !== 'silent';
}

/** For `digest_by`: no register of a slot that has started is still out. Slots at the school have none (Q12). */
export function allRegistersIn({ urn, date, held, moment }: Ask & { moment: Moment }): boolean {
  return pupilsOf({ urn, date, held }).every((pupil) =>
    pupilDay(pupil, date, held, moment).standings.every(
      (standing) => standing.slot.atHome || !['open', 'not-returned'].includes(slotState(standing, moment)),
    ),
  );
}
