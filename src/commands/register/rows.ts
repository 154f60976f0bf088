/** One line of a register card: what stands recorded, what was tapped, and what a tap still needs. The rules say which. */
import type { RowShown } from '../../cards/register.ts';
import { displayName } from '../../domain/names.ts';
import type { Marking } from '../../domain/register/marking.ts';
import type { RollEntry } from '../../domain/register/roll.ts';
import type { Tap } from '../../store/drafts.ts';
import { entryWords, recordedWords, registerTexts, saidTitles } from '../../texts/register.ts';
import type { Asking } from '../command.ts';
import { aboutEntry, lineOf, refusalIn } from './line.ts';
import { keyOf, type Register } from './reading.ts';
import { entryOf, inputIds, type TapWord } from './tapping.ts';

/** Half a time is given back as it was typed; what is nothing like one is not. */
const timeIn = (typed: string): string => (/^[\d:.]{0,8}$/.test(typed) ? typed : '');

/** Three at most, as a phone has room for: what stands already is not offered again, and nobody leaves who has not come. */
function offered({ standing: { history } }: RollEntry, said: TapWord | undefined): TapWord[] {
  const stands = history.at(-1)?.status;
  const others: TapWord[] =
    stands === 'present'
      ? ['left', 'late', 'absent']
      : stands === 'late'
        ? ['left', 'present', 'absent']
        : ['present', 'late', 'absent'];
  return said === undefined || others.includes(said) ? others : [said, ...others.slice(1)];
}

/** Only what was chosen, to be taken back: for a card that would else be too large to be sent. */
const chosenAlone = (key: string, said: TapWord): RowShown['taps'] => [
  { text: registerTexts.takeBack(saidTitles[said]), chosen: true, to: `${key} clear` },
];

const tapsShown = (key: string, words: readonly TapWord[], said: TapWord | undefined): RowShown['taps'] =>
  words.map((word) => ({
    text: saidTitles[word],
    chosen: word === said,
    to: `${key} ${word === said ? 'clear' : word}`,
  }));

const whoseTaps = (key: string): RowShown['taps'] => [
  { text: registerTexts.clear, chosen: false, to: `${key} clear` },
  { text: registerTexts.mine, chosen: false, to: `${key} mine` },
];

/** That a time or a reason is still to be given is said by the empty field itself. */
const asksOnly = new Set(['time-needed', 'why-needed']);

function statesOf(tap: Tap, marking: Marking, asking: Asking): RowShown['states'] {
  const tapped = { text: registerTexts.tapped(entryWords(entryOf(tap))), kind: 'tapped' } as const;
  if (marking.kind === 'overtaken') {
    return [{ text: registerTexts.sinceTapped, kind: 'wrong' }, tapped];
  }
  if (marking.kind !== 'refused' || asksOnly.has(marking.refusal.why)) return [];
  return [{ text: refusalIn(asking, marking.refusal), kind: 'wrong' }];
}

function inputsOf(key: string, tap: Tap, marking: Marking): Pick<RowShown, 'time' | 'reason' | 'why'> {
  // First it is settled whose version it is to be.
  if (marking.kind === 'overtaken') return {};
  const ids = inputIds(key);
  const { said, at = '', heard = '', reason = '', why = '' } = tap;
  const needsWhy = why !== '' || (marking.kind === 'refused' && marking.refusal.why === 'why-needed');
  return {
    ...(said === 'late' && { time: { id: ids.late, label: registerTexts.cameAt, value: timeIn(at) } }),
    ...(said === 'left' && { time: { id: ids.left, label: registerTexts.leftAt, value: timeIn(at) } }),
    ...(said === 'absent' && { reason: { heardId: ids.heard, heard, wordsId: ids.words, words: reason } }),
    ...(needsWhy && { why: { id: ids.why, value: why } }),
  };
}

export interface RowView {
  /** Submitted just now and not recorded, so what is missing is said in words too. */
  refused: boolean;
  small: boolean;
}

const tapsOf = (key: string, entry: RollEntry, tap: Tap, marking: Marking, small: boolean): RowShown['taps'] => {
  if (marking.kind === 'overtaken') return whoseTaps(key);
  return small ? chosenAlone(key, tap.said) : tapsShown(key, offered(entry, tap.said), tap.said);
};

export function rowShown(register: Register, entry: RollEntry, asking: Asking, { refused, small }: RowView): RowShown {
  const key = keyOf(entry);
  const { stands, tapped } = lineOf(register, entry, asking);
  const about = [aboutEntry(register, entry), stands ? recordedWords(stands) : ''].filter((part) => part !== '');
  const shown = { name: displayName(entry.pupil), about: about.join(' · ') };
  if (!tapped) return { ...shown, states: [], taps: tapsShown(key, offered(entry, undefined), undefined) };
  const { tap, marking } = tapped;
  const isMissing = refused && marking.kind === 'refused' && asksOnly.has(marking.refusal.why);
  return {
    ...shown,
    states: isMissing ? [{ text: refusalIn(asking, marking.refusal), kind: 'wrong' }] : statesOf(tap, marking, asking),
    taps: tapsOf(key, entry, tap, marking, small),
    ...inputsOf(key, tap, marking),
  };
}
