/** Why something could not be recorded about an absence, and what to do instead. */
import type { Refusal } from '../../domain/absence/events.ts';
import { decisionWords } from '../reasons.ts';

const plain: Record<Exclude<Refusal['why'], 'not-a-code' | 'code-needs-more'>, string> = {
  closed: 'This absence is closed. Reopen it if there is something new.',
  'not-closed': 'This absence is open already.',
  'not-known-safe': 'It is not known yet that the child is safe. Record how they were seen or spoken to first.',
  'code-not-known': 'A session has no code yet. Give the code first.',
  'nobody-reached':
    'A reason, or that the child was seen, needs somebody who was reached: choose “Reached”, or leave both out.',
  'in-the-future': 'That time is still to come. Give the time at which it happened.',
  'before-it-began': 'That is before this absence began.',
  'words-needed': 'Please say in a few words why, or whom.',
  'red-is-visited': 'This child is visited: that is not for choosing.',
  'already-missing': 'This child is recorded as missing already.',
  'no-slot-without-code': 'Every session has its code already.',
  'code-explains-nothing': 'This code does not say why a child is away. Choose the one that does.',
};

export function refusalWords(refusal: Refusal): string {
  if (refusal.why === 'not-a-code') return `That is no code.${offer(refusal.parsed.offer ?? [])}`;
  if (refusal.why === 'code-needs-more')
    return `This code cannot stand: ${decisionWords[refusal.decision]}. Choose another, or put that right first.`;
  return plain[refusal.why];
}
const offer = (codes: readonly string[]): string => (codes.length > 0 ? ` Did you mean ${codes.join(', ')}?` : '');

export const entryProblems = {
  whom: 'Please choose whom you tried; somebody else by their name, and who they are to the child.',
  outcome: 'Please choose what came of it.',
  way: 'Please choose how the child was seen or spoken to.',
  wanted: 'Please choose whether to visit.',
  other: 'Please say in a few words what the reason was.',
  why: 'Please say why in a few words.',
  code: 'Please choose a code from the list.',
  leave: 'This code is given by the headteacher or the attendance lead.',
  day: 'That day is not one of this absence without a code. Choose again.',
  earlier:
    'This form was opened on an earlier day, so nothing was recorded. Check what it says and when it happened today, then send it again; what happened before today goes into the words.',
  time: 'Give the time as hours and minutes, for example 10:15.',
} as const;
export type EntryProblem = keyof typeof entryProblems;

export const recordedWords = {
  done: 'Recorded.',
  same: 'That is recorded already; nothing was added.',
  changed: 'This has changed since your card was made, so nothing was done. This is how it stands now.',
  notNow: 'That cannot be done now, or not in your role. This is how it stands.',
  closedEarlier: 'This absence was closed on an earlier day.',
} as const;
