/** One concern as somebody may read it at this moment: what stands, and who sits where, read afresh at each press. */
import { noticeCard } from '../../cards/notice.ts';
import type { Person } from '../../domain/access.ts';
import type { Concern } from '../../domain/concern/concern.ts';
import { numberIn } from '../../domain/concern/id.ts';
import { mayRead, type Seating } from '../../domain/concern/people.ts';
import { setting } from '../../domain/settings.ts';
import type { ConcernParts } from '../../record/concern/add.ts';
import { concernRoom, type ConcernRoom, type RoomParts } from '../../record/concern/seating.ts';
import type { Entry } from '../../store/concerns.ts';
import type { Directory } from '../../store/directory.ts';
import type { Store } from '../../store/open.ts';
import { personOf } from '../../teams/recognise.ts';
import { deskTexts } from '../../texts/concern/desk.ts';
import type { ConcernTold } from '../../texts/concern/told.ts';
import { atLeast } from '../at-least.ts';
import { say, type Answer, type Asking, type Fields, type Parts } from '../command.ts';

/** The parts of a command, and who sits where. */
export type DeskParts = Parts & Pick<RoomParts, 'directory'> & ConcernParts & { store: Store };

export interface Case {
  concern: Concern;
  entries: readonly Entry[];
  room: ConcernRoom;
  seating: Seating;
  /** Who reads it, with their roles as they are now. */
  person: Person;
}

/** R5.6 e: one that is not there and one that is not theirs are answered alike, and nothing of either is written down. */
export const notTheirs = (query: string): Answer => ({
  ...say(noticeCard({ lines: [deskTexts.uniform] }), deskTexts.summary),
  only: 'fetched',
  looked: { query, decision: 'not-found' },
});

const addressIn = (fields: Fields): { partnership: string; id: string } => ({
  partnership: fields['partnership'] ?? '',
  id: numberIn(fields['concern']),
});

async function caseOf(parts: DeskParts, { person, now, directory }: Asking, fields: Fields): Promise<Case | undefined> {
  const at = addressIn(fields);
  if (!directory.partnerships.has(at.partnership)) return undefined;
  const [room, whole] = await Promise.all([concernRoom(parts, at.partnership, now), parts.store.concerns.read(at)]);
  const reader = personOf(room.roster, person.upn, now);
  if (!whole || !reader) return undefined;
  const seating = room.seatingOf(whole.concern);
  return mayRead(whole.concern, reader.upn, seating) ? { ...whole, room, seating, person: reader } : undefined;
}

/** The answer for one that is not there takes as long as for one that is not theirs. */
export async function withCase(
  parts: DeskParts,
  asking: Asking,
  fields: Fields,
  query: string,
  run: (of: Case) => Promise<Answer>,
): Promise<Answer> {
  const looking = caseOf(parts, asking, fields);
  const atTheLeast = atLeast(looking);
  // Nobody waits for it where there is one to be shown.
  atTheLeast.catch(() => undefined);
  const of = await looking;
  if (of) return run(of);
  await atTheLeast;
  return notTheirs(query);
}

export const organisationNames = (there: Directory): ((organisation: string) => string) => {
  const names = new Map([
    ...there.partnershipList.map(({ code, name }) => [code, name] as const),
    ...there.schoolList.map(({ urn, name }) => [urn, name] as const),
    ...there.provisionList.map(({ code, name }) => [code, name] as const),
  ]);
  return (organisation) => names.get(organisation) ?? organisation;
};

export const staleDaysIn = ({ held }: ConcernRoom, { date }: Asking['now']): number =>
  Number(setting(held, [held.partnership.code], 'concern_stale_days', date));

export const toldOf = ({ concern, entries, room, seating, person }: Case, { now }: Asking): ConcernTold => ({
  concern,
  entries,
  held: room.held,
  seating,
  people: room.roster.people,
  nameOf: organisationNames(room.there),
  reader: person.upn,
  staleDays: staleDaysIn(room, now),
  now,
});
