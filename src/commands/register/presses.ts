/** The buttons of a register card. Rights are looked at at each press; whatever was entered comes along and is kept. */
import { texts } from '../../texts/turn.ts';
import type { Answer, Asking, Fields } from '../command.ts';
import { refuse } from '../show-digest.ts';
import { draftOf, entryWith, pageOf, tapOf, type Register } from './reading.ts';
import { again, pressedRegister, wholeRegister } from './show.ts';
import { record, type RegisterParts } from './submit.ts';
import { draftTapped, draftWithInputs } from './tapping.ts';

/** Kept before anything else is done with it. */
export async function keepInputs(
  { store }: RegisterParts,
  asking: Asking,
  register: Register,
  fields: Fields,
): Promise<Register> {
  const draft = await store.drafts.change(draftOf(register.at, asking), asking.now.instant, (held) => {
    const next = draftWithInputs(held, fields);
    return JSON.stringify(next) === JSON.stringify(held) ? undefined : next;
  });
  return { ...register, draft };
}

/** One tap, kept as a draft: it counts for nothing until the register is submitted. */
export async function tap(parts: RegisterParts, asking: Asking, fields: Fields): Promise<Answer> {
  const pressed = await pressedRegister(parts, asking, fields);
  if ('refused' in pressed) return pressed.refused;
  const { register } = pressed;
  const [key = '', what = ''] = (fields['to'] ?? '').split(' ');
  const entry = entryWith(register, key);
  if (!entry) return refuse(texts.oldButton);
  const draft = await parts.store.drafts.change(draftOf(register.at, asking), asking.now.instant, (held) =>
    draftTapped(draftWithInputs(held, fields), entry, what),
  );
  const { looked, ...shown } = again(parts, asking, { ...register, draft });
  // Whoever has a draft of it was shown it, and that is written down: not once more for each finger.
  return register.draft && looked ? shown : { ...shown, looked };
}

export async function submit(parts: RegisterParts, asking: Asking, fields: Fields): Promise<Answer> {
  const pressed = await pressedRegister(parts, asking, fields);
  if ('refused' in pressed) return pressed.refused;
  const register = await keepInputs(parts, asking, pressed.register, fields);
  const taps = pageOf(register).flatMap((entry) => tapOf(register, entry) ?? []);
  return record(parts, asking, register, taps);
}

/** The register again: of the other session, from a choice, or back from a card that asked for confirmation. */
export async function show(parts: RegisterParts, asking: Asking, fields: Fields): Promise<Answer> {
  const pressed = await pressedRegister(parts, asking, fields);
  if ('refused' in pressed) return pressed.refused;
  const { register } = pressed;
  const draft = await parts.store.drafts.change(draftOf(register.at, asking), asking.now.instant, (held) => {
    const { sentence, ...rest } = held;
    void sentence;
    return { ...rest, openedAt: asking.now.instant };
  });
  const shown = again(parts, asking, { ...register, draft });
  return fields['all'] === undefined ? shown : { ...shown, ...wholeRegister({ ...register, draft }, asking) };
}
