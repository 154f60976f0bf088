/**
 * `concerns about <name>`: a card that names nobody, whose button opens the pupil's chronology for whoever presses it. It is the
 * same whether or not there is any concern, and so is the offer to break the glass.
 */
import { choiceCard } from '../../cards/choice.ts';
import { noticeCard } from '../../cards/notice.ts';
import { matchName } from '../../domain/names.ts';
import { chronologyTexts, glassTexts } from '../../texts/concern/chronology.ts';
import { deskTexts } from '../../texts/concern/desk.ts';
import { texts } from '../../texts/turn.ts';
import { atLeast } from '../at-least.ts';
import { say, type Answer, type Asking } from '../command.ts';
import { aboutPupil, nameOf, pupilsInScope, type Found } from '../find-pupil.ts';
import type { DeskParts } from './case.ts';
import { asNow } from './child.ts';
import { glassButtons } from './offer.ts';

const QUERY = 'concerns about';
const LISTED = 5;

function offerCard(found: Found, asking: Asking) {
  const { title, lines, open } = chronologyTexts.offer;
  const glass = glassButtons(found, asking);
  const fields = { pupil: found.pupilId };
  return noticeCard({
    title,
    lines: [...lines, ...(glass.length > 0 ? [glassTexts.line] : [])],
    buttons: [{ title: open, verb: 'concern-chronology', fields, fetched: true }, ...glass],
  });
}

/** Which pupil is meant: what is said of them is no more than what tells them apart. */
const chooseCard = (candidates: readonly Found[]) =>
  choiceCard({
    question: candidates.length === 1 ? chronologyTexts.confirm : chronologyTexts.choose,
    button: candidates.length === 1 ? 'Yes' : 'This one',
    verb: 'concern-chronology',
    candidates: candidates.slice(0, LISTED).map((found) => ({
      name: nameOf(found),
      about: aboutPupil(found),
      fields: { pupil: found.pupilId },
    })),
    more: candidates.length > LISTED ? chronologyTexts.more : '',
    fetched: true,
  });

async function about(parts: DeskParts, asking: Asking, name: string): Promise<Answer> {
  const now = await asNow(parts, asking);
  const match = matchName(name, now ? await pupilsInScope(parts.store.records, now, now.now.date) : []);
  if (!now || match.kind === 'none')
    return {
      ...say(noticeCard({ lines: [texts.uniform] }), deskTexts.summary),
      looked: { query: QUERY, decision: 'not-found' },
    };
  if (match.kind === 'one')
    return { ...say(offerCard(match.pupil, now), deskTexts.summary), looked: { query: QUERY, decision: 'answered' } };
  const candidates = match.kind === 'several' ? match.candidates : [match.pupil];
  return { ...say(chooseCard(candidates), deskTexts.summary), looked: { query: QUERY, decision: 'choice' } };
}

export const concernsAbout = (parts: DeskParts, asking: Asking, name: string): Promise<Answer> =>
  atLeast(about(parts, asking, name));
