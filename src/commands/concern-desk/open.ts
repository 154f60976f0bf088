/** A concern opened: the whole of it, for whoever pressed alone, with what they may do. */
import { concernCard } from '../../cards/concern.ts';
import type { AdaptiveCard, Button } from '../../cards/render.ts';
import { mayDo, type ConcernAct } from '../../domain/concern/acts.ts';
import { buttonTitles } from '../../texts/concern/acts.ts';
import { timeOf } from '../../domain/time.ts';
import { deskTexts } from '../../texts/concern/desk.ts';
import { sayConcern } from '../../texts/concern/view.ts';
import type { Answer, Asking, Fields } from '../command.ts';
import { toldOf, type Case } from './case.ts';

export const addressOf = ({ concern }: Pick<Case, 'concern'>): Record<string, string> => ({
  partnership: concern.partnership,
  concern: concern.id,
});

export const mayDoNow = (act: ConcernAct, { concern, person, seating }: Case): boolean =>
  mayDo(act, concern, person.upn, seating);

/** To acknowledge is no more than a press; the others have a form. */
export const actButton = (act: ConcernAct, of: Case): Button => ({
  title: buttonTitles[act],
  verb: act === 'acknowledge' ? 'concern-record' : 'concern-form',
  fields: { ...addressOf(of), act },
  fetched: true,
});

/** On the card itself; what else may be done stands behind “More”, because a card has six buttons at most. */
const first: readonly ConcernAct[] = ['acknowledge', 'confirm', 'dismiss', 'decision', 'action', 'reopen'];
const ofNoDecision: readonly ConcernAct[] = ['note', 'action-done'];

const moreButton = (of: Case): Button => ({
  title: 'More',
  verb: 'concern-form',
  fields: { ...addressOf(of), act: 'more' },
  fetched: true,
});

function buttonsOf(of: Case): Button[] {
  const { concern } = of;
  const isOpened = concern.state === 'open';
  const acts = [...first, ...(isOpened ? [] : ofNoDecision)].filter((act) => mayDoNow(act, of));
  const { subject } = concern;
  const chronology: Button[] =
    subject.kind === 'child' && subject.pupilId !== undefined
      ? [{ title: 'Chronology', verb: 'concern-chronology', fields: addressOf(of), fetched: true }]
      : [];
  return [...acts.map((act) => actButton(act, of)), ...(isOpened ? [moreButton(of)] : []), ...chronology];
}

export interface News {
  text: string;
  isRefusal?: boolean;
}

export const openCard = (of: Case, asking: Asking, part?: string, news?: News): AdaptiveCard =>
  concernCard(
    {
      ...sayConcern(toldOf(of, asking)),
      ...(news && { news }),
      buttons: buttonsOf(of),
      again: { verb: 'concern', fields: addressOf(of) },
      foot: deskTexts.foot(timeOf(asking.now.instant)),
      fallback: deskTexts.fallback,
    },
    part,
  );

export const opened = (of: Case, asking: Asking, fields: Fields): Answer => ({
  messages: [{ summary: deskTexts.summary, card: openCard(of, asking, fields['part']) }],
  only: 'fetched',
  looked: { query: 'concern', decision: 'answered', fields: [of.concern.id] },
});
