/** What is about to be recorded, by full names: nothing counts before somebody has pressed this card's button. */
import { buttons, fill, plain, type AdaptiveCard, type Button } from './render.ts';
import type { Note } from './register.ts';

export interface ConfirmShown {
  title: string;
  when: string;
  notes: readonly Note[];
  groups: readonly { heading: string; pupils: readonly { name: string; about: string; what: string }[] }[];
  /** Asked for where what stood before is changed. */
  why?: { id: string; label: string };
  buttons: readonly Button[];
}

export const registerConfirmCard = ({ title, when, notes, groups, why, ...shown }: ConfirmShown): AdaptiveCard =>
  fill('register-confirm', {
    title: plain(title),
    when: plain(when),
    fallback: plain(`${title}. Open it in Teams on a computer or a newer phone.`),
    notes: notes.map(({ text, style }) => ({ text: plain(text), style })),
    groups: groups.map(({ heading, pupils }) => ({
      heading: plain(heading),
      lines: pupils.map(({ name, about, what }) => plain(`${name} (${about}): ${what}`)),
    })),
    why: why ?? { id: '', label: '' },
    ...buttons(shown.buttons),
  });
