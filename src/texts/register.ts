/** What is said around a register. Nothing here is ever a summary or a log line: those name nobody. */
import { categoryWords } from './reasons.ts';
import { absenceCategory, type AbsenceCategory } from '../domain/codes.ts';
import { reasonsHeard } from '../domain/register/reasons.ts';
import { timeOf } from '../domain/time.ts';
import type { Mark, Session } from '../domain/records.ts';
import type { Entry } from '../domain/register/entry.ts';
import type { LocalTime } from '../domain/time.ts';

export const sessionWords: Record<Session, string> = { AM: 'morning', PM: 'afternoon' };
const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** As many pupils, in words. */
const pupils = (count: number): string => (count === 1 ? '1 pupil' : `${count} pupils`);

export const registerTexts = {
  summary: 'Keylink: a register',
  whichProvision: 'Which register?',
  more: (names: readonly string[]): string =>
    `There are more: ${names.join(', ')}. Say it, for example “register ${names[0] ?? ''}”.`,
  manyMore: 'There are more. Say which, for example “register Oak Farm”.',
  noneToday: 'Nobody is due today at a provision whose register you may take.',
  notFound:
    'I can’t find a provision by that name among those whose register you may take. Check the spelling, or ask your coordinator.',
  notYours: 'Your role does not include this register.',
  nobodyDue: (place: string): string => `Nobody is due at ${place} today.`,
  nobodyDueIn: (place: string, session: Session): string => `Nobody is due at ${place} this ${sessionWords[session]}.`,
  otherDay:
    'This register is of another day. Say “register” for today’s; partnership staff change one mark with “mark”.',
  title: (place: string): string => `Register, ${place}`,
  part: (page: number, pages: number): string => (pages > 1 ? `, part ${page + 1} of ${pages}` : ''),
  when: (day: string, session: Session, closes: string): string => `${day}, ${sessionWords[session]} · ${closes}`,
  closes: (times: readonly LocalTime[], now: LocalTime): string => {
    const last = times.at(-1) ?? '';
    return now < last ? `register closes at ${times.join(', ')}` : `register closed at ${times.join(', ')}`;
  },
  count: (marked: number, all: number, tapped: number): string =>
    `${marked} of ${all} marked${tapped > 0 ? ` · ${tapped} tapped, not submitted` : ''}`,
  missing: (count: number): string =>
    `${count} not marked: ${count === 1 ? 'this counts' : 'these count'} as not returned, neither present nor absent.`,
  recorded: (count: number): string => `Recorded: ${pupils(count)}.`,
  nothingTapped: 'Nothing was tapped, so nothing was recorded.',
  refused: (names: readonly string[]): string => `Not recorded: ${names.join(', ')}. What is wrong stands beside each.`,
  contested: (count: number): string =>
    `${pupils(count)} marked by somebody else meanwhile. Both versions stand below: keep theirs, or record yours as a correction. They are told too.`,
  tapped: (what: string): string => `Tapped, not submitted: ${what}`,
  sinceTapped: 'Recorded by somebody else since you tapped.',
  theirs: (what: string, by: string | undefined, at: LocalTime): string =>
    `Somebody else recorded since: ${[what, by, at].filter((part) => part !== undefined).join(', ')}.`,
  cameAt: 'When did they come?',
  leftAt: 'When did they leave?',
  submit: 'Submit register',
  others: 'All others in',
  session: (session: Session): string => `${capital(sessionWords[session])} register`,
  read: 'Read',
  back: 'Back to the register',
  open: 'Open',
  confirm: 'Yes, record this',
  cancel: 'No, record nothing',
  changedSince: 'The register has changed since. Please look again.',
  nobodyElse: 'Everybody is marked or tapped already. Press “Submit register” to record what is tapped.',
  confirmTitle: (place: string): string => `Record this? ${place}`,
  markedIn: 'Marked in',
  asSaid: 'As you said',
  asTapped: 'As tapped',
  nothingYet: 'Nothing is recorded until you confirm.',
  unknown: (words: readonly string[]): string =>
    `Nobody on this register answers to ${words.map((one) => `“${one}”`).join(', ')}. Say it again with the right name, or leave ${words.length === 1 ? 'it' : 'them'} out.`,
  whichPupil: (words: string): string => `Who is “${words}”?`,
  unclear: (words: readonly string[]): string =>
    `It is not clear what is meant by ${words.map((one) => `“${one}”`).join(', ')}. Say it again, or leave ${words.length === 1 ? 'it' : 'them'} out.`,
  nobodyOfThese: 'None of these',
  leftOutThen: 'is left out and not recorded',
  moreOfThatName: 'There are more. Say the whole name.',
  leftOut: (words: readonly string[]): string =>
    `Left out and not recorded: ${words.map((one) => `“${one}”`).join(', ')}.`,
  nobodyElseIn: 'Because of that nobody else is marked in: only those named below.',
  nobodyLeft: 'That leaves nobody to record.',
  leaveOut: 'Leave out',
  thisOne: 'This one',
  empty:
    'I could not read that as a register. Try “Tom and Aisha in, Ben not here, Cara late 9:20” or “All in except Ben”.',
  tooLong: (most: number): string => `Please say it in parts: at most ${most} characters at once.`,
  tooManyNames: (most: number): string =>
    `Please say it in parts: at most ${most} names at once, so that none is lost.`,
  noRegister: 'That reads like a register. Say which: “register Oak Farm: Tom in, Ben not here”.',
  takeBack: (what: string): string => `${what} – tap to change`,
  clear: 'Keep theirs',
  mine: 'Record mine',
} as const;

export const saidTitles = { present: 'In', late: 'Late', absent: 'Not here', left: 'Left' } as const;

export const reasonChoices: readonly { title: string; value: string }[] = [
  { title: 'Not given', value: 'none' },
  ...reasonsHeard.map(({ key }) => ({ title: capital(key), value: key })),
];

const timed = (words: string, at: LocalTime | undefined): string => (at === undefined ? words : `${words} ${at}`);

/** What somebody is about to record. */
export function entryWords(entry: Entry): string {
  const heard = 'heard' in entry && entry.heard ? entry.heard : undefined;
  const reason = [heard, entry.reason].filter((part) => part !== undefined && part !== '').join(', ');
  const because = reason === '' ? '' : `, reason heard: ${reason}`;
  const why = entry.why ? ` (changed: ${entry.why})` : '';
  switch (entry.said) {
    case 'present':
      return `${timed('in', entry.at)}${because}${why}`;
    case 'late':
      return `${timed('late', entry.at)}${because}${why}`;
    case 'absent':
      return `not here${because || ', no reason heard'}${why}`;
    case 'left':
      return `${timed('left', entry.at)}${because}${why}`;
    default:
      return `code ${entry.code}${because}${why}`;
  }
}

/** What can be said at a register, and so may be read at one. Codes and what parents or schools wrote are for others (R9.3). */
const saidHere: ReadonlySet<AbsenceCategory> = new Set(['ill', 'appointment', 'religious', 'other']);

function awayWords(mark: Mark): string {
  const category = absenceCategory(mark);
  if (category === 'unexplained') return 'not here, no reason yet';
  const isSaidHere = mark.upn !== undefined && saidHere.has(category);
  return `not here, ${isSaidHere ? categoryWords[category] : 'a reason is known'}`;
}

function markWords(mark: Mark): string {
  const words = {
    present: () => timed('in', mark.arrivedAt),
    late: () => timed('late', mark.arrivedAt),
    absent: () => awayWords(mark),
    left: () => timed('left', mark.leftAt),
  };
  return words[mark.status]();
}

/** An entry in short, without its code. */
const withoutCode = (entry: string): string => /^\w+(?: \d\d:\d\d)?/.exec(entry)?.[0] ?? '';

/** Who recorded it may say why, where why is not for everybody. */
const recorderOf = (mark: Mark): string[] => (absenceCategory(mark) === 'restricted' ? [] : [mark.recordedBy]);

/** What stands recorded, by whom and when. */
export function recordedWords(mark: Mark): string {
  const before = mark.amends ? `, before: ${withoutCode(mark.amends.was)}` : '';
  return `${capital(markWords(mark))} – ${[...recorderOf(mark), timeOf(mark.recordedAt)].join(', ')}${before}`;
}

export const markTexts = {
  summary: 'Keylink: one mark',
  usage:
    'Say who and what, for example “mark Joe Bloggs late 9:20”, “mark Joe Bloggs absent mother rang”, “mark Joe Bloggs left 11:05” or a code.',
  tooLong: 'That is too long for one mark. Say who, what, and the reason in a few words.',
  title: 'Record this?',
  when: (place: string, day: string, start: LocalTime, end: LocalTime): string => `${place}, ${day}, ${start}–${end}`,
  before: (stands: string): string => `What stands now: ${stands}. It is kept beside the change.`,
  theirs: registerTexts.theirs,
  same: (stands: string): string => `That is recorded already: ${stands}.`,
  willRecord: 'Nothing is recorded until you confirm.',
  whichSlot: 'At which place?',
  noSlot: 'No session that you may mark is planned for this pupil then, so nothing was recorded.',
  recorded: 'Recorded',
  confirm: 'Yes, record this',
  why: 'Why is it changed?',
} as const;
