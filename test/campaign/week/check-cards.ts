/** What must hold of what people see: whoever owns an absence has one card of it, as it stands, and finds it in `follow-ups`. */
import { isOpen } from '../../../src/domain/absence/absence.ts';
import { cardsBehind } from '../../../src/domain/follow-up-card.ts';
import { displayName } from '../../../src/domain/names.ts';
import { wantedWords } from '../../../src/texts/follow-up/questions.ts';
import { followUpTexts } from '../../../src/texts/posts.ts';
import { wordsOf } from '../../support/card-words.ts';
import type { Json } from '../../support/connector-rest.ts';
import { nameOf, type Played } from './check-absences.ts';
import { followUpsOf } from './doors.ts';
import { isRed } from './fates.ts';

/** R4.6: on the first day already somebody has a card that asks for a red child to be seen. */
function redNotAsked({ record, stage }: Played): string[] {
  const red = new Set(stage.there.held.pupils.filter(isRed).map(({ pupilId }) => pupilId));
  const asked = new Set(stage.teams.posts.flatMap(({ history, activity }) => [...history, activity]).flatMap(askedIn));
  return record.absences
    .filter(
      ({ pupilId, openedAt, uncounted }) => red.has(pupilId) && !uncounted && !asked.has(`${pupilId} ${openedAt}`),
    )
    .map((one) => `${nameOf(one)}: red, and no card asked for the child to be seen`);
}

/** The absence a card is of, where it asks for a child to be seen. */
function askedIn(activity: Json): string[] {
  if (!wordsOf(activity).includes(wantedWords['face-to-face'])) return [];
  return [`${fieldIn(activity, 'pupil')} ${fieldIn(activity, 'opened')}`];
}

/** Open, and somebody has it: each of them a card that shows how it stands. */
function openOnNobodysList({ record }: Played): string[] {
  const open = record.absences.filter(isOpen);
  const alone = open.filter(({ watchers }) => watchers.length === 0).map((one) => `${nameOf(one)}: on nobody’s list`);
  const behind = cardsBehind(record.absences, record.cards).map(
    ({ pupilId, upn, date }) => `${pupilId}: the card of ${upn} for ${date} does not show how it stands`,
  );
  const unreachable = record.cards
    .filter(({ state }) => state === 'unreachable')
    .map(({ upn }) => `${upn}: unreachable`);
  return [...alone, ...behind, ...new Set(unreachable)];
}

/** One card a day of the absence in each chat; a kill may leave a second, and then it is listed. */
function twoCards({ record, stage }: Played): string[] {
  const key = (upn: string, pupil = '', opened = ''): string => `${upn} ${pupil} ${opened}`;
  const sent = [...stage.people].flatMap(([upn, who]) =>
    stage.teams
      .personalPosts(who.aadObjectId)
      .map(({ history, activity }) => history[0] ?? activity)
      .filter((first) => first['summary'] === followUpTexts.summary)
      .map((first) => key(upn, fieldIn(first, 'pupil'), fieldIn(first, 'opened'))),
  );
  const rows = Map.groupBy(record.cards, ({ upn, pupilId, openedAt }) => key(upn, pupilId, String(openedAt)));
  return [...Map.groupBy(sent, (one) => one)].flatMap(([one, { length }]) => {
    const listed = (rows.get(one) ?? []).reduce((sum, { doubts }) => sum + 1 + doubts.length, 0);
    return length > listed ? [`${one}: ${length} cards, and ${listed} are listed`] : [];
  });
}

const fieldIn = (activity: Json, name: string): string | undefined =>
  new RegExp(`"${name}":"([^"]+)"`).exec(JSON.stringify(activity))?.[1];

/** Each of them says `follow-ups`, and between them they see every absence that is open. */
async function notInFollowUps({ record, stage, port }: Played): Promise<string[]> {
  const open = record.absences.filter(isOpen);
  const listed = new Map<string, string>();
  for (const upn of new Set(open.flatMap(({ watchers }) => watchers)))
    listed.set(upn, await followUpsOf(stage, port, upn));
  const nameFor = new Map(stage.there.held.pupils.map((pupil) => [pupil.pupilId, displayName(pupil)]));
  return open
    .filter(({ pupilId, watchers }) => !watchers.some((upn) => listed.get(upn)?.includes(nameFor.get(pupilId)!)))
    .map((one) => `${nameOf(one)}: in nobody’s follow-ups`);
}

export const checkCards = async (played: Played): Promise<string[]> => [
  ...redNotAsked(played),
  ...openOnNobodysList(played),
  ...twoCards(played),
  ...(await notInFollowUps(played)),
];
