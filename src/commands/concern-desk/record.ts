/** What a DSL records about a concern: once, however often it is sent, and by the rights there are as it is written down. */
import { actingAt, mattersFor, sharesFor, toAcknowledge, type ConcernAct } from '../../domain/concern/acts.ts';
import { sameParty, type Concern, type PartyAt } from '../../domain/concern/concern.ts';
import type { LaterEvent } from '../../domain/concern/events.ts';
import { mayRead, seatedAt } from '../../domain/concern/people.ts';
import { addToConcern, type Added } from '../../record/concern/add.ts';
import type { ConcernRoom } from '../../record/concern/seating.ts';
import { actTexts, concernRefusalWords, entryProblems, recordedWords } from '../../texts/concern/acts.ts';
import { deskTexts } from '../../texts/concern/desk.ts';
import { texts } from '../../texts/turn.ts';
import type { Answer, Asking, Fields } from '../command.ts';
import { isTooLong } from '../concern-report/size.ts';
import { notTheirs, type Case, type DeskParts } from './case.ts';
import { entryOf, type Read } from './entry.ts';
import { actForm, notNow, queryOf } from './form.ts';
import { mayDoNow, openCard, type News } from './open.ts';

const addressIn = ({ concern: { partnership, id } }: Case) => ({ partnership, id });

/** As it stands by now, and what came of the press. */
async function standing(
  { store }: DeskParts,
  asking: Asking,
  of: Case,
  act: ConcernAct,
  news: News & { decision: 'changed' | 'answered' },
  room: ConcernRoom = of.room,
): Promise<Answer> {
  const whole = await store.concerns.read(addressIn(of));
  const seating = room.seatingOf(of.concern);
  const now: Case = { ...of, ...whole, room, seating };
  if (!mayRead(now.concern, now.person.upn, seating)) return notTheirs(queryOf(act));
  return {
    messages: [{ summary: deskTexts.summary, card: openCard(now, asking, undefined, news) }],
    only: 'fetched',
    looked: { query: queryOf(act), decision: news.decision, fields: [of.concern.id] },
  };
}

/** Somebody may have been told, or barred, since the form was opened. What has been shared already is said by the rules. */
function mayShare(event: LaterEvent, concern: Concern, room: ConcernRoom): boolean {
  const sharing = { held: room.held, seating: room.seatingOf(concern) };
  if (event.kind === 'shared') {
    const isThere = concern.parties.some((party) => sameParty(party, event.with));
    return isThere || sharesFor(concern, sharing).some((party) => sameParty(party, event.with));
  }
  if (event.kind !== 'matter-shared') return true;
  const may = new Set(mattersFor(concern, sharing).map(({ upn }) => upn));
  return event.with.every((upn) => may.has(upn));
}

type Tried = Added | { kind: 'not-shared' };

async function tryToAdd(parts: DeskParts, { now }: Asking, of: Case, event: LaterEvent): Promise<Tried> {
  let isTheirs = false;
  const added = await addToConcern(parts, now, addressIn(of), event, (concern, room) => {
    isTheirs = mayRead(concern, of.person.upn, room.seatingOf(concern));
    return isTheirs && mayShare(event, concern, room);
  });
  return added.kind === 'gone' && isTheirs ? { kind: 'not-shared' } : added;
}

/** Whoever records something has it: nobody goes on being told that they have not acknowledged it. */
async function acknowledged(parts: DeskParts, { now }: Asking, of: Case): Promise<Added | undefined> {
  const { person, concern, seating } = of;
  const parties = toAcknowledge(concern, person.upn, seating);
  if (parties.length === 0) return undefined;
  const event = { kind: 'acknowledged', by: actingAt(person, concern, seating), parties } as const;
  return addToConcern(parts, now, addressIn(of), event, (stands, room) => {
    const still = room.seatingOf(stands);
    const seated = seatedAt(stands, person.upn, still);
    const isTheirs = (party: PartyAt): boolean => seated.some((one) => sameParty(one, party));
    return parties.every(isTheirs) && toAcknowledge(stands, person.upn, still).length > 0;
  });
}

/** Where nothing is left to be acknowledged meanwhile, it has been done, by the same person or another of their party. */
async function acknowledge(parts: DeskParts, asking: Asking, of: Case): Promise<Answer> {
  if (!mayDoNow('acknowledge', of)) return notNow(of, asking, 'acknowledge');
  const added = await acknowledged(parts, asking, of);
  const news =
    added?.kind === 'done'
      ? ({ text: recordedWords.acknowledge, decision: 'changed' } as const)
      : ({ text: actTexts.acknowledgedAlready, decision: 'answered' } as const);
  return standing(parts, asking, of, 'acknowledge', news);
}

/** The same, since the form was opened: its first sending was written, and its answer lost. */
function isRecorded({ entries }: Case, event: LaterEvent, fields: Fields): boolean {
  const formed = Number(fields['formed']);
  const sent = JSON.stringify(event);
  return entries.some((entry) => entry.at >= formed && JSON.stringify(entry.event) === sent);
}

interface Sent {
  act: ConcernAct;
  event: LaterEvent;
  fields: Fields;
}

async function add(
  parts: DeskParts,
  asking: Asking,
  of: Case,
  { act, event, fields }: Sent,
): Promise<{ answer: Answer; isWritten: boolean }> {
  if (mayDoNow(act, of)) await acknowledged(parts, asking, of);
  const tried = await tryToAdd(parts, asking, of, event);
  switch (tried.kind) {
    case 'done': {
      const text = event.kind === 'matter-shared' ? actTexts.matterShared : recordedWords[act];
      return {
        answer: await standing(parts, asking, of, act, { text, decision: 'changed' }, tried.room),
        isWritten: true,
      };
    }
    case 'refused': {
      const now = { ...of, concern: tried.concern, room: tried.room };
      return { answer: actForm(now, asking, act, fields, concernRefusalWords[tried.why]), isWritten: false };
    }
    case 'not-shared':
      return { answer: actForm(of, asking, act, fields, entryProblems.with), isWritten: false };
    default:
      return { answer: notTheirs(queryOf(act)), isWritten: false };
  }
}

const isToken = (token: string | undefined): token is string => /^[0-9a-f-]{36}$/.test(token ?? '');

export async function record(
  parts: DeskParts,
  asking: Asking,
  of: Case,
  act: ConcernAct,
  fields: Fields,
): Promise<Answer> {
  if (act === 'acknowledge') return acknowledge(parts, asking, of);
  const { person, concern, seating } = of;
  const { token } = fields;
  if (!isToken(token)) return { messages: [], toast: texts.oldButton };
  const by = actingAt(person, concern, seating);
  const read: Read = isTooLong(fields) ? { problem: 'tooLong' } : entryOf(act, { of, fields, by, now: asking.now });
  if ('problem' in read) return actForm(of, asking, act, fields, entryProblems[read.problem]);
  const { event } = read;
  return once(parts, asking, token, {
    isKnown: isRecorded(of, event, fields),
    same: () => standing(parts, asking, of, act, { text: actTexts.same, decision: 'answered' }),
    add: () => add(parts, asking, of, { act, event, fields }),
    sentBefore: () => sentBefore(parts, asking, of, { act, event, fields }),
  });
}

/** Sent once already, it may stand there by now, or have failed, or have been something else: never said to be there unseen. */
async function sentBefore(parts: DeskParts, asking: Asking, of: Case, { act, event, fields }: Sent): Promise<Answer> {
  const whole = await parts.store.concerns.read(addressIn(of));
  if (isRecorded({ ...of, ...whole }, event, fields))
    return standing(parts, asking, of, act, { text: actTexts.same, decision: 'answered' });
  const { token, ...entered } = fields;
  void token;
  return actForm(of, asking, act, entered, actTexts.inHand);
}

interface Sending {
  isKnown: boolean;
  same(): Promise<Answer>;
  add(): Promise<{ answer: Answer; isWritten: boolean }>;
  sentBefore(): Promise<Answer>;
}

/** One form, sent twice at once, is recorded once; one that could not be recorded may be sent again. */
async function once({ store }: DeskParts, asking: Asking, token: string, sending: Sending): Promise<Answer> {
  if (sending.isKnown) return sending.same();
  const form = { conversationId: `concern form of ${asking.objectId}`, activityId: token };
  const claim = await store.seen.claim(form, asking.now.instant);
  if (typeof claim === 'string') return sending.sentBefore();
  let isWritten = false;
  try {
    const added = await sending.add();
    ({ isWritten } = added);
    return added.answer;
  } finally {
    // Written is written: should this not be noted, the entry itself tells when it is sent again.
    await (isWritten ? claim.settle() : claim.release()).catch(() => undefined);
  }
}
