/** What is said aloud of an absence, beside the cards that are edited: only what somebody must act on. */
import { isOpen } from './absence.ts';
import { isCoded, isSafe } from './questions.ts';
import { dslPosts, ownersOf, peopleAt } from './owners.ts';
import type { Absence, Step } from './absence.ts';
import type { Ask } from './ask.ts';

type News =
  | 'opened'
  | 'missing'
  | 'located'
  | 'not-missing'
  | 'reason-given'
  | 'for-the-dsl'
  | 'reopened'
  | 'new-day'
  | 'closed'
  | 'corrected';
export type Telling = News | Step;

export interface Told {
  what: Telling;
  /** Sign-in names. Empty where nobody at all has the duty, which must fail loudly (R4.14). */
  to: string[];
}

const forDsl = new Set<Telling>(['for-the-dsl', 'day-over', 'before-closure', 'unseen-too-long']);

const telling = (what: Telling, absence: Absence, ask: Ask): Told => ({
  what,
  to: forDsl.has(what) ? peopleAt(dslPosts(absence), ask) : ownersOf(absence, ask),
});

function closingNews(was: Absence | undefined, now: Absence): News | undefined {
  if (!was || !isOpen(was)) return undefined;
  return now.state === 'corrected' ? 'corrected' : 'closed';
}

/** By a mark, or by whoever saw or spoke to the child; else the registers do not miss them any more. */
const isFound = (was: Absence, now: Absence): boolean => isSafe(now) || now.contacts.length > was.contacts.length;

/** What a change means to those who own it. An absence that is opened and closed at once is told to nobody. */
function newsOf(was: Absence | undefined, now: Absence): News | undefined {
  const wasMissing = was?.state === 'missing';
  if (!isOpen(now)) return wasMissing ? 'located' : closingNews(was, now);
  if (now.state === 'missing') return wasMissing && isOpen(was) ? undefined : 'missing';
  if (wasMissing && isOpen(was)) return isFound(was, now) ? 'located' : 'not-missing';
  if (was && !isOpen(was)) return 'reopened';
  if (now.state === 'resolved') return was?.state === 'resolved' ? undefined : 'for-the-dsl';
  if (!was) return 'opened';
  if (was.date < now.date) return 'new-day';
  return now.state === 'reason-given' && was.state !== 'reason-given' ? 'reason-given' : undefined;
}

/** A morning on which only the DSL is waited for is nobody else's to be told of. */
const asTold = (step: Step, now: Absence): Telling =>
  step === 'daily-call' && isSafe(now) && isCoded(now) ? 'for-the-dsl' : step;

export function toldOf(was: Absence | undefined, now: Absence, fired: readonly Step[], ask: Ask): Told[] {
  const first = newsOf(was, now);
  const what = new Set([...(first ? [first] : []), ...fired.map((step) => asTold(step, now))]);
  return [...what].map((one) => telling(one, now, ask));
}
