/** The receipt of a concern: its number, when, and in which roles people have it. Nothing of what was written. */
import { boxShown, type Box } from './concern-form.ts';
import { buttons, fill, plain, type AdaptiveCard, type Button } from './render.ts';

export interface Receipt {
  title: string;
  number: string;
  at: string;
  boxes: readonly Box[];
  lines: readonly string[];
  buttons: readonly Button[];
}

export function concernReceiptCard({ title, number, at, boxes, lines, buttons: list }: Receipt): AdaptiveCard {
  return fill('concern-receipt', {
    title: plain(title),
    number: plain(number),
    at: plain(at),
    fallback: plain(`${title}. ${number}.`),
    notes: boxes.map(boxShown),
    lines: lines.map((text) => ({ text: plain(text) })),
    ...buttons(list),
  });
}
