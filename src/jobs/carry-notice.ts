/** Tells one person one thing in their own chat, once; the words name no pupil. */
import { randomUUID } from 'node:crypto';
import { noticeCard } from '../cards/notice.ts';
import type { Button } from '../cards/render.ts';
import { momentOf, type Instant } from '../domain/time.ts';
import type { Log } from '../log.ts';
import type { Directory } from '../store/directory.ts';
import type { Store } from '../store/open.ts';
import { isHeld, type Notice } from '../domain/post.ts';
import { personOf } from '../teams/recognise.ts';
import { cardActivity } from '../teams/say.ts';
import type { Outgoing } from '../teams/wire/types.ts';
import { noticeWords, type Noticed } from '../texts/notices.ts';
import { chatWith } from './audience.ts';
import type { Carried } from './post/errand.ts';

interface Parts {
  store: Store;
  wire: Outgoing;
  directory(): Promise<Directory>;
  log: Log;
  now(): Instant;
  /** How long a notice with a claim may stand unchanged until its holder counts as dead. */
  claimMs: number;
}

const TRIES = 5;
const RETRY_SECONDS = 60;
const HELD_SECONDS = 5;

export function createNoticeCarrier(parts: Parts): (partnership: string, key: string) => Promise<Carried> {
  const { store, log, claimMs } = parts;
  return async (partnership, key) => {
    const me = randomUUID();
    let found: Notice | undefined;
    const notice = await store.posts.changeNotice(partnership, key, (held, idleMs) => {
      found = held;
      const isFree = held.state === 'due' && !isHeld(held, { me, idleMs, claimMs });
      return isFree ? { ...held, claim: { owner: me } } : undefined;
    });
    if (!notice) return skip(log, found);
    const after = settled(notice, await tell(parts, notice));
    await store.posts.changeNotice(partnership, key, (held) => (held.claim?.owner === me ? after : undefined));
    if (after.state === 'due') return { later: RETRY_SECONDS };
    if (after.state === 'unreachable') {
      log.error({ event: 'notice.unreachable', why: notice.why }, 'somebody could not be told');
    }
    return 'done';
  };
}

/** Somebody else has it, and may die of it. */
function skip(log: Log, found: Notice | undefined): Carried {
  if (found?.state === 'due') return { later: HELD_SECONDS };
  log.info({ event: 'notice.skipped', why: found?.state ?? 'no such notice' }, 'a notice needed nothing');
  return 'done';
}

function settled({ claim, ...notice }: Notice, outcome: 'sent' | 'unreachable' | 'again'): Notice {
  void claim;
  if (outcome === 'sent') return { ...notice, state: 'sent' };
  const tries = notice.tries + 1;
  const isGivenUp = outcome === 'unreachable' || tries >= TRIES;
  return { ...notice, tries, state: isGivenUp ? 'unreachable' : 'due' };
}

/** A lost answer counts as said: two alerts of one kind help nobody, and the digest itself can be asked for. */
async function tell(parts: Parts, notice: Notice): Promise<'sent' | 'unreachable' | 'again'> {
  const { store, wire, directory, now } = parts;
  const moment = momentOf(now());
  // Somebody's last role may have ended since it was to be told.
  if (!personOf(await store.people.roster(moment.instant), notice.upn, moment)) return 'unreachable';
  const chat = await chatWith(parts, notice.upn, now());
  if (!chat) return 'unreachable';
  const words = noticeWords(noticedIn(notice, await directory()));
  const card = noticeCard({ ...words, buttons: buttonsOf(notice) });
  const outcome = await wire.send({ ...chat }, cardActivity(card, words.title));
  if (outcome.kind === 'refused') return outcome.final ? 'unreachable' : 'again';
  return outcome.kind === 'later' ? 'again' : 'sent';
}

function noticedIn({ why, urns, gaps, unreached, absence, register }: Notice, there: Directory): Noticed {
  const place = there.provisionList.find(({ code }) => code === register?.provision);
  return {
    why,
    schools: urns.map((urn) => there.schoolList.find((one) => one.urn === urn)?.name ?? urn),
    ...(gaps && { gaps }),
    ...(unreached && { unreached }),
    ...(absence && { what: absence.what, children: 'children' in absence ? absence.children : 1 }),
    ...(register && {
      register: { ...register, place: place?.name ?? register.provision, phone: place?.phone ?? '' },
    }),
  };
}

function buttonsOf({ urns, date, absence, register }: Notice): Button[] {
  if (absence) {
    if ('children' in absence) return [{ title: 'Show them', verb: 'say', fields: { text: 'follow-ups' } }];
    const { pupilId, openedAt } = absence;
    return [{ title: 'Show', verb: 'absence', fields: { pupil: pupilId, opened: String(openedAt) } }];
  }
  if (register)
    return [{ title: 'Take the register', verb: 'say', fields: { text: `register ${register.provision}` } }];
  const [urn] = urns;
  if (urn === undefined) return [];
  const title = 'Show the digest';
  return urns.length === 1
    ? [{ title, verb: 'digest', fields: { urn, date } }]
    : [{ title, verb: 'say', fields: { text: 'digest' } }];
}
