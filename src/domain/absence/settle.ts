/** What follows of itself once something about an absence has changed: it closes, waits for the DSL, or goes on. */
import { isOpen } from './absence.ts';
import { ownersOf } from './owners.ts';
import { isCoded, isExplained, isSafe, wantedOf } from './questions.ts';
import { ragOf } from './rag.ts';
import { dueFor } from './steps.ts';
import type { Absence, AbsenceState } from './absence.ts';
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

/** What was answered, and is not any more. */
function goneOpen(absence: Absence, ask: Ask): Absence {
  if (absence.state !== 'resolved' && absence.state !== 'corrected') return absence;
  return inState(absence, isExplained(absence) ? 'reason-given' : 'unexplained', ask);
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
  const { closedAt: _at, closedBy: _by, notifiedAt: _notified, ...rest } = absence;
  return inState({ ...rest, raisedAt: ask.now.instant }, 'unexplained', ask);
};
