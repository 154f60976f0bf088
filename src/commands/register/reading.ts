/** The register of one session as it stands at this moment: who is due, what is recorded, and what this person has tapped. */
import { createHash } from 'node:crypto';
import { mayMark } from '../../domain/register/rights.ts';
import { currentSession, rollOf, sessionsOf, type RollEntry } from '../../domain/register/roll.ts';
import type { PartnershipRecords, Provision, Session } from '../../domain/records.ts';
import { isDate, type LocalDate } from '../../domain/time.ts';
import type { Draft, DraftOf, Tap } from '../../store/drafts.ts';
import type { Asking, Parts } from '../command.ts';
import { mayTakeRegisters } from './places.ts';

/** As it stands on every button of a register. */
export interface RegisterAt {
  provision: string;
  date: LocalDate;
  session: Session;
  /** Of a register in several messages, which one. */
  page: number;
}

export const packAt = ({ provision, date, session, page }: RegisterAt): string =>
  [provision, date, session, page].join('|');

/** Undefined where it is none of ours. */
export function readAt(text: string | undefined): RegisterAt | undefined {
  const [, provision, date = '', session, page] = /^(.+)\|([\d-]{10})\|(AM|PM)\|(\d{1,2})$/.exec(text ?? '') ?? [];
  if (provision === undefined || !isDate(date)) return undefined;
  return { provision, date, session: session as Session, page: Number(page) };
}

/** A card that is two hundred pupils long is read by nobody, and by no phone. */
export const PUPILS_ON_A_CARD = 25;

export interface Register {
  at: RegisterAt;
  /** The provision's name. */
  place: string;
  /** Everybody due in the session, a line for each slot. */
  roll: RollEntry[];
  /** The sessions of that day in which somebody is due there. */
  sessions: Session[];
  /** By partnership, with the marks of the day. */
  held: ReadonlyMap<string, PartnershipRecords>;
  draft: Draft | undefined;
}

type Slotted = Pick<RollEntry, 'pupil' | 'slot'>;
/** A line of the register on its buttons and inputs: short, because it stands there many times. */
export const rowKey = ({ pupilId, start }: { pupilId: string; start: string }): string =>
  createHash('sha256').update(`${pupilId}\n${start}`).digest('hex').slice(0, 8);
export const keyOf = ({ pupil, slot }: Slotted): string => rowKey({ pupilId: pupil.pupilId, start: slot.start });

/** Words that somebody typed, on a button: they may be anything, and a name, so only their fingerprint stands there. */
export const wordsKey = (words: string): string => createHash('sha256').update(words).digest('hex').slice(0, 8);

/** The one line with this key; should two ever share it, neither, because a pupil is never guessed. */
export function entryWith(register: Register, key: string): RollEntry | undefined {
  const found = register.roll.filter((entry) => keyOf(entry) === key);
  return found.length === 1 ? found[0] : undefined;
}
export const tapOf = ({ draft }: Pick<Register, 'draft'>, { pupil, slot }: Slotted): Tap | undefined =>
  draft?.taps.find((tap) => tap.pupilId === pupil.pupilId && tap.start === slot.start);

export const pageOf = ({ roll, at }: Register): RollEntry[] =>
  roll.slice(at.page * PUPILS_ON_A_CARD, (at.page + 1) * PUPILS_ON_A_CARD);
export const pagesOf = ({ roll }: Register): number => Math.max(1, Math.ceil(roll.length / PUPILS_ON_A_CARD));

export const unmarkedIn = ({ roll }: Pick<Register, 'roll'>): number =>
  roll.filter(({ standing }) => standing.history.length === 0).length;

export const draftOf = ({ provision, date, session }: Omit<RegisterAt, 'page'>, { person }: Asking): DraftOf => ({
  date,
  provision,
  session,
  upn: person.upn,
});

export type RegisterRead =
  | { kind: 'register'; register: Register }
  | { kind: 'refused'; why: 'not-yours' | 'nobody-due'; place: string };

interface OfDay {
  date: LocalDate;
  /** Without one the session running or next to start. */
  session?: Session;
  page?: number;
}

/** The partnerships whose pupils this person may mark there: none where the register is not theirs to take. */
export function pupilsMarkedAt(asking: Asking, provision: string, date: LocalDate): string[] {
  const { directory, now } = asking;
  // A button may say anything: a school's own site has no register here, whoever may mark there.
  const isKnown = directory.provisionList.some(({ code }) => code === provision);
  if (!isKnown || !mayTakeRegisters(asking)) return [];
  return [...directory.partnerships].filter(
    (partnership) => mayMark(asking, { provision, partnership, date, today: now.date }).kind === 'may',
  );
}

export async function readHeld(
  { store }: Pick<Parts, 'store'>,
  { now }: Asking,
  partnerships: readonly string[],
  date: LocalDate,
): Promise<PartnershipRecords[]> {
  const read = await Promise.all(partnerships.map((code) => store.records.day(code, date, { past: date < now.date })));
  return read.filter((records) => records !== undefined);
}

/** Undefined where nobody is due. `held`: of those whose pupils the person may mark there. */
export function registerIn(
  { now, person }: Asking,
  { code, name }: Pick<Provision, 'code' | 'name'>,
  held: readonly PartnershipRecords[],
  { date, session, page = 0 }: OfDay,
): Omit<Register, 'draft'> | undefined {
  // What somebody else has recorded since this turn began counts too: it has been recorded.
  const moment = { ...now, instant: Infinity };
  const day = rollOf({ provision: code, date, held, now: moment, viewer: person.upn });
  const chosen = session ?? currentSession(day, now);
  return (
    chosen && {
      at: { provision: code, date, session: chosen, page },
      place: name,
      roll: day.filter(({ slot }) => slot.session === chosen),
      sessions: sessionsOf(day),
      held: new Map(held.map((records) => [records.partnership.code, records])),
    }
  );
}

/** Rights are looked at here, each time. */
export async function readRegister(
  parts: Pick<Parts, 'store'>,
  asking: Asking,
  { provision, ...of }: OfDay & { provision: string },
): Promise<RegisterRead> {
  const known = asking.directory.provisionList.find(({ code }) => code === provision);
  const place = known?.name ?? provision;
  const mine = pupilsMarkedAt(asking, provision, of.date);
  if (mine.length === 0) return { kind: 'refused', why: 'not-yours', place };
  const held = await readHeld(parts, asking, mine, of.date);
  const register = registerIn(asking, { code: provision, name: place }, held, of);
  if (!register) return { kind: 'refused', why: 'nobody-due', place };
  const draft = await parts.store.drafts.read(draftOf(register.at, asking));
  return { kind: 'register', register: { ...register, draft } };
}
