import { key as code, line, list, oneOf, phone, sealed, text, urn, wholeNumber, yesOrNo } from '../cells.ts';
import { date } from '../cells-of-time.ts';
import { key, may, must, packFile } from '../pack-file.ts';
import type { Contact, Pupil } from '../../domain/records.ts';

interface ContactCells {
  contact1?: string;
  contact1Relationship?: string;
  contact1Phone?: string;
  contact2?: string;
  contact2Relationship?: string;
  contact2Phone?: string;
}

type Plans = Pick<Pupil, 'placements' | 'timetable' | 'agreements' | 'suspensions'>;

/** A pupil as one row, without what the other files say of them. */
export type PupilRow = Omit<Pupil, 'contacts' | keyof Plans> & ContactCells;

const rags = ['red', 'amber', 'green'] as const;

export const pupils = packFile<PupilRow>('pupils.csv', {
  pupilId: key(code),
  forename: must(line(100)),
  surname: must(line(100)),
  preferredForename: may(line(100)),
  preferredSurname: may(line(100)),
  otherNames: may(list, []),
  dateOfBirth: must(date),
  yearGroup: must(wholeNumber(1, 13)),
  schoolUrn: must(urn),
  startDate: must(date),
  endDate: may(date),
  rag: may(oneOf(rags)),
  ragReasons: may(list),
  ehcp: may(yesOrNo),
  lookedAfter: may(yesOrNo),
  keyWorker: may(line()),
  contact1: may(line()),
  contact1Relationship: may(line()),
  contact1Phone: may(phone),
  contact2: may(line()),
  contact2Relationship: may(line()),
  contact2Phone: may(phone),
  doNotContact: may(text()),
  sealed: may(sealed),
});

/** Without a name, who they are to the child will do; a bare number is kept too, because somebody may have to ring it. */
function contactOf(name?: string, relationship?: string, number?: string): Contact[] {
  const known = name ?? relationship ?? (number === undefined ? undefined : 'Contact');
  return known === undefined ? [] : [{ name: known, relationship, phone: number }];
}

/** Keeps the first place where only the second contact is given: a later pack that clears or fills one must not meet the other. */
const NOBODY: Contact = { name: '–' };

function contactsOf(row: ContactCells): Contact[] {
  const first = contactOf(row.contact1, row.contact1Relationship, row.contact1Phone);
  const second = contactOf(row.contact2, row.contact2Relationship, row.contact2Phone);
  return first.length === 0 && second.length > 0 ? [NOBODY, ...second] : [...first, ...second];
}

const cellsOf = ([first, second]: readonly Contact[]): ContactCells => ({
  contact1: first?.name === NOBODY.name ? undefined : first?.name,
  contact1Relationship: first?.relationship,
  contact1Phone: first?.phone,
  contact2: second?.name,
  contact2Relationship: second?.relationship,
  contact2Phone: second?.phone,
});

/** The row as it will be read back from what is held. */
export const withContacts = (row: PupilRow): PupilRow => ({ ...row, ...cellsOf(contactsOf(row)) });

export function pupilRowOf(pupil: Pupil): PupilRow {
  const { contacts, placements: _p, timetable: _t, agreements: _a, suspensions: _s, ...row } = pupil;
  return { ...row, ...cellsOf(contacts) };
}

export function pupilOf(row: PupilRow, plans: Plans): Pupil {
  const { contact1: _1, contact1Relationship: _2, contact1Phone: _3, ...rest } = row;
  const { contact2: _4, contact2Relationship: _5, contact2Phone: _6, ...own } = rest;
  return { ...own, contacts: contactsOf(row), ...plans };
}
