/** "Where is" in words (R7.10–R7.17): what is confirmed, what is planned, how old, what next, whom to ring. No address. */
import { headline, isPast, isToCome, thatDay } from './whereabouts/headline.ts';
import {
  capital,
  closureBrackets,
  closureReason,
  dayWords,
  evidenceWords,
  plannedWords,
  sentences,
  span,
} from './whereabouts/words.ts';
import { longDate } from '../domain/time.ts';
import type { PartTime } from '../domain/slots.ts';
import type { Evidence, Planned, Ring, Whereabouts } from '../domain/whereabouts.ts';

export interface Said {
  /** Who was found, so that the asker notices another child of that name (R8.2). */
  title: string;
  headline: string;
  confirmed: string;
  planned: string;
  evidenceAge?: string;
  next?: string;
  ring?: string;
  note?: string;
}

function confirmed(w: Whereabouts): string {
  if (w.state === 'A2') return w.evidence.map((one) => `${capital(evidenceWords(one, w))}.`).join(' ');
  const seen = w.lastConfirmed && `Last confirmed: ${evidenceWords(w.lastConfirmed, w)}.`;
  const absent = w.held.filter(({ status }) => status === 'absent').map((one) => `${capital(evidenceWords(one, w))}.`);
  const said = sentences([seen, ...absent]);
  return said || (isToCome(w) ? 'No evidence yet.' : `Nothing confirmed ${thatDay(w)}.`);
}

function planned(w: Whereabouts): string {
  const withYou = w.audience === 'provision';
  if (w.planned.length > 0) {
    const slots = w.planned.map((slot) => (withYou ? span(slot) : plannedWords(slot))).join(' and ');
    return withYou ? `Timetabled with you ${slots}.` : `Timetabled to be at ${slots}.`;
  }
  if (w.state === 'A11' || w.state === 'A12') return `Between ${plannedWords(w.from)} and ${plannedWords(w.to)}.`;
  return withYou ? 'Nothing timetabled with you at that time.' : 'Nothing timetabled at that time.';
}

/** The mark the answer rests on, else the last that confirms anything. */
function newest(w: Whereabouts): Evidence | undefined {
  if (!('evidence' in w) || !w.evidence) return w.lastConfirmed;
  return Array.isArray(w.evidence) ? w.evidence.at(-1) : w.evidence;
}

function evidenceAge(w: Whereabouts): string | undefined {
  const evidence = newest(w);
  if (evidence?.ageMinutes === undefined) return undefined;
  const age = `${evidence.ageMinutes} ${evidence.ageMinutes === 1 ? 'minute' : 'minutes'} old`;
  const then = isPast(w) ? `${age} at that moment` : age;
  if (!evidence.stale) return `${then}.`;
  const over = evidence.slot && evidence.slot.end <= w.moment.time;
  const ends = w.now.date === w.moment.date && w.now.time < (evidence.slot?.end ?? '') ? 'ends' : 'ended';
  return over ? `${then}; that slot ${ends} at ${evidence.slot?.end}.` : `${then}, which may be out of date.`;
}

function next(w: Whereabouts): string | undefined {
  if (!w.next) return undefined;
  const day = dayWords(w.next.date, w.now);
  const shut =
    w.next.homeSchoolShut && w.next.date !== w.moment.date
      ? ` (home school closed: ${closureReason(w.next.homeSchoolShut)})`
      : '';
  const then = isPast(w) ? 'After that' : 'Next';
  if (w.audience === 'provision') return `${then} with you ${day}, ${span(w.next)}.`;
  return `${then}: ${w.next.place.name} ${day}, ${span(w.next)}${shut}.`;
}

const ringWords: Record<Ring['whom'], (name: string) => string> = {
  coordinator: (name) => `the coordinator (${name})`,
  provision: (name) => name,
  'school-office': (name) => `the office of ${name}`,
};
function ring(rings: readonly Ring[]): string | undefined {
  const all = rings.map(({ whom, name, phone }) => {
    const whoever = ringWords[whom](name);
    return phone ? `ring ${whoever} on ${phone}` : `ask ${whoever}`;
  });
  return all.length > 0 ? `${capital(all.join('; or '))}.` : undefined;
}

function partTimeNote(partTime: PartTime, w: Whereabouts): string | undefined {
  if (partTime.state === 'none') return undefined;
  const half = partTime.agreement.session === 'AM' ? 'morning' : 'afternoon';
  if (partTime.state === 'covered')
    return `Part-time timetable: not expected ${thatDay(w) === 'today' ? 'this' : 'that'} ${half}.`;
  return `The part-time agreement for the ${half} ended on ${longDate(partTime.agreement.to ?? partTime.agreement.from)}: decision needed.`;
}

function planNote(w: Whereabouts): string | undefined {
  if (w.state === 'A13') return partTimeNote(w.partTime, w);
  if (w.state !== 'A14' || (w.why !== 'part-time' && w.why !== 'nothing-timetabled')) return undefined;
  return sentences([partTimeNote(w.partTime.AM, w), partTimeNote(w.partTime.PM, w)]);
}

/** The home school, where the answer does not already turn on it. */
function homeSchoolNote({ homeSchool, ...w }: Whereabouts): string | undefined {
  if (!homeSchool || (w.state === 'A15' && w.place.atHome)) return undefined;
  if (homeSchool.shut) return `Home school: closed${closureBrackets(homeSchool.shut)}.`;
  return w.state === 'A15' ? 'Home school: open.' : undefined;
}

const transportNote = (slot: Planned | undefined): string | undefined =>
  slot?.transport ? `Transport: ${slot.transport}.` : undefined;

function note(w: Whereabouts): string | undefined {
  const danger =
    w.state === 'A1' && !isPast(w) ? 'Call 999 if you believe the child is in immediate danger.' : undefined;
  const transport = danger ? transportNote(w.planned[0] ?? w.next) : undefined;
  const later = w.later.map((one) => `Later ${thatDay(w)}: ${evidenceWords(one, w)}.`);
  return sentences([danger, transport, planNote(w), homeSchoolNote(w), ...later]) || undefined;
}

/** `who`: as the header shows the pupil; the preferred name (8.1). Every text is plain and unescaped. */
export function sayWhereabouts(w: Whereabouts, who: { displayName: string; school: string; year: number }): Said {
  const rest = { evidenceAge: evidenceAge(w), next: next(w), ring: ring(w.ring), note: note(w) };
  return {
    title: `${who.displayName}, ${who.school}, Year ${who.year}`,
    headline: headline(w),
    confirmed: confirmed(w),
    planned: planned(w),
    ...Object.fromEntries(Object.entries(rest).filter(([, text]) => text !== undefined)),
  };
}
