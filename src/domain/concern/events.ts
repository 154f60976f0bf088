/** What happens to a concern, in the order it happened: write-once entries, each linked to the one before (R5.2). */
import type { LocalDate } from '../time.ts';
import type { Barred, By, DraftReason, PartyAt, Subject, Urgency } from './concern.ts';

export const parentAnswers = ['yes', 'no', 'not-safe', 'not-said'] as const;
export type ParentInformed = (typeof parentAnswers)[number];

/** The reporter's words, kept byte for byte (R5.1, R5.2). Empty where nothing was written. */
export const wordFields = [
  'what',
  'ownWords',
  'questions',
  'when',
  'where',
  'present',
  'injuries',
  'action',
  'opinion',
] as const;
export type WordField = (typeof wordFields)[number];
export type Words = Record<WordField, string>;

/** An adult who works with children, as the reporter said it: picked from a list, typed, or not known (5.4). */
export interface AdultNamed {
  /** An organisation's code; of a driver or escort, or of nobody the reporter could place, no organisation of ours. */
  at: { organisation: string } | 'transport' | 'unknown';
  who: { kind: 'picked'; upn: string } | { kind: 'typed'; name: string } | { kind: 'unsure' };
}

export interface Report {
  by: By;
  words: Words;
  parentInformed: ParentInformed;
  urgency: Urgency;
  /** A name that matched nobody the reporter may see, or was meant for no pupil of ours. */
  typedName?: string;
  adult?: AdultNamed;
}

export interface Routed {
  parties: PartyAt[];
  barred: Barred;
  lado: boolean;
}

export const decisions = [
  'monitor',
  'speak-to-child',
  'speak-to-family',
  'early-help',
  'refer-social-care',
  'refer-police',
  'refer-lado',
  'no-further-action',
] as const;
export type Decision = (typeof decisions)[number];

/** On what ground something is shared (5.5). */
export const shareGrounds = ['protect', 'consent', 'duty'] as const;
export type ShareGround = (typeof shareGrounds)[number];

export type ConcernEvent =
  | { kind: 'opened'; id: string; partnership: string; subject: Subject; report: Report; route: Routed }
  | {
      kind: 'drafted';
      id: string;
      partnership: string;
      subject: Subject;
      urgency: Urgency;
      route: Routed;
      of: { openedAt: number; why: DraftReason };
    }
  /** By the clock: how far each party has been told, and who of it. */
  | { kind: 'told'; parties: (PartyAt & { step: number; dueAt: number; told: string[] })[] }
  | { kind: 'unreachable'; upn: string }
  /** By the clock: nobody has added anything for days, and whoever may read it is told so. */
  | { kind: 'raised-again' }
  | { kind: 'acknowledged'; by: By; parties: PartyAt[] }
  | { kind: 'confirmed'; by: By; why: string }
  | { kind: 'dismissed'; by: By; why: string }
  /** `from`: the reporter's own, or a DSL's. */
  | { kind: 'added'; by: By; text: string; from: 'reporter' | 'dsl' }
  | { kind: 'decided'; by: By; decision: Decision; rationale: string; urgency?: Urgency; category?: string }
  | { kind: 'action'; by: By; what: string; owner: string; due: LocalDate }
  | { kind: 'action-done'; by: By; n: number }
  | { kind: 'referred'; by: By; to: string; on: LocalDate; reference: string }
  /** 5.5: what is shared with whom, why, and on what ground. */
  | { kind: 'shared'; by: By; with: PartyAt; why: string; ground?: ShareGround }
  | { kind: 'matter-shared'; by: By; with: string[]; why: string }
  | { kind: 'broke-glass'; by: By; why: string }
  | { kind: 'closed'; by: By; outcome: string }
  | { kind: 'reopened'; by: By; why: string };

/** A concern that somebody raised, or a draft. */
export type FirstEvent = Extract<ConcernEvent, { kind: 'opened' | 'drafted' }>;
export type LaterEvent = Exclude<ConcernEvent, FirstEvent>;
