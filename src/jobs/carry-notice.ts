/** Tells one person one thing in their own chat, once; the words name no pupil. */
import { noticeCard } from '../cards/notice.ts';
import type { Button } from '../cards/render.ts';
import { momentOf, type Instant } from '../domain/time.ts';
import type { Log } from '../log.ts';
import type { Directory } from '../store/directory.ts';
import type { Store } from '../store/open.ts';
import type { Notice } from '../domain/post.ts';
import { cardActivity } from '../teams/say.ts';
import type { Outgoing } from '../teams/wire/types.ts';
import { noticeWords } from '../texts/posts.ts';
import { accountOf, chatFor } from './audience.ts';
import type { Carried } from './carry-post.ts';

interface Parts {
  store: Store;
  wire: Outgoing;
  directory(): Promise<Directory>;
  log: Log;
  now(): Instant;
}

const TRIES = 5;
const RETRY_SECONDS = 60;

export function createNoticeCarrier(parts: Parts): (partnership: string, key: string) => Promise<Carried> {
  const { store, log } = parts;
  return async (partnership, key) => {
    const notice = await store.posts.notice(partnership, key);
    if (!notice || notice.state !== 'due') {
      log.info({ event: 'notice.skipped', why: notice?.state ?? 'no such notice' }, 'a notice needed nothing');
      return 'done';
    }
    const outcome = await tell(parts, notice);
    if (outcome === 'sent') {
      await store.posts.settleNotice({ ...notice, state: 'sent' });
      return 'done';
    }
    const given = outcome === 'unreachable' || notice.tries + 1 >= TRIES;
    await store.posts.settleNotice({ ...notice, tries: notice.tries + 1, state: given ? 'unreachable' : 'due' });
    if (!given) return { later: RETRY_SECONDS };
    log.error({ event: 'notice.unreachable', why: notice.why }, 'somebody could not be told');
    return 'done';
  };
}

/** A lost answer counts as said: two alerts of one kind help nobody, and the digest itself can be asked for. */
async function tell({ store, wire, directory, now }: Parts, notice: Notice): Promise<'sent' | 'unreachable' | 'again'> {
  const moment = momentOf(now());
  const [roster, there] = await Promise.all([store.people.roster(moment.instant), directory()]);
  const account = accountOf(roster, notice.upn, there);
  if (!account) return 'unreachable';
  const chat = await chatFor(store, account, (person) => opened(wire, person), moment.instant);
  if (!chat) return 'unreachable';
  const named = (urn: string): string => there.schoolList.find((one) => one.urn === urn)?.name ?? urn;
  const words = noticeWords(notice.why, notice.urns.map(named));
  const card = noticeCard({ ...words, buttons: buttonsOf(notice) });
  const outcome = await wire.send({ ...chat }, cardActivity(card, words.title));
  if (outcome.kind === 'refused') return outcome.final ? 'unreachable' : 'again';
  return outcome.kind === 'later' ? 'again' : 'sent';
}

function buttonsOf({ urns, date }: Notice): Button[] {
  const [urn] = urns;
  if (urn === undefined) return [];
  const title = 'Show the digest';
  return urns.length === 1
    ? [{ title, verb: 'digest', fields: { urn, date } }]
    : [{ title, verb: 'say', fields: { text: 'digest' } }];
}

async function opened(wire: Outgoing, person: Parameters<Outgoing['createPersonal']>[0]): Promise<string | undefined> {
  const outcome = await wire.createPersonal(person);
  return outcome.kind === 'opened' ? outcome.conversationId : undefined;
}
