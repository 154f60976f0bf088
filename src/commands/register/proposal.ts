/** What would be recorded by an explicit statement, “All others in” or a sentence: shown by name before it counts. */
import { createHash } from 'node:crypto';
import { readSentence, type SentenceReading, type Unclear } from '../../domain/register/sentence.ts';
import { currentSlots, type RollEntry } from '../../domain/register/roll.ts';
import type { Sentence, Tap } from '../../store/drafts.ts';
import type { Asking } from '../command.ts';
import { pageOf, tapOf, type Register } from './reading.ts';
import { tapFor, tapSaying } from './tapping.ts';

export interface Proposal {
  /** Marked in because nobody said otherwise of them. */
  others: Tap[];
  /** Of the sentence. */
  said: Tap[];
  /** Tapped before, and recorded along with them. */
  tapped: Tap[];
}
const nothing: Proposal = { others: [], said: [], tapped: [] };
export const tapsIn = ({ others, said, tapped }: Proposal): Tap[] => [...others, ...said, ...tapped];

/** Stands on the button that confirms: what was shown is what is recorded, or it is shown again. */
export const markOfProposal = (proposal: Proposal): string =>
  createHash('sha256')
    .update(JSON.stringify(tapsIn(proposal)))
    .digest('hex')
    .slice(0, 16);

const isOpen = (register: Register, entry: RollEntry): boolean =>
  entry.standing.history.length === 0 && tapOf(register, entry) === undefined;
const tappedOn = (register: Register, entries: readonly RollEntry[]): Tap[] =>
  entries.flatMap((entry) => tapOf(register, entry) ?? []);

/** Everybody on the card who is neither marked nor tapped, and what is tapped there. */
export const othersIn = (register: Register): Proposal => ({
  ...nothing,
  others: pageOf(register)
    .filter((entry) => isOpen(register, entry))
    .map((entry) => tapFor(entry, { said: 'present' })),
  tapped: tappedOn(register, pageOf(register)),
});

export type Settled =
  | { kind: 'proposal'; proposal: Proposal; left: Left }
  /** One thing at a time is asked. */
  | { kind: 'who'; unclear: Unclear & { why: 'who' } }
  | { kind: 'unsure'; unclear: string[]; unknown: string[] }
  | Extract<SentenceReading, { kind: 'refused' }>;
/** What the person said to leave out; then nobody is marked in who was not named. */
export interface Left {
  words: string[];
  waits: boolean;
}

/** A sentence is about the slot that is running, or next to start, of each pupil in the session. */
export function settled(register: Register, { text, chosen, without }: Sentence, asking: Asking): Settled {
  const roll = currentSlots(register.roll, asking.now);
  const reading = readSentence(text, roll, chosen);
  if (reading.kind === 'refused') return reading;
  const open = reading.unclear.filter(({ words }) => !without.includes(words));
  const who = open.find((one) => one.why === 'who');
  if (who) return { kind: 'who', unclear: who };
  const unknown = reading.unknown.filter((words) => !without.includes(words));
  if (open.length + unknown.length > 0) return { kind: 'unsure', unclear: open.map(({ words }) => words), unknown };
  return {
    kind: 'proposal',
    proposal: proposalOf(register, roll, reading),
    left: { words: without, waits: reading.everyoneElse?.kind === 'waits' },
  };
}

function proposalOf(
  register: Register,
  roll: readonly RollEntry[],
  { entries, everyoneElse }: Extract<SentenceReading, { kind: 'understood' }>,
): Proposal {
  const entryOf = (pupilId: string): RollEntry | undefined => roll.find(({ pupil }) => pupil.pupilId === pupilId);
  const said = entries.flatMap(({ pupilId, entry }) => {
    const line = entryOf(pupilId);
    return line ? (tapSaying(line, entry) ?? []) : [];
  });
  if (everyoneElse?.kind !== 'present') return { ...nothing, said };
  const rest = everyoneElse.pupilIds.flatMap((pupilId) => entryOf(pupilId) ?? []);
  const named = new Set(said.map(({ pupilId }) => pupilId));
  return {
    said,
    others: rest.filter((line) => isOpen(register, line)).map((line) => tapFor(line, { said: 'present' })),
    // Who was tapped as late is no “everyone else”: their tap counts, and is shown.
    tapped: tappedOn(register, register.roll).filter(({ pupilId }) => !named.has(pupilId)),
  };
}
