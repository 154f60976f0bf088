/** From a form about an absence, as it was filled in, to what happened. Whether it may be recorded is for the rules. */
import type { Absence, ChildMode, Contact, ContactMethod } from '../domain/absence/absence.ts';
import { childModes, contactMethods, contactOutcomes } from '../domain/absence/absence.ts';
import type { AbsenceEvent } from '../domain/absence/events.ts';
import { hasCode } from '../domain/absence/questions.ts';
import { parseCode } from '../domain/codes.ts';
import { actingAs, mayGive, type Act, type Doer } from '../domain/follow-up/acts.ts';
import { contactsToTry } from '../domain/follow-up/whom.ts';
import { displayName } from '../domain/names.ts';
import type { PartnershipRecords, Pupil } from '../domain/records.ts';
import { codeOfReason, reasonsHeard } from '../domain/register/reasons.ts';
import { dateOf, instantAt, isTime, timeOf, type Instant, type Moment } from '../domain/time.ts';
import { heard as heardWords, OTHER, WORDS } from '../texts/follow-up/fields.ts';
import type { EntryProblem } from '../texts/follow-up/refusals.ts';
import type { Fields } from './command.ts';

export interface Filled {
  act: Act;
  fields: Fields;
  absence: Absence;
  held: PartnershipRecords;
  pupil: Pupil;
  who: Doer;
  now: Moment;
}
type Read = { kind: 'event'; event: AbsenceEvent } | { kind: 'problem'; problem: EntryProblem };

const problem = (of: EntryProblem): Read => ({ kind: 'problem', problem: of });
/** On one line: what is written down is shown in cards a line each. */
const said = (fields: Fields, id: string): string | undefined =>
  fields[id]?.replaceAll(/\s+/g, ' ').trim().slice(0, WORDS) || undefined;
const oneOf = <T extends string>(list: readonly T[], value: string | undefined): T | undefined =>
  list.find((one) => one === value);

/** When the form was opened. Never of another day, nor to come: a card may be as old as it likes. */
export function formedAt(fields: Fields, now: Moment): Instant {
  const formed = Number(fields['formed']);
  return Number.isSafeInteger(formed) && formed <= now.instant && dateOf(formed) === now.date ? formed : now.instant;
}

/** A form left open overnight says nothing of today: what was seen then would count as seen now. */
export function isOfEarlierDay(fields: Fields, now: Moment): boolean {
  const formed = Number(fields['formed']);
  return Number.isSafeInteger(formed) && formed <= now.instant && dateOf(formed) !== now.date;
}

/**
 * When it happened. The time the form came with stands for the instant it was opened, so that the same form sent twice is
 * one contact, and one that follows a message by seconds does not count as before it.
 */
function happenedAt({ fields, now }: Filled): Instant | undefined {
  const formed = formedAt(fields, now);
  const time = fields['when'] ?? '';
  if (time === '' || time === timeOf(formed)) return formed;
  return isTime(time) ? instantAt(now.date, time) : undefined;
}

type Whom = Pick<Contact, 'whom' | 'relationship' | 'number'>;
const lastFour = (phone: string | undefined): Pick<Contact, 'number'> => {
  const digits = phone?.replaceAll(/\D/g, '') ?? '';
  return digits.length >= 4 ? { number: digits.slice(-4) } : {};
};

/** Who must not be contacted is not offered; that somebody was reached all the same can be written down by their name. */
function whomOf({ fields, pupil, held, absence }: Filled): Whom | undefined {
  const chosen = fields['whom'] ?? '';
  const named = said(fields, 'named');
  if (chosen === OTHER) return named === undefined ? undefined : { whom: named };
  if (chosen === 'child') return { whom: displayName(pupil), relationship: 'the child' };
  const school = held.schools.find(({ urn }) => urn === absence.urn);
  if (chosen === 'office') return { whom: `${school?.name ?? 'the school'}, office`, ...lastFour(school?.officePhone) };
  const place = held.provisions.find(({ code }) => `at-${code}` === chosen);
  if (place) return { whom: place.name, ...lastFour(place.phone) };
  const contact = contactsToTry(pupil).find((one) => `contact-${pupil.contacts.indexOf(one) + 1}` === chosen);
  if (!contact) return undefined;
  const { name, relationship, phone } = contact;
  return { whom: name, ...(relationship !== undefined && { relationship }), ...lastFour(phone) };
}

/** Only the plain reasons are a code (R3.8); all other words stay words. */
function reasonOf({ fields }: Filled): Pick<Contact, 'reason' | 'code'> | undefined {
  const heard = reasonsHeard.find(({ key }) => key === fields['heard'])?.key;
  const words = said(fields, 'words');
  if (heard === undefined) return {};
  if (heard === 'other') return words === undefined ? undefined : { reason: words };
  const code = codeOfReason(heard);
  return { reason: words ?? heardWords[heard], ...(code !== undefined && { code }) };
}

/** What was said without being a reason, and what comes next. */
function wordsBeside({ fields }: Filled, reason: string | undefined): Pick<Contact, 'note' | 'next'> {
  const note = reason === undefined ? said(fields, 'words') : undefined;
  const next = said(fields, 'next');
  return { ...(note !== undefined && { note }), ...(next !== undefined && { next }) };
}

function besides({ fields }: Filled, method: ContactMethod) {
  const agreed = said(fields, 'agreed');
  const evidence = said(fields, 'evidence');
  const staff = fields['staff'];
  return {
    ...(method === 'visit' && agreed !== undefined && { visitAgreedWith: agreed }),
    ...(method === 'visit' && (staff === 'yes' || staff === 'no') && { twoStaff: staff === 'yes' }),
    ...(evidence !== undefined && { evidence }),
  };
}

function childOf({ fields }: Filled, mode: ChildMode | undefined): Pick<Contact, 'child'> {
  const where = said(fields, 'where');
  return mode === undefined ? {} : { child: { mode, ...(where !== undefined && { where }) } };
}

function contactMade(filled: Filled): Read {
  const { fields, who, absence } = filled;
  const at = happenedAt(filled);
  const whom = whomOf(filled);
  const reason = reasonOf(filled);
  if (at === undefined) return problem('time');
  if (whom === undefined) return problem('whom');
  if (reason === undefined) return problem('other');
  const method = oneOf(contactMethods, fields['method']);
  const outcome = oneOf(contactOutcomes, fields['outcome']);
  if (method === undefined || outcome === undefined) return problem('outcome');
  const child = childOf(filled, oneOf(childModes, fields['child']));
  const by = actingAs(who, absence);
  const made = { at, by, ...whom, method, outcome, ...reason, ...child, ...besides(filled, method) };
  return { kind: 'event', event: { kind: 'contact', contact: { ...made, ...wordsBeside(filled, reason.reason) } } };
}

const seenAs: readonly (readonly [string, { method: ContactMethod; mode: ChildMode }])[] = [
  ['visit', { method: 'visit', mode: 'in-person' }],
  ['in-person', { method: 'in-person', mode: 'in-person' }],
  ['video', { method: 'video', mode: 'video' }],
  ['voice', { method: 'call', mode: 'voice' }],
];

function childSeen(filled: Filled): Read {
  const { fields, who, absence, pupil } = filled;
  const at = happenedAt(filled);
  if (at === undefined) return problem('time');
  const way = seenAs.find(([key]) => key === fields['way'])?.[1];
  if (way === undefined) return problem('way');
  const { method, mode } = way;
  const whom = { whom: displayName(pupil), relationship: 'the child' };
  const child = childOf(filled, mode);
  const by = actingAs(who, absence);
  const made = { at, by, ...whom, method, outcome: 'reached' as const, ...child, ...besides(filled, method) };
  return { kind: 'event', event: { kind: 'contact', contact: { ...made, ...wordsBeside(filled, undefined) } } };
}

function codeGiven(filled: Filled): Read {
  const { fields, who, absence } = filled;
  const parsed = parseCode(fields['code'] ?? '');
  const why = said(fields, 'why');
  const only = fields['only'] ?? 'all';
  if (parsed.kind !== 'code') return problem('code');
  if (!mayGive(parsed.code, who, absence)) return problem('leave');
  if (why === undefined) return problem('why');
  const days = absence.slots.filter((slot) => !hasCode(slot)).map(({ date }) => date);
  if (only !== 'all' && !days.includes(only)) return problem('day');
  const by = actingAs(who, absence);
  return {
    kind: 'event',
    event: { kind: 'code', by, code: parsed.code, why, ...(only !== 'all' && { only }) },
  };
}

function withWhy(filled: Filled, make: (why: string) => AbsenceEvent): Read {
  const why = said(filled.fields, 'why');
  return why === undefined ? problem('why') : { kind: 'event', event: make(why) };
}

function visitDecided(filled: Filled): Read {
  const { wanted } = filled.fields;
  if (wanted !== 'yes' && wanted !== 'no') return problem('wanted');
  const by = actingAs(filled.who, filled.absence);
  return withWhy(filled, (why) => ({ kind: 'visit', by, wanted: wanted === 'yes', why }));
}

export function entryOf(filled: Filled): Read {
  const by = actingAs(filled.who, filled.absence);
  switch (filled.act) {
    case 'contact':
      return contactMade(filled);
    case 'seen':
      return childSeen(filled);
    case 'code':
      return codeGiven(filled);
    case 'visit':
      return visitDecided(filled);
    case 'missing':
      return withWhy(filled, (why) => ({ kind: 'missing', by, why }));
    case 'reopen':
      return withWhy(filled, (why) => ({ kind: 'reopen', by, why }));
    default:
      return { kind: 'event', event: { kind: 'close', by } };
  }
}
