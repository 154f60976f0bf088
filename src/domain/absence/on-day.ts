/** What is recorded of a pupil's absence, as a day's digest and "where is" look at it beside the marks. */
import { incidentKey } from '../incident.ts';
import { dateOf, instantAt } from '../time.ts';
import { isOpen } from './absence.ts';
import type { Incident } from '../incident.ts';
import type { Mark } from '../records.ts';
import type { Instant, LocalDate } from '../time.ts';
import type { Absence } from './absence.ts';

const isUnderWayOn = ({ firstDate, date, closedAt }: Absence, day: LocalDate): boolean =>
  firstDate <= day && (closedAt === undefined || day <= date || day <= dateOf(closedAt));

/** The absence of a pupil that a day, past or today, was part of; the open one, else the last. */
export function absenceOn(absences: readonly Absence[], pupilId: string, day: LocalDate): Absence | undefined {
  const ofDay = absences.filter((one) => one.pupilId === pupilId && isUnderWayOn(one, day));
  return ofDay.find(isOpen) ?? ofDay.toSorted((a, b) => a.openedAt - b.openedAt).at(-1);
}

/** The mark that a child was missed by is among these, which as a whole do not miss the child any more: somebody said why. */
const isAnsweredBy = ({ missing }: Absence, marks: readonly Mark[]): boolean =>
  missing?.by === undefined && marks.some((mark) => incidentKey(mark) === missing?.of);

/**
 * Nobody can say where the child is, since that day or before it. `marks`: those of the slots of the day, where no incident
 * is read from them; they answer what was read from them before, but not what a person has said.
 */
export const isMissingOn = (absence: Absence | undefined, day: LocalDate, marks: readonly Mark[]): boolean =>
  absence?.state === 'missing' &&
  isOpen(absence) &&
  dateOf(absence.missing?.at ?? absence.since) <= day &&
  !isAnsweredBy(absence, marks);

/** When evidence first came that a child who was lost had been found; nothing while none stands. */
function locatedAt({ state, missing, contacts, safe }: Absence): Instant | undefined {
  if (!missing || state === 'missing') return undefined;
  const lost = Math.min(missing.at, instantAt(dateOf(missing.at), missing.from));
  const seen = contacts.filter(({ child, at }) => child !== undefined && at >= lost).map(({ at }) => at);
  const found = safe ? [...seen, safe.at] : seen;
  return found.length > 0 ? Math.min(...found) : undefined;
}

/**
 * The child whom the marks say to be lost had been located by then: the marks go on saying so, because nobody takes back
 * what was true. Two registers that contradict each other are settled by marks alone (A2).
 */
export function isLocated({ kind, marks }: Incident, absence: Absence | undefined, by: Instant = Infinity): boolean {
  const last = marks.at(-1);
  if (kind === 'contradiction' || !last || absence?.missing?.of !== incidentKey(last)) return false;
  const found = locatedAt(absence);
  return found !== undefined && found <= by;
}
