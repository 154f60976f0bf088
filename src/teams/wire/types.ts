// What the rest of the bot may ask of Teams, and every way in which Teams may answer.

/** A conversation that exists: a personal chat, a channel thread (`<channel>;messageid=<root>`) or a group chat. */
export interface ConversationAddress {
  serviceUrl: string;
  tenantId: string;
  conversationId: string;
}

/** A channel in which a new thread is to be started. `botId` is the bot as Teams names it, `28:<app id>`. */
export interface ChannelAddress {
  serviceUrl: string;
  tenantId: string;
  channelId: string;
  botId: string;
}

/** A person to be written to alone: their `29:` id for this bot, or their Entra object id. */
export interface PersonAddress {
  serviceUrl: string;
  tenantId: string;
  userId: string;
  botId: string;
}

export interface TeamAddress {
  serviceUrl: string;
  tenantId: string;
  teamId: string;
}

/** Text or attachments, never both: Teams splits such a message in two and gives no id back (§1.3 of its documents). */
export interface OutgoingActivity {
  type: 'message';
  text?: string;
  textFormat?: 'plain' | 'markdown' | 'xml';
  summary?: string;
  attachments?: { contentType: string; content: unknown }[];
  entities?: Record<string, unknown>[];
  channelData?: Record<string, unknown>;
}

/** Why nobody knows whether a post is there: to be looked up or listed for the operator, never repeated blindly. */
export type Doubt = 'no-answer' | 'connection-lost' | 'gateway' | 'no-id';

/** `status` 0: refused here, before anything left. `final`: this address stays useless until people change something. */
export interface Refused {
  kind: 'refused';
  status: number;
  code?: string;
  final: boolean;
}

/** Nothing was shown that a repeat would show twice. Ask again at `retryAt` (milliseconds since 1970), not before. */
export interface Later {
  kind: 'later';
  retryAt: number;
}

export interface InDoubt {
  kind: 'in-doubt';
  why: Doubt;
}

/** `conversationId` is the one to reply in; `activityId` the one to update. */
interface Sent {
  kind: 'sent';
  activityId: string;
  conversationId: string;
}

export type SendOutcome = Sent | Refused | InDoubt | Later;
/** An update may be repeated without harm, so it is never in doubt. */
export type UpdateOutcome = Sent | Refused | Later;
export type OpenOutcome = { kind: 'opened'; conversationId: string } | Refused | Later;
export type ReadOutcome<T> = { kind: 'found'; value: T } | Refused | Later;

/** `tenantId` is the person's own tenant, which in a shared channel or for a guest is not the channel's. */
export interface RosterMember {
  id: string;
  aadObjectId?: string;
  name?: string;
  userPrincipalName?: string;
  tenantId?: string;
  userRole?: string;
}

/** The General channel has the team's id and no name. An unknown or missing kind is left out. */
export interface TeamChannel {
  id: string;
  name?: string;
  kind?: 'standard' | 'private' | 'shared';
}

/** The one way out to Teams. Outcomes are values; only a programmer's mistake is thrown. */
export interface Outgoing {
  /** Starts a new thread in a channel. */
  create(to: ChannelAddress, activity: OutgoingActivity): Promise<SendOutcome>;
  /** Posts into a conversation; with a `;messageid=` conversation, as a reply in that thread. */
  send(to: ConversationAddress, activity: OutgoingActivity): Promise<SendOutcome>;
  /** Replaces a whole message. */
  update(to: ConversationAddress, activityId: string, activity: OutgoingActivity): Promise<UpdateOutcome>;
  /** Opens, or finds, the private chat with a person. Shows nothing. */
  createPersonal(to: PersonAddress): Promise<OpenOutcome>;
  /** Everyone in the conversation, all pages. */
  members(of: ConversationAddress): Promise<ReadOutcome<RosterMember[]>>;
  member(of: ConversationAddress, userId: string): Promise<ReadOutcome<RosterMember>>;
  channels(of: TeamAddress): Promise<ReadOutcome<TeamChannel[]>>;
  /** Drops the idle connections. */
  close(): void;
}
