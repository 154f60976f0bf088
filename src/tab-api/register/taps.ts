/** What the page sends, read and put into the draft that the chat uses too. Plain values: a change may be decided again. */
import { createHash } from 'node:crypto';
import { draftSaying, type TapSaid } from '../../commands/register/tapping.ts';
import { everSeen } from '../../domain/register/conflict.ts';
import { MOST_REASON_CHARACTERS } from '../../domain/register/entry.ts';
import type { RollEntry } from '../../domain/register/roll.ts';
import { saidTime } from '../../domain/register/said-time.ts';
import type { Draft } from '../../store/drafts.ts';
import type { Register } from '../../commands/register/reading.ts';
import type { TapSent, TapsSent } from './models.ts';

/** More pupils are due nowhere in one session. */
const MOST_TAPS = 500;
const MOST_CHARACTERS = 200;

const saids = new Set<unknown>(['present', 'late', 'absent', 'left', 'nothing']);
const optional = ['at', 'heard', 'reason', 'why'] as const;

const isText = (value: unknown, most: number): boolean => typeof value === 'string' && value.length <= most;

function isTap(value: unknown): value is TapSent {
  if (typeof value !== 'object' || value === null) return false;
  const tap = value as Record<string, unknown>;
  return (
    ['pupilId', 'start', 'seen'].every((name) => isText(tap[name], MOST_CHARACTERS)) &&
    saids.has(tap['said']) &&
    optional.every((name) => tap[name] === undefined || isText(tap[name], MOST_REASON_CHARACTERS))
  );
}

/** Undefined where it is none of ours. */
export function tapsIn(body: unknown): TapsSent | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const { date, session, taps } = body as Record<string, unknown>;
  if (typeof date !== 'string' || (session !== 'AM' && session !== 'PM')) return undefined;
  if (!Array.isArray(taps) || taps.length > MOST_TAPS || !taps.every(isTap)) return undefined;
  return { date, session, taps };
}

/** Who recorded a mark may be somebody not to be named: what was seen goes to the page as a fingerprint. */
export const seenToken = (seen: string): string =>
  seen === '' ? '' : createHash('sha256').update(seen).digest('hex').slice(0, 16);

/** A fingerprint of nothing that ever stood is kept as it is: then whatever stands has been seen by nobody. */
const seenOf = (token: string, { standing }: RollEntry): string =>
  everSeen(standing).find((seen) => seenToken(seen) === token) ?? token;

/** `920` too: three figures are a time where nothing else is asked. */
const timeOf = (typed: string): string => {
  const text = typed.trim();
  return saidTime(text.replace(/^(\d)(\d\d)$/, '$1:$2')) ?? text.slice(0, 20);
};

const given = (name: 'at' | 'heard' | 'reason' | 'why', text: string): Partial<TapSaid> =>
  text === '' ? {} : { [name]: text };

const saidIn = ({ said, at = '', heard = '', reason = '', why = '', seen }: TapSent, entry: RollEntry) =>
  said === 'nothing'
    ? undefined
    : {
        said,
        ...given('at', timeOf(at)),
        ...given('heard', heard),
        ...given('reason', reason.trim()),
        ...given('why', why.trim()),
        seen: seenOf(seen, entry),
      };

const entryFor = ({ roll }: Pick<Register, 'roll'>, { pupilId, start }: TapSent): RollEntry | undefined =>
  roll.find(({ pupil, slot }) => pupil.pupilId === pupilId && slot.start === start);

export const goneIn = (register: Pick<Register, 'roll'>, taps: readonly TapSent[]): TapsSent['taps'] =>
  taps.filter((tap) => !entryFor(register, tap));

/** The draft with all of them said; of two of one pupil the later. */
export const draftSaid = (draft: Draft, register: Pick<Register, 'roll'>, taps: readonly TapSent[]): Draft =>
  taps.reduce((held, tap) => {
    const entry = entryFor(register, tap);
    return entry ? draftSaying(held, entry, saidIn(tap, entry)) : held;
  }, draft);
