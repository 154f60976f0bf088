/**
 * What somebody's doing makes of an absence (4.2, 4.3). The bot rings nobody (R4.4): it writes down who did what, and asks for
 * what is still missing. Nothing closes an absence without both answers (R4.3).
 */
import { isOpen } from './absence.ts';
import { amended } from './amend.ts';
import { contacted, isKnown } from './contact.ts';
import { isCoded, isExplained, isSafe } from './questions.ts';
import { ragOf } from './rag.ts';
import { inState, reopened, settle } from './settle.ts';
import { nobodyTold } from './steps.ts';
import { toldOf } from './told.ts';
import type { Absence } from './absence.ts';
import type { Amended } from './amend.ts';
import type { Ask } from './ask.ts';
import type { AbsenceEvent, Refusal } from './events.ts';
import type { Told } from './told.ts';
import type { Mark } from '../records.ts';

export type Next =
  | { kind: 'done'; absence: Absence; told: Told[]; amend: Mark[] }
  /** Delivered twice, or nothing to it any more. */
  | { kind: 'same' }
  | { kind: 'refused'; refusal: Refusal };

type Of<K extends AbsenceEvent['kind']> = Extract<AbsenceEvent, { kind: K }>;
type Answer = Amended | { kind: 'same' };

const changedTo = (absence: Absence): Answer => ({ kind: 'amended', absence, marks: [] });
const refuse = (why: Exclude<Refusal['why'], 'not-a-code' | 'code-needs-more'>): Answer => ({
  kind: 'refused',
  refusal: { why },
});
const says = (words: string): boolean => words.trim() !== '';

function notified(absence: Absence, ask: Ask): Answer {
  if (absence.notifiedAt !== undefined) return { kind: 'same' };
  const told = { ...absence, notifiedAt: ask.now.instant };
  const waits = nobodyTold.has(absence.state) && absence.state !== 'n-overdue' && !isExplained(absence);
  return changedTo(waits ? inState(told, 'enquirer-notified', ask) : told);
}

/** 4.3: a red child whom nobody reached is visited; for the others it is a decision, and kept with its reason. */
function visitDecided(absence: Absence, { by, wanted, why }: Of<'visit'>, ask: Ask): Answer {
  if (!says(why)) return refuse('words-needed');
  if (!wanted && ragOf(ask.pupil).rag === 'red') return refuse('red-is-visited');
  const decided = { ...absence, visit: { at: ask.now.instant, by: by.name, wanted, why } };
  if (absence.state === 'missing') return changedTo(decided);
  return changedTo(inState(decided, wanted ? 'visit-required' : 'continuing', ask));
}

/** R4.11: somebody's word is enough, and it waits for no timer. What was known of safety before is no answer any more. */
function missed(absence: Absence, { by, why }: Of<'missing'>, ask: Ask): Answer {
  if (!says(why)) return refuse('words-needed');
  if (absence.state === 'missing') return refuse('already-missing');
  const { safe: _, ...rest } = absence;
  const missing = { at: ask.now.instant, why, by: by.name, from: ask.now.time, of: absence.missing?.of };
  return changedTo(inState({ ...rest, missing }, 'missing', ask));
}

function closed(absence: Absence, { by }: Of<'close'>, ask: Ask): Answer {
  if (!isSafe(absence)) return refuse('not-known-safe');
  if (!isCoded(absence)) return refuse('code-not-known');
  return changedTo({ ...inState(absence, 'closed-seen', ask), closedAt: ask.now.instant, closedBy: by.name });
}

/** New information puts the first question again, and what was doubted once only a DSL closes. */
function openedAgain(absence: Absence, { why }: Of<'reopen'>, ask: Ask): Answer {
  if (!says(why)) return refuse('words-needed');
  if (isOpen(absence)) return refuse('not-closed');
  const { safe: _, ...rest } = reopened(absence, ask);
  return changedTo({ ...rest, needsDsl: true, review: { at: ask.now.instant, why: 'reopened' } });
}

function coded(absence: Absence, { by, code, why, only }: Of<'code'>, ask: Ask): Answer {
  if (!says(why)) return refuse('words-needed');
  const answer = amended(absence, { by, code, why, ...(only !== undefined && { only }) }, ask);
  return answer.kind === 'amended' && answer.marks.length === 0 ? refuse('no-slot-without-code') : answer;
}

function answerTo(absence: Absence, event: AbsenceEvent, ask: Ask): Answer {
  if (event.kind === 'reopen') return openedAgain(absence, event, ask);
  if (!isOpen(absence)) return refuse('closed');
  if (event.kind === 'notified') return notified(absence, ask);
  if (event.kind === 'visit') return visitDecided(absence, event, ask);
  if (event.kind === 'missing') return missed(absence, event, ask);
  if (event.kind === 'close') return closed(absence, event, ask);
  if (event.kind === 'code') return coded(absence, event, ask);
  return isKnown(absence, event.contact) ? { kind: 'same' } : contacted(absence, event.contact, event.only, ask);
}

/** `ask.held`: the records as they stand where it is written; the absence and `amend` go in together. Rights come first. */
export function next(absence: Absence, event: AbsenceEvent, ask: Ask): Next {
  const answer = answerTo(absence, event, ask);
  if (answer.kind !== 'amended') return answer;
  const now = { ...settle(answer.absence, ask), version: absence.version + 1 };
  return { kind: 'done', absence: now, told: toldOf(absence, now, [], ask), amend: answer.marks };
}
