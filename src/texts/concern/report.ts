/** How a concern came to be, with every box of the report exactly as it was filled in (R5.2). */
import type { DraftReason } from '../../domain/concern/concern.ts';
import {
  wordFields,
  type AdultNamed,
  type ParentInformed,
  type Report,
  type WordField,
  type Words,
} from '../../domain/concern/events.ts';
import { displayName } from '../../domain/names.ts';
import { dateOf } from '../../domain/time.ts';
import { roleWords } from '../roles.ts';
import { capital, dateWords, whenWords } from './desk.ts';
import { byWords, type ConcernTold, type Fact } from './told.ts';

const wordLabels: Record<WordField, string> = {
  what: 'What was seen or heard',
  ownWords: 'The child’s own words, exactly as recorded',
  questions: 'Questions that were asked',
  when: 'When it happened',
  where: 'Where',
  present: 'Who was there',
  injuries: 'Injuries, as described',
  action: 'What was done at once, and who was told',
  opinion: 'Opinion of whoever raised it, not fact',
};

const parentWords: Record<ParentInformed, string> = {
  yes: 'Yes',
  no: 'No',
  'not-safe': 'No: it was not safe to',
  'not-said': 'Not said',
};

const draftWords: Record<DraftReason, string> = {
  missing: 'the child is recorded as missing',
  'red-unexplained': 'a child marked red is away, and no reason is on record',
};

export function childWords({ concern, held, nameOf }: ConcernTold): string {
  const { pupilId, urn } = concern.subject;
  const pupil = held.pupils.find((one) => one.pupilId === pupilId);
  if (pupil) return `${displayName(pupil)}, Year ${pupil.yearGroup}, ${nameOf(pupil.schoolUrn)}`;
  if (pupilId !== undefined) return 'A pupil who is no longer in the records';
  return urn === undefined ? 'No pupil identified' : `No pupil identified; home school ${nameOf(urn)}`;
}

/** What was left empty is not there. */
export const wordFacts = (words: Words): Fact[] =>
  wordFields
    .filter((field) => words[field] !== '')
    .map((field) => ({ label: wordLabels[field], words: words[field], own: field === 'ownWords' }));

function whoseWords({ at }: AdultNamed, nameOf: ConcernTold['nameOf']): string {
  if (at === 'transport') return 'A driver or escort';
  return at === 'unknown' ? 'Whose staff they are is not known' : `Works at ${nameOf(at.organisation)}`;
}

function whoLines({ who }: AdultNamed, people: ConcernTold['people']): string[] {
  if (who.kind === 'unsure') return ['Who it is, is not known'];
  if (who.kind === 'typed') return [];
  const rows = people.filter(({ upn }) => upn === who.upn);
  const roles = [...new Set(rows.map(({ role }) => roleWords[role]))].join(', ');
  return [rows[0] ? `${rows[0].name} (${roles})` : `${who.upn}, who is no longer in the records`];
}

function adultFacts(adult: AdultNamed, told: ConcernTold): Fact[] {
  const { people, nameOf } = told;
  return [
    { label: 'The adult it is about', lines: [...whoLines(adult, people), whoseWords(adult, nameOf)] },
    ...(adult.who.kind === 'typed'
      ? [{ label: 'Their name as typed, not picked from a list', words: adult.who.name }]
      : []),
    { label: 'The child concerned', lines: [childWords(told)] },
  ];
}

function reportFacts({ by, adult, typedName, words, parentInformed }: Report, told: ConcernTold): Fact[] {
  const { concern, nameOf } = told;
  const { provision } = concern.subject;
  const where = provision === undefined ? '' : `, at ${nameOf(provision)}`;
  return [
    { label: 'Raised', lines: [`${whenWords(concern.openedAt)} by ${byWords(by)}${where}`] },
    ...(adult ? adultFacts(adult, told) : []),
    ...(typedName === undefined ? [] : [{ label: 'The child’s name as typed, not matched', words: typedName }]),
    ...wordFacts(words),
    { label: 'Parent informed', lines: [parentWords[parentInformed]] },
  ];
}

export function openingFacts(told: ConcernTold): Fact[] {
  const first = told.entries[0]?.event;
  if (first?.kind === 'opened') return reportFacts(first.report, told);
  if (first?.kind !== 'drafted') return [];
  const { openedAt, why } = first.of;
  const made = `${whenWords(told.concern.openedAt)}, from an absence, by Keylink. Nobody has raised it yet.`;
  const absence = `Absent since ${dateWords(dateOf(openedAt))}; “follow-ups” has the absence itself.`;
  return [
    { label: 'Made', lines: [made] },
    { label: 'Why', lines: [`${capital(draftWords[why])}.`, absence] },
  ];
}
