/** What people do about an absence (4.3), and why it may be refused. What the clock does is in `steps.ts`. */
import type { AbsenceDecision } from '../absence-code.ts';
import type { ParsedCode } from '../codes.ts';
import type { By, Contact } from './absence.ts';
import type { LocalDate } from '../time.ts';

/** All happen at the moment they are asked in; only a contact may have been earlier. */
export type AbsenceEvent =
  /** An enquirer was told: their card arrived, or somebody rang. The 30 minutes run from it. */
  | { kind: 'notified'; by: string }
  /** `only`: the reason or code heard is of this day alone; else of every slot still without a code. */
  | { kind: 'contact'; contact: Contact; only?: LocalDate }
  | { kind: 'code'; by: By; code: string; why: string; only?: LocalDate }
  | { kind: 'visit'; by: By; wanted: boolean; why: string }
  | { kind: 'missing'; by: By; why: string }
  | { kind: 'close'; by: By }
  | { kind: 'reopen'; by: By; why: string };

const plainRefusals = [
  'closed',
  'not-closed',
  'not-known-safe',
  'code-not-known',
  'nobody-reached',
  'in-the-future',
  'before-it-began',
  'words-needed',
  'red-is-visited',
  'already-missing',
  'no-slot-without-code',
  'code-explains-nothing',
] as const;
export type Refusal =
  | { why: (typeof plainRefusals)[number] }
  | { why: 'not-a-code'; parsed: Extract<ParsedCode, { kind: 'refused' }> }
  | { why: 'code-needs-more'; decision: AbsenceDecision };
