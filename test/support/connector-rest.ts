import type { Channel, Person, Place, World } from './teams-world.ts';

// What Teams does with one call to its connector: the effect on what people see, and the answer.

export type Json = Record<string, unknown>;

/** A message as people see it now. */
export interface Post {
  id: string;
  /** The channel or chat, without `;messageid=`. */
  conversationId: string;
  /** The post its thread hangs on; its own id if it is the first. */
  rootId: string;
  tenantId: string;
  activity: Json;
  /** What stood there before, oldest first: one for each update. */
  history: Json[];
  /** By `performance.now()`. */
  at: number;
  updatedAt: number | undefined;
}

const callKinds = ['create', 'open', 'send', 'update', 'members', 'member', 'team', 'channels', 'unknown'] as const;
export type CallKind = (typeof callKinds)[number];

export interface Request {
  kind: CallKind;
  /** The channel, chat or team it is about, without `;messageid=`; for `open` the person's id. */
  about: string;
  root: string | undefined;
  /** The activity of an update, the user of `member`. */
  part: string;
  query: URLSearchParams;
  body: Json;
}

export interface Answer {
  status: number;
  body?: Json;
}

const routes: [string, RegExp, CallKind][] = [
  ['POST', /^\/v3\/conversations\/([^/]+)\/activities(?:\/[^/]+)?$/, 'send'],
  ['PUT', /^\/v3\/conversations\/([^/]+)\/activities\/([^/]+)$/, 'update'],
  ['GET', /^\/v3\/conversations\/([^/]+)\/pagedmembers$/, 'members'],
  ['GET', /^\/v3\/conversations\/([^/]+)\/members\/([^/]+)$/, 'member'],
  ['GET', /^\/v3\/teams\/([^/]+)\/conversations$/, 'channels'],
  ['GET', /^\/v3\/teams\/([^/]+)$/, 'team'],
];

export function readRequest(method: string, url: URL, body: Json): Request {
  const path = url.pathname.slice(Math.max(0, url.pathname.indexOf('/v3/')));
  const query = url.searchParams;
  if (method === 'POST' && path === '/v3/conversations') return readNew(body, query);
  for (const [of, pattern, kind] of routes) {
    const match = method === of ? pattern.exec(path) : null;
    if (!match) continue;
    const [about = '', root] = decodeURIComponent(match[1] ?? '').split(';messageid=');
    return { kind, about, root, part: decodeURIComponent(match[2] ?? ''), query, body };
  }
  return { kind: 'unknown', about: '', root: undefined, part: '', query, body };
}

function readNew(body: Json, query: URLSearchParams): Request {
  const about = body['isGroup'] ? at(body, 'channelData', 'channel', 'id') : at(body, 'members', '0', 'id');
  return {
    kind: body['isGroup'] ? 'create' : 'open',
    about: typeof about === 'string' ? about : '',
    root: undefined,
    part: '',
    query,
    body,
  };
}

function at(from: unknown, ...keys: string[]): unknown {
  return keys.reduce<unknown>((value, key) => (value as Json | undefined)?.[key], from);
}

export interface Board {
  posts: Post[];
  pageSize: number;
}

/** Carries the call out. A refusal changes nothing. */
export function carryOut(request: Request, world: World, board: Board): Answer {
  if (request.kind === 'team' || request.kind === 'channels') return aboutTeam(request, world);
  const place = world.place(request.about);
  if (!place) return refuse(404, 'ConversationNotFound');
  const refusal = refusalFor(request, place);
  if (refusal) return refusal;
  switch (request.kind) {
    case 'create':
      return create(request, place, board);
    case 'open':
      return { status: 201, body: { id: place.conversationId } };
    case 'send':
      return send(request, place, board);
    case 'update':
      return update(request, place, board);
    case 'members':
      return page(membersOf(place), request.query, board.pageSize);
    case 'member':
      return memberOf(place, request.part);
    default:
      return refuse(404, 'NotFound');
  }
}

/** The error body as Teams writes it. */
export function refuse(status: number, code: string): Answer {
  return { status, body: { error: { code, message: `stand-in: ${code}` } } };
}

function refusalFor(request: Request, place: Place): Answer | undefined {
  const { kind, body } = request;
  const activity = kind === 'create' ? body['activity'] : body;
  // Teams counts UTF-16 over the whole message.
  if (JSON.stringify(activity ?? {}).length * 2 > 102_400) return refuse(413, 'MessageSizeTooBig');
  if ((kind === 'create' || kind === 'open') && body['tenantId'] !== place.tenantId) {
    return kind === 'open' ? refuse(403, 'ForbiddenOperationException') : refuse(400, 'BadArgument');
  }
  if (kind === 'create' && place.scope !== 'channel') return refuse(400, 'BadArgument');
  if (kind === 'open' && !place.installed) return refuse(403, 'ForbiddenOperationException');
  if (!isThere(place)) return refuse(403, 'BotNotInConversationRoster');
  return place.scope === 'personal' && place.blocked ? refuse(403, 'ConversationBlockedByUser') : undefined;
}

function isThere(place: Place): boolean {
  return place.installed && (place.scope !== 'channel' || place.team.installed);
}

function create({ body }: Request, place: Place, board: Board): Answer {
  const ids = write(place, undefined, (body['activity'] ?? {}) as Json, board);
  const id = `${place.conversationId};messageid=${ids[0]}`;
  // Split in two, a message has no id that could be given.
  return { status: 201, body: ids.length > 1 ? { id } : { id, activityId: ids[0] } };
}

function send({ root, body }: Request, place: Place, board: Board): Answer {
  if (body['type'] === 'typing') return { status: 202 };
  const ids = write(place, root, body, board);
  return ids.length > 1 ? { status: 202 } : { status: 201, body: { id: ids[0] } };
}

/** Text with attachments becomes two messages. */
function write(place: Place, root: string | undefined, activity: Json, board: Board): string[] {
  const attachments = activity['attachments'];
  const split = activity['text'] && Array.isArray(attachments) && attachments.length > 0;
  const parts = split
    ? [
        { ...activity, attachments: [] },
        { ...activity, text: '' },
      ]
    : [activity];
  return parts.map((part) => {
    const id = String(1_790_000_000_000 + board.posts.length);
    const { conversationId, tenantId } = place;
    const now = performance.now();
    const post = { id, conversationId, rootId: root ?? id, tenantId, activity: part, history: [], at: now };
    board.posts.push({ ...post, updatedAt: undefined });
    return id;
  });
}

function update({ part, body }: Request, place: Place, board: Board): Answer {
  const post = board.posts.find(({ id, conversationId }) => id === part && conversationId === place.conversationId);
  if (!post) return refuse(404, 'ActivityNotFoundInConversation');
  post.history.push(post.activity);
  post.activity = body;
  post.updatedAt = performance.now();
  return { status: 200, body: { id: post.id } };
}

function membersOf(place: Place): Person[] {
  return place.scope === 'personal' ? [place] : place.members;
}

function page(members: Person[], query: URLSearchParams, pageSize: number): Answer {
  const from = Number(query.get('continuationToken') ?? 0);
  const size = Math.min(pageSize, Number(query.get('pageSize') ?? 200));
  const shown = members.slice(from, from + size).map(memberJson);
  const more = from + size < members.length && { continuationToken: String(from + size) };
  return { status: 200, body: { members: shown, ...more } };
}

function memberOf(place: Place, id: string): Answer {
  const member = membersOf(place).find(({ userId, aadObjectId }) => userId === id || aadObjectId === id);
  return member ? { status: 200, body: memberJson(member) } : refuse(404, 'MemberNotFoundInConversation');
}

function memberJson({ userId, name, aadObjectId, userPrincipalName, tenantId, userRole }: Person): Json {
  return { id: userId, name, aadObjectId, email: userPrincipalName, userPrincipalName, tenantId, userRole };
}

function aboutTeam({ kind, about }: Request, world: World): Answer {
  const team = world.findTeam(about);
  if (!team?.installed) return refuse(team ? 403 : 404, team ? 'BotNotInConversationRoster' : 'ConversationNotFound');
  if (kind === 'channels') return { status: 200, body: { conversations: team.channels.map(channelJson) } };
  const { id, name, aadGroupId, tenantId, channels, members } = team;
  const counts = { channelCount: channels.length, memberCount: members.length };
  return { status: 200, body: { id, name, aadGroupId, tenantId, ...counts } };
}

function channelJson({ conversationId, name, kind }: Channel): Json {
  return { id: conversationId, name, type: kind };
}
