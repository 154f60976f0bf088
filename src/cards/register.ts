/** The register of one session as a card: a row a pupil, what stands recorded, and what was only tapped. */
import { packAction } from '../teams/verbs.ts';
import { buttons, fill, plain, type AdaptiveCard, type Button } from './render.ts';

interface TapShown {
  text: string;
  chosen: boolean;
  /** What it does: the row and what is said of it. */
  to: string;
}
export interface RowShown {
  name: string;
  /** What tells pupils of one name apart, year and school; and what stands recorded. */
  about: string;
  /** What was tapped, and what is wrong with it. */
  states: readonly { text: string; kind: 'tapped' | 'wrong' }[];
  taps: readonly TapShown[];
  time?: { id: string; label: string; value: string };
  reason?: { heardId: string; heard: string; wordsId: string; words: string };
  why?: { id: string; value: string };
}
export interface RegisterShown {
  title: string;
  when: string;
  count: string;
  notes: readonly Note[];
  rows: readonly RowShown[];
  reasons: readonly { title: string; value: string }[];
  /** The register that every tap belongs to. */
  at: string;
  buttons: readonly Button[];
  /** For the sentence; none on the later parts of a long register. */
  say: readonly Button[];
}
export interface Note {
  text: string;
  style: 'emphasis' | 'good' | 'warning' | 'attention';
}

const colours = { tapped: 'Accent', wrong: 'Attention' } as const;
const none = { id: '', label: '', value: '' };
const noReason = { heardId: '', heard: '', wordsId: '', words: '' };

/** A value of our own making is an id or a time; what people typed comes back to them as they typed it. */
const rowOf = (row: RowShown, at: string) => ({
  name: plain(row.name),
  about: plain(row.about),
  states: row.states.map(({ text, kind }) => ({ text: plain(text), colour: colours[kind] })),
  taps: row.taps.map(({ text, chosen, to }) => ({
    text: plain(chosen ? `✓ ${text}` : text),
    style: chosen ? 'accent' : 'emphasis',
    payload: packAction('tap', { at, to }),
  })),
  time: row.time ?? none,
  reason: row.reason ?? noReason,
  why: row.why ?? none,
});

/**
 * A tap is an `Action.Submit` on a column. Four buttons a pupil would be too many for a card, and twice the size with the
 * fallback that each `Action.Execute` needs; a `selectAction` has none, and Submit is the action that every client since 1.1
 * knows. Its answer cannot be a card, so the message is edited in place.
 */
export const registerCard = ({
  title,
  when,
  count,
  notes,
  rows,
  reasons,
  at,
  say,
  ...shown
}: RegisterShown): AdaptiveCard =>
  fill('register', {
    title: plain(title),
    when: plain(when),
    count: plain(count),
    fallback: plain(`${title}. Open it in Teams on a computer or a newer phone.`),
    notes: notes.map(({ text, style }) => ({ text: plain(text), style })),
    rows: rows.map((row) => rowOf(row, at)),
    reasons,
    ...buttons(shown.buttons),
    say: buttons(say),
  });
