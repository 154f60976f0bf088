/**
 * One open absence of one pupil: from the first slot that said "not here" until both questions are closed (R4.3): is the
 * child safe, and what is the code. Values only; what follows from what is in `next.ts`.
 */
import type { Instant, LocalDate, LocalTime } from '../time.ts';
import type { Session } from '../records.ts';

/** Section 4.2, from the state in which somebody has said that the child is not here. */
export const absenceStates = [
  'unexplained',
  'enquirer-notified',
  'update-overdue',
  'contacts-tried',
  'visit-required',
  'visited-seen',
  'visited-not-seen',
  'missing',
  'reason-given',
  'continuing',
  'n-overdue',
  'resolved',
  'closed-seen',
  'corrected',
] as const;
export type AbsenceState = (typeof absenceStates)[number];

/** What the clock calls for (4.3). */
const steps = [
  'notify-overdue',
  'update-overdue',
  'contacts-due',
  'day-over',
  'daily-call',
  'before-closure',
  'unseen-too-long',
  'n-aim',
  'n-overdue',
] as const;
export type Step = (typeof steps)[number];
/** A step fires once for each day that it is `of`, however its instant moves with the settings. */
export interface DueStep {
  step: Step;
  at: Instant;
  of: LocalDate;
}

export const contactMethods = ['call', 'text', 'email', 'visit', 'video', 'in-person'] as const;
export type ContactMethod = (typeof contactMethods)[number];
export const contactOutcomes = ['reached', 'no-answer', 'message-left', 'wrong-number'] as const;
export type ContactOutcome = (typeof contactOutcomes)[number];
/** How the child was seen or spoken to themselves. */
export const childModes = ['in-person', 'video', 'voice'] as const;
export type ChildMode = (typeof childModes)[number];

/** Who did something: a person with their role, as they were then (R3.6). */
export interface By {
  upn: string;
  name: string;
  position: string;
}

/** 4.7: one attempt to reach somebody about the child. */
export interface Contact {
  at: Instant;
  by: By;
  whom: string;
  relationship?: string;
  /** The last four digits of the number used: more is not needed to tell which it was. */
  number?: string;
  method: ContactMethod;
  outcome: ContactOutcome;
  /** In the words that were heard; and by whose. */
  reason?: string;
  /** A code somebody decided with it. */
  code?: string;
  /** The child themselves was seen or spoken to. */
  child?: { mode: ChildMode; where?: string };
  /** A visit: at the child's home, and whom it was agreed with at the school. */
  visitAgreedWith?: string;
  twoStaff?: boolean;
  /** What was said beside a reason. */
  note?: string;
  /** The next action and whose it is. */
  next?: string;
  /** Where the evidence is kept. */
  evidence?: string;
}

/** One slot of the absence: its code is known when `code` is there and not `N`. */
export interface AbsentSlot {
  date: LocalDate;
  session: Session;
  provision: string;
  start: LocalTime;
  code?: string;
  /** Somebody has said why. */
  explained?: boolean;
  /** The child came to it after all. */
  attended?: boolean;
}

export type Uncounted = 'attended' | 'excused' | 'school-shut';

export interface Missing {
  at: Instant;
  /** The kind of incident (4.6), or somebody's words. */
  why: string;
  by?: string;
  /** The time of day since which nobody can say where the child is; of the day it was raised on, where no other is given. */
  from: LocalTime;
  date?: LocalDate;
  /** The mark it was read from, so that it raises it once. */
  of?: string;
}

/** Why the child is safe, on which day: the evidence for closing the first question. */
export interface SafeAnswer {
  at: Instant;
  /** The day of absence it answers for; the next day asks again where the child's colour wants it (R4.6). */
  date: LocalDate;
  how: 'seen' | 'spoken-to' | 'reason-heard' | 'marked-present' | 'mark-corrected';
  by: string;
  mode?: ChildMode;
}

export interface Absence {
  partnership: string;
  pupilId: string;
  urn: string;
  openedAt: Instant;
  firstDate: LocalDate;
  /** The last day on which the child was absent. */
  date: LocalDate;
  state: AbsenceState;
  since: Instant;
  /** Raised with every change: the cards show it, and a card that shows an older one is edited. */
  version: number;
  /** When it was said that the child is not here on `date`: the clocks of that day run from it. */
  raisedAt: Instant;
  /** Number of the day of absence (R4.6), of `date`. */
  day: number;
  /** Why `date` is no day of the count: part of it attended, every slot excused by its code, or the school shut. */
  uncounted?: Uncounted;
  slots: AbsentSlot[];
  notifiedAt?: Instant;
  /** Stays when the child is found. */
  missing?: Missing;
  /** Whether an amber or green child is to be visited, which is somebody's decision (4.3). */
  visit?: { at: Instant; by: string; wanted: boolean; why: string };
  safe?: SafeAnswer;
  contacts: Contact[];
  /** When anybody last saw or spoke to the child, by school date (R4.7). */
  lastSeen?: LocalDate;
  due: DueStep[];
  /** Steps that have fired, as `step@of`; a step never fires twice. */
  fired: string[];
  /** On the DSL's review list, and why. */
  review?: { at: Instant; why: string };
  /** Red, or ever missing: only a DSL closes it. */
  needsDsl: boolean;
  /** Sign-in names of those who have its card. */
  watchers: string[];
  closedAt?: Instant;
  closedBy?: string;
}

export const isOpen = (absence: Absence): boolean => absence.closedAt === undefined;
