import { pathOf, unfit, withoutThread } from './activity.ts';
import * as asks from './asks.ts';
import type { Ask } from './asks.ts';
import { run } from './errand.ts';
import type { ErrandMeans, LogFields, Result, TokenSource } from './errand.ts';
import { createWire } from './exchange.ts';
import { readCreated, readFound, readOpened, readSent, readUpdated, unreadable } from './outcomes.ts';
import { createPace, teamsLimits } from './pace.ts';
import type { Limits } from './pace.ts';
import { parseChannels, parseMember, parsePage } from './roster.ts';
import { allowedServiceUrl } from './service-url.ts';
import type { ConversationAddress, Outgoing, RosterMember } from './types.ts';

export interface SenderOptions {
  /** Undefined: no authentication, as on loopback. */
  token: TokenSource | undefined;
  allowLoopback: boolean;
  now: () => number;
  log: (event: string, fields: LogFields) => void;
  limits?: Limits;
  /** For one HTTP call; half of it for one that may be repeated. */
  timeLimitMs?: number;
  /** For all calls, waits and repeats of one method, so that no turn hangs. */
  budgetMs?: number;
  backoffMs?: number;
}

type Means = ErrandMeans & { allowLoopback: boolean };
type CarryOut = (ask: Ask, deadline?: number) => Promise<Result>;

export function createSender(options: SenderOptions): Outgoing {
  const { timeLimitMs = 8000, budgetMs = 10_000, backoffMs = 500, limits = teamsLimits } = options;
  const means = { ...options, wire: createWire(), pace: createPace(limits), timeLimitMs, backoffMs };
  const by = () => performance.now() + budgetMs;
  const carryOut: CarryOut = (ask, deadline = by()) => check(ask, deadline, means);
  return {
    create: async (to, activity) => unfit(activity) ?? readCreated(await carryOut(asks.askCreate(to, activity))),
    send: async (to, activity) => unfit(activity) ?? readSent(to, await carryOut(asks.askSend(to, activity))),
    update: async (to, activityId, activity) =>
      unfit(activity) ?? readUpdated(to, activityId, await carryOut(asks.askUpdate(to, activityId, activity))),
    createPersonal: async (to) => readOpened(await carryOut(asks.askPersonal(to))),
    members: (of) => readPages(of, by(), carryOut),
    member: async (of, userId) => readFound(await carryOut(asks.askMember(of, userId)), parseMember),
    channels: async (of) => readFound(await carryOut(asks.askChannels(of)), parseChannels),
    close: () => means.wire.close(),
  };
}

/** Before anything leaves: is this an address of Teams at all? */
async function check(ask: Ask, deadline: number, means: Means): Promise<Result> {
  const { name, method, at, repeatable } = ask;
  const serviceUrl = allowedServiceUrl(at.serviceUrl, means);
  const path = pathOf(ask.path);
  if (!serviceUrl || !path) {
    const code = serviceUrl ? 'BadAddress' : 'ServiceUrlNotAllowed';
    means.log('teams call', { method: name, kind: 'refused', code, tenant: at.tenantId });
    return { kind: 'refused', status: 0, code, final: true };
  }
  const query = ask.query ? `?${new URLSearchParams(ask.query).toString()}` : '';
  const body = ask.body === undefined ? undefined : JSON.stringify(ask.body);
  const call = { serviceUrl, method, path: path + query, body };
  // Teams counts reads apart from posts, and all threads of a channel together.
  const conversation = withoutThread(ask.conversation);
  const paceKey = `${method === 'GET' ? 'read' : 'post'} ${conversation}`;
  return run({ name, tenantId: at.tenantId, conversation, paceKey, call, repeatable, deadline }, means);
}

/** All pages, as one errand: the deadline is for all of them. */
async function readPages(of: ConversationAddress, deadline: number, carryOut: CarryOut) {
  const members: RosterMember[] = [];
  let next: string | undefined;
  for (let pages = 0; pages < mostPages; pages += 1) {
    const read = readFound(await carryOut(asks.askMembers(of, next), deadline), parsePage);
    if (read.kind !== 'found') return read;
    members.push(...read.value.members);
    next = read.value.next;
    if (next === undefined) return { kind: 'found' as const, value: members };
  }
  return unreadable;
}

// 10,000 people: more than a channel holds. A roster without an end must not keep a turn.
const mostPages = 20;
