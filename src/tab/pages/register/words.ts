/** What the register page says of itself. What is said of marks comes from the server in words. */
import type { Said, TapSent } from '../../../tab-api/register/models.ts';

const pupils = (count: number): string => (count === 1 ? '1 pupil' : `${count} pupils`);

export const saidTitles: Record<Said, string> = { present: 'In', late: 'Late', absent: 'Not here', left: 'Left' };
const saidWords: Record<Said, string> = { present: 'in', late: 'late', absent: 'not here', left: 'left' };

/** As the server will say it once it has it. */
export function tapWords({ said, at, heard, reason }: Omit<TapSent, 'pupilId' | 'start' | 'seen'>): string {
  if (said === 'nothing') return registerWords.takenBack;
  const because = [heard, reason].filter((part) => part).join(', ');
  return [saidWords[said], at ? ` ${at}` : '', because ? `, reason heard: ${because}` : ''].join('');
}

export const registerWords = {
  title: 'Registers',
  every: 'All of them, in calling order',
  everyTitle: 'All registers',
  toPlaces: 'Choose a register',
  phone: (place: string): string => `Ring ${place}`,
  marked: (marked: number, due: number): string => `${marked} of ${due} recorded`,
  drafted: (count: number): string => `${count} drafted`,
  unmarked: (count: number): string => `${count} still to mark`,
  pupil: 'Pupil',
  mark: 'Mark',
  state: 'What stands',
  grid: (place: string): string => `Register of ${place}`,
  notMarked: 'not marked',
  takenBack: 'taken back',
  unsaved: 'not saved yet',
  draft: 'saved as draft',
  recorded: 'recorded',
  cameAt: 'When did they come?',
  leftAt: 'When did they leave?',
  take: 'Take this time',
  why: 'Why is it changed?',
  keep: 'Keep',
  reason: 'Reason heard?',
  otherReason: 'What was said?',
  noReason: 'None',
  takeBack: 'Take back',
  theirs: 'Keep theirs',
  mine: 'Record mine',
  bothSaid: (theirs: string, mine: string): string => `Recorded: ${theirs}. Yours, not recorded: ${mine}.`,
  instead: (words: string): string => `Say “${words}”`,
  submit: 'Submit register',
  submitting: 'Submitting…',
  keys: 'Keys',
  keysTitle: 'The register by keyboard',
  close: 'Close',
  again: 'Try now',
  nothingUnsaved: 'Nothing drafted.',
  allSaved: (count: number): string =>
    `${count} drafted and saved, not recorded: ${count === 1 ? 'it counts' : 'they count'} once submitted.`,
  allRecorded: 'Everybody is recorded.',
  saving: (count: number): string => `Saving ${count}…`,
  notSaved: (count: number): string => `${count} not saved`,
  offline: (count: number): string =>
    count > 0
      ? `No connection: ${count} not saved. Go on marking: I keep trying, and send it when the connection is back.`
      : 'No connection. I keep trying.',
  failing: (count: number): string =>
    `Keylink does not take it just now: ${count} not saved. Go on marking: I keep trying.`,
  submitWaits: 'Not submitted yet: there is no connection. I keep trying; a change here stops it.',
  submitStopped: 'Something was changed, so the register was not submitted. Submit it again.',
  back: 'The connection is back.',
  saved: (what: string): string => `${what}, saved as draft`,
  manySaved: (count: number): string => `${pupils(count)} saved as drafts`,
  gone: (name: string): string => `${name} is no longer on this register: nothing is saved of them.`,
  ofOtherDay: (count: number): string => `It is another day: what was not saved of ${pupils(count)} yesterday is gone.`,
  allMarked: 'Everybody here is marked. Control and Enter submits.',
  reasonKeys: (reasons: readonly string[]): string =>
    `Reason? ${reasons.map((words, n) => `${n + 1} ${words}`).join(', ')}, Enter for none.`,
} as const;

/** Key, and what it does; in the order of use. */
export const keyTable: readonly (readonly [key: string, does: string])[] = [
  ['P', 'In'],
  ['L', 'Late: then the time, Enter takes it'],
  ['A', 'Not here: then 1 to 4 for the reason, or Enter'],
  ['X', 'Left: then the time'],
  ['Backspace', 'Takes back what is not submitted'],
  ['↑ ↓', 'To another pupil; Home and End to the first and last'],
  ['Enter', 'Opens the time, the reason or the question of a pupil'],
  ['T, M', 'Of two versions keeps theirs, or records mine'],
  ['Ctrl + Enter', 'Submits this register'],
  ['?', 'Shows this'],
];
export const keysInShort = 'P in · L late · A not here · X left · Backspace takes back · Ctrl + Enter submits';
