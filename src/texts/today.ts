/** The partnership's morning in words. */
import type { AbsenceState } from '../domain/absence/absence.ts';
import type { Chase } from '../domain/chase/chase.ts';
import type { DayRegister, RegisterState } from '../domain/day-registers.ts';
import type { Post } from '../domain/post.ts';
import type { Vacancy } from '../domain/duty/vacancies.ts';
import { timeOf } from '../domain/time.ts';
import { roleWords } from './roles.ts';

const many = (count: number, one: string, more = `${one}s`): string => `${count} ${count === 1 ? one : more}`;

export const todayTexts = {
  unaccounted: (count: number): string => (count === 1 ? 'child not accounted for' : 'children not accounted for'),
  followUps: (count: number): string => (count === 1 ? 'absence being followed up' : 'absences being followed up'),
  registers: (closed: number): string => `of ${many(closed, 'register')} in that should be`,
  noRegister: 'No register was due to be in yet.',
  pupils: (count: number): string => many(count, 'pupil'),
  nobody: 'No pupil is expected anywhere today.',
} as const;

export const registerHeadings: Record<RegisterState, string> = {
  'not-in': 'Registers not in',
  part: 'Registers in part',
  open: 'Registers still open',
  in: 'Registers in',
  'not-yet': 'Registers of later today',
};

/** What has been done about a register that is not in. */
const asked = (chase: Chase | undefined): string => {
  const last = chase?.fired.at(-1);
  if (!last) return 'Not asked for yet.';
  if (last.step === 'ring') return `To be rung for since ${timeOf(last.at)}.`;
  return `${last.step === 'ask' ? 'Asked for' : 'Asked for again'} at ${timeOf(last.at)}.`;
};

export function registerLines(register: DayRegister, chase: Chase | undefined, phone: string | undefined): string[] {
  const { state, closesAt, due, unmarked } = register;
  const pupils = many(due, 'pupil');
  if (state === 'in') return [`Due by ${closesAt}: ${pupils}.`];
  if (state === 'not-yet') return [`Closes ${closesAt}: ${pupils}.`];
  if (state === 'open') return [`Closes ${closesAt}: ${unmarked} of ${pupils} not marked yet.`];
  const isToRing = chase?.fired.some(({ step }) => step === 'ring') === true;
  return [
    `Closed ${closesAt}: ${unmarked} of ${pupils} not marked. ${asked(chase)}`,
    ...(isToRing && phone !== undefined ? [`Ring ${phone}.`] : []),
  ];
}

/** Those that ask for nothing, a line a closing time: `Due by 09:30: Oak Farm (4), Base (2)`. */
export function quietLines(registers: readonly DayRegister[], placeOf: (provision: string) => string): string[] {
  const closes = registers.some(({ state }) => state === 'not-yet') ? 'Closes' : 'Due by';
  const times = Map.groupBy(registers, ({ closesAt }) => closesAt);
  return [...times]
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(
      ([time, of]) =>
        `${closes} ${time}: ${of.map(({ provision, due }) => `${placeOf(provision)} (${due})`).join(', ')}`,
    );
}

/** As `today` counts them: what is being done, not who. */
export const stateNames: Record<AbsenceState, string> = {
  unexplained: 'not taken up yet',
  'enquirer-notified': 'being found out',
  'update-overdue': 'update overdue',
  'contacts-tried': 'contacts tried',
  'visit-required': 'visit needed',
  'visited-seen': 'visited and seen',
  'visited-not-seen': 'visited and not seen',
  missing: 'MISSING',
  'reason-given': 'reason given',
  continuing: 'going on',
  'n-overdue': 'reason overdue',
  resolved: 'to be closed by a DSL',
  'closed-seen': 'closed',
  corrected: 'closed',
};

export function digestLines(post: Post | undefined, digestAt: string): string[] {
  if (!post) return [`Not sent; due at ${digestAt}.`];
  const acks = post.acks.map(({ name, at }) => `${name} at ${timeOf(at)}`).join(', ');
  const read = acks === '' ? 'Nobody has acknowledged it.' : `Acknowledged by ${acks}.`;
  if (post.state === 'posted' && post.firstAt !== undefined)
    return [`Sent ${timeOf(post.firstAt)}${post.late ? ', late' : ''}. ${read}`];
  if (post.state === 'unreachable')
    return [post.why === 'no-channel' ? 'Not sent: no channel is linked.' : 'Not sent: its channel cannot be reached.'];
  return [post.state === 'due' ? 'Being sent.' : 'Not sent in time.'];
}

const gapWords: Record<Vacancy['gap'], string> = { vacant: 'nobody holds it', unreachable: 'not reachable in Teams' };

export function vacancyWords({ role, gap }: Vacancy, standsIn: readonly string[]): string {
  const [first = '', ...rest] = roleWords[role];
  const inPlace = standsIn.length > 0 ? `${standsIn.join(', ')} in their place` : 'NOBODY in their place';
  return `${first.toUpperCase()}${rest.join('')}: ${gapWords[gap]}; ${inPlace}`;
}
