/** The card that asks before a register counts, and what its button does. */
import { registerConfirmCard, type ConfirmShown } from '../../cards/register-confirm.ts';
import type { Note } from '../../cards/register.ts';
import { displayName } from '../../domain/names.ts';
import { longDate } from '../../domain/time.ts';
import type { Tap } from '../../store/drafts.ts';
import { entryWords, registerTexts, sessionWords } from '../../texts/register.ts';
import type { Answer, Asking, Fields } from '../command.ts';
import { aboutEntry } from './line.ts';
import { keepInputs } from './presses.ts';
import { markOfProposal, othersIn, settled, tapsIn, type Proposal } from './proposal.ts';
import { draftOf, packAt, type Register } from './reading.ts';
import { again, lookedAt, pressedRegister } from './show.ts';
import { record, type RegisterParts } from './submit.ts';
import { draftWith, entryOf } from './tapping.ts';

export type Stated = 'others' | 'sentence';
export const shownInPlace = (message: Answer['messages'][number]): Answer => ({
  messages: [message],
  inPlace: async () => undefined,
});

function pupilsShown(register: Register, taps: readonly Tap[]) {
  const keyOf = ({ pupilId, start }: { pupilId: string; start: string }): string => `${pupilId} ${start}`;
  const whats = new Map(taps.map((tap) => [keyOf(tap), entryWords(entryOf(tap))]));
  return register.roll.flatMap((entry) => {
    const what = whats.get(keyOf({ pupilId: entry.pupil.pupilId, start: entry.slot.start }));
    return what === undefined ? [] : [{ name: displayName(entry.pupil), about: aboutEntry(register, entry), what }];
  });
}

const groupsOf = (register: Register, { said, others, tapped }: Proposal): ConfirmShown['groups'] =>
  [
    { heading: registerTexts.asSaid, taps: said },
    { heading: `${registerTexts.markedIn} (${others.length})`, taps: others },
    { heading: registerTexts.asTapped, taps: tapped },
  ]
    .filter(({ taps }) => taps.length > 0)
    .map(({ heading, taps }) => ({ heading, pupils: pupilsShown(register, taps) }));

export function confirming(register: Register, what: Stated, proposal: Proposal, notes: readonly Note[] = []): Answer {
  const { at, place } = register;
  const fields = { at: packAt(at), what, of: markOfProposal(proposal) };
  const named = new Set(tapsIn(proposal).map(({ pupilId }) => pupilId));
  const shown = register.roll.filter(({ pupil }) => named.has(pupil.pupilId));
  const card = registerConfirmCard({
    title: registerTexts.confirmTitle(place),
    when: `${longDate(at.date)}, ${sessionWords[at.session]}`,
    notes: [...notes, { text: registerTexts.nothingYet, style: 'emphasis' }],
    groups: groupsOf(register, proposal),
    buttons: [
      { title: registerTexts.confirm, verb: 'register-confirm', fields },
      { title: registerTexts.back, verb: 'register', fields: { at: packAt(at) } },
    ],
  });
  return {
    ...shownInPlace({ summary: registerTexts.summary, card }),
    looked: lookedAt(register, shown, 'choice'),
  };
}

export async function askOthers(parts: RegisterParts, asking: Asking, fields: Fields): Promise<Answer> {
  const pressed = await pressedRegister(parts, asking, fields);
  if ('refused' in pressed) return pressed.refused;
  const register = await keepInputs(parts, asking, pressed.register, fields);
  const proposal = othersIn(register);
  return proposal.others.length > 0
    ? confirming(register, 'others', proposal)
    : again(parts, asking, register, { notes: [{ text: registerTexts.nobodyElse, style: 'emphasis' }] });
}

function proposed(register: Register, what: string | undefined, asking: Asking): Proposal | undefined {
  if (what === 'others') return othersIn(register);
  const sentence = register.draft?.sentence;
  const reading = sentence && settled(register, sentence, asking);
  return reading?.kind === 'proposal' ? reading.proposal : undefined;
}

/** What is recorded is what was shown: where anything has changed since, it is shown again. */
export async function confirm(parts: RegisterParts, asking: Asking, fields: Fields): Promise<Answer> {
  const pressed = await pressedRegister(parts, asking, fields);
  if ('refused' in pressed) return pressed.refused;
  const { register } = pressed;
  const proposal = proposed(register, fields['what'], asking);
  if (!proposal || tapsIn(proposal).length === 0) return again(parts, asking, register);
  if (markOfProposal(proposal) !== fields['of']) {
    const note: Note = { text: registerTexts.changedSince, style: 'warning' };
    return confirming(register, fields['what'] === 'others' ? 'others' : 'sentence', proposal, [note]);
  }
  // A draft first: killed between two of the writes that follow, the rest is still there to be submitted.
  const taps = tapsIn(proposal);
  const draft = await parts.store.drafts.change(draftOf(register.at, asking), asking.now.instant, (held) => {
    const { sentence, ...rest } = draftWith(held, taps);
    return fields['what'] === 'others' && sentence ? { ...rest, sentence } : rest;
  });
  return record(parts, asking, { ...register, draft }, taps);
}
