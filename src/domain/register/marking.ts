/** From what a person says about one pupil to a mark, or to why not. Decided on what stands now, so it may be decided again. */
import { absenceCategory, hasReason } from '../codes.ts';
import { amendmentOf, saysTheSame, toldEntry } from './amendment.ts';
import { coded } from './code-entry.ts';
import { overtakenBy } from './conflict.ts';
import { dayAndStanding, hasCome, isToday, markSaying } from './due.ts';
import { MOST_REASON_CHARACTERS, refuse, says } from './entry.ts';
import { codeOfReason, heardIn } from './reasons.ts';
import { mayMark } from './rights.ts';
import { came, leavingRefused, went } from './times.ts';
import type { Mark } from '../records.ts';
import type { Slot } from '../slots.ts';
import type { Instant, Moment } from '../time.ts';
import type { Due, Place } from './due.ts';
import type { Entry, MarkRefusal, Read, Saying } from './entry.ts';
import type { Who } from './rights.ts';

export type Marking =
  | { kind: 'mark'; mark: Mark; slot: Slot }
  | { kind: 'same'; stands: Mark }
  /** Somebody else has marked the slot since it was shown; not named where the name gives away what must stay unsaid. */
  | { kind: 'overtaken'; by?: string; what: string; at: Instant }
  | { kind: 'refused'; refusal: MarkRefusal };

/** Empty words are none. */
const wordsOf = (text: string | undefined): string | undefined => text?.trim() || undefined;

/** Rights first: who may not mark there learns nothing of who is due. */
function dueAt(place: Place, who: Who, now: Moment): Due | MarkRefusal {
  const { held, provision, date } = place;
  const may = mayMark(who, { provision, partnership: held.partnership.code, date, today: now.date });
  if (may.kind === 'refused') return { why: may.why };
  if (date > now.date) return { why: 'day-ahead' };
  const found = dayAndStanding(place, who, now);
  if (!found) return { why: 'no-such-slot' };
  if (found.standing.slot.closed) return { why: 'place-closed' };
  return { ...found, who, as: may.as, position: may.position, now };
}

function away(entry: Extract<Entry, { said: 'absent' | 'late' }>): Pick<Saying, 'code'> {
  return { code: codeOfReason(entry.heard ?? heardIn(entry.reason ?? '')) };
}

function read(entry: Entry, due: Due): Read {
  if ([entry.reason, entry.why].some((words) => (words?.length ?? 0) > MOST_REASON_CHARACTERS))
    return refuse({ why: 'words-too-long', most: MOST_REASON_CHARACTERS });
  if (entry.said === 'code') return coded(entry.code, due);
  if (entry.said === 'absent') return says({ status: 'absent', ...away(entry) });
  if (entry.said === 'left') return went(entry.at, due);
  const here = came(entry.said, entry.at, due);
  return here.kind === 'says' && entry.said === 'late' ? says({ ...here.saying, ...away(entry) }) : here;
}

function overtaken(other: Mark): Marking {
  const by = absenceCategory(other) === 'restricted' ? undefined : other.recordedBy;
  return { kind: 'overtaken', by, what: toldEntry(other), at: other.recordedAt };
}

/** What can be judged only beside the marks that stand. A bare “not here” before the start would set off a search. */
function againstWhatStands(mark: Mark, due: Due, why: string | undefined): Marking {
  const { standing } = due;
  const stands = standing.history.at(-1);
  const refusal = mark.leftAt === undefined ? undefined : leavingRefused(due, mark.leftAt);
  if (refusal) return refuse(refusal);
  if (mark.status === 'absent' && !hasReason(mark) && !hasCome(due, mark.arrive))
    return refuse({ why: 'not-started', from: mark.arrive });
  const amends = amendmentOf(stands, mark, { why, dayOver: !isToday(due) });
  if (amends.kind === 'why-needed') return refuse({ why: 'why-needed', ...(stands && { stands: toldEntry(stands) }) });
  if (amends.kind === 'none') return { kind: 'mark', mark, slot: standing.slot };
  return { kind: 'mark', mark: { ...mark, amends: { was: amends.was, why: amends.why } }, slot: standing.slot };
}

/**
 * `seen`: what the person had before them (`seenIn`); left out where they were shown nothing. `now` in school time. The mark,
 * where there is one, is for this slot of this pupil and no other.
 */
export function markFor(entry: Entry, place: Place, who: Who, now: Moment, seen?: string): Marking {
  const due = dueAt(place, who, now);
  if ('why' in due) return refuse(due);
  const told = read(entry, due);
  if (told.kind === 'refused') return told;
  const mark = markSaying({ ...told.saying, reason: wordsOf(entry.reason) }, due);
  const why = wordsOf(entry.why);
  const stands = due.standing.history.at(-1);
  if (stands && saysTheSame(stands, mark, why)) return { kind: 'same', stands };
  const other = seen === undefined ? undefined : overtakenBy(due.standing, seen, who.person.upn);
  if (other) return overtaken(other);
  return againstWhatStands(mark, due, why);
}
