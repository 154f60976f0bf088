/** What was tapped becomes marks, each decided on what stands at that moment; what cannot stand stays in the draft. */
import type { Note } from '../../cards/register.ts';
import { displayName } from '../../domain/names.ts';
import type { Outbox } from '../../store/outbox.ts';
import type { Tap } from '../../store/drafts.ts';
import { registerTexts } from '../../texts/register.ts';
import type { Answer, Asking, Looked, Parts } from '../command.ts';
import { recordMarks, type Recorded } from '../../record/marks.ts';
import { tellOther } from './contested.ts';
import { draftOf, keyOf, readRegister, rowKey, type Register, type RegisterRead } from './reading.ts';
import { again, noRegister, type Said } from './show.ts';
import { draftWithout, entryOf } from './tapping.ts';

export interface RegisterParts extends Parts {
  outbox: Outbox;
}

const askedOf = ({ at }: Register, tap: Tap) => ({
  partnership: tap.partnership,
  pupilId: tap.pupilId,
  provision: at.provision,
  start: tap.start,
  entry: entryOf(tap),
  seen: tap.seen,
});

export const outcomes = (recorded: readonly Recorded[], ...kinds: Recorded['outcome']['kind'][]): Recorded[] =>
  recorded.filter(({ outcome }) => kinds.includes(outcome.kind));

const namesOf = (roll: Register['roll'], recorded: readonly Recorded[]): string[] => {
  const keys = new Set(recorded.map(({ asked }) => rowKey(asked)));
  return roll.filter((entry) => keys.has(keyOf(entry))).map(({ pupil }) => displayName(pupil));
};

/** What came of it, in words. */
export function notesOf({ roll }: Register, recorded: readonly Recorded[]): Note[] {
  const [done, refused, contested] = [
    outcomes(recorded, 'mark', 'same'),
    outcomes(recorded, 'refused'),
    outcomes(recorded, 'overtaken'),
  ];
  const notes: (Note | false)[] = [
    recorded.length === 0 && { text: registerTexts.nothingTapped, style: 'emphasis' },
    done.length > 0 && { text: registerTexts.recorded(done.length), style: 'good' },
    refused.length > 0 && { text: registerTexts.refused(namesOf(roll, refused)), style: 'attention' },
    contested.length > 0 && { text: registerTexts.contested(contested.length), style: 'attention' },
  ];
  return notes.filter((note) => note !== false);
}

export interface Submitted {
  recorded: Recorded[];
  /** As it stands since. */
  read: RegisterRead;
}

/** Records these taps and tells those who said otherwise. Asked or delivered twice, the marks stand once. */
export async function recordTaps(
  parts: RegisterParts,
  asking: Asking,
  register: Register,
  taps: readonly Tap[],
): Promise<Submitted> {
  const recorded = await recordMarks(
    parts,
    asking,
    register.at.date,
    taps.map((tap) => askedOf(register, tap)),
  );
  const isDone = new Set(outcomes(recorded, 'mark', 'same').map(({ asked }) => rowKey(asked)));
  const done = taps.filter((tap) => isDone.has(rowKey(tap)));
  if (done.length > 0) {
    await parts.store.drafts.change(draftOf(register.at, asking), asking.now.instant, (draft) =>
      draftWithout(draft, done),
    );
  }
  const read = await readRegister(parts, asking, register.at);
  if (read.kind === 'refused') return { recorded, read };
  const contested = new Set(outcomes(recorded, 'overtaken').map(({ asked }) => rowKey(asked)));
  for (const entry of read.register.roll) {
    if (contested.has(keyOf(entry))) await tellOther(parts.outbox, asking, entry);
  }
  return { recorded, read };
}

/** R9.5: what was recorded, of whom. */
export function submittedLooked({ at }: Register, recorded: readonly Recorded[]): Looked {
  const marked = outcomes(recorded, 'mark').map(({ asked }) => asked.pupilId);
  return {
    query: 'register',
    decision: marked.length > 0 ? 'changed' : 'answered',
    organisation: at.provision,
    fields: [at.session, `${marked.length} marked`, ...marked],
  };
}

/** Records these taps and shows the register with what came of them. */
export async function record(
  parts: RegisterParts,
  asking: Asking,
  register: Register,
  taps: readonly Tap[],
): Promise<Answer> {
  const { recorded, read } = await recordTaps(parts, asking, register, taps);
  if (read.kind === 'refused') return noRegister(read, register.at.provision);
  const said: Said = { notes: notesOf(register, recorded), submitted: true };
  return { ...again(parts, asking, read.register, said), looked: submittedLooked(register, recorded) };
}
