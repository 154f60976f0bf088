/**
 * What "where is" asks and answers: values only, the sentences are in texts. Dates and times of day are school time, ages
 * are whole minutes. Plan (`planned`, `next`) and evidence (`held`, `evidence`) are different things throughout (R7.10).
 */
import type { RegisterAsked } from '../chase/asked.ts';
import type { AbsenceCategory } from '../codes.ts';
import type { CalendarKind, MarkStatus, PartnershipRecords, Pupil, Role, Session, Suspension } from '../records.ts';
import type { PartTime } from '../slots.ts';
import type { LocalDate, LocalTime, Moment } from '../time.ts';

export type Audience = 'partnership' | 'school' | 'provision';

export interface Asked {
  pupil: Pupil;
  held: PartnershipRecords;
  /** What is asked about; `now` unless `plan`. */
  moment: Moment;
  now: Moment;
  /** `provisions`: the codes provision staff may see. They are told nothing of any other place (R7.15). */
  audience: { kind: Audience; provisions?: readonly string[] };
  /** Asked about another moment than now (R7.16). */
  plan: boolean;
  coordinator?: { name: string; phone?: string };
}

export interface Place {
  /** A provision's code, or the school's URN. */
  code: string;
  name: string;
  atHome: boolean;
  phone?: string;
}

export interface Planned {
  place: Place;
  date: LocalDate;
  start: LocalTime;
  end: LocalTime;
  registerUntil: LocalTime;
  /** Registered at that school too (Q15). */
  dual: boolean;
  lunch?: string;
  transport?: string;
  /** The pupil's own school is shut that day, although the place is not (Q16, Q17). */
  homeSchoolShut?: Closure;
}

type ClosureKind = Exclude<CalendarKind, 'term'> | 'out-of-term';
export interface Closure {
  kind: ClosureKind;
  note?: string;
  /** Of half a day. */
  session?: Session;
}

/** `withheld`: a reason is held that this audience is not entitled to. */
export type Category = AbsenceCategory | 'withheld';

/** One mark that stands, as much of it as may be said. */
export interface Evidence {
  place: Place;
  status: MarkStatus;
  /** The time it speaks of. Where nobody gave one and it was recorded outside the slot, the start of the slot. */
  at: LocalTime;
  timeKnown: boolean;
  /** Of the slot it speaks of; none where nothing was planned there. */
  slot?: { start: LocalTime; end: LocalTime };
  late: boolean;
  /** Only of absent, and of left before the end of the slot. */
  category?: Category;
  recordedBy: string;
  recorded: Moment;
  /** At the moment asked about, or now if that is earlier; none where it speaks of a later time. */
  ageMinutes?: number;
  /** R7.11: older than the partnership allows, or its slot is over. */
  stale: boolean;
}

export interface Ring {
  whom: 'coordinator' | 'provision' | 'school-office';
  name: string;
  phone?: string;
}

/** The open absence: since when it is followed up, and whose the next step is. */
interface Followed {
  since: Moment;
  owner: Role[];
}

export type NotExpected =
  | { why: 'due-in-school' | 'due-where-registered'; slot: Planned }
  | { why: 'part-time' | 'nothing-timetabled'; partTime: { AM: PartTime; PM: PartTime } }
  | { why: 'suspended'; kind: Suspension['kind'] }
  | { why: 'left' | 'not-started'; on: LocalDate }
  /** All that provision staff are told, whatever the reason (R7.15). */
  | { why: 'not-with-you' };

/** What the first rung that fits found. The rows of 7.2; A0 is decided before, by scope and name. */
export type Finding =
  /** `evidence`: the mark it was read from; none where it is only recorded, or the asker may not see that mark. */
  | { state: 'A1'; why: 'left' | 'not-arrived' | 'recorded'; evidence?: Evidence }
  | { state: 'A2'; evidence: Evidence[] }
  | { state: 'A3'; evidence: Evidence }
  | { state: 'A4'; evidence: Evidence }
  | { state: 'A6'; evidence: Evidence }
  | { state: 'A7'; evidence: Evidence; category: Category }
  | { state: 'A8'; evidence: Evidence; followed?: Followed }
  | { state: 'A15'; place: Place; closure: Closure }
  | { state: 'A9'; slot: Planned }
  | { state: 'A10'; slot: Planned; asked?: RegisterAsked }
  | { state: 'A11'; from: Planned; to: Planned }
  | { state: 'A12'; from: Planned; to: Planned }
  | ({ state: 'A14' } & NotExpected)
  | { state: 'A13'; partTime: PartTime }
  | { state: 'A5'; evidence: Evidence }
  | { state: 'A16' };

/** What every answer carries (R7.11). */
interface Known {
  audience: Audience;
  plan: boolean;
  moment: Moment;
  now: Moment;
  /** Where the pupil is timetabled to be at that moment. */
  planned: Planned[];
  /** The latest mark up to that moment that puts the pupil somewhere: present, late or left. */
  lastConfirmed?: Evidence;
  /** Every mark that stands and speaks of a time up to that moment, oldest first. */
  held: Evidence[];
  /** Marks of that day that speak of a time after that moment. */
  later: Evidence[];
  next?: Planned;
  /** The pupil's own school that day; not for provision staff. */
  homeSchool?: { place: Place; shut?: Closure };
  ring: Ring[];
}
export type Whereabouts = Known & Finding;
