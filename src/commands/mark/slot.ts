/** Which of a pupil's slots a mark is for, among those this person may mark. */
import { pupilDay } from '../../domain/pupil-day.ts';
import { mayMark } from '../../domain/register/rights.ts';
import type { Standing } from '../../domain/standing.ts';
import { addMinutes, type LocalDate } from '../../domain/time.ts';
import type { Asking } from '../command.ts';
import type { Found } from '../find-pupil.ts';
import type { MarkSaid } from './words.ts';

/** A register is opened a little before its slot starts. */
const OPENS_EARLY_MINUTES = 30;

export type WhichSlot =
  | { kind: 'one'; standing: Standing }
  | { kind: 'several'; standings: Standing[] }
  | { kind: 'none'; dayOver: boolean };

export function slotsToMark({ pupil, held }: Found, date: LocalDate, asking: Asking) {
  const standings = pupilDay(pupil, date, held, asking.now, Infinity).standings;
  const may = ({ slot }: Standing) =>
    mayMark(asking, {
      provision: slot.provision,
      partnership: held.partnership.code,
      date,
      today: asking.now.date,
    });
  return {
    mine: standings.filter((standing) => may(standing).kind === 'may'),
    dayOver: standings.some((standing) => {
      const answer = may(standing);
      return answer.kind === 'refused' && answer.why === 'day-over';
    }),
  };
}

const only = (standings: readonly Standing[]): Standing | undefined =>
  standings.length === 1 ? standings[0] : undefined;

/** The session said; else the slot that the time said falls in; else the one running. More than one is asked, never guessed. */
export function slotFor(found: Found, said: MarkSaid, date: LocalDate, asking: Asking): WhichSlot {
  const { mine, dayOver } = slotsToMark(found, date, asking);
  const { session, entry } = said;
  const standings = session ? mine.filter(({ slot }) => slot.session === session) : mine;
  if (standings.length === 0) return { kind: 'none', dayOver };
  const within = (time: string, early = 0) =>
    standings.filter(({ slot }) => addMinutes(slot.start, -early) <= time && time < slot.end);
  const saidAt = 'at' in entry ? entry.at : undefined;
  const timed = session || saidAt === undefined ? undefined : only(within(saidAt));
  const running = session || date !== asking.now.date ? undefined : only(within(asking.now.time, OPENS_EARLY_MINUTES));
  const standing = only(standings) ?? timed ?? running;
  return standing ? { kind: 'one', standing } : { kind: 'several', standings };
}
