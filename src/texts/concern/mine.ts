/** `my concerns`: how far each is, and nothing of what it says. */
import type { Concern } from '../../domain/concern/concern.ts';
import type { ReporterState } from '../../domain/concern/status.ts';
import { EMERGENCY } from './ringing.ts';

export const stateWords: Readonly<Record<ReporterState, string>> = {
  'nobody-told': 'Nobody has been told yet',
  received: 'Received. Nobody has opened and acknowledged it yet',
  seen: 'Seen by a DSL',
  'in-hand': 'In hand',
  closed: 'Closed',
};

/** Of an adult it goes to others than a DSL, and may be about one; and whoever raised it may have it themselves. */
export function stateLine(state: ReporterState, { subject, parties }: Pick<Concern, 'subject' | 'parties'>): string {
  if (state === 'seen' && subject.kind === 'adult') return 'Seen by somebody it went to';
  const isOwn = state === 'received' && parties.some(({ ack }) => ack !== undefined);
  return isOwn ? 'You have it yourself. Nobody else has acknowledged it yet' : stateWords[state];
}

/** Of an adult, never a number of somebody whom it may be about. */
const RING = 'If it cannot wait, ring your DSL, or about an adult the council’s LADO.';

export const mineTexts = {
  summary: 'Your concerns',
  title: 'Concerns you raised',
  about: 'First those that nobody has acknowledged, then the newest. What is decided is for those who have it.',
  none: 'You have raised no concern here. Say “log concern” to raise one.',
  ring: 'If it cannot wait, ring:',
  ringNow: 'Please ring now:',
  open: 'Open',
  choose: 'Open one of the earlier ones',
  openChosen: 'Open that one',
  notShown: `I cannot reach my records just now, so I cannot show it. ${RING}`,
  foot: (time: string): string => `As it stood at ${time}.`,
};

export const ownTexts = {
  title: (id: string): string => `Your concern ${id}`,
  /** R8.1's kin: the same for one that is not there and for somebody else's. */
  gone: 'That is not among the concerns you raised.',
  over: 'What you wrote is shown to you for a day. It stays in the record as you wrote it, and you can add to it.',
  added: (time: string): string => `You added at ${time}`,
  adding: 'Add to it',
  addTitle: (id: string): string => `Add to your concern ${id}`,
  add: 'Add it',
  done: (time: string): string => `Added at ${time}. Those who have the concern are told that there is something new.`,
  doneUntold: (time: string): string =>
    `Added at ${time}. Nobody has been told of this concern yet: “my concerns” has the numbers to ring.`,
  same: 'The same words from you stand there already, so they were not added again.',
  empty: 'Nothing was written, so nothing was added.',
};

export const addedTooLong = `This is NOT recorded: it is too long to be stored at once. Please add it in two parts. ${RING} ${EMERGENCY}`;
export const notAdded = `This is NOT recorded. ${RING} ${EMERGENCY} Press again in a minute: however often it is sent, it is added once.`;
