/** A register as the page is given it: the same facts and words as on its card in the chat. */
import { aboutEntry, lineOf, refusalIn, type Line } from '../../commands/register/line.ts';
import { unmarkedIn, type Register } from '../../commands/register/reading.ts';
import { closing } from '../../commands/register/show.ts';
import { entryOf } from '../../commands/register/tapping.ts';
import type { Asking } from '../../commands/command.ts';
import { displayName } from '../../domain/names.ts';
import { seenIn } from '../../domain/register/conflict.ts';
import type { MarkRefusal } from '../../domain/register/entry.ts';
import type { RollEntry } from '../../domain/register/roll.ts';
import { longDate } from '../../domain/time.ts';
import type { Tap } from '../../store/drafts.ts';
import { entryWords, recordedWords, registerTexts } from '../../texts/register.ts';
import { registerPageTexts } from '../../texts/register-page.ts';
import type { RegisterLine, RegisterPlace, RegisterRoll, RegisterStanding, TapKept, Trouble } from './models.ts';
import { seenToken } from './taps.ts';

/** Who says “late” of a time before the start means that they are in. */
function insteadOf({ why }: MarkRefusal, { at }: Tap): Trouble['instead'] {
  if (why !== 'not-late' || at === undefined) return undefined;
  return { said: 'present', at, words: entryWords({ said: 'present', at }) };
}

const kinds: Partial<Record<MarkRefusal['why'], Trouble['kind']>> = { 'time-needed': 'time', 'why-needed': 'why' };

function troubleOf({ tap, marking }: NonNullable<Line['tapped']>, asking: Asking): Trouble | undefined {
  if (marking.kind === 'overtaken') return { kind: 'contested', words: registerTexts.sinceTapped };
  if (marking.kind !== 'refused') return undefined;
  const { refusal } = marking;
  const instead = insteadOf(refusal, tap);
  return { kind: kinds[refusal.why] ?? 'wrong', words: refusalIn(asking, refusal), ...(instead && { instead }) };
}

function keptOf(tapped: NonNullable<Line['tapped']>, asking: Asking): TapKept {
  const { partnership, pupilId, start, seen, ...said } = tapped.tap;
  void [partnership, pupilId, start];
  const trouble = troubleOf(tapped, asking);
  const words = entryWords(entryOf(tapped.tap));
  return { ...said, seen: seenToken(seen), words, ...(trouble && { trouble }) };
}

function shownLine(register: Register, entry: RollEntry, asking: Asking): RegisterLine {
  const { stands, tapped } = lineOf(register, entry, asking);
  return {
    pupilId: entry.pupil.pupilId,
    start: entry.slot.start,
    name: displayName(entry.pupil),
    about: aboutEntry(register, entry),
    ...(stands && { stands: { said: stands.status, words: recordedWords(stands) } }),
    seen: seenToken(seenIn(entry.standing)),
    ...(tapped && { tap: keptOf(tapped, asking) }),
  };
}

/** As it is with the one that is furthest behind. */
function standingOf(register: Pick<Register, 'roll'>): RegisterStanding {
  const unmarked = unmarkedIn(register);
  const is = (state: RollEntry['state']): boolean => register.roll.some((entry) => entry.state === state);
  if (unmarked === 0) return 'in';
  if (is('not-returned')) return unmarked < register.roll.length ? 'part' : 'not-in';
  return is('open') ? 'open' : 'not-yet';
}

export function shownPlace(register: Register, asking: Asking): RegisterPlace {
  const { at, place, roll } = register;
  const provision = asking.directory.provisionList.find(({ code }) => code === at.provision);
  const state = standingOf(register);
  return {
    code: at.provision,
    name: place,
    session: at.session,
    phone: provision?.phone ?? '',
    ...(provision?.contact !== undefined && { contact: provision.contact }),
    when: registerPageTexts.when(at.session, closing(register, asking)),
    state,
    stateWords: registerPageTexts.states[state],
    due: roll.length,
    marked: roll.length - unmarkedIn(register),
  };
}

export const shownRoll = (register: Register, asking: Asking): RegisterRoll => ({
  ...shownPlace(register, asking),
  date: register.at.date,
  whenLong: registerTexts.when(longDate(register.at.date), register.at.session, closing(register, asking)),
  sessions: register.sessions.map((session) => ({ session, words: registerTexts.session(session) })),
  lines: register.roll.map((entry) => shownLine(register, entry, asking)),
});
