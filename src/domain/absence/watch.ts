/**
 * What must be written about the absences of one partnership, from the marks of a day and the clock. Pure, and twice in a
 * row it has nothing more to say: whoever looks first writes it, in one transaction with the marks it was read from.
 */
import { dateOf } from '../time.ts';
import { isOpen } from './absence.ts';
import { fire } from './fire.ts';
import { opened, rolled, updated } from './from-marks.ts';
import { isCoded, isSafe } from './questions.ts';
import { said } from './said.ts';
import { reopened, settle } from './settle.ts';
import { dueSteps } from './steps.ts';
import { toldOf } from './told.ts';
import type { Absence, Step } from './absence.ts';
import type { Ask, Holders } from './ask.ts';
import type { RunBefore } from './day-count.ts';
import type { Said } from './said.ts';
import type { Told } from './told.ts';
import type { Mark, PartnershipRecords, Pupil } from '../records.ts';
import type { LocalDate, Moment } from '../time.ts';

export interface Change {
  was?: Absence;
  absence: Absence;
  told: Told[];
}

export interface WatchAsk {
  held: PartnershipRecords;
  /** The day of `held.marks`. */
  date: LocalDate;
  now: Moment;
  holdersOf(pupil: Pupil): Holders;
  /** How the run of absence stood before that day, of the pupils of `wantsCount`; unknown, the count starts at 1. */
  before?(pupilId: string): RunBefore | undefined;
}

const openOf = (held: PartnershipRecords, pupilId: string): Absence | undefined =>
  held.absences.find((one) => one.pupilId === pupilId && isOpen(one));

/** The absence that the marks of a day belong to: the open one, else the last of that day. */
const absenceFor = ({ held, date }: WatchAsk, pupilId: string): Absence | undefined =>
  openOf(held, pupilId) ??
  held.absences
    .filter((one) => one.pupilId === pupilId && one.date === date)
    .toSorted((a, b) => a.openedAt - b.openedAt)
    .at(-1);

const isAbsent = ({ slots, incident }: Said): boolean =>
  incident !== undefined || slots.some(({ attended }) => attended !== true);

/** Of a day gone by, only what nobody could know before it was over: its absences were opened then, and may be long closed. */
function isNews({ day, incident }: Said, { date, now }: WatchAsk): boolean {
  if (date >= now.date) return true;
  const told = [...day.standings.flatMap(({ history }) => history), ...(incident?.marks ?? [])];
  return told.every((mark) => dateOf(mark.recordedAt) === now.date);
}

/** Closed, and what the marks now say is not answered by it (4.3, "new information"). */
function looked(absence: Absence, told: Said, ask: Ask): Absence {
  const now = updated(absence, told, ask);
  if (isOpen(absence)) return now;
  const isNew = now.state === 'missing' || !isSafe(now) || !isCoded(now);
  if (!isNew) return now;
  return now.state === 'missing' ? { ...reopened(now, ask), state: 'missing' } : reopened(now, ask);
}

/** Whether a day's marks can tell of an absence at all: most children are simply marked in, and cost no second look. */
const tellsOfNone = (marks: readonly Mark[]): boolean =>
  marks.every(({ status, arrivedAt }) => status === 'present' && arrivedAt === undefined);

function asMarked(was: Absence | undefined, ask: Ask, of: WatchAsk): Absence | undefined {
  const { pupilId } = ask.pupil;
  const marks = of.held.marks.filter((mark) => mark.pupilId === pupilId && mark.date === of.date);
  if (marks.length === 0 || (!was && tellsOfNone(marks))) return was;
  const told = said(ask.pupil, of.date, of.held, of.now);
  if (!was) return isAbsent(told) && isNews(told, of) ? opened(told, of.before?.(pupilId), ask) : undefined;
  const isLater = isOpen(was) && was.date < of.date && isAbsent(told);
  return isLater ? rolled(was, told, of.before?.(pupilId), ask) : looked(was, told, ask);
}

/** The steps whose time has come, late ones too, one after the other: each may bring on the next. */
function afterClock(absence: Absence, ask: Ask): { absence: Absence; fired: Step[] } {
  const fired: Step[] = [];
  let now = absence;
  for (let [due] = dueSteps(now, ask.now.instant); due; [due] = dueSteps(now, ask.now.instant)) {
    now = fire(now, due, ask);
    fired.push(due.step);
  }
  return { absence: now, fired };
}

const isEqual = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b);
/** Rows come back with their fields in any order, and without those that are undefined. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, one: unknown) =>
    one !== null && typeof one === 'object' && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).toSorted(([a], [b]) => a.localeCompare(b)))
      : one,
  );

/** The absence with its version raised, where anything about it is new. */
function changed(was: Absence | undefined, now: Absence, fired: readonly Step[], ask: Ask): Change | undefined {
  if (was && isEqual(was, now)) return undefined;
  const absence = { ...now, version: (was?.version ?? 0) + 1 };
  return { ...(was && { was }), absence, told: toldOf(was, absence, fired, ask) };
}

/** Who has changed school is followed up with the one they are at now: the one they left has nothing to do with them any more. */
const atTheirSchool = (absence: Absence, { schoolUrn }: Pupil): Absence =>
  isOpen(absence) && absence.urn !== schoolUrn ? { ...absence, urn: schoolUrn } : absence;

function changeFor(pupil: Pupil, of: WatchAsk): Change | undefined {
  const ask: Ask = { held: of.held, pupil, now: of.now, holders: of.holdersOf(pupil) };
  const was = absenceFor(of, pupil.pupilId);
  const told = asMarked(was, ask, of);
  const marked = told && atTheirSchool(told, pupil);
  if (!marked) return undefined;
  // Settled each time: a setting, a colour or a role may have changed since.
  const { absence, fired } = afterClock(settle(marked, ask), ask);
  return changed(was, absence, fired, ask);
}

/** Those the marks or an absence speak of. */
function pupilsConcerned({ held, date }: Pick<WatchAsk, 'held' | 'date'>): Pupil[] {
  const ids = new Set([
    ...held.marks.filter((mark) => mark.date === date).map(({ pupilId }) => pupilId),
    ...held.absences.map(({ pupilId }) => pupilId),
  ]);
  return held.pupils.filter(({ pupilId }) => ids.has(pupilId));
}

export const watch = (ask: WatchAsk): Change[] => pupilsConcerned(ask).flatMap((pupil) => changeFor(pupil, ask) ?? []);

/** The pupils whose earlier days are wanted for the count: those absent on the day without an absence of it yet. */
export function wantsCount(held: PartnershipRecords, date: LocalDate): string[] {
  const absent = held.marks.filter((mark) => mark.date === date && mark.status !== 'present' && mark.status !== 'late');
  const counted = (pupilId: string): boolean =>
    held.absences.some((one) => one.pupilId === pupilId && one.date === date);
  return [...new Set(absent.map(({ pupilId }) => pupilId))].filter((pupilId) => !counted(pupilId));
}
