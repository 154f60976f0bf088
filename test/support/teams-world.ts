import { createHash } from 'node:crypto';

// Who and what exists in the Teams that the tests play: tenants, people, teams, channels. All of it invented.

export interface Person {
  scope: 'personal';
  /** `29:…`, which Teams gives a person for this one bot. */
  userId: string;
  aadObjectId: string;
  name: string;
  userPrincipalName: string;
  tenantId: string;
  userRole: 'user' | 'guest';
  /** Whether they have the personal app. Without it the bot can neither open nor use the private chat. */
  installed: boolean;
  blocked: boolean;
  conversationId: string;
}

export interface Team {
  id: string;
  name: string;
  aadGroupId: string;
  tenantId: string;
  members: Person[];
  channels: Channel[];
  installed: boolean;
}

export interface Channel {
  scope: 'channel';
  conversationId: string;
  /** General has none. */
  name: string | null;
  kind: 'standard' | 'private' | 'shared';
  team: Team;
  tenantId: string;
  /** A standard channel's are the team's. */
  members: Person[];
  installed: boolean;
}

export interface GroupChat {
  scope: 'group';
  conversationId: string;
  tenantId: string;
  members: Person[];
  installed: boolean;
}

/** Where something is said. */
export type Place = Person | Channel | GroupChat;

export interface World {
  bot: { id: string; name: string };
  person(of: { name: string; tenantId: string } & Partial<Person>): Person;
  /** With its General channel, whose id is the team's. */
  team(of: { name: string; tenantId: string } & Partial<Team>): Team;
  channel(of: { name: string; team: Team } & Partial<Channel>): Channel;
  groupChat(of: { members: Person[]; tenantId: string }): GroupChat;
  /** By conversation id, with or without `;messageid=`; a person also by `29:` id or Entra object id. */
  place(id: string): Place | undefined;
  findTeam(id: string): Team | undefined;
}

/** A GUID that is always the same for the same label: for tenants, people, groups. */
export function guid(label: string): string {
  const hex = hash(label);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function hash(label: string): string {
  return createHash('sha256').update(label).digest('hex');
}

const threadId = (label: string) => `19:${hash(label).slice(0, 32)}@thread.tacv2`;

export function createWorld(appId = guid('app')): World {
  const places: Place[] = [];
  const teams: Team[] = [];
  const add = <T extends Place>(place: T): T => {
    places.push(place);
    return place;
  };
  const named = (id: string) => (place: Place) =>
    place.conversationId === id || (place.scope === 'personal' && (place.userId === id || place.aadObjectId === id));
  return {
    bot: { id: `28:${appId}`, name: 'Keylink' },
    person: (of) => add(makePerson(of)),
    team(of) {
      const team = makeTeam(of);
      teams.push(team);
      add(makeChannel({ team, name: null, conversationId: team.id }));
      return team;
    },
    channel: (of) => add(makeChannel(of)),
    groupChat(of) {
      const conversationId = `19:${hash(`group ${places.length}`).slice(0, 32)}@thread.v2`;
      return add({ scope: 'group', conversationId, installed: true, ...of });
    },
    place: (id) => places.find(named(id.replace(/;messageid=.*$/, ''))),
    findTeam: (id) => teams.find((team) => team.id === id),
  };
}

function makePerson(of: { name: string; tenantId: string } & Partial<Person>): Person {
  const label = `${of.tenantId} ${of.userPrincipalName ?? of.name}`;
  return {
    scope: 'personal',
    userId: `29:1${Buffer.from(hash(`user ${label}`))
      .toString('base64url')
      .slice(0, 60)}`,
    aadObjectId: guid(`person ${label}`),
    userPrincipalName: `${of.name.toLowerCase().replace(/[^a-z]+/g, '.')}@school.example`,
    userRole: 'user',
    installed: true,
    blocked: false,
    conversationId: `a:1${Buffer.from(hash(`chat ${label}`))
      .toString('base64url')
      .slice(0, 60)}`,
    ...of,
  };
}

function makeTeam(of: { name: string; tenantId: string } & Partial<Team>): Team {
  const label = `${of.tenantId} ${of.name}`;
  const aadGroupId = guid(`group ${label}`);
  return { id: threadId(`team ${label}`), aadGroupId, members: [], channels: [], installed: true, ...of };
}

function makeChannel(of: { team: Team; name: string | null } & Partial<Channel>): Channel {
  const { team } = of;
  const channel: Channel = {
    scope: 'channel',
    conversationId: threadId(`channel ${team.id} ${of.name}`),
    kind: 'standard',
    tenantId: team.tenantId,
    members: team.members,
    installed: true,
    ...of,
  };
  team.channels.push(channel);
  return channel;
}
