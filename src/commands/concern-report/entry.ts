/** From the last page, as it was filled in, to a report. Its words are taken as they came: nothing is trimmed or mended (R5.2). */
import type { Person } from '../../domain/access.ts';
import { urgencies, type By, type Urgency } from '../../domain/concern/concern.ts';
import {
  parentAnswers,
  wordFields,
  type ParentInformed,
  type Report,
  type Words,
} from '../../domain/concern/events.ts';
import { raisedAt, roleHere, type RaisedAbout } from '../../domain/concern/reporter.ts';
import { concernIdOf, type ReportFiled } from '../../record/concern/file.ts';
import { nameIn, type Directory } from '../../store/directory.ts';
import { roleWords } from '../../texts/roles.ts';
import type { Asking, Fields } from '../command.ts';
import { adultNamed, placeChosen, pupilChosen } from './choices.ts';
import type { Reporting } from './reporting.ts';

export const wordsIn = (fields: Fields): Words =>
  Object.fromEntries(wordFields.map((name) => [name, fields[name] ?? ''])) as Words;

export const isWritten = (words: Words): boolean => wordFields.some((name) => words[name].trim() !== '');

const oneOf = <T extends string>(list: readonly T[], value: string | undefined, otherwise: T): T =>
  list.find((one) => one === value) ?? otherwise;

/** What makes a report another one, though the form is the same: everything that is chosen, and every name. */
const CHOSEN = [
  'token',
  'pupil',
  'pupilName',
  'place',
  'adult',
  'adultAt',
  'adultWho',
  'adultName',
  'urgency',
] as const;

/**
 * The same form sent again is the same concern, and other words are added to it. Sent with another pupil or another adult it
 * goes elsewhere, so it is a concern of its own.
 */
const idOf = (fields: Fields, { objectId }: Asking): string =>
  concernIdOf(JSON.stringify([...CHOSEN, 'parentInformed'].map((name) => fields[name] ?? '')), objectId);

/** 5.1: name, role and organisation, as they are when it is raised. */
function byOf(person: Person, about: RaisedAbout, provision: string | undefined, directory: Directory): By {
  const { upn, name } = person;
  const held = roleHere(person, about, provision);
  if (!held) return { upn, name, position: '' };
  return { upn, name, position: `${held.position ?? roleWords[held.role]}, ${nameIn(directory)(held.organisation)}` };
}

/** Rights are those of this moment: a pupil who may no longer be seen is one who is not identified, and the words stand. */
export function filedFrom(fields: Fields, asking: Asking, reporting: Reporting): ReportFiled {
  const { directory, now } = asking;
  const { person, inScope } = reporting;
  const found = pupilChosen(fields, inScope);
  const { partnership, urn } = found
    ? { partnership: found.held.partnership.code, urn: found.pupil.schoolUrn }
    : placeChosen(fields, reporting, directory);
  const about: RaisedAbout = { partnership, urn, pupil: found?.pupil };
  const provision = raisedAt(person, directory, about, now.date);
  const adult = adultNamed(fields, directory);
  const typedName = fields['pupilName'] ?? '';
  const report: Report = {
    by: byOf(person, about, provision, directory),
    words: wordsIn(fields),
    parentInformed: oneOf<ParentInformed>(parentAnswers, fields['parentInformed'], 'not-said'),
    urgency: oneOf<Urgency>(urgencies, fields['urgency'], 'urgent'),
    ...(!found && typedName !== '' && { typedName }),
    ...(adult && { adult }),
  };
  return {
    id: idOf(fields, asking),
    partnership,
    ...(found && { pupilId: found.pupilId }),
    ...(urn !== undefined && { urn }),
    ...(provision !== undefined && { provision }),
    report,
  };
}
