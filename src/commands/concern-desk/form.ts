/** The form behind a button on a concern, and the card with what else may be done. Rights are asked again when it is sent. */
import { randomUUID } from 'node:crypto';
import { concernActCard } from '../../cards/concern-act.ts';
import { noticeCard } from '../../cards/notice.ts';
import type { AdaptiveCard } from '../../cards/render.ts';
import { concernActs, mattersFor, sharesFor, type ConcernAct } from '../../domain/concern/acts.ts';
import type { PartyAt } from '../../domain/concern/concern.ts';
import { fieldsOf, type Asked, type Choice } from '../../texts/concern/act-fields.ts';
import { actTexts } from '../../texts/concern/acts.ts';
import { capital, deskTexts, seatWords } from '../../texts/concern/desk.ts';
import { inShort } from '../../texts/concern/told.ts';
import { roleWords } from '../../texts/roles.ts';
import type { Answer, Asking, Fields } from '../command.ts';
import { organisationNames, type Case } from './case.ts';
import { actButton, addressOf, mayDoNow, openCard } from './open.ts';

export const actIn = ({ act }: Fields): ConcernAct | undefined => concernActs.find((one) => one === act);
export const queryOf = (act: ConcernAct | 'more'): string => `concern: ${act}`;

const sharingIn = ({ room, seating }: Case) => ({ held: room.held, seating });

/** What a choice of whom to share with carries: a party to be brought in, or a person who is told of the matter alone. */
export const partyValue = ({ seat, organisation }: PartyAt): string => `party|${seat}|${organisation}`;
export const matterValue = (upn: string): string => `matter|${upn}`;

function shareChoices(of: Case): Choice[] {
  const nameOf = organisationNames(of.room.there);
  const parties = sharesFor(of.concern, sharingIn(of)).map((party) => ({
    title: `${capital(seatWords[party.seat])}, ${nameOf(party.organisation)}: all of it`,
    value: partyValue(party),
  }));
  const people = mattersFor(of.concern, sharingIn(of)).map(({ upn, name, role }) => ({
    title: `${name} (${roleWords[role]}): only that a matter is being handled`,
    value: matterValue(upn),
  }));
  return [...parties, ...people];
}

const toDoChoices = ({ concern }: Case): Choice[] =>
  concern.actions.flatMap(({ what, owner, doneAt }, n) =>
    doneAt === undefined ? [{ title: `${inShort(what)}: ${inShort(owner)}`, value: String(n) }] : [],
  );

const askedOf = (of: Case, { now }: Asking): Asked => ({
  today: now.date,
  shares: shareChoices(of),
  toDo: toDoChoices(of),
});

/** One token for a form, so that it is recorded once however often it is sent; and when it was opened. */
const carriedBy = (of: Case, act: ConcernAct, { now }: Asking, filled: Fields): Record<string, string> => ({
  ...addressOf(of),
  act,
  token: filled['token'] ?? randomUUID(),
  formed: filled['formed'] ?? String(now.instant),
});

export function actForm(of: Case, asking: Asking, act: ConcernAct, filled: Fields = {}, problem?: string): Answer {
  const card = concernActCard({
    act,
    id: of.concern.id,
    fields: fieldsOf(act, askedOf(of, asking)),
    carried: carriedBy(of, act, asking, filled),
    back: { verb: 'concern', fields: addressOf(of) },
    filled,
    ...(problem !== undefined && { problem }),
  });
  return {
    messages: [{ summary: deskTexts.summary, card }],
    only: 'fetched',
    looked: {
      query: queryOf(act),
      decision: problem === undefined ? 'answered' : 'refused',
      fields: [of.concern.id, 'form'],
    },
  };
}

/** Beside what stands on the concern's own card. */
const behindMore: readonly ConcernAct[] = ['referral', 'note', 'share', 'action-done', 'close'];

function moreCard(of: Case): AdaptiveCard {
  const acts = behindMore.filter((act) => mayDoNow(act, of));
  const { title, undecided } = actTexts.more;
  const back = { title: actTexts.back, verb: 'concern' as const, fields: addressOf(of), fetched: true as const };
  return noticeCard({
    title,
    lines: [`Concern ${of.concern.id}`, ...(of.concern.decided ? [] : [undecided])],
    buttons: [...acts.map((act) => actButton(act, of)), back],
  });
}

/** As it stands, with why what was pressed is not done. */
export const notNow = (of: Case, asking: Asking, act: ConcernAct): Answer => ({
  messages: [
    { summary: deskTexts.summary, card: openCard(of, asking, undefined, { text: actTexts.notNow, isRefusal: true }) },
  ],
  only: 'fetched',
  looked: { query: queryOf(act), decision: 'refused', fields: [of.concern.id] },
});

export function showForm(of: Case, asking: Asking, asked: ConcernAct | 'more'): Answer {
  if (asked !== 'more') return mayDoNow(asked, of) ? actForm(of, asking, asked) : notNow(of, asking, asked);
  return {
    messages: [{ summary: deskTexts.summary, card: moreCard(of) }],
    only: 'fetched',
    looked: { query: queryOf('more'), decision: 'answered', fields: [of.concern.id] },
  };
}
