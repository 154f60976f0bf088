/** The pages of the form, each made from what was entered on those before it. All the words are on the last. */
import { concernFormCard, type Box, type ConcernPage } from '../../cards/concern-form.ts';
import type { Ringing } from '../../domain/concern/ringing.ts';
import {
  adultNameField,
  adultPlaceField,
  adultWhoField,
  firstFields,
  formTexts,
  moreBoxes,
  nameKept,
  NOT_FOUND,
  placeField,
  pupilChoice,
  quotedField,
  summary,
  wordBoxes,
  type FormField,
  type FormProblem,
} from '../../texts/concern/form.ts';
import { ifAboutThem, ladoLines, ringInShort, ringLines } from '../../texts/concern/ringing.ts';
import type { Asking, Fields, Message } from '../command.ts';
import {
  adultPlaces,
  candidatesFor,
  organisationChosen,
  peopleOf,
  placeBefore,
  placeChoices,
  pupilChosen,
  pupilWords,
} from './choices.ts';
import type { Reporting } from './reporting.ts';

export const STAFF = 'staff';

const alarm = (lines: readonly string[]): Box => ({ style: 'attention', first: formTexts.emergency, lines });
const problemBox = (problem: string | undefined): Box[] =>
  problem === undefined ? [] : [{ style: 'warning', first: problem }];
/** Once it is about an adult, nobody's number is shown whom it may be about. */
const ringBox = ({ adult }: Fields, ringing: readonly Ringing[]): Box =>
  alarm(adult === 'no' ? ringLines(ringing) : ladoLines(ringing));

/** Taken along from page to page without being shown: ids, tokens and numbers to ring alone. */
const carried = (fields: Fields, names: readonly string[]): Record<string, string> =>
  Object.fromEntries(names.map((name) => [name, fields[name] ?? '']));

const messageOf = (page: ConcernPage): Message => ({ summary, card: concernFormCard(page) });

const firstOf = (fields: Fields, boxes: readonly Box[], ring: Record<string, string>): Message =>
  messageOf({
    title: summary,
    boxes,
    fields: [...firstFields, ...((fields['quoted'] ?? '') === '' ? [] : [quotedField])],
    entered: fields,
    button: { title: formTexts.next, verb: 'concern-who', fields: ring },
  });

export const firstPage = (fields: Fields, { ringing }: Pick<Reporting, 'ringing'>, problem?: FormProblem): Message =>
  firstOf(fields, [...problemBox(problem), alarm([...ringLines(ringing), ifAboutThem(ringing)])], {
    ...ringInShort(ringing),
  });

/** Where nothing can be read any more before there was anything to record: the answers stand, and can be sent again. */
export const beginAgainPage = (fields: Fields, problem: string): Message =>
  firstOf(fields, [{ style: 'attention', first: problem }], carried(fields, ['ring', 'ringAdult']));

/** Whom it is about: the pupil to be confirmed, or the school; shown alike whatever was not found (R8.1). */
function whoFields(fields: Fields, asking: Asking, reporting: Reporting): FormField[] {
  const name = fields['pupilName'] ?? '';
  const { listed, isShort } = candidatesFor(name, reporting.inScope);
  return [
    ...(listed.length > 0 ? [pupilChoice(listed, isShort)] : []),
    nameKept,
    placeField(placeChoices(reporting, asking.directory), placeBefore(reporting), fields['adult'] !== 'no'),
  ];
}

function notFound({ pupilName = '' }: Fields, { inScope }: Reporting): string[] {
  const isAsked = pupilName.trim() !== '';
  return isAsked && candidatesFor(pupilName, inScope).listed.length === 0 ? [NOT_FOUND] : [];
}

export function staffPage(fields: Fields, asking: Asking, reporting: Reporting, problem?: FormProblem): Message {
  const quoted = (fields['quoted'] ?? '') === '' ? [] : [quotedField];
  return messageOf({
    title: formTexts.who,
    boxes: [...problemBox(problem), ringBox(fields, reporting.ringing)],
    about: notFound(fields, reporting),
    fields: [
      ...whoFields(fields, asking, reporting),
      adultPlaceField(adultPlaces(reporting, asking.directory)),
      ...quoted,
    ],
    entered: fields,
    button: {
      title: formTexts.next,
      verb: 'concern-who',
      fields: { ...carried(fields, ['adult', 'urgency', 'ring', 'ringAdult']), stage: STAFF },
    },
  });
}

interface Last {
  about: string[];
  fields: FormField[];
  /** Chosen on an earlier page. */
  chosen: readonly string[];
}

function ofAdult(fields: Fields, asking: Asking, reporting: Reporting): Last {
  const found = pupilChosen(fields, reporting.inScope);
  const organisation = organisationChosen(fields, asking.directory);
  const people = organisation === undefined ? [] : peopleOf(organisation, reporting, asking.directory);
  const places = adultPlaceField(adultPlaces(reporting, asking.directory));
  const place = places.kind === 'choice' ? places.choices.find(({ value }) => value === fields['adultAt']) : undefined;
  return {
    about: [
      found ? formTexts.confirmed(pupilWords(found)) : formTexts.noPupil,
      ...(place ? [formTexts.aboutAdult(place.title)] : []),
    ],
    fields: [
      ...(found === undefined && (fields['pupilName'] ?? '') !== '' ? [nameKept] : []),
      ...(people.length > 0 ? [adultWhoField(people)] : []),
      adultNameField,
    ],
    chosen: ['pupil', 'place', 'adultAt'],
  };
}

const ofChild = (fields: Fields, asking: Asking, reporting: Reporting): Last => ({
  about: [...(fields['adult'] === 'unsure' ? [formTexts.aboutUnsure] : []), ...notFound(fields, reporting)],
  fields: whoFields(fields, asking, reporting),
  chosen: [],
});

/** What was picked from a message stands in the first box, until something else does. */
const withQuoted = ({ quoted = '', ...fields }: Fields): Fields => ({ ...fields, what: fields['what'] ?? quoted });

const sendButton = (fields: Fields, chosen: readonly string[]): ConcernPage['button'] => ({
  title: formTexts.send,
  verb: 'concern-file',
  fields: carried(fields, ['token', 'urgency', 'adult', 'ring', 'ringAdult', ...chosen]),
});

export function lastPage(fields: Fields, asking: Asking, reporting: Reporting, problem?: FormProblem): Message {
  const isAdult = fields['adult'] === 'yes';
  const {
    about,
    fields: who,
    chosen,
  } = isAdult ? ofAdult(fields, asking, reporting) : ofChild(fields, asking, reporting);
  return messageOf({
    title: formTexts.words,
    boxes: [...problemBox(problem), ringBox(fields, reporting.ringing)],
    about: [...about, formTexts.write],
    fields: [...who, ...wordBoxes],
    more: moreBoxes,
    entered: withQuoted(fields),
    button: sendButton(fields, chosen),
  });
}

/** All that was entered, where nothing can be read any more: what was chosen is carried, and can be sent as it is. */
export function againPage(fields: Fields, problem: string): Message {
  const names = [nameKept, adultNameField].filter(({ id }) => (fields[id] ?? '') !== '');
  const chosen = ['pupil', 'place', 'adultAt', 'adultWho'];
  return messageOf({
    title: formTexts.words,
    boxes: [{ style: 'attention', first: problem }],
    fields: [...names, ...wordBoxes],
    more: moreBoxes,
    entered: fields,
    button: { ...sendButton(fields, chosen), title: formTexts.again },
  });
}
