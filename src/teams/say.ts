/** A message of ours as Teams takes it. The summary is what a lock screen shows: it names nobody. */
import type { AdaptiveCard } from '../cards/render.ts';
import type { OutgoingActivity } from './wire/types.ts';

const CARD = 'application/vnd.microsoft.card.adaptive';

export const cardActivity = (card: AdaptiveCard, summary: string): OutgoingActivity => ({
  type: 'message',
  summary,
  attachments: [{ contentType: CARD, content: card }],
});

type Element = Readonly<Record<string, unknown>>;
const isElement = (value: unknown): value is Element => typeof value === 'object' && value !== null;

/** A dialog knows Action.Submit alone, and nothing of what it opens further. */
function inDialog(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inDialog);
  if (!isElement(value)) return value;
  if (value['type'] === 'Action.Execute') return inDialog(value['fallback']);
  if (value['type'] !== 'Action.Submit')
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, inDialog(inner)]));
  const { msteams, ...data } = isElement(value['data']) ? value['data'] : {};
  void msteams;
  return { ...value, data };
}

/** The answer to a dialog opened, or its form sent: the next card in it. Only who opened it sees it. */
export const dialogAnswer = (card: AdaptiveCard, title: string) => ({
  task: {
    type: 'continue',
    value: { title, height: 'large', width: 'medium', card: { contentType: CARD, content: inDialog(card) } },
  },
});
/** The last word of a dialog, which closes it. */
export const dialogMessage = (text: string) => ({ task: { type: 'message', value: text } });

/** The answer to a pressed button: a card in place of the one pressed, for the presser alone. */
export const cardAnswer = (card: AdaptiveCard) => ({ statusCode: 200, type: CARD, value: card });
/** The answer to a pressed button: words for the presser alone. */
export const toastAnswer = (text: string) => ({
  statusCode: 200,
  type: 'application/vnd.microsoft.activity.message',
  value: text,
});
