import type { RosterMember, TeamChannel } from './types.ts';

// Readers of what Teams answers. They take what they know and skip what they do not; a body that is no JSON is empty.

type Json = Record<string, unknown>;

export function parseObject(body: string): Json {
  try {
    return asObject(JSON.parse(body));
  } catch {
    return {};
  }
}

export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** One page of a roster, and the token of the next page if there is one. Undefined: that was no roster. */
export function parsePage(body: string): { members: RosterMember[]; next: string | undefined } | undefined {
  const { members, continuationToken } = parseObject(body);
  if (!Array.isArray(members)) return undefined;
  return { members: members.flatMap((member) => readMember(asObject(member))), next: textOf(continuationToken) };
}

export function parseMember(body: string): RosterMember | undefined {
  return readMember(parseObject(body))[0];
}

export function parseChannels(body: string): TeamChannel[] | undefined {
  const { conversations } = parseObject(body);
  return Array.isArray(conversations) ? conversations.flatMap((channel) => readChannel(asObject(channel))) : undefined;
}

function readChannel(from: Json): TeamChannel[] {
  const id = textOf(from['id']);
  return id ? [{ id, name: textOf(from['name']), kind: channelKind(from['type']) }] : [];
}

const channelKinds = ['standard', 'private', 'shared'] as const;

function channelKind(value: unknown): TeamChannel['kind'] {
  return channelKinds.find((kind) => kind === textOf(value)?.toLowerCase());
}

function readMember(from: Json): RosterMember[] {
  const id = textOf(from['id']);
  if (!id) return [];
  const name = textOf(from['name']);
  const userPrincipalName = textOf(from['userPrincipalName']);
  // The connector's first version called the Entra object id `objectId`, and some rosters still do.
  const aadObjectId = textOf(from['aadObjectId']) ?? textOf(from['objectId']);
  return [
    {
      id,
      aadObjectId,
      name,
      userPrincipalName,
      tenantId: textOf(from['tenantId']),
      userRole: textOf(from['userRole']),
    },
  ];
}

function asObject(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}
