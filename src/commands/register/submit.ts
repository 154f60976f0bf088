/** What was tapped becomes marks, each decided on what stands at that moment; what cannot stand stays in the draft. */
import type { Note } from '../../cards/register.ts';
import { displayName } from '../../domain/names.ts';
import type { Outbox } from '../../store/outbox.ts';
import type { Tap } from '../../store/drafts.ts';
import { registerTexts } from '../../texts/register.ts';
import type { Answer, Asking, Parts } from '../command.ts';
import { recordMarks, type Recorded } from '../../record/marks.ts';
import { tellOther } from './contested.ts';
import { draftOf, keyOf, readRegister, rowKey, type Register } from './reading.ts';
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

const of = (recorded: readonly Recorded[], ...kinds: Recorded['outcome']['kind'][]): Recorded[] =>
  recorded.filter(({ outcome }) => kinds.includes(outcome.kind));

const namesOf = (roll: Register['roll'], recorded: readonly Recorded[]): string[] => {
  const keys = new Set(recorded.map(({ asked }) => rowKey(asked)));
  return roll.filter((entry) => keys.has(keyOf(entry))).map(({ pupil }) => displayName(pupil));
};

function notesOf({ roll }: Register, recorded: readonly Recorded[]): Note[] {
  const [done, refused, contested] = [of(recorded, 'mark', 'same'), of(recorded, 'refused'), of(recorded, 'overtaken')];
  const notes: (Note | false)[] = [
    recorded.length === 0 && { text: registerTexts.nothingTapped, style: 'emphasis' },
    done.length > 0 && { text: registerTexts.recorded(done.length), style: 'good' },
    refused.length > 0 && { text: registerTexts.refused(namesOf(roll, refused)), style: 'attention' },
    contested.length > 0 && { text: registerTexts.contested(contested.length), style: 'attention' },
  ];
  return notes.filter((note) => note !== false);
}

/** Records these taps and shows the register with what came of them. Pressed or delivered twice, the marks stand once. */
export async function record(
  parts: RegisterParts,
  asking: Asking,
  register: Register,
  taps: readonly Tap[],
): Promise<Answer> {
  const recorded = await recordMarks(
    parts,
    asking,
    register.at.date,
    taps.map((tap) => askedOf(register, tap)),
  );
  const isDone = new Set(of(recorded, 'mark', 'same').map(({ asked }) => rowKey(asked)));
  const done = taps.filter((tap) => isDone.has(rowKey(tap)));
  if (done.length > 0) {
    await parts.store.drafts.change(draftOf(register.at, asking), asking.now.instant, (draft) =>
      draftWithout(draft, done),
    );
  }
  const read = await readRegister(parts, asking, register.at);
  if (read.kind === 'refused') return noRegister(read, register.at.provision);
  const contested = new Set(of(recorded, 'overtaken').map(({ asked }) => rowKey(asked)));
  for (const entry of read.register.roll) {
    if (contested.has(keyOf(entry))) await tellOther(parts.outbox, asking, entry);
  }
  const said: Said = { notes: notesOf(register, recorded), submitted: true };
  const marked = of(recorded, 'mark').map(({ asked }) => asked.pupilId);
  return {
    ...again(parts, asking, read.register, said),
    looked: {
      query: 'register',
      decision: marked.length > 0 ? 'changed' : 'answered',
      organisation: register.at.provision,
      fields: [register.at.session, `${marked.length} marked`, ...marked],
    },
  };
}
