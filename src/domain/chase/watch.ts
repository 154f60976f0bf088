/**
 * Who is asked for a register that did not come (4.2, 4.3 NO_RETURN): the provision at its close and again, then the officer
 * is asked to ring. Neither present nor absent (trap 7). The home site and a dual-registered place owe us no register (Q12, Q15).
 */
import { provisionOf } from '../cover.ts';
import { pupilDay } from '../pupil-day.ts';
import { setting } from '../settings.ts';
import { slotState } from '../standing.ts';
import { instantAt } from '../time.ts';
import type { Chase, ChaseStep } from './chase.ts';
import type { PartnershipRecords } from '../records.ts';
import type { PupilDay } from '../pupil-day.ts';
import type { Slot } from '../slots.ts';
import type { Standing } from '../standing.ts';
import type { Instant, LocalTime, Moment } from '../time.ts';

interface Asked {
  step: ChaseStep;
  /** Empty: nobody at all can be asked, which must fail loudly. */
  to: string[];
  pupils: string[];
}

export interface ChaseChange {
  chase: Chase;
  /** In the order of the steps. The provision is asked once for several steps that are late. */
  told: Asked[];
}

export interface ChaseAsk {
  /** With the marks of `now`'s date. */
  held: PartnershipRecords;
  now: Moment;
  /** Sign-in names of those at the provision itself who can be reached. */
  staffAt(provision: string): string[];
  /** Those who ring. */
  officers: string[];
}

/** The pupils a register still owes a word of, each once. */
interface Register {
  provision: string;
  closesAt: LocalTime;
  missing: string[];
}

const keyOf = ({ provision, closesAt }: Pick<Register, 'provision' | 'closesAt'>): string => `${provision} ${closesAt}`;

/** Q15: it owes its register to another school, and is asked for none. */
export const isDual = (slot: Slot, day: PupilDay): boolean =>
  slot.placement?.arrangement === 'dual' && provisionOf(slot, day)?.registered === true;
const owesRegister = ({ slot }: Standing, day: PupilDay): boolean =>
  !slot.atHome && !slot.closed && slot.closesAt <= day.now.time && !isDual(slot, day);

/** Those that have closed, whole or not. */
function registersOf({ held, now }: ChaseAsk): Register[] {
  const registers = new Map<string, Register>();
  for (const pupil of held.pupils) {
    const day = pupilDay(pupil, now.date, held, now);
    for (const standing of day.standings.filter((one) => owesRegister(one, day))) {
      const { provision, closesAt } = standing.slot;
      const register = registers.get(keyOf(standing.slot)) ?? { provision, closesAt, missing: [] };
      if (slotState(standing, now) === 'not-returned') register.missing.push(pupil.pupilId);
      registers.set(keyOf(register), register);
    }
  }
  return [...registers.values()].toSorted((a, b) => keyOf(a).localeCompare(keyOf(b)));
}

function planned({ held, now, staffAt }: ChaseAsk, { provision, closesAt }: Register): Chase['due'] {
  const wait = (name: 'chase_again_minutes' | 'chase_phone_minutes'): number =>
    Number(setting(held, [provision, held.partnership.code], name, now.date)) * 60_000;
  const close: Instant = instantAt(now.date, closesAt);
  // Nobody there to be written to: the officer at once.
  if (staffAt(provision).length === 0) return [{ step: 'ring', at: close }];
  return [
    { step: 'ask', at: close },
    { step: 'ask-again', at: close + wait('chase_again_minutes') },
    { step: 'ring', at: close + wait('chase_phone_minutes') },
  ];
}

/** The chase as it stood; a register that was whole and is so no longer is asked for again. */
function begun(ask: ChaseAsk, register: Register): Chase {
  const { held, now } = ask;
  const { provision, closesAt } = register;
  const stood = held.chases.find((one) => one.date === now.date && keyOf(one) === keyOf(register));
  const at = { partnership: held.partnership.code, provision, date: now.date, closesAt };
  const fired = stood?.fired ?? [];
  if (stood && stood.returnedAt === undefined) return stood;
  const due = planned(ask, register).filter(({ step }) => !fired.some((one) => one.step === step));
  return { ...at, due, fired };
}

/** In: nothing is asked any more. */
const returned = (chase: Chase, at: Instant): Chase => ({ ...chase, due: [], returnedAt: at });

/** Nobody there can be written to any more: the officer is asked to ring when the next step is due, and nobody is said to be asked. */
const toRing = (due: Chase['due']): Chase['due'] => due.slice(0, 1).map(({ at }) => ({ step: 'ring', at }));

/** Every step that is due, late ones at once and in their order; it counts from when it was done. */
function chased(ask: ChaseAsk, register: Register): ChaseChange | undefined {
  const { now, staffAt, officers } = ask;
  const { provision, missing: pupils } = register;
  const staff = staffAt(provision);
  const stood = begun(ask, register);
  const chase = staff.length > 0 ? stood : { ...stood, due: toRing(stood.due) };
  const steps = chase.due.filter(({ at }) => at <= now.instant).map(({ step }) => step);
  if (steps.length === 0) return undefined;
  const asked = steps.findLast((step) => step !== 'ring');
  const told: Asked[] = [
    ...(asked ? [{ step: asked, to: staff, pupils }] : []),
    ...(steps.includes('ring') ? [{ step: 'ring' as const, to: officers, pupils }] : []),
  ];
  const due = chase.due.filter(({ at }) => at > now.instant);
  const fired = steps.map((step) => ({ step, at: now.instant }));
  return { chase: { ...chase, due, fired: [...chase.fired, ...fired] }, told };
}

function changeOf(ask: ChaseAsk, register: Register): ChaseChange | undefined {
  if (register.missing.length > 0) return chased(ask, register);
  const stood = ask.held.chases.find((one) => one.date === ask.now.date && keyOf(one) === keyOf(register));
  return stood && stood.returnedAt === undefined ? { chase: returned(stood, ask.now.instant), told: [] } : undefined;
}

/** What must be written of the registers of today, and who is told. Twice in a row it has nothing more to say. */
export const chasesCalledFor = (ask: ChaseAsk): ChaseChange[] =>
  registersOf(ask).flatMap((register) => changeOf(ask, register) ?? []);
