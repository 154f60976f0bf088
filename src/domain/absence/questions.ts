/** The two questions that must both be closed (R4.3): is the child safe, and what is the code? */
import { cadenceOf, contactWanted, meets } from './cadence.ts';
import { ragOf } from './rag.ts';
import { dateOf, instantAt } from '../time.ts';
import type { Absence, AbsentSlot, Contact, Missing, SafeAnswer } from './absence.ts';
import type { Ask } from './ask.ts';
import type { ContactWanted } from './cadence.ts';
import type { Instant, LocalDate } from '../time.ts';

export const isSafe = ({ safe, date }: Absence): boolean => safe !== undefined && safe.date >= date;

/** Of a slot the child came to after all, the register has its code (R3.5). */
export const hasCode = ({ code, attended }: AbsentSlot): boolean =>
  attended === true || (code !== undefined && code !== 'N');
export const isCoded = ({ slots }: Absence): boolean => slots.every(hasCode);

/** Whether the reason is known for every slot of the day. Of a child who left there is no slot, and only finding them counts. */
export function isExplained({ slots, date }: Absence): boolean {
  const ofDay = slots.filter((slot) => slot.date === date);
  return ofDay.length > 0 && ofDay.every(({ explained, attended }) => explained === true || attended === true);
}

/** What the day asks for by its number (R4.6). A red child is seen on a day outside the count too, unless it was excused. */
function wantedByDay(
  { day, date, uncounted, urn }: Absence,
  { pupil, held }: Pick<Ask, 'pupil' | 'held'>,
): ContactWanted {
  const { rag } = ragOf(pupil);
  if (uncounted === 'school-shut' && rag === 'red') return 'face-to-face';
  return uncounted ? 'none' : contactWanted(rag, day, cadenceOf(held, urn, date));
}

/** What must happen before the child counts as safe. Who was missing must at the least have been heard (R4.9). */
export function wantedOf(absence: Absence, ask: Pick<Ask, 'pupil' | 'held'>): ContactWanted {
  const wanted = wantedByDay(absence, ask);
  return wanted === 'none' && absence.missing ? 'spoken-to' : wanted;
}

export const lostOn = ({ at, date }: Missing): LocalDate => date ?? dateOf(at);
const lostAt = (missing: Missing): Instant => Math.min(missing.at, instantAt(lostOn(missing), missing.from));

/** The child was seen or spoken to; of who was missing, since they were (R4.9): an earlier word tells nothing of now. */
export const isSighting = ({ child, at }: Contact, { missing }: Pick<Absence, 'missing'>): boolean =>
  child !== undefined && (!missing || at >= lostAt(missing));

/** A visit to the child that did not see them. */
const isUnseenVisit = ({ method, child }: Contact): boolean => method === 'visit' && child === undefined;

/** Whether a contact with the child themselves answers the question; a contact of an earlier day answers nothing of this. */
export function safeBy(absence: Absence, contact: Contact, ask: Ask): SafeAnswer | undefined {
  const { child, at, by } = contact;
  if (!child || !isSighting(contact, absence) || dateOf(at) < absence.date) return undefined;
  const cadence = cadenceOf(ask.held, absence.urn, absence.date);
  const wasNotSeen = absence.contacts.some(isUnseenVisit);
  if (!meets(wantedOf(absence, ask), child.mode, cadence, wasNotSeen)) return undefined;
  const how = child.mode === 'voice' ? 'spoken-to' : 'seen';
  return { at, date: absence.date, how, by: by.name, mode: child.mode };
}
