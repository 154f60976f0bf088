/** A contact (4.7), and the state it leads to (4.3). */
import { amended } from './amend.ts';
import { isExplained, isSighting, safeBy } from './questions.ts';
import { ragOf } from './rag.ts';
import { inState } from './settle.ts';
import { nobodyTold } from './steps.ts';
import { dateOf } from '../time.ts';
import type { Absence, AbsenceState, Contact } from './absence.ts';
import type { Amended } from './amend.ts';
import type { Ask } from './ask.ts';
import type { Refusal } from './events.ts';
import type { LocalDate } from '../time.ts';

/** Nobody tells a reason or shows a child who was not reached; a visit reaches by being made. */
function refusalOf(absence: Absence, contact: Contact, ask: Ask): Refusal | undefined {
  const { at, outcome, reason, code, child, whom } = contact;
  if (at > ask.now.instant) return { why: 'in-the-future' };
  if (dateOf(at) < absence.firstDate) return { why: 'before-it-began' };
  if (whom.trim() === '') return { why: 'words-needed' };
  const told = reason !== undefined || code !== undefined || child !== undefined;
  return told && outcome !== 'reached' ? { why: 'nobody-reached' } : undefined;
}

/** One of the child's own contacts, or whoever has a relationship to them. */
const isFamily = ({ whom, relationship }: Contact, { pupil }: Ask): boolean =>
  relationship !== undefined || pupil.contacts.some(({ name }) => name === whom);

/** 4.2, ENQUIRER_NOTIFIED, by a logged contact: somebody rang the school before any card reached those who find out. */
function isTold({ urn, date, notifiedAt, state }: Absence, { whom, outcome, at }: Contact, { held }: Ask): boolean {
  const school = held.schools.find((one) => one.urn === urn)?.name;
  const isSchool = school !== undefined && (whom === school || whom.startsWith(`${school},`));
  return isSchool && outcome === 'reached' && notifiedAt === undefined && nobodyTold.has(state) && dateOf(at) >= date;
}

/** A visit that is wanted, or has been made, is not undone by ringing somebody again. */
const visiting = new Set<AbsenceState>(['visit-required', 'visited-not-seen', 'visited-seen']);

/** 4.3, first match. `absence` is as it stands with what was heard. */
function leadsTo(absence: Absence, contact: Contact, heard: boolean, ask: Ask): AbsenceState {
  const { state } = absence;
  if (isSighting(contact, absence)) return contact.method === 'visit' ? 'visited-seen' : 'reason-given'; // located
  if (state === 'missing') return state;
  if (contact.method === 'visit') return 'visited-not-seen';
  if (heard && isExplained(absence)) return 'reason-given';
  if (isTold(absence, contact, ask)) return 'enquirer-notified';
  if (!isFamily(contact, ask) || visiting.has(state)) return state;
  return contact.outcome !== 'reached' && ragOf(ask.pupil).rag === 'red' ? 'visit-required' : 'contacts-tried';
}

const later = (a: LocalDate | undefined, b: LocalDate): LocalDate => (a !== undefined && a > b ? a : b);

function withChild(absence: Absence, contact: Contact, ask: Ask): Absence {
  if (!contact.child) return absence;
  const safe = safeBy(absence, contact, ask) ?? absence.safe;
  const lastSeen = later(absence.lastSeen, dateOf(contact.at));
  return { ...absence, lastSeen, ...(safe && { safe }) };
}

/** The same contact, delivered twice. */
export const isKnown = ({ contacts }: Absence, { at, by, whom, method, outcome }: Contact): boolean =>
  contacts.some(
    (one) =>
      one.at === at && one.by.upn === by.upn && one.whom === whom && one.method === method && one.outcome === outcome,
  );

export function contacted(absence: Absence, contact: Contact, only: LocalDate | undefined, ask: Ask): Amended {
  const refusal = refusalOf(absence, contact, ask);
  if (refusal) return { kind: 'refused', refusal };
  const { by, reason, code } = contact;
  const heard = { by, reason, code, why: 'reason heard', ...(only !== undefined && { only }) };
  const answer = amended(absence, heard, ask);
  if (answer.kind === 'refused') return answer;
  const seen = withChild(answer.absence, contact, ask);
  const noted = { ...seen, contacts: [...seen.contacts, contact] };
  const state = leadsTo(noted, contact, reason !== undefined || code !== undefined, ask);
  const told = isTold(noted, contact, ask) && { notifiedAt: Math.max(contact.at, absence.raisedAt) };
  return { ...answer, absence: inState({ ...noted, ...told }, state, ask) };
}
