/** The small words of a whereabouts answer: days, marks, closures. Nobody is said to be anywhere (R7.10). */
import { addDays, longDate, shortDate } from '../../domain/time.ts';
import { categoryWords } from '../reasons.ts';
import type { LocalDate, LocalTime } from '../../domain/time.ts';
import type { Category, Closure, Evidence, Planned, Whereabouts } from '../../domain/whereabouts.ts';

export const fullDate = (date: LocalDate): string => `${longDate(date)} ${date.slice(0, 4)}`;
export const span = ({ start, end }: { start: LocalTime; end: LocalTime }): string => `${start}–${end}`;
export const sentences = (parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined && part !== '').join(' ');

/** `today`, `tomorrow` or the date, seen from now. */
export function dayWords(date: LocalDate, now: { date: LocalDate }): string {
  if (date === now.date) return 'today';
  return date === addDays(now.date, 1) ? 'tomorrow' : `on ${longDate(date)}`;
}

const closureWords: Record<Closure['kind'], string> = {
  holiday: 'holiday',
  'out-of-term': 'out of term',
  inset: 'INSET day',
  'bank-holiday': 'bank holiday',
  closure: 'closed',
};
export function closureReason({ kind, note }: Closure): string {
  if (!note) return closureWords[kind];
  return kind === 'closure' ? note : `${closureWords[kind]}: ${note}`;
}
/** In brackets, where there is more to say than that it is closed. */
export const closureBrackets = (closure: Closure): string =>
  closure.kind === 'closure' && !closure.note ? '' : ` (${closureReason(closure)})`;

export function categoryText(category: Category): string {
  if (category === 'withheld') return 'reason held';
  return categoryWords[category];
}

/** Who recorded it can give away what must stay unsaid. */
const mayNameRecorder = ({ category }: Evidence): boolean => category !== 'restricted' && category !== 'withheld';
export const recorder = (evidence: Evidence): string => (mayNameRecorder(evidence) ? ` by ${evidence.recordedBy}` : '');
/** For what nobody does by marking it: leaving. */
const marker = (evidence: Evidence): string => (mayNameRecorder(evidence) ? `, marked by ${evidence.recordedBy}` : '');

/** When it was recorded, where that is another time than the one it speaks of. */
function recordedNote({ recorded, at }: Evidence, day: LocalDate): string {
  if (recorded.date === day && recorded.time === at) return '';
  return ` (recorded at ${recorded.time}${recorded.date === day ? '' : ` on ${shortDate(recorded.date)}`})`;
}

/** Whoever left when the slot was over needed no reason. */
function leftReason(category: Category | undefined): string {
  if (category === undefined) return '';
  if (category === 'unexplained') return ' (no reason given)';
  return category === 'other' || category === 'restricted' ? ' (reason held)' : ` (${categoryText(category)})`;
}

function statement(evidence: Evidence): string {
  const { place, status, at, timeKnown, slot, late, category } = evidence;
  const unplanned = slot ? '' : ', with nothing planned there';
  switch (status) {
    case 'left':
      return `left ${place.name} at ${at}${leftReason(category)}${marker(evidence)}`;
    case 'absent':
      return `reported not at ${place.name} for ${slot?.start ?? at}${recorder(evidence)} (${categoryText(category ?? 'unexplained')})`;
    default:
      if (late && timeKnown) return `marked present at ${place.name}${recorder(evidence)}, arrived ${at}, late`;
      return `marked present at ${place.name}${timeKnown ? ` at ${at}` : ` for the slot from ${at}`}${recorder(evidence)}${unplanned}`;
  }
}

/** One mark in words, without a full stop and in lower case. */
export const evidenceWords = (evidence: Evidence, { moment }: Pick<Whereabouts, 'moment'>): string =>
  statement(evidence) + recordedNote(evidence, moment.date);

export const plannedWords = (slot: Planned): string => `${slot.place.name} ${span(slot)}`;

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
