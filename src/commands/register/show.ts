/** The register as messages: one card for each 25 pupils, and a pressed card again with what is known by now. */
import { registerCard, type Note } from '../../cards/register.ts';
import type { AdaptiveCard, Button } from '../../cards/render.ts';
import { longDate } from '../../domain/time.ts';
import { reasonChoices, registerTexts } from '../../texts/register.ts';
import { texts } from '../../texts/turn.ts';
import type { Answer, Asking, Fields, Message, Parts } from '../command.ts';
import { refuse } from '../show-digest.ts';
import {
  packAt,
  pageOf,
  pagesOf,
  readAt,
  readRegister,
  tapOf,
  unmarkedIn,
  type Register,
  type RegisterRead,
} from './reading.ts';
import { rowShown } from './rows.ts';

/** What has just been done, said above the rows. */
export interface Said {
  notes?: readonly Note[];
  /** Submitted: whoever is still unmarked is counted, and what a tap lacks is said. */
  submitted?: boolean;
}

export const closing = ({ roll }: Pick<Register, 'roll'>, asking: Asking): string =>
  registerTexts.closes([...new Set(roll.map(({ slot }) => slot.closesAt))].toSorted(), asking.now.time);

function buttonsOf(register: Register): Button[] {
  const { at, sessions } = register;
  const fields = { at: packAt(at) };
  const other = sessions.find((session) => session !== at.session);
  return [
    { title: registerTexts.submit, verb: 'register-submit', fields },
    { title: registerTexts.others, verb: 'register-others', fields },
    ...(other && at.page === 0
      ? [
          {
            title: registerTexts.session(other),
            verb: 'register' as const,
            fields: { at: packAt({ ...at, session: other }), all: 'yes' },
          },
        ]
      : []),
  ];
}

/** Teams takes 40,000 characters; the envelope and what Teams adds need some of them. */
const LARGEST = 38_000;

/** With every row opened a card of 25 would be too large: then those tapped show only what was chosen. */
export function pageCard(register: Register, asking: Asking, said?: Said): AdaptiveCard {
  const card = cardOf(register, asking, said, false);
  return JSON.stringify(card).length > LARGEST ? cardOf(register, asking, said, true) : card;
}

function cardOf(
  register: Register,
  asking: Asking,
  { notes = [], submitted = false }: Said = {},
  small: boolean,
): AdaptiveCard {
  const { at, roll, place } = register;
  const unmarked = unmarkedIn(register);
  const tapped = roll.filter((entry) => tapOf(register, entry)).length;
  const missing =
    submitted && unmarked > 0 ? [{ text: registerTexts.missing(unmarked), style: 'warning' as const }] : [];
  return registerCard({
    title: `${registerTexts.title(place)}${registerTexts.part(at.page, pagesOf(register))}`,
    when: registerTexts.when(longDate(at.date), at.session, closing(register, asking)),
    count: registerTexts.count(roll.length - unmarked, roll.length, tapped),
    notes: [...notes, ...missing],
    rows: pageOf(register).map((entry) => rowShown(register, entry, asking, { refused: submitted, small })),
    reasons: reasonChoices,
    at: packAt(at),
    buttons: buttonsOf(register),
    say: at.page === 0 ? [{ title: registerTexts.read, verb: 'register-read', fields: { at: packAt(at) } }] : [],
  });
}

/** R9.5: whose names are shown, beside what was asked. */
export const lookedAt = ({ at }: Register, roll: Register['roll'], decision: 'answered' | 'choice') => ({
  query: 'register',
  decision,
  organisation: at.provision,
  fields: [at.session, ...new Set(roll.map(({ pupil }) => pupil.pupilId))],
});

const messageOf = (register: Register, asking: Asking, said?: Said): Message => ({
  summary: registerTexts.summary,
  card: pageCard(register, asking, said),
});

/** All of it, for who asks for it. */
export function wholeRegister(register: Register, asking: Asking): Answer {
  const pages = Array.from({ length: pagesOf(register) }, (_, page) => ({ ...register, at: { ...register.at, page } }));
  return {
    messages: pages.map((page) => messageOf(page, asking)),
    looked: lookedAt(register, register.roll, 'answered'),
  };
}

/** The pressed card again, and once more if another press has changed the draft while it was on its way. */
export function again(parts: Parts, asking: Asking, register: Register, said?: Said): Answer {
  let version = register.draft?.version;
  return {
    messages: [messageOf(register, asking, said)],
    looked: lookedAt(register, pageOf(register), 'answered'),
    async inPlace() {
      const draft = await parts.store.drafts.read({ ...register.at, upn: asking.person.upn });
      if (draft?.version === version) return undefined;
      const read = await readRegister(parts, asking, register.at);
      if (read.kind === 'refused') return undefined;
      version = read.register.draft?.version;
      return messageOf(read.register, asking);
    },
  };
}

/** Why there is no register to show. */
export function noRegister({ why, place }: Extract<RegisterRead, { kind: 'refused' }>, provision: string): Answer {
  const looked = { query: 'register', organisation: provision };
  return why === 'not-yours'
    ? { ...refuse(registerTexts.notYours), looked: { ...looked, decision: 'refused' } }
    : { ...refuse(registerTexts.nobodyDue(place)), looked: { ...looked, decision: 'answered' } };
}

/** The register a button belongs to, in the presser's hands as they are now. */
export async function pressedRegister(
  parts: Pick<Parts, 'store'>,
  asking: Asking,
  fields: Fields,
): Promise<{ register: Register } | { refused: Answer }> {
  const at = readAt(fields['at']);
  if (!at) return { refused: refuse(texts.oldButton) };
  const read = await readRegister(parts, asking, at);
  if (read.kind === 'refused') return { refused: noRegister(read, at.provision) };
  // After the day a register is changed pupil by pupil, by those who may (R3.8).
  return at.date === asking.now.date ? read : { refused: refuse(registerTexts.otherDay) };
}
