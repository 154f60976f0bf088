/** What there is to choose from on the form, and what a choice stands for. A choice carries ids and nothing else. */
import { familyOf } from '../../domain/concern/people.ts';
import type { AdultNamed } from '../../domain/concern/events.ts';
import { matchName } from '../../domain/names.ts';
import type { Directory } from '../../store/directory.ts';
import type { PersonRow } from '../../store/people.ts';
import { OTHER, schoolNotKnown, TRANSPORT, UNKNOWN, UNSURE, type Choice } from '../../texts/concern/form.ts';
import { roleWords } from '../../texts/roles.ts';
import type { Fields } from '../command.ts';
import { aboutPupil, nameOf, type Found } from '../find-pupil.ts';
import type { Reporting } from './reporting.ts';

const LISTED = 5;
/** Longer than any name: not even compared. */
const NAME_CHARACTERS = 200;
const BETWEEN = '|';

const pupilValue = ({ held, pupilId }: Found): string => `${held.partnership.code}${BETWEEN}${pupilId}`;
export const pupilWords = (found: Found): string => `${nameOf(found)}, ${aboutPupil(found)}`;
const pupilChoiceOf = (found: Found): Choice => ({ title: pupilWords(found), value: pupilValue(found) });

/** K34: whoever may be meant, to be confirmed; also where the name is exactly one pupil's. */
export function candidatesFor(name: string, inScope: readonly Found[]): { listed: Choice[]; isShort: boolean } {
  const match = matchName(name, name.length > NAME_CHARACTERS ? [] : inScope);
  if (match.kind === 'none') return { listed: [], isShort: false };
  const found = match.kind === 'several' ? match.candidates : [match.pupil];
  return { listed: found.slice(0, LISTED).map(pupilChoiceOf), isShort: found.length > LISTED };
}

/** The pupil that was chosen, while they may still be seen; found wherever they have moved to. */
export function pupilChosen({ pupil = '' }: Fields, inScope: readonly Found[]): Found | undefined {
  const [partnership, ...rest] = pupil.split(BETWEEN);
  const theirs = inScope.filter(({ pupilId }) => pupilId === rest.join(BETWEEN));
  return theirs.find(({ held }) => held.partnership.code === partnership) ?? theirs[0];
}

export interface Place {
  partnership: string;
  urn?: string;
}

export function placeChoices({ partnerships }: Reporting, { partnershipList, schoolList }: Directory): Choice[] {
  return partnerships.flatMap((code) => {
    const named = partnershipList.find((one) => one.code === code)?.name ?? code;
    const schools = schoolList.filter((one) => one.partnership === code);
    return [
      ...schools.map(({ urn, name }) => ({ title: name, value: `school${BETWEEN}${urn}` })),
      { title: schoolNotKnown(named), value: `partnership${BETWEEN}${code}` },
    ];
  });
}

/** Where several are possible, none is chosen beforehand. */
export const placeBefore = ({ partnerships }: Reporting): string =>
  partnerships.length === 1 ? `partnership${BETWEEN}${partnerships[0]}` : '';

function placeIn({ place = '', pupil = '' }: Fields, { partnerships }: Reporting, there: Directory): Place | undefined {
  const [kind, ...rest] = place.split(BETWEEN);
  const value = rest.join(BETWEEN);
  const ofSchool = kind === 'school' ? there.schools.get(value) : undefined;
  if (ofSchool !== undefined) return { partnership: ofSchool, urn: value };
  if (kind === 'partnership' && there.partnerships.has(value)) return { partnership: value };
  return partnerships.includes(pupil.split(BETWEEN)[0] ?? '') ? { partnership: pupil.split(BETWEEN)[0]! } : undefined;
}

/** The words are never turned away for want of a place: then it is the reporter's own partnership, or the pupil's. */
export const placeChosen = (fields: Fields, reporting: Reporting, there: Directory): Place =>
  placeIn(fields, reporting, there) ?? { partnership: reporting.partnerships[0]! };

/** Of several partnerships the first is not just as good: the DSLs of one must not have a concern that is for those of another. */
export const isPlaceWanted = (fields: Fields, reporting: Reporting, there: Directory): boolean =>
  reporting.partnerships.length > 1 &&
  pupilChosen(fields, reporting.inScope) === undefined &&
  placeIn(fields, reporting, there) === undefined;

const ORGANISATION = `org${BETWEEN}`;
const asOrganisation = (code: string, title: string): Choice => ({ title, value: `${ORGANISATION}${code}` });

/** Schools and partnerships of theirs, and every provision: they are shared. */
export function adultPlaces({ partnerships }: Reporting, directory: Directory): Choice[] {
  const { schoolList, provisionList, partnershipList } = directory;
  return [
    ...schoolList
      .filter(({ partnership }) => partnerships.includes(partnership))
      .map(({ urn, name }) => asOrganisation(urn, name)),
    ...provisionList.map(({ code, name }) => asOrganisation(code, name)),
    ...partnershipList
      .filter(({ code }) => partnerships.includes(code))
      .map(({ code, name }) => asOrganisation(code, name)),
  ];
}

/** An organisation that there is, or neither of the others. */
export function organisationChosen({ adultAt = '' }: Fields, there: Directory): string | undefined {
  const code = adultAt.startsWith(ORGANISATION) ? adultAt.slice(ORGANISATION.length) : '';
  return there.partnerships.has(code) || there.schools.has(code) || there.provisions.has(code) ? code : undefined;
}

export const isPlaceOfAdult = (fields: Fields, there: Directory): boolean =>
  organisationChosen(fields, there) !== undefined || [TRANSPORT, UNKNOWN].includes(fields['adultAt'] ?? '');

const asWords = ({ position, role }: PersonRow): string => position ?? roleWords[role];

/** Whoever has or had a role there, once each; of a main site and its sites everybody. */
export function peopleOf(organisation: string, { roster }: Reporting, there: Directory): Choice[] {
  const family = new Set(familyOf(organisation, there));
  const covering = new Set(roster.cover.filter((one) => family.has(one.organisation)).map(({ upn }) => upn));
  const rows = roster.people.filter((row) => family.has(row.organisation) || covering.has(row.upn));
  const each = new Map(rows.toReversed().map((row) => [row.upn, row]));
  return [...each.values()]
    .map((row) => ({ title: `${row.name}, ${asWords(row)}`, value: row.upn }))
    .toSorted((a, b) => a.title.localeCompare(b.title, 'en'));
}

function whoOf({ adultWho = '', adultName = '' }: Fields, isOfOurs: boolean): AdultNamed['who'] {
  if (isOfOurs && !['', OTHER, UNSURE].includes(adultWho)) return { kind: 'picked', upn: adultWho };
  return adultName.trim() === '' ? { kind: 'unsure' } : { kind: 'typed', name: adultName };
}

/** 5.4, before anything is sent. Whatever was left open is taken as not being sure: so the fewest are told. */
export function adultNamed(fields: Fields, there: Directory): AdultNamed | undefined {
  if (fields['adult'] === 'no') return undefined;
  if (fields['adult'] !== 'yes') return { at: 'unknown', who: { kind: 'unsure' } };
  const organisation = organisationChosen(fields, there);
  const at = organisation === undefined ? ('unknown' as const) : { organisation };
  const place = fields['adultAt'] === TRANSPORT ? TRANSPORT : at;
  return { at: place, who: whoOf(fields, organisation !== undefined) };
}
