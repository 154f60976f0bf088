/**
 * Once a day, in silence: whether each DSL and deputy can be written to in their own chat, so that it is found out before it
 * matters (issue 4, item 4). The clock only says that it is time; the queue carries it, so that a slow Teams keeps no clock.
 */
import { dslsOf, reachDueAt, type Dsl } from '../../domain/concern/reach.ts';
import { newNotice } from '../../domain/posting.ts';
import type { PartnershipRecords } from '../../domain/records.ts';
import { momentOf, type Instant, type LocalDate, type Moment } from '../../domain/time.ts';
import type { Log } from '../../log.ts';
import { nameIn, type Directory } from '../../store/directory.ts';
import type { Store } from '../../store/open.ts';
import type { Outbox } from '../../store/outbox.ts';
import type { Pointer } from '../../store/queue.ts';
import type { Outgoing, ReadOutcome } from '../../teams/wire/types.ts';
import { dslAt } from '../../texts/concern/reach.ts';
import { chatOrWhy, namedStaff, staffingOf } from '../audience.ts';
import type { Carried } from '../post/errand.ts';

interface Parts {
  store: Store;
  wire: Outgoing;
  outbox: Outbox;
  directory(): Promise<Directory>;
  log: Log;
  now(): Instant;
}

type ReachAsked = Extract<Pointer, { kind: 'reach' }>;

/** How often it is asked on one morning about somebody of whom Teams says nothing; then what was known of them stays. */
const PASSES = 3;
const AGAIN_SECONDS = 600;

/** Asked for once a day by each process; what another has found out today is not asked of Teams again. */
export function createReachWatch({
  store,
}: Pick<Parts, 'store'>): (held: PartnershipRecords, moment: Moment) => Promise<void> {
  const asked = new Map<string, LocalDate>();
  return async (held, moment) => {
    const { code } = held.partnership;
    if (asked.get(code) === moment.date || moment.instant < reachDueAt(held, moment.date)) return;
    await store.queue.put({ kind: 'reach', partnership: code, pass: 1 });
    asked.set(code, moment.date);
  };
}

type Found = 'reached' | 'unreachable' | 'in-doubt';

/** That they are not there, or do not let us write: anything else may be Teams' own trouble. */
const isRefusal = (outcome: { kind: string; final?: boolean; status?: number }): boolean =>
  outcome.kind === 'refused' && outcome.final === true && (outcome.status === 403 || outcome.status === 404);

function foundBy(outcome: ReadOutcome<unknown>): Found {
  if (outcome.kind === 'found') return 'reached';
  return isRefusal(outcome) ? 'unreachable' : 'in-doubt';
}

async function reachOf(parts: Parts, upn: string): Promise<Found> {
  const found = await chatOrWhy(parts, upn, parts.now());
  if ('chat' in found) return foundBy(await parts.wire.member({ ...found.chat }, found.chat.userId));
  return found.why === 'no-address' || isRefusal(found.why) ? 'unreachable' : 'in-doubt';
}

async function findOut(parts: Parts, { upn }: Dsl): Promise<Found> {
  const found = await reachOf(parts, upn);
  if (found !== 'in-doubt') await parts.store.reach.note({ upn, ok: found === 'reached', at: parts.now() });
  return found;
}

export function createReachCheck(parts: Parts): (asked: ReachAsked) => Promise<Carried> {
  const { store, directory } = parts;
  return async ({ partnership, pass }) => {
    const moment = momentOf(parts.now());
    const [held, roster, there, known] = await Promise.all([
      store.records.day(partnership, moment.date),
      store.people.fresh(),
      directory(),
      store.reach.all(),
    ]);
    if (!held) return 'done';
    const since = reachDueAt(held, moment.date);
    const today = new Set(known.filter(({ at }) => at >= since).map(({ upn }) => upn));
    const asked = dslsOf(held, { roster, there, date: moment.date }).filter(({ upn }) => !today.has(upn));
    const found = await Promise.all(asked.map((one) => findOut(parts, one)));
    if (found.includes('in-doubt') && pass < PASSES)
      await store.queue.put({ kind: 'reach', partnership, pass: pass + 1 }, AGAIN_SECONDS);
    else await tellOf(parts, held, moment);
    return 'done';
  };
}

/** Once a day to each: put again the same day, a notice is left as it stands. */
async function tellOf(parts: Parts, held: PartnershipRecords, moment: Moment): Promise<void> {
  const { store, outbox, log, directory } = parts;
  const [roster, there, known] = await Promise.all([store.people.fresh(), directory(), store.reach.all()]);
  const out = new Set(known.filter(({ ok }) => !ok).map(({ upn }) => upn));
  const isOut = ({ upn }: Pick<Dsl, 'upn'>): boolean => out.has(upn);
  const staffing = staffingOf(roster, there, moment);
  const count = dslsOf(held, staffing).filter(isOut).length;
  if (count === 0) return;
  const partnership = held.partnership.code;
  const staff = namedStaff(staffing, partnership).filter((upn) => staffing.reachable(upn) && !out.has(upn));
  if (staff.length === 0)
    log.error({ event: 'reach.untold', partnership, count }, 'DSLs cannot be reached and nobody can be told');
  const at = { partnership, date: moment.date, urns: [] };
  const rows = staff.flatMap((upn) => {
    const unreached = dslsOf(held, staffing, upn)
      .filter(isOut)
      .map(({ name, posts }) => ({ name, as: dslAt(posts, nameIn(there)) }));
    return unreached.length > 0 ? [newNotice({ ...at, unreached }, upn, 'dsl-unreachable')] : [];
  });
  await outbox.put(partnership, rows);
}
