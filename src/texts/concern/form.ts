/** The concern form: its questions (5.1), and what is said around them. */
import { wordFields, type ParentInformed, type WordField, type Words } from '../../domain/concern/events.ts';
import type { Urgency } from '../../domain/concern/concern.ts';
import { EMERGENCY } from './ringing.ts';

export interface Choice {
  title: string;
  value: string;
}
/** Nothing stands chosen unless `chosen` says so: no claim is made by leaving a form as it came. */
export type FormField = { id: string; label: string; hint?: string } & (
  | { kind: 'choice'; choices: readonly Choice[]; expanded?: true; chosen?: string }
  | { kind: 'text'; most: number; long?: true }
);

/** As much as fits what is sent at once, in any of the boxes. */
const WORDS = 30_000;
const QUOTED = 4_200;
const NAME = 100;

const choicesOf = <T extends string>(titles: Readonly<Record<T, string>>): Choice[] =>
  Object.entries<string>(titles).map(([value, title]) => ({ title, value }));

export const summary = 'Log a concern';

export const doorTexts = {
  title: 'Log a concern privately',
  emergency: EMERGENCY,
  lines: [
    'This opens a form that only you see. Nothing you write in it is shown here.',
    'If your own message here names a child, please delete it.',
    'If nothing opens, write “log concern” to me in your own chat.',
  ],
  button: 'Log a concern',
};

/** Whether it is about an adult who works with children: with the answer the route is decided. */
export const adultAnswers = ['no', 'yes', 'unsure'] as const;
type AdultAnswer = (typeof adultAnswers)[number];

const pupilName = (label: string, hint: string): FormField => ({
  id: 'pupilName',
  label,
  hint,
  kind: 'text',
  most: NAME,
});
const adult: FormField = {
  id: 'adult',
  label: 'Is this about an adult who works with children?',
  hint: 'Staff, supply, volunteers, drivers. It decides who is told: never the person it is about.',
  kind: 'choice',
  expanded: true,
  choices: choicesOf<AdultAnswer>({ no: 'No', yes: 'Yes', unsure: 'I am not sure' }),
};
const urgency: FormField = {
  id: 'urgency',
  label: 'How soon must the DSL know?',
  kind: 'choice',
  expanded: true,
  choices: choicesOf<Urgency>({ urgent: 'Urgent: now', standard: 'Today' }),
};
/** Words of the message it was begun from; they become the first words of the report. */
export const quotedField: FormField = {
  id: 'quoted',
  label: 'From the message you chose',
  hint: 'It will stand in the form, where you can change it.',
  kind: 'text',
  most: QUOTED,
  long: true,
};

/** Stands below what was taken of it: nobody would miss the rest. */
export const quotedIsLonger = '[The message goes on. Please copy the rest from it.]';

export const firstFields: readonly FormField[] = [
  pupilName('The pupil’s name', 'Leave empty if it is about no particular pupil.'),
  adult,
  urgency,
];

export const NONE = 'none';
export const pupilChoice = (candidates: readonly Choice[], isShort: boolean): FormField => ({
  id: 'pupil',
  label: 'Which pupil is it?',
  ...(isShort && {
    hint: 'There are more of that name. If yours is not here, choose “None of these”: the name goes with the record.',
  }),
  kind: 'choice',
  expanded: true,
  choices: [...candidates, { title: 'None of these', value: NONE }],
});
/** Everybody gets this one, whether there is no such pupil or none that they may see (R8.1). */
export const NOT_FOUND =
  'I can’t find a pupil by that name among those you can see. You can log it all the same: the name you typed stays inside the record.';
export const nameKept = pupilName('Name, as you know it', 'It stays inside the record.');

/** 5.4: of an adult no DSL is told by this, and it may be about them. */
export const placeField = (choices: readonly Choice[], chosen: string, isOfAdult: boolean): FormField => ({
  id: 'place',
  label: 'If no pupil is chosen: which school is it about?',
  hint: isOfAdult ? 'It decides who is told: never the person it is about.' : 'The DSL there is told too.',
  kind: 'choice',
  choices,
  chosen,
});
export const schoolNotKnown = (partnership: string): string => `${partnership}, school not known`;

export const TRANSPORT = 'transport';
export const UNKNOWN = 'unknown';
export const adultPlaceField = (organisations: readonly Choice[]): FormField => ({
  id: 'adultAt',
  label: 'Whose staff?',
  kind: 'choice',
  choices: [
    ...organisations,
    { title: 'A driver or escort', value: TRANSPORT },
    { title: 'I am not sure', value: UNKNOWN },
  ],
});
export const OTHER = 'other';
export const UNSURE = 'unsure';
export const adultWhoField = (people: readonly Choice[]): FormField => ({
  id: 'adultWho',
  label: 'Who?',
  kind: 'choice',
  choices: [
    ...people,
    { title: 'Somebody not listed, named below', value: OTHER },
    { title: 'I am not sure', value: UNSURE },
  ],
});
export const adultNameField: FormField = {
  id: 'adultName',
  label: 'Their name, if they are not listed',
  hint: 'Or what you know of them. It stays inside the record.',
  kind: 'text',
  most: NAME,
};

const inALine = new Set<WordField>(['when', 'where']);
const words = (id: WordField, label: string, hint?: string): FormField => ({
  id,
  label,
  ...(hint !== undefined && { hint }),
  kind: 'text',
  most: WORDS,
  ...(!inALine.has(id) && { long: true }),
});

/** How each of the reporter's boxes is called, on the form and wherever it is shown. */
const wordLabels: Readonly<Record<WordField, string>> = {
  what: 'What was seen or heard',
  ownWords: 'The child’s own words',
  questions: 'What you asked',
  when: 'When it happened',
  where: 'Where it happened',
  action: 'What has been done already, and who was told',
  present: 'Who was there, how the child was, what happened next',
  injuries: 'Injuries, as you saw them',
  opinion: 'Opinion, and why you think so',
};
/** What is new of words that were sent again, under the names of their boxes; empty where nothing is. */
export function wordsSentAgain(before: Words, after: Words): string {
  const others = wordFields.filter((name) => after[name] !== '' && after[name] !== before[name]);
  const said = others.map((name) => `${wordLabels[name]}:\n${after[name]}`);
  return said.length === 0 ? '' : [SENT_AGAIN, ...said].join('\n\n');
}
const SENT_AGAIN = 'The form was sent again, with these words:';

const hints: Partial<Record<WordField, string>> = {
  what: 'The facts.',
  ownWords: 'Exactly as the child said it. Nothing is corrected.',
  questions: 'Your questions, as you asked them. Please ask no more for this form.',
  when: 'As near as you know.',
  injuries: 'In words, no photographs.',
  opinion: 'Yours, kept apart from the facts.',
};
const boxes = (ids: readonly WordField[]): FormField[] => ids.map((id) => words(id, wordLabels[id], hints[id]));

const parent: FormField = {
  id: 'parentInformed',
  label: 'Has a parent been informed?',
  kind: 'choice',
  expanded: true,
  choices: choicesOf<Exclude<ParentInformed, 'not-said'>>({
    yes: 'Yes',
    no: 'No',
    'not-safe': 'No: it is not safe to tell them',
  }),
};
export const wordBoxes: readonly FormField[] = [
  ...boxes(['what', 'ownWords', 'questions', 'when', 'where', 'action']),
  parent,
];
/** Folded away until somebody wants them, or has written in them. */
export const moreBoxes: readonly FormField[] = boxes(['present', 'injuries', 'opinion']);

/** What somebody adds to a concern of theirs. */
export const addField: FormField = {
  id: 'text',
  label: 'What you want to add',
  hint: 'It is added with the time, exactly as you write it. Nothing that was written before is changed.',
  kind: 'text',
  most: WORDS,
  long: true,
};

export const formTexts = {
  title: 'Log a concern',
  emergency: `${EMERGENCY} Then log it here.`,
  who: 'Who it is about',
  words: 'What happened',
  write: 'One box is enough. It is recorded only when you press the last button.',
  confirmed: (pupil: string): string => `Pupil: ${pupil}`,
  noPupil: 'No pupil chosen.',
  aboutAdult: (place: string): string => `About an adult: ${place}`,
  /** 5.4: the smallest route. */
  aboutUnsure: 'About an adult, perhaps: only the smallest circle is told.',
  more: 'Injuries, who was there, and your opinion have boxes of their own:',
  openMore: 'Open those boxes',
  next: 'Next',
  send: 'Log this concern',
  again: 'Try again',
};

export const formProblems = {
  first: 'Please answer both questions: they decide who is told, and how soon.',
  staff: 'Please say whose staff it is about: it decides who is told. “I am not sure” is an answer too.',
  place:
    'Nothing has been recorded yet: please choose the school it is about, or the partnership where you do not know it. It decides who is told.',
  empty: 'Nothing is written yet, so nothing has been recorded. Please write in one box at least.',
} as const;

export type FormProblem = (typeof formProblems)[keyof typeof formProblems];

/** Only what is so: it may have failed after it was stored, and then pressing again gives its receipt. */
export const notRecorded = (ring: string): string =>
  `This is NOT recorded. Please ring ${ring}. ${EMERGENCY} What you wrote still stands in the form: press again in a minute. However often it is sent, it is one concern.`;
export const tooLong = (ring: string): string =>
  `This is NOT recorded: it is too long to be stored at once. Please ring ${ring}. ${EMERGENCY} What you wrote still stands in the form: make it shorter and send it; the rest can be added from “my concerns”.`;
export const YOUR_DSL = 'your partnership’s DSL, or your school’s,';
export const nothingRecorded = `Nothing has been recorded. Please ring ${YOUR_DSL} now. ${EMERGENCY}`;
