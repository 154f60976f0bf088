/**
 * One safeguarding concern as it stands (section 5). The reporter's words are not in it: they stay, as they were typed, in the
 * entry that opened it (R5.2). Values only; what follows from an entry is in `next.ts`, what the clock calls for in `clock.ts`.
 */
import type { Role } from '../records.ts';
import type { Instant, LocalDate } from '../time.ts';

export const urgencies = ['urgent', 'standard'] as const;
export type Urgency = (typeof urgencies)[number];

/** Who somebody was when they did something (R3.6). */
export interface By {
  upn: string;
  name: string;
  position: string;
}

/** Whose duty a concern is: each acknowledges it separately (R5.5). */
export const seats = [
  'partnership-dsl',
  'school-dsl',
  'provision-dsl',
  'head',
  'governor-chair',
  'chair',
  'manager',
] as const;
export type Seat = (typeof seats)[number];

export interface PartyAt {
  seat: Seat;
  /** A partnership's code, a school's URN or a provision's code. */
  organisation: string;
}

export interface Party extends PartyAt {
  /** How far it has been told (`steps.ts`); 0 is nobody yet. */
  step: number;
  /** When the next step is due while nobody has acknowledged. */
  dueAt: Instant;
  /** Who was told at the latest step. */
  told: string[];
  ack?: By & { at: Instant };
  /** A DSL brought it in later, and why (5.5). */
  sharedBy?: string;
}

/** Nobody here may ever see it: the subject, and every account that could read it (R5.6). */
export interface Barred {
  upns: string[];
  /** Everybody with any role in one of these, of any date. */
  organisations: string[];
}

/** What it is about. Which child is confirmed on a card, never matched (R8.1); a typed name stays inside the record. */
export interface Subject {
  kind: 'child' | 'adult';
  pupilId?: string;
  /** The home school: the pupil's, or the one that was picked. */
  urn?: string;
  /** Where it was raised, of a provision's own staff. */
  provision?: string;
  /** R8.3: to whom alone the child was known when it was raised. It counts where the child is in the records no more. */
  sealed?: string[];
}

/** `draft`: made by the rules, and waits for a DSL to confirm or dismiss it. */
export const concernStates = ['draft', 'open', 'closed', 'dismissed'] as const;
export type ConcernState = (typeof concernStates)[number];

interface Action {
  what: string;
  owner: string;
  due: LocalDate;
  doneAt?: Instant;
}

export interface Concern {
  /** Says nothing, and is no number in a row: nobody can tell that there are others (R5.6 e). */
  id: string;
  partnership: string;
  openedAt: Instant;
  state: ConcernState;
  subject: Subject;
  /** As a DSL has it now; as the reporter saw it is in their entry. */
  urgency: Urgency;
  category?: string;
  /** Absent on a draft. */
  reporter?: By;
  /** The absence a draft was made of. */
  draftOf?: { openedAt: Instant; why: DraftReason };
  parties: Party[];
  barred: Barred;
  /** Whoever receives or files it is shown the LADO's number (5.4). */
  lado: boolean;
  /** Who could not be reached, so that nobody is waited for in vain. */
  unreachable: string[];
  /** A DSL has decided something. */
  decided: boolean;
  actions: Action[];
  /** When a person last added to it. */
  entryAt: Instant;
  /** When it was last raised because nobody had. */
  raisedAt?: Instant;
  /** Staff who may know that a matter is being handled, and no more (5.2). */
  matterKnownTo: string[];
  closedAt?: Instant;
}

const draftReasons = ['missing', 'red-unexplained'] as const;
export type DraftReason = (typeof draftReasons)[number];

export const isOpen = ({ state }: Pick<Concern, 'state'>): boolean => state === 'open' || state === 'draft';
export const sameParty = (a: PartyAt, b: PartyAt): boolean => a.seat === b.seat && a.organisation === b.organisation;

/** The roles behind a seat: those first told, and their deputies, who have the same rights (contract, "Roles"). */
export const seatRoles: Readonly<Record<Seat, { first: Role; deputies: readonly Role[] }>> = {
  'partnership-dsl': { first: 'coordinator', deputies: ['deputy'] },
  'school-dsl': { first: 'school-dsl', deputies: ['deputy'] },
  'provision-dsl': { first: 'provision-dsl', deputies: ['deputy'] },
  head: { first: 'head', deputies: [] },
  'governor-chair': { first: 'governor-chair', deputies: [] },
  chair: { first: 'chair', deputies: [] },
  manager: { first: 'provision-manager', deputies: [] },
};
