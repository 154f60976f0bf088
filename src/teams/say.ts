/** A message of ours as Teams takes it. The summary is what a lock screen shows: it names nobody. */
import type { AdaptiveCard } from '../cards/render.ts';
import type { OutgoingActivity } from './wire/types.ts';

const CARD = 'application/vnd.microsoft.card.adaptive';

export const cardActivity = (card: AdaptiveCard, summary: string): OutgoingActivity => ({
  type: 'message',
  summary,
  attachments: [{ contentType: CARD, content: card }],
});

/** The answer to a pressed button: a card in place of the one pressed, for the presser alone. */
export const cardAnswer = (card: AdaptiveCard) => ({ statusCode: 200, type: CARD, value: card });
/** The answer to a pressed button: words for the presser alone. */
export const toastAnswer = (text: string) => ({
  statusCode: 200,
  type: 'application/vnd.microsoft.activity.message',
  value: text,
});
