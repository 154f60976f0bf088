/**
 * The clocks of an absence as data (4.3): what is due, and when. Reckoned anew after every change from what is written, so
 * that a clock never hangs on a process; waits are elapsed time, times of day are the wall's (R7.2).
 */
import { nextSchoolDay, previousSchoolDay, schoolDay } from '../calendar.ts';
import { isBeforeLongClosure, nDeadline } from '../figures/n-deadline.ts';
import { setting, type SettingName } from '../settings.ts';
import { expectedSlots } from '../pupil-day.ts';
import { addDays, instantAt } from '../time.ts';
import { cadenceOf, everyDays } from './cadence.ts';
import { hasCode, isCoded, isExplained, isSafe } from './questions.ts';
import { ragOf } from './rag.ts';
import type { Absence, AbsenceState, DueStep, Step } from './absence.ts';
import type { Ask } from './ask.ts';
import type { Instant, LocalDate } from '../time.ts';

type Reckoned = Pick<Ask, 'held' | 'pupil'>;

const keyOf = (step: Step, of: LocalDate): string => `${step}@${of}`;
export const firedKey = ({ step, of }: Omit<DueStep, 'at'>): string => keyOf(step, of);
const hasFired = (absence: Absence, step: Step, of: LocalDate): boolean => absence.fired.includes(keyOf(step, of));

const chosen = (absence: Absence, { held }: Reckoned, name: SettingName, date: LocalDate): string =>
  setting(held, [absence.urn, absence.partnership], name, date);
const minutes = (absence: Absence, ask: Reckoned, name: SettingName): number =>
  Number(chosen(absence, ask, name, absence.date)) * 60_000;
const at = (absence: Absence, ask: Reckoned, name: SettingName, date: LocalDate): Instant =>
  instantAt(date, chosen(absence, ask, name, date));
const chainOf = ({ urn, partnership }: Absence) => ({ organisation: urn, partnership });

export const nobodyTold = new Set<AbsenceState>(['unexplained', 'continuing', 'n-overdue']);
const unanswered = new Set<AbsenceState>([
  'unexplained',
  'enquirer-notified',
  'update-overdue',
  'continuing',
  'n-overdue',
]);

/** T0+10: nobody who can find out has been told. */
function notifyOverdue(absence: Absence, ask: Reckoned): DueStep[] {
  const { raisedAt, date, notifiedAt, state } = absence;
  if (notifiedAt !== undefined || !nobodyTold.has(state) || isExplained(absence)) return [];
  return [{ step: 'notify-overdue', at: raisedAt + minutes(absence, ask, 'notify_minutes'), of: date }];
}

/** 30 minutes from the notification, not from T0. Whoever was reached and knew nothing has given no update (R4.2). */
function updateOverdue(absence: Absence, ask: Reckoned): DueStep[] {
  const { notifiedAt, date, state } = absence;
  if (notifiedAt === undefined || state !== 'enquirer-notified' || isExplained(absence)) return [];
  return [{ step: 'update-overdue', at: notifiedAt + minutes(absence, ask, 'update_due_minutes'), of: date }];
}

/** R4.2: no update after one reminder, or nobody could be told at all, is as good as nobody reachable. */
function contactsDue(absence: Absence, ask: Reckoned): DueStep[] {
  const { raisedAt, notifiedAt, date, state } = absence;
  if (!unanswered.has(state) || isExplained(absence) || isSafe(absence)) return [];
  const wait = minutes(absence, ask, 'reminder_minutes');
  if (notifiedAt !== undefined && hasFired(absence, 'update-overdue', date))
    return [{ step: 'contacts-due', at: notifiedAt + minutes(absence, ask, 'update_due_minutes') + wait, of: date }];
  if (notifiedAt === undefined && hasFired(absence, 'notify-overdue', date))
    return [{ step: 'contacts-due', at: raisedAt + minutes(absence, ask, 'notify_minutes') + wait, of: date }];
  return [];
}

/** The last day on which the case was taken up: of the absence, or of a morning since. */
const lastTakenUp = ({ fired, date }: Absence): LocalDate =>
  fired
    .filter((key) => key.startsWith('daily-call@'))
    .map((key) => key.slice('daily-call@'.length))
    .reduce((a, b) => (a > b ? a : b), date);

/** Each school morning while it stays open. */
function dailyCall(absence: Absence, ask: Reckoned): DueStep[] {
  const next = nextSchoolDay(ask.held.calendar, chainOf(absence), lastTakenUp(absence));
  return next === undefined ? [] : [{ step: 'daily-call', at: at(absence, ask, 'home_am_start', next), of: next }];
}

/** R3.10: the same day, early enough that somebody can still act. */
function beforeClosure(absence: Absence, ask: Reckoned): DueStep[] {
  const date = lastTakenUp(absence);
  const { calendar } = ask.held;
  if (isCoded(absence) || !isBeforeLongClosure({ calendar, chain: chainOf(absence), date })) return [];
  return [{ step: 'before-closure', at: at(absence, ask, 'home_pm_start', date), of: date }];
}

/** Whether the count (R4.6) reaches a day that the colour asks for by then. */
function isCountedBy(limit: LocalDate, absence: Absence, { held, pupil }: Reckoned): boolean {
  const every = everyDays(ragOf(pupil).rag, cadenceOf(held, absence.urn, absence.date));
  if (every === undefined) return false;
  if (!absence.uncounted && absence.day % every === 0 && !isSafe(absence)) return absence.date <= limit;
  let { day } = absence;
  for (let date = addDays(absence.date, 1); date <= limit; date = addDays(date, 1)) {
    if (schoolDay(held.calendar, chainOf(absence), date).kind !== 'school-day') continue;
    if (!expectedSlots(pupil, date, held).some((slot) => !slot.closed)) continue;
    day += 1;
    if (day % every === 0) return true;
  }
  return false;
}

/**
 * R4.7. Where the count would wait longer than the limit, on the last school day before that: in the holidays nobody would
 * see it. Else on the first after it, should nobody have seen the child by then.
 */
function unseenTooLong(absence: Absence, ask: Reckoned): DueStep[] {
  const seen = absence.lastSeen ?? absence.firstDate;
  const limit = addDays(seen, Number(chosen(absence, ask, 'max_unseen_days', absence.date)));
  const { calendar } = ask.held;
  const chain = chainOf(absence);
  const date = isCountedBy(limit, absence, ask)
    ? nextSchoolDay(calendar, chain, limit)
    : previousSchoolDay(calendar, chain, addDays(limit, 1));
  return [{ step: 'unseen-too-long', at: at(absence, ask, 'home_am_start', date ?? limit), of: seen }];
}

/**
 * R3.9, for each day that has a slot without a code; what has a reason, and no code yet, does not become `O`. Nobody can act
 * on a Saturday, so overdue is said the next school day.
 */
function nSteps(absence: Absence, ask: Reckoned): DueStep[] {
  const chain = chainOf(absence);
  const { calendar } = ask.held;
  const byDate = Map.groupBy(
    absence.slots.filter((slot) => !hasCode(slot)),
    ({ date }) => date,
  );
  return [...byDate].flatMap(([date, slots]): DueStep[] => {
    const { aim, legal } = nDeadline({ calendar, chain, date });
    const over = nextSchoolDay(calendar, chain, legal) ?? addDays(legal, 1);
    const due: DueStep = { step: 'n-aim', at: at(absence, ask, 'home_am_start', aim), of: date };
    if (slots.every(({ explained }) => explained)) return [due];
    return [due, { step: 'n-overdue', at: at(absence, ask, 'home_am_start', over), of: date }];
  });
}

const dayOver = (absence: Absence, ask: Reckoned): DueStep => ({
  step: 'day-over',
  at: at(absence, ask, 'school_day_ends', absence.date),
  of: absence.date,
});

function allDue(absence: Absence, ask: Reckoned): DueStep[] {
  if (absence.closedAt !== undefined) return [];
  // What waits for the DSL alone waits on no enquirer: it comes up again each morning.
  if (isSafe(absence) && isCoded(absence)) return dailyCall(absence, ask);
  return [
    ...notifyOverdue(absence, ask),
    ...updateOverdue(absence, ask),
    ...contactsDue(absence, ask),
    dayOver(absence, ask),
    ...dailyCall(absence, ask),
    ...beforeClosure(absence, ask),
    ...unseenTooLong(absence, ask),
    ...nSteps(absence, ask),
  ];
}

/** What is still to come, in order. */
export const dueFor = (absence: Absence, ask: Reckoned): DueStep[] =>
  allDue(absence, ask)
    .filter(({ step, of }) => !hasFired(absence, step, of))
    .toSorted((a, b) => a.at - b.at);

/** Those of the written steps whose time has come, in order; late ones too. */
export const dueSteps = (absence: Absence, now: Instant): DueStep[] => absence.due.filter((step) => step.at <= now);
