/** The first line of the answer: the "Says" column of 7.2, one line a state. */
import { clockWords, ownerWords } from '../follow-up/clock.ts';
import { askedSentences } from '../register-asked.ts';
import { capital, categoryText, closureBrackets, dayWords, evidenceWords, fullDate, recorder, span } from './words.ts';
import type { NotExpected, Whereabouts } from '../../domain/whereabouts.ts';

type In<S extends Whereabouts['state']> = Extract<Whereabouts, { state: S }>;

export const isPast = ({ moment, now }: Whereabouts): boolean => moment.instant < now.instant;
export const isToCome = ({ moment, now }: Whereabouts): boolean => moment.instant > now.instant;
/** `today` or `that day`. */
export const thatDay = ({ moment, now }: Whereabouts): string => (moment.date === now.date ? 'today' : 'that day');

function absence(w: In<'A7'>): string {
  if (w.category === 'restricted') return `${capital(categoryText(w.category))}.`;
  const { date, time } = w.evidence.recorded;
  const reported = `reported ${time}${date === w.moment.date ? '' : ` ${dayWords(date, w.now)}`}`;
  return `Absent ${thatDay(w)}: ${categoryText(w.category)} (${reported}${recorder(w.evidence)}).`;
}

function unexplained(w: In<'A8'>): string {
  const { place, recorded } = w.evidence;
  if (isPast(w)) return `Not at ${place.name}; no reason is known.`;
  if (w.followed) {
    const { since: from, owner } = w.followed;
    const followed = `Being followed up since ${clockWords(from.instant, w.now)}, owner ${ownerWords(owner.map((role) => ({ role })))}`;
    return `Not at ${place.name}; reason not yet known. ${followed}.`;
  }
  const since = recorded.date === w.moment.date ? ` since ${recorded.time}` : '';
  return `Not at ${place.name}; reason not yet known. Being followed up${since} by the partnership.`;
}

function expected(w: In<'A9'>): string {
  const { place, start, registerUntil } = w.slot;
  if (isToCome(w)) return `Timetabled to be at ${place.name} ${span(w.slot)}.`;
  const register = isPast(w) ? 'its register was open until' : 'register open until';
  return `Expected at ${place.name} since ${start}; ${register} ${registerUntil}.`;
}

function travel({ from, to, lastConfirmed }: In<'A11'>): string {
  const means = from.transport ?? to.transport;
  const last = lastConfirmed ? `; last confirmed ${lastConfirmed.place.name} ${lastConfirmed.at}` : '';
  return `Due to travel ${from.place.name} to ${to.place.name} ${from.end}–${to.start}${means ? ` (${means})` : ''}${last}.`;
}

function lunchWords({ from, to }: In<'A12'>): string {
  const planned = from.lunch ?? to.lunch;
  return planned
    ? `Lunch until ${to.start} planned at ${to.place.name}; ${planned}.`
    : `Between slots at ${to.place.name} until ${to.start}; lunch arrangements not recorded.`;
}

function notExpected(w: In<'A14'>): string {
  const found: NotExpected = w;
  switch (found.why) {
    case 'due-in-school':
      return `Home-school day: due at ${found.slot.place.name}${isToCome(w) ? '' : '; we hold no mark'}.`;
    case 'due-where-registered':
      return `Due at ${found.slot.place.name} (registered there)${isToCome(w) ? '' : '; no mark held'}.`;
    case 'part-time':
      return `Not expected at a provision ${thatDay(w)} (part-time timetable).`;
    case 'nothing-timetabled':
      return `Not expected at a provision ${thatDay(w)}: nothing is timetabled.`;
    case 'suspended':
      return `Not expected at school ${thatDay(w)} (${found.kind}).`;
    case 'left':
      return `Left the programme on ${fullDate(found.on)}.`;
    case 'not-started':
      return `Not in the programme yet: starts on ${fullDate(found.on)}.`;
    default:
      return `Not expected with you ${thatDay(w)}.`;
  }
}

/** Provision staff, while the pupil is not due with them: until when, and never where else (R7.15, Q19). */
function notWithYou(w: Whereabouts): string {
  if (w.next?.date === w.moment.date) return `Not expected with you until ${w.next.start}.`;
  return `Not expected with you ${w.state === 'A16' ? thatDay(w) : `for the rest of ${thatDay(w) === 'today' ? 'today' : 'that day'}`}.`;
}

function lastSeen({ evidence, moment }: In<'A5'>): string {
  if (evidence.status === 'left') return `Last confirmed: ${evidenceWords(evidence, { moment })}.`;
  const ended = evidence.slot ? `; that slot ended ${evidence.slot.end}` : '';
  return `Last confirmed at ${evidence.place.name} ${evidence.at}${ended}.`;
}

function closedWord(w: In<'A15'>): string {
  const isToday = thatDay(w) === 'today';
  const half = { AM: 'morning', PM: 'afternoon' };
  const { session } = w.closure;
  if (session) return `closed ${isToday ? 'this' : 'that'} ${half[session]}`;
  return isToday ? 'is closed today' : 'closed that day';
}

function says(w: Whereabouts): string {
  const isProvision = w.audience === 'provision';
  switch (w.state) {
    case 'A1':
      return `${isPast(w) ? 'Whereabouts were not established' : 'We are trying to establish whereabouts'}. Speak to the coordinator.`;
    case 'A2':
      return 'Two marks disagree. Contact the coordinator.';
    case 'A3':
      return `${capital(evidenceWords(w.evidence, w))}.`;
    case 'A4':
      return `${capital(evidenceWords(w.evidence, w))}.${w.evidence.slot ? ` Slot ends ${w.evidence.slot.end}.` : ''}`;
    case 'A5':
      return lastSeen(w);
    case 'A6':
      return `In school per ${w.evidence.recordedBy} ${w.evidence.timeKnown ? 'at' : 'for the slot from'} ${w.evidence.at}.`;
    case 'A7':
      return absence(w);
    case 'A8':
      return unexplained(w);
    case 'A9':
      return expected(w);
    case 'A10':
      return isPast(w)
        ? `Not confirmed: ${w.slot.place.name} returned no register mark for that time.`
        : `Not confirmed: ${w.slot.place.name} has not returned its register. ${w.asked ? askedSentences(w.asked) : 'We are asking.'}`;
    case 'A11':
      return travel(w);
    case 'A12':
      return lunchWords(w);
    case 'A13':
      return isProvision ? notWithYou(w) : `Nothing timetabled ${w.plan ? 'then' : 'now'}.`;
    case 'A14':
      return notExpected(w);
    case 'A15':
      return `${w.place.name} ${closedWord(w)}${closureBrackets(w.closure)}.`;
    default:
      return isProvision ? notWithYou(w) : 'Outside programme hours.';
  }
}

/** A question about another moment says so first, and whether it is answered from the plan alone (R7.16). */
function about(w: Whereabouts): string {
  if (!w.plan) return '';
  const day = dayWords(w.moment.date, w.now).replace(/^on /, '');
  return `${isToCome(w) ? 'Plan for ' : ''}${isToCome(w) ? day : capital(day)} at ${w.moment.time}: `;
}

export const headline = (w: Whereabouts): string => about(w) + says(w);
