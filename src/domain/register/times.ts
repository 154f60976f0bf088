/** Which mark a time makes of somebody coming or going (R3.3). The time decides; a word that contradicts it is asked back. */
import { arrivalAt, arrivalOf } from '../standing.ts';
import { addMinutes, isTime } from '../time.ts';
import { hasCome, markSaying } from './due.ts';
import { refuse, says } from './entry.ts';
import type { Due } from './due.ts';
import type { MarkRefusal, Read } from './entry.ts';
import type { LocalTime } from '../time.ts';

/** Who comes earlier than this has come to something else. */
const EARLIEST_ARRIVAL_MINUTES = 60;
/** A register is opened a little early; before that, a “here” without a time is a slip, or a guess. */
const EARLIEST_REGISTER_MINUTES = 30;

/** What is wrong with a time whatever it is the time of. */
function notATime(due: Due, at: LocalTime): MarkRefusal | undefined {
  if (!isTime(at)) return { why: 'no-time', typed: at };
  return hasCome(due, at) ? undefined : { why: 'time-ahead', now: due.now.time };
}

/** Provision staff are told of their own slots only (R7.15). */
function sessionOver(due: Due, at: LocalTime): MarkRefusal {
  const { as, who, day, standing } = due;
  const next = day.standings
    .map(({ slot }) => slot)
    .find((slot) => !slot.closed && slot.start <= at && at < slot.end && slot !== standing.slot);
  const over = { why: 'session-over', end: standing.slot.end } as const;
  if (!next || (as === 'provision' && !who.scope.provisions.includes(next.provision))) return over;
  return { ...over, next: { provision: next.provision, start: next.start } };
}

function cameAt(said: 'present' | 'late', at: LocalTime, due: Due): Read {
  const { slot } = due.standing;
  if (said === 'late' && at <= slot.start) return refuse({ why: 'not-late', start: slot.start });
  const from = addMinutes(slot.start, -EARLIEST_ARRIVAL_MINUTES);
  if (at < from) return refuse({ why: 'too-early', from });
  const arrival = arrivalAt(slot, markSaying({ status: said, arrivedAt: at }, due));
  if (arrival === 'after-end') return refuse(sessionOver(due, at));
  return says({ status: arrival === 'on-time' ? 'present' : 'late', arrivedAt: at });
}

export function came(said: 'present' | 'late', at: LocalTime | undefined, due: Due): Read {
  if (at !== undefined) {
    const wrong = notATime(due, at);
    return wrong ? refuse(wrong) : cameAt(said, at, due);
  }
  if (said === 'late') return refuse({ why: 'time-needed' });
  const from = addMinutes(due.standing.slot.start, -EARLIEST_REGISTER_MINUTES);
  return hasCome(due, from) ? says({ status: 'present' }) : refuse({ why: 'not-started', from });
}

export function went(at: LocalTime | undefined, due: Due): Read {
  if (at === undefined) return refuse({ why: 'time-needed' });
  const wrong = notATime(due, at);
  if (wrong) return refuse(wrong);
  const { start, end } = due.standing.slot;
  return at < start || at >= end ? refuse({ why: 'outside-slot', start, end }) : says({ status: 'left', leftAt: at });
}

/** Nobody leaves who has not come. */
export function leavingRefused({ standing }: Due, leftAt: LocalTime): MarkRefusal | undefined {
  const arrival = arrivalOf(standing);
  if (arrival === undefined || arrival === 'after-end') return { why: 'no-arrival' };
  const arrivedAt = standing.registered?.arrivedAt ?? leftAt;
  return leftAt < arrivedAt ? { why: 'left-before-arrival', arrivedAt } : undefined;
}
