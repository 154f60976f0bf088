/** The form behind a button of an absence's card. What was typed comes back with it until it has been recorded. */
import type { Absence } from '../domain/absence/absence.ts';
import { hasCode } from '../domain/absence/questions.ts';
import { codes, explainsAbsence } from '../domain/codes.ts';
import { mayGive, type Act, type Doer } from '../domain/follow-up/acts.ts';
import { contactsToTry } from '../domain/follow-up/whom.ts';
import { displayName } from '../domain/names.ts';
import type { PartnershipRecords, Pupil } from '../domain/records.ts';
import { shortDate, timeOf, type Instant } from '../domain/time.ts';
import { EMERGENCY, placesNamed } from '../texts/follow-up.ts';
import {
  fieldsOf,
  formTitles,
  submitTitles,
  type Choice,
  type Field,
  type FieldsAsked,
} from '../texts/follow-up/fields.ts';
import { showButton, whoIs } from './follow-up.ts';
import { buttons, fill, plain, type AdaptiveCard } from './render.ts';

export interface FormShown {
  act: Act;
  absence: Absence;
  held: PartnershipRecords;
  pupil: Pupil;
  who: Doer;
  /** When it was opened: the time of what happened, unless another is given. */
  formed: Instant;
  /** As it was filled in when it could not be recorded, and why. */
  filled?: Readonly<Record<string, string>>;
  problem?: string;
}

/** Of the child's contacts by their number; the others by what they are. */
function whomToTry({ absence, held, pupil }: Pick<FormShown, 'absence' | 'held' | 'pupil'>): Choice[] {
  const family = contactsToTry(pupil).map((contact) => ({
    title: contact.relationship ? `${contact.name} (${contact.relationship})` : contact.name,
    value: `contact-${pupil.contacts.indexOf(contact) + 1}`,
  }));
  const places = [...new Set(absence.slots.map(({ provision }) => provision))].filter((code) => code !== absence.urn);
  return [
    ...family,
    { title: `${displayName(pupil)} (the child)`, value: 'child' },
    { title: `${placesNamed(held)(absence.urn)}, office`, value: 'office' },
    ...places.map((code) => ({ title: placesNamed(held)(code), value: `at-${code}` })),
  ];
}

function asked(shown: FormShown): FieldsAsked {
  const { absence, who } = shown;
  const given = codes.filter(({ code }) => explainsAbsence(code) && code !== 'N' && mayGive(code, who, absence));
  const days = new Set(absence.slots.filter((slot) => !hasCode(slot)).map(({ date }) => date));
  return {
    whom: whomToTry(shown),
    codes: given.map(({ code, meaning }) => ({ title: `${code}: ${meaning}`, value: code })),
    days: [...days].map((date) => ({ title: shortDate(date), value: date })),
  };
}

const fieldShown = (field: Field, value: string | undefined, formed: Instant) => {
  const none = { choices: [], most: 0, long: false, style: 'compact' };
  const { id, kind } = field;
  const shown = { ...none, id, kind, label: plain(field.label) };
  if (field.kind === 'time') return { ...shown, value: value ?? timeOf(formed) };
  if (field.kind === 'text') return { ...shown, value: value ?? '', most: field.most, long: field.long === true };
  return {
    ...shown,
    value: value ?? field.chosen,
    choices: field.choices.map((one) => ({ ...one, title: plain(one.title) })),
  };
};

export function absenceFormCard(shown: FormShown): AdaptiveCard {
  const { act, absence, pupil, formed, filled = {}, problem } = shown;
  const { name, about } = whoIs(shown);
  const notes = [
    ...(problem === undefined ? [] : [{ text: plain(problem), style: 'attention' }]),
    ...(act === 'missing' ? [{ text: EMERGENCY, style: 'attention' }] : []),
    ...(pupil.doNotContact === undefined
      ? []
      : [{ text: plain(`Do not contact: ${pupil.doNotContact}`), style: 'warning' }]),
  ];
  const back = showButton(absence, 'Back');
  const fields = { ...back.fields, act, formed: String(formed) };
  return fill('absence-form', {
    title: plain(formTitles[act]),
    about: plain(`${name}, ${about}`),
    fallback: plain('A form about an absence. Open it in Teams on a computer or a newer phone.'),
    notes,
    fields: fieldsOf(act, asked(shown)).map((field) => fieldShown(field, filled[field.id], formed)),
    ...buttons([{ title: submitTitles[act], verb: 'absence-record', fields }, back]),
  });
}
