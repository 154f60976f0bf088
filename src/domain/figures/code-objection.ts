/** What speaks against a code that somebody entered: the constraints of 1.2, and R3.12 of codes that stop the follow-up. */
import { parseCode } from '../codes.ts';
import { chainOf, provisionOf, suspendedDays } from '../cover.ts';
import { schoolSession } from '../calendar.ts';
import { isSuspended } from '../pupil-day.ts';
import { isPastSchoolAge } from '../school-age.ts';
import { partTimeOn } from '../slots.ts';
import type { Code } from '../codes.ts';
import type { LocalDate } from '../time.ts';
import type { Entered } from './entered.ts';

export const objections = [
  'withdrawn',
  'bare-family',
  'no-code',
  'other-half',
  'no-placement',
  'nobody-saw-them',
  'no-la-basis',
  'not-dual',
  'not-a-school',
  'no-agreement',
  'agreement-ended',
  'no-suspension',
  'sixth-day',
  'compulsory-age',
  'no-reason-given',
  'not-the-schools-site',
  'school-open',
  'no-time-after-close',
] as const;
export type Objection = (typeof objections)[number];
type Objects = (entered: Entered) => Objection | undefined;

/** From then on the codes before it are no longer written (1.3, R1.5). */
const NEW_CODES_FROM: LocalDate = '2024-08-19';
const LAST_DAY_OF_E = 5;

const placementOf = ({ slot }: Entered) => slot?.placement;

/** While a register is open, or not yet due, nobody can have been seen. */
function unseen({ seen, proposal }: Entered): Objection | undefined {
  const early = proposal.kind === 'none' && proposal.why !== 'not-returned';
  return seen || early ? undefined : 'nobody-saw-them';
}

const elsewhere: Objects = (entered) => (placementOf(entered) ? unseen(entered) : 'no-placement');

const arrangedByAuthority: Objects = (entered) => {
  const placement = placementOf(entered);
  if (!placement) return 'no-placement';
  return placement.arrangement === 'la' && placement.laBasis?.trim() ? unseen(entered) : 'no-la-basis';
};

/** Trap 6: registration at a school; that they did not come there stays `D` (trap 4). */
const dual: Objects = ({ slot, day }) => {
  if (!slot || slot.placement?.arrangement !== 'dual') return 'not-dual';
  return provisionOf(slot, day)?.registered ? undefined : 'not-a-school';
};

const partTime: Objects = ({ day, session }) => {
  const { state } = partTimeOn(day.pupil, day.date, session);
  if (state === 'covered') return undefined;
  return state === 'expired' ? 'agreement-ended' : 'no-agreement';
};

const excluded: Objects = ({ day }) => {
  if (!isSuspended(day.pupil, day.date)) return 'no-suspension';
  return suspendedDays(day, LAST_DAY_OF_E + 1) > LAST_DAY_OF_E ? 'sixth-day' : undefined;
};

const unable: Objects = ({ mark }) => (mark.reason?.trim() ? undefined : 'no-reason-given');

const lateAfterClose: Objects = ({ mark, slot }) =>
  mark.arrivedAt !== undefined && (!slot || mark.arrivedAt >= slot.closesAt) ? undefined : 'no-time-after-close';

const objectionTo: Partial<Record<Code, Objects>> = {
  '/': ({ session }) => (session === 'AM' ? undefined : 'other-half'),
  '\\': ({ session }) => (session === 'PM' ? undefined : 'other-half'),
  B: elsewhere,
  W: elsewhere,
  P: elsewhere,
  K: arrangedByAuthority,
  D: dual,
  C2: partTime,
  E: excluded,
  X: ({ day }) => (isPastSchoolAge(day.pupil.dateOfBirth, day.date) ? undefined : 'compulsory-age'),
  Y1: unable,
  Y2: unable,
  Y3: unable,
  // M18: the site is the home school's.
  Y4: (entered) => (entered.slot && !entered.slot.atHome ? 'not-the-schools-site' : unable(entered)),
  Y5: unable,
  Y6: unable,
  Y7: unable,
  '#': ({ day, session }) =>
    schoolSession(day.held.calendar, chainOf(day), day.date, session).kind === 'school-day' ? 'school-open' : undefined,
  U: lateAfterClose,
};

/** Undefined where the code may stand. */
export function objectionOf(entered: Entered): Objection | undefined {
  const parsed = parseCode(entered.text);
  if (parsed.kind === 'code') return objectionTo[parsed.code]?.(entered);
  const old = parsed.why === 'withdrawn' || parsed.why === 'family';
  if (!old) return 'no-code';
  if (entered.day.date < NEW_CODES_FROM) return undefined;
  return parsed.why === 'withdrawn' ? 'withdrawn' : 'bare-family';
}
