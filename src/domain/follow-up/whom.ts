/** Whom somebody may try about an absent child. Whoever must not be contacted is never offered, nor their number shown. */
import { normaliseName } from '../names.ts';
import type { Contact, Pupil } from '../records.ts';

/** One word for the same person, as families and packs write it. */
const sameAs: Readonly<Record<string, string>> = {
  dad: 'father',
  daddy: 'father',
  mum: 'mother',
  mam: 'mother',
  mummy: 'mother',
  gran: 'grandmother',
  nan: 'grandmother',
  grandad: 'grandfather',
};

const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}'’-]+/u)
    .filter((word) => word !== '')
    .map((word) => sameAs[word] ?? word);

/** `Father: court order. Ring mother only` speaks of the father; who is named after the first stop may well be rung. */
const spokenOf = (text: string): string[] => wordsOf(text.split(/[:;.,(–]/)[0] ?? '');

/** By their whole name anywhere in the words, or by what they are to the child at their beginning. */
function isNotToBeContacted({ name, relationship }: Contact, { doNotContact }: Pick<Pupil, 'doNotContact'>): boolean {
  if (doNotContact === undefined) return false;
  const said = ` ${normaliseName(doNotContact)} `;
  const isNamed = normaliseName(name) !== '' && said.includes(` ${normaliseName(name)} `);
  const kin = wordsOf(relationship ?? '').join(' ');
  return isNamed || (kin !== '' && ` ${spokenOf(doNotContact).join(' ')} `.includes(` ${kin} `));
}

export const contactsToTry = (pupil: Pick<Pupil, 'contacts' | 'doNotContact'>): Contact[] =>
  pupil.contacts.filter((contact) => !isNotToBeContacted(contact, pupil));
