/** Why a mark cannot stand, and what to do instead. They name no pupil: the card does, beside them. */
import { codes } from '../domain/codes.ts';
import type { Code } from '../domain/codes.ts';
import type { CodeRefusal } from '../domain/register/code-entry.ts';
import type { MarkRefusal } from '../domain/register/entry.ts';
import { decisionWords } from './reasons.ts';

const meaningOf = (code: Code): string => codes.find((row) => row.code === code)?.meaning ?? '';
/** R1.4: an alternative is named with its meaning, so that nobody takes the next best letter. */
const offered = (offer: readonly Code[]): string =>
  offer.map((code) => `${code} (${meaningOf(code).toLowerCase()})`).join(', ');
const perhaps = (offer: readonly Code[]): string => (offer.length > 0 ? ` Did you mean ${offered(offer)}?` : '');

const noCode = {
  empty: 'No code was given.',
  zero: 'A nought is not a code.',
  'bar-one-or-l': 'That is not a code.',
  withdrawn: 'That code was withdrawn in August 2024.',
  family: 'That code was divided in August 2024.',
  unknown: 'That is not an attendance code.',
} as const;

const records = {
  placement: 'the pupil’s placement',
  calendar: 'the calendar',
  roll: 'the roll',
  suspension: 'the record of suspensions',
} as const;

const sentence = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;

function codeRefusalWords(refusal: CodeRefusal): string {
  switch (refusal.why) {
    case 'no-code':
      return `${noCode[refusal.because]}${perhaps(refusal.offer)}`;
    case 'codes-not-yours':
      return 'Provision staff give no codes. Say “absent” and the reason you heard; the code follows from it.';
    case 'say-instead':
      return `${refusal.code} is not typed in. Say “${refusal.say === 'late' ? 'late 9:20' : 'present'}”, and the code follows.`;
    case 'known-from':
      return `${refusal.code} follows from ${records[refusal.record]}, so it is not given by hand. Correct it there.`;
    case 'leave-not-yours':
      return `${refusal.code} is leave: only the school’s head or attendance lead grants it. Say “absent” and the reason heard.`;
    default:
      return `${sentence(decisionWords[refusal.why])}${perhaps(refusal.offer)}`;
  }
}

/** `placeName`: of the provision that a time belongs to instead. */
export function refusalWords(refusal: MarkRefusal, placeName: (provision: string) => string): string {
  switch (refusal.why) {
    case 'not-yours':
      return 'Your role does not include marking this register.';
    case 'day-over':
      return 'That day is over. Ask the partnership’s staff to change it.';
    case 'day-ahead':
      return 'That day is still to come, so nothing can be recorded for it.';
    case 'no-such-slot':
      return 'The pupil is not due there then, so nothing can be recorded.';
    case 'place-closed':
      return 'The place is closed then, so there is no register.';
    case 'words-too-long':
      return `Please keep the words under ${refusal.most} characters. A longer account belongs with the follow-up.`;
    case 'time-needed':
      return 'The time is needed: it is never guessed.';
    case 'no-time':
      return 'That is not a time. Write it like 9:20.';
    case 'time-ahead':
      return `That time is still to come: it is ${refusal.now}.`;
    case 'not-started':
      return `Too early: this register opens at ${refusal.from}.`;
    case 'too-early':
      return `That is too early for this session. Nobody is marked in before ${refusal.from}.`;
    case 'not-late':
      return `The session starts at ${refusal.start}, so that is not late. Say “in”.`;
    case 'session-over':
      return `The session ended at ${refusal.end}, so that is no attendance of it.${
        refusal.next
          ? ` At that time the pupil was due at ${placeName(refusal.next.provision)} from ${refusal.next.start}.`
          : ''
      }`;
    case 'outside-slot':
      return `That is outside the session, ${refusal.start} to ${refusal.end}.`;
    case 'no-arrival':
      return 'Nobody has been recorded as arriving, so nobody can have left. Record the arrival first.';
    case 'left-before-arrival':
      return `That is before the arrival at ${refusal.arrivedAt}.`;
    case 'why-needed':
      return refusal.stands === undefined
        ? 'The day is over, so a reason for the change is needed.'
        : 'This changes what is recorded, so a reason for the change is needed.';
    default:
      return codeRefusalWords(refusal.code);
  }
}
