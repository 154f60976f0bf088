/** Takes one message about a concern to one person's own chat. It names nobody, and the right to it is asked as it is sent. */
import { randomUUID } from 'node:crypto';
import { noticeCard } from '../../cards/notice.ts';
import type { Button } from '../../cards/render.ts';
import type { ConcernNews } from '../../domain/concern/clock.ts';
import type { Concern } from '../../domain/concern/concern.ts';
import { mayRead } from '../../domain/concern/people.ts';
import { isHeld } from '../../domain/post.ts';
import { momentOf, type Instant, type Moment } from '../../domain/time.ts';
import { addToConcern, type ConcernParts } from '../../record/concern/add.ts';
import { concernRoom } from '../../record/concern/seating.ts';
import type { ConcernWord } from '../../store/concerns.ts';
import type { Store } from '../../store/open.ts';
import { personOf } from '../../teams/recognise.ts';
import { cardActivity } from '../../teams/say.ts';
import type { Outgoing } from '../../teams/wire/types.ts';
import { concernNoticeWords } from '../../texts/concern/notices.ts';
import { chatWith } from '../audience.ts';
import type { Carried } from '../post/errand.ts';

interface Parts extends ConcernParts {
  store: Store;
  wire: Outgoing;
  now(): Instant;
  /** How long a word with a claim may stand unchanged until its holder counts as dead. */
  claimMs: number;
}

/** Two minutes in all: then somebody else must know. */
const TRIES = 6;
const RETRY_SECONDS = 20;
const HELD_SECONDS = 5;

/** Of these nothing is opened: the reporter has their own list, and a matter is no more than that. */
const withoutView = new Set<ConcernNews>(['reporter-unheard', 'matter']);

async function mayStillKnow(parts: Parts, word: ConcernWord, concern: Concern, moment: Moment): Promise<boolean> {
  const room = await concernRoom(parts, word.partnership, moment);
  if (!personOf(room.roster, word.upn, moment)) return false;
  return withoutView.has(word.news) || mayRead(concern, word.upn, room.seatingOf(concern));
}

function buttonsOf({ news, partnership, concernId }: ConcernWord): Button[] {
  if (news === 'matter') return [];
  if (news === 'reporter-unheard') return [{ title: 'My concerns', verb: 'say', fields: { text: 'my concerns' } }];
  return [{ title: 'Open', verb: 'concern', fields: { partnership, concern: concernId }, fetched: true }];
}

const cardFor = (word: ConcernWord) => noticeCard({ ...concernNoticeWords[word.news], buttons: buttonsOf(word) });

type Outcome = 'sent' | 'unreachable' | 'again' | 'not-theirs';

/** A lost answer may have arrived: said twice it does no harm, and unsaid it would. */
async function tell(parts: Parts, word: ConcernWord): Promise<Outcome> {
  const moment = momentOf(parts.now());
  const stands = await parts.store.concerns.read({ partnership: word.partnership, id: word.concernId });
  if (!stands || !(await mayStillKnow(parts, word, stands.concern, moment))) return 'not-theirs';
  const chat = await chatWith(parts, word.upn, parts.now());
  if (!chat) return 'unreachable';
  const outcome = await parts.wire.send({ ...chat }, cardActivity(cardFor(word), concernNoticeWords[word.news].title));
  if (outcome.kind === 'sent') return 'sent';
  return outcome.kind === 'refused' && outcome.final ? 'unreachable' : 'again';
}

function settled({ claim, ...word }: ConcernWord, outcome: Outcome): ConcernWord {
  void claim;
  if (outcome === 'sent') return { ...word, state: 'sent' };
  const tries = word.tries + 1;
  const isGivenUp = outcome !== 'again' || tries >= TRIES;
  return { ...word, tries, state: isGivenUp ? 'unreachable' : 'due' };
}

export function createConcernCarrier(parts: Parts): (partnership: string, id: string) => Promise<Carried> {
  const { store, log, claimMs } = parts;
  return async (partnership, id) => {
    const me = randomUUID();
    let found: ConcernWord | undefined;
    const word = await store.concerns.changeWord(partnership, id, (held, idleMs) => {
      found = held;
      const isFree = held.state === 'due' && !isHeld(held, { me, idleMs, claimMs });
      return isFree ? { ...held, claim: { owner: me } } : undefined;
    });
    if (!word) return skip(parts, found);
    const outcome = await tell(parts, word);
    const after = settled(word, outcome);
    // Before its row says so: killed in between, it is tried once more, and the clock still learns of it.
    if (after.state === 'unreachable' && outcome !== 'not-theirs') await noteUnreachable(parts, word);
    await store.concerns.changeWord(partnership, id, (held) => (held.claim?.owner === me ? after : undefined));
    if (outcome === 'not-theirs')
      log.info({ event: 'concern.not-told', why: 'no right to it any more' }, 'a word about a concern was not sent');
    return after.state === 'due' ? { later: RETRY_SECONDS } : 'done';
  };
}

/** Somebody else has it, and may die of it. */
function skip({ log }: Parts, found: ConcernWord | undefined): Carried {
  if (found?.state === 'due') return { later: HELD_SECONDS };
  log.info(
    { event: 'concern.word-skipped', why: found?.state ?? 'no such word' },
    'a word about a concern needed nothing',
  );
  return 'done';
}

/** Nobody is waited for in vain: the next in turn are told at once. */
async function noteUnreachable(parts: Parts, { partnership, concernId, upn }: ConcernWord): Promise<void> {
  parts.log.error({ event: 'concern.unreachable' }, 'somebody could not be told of a concern');
  const at = { partnership, id: concernId };
  await addToConcern(parts, momentOf(parts.now()), at, { kind: 'unreachable', upn });
}
