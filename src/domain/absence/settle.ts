/** What follows of itself once something about an absence has changed: it closes, waits for the DSL, or goes on. */
import { isOpen } from './absence.ts';
import { ownersOf } from './owners.ts';
import { isCoded, isExplained, isSafe, isSighting, wantedOf } from './questions.ts';
import { ragOf } from './rag.ts';
import { dueFor, firedKey } from './steps.ts';
import { dateOf } from '../time.ts';
import type { Absence, AbsenceState, Step } from './absence.ts';
import type { Ask } from './ask.ts';

export const inState = (absence: Absence, state: AbsenceState, ask: Pick<Ask, 'now'>): Absence =>
  absence.state === state ? absence : { ...absence, state, since: ask.now.instant };

/** Where the day asks for no contact, knowing why is knowing enough. Taken back when the reason is. */
function withReasonHeard(absence: Absence, ask: Ask): Absence {
  const { safe, ...rest } = absence;
  const without = safe?.how === 'reason-heard' ? rest : absence;
  if (isSafe(without) || wantedOf(absence, ask) !== 'none' || !isExplained(absence)) return without;
  const { date, slots } = absence;
  if (safe?.how === 'reason-heard' && safe.date === date) return absence;
  const by = absence.contacts.findLast((contact) => contact.reason !== undefined)?.by.name ?? slots.at(-1)?.provision;
  return { ...rest, safe: { at: ask.now.instant, date, how: 'reason-heard', by: by ?? '' } };
}

/** R4.3: with both answers. Red, or ever missing, only a DSL closes it: until then it waits on their list. */
function withBoth(absence: Absence, ask: Ask): Absence {
  const at = ask.now.instant;
  const isMistake = absence.safe?.how === 'mark-corrected' && !absence.missing;
  if (isMistake) return { ...inState(absence, 'corrected', ask), closedAt: at, closedBy: absence.safe!.by };
  const resolved = inState(absence, 'resolved', ask);
  if (!absence.needsDsl) return { ...resolved, closedAt: at, closedBy: absence.safe!.by };
  return { ...resolved, review: absence.review ?? { at, why: 'for-the-dsl' } };
}

const findingOut: readonly Step[] = ['notify-overdue', 'update-overdue', 'contacts-due'];

/** The reason is to be found out, from now on: whoever was told before, and what came of it, is no answer to this. */
function askedAnew(absence: Absence, ask: Pick<Ask, 'now'>): Absence {
  const { notifiedAt: _, fired, date, ...rest } = absence;
  const again = new Set(findingOut.map((step) => firedKey({ step, of: date })));
  const anew = { ...rest, date, fired: fired.filter((key) => !again.has(key)), raisedAt: ask.now.instant };
  return inState(anew, 'unexplained', ask);
}

/** Whether anything stands of what was heard or seen on the day: a mark may have taken it back. */
function isAnythingKnown(absence: Absence): boolean {
  const { date, slots, contacts } = absence;
  const isMissed = slots.some((slot) => slot.date === date && !slot.explained && !slot.attended);
  const isSeen = contacts.some((contact) => isSighting(contact, absence) && dateOf(contact.at) >= date);
  return !isMissed || isSeen || isSafe(absence);
}

/** What was answered, and is not any more. */
function goneOpen(absence: Absence, ask: Ask): Absence {
  const { state } = absence;
  if (state !== 'resolved' && state !== 'corrected' && state !== 'reason-given') return absence;
  return isAnythingKnown(absence) ? inState(absence, 'reason-given', ask) : askedAnew(absence, ask);
}

/** R4.3. `closedAt` that stands is left alone: reopening is somebody's, or the marks', doing. */
export function settle(absence: Absence, ask: Ask): Absence {
  if (!isOpen(absence)) return { ...absence, due: [], watchers: ownersOf(absence, ask) };
  const needsDsl = absence.needsDsl || absence.missing !== undefined || ragOf(ask.pupil).rag === 'red';
  const answered = withReasonHeard({ ...absence, needsDsl }, ask);
  const settled = isSafe(answered) && isCoded(answered) ? withBoth(answered, ask) : goneOpen(answered, ask);
  return { ...settled, due: dueFor(settled, ask), watchers: ownersOf(settled, ask) };
}

/** 4.3, "new information": somebody must be told of it anew. */
export const reopened = (absence: Absence, ask: Pick<Ask, 'now'>): Absence => {
  const { closedAt: _at, closedBy: _by, ...rest } = absence;
  return askedAnew(rest, ask);
};
