import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInbox } from './activities.ts';
import type { Inbox } from './activities.ts';
import { carryOut, readRequest, refuse } from './connector-rest.ts';
import type { Answer, Board, CallKind, Json, Post } from './connector-rest.ts';
import { createWorld } from './teams-world.ts';
import type { Place, World } from './teams-world.ts';

// The stand-in for Teams' servers: it speaks the connector's REST on loopback, keeps what people would see, and
// misbehaves when told to.

/** One call the bot made. */
export interface ConnectorCall {
  kind: CallKind;
  /** The channel, chat or team it was about, without `;messageid=`. */
  about: string;
  tenantId: string | undefined;
  method: string;
  path: string;
  authorization: string | undefined;
  body: Json;
  /** When it arrived, by `performance.now()`. */
  at: number;
  /** The status as the bot got it; `lost` when it got none. Undefined while the call is going on. */
  answered: number | 'lost' | undefined;
  /** Whether Teams carried it out: with `answered: 'lost'` that is what the bot cannot know. */
  accepted: boolean;
}

/** `accepted`: Teams carries the call out all the same. */
export type Fault =
  | { kind: 'answer'; status: number; code?: string; headers?: Record<string, string>; accepted?: boolean }
  | { kind: 'drop'; accepted?: boolean }
  | { kind: 'hang'; accepted?: boolean }
  /** Carried out and answered, but the connection breaks in the middle of the answer. */
  | { kind: 'cut-off' }
  | { kind: 'garbage'; body: string };

interface FaultOptions {
  /** How often; once, if not said. */
  times?: number;
  when?: (call: ConnectorCall) => boolean;
}

export interface Connector extends World, Inbox {
  /** What activities carry as `serviceUrl`. */
  serviceUrl: string;
  calls: ConnectorCall[];
  posts: Post[];
  /** How often Teams' limits were overrun while `enforceLimits` is on. */
  overruns: number;
  /** People on one page of a roster. */
  pageSize: number;
  /** Milliseconds between the arrival of a call and its effect. */
  latencyMs: (call: ConnectorCall) => number;
  /** Whether the bot's token is good: otherwise 401. Everything is, until a test says otherwise. */
  acceptsToken: (authorization: string | undefined) => boolean;
  /** Faults by a rule of the test's own, such as a seeded chance; asked after those of `fault`. */
  plan: (call: ConnectorCall) => Fault | undefined;
  fault(fault: Fault, options?: FaultOptions): void;
  /** Answers 429 above Teams' documented limits; `scale` 0.1 makes the windows ten times shorter. */
  enforceLimits(scale?: number): void;
  /** Everything visible in a channel or group chat, oldest first; `place` or its id. */
  postsIn(place: Place | string): Post[];
  /** Everything visible in the private chat of the person with this Entra object id. */
  personalPosts(userOid: string): Post[];
  /** The replies in the thread of a post. */
  repliesTo(post: Post): Post[];
  /** Resolves with the first truthy answer, asked again after each call and post. Rejects after `withinMs`. */
  waitFor<T>(predicate: () => T | undefined | false, what: string, withinMs?: number): Promise<T>;
  /** The sockets the bot has open at the moment. */
  openSockets(): number;
  /** Forgets posts, calls and faults; people and channels stay. */
  clear(): void;
  close(): Promise<void>;
}

export async function startConnector(options: { appId?: string; now?: () => number } = {}): Promise<Connector> {
  const world = createWorld(options.appId);
  const server = createServer((request, response) => void serve(teams, request, response, state));
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const serviceUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/uk/`;
  const state: State = { faults: [], watchers: new Set(), windows: undefined, allowed: new Map() };
  let sockets = 0;
  server.on('connection', (socket) => {
    sockets += 1;
    socket.on('close', () => (sockets -= 1));
  });
  const teams: Connector = {
    ...world,
    ...createInbox(world, serviceUrl, options.now),
    serviceUrl,
    calls: [],
    posts: [],
    overruns: 0,
    pageSize: 500,
    latencyMs: () => 0,
    acceptsToken: () => true,
    plan: () => undefined,
    fault: (fault, { times = 1, when = () => true } = {}) => void state.faults.push({ fault, left: times, when }),
    enforceLimits: (scale = 1) => void (state.windows = teamsWindows(scale)),
    postsIn: (place) => teams.posts.filter((post) => post.conversationId === idOf(place)),
    personalPosts: (userOid) => teams.postsIn(world.place(userOid)?.conversationId ?? userOid),
    repliesTo: ({ id, conversationId }) =>
      teams.postsIn(conversationId).filter((post) => post.rootId === id && post.id !== id),
    waitFor: (predicate, what, withinMs = 5000) => watch(state, teams, predicate, what, withinMs),
    openSockets: () => sockets,
    clear() {
      teams.posts.length = 0;
      teams.calls.length = 0;
      teams.overruns = 0;
      Object.assign(state, { faults: [], windows: undefined, allowed: new Map() });
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return teams;
}

/** The card of a post: the content of its first attachment. */
export function cardOf(post: Post): Json {
  const attachments = post.activity['attachments'] as { content?: Json }[] | undefined;
  return attachments?.[0]?.content ?? {};
}

interface State {
  faults: { fault: Fault; left: number; when: (call: ConnectorCall) => boolean }[];
  watchers: Set<() => void>;
  windows: { tenant: number[][]; conversation: number[][] } | undefined;
  /** For each tenant and conversation, when calls were let through. */
  allowed: Map<string, number[]>;
}

async function serve(teams: Connector, request: IncomingMessage, response: ServerResponse, state: State) {
  const body = await readBody(request);
  const call = record(teams, request, body);
  tellWatchers(state);
  await pause(teams.latencyMs(call));
  const fault = faultFor(teams, call, state);
  const answer = decide(teams, call, fault, state);
  if (fault?.kind === 'hang') return tellWatchers(state);
  if (fault?.kind === 'drop') {
    call.answered = 'lost';
    response.destroy();
  } else if (fault?.kind === 'cut-off') {
    call.answered = 'lost';
    response.writeHead(answer.status, { 'content-type': 'application/json', 'content-length': '5000' });
    response.write('{"id":', () => response.destroy());
  } else {
    // Whoever asked has given up, or is gone.
    call.answered = response.destroyed ? 'lost' : answer.status;
    response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers });
    response.end(fault?.kind === 'garbage' ? fault.body : JSON.stringify(answer.body ?? {}));
  }
  tellWatchers(state);
}

/** What Teams says, and whether it does it. */
function decide(teams: Connector, call: ConnectorCall, fault: Fault | undefined, state: State): HeadedAnswer {
  if (!teams.acceptsToken(call.authorization)) return refuse(401, 'Unauthorized');
  const overrun = overrunOf(teams, call, state);
  if (overrun) return overrun;
  const effective = !fault || ('accepted' in fault && fault.accepted) || ['cut-off', 'garbage'].includes(fault.kind);
  const answer: HeadedAnswer = effective ? carryOut(readRequestOf(call), teams, board(teams)) : { status: 0 };
  call.accepted = answer.status >= 200 && answer.status < 300;
  if (fault?.kind !== 'answer') return answer;
  return { ...refuse(fault.status, fault.code ?? `Status${fault.status}`), headers: fault.headers };
}

type HeadedAnswer = Answer & { headers?: Record<string, string> | undefined };

function board({ posts, pageSize }: Connector): Board {
  return { posts, pageSize };
}

function faultFor(teams: Connector, call: ConnectorCall, state: State): Fault | undefined {
  const due = state.faults.find(({ left, when }) => left > 0 && when(call));
  if (!due) return teams.plan(call);
  due.left -= 1;
  return due.fault;
}

function record(teams: Connector, request: IncomingMessage, body: Json): ConnectorCall {
  const { method = '', url: path = '' } = request;
  const { kind, about } = readRequest(method, new URL(path, teams.serviceUrl), body);
  const tenantId = (teams.place(about) ?? teams.findTeam(about))?.tenantId;
  const { authorization } = request.headers;
  const at = performance.now();
  const seen = { kind, about, tenantId, method, path, authorization, body, at, answered: undefined, accepted: false };
  teams.calls.push(seen);
  return seen;
}

function readRequestOf(call: ConnectorCall) {
  return readRequest(call.method, new URL(call.path, 'http://connector'), call.body);
}

async function readBody(request: IncomingMessage): Promise<Json> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  return text === '' ? {} : (JSON.parse(text) as Json);
}

function idOf(place: Place | string): string {
  return typeof place === 'string' ? place.replace(/;messageid=.*$/, '') : place.conversationId;
}

/** Teams' documented limits: [calls, milliseconds]. */
function teamsWindows(scale: number): NonNullable<State['windows']> {
  const scaled = (windows: [number, number][]) => windows.map(([limit, ms]) => [limit, ms * scale]);
  return {
    tenant: scaled([[50, 1000]]),
    conversation: scaled([
      [7, 1000],
      [8, 2000],
      [60, 30_000],
      [1800, 3_600_000],
    ]),
  };
}

function overrunOf(teams: Connector, call: ConnectorCall, { windows, allowed }: State): HeadedAnswer | undefined {
  if (!windows) return undefined;
  const reads = call.method === 'GET';
  const tenant = { key: `tenant ${call.tenantId}`, windows: windows.tenant };
  // Reads have twice the room.
  const roomy = windows.conversation.map(([limit = 0, ms = 0]) => [limit * (reads ? 2 : 1), ms]);
  const conversation = { key: `${reads ? 'read' : 'post'} ${call.about}`, windows: roomy };
  const keys = [tenant, conversation];
  const over = keys.some(({ key, windows: of }) => isOver(allowed.get(key) ?? [], of, call.at));
  if (!over) for (const { key } of keys) allowed.set(key, [...(allowed.get(key) ?? []), call.at]);
  if (!over) return undefined;
  teams.overruns += 1;
  return { ...refuse(429, 'TooManyRequests'), headers: { 'retry-after': '1' } };
}

function isOver(times: number[], windows: number[][], now: number): boolean {
  return windows.some(([limit = 0, ms = 0]) => times.filter((at) => at > now - ms).length >= limit);
}

function tellWatchers(state: State): void {
  for (const watcher of state.watchers) watcher();
}

function watch<T>(
  state: State,
  teams: Connector,
  predicate: () => T | undefined | false,
  what: string,
  withinMs: number,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      state.watchers.delete(look);
    };
    const look = () => {
      try {
        const found = predicate();
        if (!found) return;
        stop();
        resolve(found);
      } catch (error) {
        stop();
        reject(error);
      }
    };
    const timer = setTimeout(() => {
      stop();
      reject(new Error(`waited ${withinMs} ms for ${what}; the bot made these calls:\n${transcript(teams)}`));
    }, withinMs);
    state.watchers.add(look);
    look();
  });
}

function transcript(teams: Connector): string {
  const lines = teams.calls.map(({ kind, about, answered, body }) => {
    const activity = (body['activity'] ?? body) as Json;
    return `  ${kind} ${about} -> ${answered ?? 'open'}: ${JSON.stringify(activity).slice(0, 200)}`;
  });
  return lines.slice(-20).join('\n') || '  none';
}

function pause(ms: number): Promise<void> {
  return ms > 0 ? new Promise((resolve) => void setTimeout(resolve, ms)) : Promise.resolve();
}
