/** One absence as the card of somebody who follows it up: edited in place as it goes on (issue 3, "The follow-up ladder"). */
import type { Absence } from '../domain/absence/absence.ts';
import type { Person, Scope } from '../domain/access.ts';
import { actsFor, mayKnowRag, pupilOf, type Act } from '../domain/follow-up/acts.ts';
import { displayName } from '../domain/names.ts';
import type { PartnershipRecords } from '../domain/records.ts';
import type { Moment } from '../domain/time.ts';
import { whereabouts } from '../domain/whereabouts.ts';
import { followUpCardTexts, sayFollowUp, type FollowUpSaid } from '../texts/follow-up.ts';
import { noticeCard } from './notice.ts';
import { buttons, fill, plain, type AdaptiveCard, type Button } from './render.ts';

export interface FollowUpShown {
  absence: Absence;
  /** With the marks of today. */
  held: PartnershipRecords;
  /** Whose card it is: they see what their roles may, and the buttons that are theirs. */
  person: Person;
  scope: Scope;
  now: Moment;
  /** What has just been done, or could not be. */
  news?: { text: string; isRefusal?: boolean };
}

const titles: Record<Act, string> = {
  contact: 'Record a contact',
  seen: 'Seen or spoken to',
  code: 'Give the code',
  visit: 'Decide on a visit',
  missing: 'Child is missing',
  close: 'Close',
  reopen: 'Reopen',
};

/** What tells one absence from another; its version, so that a press on an old card is known for one. */
const addressOf = ({ pupilId, openedAt, version }: Absence) => ({
  pupil: pupilId,
  opened: String(openedAt),
  version: String(version),
});

/** Only closing needs no more words than a press. */
const actButton = (act: Act, absence: Absence): Button => ({
  title: titles[act],
  verb: act === 'close' ? 'absence-record' : 'absence-form',
  fields: { ...addressOf(absence), act },
});

export const showButton = (absence: Absence, title: string): Button => ({
  title,
  verb: 'absence',
  fields: addressOf(absence),
});

/** Name and school as the reader knows the child, day of absence aside. */
export function whoIs({ absence, held }: Pick<FollowUpShown, 'absence' | 'held'>): { name: string; about: string } {
  const pupil = pupilOf(absence, held);
  const school = held.schools.find(({ urn }) => urn === absence.urn)?.name ?? 'school not known';
  return { name: pupil ? displayName(pupil) : '', about: pupil ? `${school}, Year ${pupil.yearGroup}` : school };
}

/** What its card says; undefined where the pupil is no longer there. */
export function followUpSaid({ absence, held, person, scope, now }: FollowUpShown): FollowUpSaid | undefined {
  const pupil = pupilOf(absence, held);
  if (!pupil) return undefined;
  const kind = scope.partnerships.includes(absence.partnership) ? 'partnership' : 'school';
  const where = whereabouts({ pupil, held, moment: now, now, audience: { kind }, plan: false });
  return sayFollowUp({ absence, held, pupil, where, now, tellsRag: mayKnowRag({ person, scope }, absence) });
}

export function followUpCard(shown: FollowUpShown): AdaptiveCard {
  const { absence, held, person, scope, news } = shown;
  const pupil = pupilOf(absence, held);
  const said = followUpSaid(shown);
  if (!pupil || !said) return overCard();
  const who = { person, scope };
  const { name, about } = whoIs(shown);
  return fill('follow-up', {
    name: plain(name),
    about: plain(about),
    fallback: plain('An absence that you follow up. Open it in Teams on a computer or a newer phone.'),
    news: news ? [{ text: plain(news.text), style: news.isRefusal ? 'warning' : 'good' }] : [],
    style: said.tone,
    headline: plain(said.headline),
    alarms: said.alarms.map((text) => ({ text: plain(text) })),
    facts: said.facts.map(([label, lines]) => ({
      label: plain(label),
      lines: lines.map((text) => ({ text: plain(text) })),
    })),
    ...buttons(actsFor(who, absence, pupil).map((act) => actButton(act, absence))),
    foot: plain(said.foot),
  });
}

/** In place of a card of an earlier day. */
export const continuedCard = (): AdaptiveCard => noticeCard({ lines: [followUpCardTexts.continued] });
/** In place of one that is nobody's any more. */
export const overCard = (): AdaptiveCard => noticeCard({ lines: [followUpCardTexts.over] });
