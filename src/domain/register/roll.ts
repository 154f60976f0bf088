/** The register of one provision on one day: who is due, and what the marks known so far say of each. */
import { displayName } from '../names.ts';
import { pupilDay } from '../pupil-day.ts';
import { slotState } from '../standing.ts';
import type { PartnershipRecords, Pupil, Session } from '../records.ts';
import type { Slot } from '../slots.ts';
import type { SlotState, Standing } from '../standing.ts';
import type { LocalDate, Moment } from '../time.ts';

/** One pupil due at one slot. */
export interface RollEntry {
  partnership: string;
  pupil: Pupil;
  slot: Slot;
  standing: Standing;
  state: SlotState;
}

export interface RollAsk {
  /** A provision's code, or a school's URN for its own site. */
  provision: string;
  date: LocalDate;
  /** Of the partnerships whose pupils the asker may mark, with the marks of that day. */
  held: readonly PartnershipRecords[];
  now: Moment;
  /** A sign-in name: sealed pupils are on the register of those named alone (R8.3). */
  viewer: string;
}

function entriesOf(pupil: Pupil, held: PartnershipRecords, { provision, date, now }: RollAsk): RollEntry[] {
  return pupilDay(pupil, date, held, now)
    .standings.filter(({ slot }) => slot.provision === provision && !slot.closed)
    .map((standing) => {
      const state = slotState(standing, now);
      return { partnership: held.partnership.code, pupil, slot: standing.slot, standing, state };
    });
}

const asListed = (a: RollEntry, b: RollEntry): number =>
  displayName(a.pupil).localeCompare(displayName(b.pupil), 'en') ||
  a.pupil.pupilId.localeCompare(b.pupil.pupilId) ||
  a.slot.start.localeCompare(b.slot.start);

/** Everybody due there that day, by the name shown: a line for each slot, none where the place is shut. */
export const rollOf = (ask: RollAsk): RollEntry[] =>
  ask.held
    .flatMap((held) =>
      held.pupils
        .filter(({ sealed }) => sealed === undefined || sealed.includes(ask.viewer))
        .flatMap((pupil) => entriesOf(pupil, held, ask)),
    )
    .toSorted(asListed);

/** The slot running or next to start; once all are over, the last. */
function nearest(entries: readonly RollEntry[], { time }: Moment): RollEntry | undefined {
  const inOrder = entries.toSorted((a, b) => a.slot.start.localeCompare(b.slot.start));
  return inOrder.find(({ slot }) => time < slot.end) ?? inOrder.at(-1);
}

/** The sessions in which somebody is due. */
export const sessionsOf = (roll: readonly RollEntry[]): Session[] =>
  (['AM', 'PM'] as const).filter((session) => roll.some(({ slot }) => slot.session === session));

/** The session running or next to start, and at the end of the day the last; on another day the asker has to say. */
export const currentSession = (roll: readonly RollEntry[], now: Moment): Session | undefined =>
  nearest(
    roll.filter(({ slot }) => slot.date === now.date),
    now,
  )?.slot.session;

/** One line a pupil, for whoever is due there more than once: the slot running or next to start, else the last. */
export const currentSlots = (roll: readonly RollEntry[], now: Moment): RollEntry[] =>
  [...Map.groupBy(roll, ({ pupil }) => pupil.pupilId).values()].flatMap((entries) => nearest(entries, now) ?? []);
