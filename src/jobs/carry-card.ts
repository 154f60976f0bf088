/** Brings one person's card of one absence up to date: sends it once a day of the absence, and edits it in place. */
import { randomUUID } from 'node:crypto';
import { continuedCard, followUpCard, overCard } from '../cards/follow-up.ts';
import type { AdaptiveCard } from '../cards/render.ts';
import type { Absence } from '../domain/absence/absence.ts';
import { scopeOf, sightOf, type Person, type Scope } from '../domain/access.ts';
import { absenceOf, type CardAddress, type FollowUpCard } from '../domain/follow-up-card.ts';
import { isHeld } from '../domain/post.ts';
import type { PartnershipRecords } from '../domain/records.ts';
import { momentOf, type Instant, type Moment } from '../domain/time.ts';
import type { Log } from '../log.ts';
import type { Chat } from '../store/channels.ts';
import type { Directory } from '../store/directory.ts';
import type { Store } from '../store/open.ts';
import { sharedRead } from '../store/shared-read.ts';
import { personOf } from '../teams/recognise.ts';
import { cardActivity } from '../teams/say.ts';
import type { Outgoing, SendOutcome } from '../teams/wire/types.ts';
import { followUpTexts } from '../texts/posts.ts';
import { chatWith } from './audience.ts';
import type { Carried } from './post/errand.ts';

export interface CardParts {
  store: Store;
  wire: Outgoing;
  directory(): Promise<Directory>;
  log: Log;
  now(): Instant;
  /** How long a card with a claim may stand unchanged until its holder counts as dead. */
  claimMs: number;
  /** The card stands in the chat of somebody who is to find out (4.2, ENQUIRER_NOTIFIED). Told twice it does nothing more. */
  onShown(card: CardAddress): Promise<void>;
}

const TRIES = 12;
const RETRY_SECONDS = 20;
const HELD_SECONDS = 5;

/** What a card should show now; `last`: and nothing after it. */
interface Wanted {
  card: AdaptiveCard;
  shows: number;
  last: boolean;
  isClosed?: boolean;
  /** As `FollowUpCard.overAt`. */
  overAt?: number;
}

interface Reading {
  held: PartnershipRecords;
  absence?: Absence;
  person?: Person;
  scope?: Scope;
  now: Moment;
}

/** The records of a day, by partnership and date; the cards of one change ask for them together. */
type ReadDay = (key: string) => Promise<PartnershipRecords | undefined>;

const dayReader = ({ records }: Store): ReadDay =>
  sharedRead((key) => {
    const [date = '', ...partnership] = key.split(' ');
    return records.day(partnership.join(' '), date);
  });

async function read(
  { store, directory, now }: CardParts,
  readDay: ReadDay,
  at: CardAddress,
): Promise<Reading | undefined> {
  const moment = momentOf(now());
  const [held, roster, there] = await Promise.all([
    readDay(`${moment.date} ${at.partnership}`),
    store.people.roster(moment.instant),
    directory(),
  ]);
  if (!held) return undefined;
  const absence = absenceOf(at, held.absences) ?? (await closedEarlier(store, at));
  const person = personOf(roster, at.upn, moment);
  return { held, now: moment, ...(absence && { absence }), ...(person && { person, scope: scopeOf(person, there) }) };
}

/** Closed, it stands with the marks of its last day. */
async function closedEarlier(store: Store, at: CardAddress): Promise<Absence | undefined> {
  const then = await store.records.day(at.partnership, at.date, { past: true });
  return then && absenceOf(at, then.absences);
}

/** The right to it is asked each time it is shown, not when the absence was opened. */
function mayStillSee({ held, absence, scope, now }: Reading, upn: string): boolean {
  const pupil = held.pupils.find(({ pupilId }) => pupilId === absence?.pupilId);
  const sees = pupil && scope && sightOf(scope, pupil, held.partnership.code, now.date) === 'all';
  return sees === true && absence?.watchers.includes(upn) === true;
}

const LAST = -1;

function wantedOn(card: FollowUpCard, reading: Reading): Wanted {
  const { absence, held, person, scope, now } = reading;
  if (!absence || !person || !scope || !mayStillSee(reading, card.upn))
    return { card: overCard(), shows: LAST, last: true, ...(absence && { overAt: absence.version }) };
  if (card.date < absence.date) return { card: continuedCard(), shows: LAST, last: true };
  const asItStands = followUpCard({ absence, held, person, scope, now });
  return { card: asItStands, shows: absence.version, last: false, isClosed: absence.closedAt !== undefined };
}

export function createCardCarrier(parts: CardParts): (at: CardAddress) => Promise<Carried> {
  const { store, log } = parts;
  const readDay = dayReader(store);
  return async (at) => {
    const me = randomUUID();
    let found: FollowUpCard | undefined;
    const card = await store.cards.change(at, (held, idleMs) => {
      found = held;
      return isFree(held, { me, idleMs, claimMs: parts.claimMs }) ? claimed(held, me, parts.now()) : undefined;
    });
    if (!card) return skip(log, found);
    const reading = await read(parts, readDay, at);
    const after = reading ? await shown(parts, card, wantedOn(card, reading)) : card;
    const isTold =
      after.state === 'shown' && reading?.absence !== undefined && reading.absence.notifiedAt === undefined;
    if (isTold) await parts.onShown(at);
    await store.cards.change(at, (held) => (held.claim?.owner === me ? released(after) : undefined));
    return after.state === 'due' ? { later: RETRY_SECONDS } : 'done';
  };
}

const isFree = (card: FollowUpCard, by: { me: string; idleMs: number; claimMs: number }): boolean =>
  card.state !== 'unreachable' && !isHeld(card, by);

/** A send begun by somebody who never finished may have arrived: a second card may stand there, and it is listed. */
function claimed({ sending, ...card }: FollowUpCard, me: string, now: Instant): FollowUpCard {
  return { ...card, claim: { owner: me }, doubts: sending === undefined ? card.doubts : [...card.doubts, now] };
}

function released({ claim, sending, ...card }: FollowUpCard): FollowUpCard {
  void claim;
  void sending;
  return card;
}

function skip(log: Log, found: FollowUpCard | undefined): Carried {
  if (found?.claim) return { later: HELD_SECONDS };
  log.info({ event: 'card.skipped', why: found?.state ?? 'no such card' }, 'a card of an absence needed nothing');
  return 'done';
}

function settledAs(card: FollowUpCard, { last, shows, isClosed, overAt }: Wanted): FollowUpCard {
  const { showsClosed: _, overAt: __, ...rest } = card;
  const state = last ? 'over' : 'shown';
  return { ...rest, state, shows, ...(isClosed && { showsClosed: true }), ...(overAt !== undefined && { overAt }) };
}

async function shown(parts: CardParts, card: FollowUpCard, wanted: Wanted): Promise<FollowUpCard> {
  const settled = settledAs(card, wanted);
  if (card.shows === wanted.shows) return settled;
  // Nobody need be told that something they never saw is over.
  if (card.activityId === undefined && wanted.shows === LAST) return { ...settled, state: 'over' };
  const chat = await chatWith(parts, card.upn, parts.now());
  if (!chat) return unreachable(parts, card);
  const outcome = await put(parts, card, chat, wanted.card);
  if (outcome === 'lost') return card;
  if (outcome.kind === 'sent') {
    const { conversationId } = chat;
    return { ...settled, conversationId, activityId: outcome.activityId, tries: 0 };
  }
  return refused(parts, card, outcome);
}

/** `lost`: it had stood still for so long that somebody else took it; a second card would be on nobody's list. */
async function put(
  parts: CardParts,
  card: FollowUpCard,
  chat: Chat,
  content: AdaptiveCard,
): Promise<SendOutcome | 'lost'> {
  const { wire, store, now } = parts;
  const activity = cardActivity(content, followUpTexts.summary);
  if (card.activityId !== undefined) {
    const to = { ...chat, conversationId: card.conversationId ?? chat.conversationId };
    const updated = await wire.update(to, card.activityId, activity);
    // Deleted by its reader, or of a chat that is no more: sent anew.
    if (updated.kind !== 'refused' || updated.status !== 404) return updated;
  }
  const begun = await store.cards.change(card, (held) =>
    held.claim?.owner === card.claim?.owner ? { ...held, sending: now() } : undefined,
  );
  return begun ? wire.send({ ...chat }, activity) : 'lost';
}

function refused(parts: CardParts, card: FollowUpCard, outcome: Exclude<SendOutcome, { kind: 'sent' }>): FollowUpCard {
  const tries = card.tries + 1;
  const isFinal = outcome.kind === 'refused' && outcome.final;
  if (isFinal || tries >= TRIES) return unreachable(parts, { ...card, tries });
  const doubts = outcome.kind === 'in-doubt' ? [...card.doubts, parts.now()] : card.doubts;
  return { ...card, state: 'due', tries, doubts };
}

/** Whoever else owns the absence has a card of it; that this person could not be told is for the operator. */
function unreachable({ log }: CardParts, card: FollowUpCard): FollowUpCard {
  log.error({ event: 'card.unreachable', tries: card.tries }, 'the owner of an absence could not be sent its card');
  return { ...card, state: 'unreachable' };
}
