/** Which registers there are to be taken, and what stands on one of them, or on all. */
import type { Asking } from '../../commands/command.ts';
import { readRegister, type Register } from '../../commands/register/reading.ts';
import { lookedAt } from '../../commands/register/show.ts';
import { longDate } from '../../domain/time.ts';
import { registerPageTexts } from '../../texts/register-page.ts';
import { registerTexts } from '../../texts/register.ts';
import { notFound, type Answered, type Given, type TabParts } from '../question.ts';
import { registersToday } from './calling.ts';
import type { RegisterPlaces, RegisterRolls, RegisterSession } from './models.ts';
import { shownPlace, shownRoll } from './shown.ts';

/** No provision has this for its code: it is everyone's in the calendar. */
const EVERY_PLACE = '*';

export async function places(parts: TabParts, asking: Asking): Promise<Answered> {
  const registers = await registersToday(parts, asking);
  const body: RegisterPlaces = {
    day: longDate(asking.now.date),
    places: registers.map((register) => shownPlace(register, asking)),
    ...(registers.length === 0 && { none: registerTexts.noneToday }),
  };
  return { status: 200, body, looked: { query: 'register', decision: 'choice' } };
}

const rollsOf = (registers: readonly Register[], asking: Asking, none: string): RegisterRolls => ({
  now: asking.now.time,
  rolls: registers.map((register) => shownRoll(register, asking)),
  reasons: registerPageTexts.reasons,
  ...(registers.length === 0 && { none }),
});

async function everyRoll(parts: TabParts, asking: Asking): Promise<Answered> {
  const registers = await registersToday(parts, asking);
  const seen = registers.flatMap(({ roll }) => roll.map(({ pupil }) => pupil.pupilId));
  return {
    status: 200,
    body: rollsOf(registers, asking, registerTexts.noneToday),
    looked: { query: 'register', decision: 'answered', fields: [EVERY_PLACE, ...new Set(seen)] },
  };
}

const sessionIn = (text: string | undefined): { session?: RegisterSession } =>
  text === 'AM' || text === 'PM' ? { session: text } : {};

export const notTheirs = (provision: string): Answered => ({
  ...notFound,
  looked: { query: 'register', organisation: provision, decision: 'refused' },
});

async function oneRoll(parts: TabParts, asking: Asking, { params, query }: Given): Promise<Answered> {
  const provision = params['provision'] ?? '';
  const of = { provision, date: asking.now.date, ...sessionIn(query['session']) };
  const read = await readRegister(parts, asking, of);
  if (read.kind === 'refused') {
    if (read.why === 'not-yours') return notTheirs(provision);
    const body = rollsOf([], asking, registerTexts.nobodyDue(read.place));
    return { status: 200, body, looked: { query: 'register', organisation: provision, decision: 'answered' } };
  }
  const { register } = read;
  const isEmpty = register.roll.length === 0;
  const none = registerTexts.nobodyDueIn(register.place, register.at.session);
  return {
    status: 200,
    body: rollsOf(isEmpty ? [] : [register], asking, none),
    looked: lookedAt(register, register.roll, 'answered'),
  };
}

export const rolls = (parts: TabParts, asking: Asking, given: Given): Promise<Answered> =>
  given.params['provision'] === EVERY_PLACE ? everyRoll(parts, asking) : oneRoll(parts, asking, given);
