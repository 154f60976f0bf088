/** What stands in a channel: a button that opens the form for whoever presses it. The same for everybody and every question. */
import { doorTexts } from '../texts/concern/form.ts';
import { dialogPayload, fill, plain, type AdaptiveCard } from './render.ts';

export const concernDoorCard = (): AdaptiveCard =>
  fill('concern-door', {
    title: plain(doorTexts.title),
    emergency: plain(doorTexts.emergency),
    lines: doorTexts.lines.map((text) => ({ text: plain(text) })),
    fallback: plain(`${doorTexts.title}. ${doorTexts.emergency} Open it in Teams on a computer or a newer phone.`),
    button: doorTexts.button,
    payload: dialogPayload('concern-begin'),
  });
