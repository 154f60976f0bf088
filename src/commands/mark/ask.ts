/** From a name and what is said of it to one slot, and the card that asks before it is written. */
import { choiceCard } from '../../cards/choice.ts';
import { registerConfirmCard } from '../../cards/register-confirm.ts';
import type { Note } from '../../cards/register.ts';
import { seenIn } from '../../domain/register/conflict.ts';
import { markFor, type Marking } from '../../domain/register/marking.ts';
import type { Standing } from '../../domain/standing.ts';
import { longDate, timeOf, type LocalDate } from '../../domain/time.ts';
import { refusalWords } from '../../texts/register-refusals.ts';
import { entryWords, markTexts, recordedWords } from '../../texts/register.ts';
import type { Answer, Asking } from '../command.ts';
import { aboutPupil, nameOf, type Found } from '../find-pupil.ts';
import { refuse } from '../show-digest.ts';
import type { MarkSaid } from './words.ts';

/** As many as a card has buttons for. */
const SLOTS_LISTED = 6;

/** One mark, wholly determined. */
export interface MarkPlace {
  found: Found;
  said: MarkSaid;
  date: LocalDate;
  standing: Standing;
  /** What was typed, to be read again when the button is pressed. */
  asked: string;
}

const placeName = (code: string, { held }: Found): string =>
  held.provisions.find((one) => one.code === code)?.name ?? held.schools.find(({ urn }) => urn === code)?.name ?? code;

export const slotOnButton = ({ slot }: Standing): string => `${slot.provision}|${slot.start}`;
const fieldsOf = ({ found, date, standing, asked, said }: MarkPlace): Record<string, string> => ({
  pupil: found.pupilId,
  date,
  slot: slotOnButton(standing),
  asked,
  reading: said.reading,
});

export function whichSlot(place: Omit<MarkPlace, 'standing'>, standings: readonly Standing[]): Answer {
  const { found, date } = place;
  const card = choiceCard({
    question: `${markTexts.whichSlot} ${nameOf(found)}, ${longDate(date)}`,
    button: 'This one',
    verb: 'mark',
    candidates: standings.slice(0, SLOTS_LISTED).map((standing) => ({
      name: placeName(standing.slot.provision, found),
      about: `${standing.slot.start}–${standing.slot.end}`,
      fields: fieldsOf({ ...place, standing }),
    })),
    more: '',
  });
  return {
    messages: [{ card, summary: markTexts.summary }],
    looked: { query: 'mark', decision: 'choice', pupilId: found.pupilId },
    inPlace: async () => undefined,
  };
}

export const judgedNow = ({ found, said, date, standing }: MarkPlace, asking: Asking): Marking =>
  markFor(
    said.entry,
    {
      held: found.held,
      pupilId: found.pupilId,
      date,
      provision: standing.slot.provision,
      start: standing.slot.start,
    },
    asking,
    asking.now,
  );

const looked = ({ found, standing }: MarkPlace, decision: 'choice' | 'answered' | 'changed' | 'refused') => ({
  query: 'mark',
  decision,
  pupilId: found.pupilId,
  organisation: standing.slot.provision,
});

export function alreadySaid(place: MarkPlace, marking: Extract<Marking, { kind: 'same' }>): Answer {
  const answer = refuse(markTexts.same(recordedWords(marking.stands)));
  return { ...answer, looked: looked(place, 'answered') };
}

export const cannotStand = (place: MarkPlace, { refusal }: Extract<Marking, { kind: 'refused' }>): Answer => ({
  ...refuse(refusalWords(refusal, (code) => placeName(code, place.found))),
  looked: looked(place, 'refused'),
});

const whenAndWhere = ({ found, standing, date }: MarkPlace): string =>
  markTexts.when(placeName(standing.slot.provision, found), longDate(date), standing.slot.start, standing.slot.end);
const pupilLine = (place: MarkPlace) => ({
  heading: '',
  pupils: [{ name: nameOf(place.found), about: aboutPupil(place.found), what: entryWords(place.said.entry) }],
});

/** K34: what is written about a child is confirmed by name, however well it was spelt. */
export function confirmMark(place: MarkPlace, marking: Marking, notes: readonly Note[] = []): Answer {
  const stands = place.standing.history.at(-1);
  const before: Note[] = stands ? [{ text: markTexts.before(recordedWords(stands)), style: 'warning' }] : [];
  const needsWhy = marking.kind === 'refused' && marking.refusal.why === 'why-needed';
  const card = registerConfirmCard({
    title: markTexts.title,
    when: whenAndWhere(place),
    notes: [...notes, ...before],
    groups: [{ ...pupilLine(place), heading: markTexts.willRecord }],
    ...(needsWhy && { why: { id: 'why', label: markTexts.why } }),
    buttons: [
      {
        title: markTexts.confirm,
        verb: 'mark-confirm',
        fields: { ...fieldsOf(place), seen: seenIn(place.standing) },
      },
    ],
  });
  return {
    messages: [{ card, summary: markTexts.summary }],
    looked: looked(place, 'choice'),
    inPlace: async () => undefined,
  };
}

export function markRecorded(place: MarkPlace, marking: Extract<Marking, { kind: 'mark' }>): Answer {
  const card = registerConfirmCard({
    title: markTexts.recorded,
    when: whenAndWhere(place),
    notes: [],
    groups: [
      {
        heading: nameOf(place.found),
        pupils: [{ name: nameOf(place.found), about: aboutPupil(place.found), what: recordedWords(marking.mark) }],
      },
    ],
    buttons: [],
  });
  return {
    messages: [{ card, summary: markTexts.summary }],
    looked: looked(place, 'changed'),
    inPlace: async () => undefined,
  };
}

export const overtakenNote = ({ by, what, at }: Extract<Marking, { kind: 'overtaken' }>): Note => ({
  text: markTexts.theirs(what, by, timeOf(at)),
  style: 'attention',
});
