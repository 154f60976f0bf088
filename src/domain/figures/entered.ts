/** The codes that people put on marks, each with what it stands beside: for looking at, not for counting. */
import { slotsOn } from '../slots.ts';
import { halves } from './sessions.ts';
import type { Proposal } from '../proposal.ts';
import type { PupilDay } from '../pupil-day.ts';
import type { Mark, Session } from '../records.ts';
import type { Slot } from '../slots.ts';

const NOON = '12:00';

export interface Entered {
  day: PupilDay;
  session: Session;
  mark: Mark;
  /** As it stands on the mark: perhaps no code of today. */
  text: string;
  /** The slot that the mark speaks of, else the first of its session. */
  slot?: Slot;
  proposal: Proposal;
  /** Somebody reported the pupil present in the session, at a place where they were expected. */
  seen: boolean;
}

const speaksOf = ({ provision, arrive }: Mark, slot: Slot): boolean =>
  slot.provision === provision && slot.start === arrive;

/** Of several marks for one slot the latest: a correction takes the code before it out of the register (R3.6). */
function latest(marks: readonly Mark[]): Mark[] {
  const bySlot = Map.groupBy(
    marks.toSorted((a, b) => a.recordedAt - b.recordedAt),
    (mark) => `${mark.provision} ${mark.arrive}`,
  );
  return [...bySlot.values()].map((same) => same.at(-1)!);
}

/** What the school's own system fills in for a child who is elsewhere is no evidence, but it is a code somebody entered. */
export function enteredOn(day: PupilDay, proposals: Record<Session, Proposal>): Entered[] {
  const known = day.held.marks.filter(
    ({ pupilId, date, recordedAt }) =>
      pupilId === day.pupil.pupilId && date === day.date && recordedAt <= day.now.instant,
  );
  if (!known.some(({ code }) => code !== undefined)) return [];
  const slots = slotsOn(day.pupil, day.date, day.held);
  return latest(known).flatMap((mark) => {
    if (mark.code === undefined) return [];
    const own = slots.find((slot) => speaksOf(mark, slot));
    const session = own?.session ?? halves[mark.arrive < NOON ? 0 : 1];
    const slot = own ?? slots.find((one) => one.session === session);
    const seen = day.standings.some((one) => one.slot.session === session && one.registered !== undefined);
    return [{ day, session, mark, text: mark.code.trim(), slot, proposal: proposals[session], seen }];
  });
}
