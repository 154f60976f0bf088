/** What has been tried about an absent child, a line a contact (4.7). */
import type { ChildMode, Contact, ContactMethod, ContactOutcome } from '../../domain/absence/absence.ts';
import type { Moment } from '../../domain/time.ts';
import { clockWords, positionWords } from './clock.ts';

const methodWords: Record<ContactMethod, string> = {
  call: 'rang',
  text: 'sent a text to',
  email: 'wrote an e-mail to',
  visit: 'visited',
  video: 'made a video call to',
  'in-person': 'met',
};
const outcomeWords: Record<ContactOutcome, string> = {
  reached: 'reached',
  'no-answer': 'no answer',
  'message-left': 'message left',
  'wrong-number': 'wrong number',
};
const modeWords: Record<ChildMode, string> = {
  'in-person': 'seen in person',
  video: 'seen by video',
  voice: 'spoken to',
};

const whomWords = ({ whom, relationship, number }: Contact): string =>
  [whom, relationship && `(${relationship})`, number && `on …${number}`].filter((part) => part).join(' ');

const childWords = ({ child }: Contact): string =>
  child ? `Child ${modeWords[child.mode]}${child.where ? `, ${child.where}` : ''}` : '';

/** `10:12 Sam Reed (key link) rang Ann Shah (mother) on …0101: no answer. Next: try the father, Sam` */
export function contactLine(contact: Contact, now: Moment): string {
  const { at, by, method, outcome, reason, code, visitAgreedWith, twoStaff, note, next, evidence } = contact;
  const did = `${clockWords(at, now)} ${by.name} (${positionWords(by.position)}) ${methodWords[method]} ${whomWords(contact)}: ${outcomeWords[outcome]}`;
  return [
    did,
    reason && `Said: ${reason}`,
    code && `Code ${code}`,
    childWords(contact),
    note && `Note: ${note}`,
    visitAgreedWith && `Visit agreed with ${visitAgreedWith}`,
    twoStaff === undefined ? '' : `Two staff: ${twoStaff ? 'yes' : 'no'}`,
    next && `Next: ${next}`,
    evidence && `Evidence: ${evidence}`,
  ]
    .filter((part) => part)
    .join('. ');
}
