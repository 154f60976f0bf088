import { buttons, fill, plain, type AdaptiveCard, type Button } from './render.ts';

export interface Notice {
  title?: string;
  lines: readonly (string | { text: string; subtle: boolean })[];
  buttons?: readonly Button[];
}

/** A few plain sentences, and what can be pressed about them. */
export function noticeCard({ title = '', lines, buttons: list = [] }: Notice): AdaptiveCard {
  const said = lines.map((line) => (typeof line === 'string' ? { text: line, subtle: false } : line));
  return fill('notice', {
    title: plain(title),
    fallback: plain([title, ...said.map((line) => line.text)].filter((text) => text !== '').join(' ')),
    lines: said.map((line) => ({ text: plain(line.text), subtle: line.subtle })),
    ...buttons(list),
  });
}
