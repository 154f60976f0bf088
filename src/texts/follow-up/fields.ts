/** The questions of each form about an absence (4.7), with how long an answer may be. */
import type { Act } from '../../domain/follow-up/acts.ts';

export interface Choice {
  title: string;
  value: string;
}
export type Field = { id: string; label: string } & (
  | { kind: 'choice'; choices: readonly Choice[]; chosen: string }
  | { kind: 'text'; most: number; long?: true }
  | { kind: 'time' }
);

/** More than a sentence or two belongs where the evidence is kept. */
export const WORDS = 300;
const NAME = 80;

const choices = (list: Readonly<Record<string, string>>): Choice[] =>
  Object.entries(list).map(([value, title]) => ({ title, value }));
const text = (id: string, label: string, most: number): Field => ({
  id,
  label: `${label} (at most ${most} characters)`,
  kind: 'text',
  most,
  ...(most > NAME && { long: true as const }),
});
/** Only what claims nothing stands chosen from the start: nobody was reached, seen or coded by leaving a form as it came. */
const choice = (id: string, label: string, list: readonly Choice[], chosen = ''): Field => ({
  id,
  label,
  kind: 'choice',
  choices: list,
  chosen,
});

const methods = {
  call: 'Telephone call',
  text: 'Text message',
  email: 'E-mail',
  visit: 'Home visit',
  video: 'Video call',
  'in-person': 'In person',
};
const outcomes = {
  reached: 'Reached',
  'no-answer': 'No answer',
  'message-left': 'Message left',
  'wrong-number': 'Wrong number',
};
export const heard = {
  none: 'None given',
  ill: 'Ill',
  appointment: 'Medical or dental appointment',
  religious: 'Religious observance',
  other: 'Something else, in the words below',
};
const children = {
  no: 'No',
  voice: 'Spoken to by telephone',
  video: 'Seen by video',
  'in-person': 'Seen in person',
};
const seenWays = {
  visit: 'Seen at home, by a visit',
  'in-person': 'Seen in person elsewhere',
  video: 'Seen by video',
  voice: 'Spoken to by telephone',
};
const staffs = { none: 'No visit', yes: 'Two staff', no: 'One person, by the lone-working policy' };

const when: Field = { id: 'when', label: 'When, today', kind: 'time' };
const agreed = text('agreed', 'Of a visit: agreed with whom at the school', NAME);
const staff = choice('staff', 'Of a visit: who went', choices(staffs), 'none');

export const OTHER = 'other';

const contactFields = (whom: readonly Choice[]): Field[] => [
  choice('whom', 'Whom', [...whom, { title: 'Somebody else, named below', value: OTHER }]),
  text('named', 'Somebody else: name, and who they are to the child', NAME),
  choice('method', 'How', choices(methods), 'call'),
  choice('outcome', 'What came of it', choices(outcomes)),
  choice('heard', 'Reason given for the absence', choices(heard), 'none'),
  text('words', 'What was said', WORDS),
  choice('child', 'Was the child seen or spoken to?', choices(children), 'no'),
  text('where', 'Where the child is', NAME),
  agreed,
  staff,
  text('next', 'Next action, and whose it is', WORDS),
  text('evidence', 'Where the evidence is kept', NAME),
  when,
];

const seenFields: Field[] = [
  choice('way', 'How', choices(seenWays)),
  text('where', 'Where the child is', NAME),
  agreed,
  staff,
  text('words', 'Anything to add', WORDS),
  when,
];

const why = (label: string): Field => text('why', label, WORDS);

const visitChoices = { yes: 'Visit', no: 'Do not visit' };

export interface FieldsAsked {
  whom: readonly Choice[];
  codes: readonly Choice[];
  /** Days that have a slot without a code, where there are several. */
  days: readonly Choice[];
}

export function fieldsOf(act: Act, { whom, codes, days }: FieldsAsked): Field[] {
  switch (act) {
    case 'contact':
      return contactFields(whom);
    case 'seen':
      return seenFields;
    case 'code':
      return [
        choice('code', 'Code', codes),
        ...(days.length > 1
          ? [choice('only', 'For which day', [{ title: 'All of them', value: 'all' }, ...days], 'all')]
          : []),
        why('Why this code'),
      ];
    case 'visit':
      return [choice('wanted', 'Home visit', choices(visitChoices)), why('Why')];
    case 'missing':
      return [why('What happened, and since when nobody knows where the child is')];
    case 'reopen':
      return [why('What is new')];
    default:
      return [];
  }
}

export const formTitles: Record<Act, string> = {
  contact: 'Record a contact',
  seen: 'Child seen or spoken to',
  code: 'Give the code',
  visit: 'Decide on a home visit',
  missing: 'The child is missing',
  close: 'Close',
  reopen: 'Reopen',
};
export const submitTitles: Record<Act, string> = {
  contact: 'Record it',
  seen: 'Record it',
  code: 'Give this code',
  visit: 'Record the decision',
  missing: 'Say that the child is missing',
  close: 'Close',
  reopen: 'Reopen it',
};
