/** What a DSL may record about a concern, in words, and why it could not be recorded. */
import type { Category, ConcernAct } from '../../domain/concern/acts.ts';
import type { Decision, ShareGround } from '../../domain/concern/events.ts';
import type { ConcernRefusal } from '../../domain/concern/next.ts';

export const decisionWords: Record<Decision, string> = {
  monitor: 'Monitor',
  'speak-to-child': 'Speak to the child',
  'speak-to-family': 'Speak to the family',
  'early-help': 'Offer early help',
  'refer-social-care': 'Refer to children’s social care',
  'refer-police': 'Refer to the police',
  'refer-lado': 'Refer to the LADO',
  'no-further-action': 'No further action',
};

export const categoryWords: Record<Category, string> = {
  physical: 'Physical abuse',
  emotional: 'Emotional abuse',
  sexual: 'Sexual abuse',
  neglect: 'Neglect',
  'child-on-child': 'Child-on-child abuse',
  exploitation: 'Exploitation, criminal or sexual',
  domestic: 'Domestic abuse',
  radicalisation: 'Radicalisation',
  'self-harm': 'Self-harm or mental health',
  missing: 'Missing from home or education',
  online: 'Online harm',
  other: 'Something else',
};

export const groundWords: Record<ShareGround, string> = {
  protect: 'To protect a child: consent is not needed',
  consent: 'With consent',
  duty: 'A legal duty to share',
};

export const urgencyWords = { urgent: 'Urgent', standard: 'Not urgent' } as const;

export const buttonTitles: Record<ConcernAct, string> = {
  acknowledge: 'Acknowledge',
  confirm: 'Confirm',
  dismiss: 'Dismiss',
  decision: 'Decide',
  action: 'Add an action',
  'action-done': 'Action done',
  referral: 'Referral',
  note: 'Add a note',
  share: 'Share',
  close: 'Close',
  reopen: 'Reopen',
};

export const formTitles: Record<ConcernAct, string> = {
  acknowledge: 'Acknowledge',
  confirm: 'Confirm this concern',
  dismiss: 'Dismiss this draft',
  decision: 'Record a decision',
  action: 'Add an action',
  'action-done': 'An action is done',
  referral: 'Record a referral',
  note: 'Add a note',
  share: 'Share',
  close: 'Close with an outcome',
  reopen: 'Reopen',
};

export const submitTitles: Record<ConcernAct, string> = {
  acknowledge: 'Acknowledge',
  confirm: 'Confirm it',
  dismiss: 'Dismiss it',
  decision: 'Record the decision',
  action: 'Add the action',
  'action-done': 'It is done',
  referral: 'Record the referral',
  note: 'Add the note',
  share: 'Share',
  close: 'Close it',
  reopen: 'Reopen it',
};

/** What somebody must know before they fill a form in. */
export const formNotes: Partial<Record<ConcernAct, string>> = {
  share:
    'Share only what somebody needs who has a part in keeping the child safe. Whoever it is shared with reads all of it; “only that a matter is being handled” tells them no more than that.',
  close: 'It can be reopened, by anybody who may read it, when something new comes.',
  dismiss: 'It was made from an absence, not by a person. Your reason stays with it.',
};

export const entryProblems = {
  decision: 'Please choose what you decided.',
  rationale: 'Please say why you decided so: a decision is not recorded without its reasons.',
  what: 'Please say what is to be done.',
  owner: 'Please say by whom it is to be done.',
  due: 'Please give the day by which it is to be done; not one that is past.',
  n: 'Please choose which action is done.',
  to: 'Please say to whom it was referred.',
  on: 'Please give the day on which it was referred; not one that is to come.',
  reference: 'Please give their reference, or whom you spoke to.',
  text: 'Please write the note.',
  with: 'Please choose with whom. Somebody on the list may have been told meanwhile.',
  why: 'Please say why in a few words.',
  ground: 'Please choose on what ground it is shared.',
  outcome: 'Please say what came of it.',
  long: 'Please make it shorter, a sentence or two. What is longer can stand in a note.',
  tooLong: 'This is not recorded: it is too long to be stored at once. Please record it in parts.',
} as const;
export type EntryProblem = keyof typeof entryProblems;

export const concernRefusalWords: Record<ConcernRefusal, string> = {
  'not-open': 'This concern is closed. Reopen it first if there is something new; what you typed is still here.',
  'is-draft': 'This is a draft: confirm it first, or dismiss it.',
  'no-draft': 'This is no draft any more: somebody has confirmed or dismissed it.',
  undecided: 'No decision is recorded yet. Record one, with its reasons, before you close it.',
  'not-closed': 'This concern is open already.',
  'no-action': 'That action is done already, or is not there.',
  same: 'It has been shared there already.',
};

export const recordedWords: Record<ConcernAct, string> = {
  acknowledge: 'Acknowledged.',
  confirm: 'Confirmed: it is an open concern now.',
  dismiss: 'Dismissed, with your reason.',
  decision: 'Decision recorded.',
  action: 'Action added.',
  'action-done': 'Recorded as done.',
  referral: 'Referral recorded.',
  note: 'Note added.',
  share: 'Shared, and recorded.',
  close: 'Closed, with its outcome.',
  reopen: 'Reopened.',
};

export const actTexts = {
  same: 'That is recorded already; nothing was added.',
  inHand:
    'This is NOT recorded yet: this form has been sent before, and that may still be under way. Please look at the concern, or press again.',
  acknowledgedAlready: 'It has been acknowledged already.',
  matterShared: 'They are told that a matter is being handled, and no more. It is recorded.',
  notNow: 'That cannot be done as it stands now. This is how it stands.',
  more: {
    title: 'What would you like to record?',
    undecided: 'To close it, record a decision first.',
  },
  back: 'Back',
  formFallback: 'A form about a concern. Open it in Teams on a computer or a newer phone.',
} as const;
