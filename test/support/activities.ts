import { randomUUID } from 'node:crypto';
import type { Channel, GroupChat, Person, Place, Team, World } from './teams-world.ts';

/** An activity as Teams sends it to the bot. Loosely typed: tests bend them. */
export interface Inbound {
  type: string;
  id: string;
  serviceUrl: string;
  conversation: { id: string; tenantId: string } & Record<string, unknown>;
  from: { id: string } & Record<string, unknown>;
  [field: string]: unknown;
}

type Extra = Record<string, unknown>;

export interface SaidIn {
  /** Channels: the root post of the thread; without it the message starts a thread of its own. */
  thread?: string;
  /** Channels and groups deliver only what mentions the bot; `false` builds what real Teams would keep back. */
  mention?: boolean;
  /** Fields to add or overwrite, such as `id` or `timestamp`. */
  extra?: Extra;
}

interface PressedOn extends SaidIn {
  /** The post with the card. */
  replyToId?: string;
}

/** Builders of what Teams sends, in its spelling. Each call makes a new id; deliver the same one twice for a repeat. */
export interface Inbox {
  /** Something typed: in the private chat, a channel or a group chat. */
  says(who: Person, text: string, where?: Place, options?: SaidIn): Inbound;
  /** `Action.Submit`: a message with a value and no text. */
  submits(who: Person, value: unknown, where?: Place, options?: PressedOn): Inbound;
  /** `Action.Execute`; `trigger: 'automatic'` is a refresh. */
  executes(
    who: Person,
    action: { verb: string; data?: unknown; trigger?: 'manual' | 'automatic' },
    where?: Place,
    options?: PressedOn,
  ): Inbound;
  /** Any other invoke, such as `task/fetch`. */
  invokes(who: Person, name: string, value: unknown, where?: Place, options?: PressedOn): Inbound;
  installs(who: Person, where: Place, action?: 'add' | 'remove' | 'add-upgrade' | 'remove-upgrade'): Inbound;
  /** The conversationUpdate that comes beside an install. */
  addsBot(who: Person, where: Place): Inbound;
  /** `channelCreated`, `channelRenamed`, `channelDeleted`, `teamRenamed`, `teamArchived` and their kin. */
  teamEvent(who: Person, eventType: string, channel: Channel): Inbound;
}

export function createInbox(world: World, serviceUrl: string, now: () => number = Date.now): Inbox {
  let made = 0;
  const make = (who: Person, where: Place, fields: Extra & { type: string }, options: PressedOn = {}): Inbound => {
    made += 1;
    const at = now();
    // Channel message ids are times; those of a private chat look different.
    const id = where.scope === 'personal' ? `1:${randomUUID()}` : String(at * 1000 + made);
    return {
      id,
      channelId: 'msteams',
      serviceUrl,
      timestamp: new Date(at).toISOString(),
      localTimezone: 'Europe/London',
      locale: 'en-GB',
      from: { id: who.userId, name: who.name, aadObjectId: who.aadObjectId },
      recipient: world.bot,
      conversation: conversation(where, options.thread ?? options.replyToId ?? id),
      channelData: channelData(where),
      ...fields,
      ...options.extra,
    };
  };
  const invokes: Inbox['invokes'] = (who, name, value, where = who, options = {}) =>
    make(who, where, { type: 'invoke', name, value, ...replyTo(options) }, options);
  return {
    says: (who, text, where = who, options = {}) => make(who, where, said(world, text, where, options), options),
    submits: (who, value, where = who, options = {}) =>
      make(who, where, { type: 'message', value, entities: [client], ...replyTo(options) }, options),
    invokes,
    executes(who, { verb, data, trigger = 'manual' }, where = who, options = {}) {
      const value = { action: { type: 'Action.Execute', verb, data }, trigger };
      return invokes(who, 'adaptiveCard/action', value, where, options);
    },
    installs(who, where, action = 'add') {
      // Teams names the channel that was picked on installing.
      const settings = where.scope === 'channel' && { settings: { selectedChannel: { id: where.conversationId } } };
      const fields = {
        conversation: conversation(where, undefined),
        channelData: { ...channelData(where), ...settings },
      };
      return make(who, where, { type: 'installationUpdate', action, ...fields });
    },
    addsBot(who, where) {
      const membersAdded = [{ id: world.bot.id }];
      return make(who, where, {
        type: 'conversationUpdate',
        membersAdded,
        conversation: conversation(where, undefined),
      });
    },
    teamEvent(who, eventType, channel) {
      const fields = { type: 'conversationUpdate', channelData: { ...channelData(channel), eventType } };
      return make(who, channel, { ...fields, conversation: conversation(generalOf(channel.team), undefined) });
    },
  };
}

const client = { type: 'clientInfo', locale: 'en-GB', country: 'GB', platform: 'Web', timezone: 'Europe/London' };

function said(world: World, text: string, where: Place, { mention = true }: SaidIn): Extra & { type: string } {
  const plain = { type: 'message', textFormat: 'plain', text, entities: [client] };
  if (where.scope === 'personal' || !mention) return plain;
  const at = `<at>${world.bot.name}</at>`;
  const entity = { type: 'mention', mentioned: { id: world.bot.id, name: world.bot.name }, text: at };
  return { ...plain, text: `${at} ${text}\n`, entities: [entity, client] };
}

function conversation(where: Place, root: string | undefined) {
  const { tenantId } = where;
  if (where.scope === 'personal') return { conversationType: 'personal', tenantId, id: where.conversationId };
  if (where.scope === 'group') return groupConversation(where);
  const id = root === undefined ? where.conversationId : `${where.conversationId};messageid=${root}`;
  return { isGroup: true, conversationType: 'channel', tenantId, id };
}

function groupConversation({ tenantId, conversationId }: GroupChat) {
  return { isGroup: true, conversationType: 'groupChat', tenantId, id: conversationId };
}

function channelData(where: Place): Extra {
  const tenant = { id: where.tenantId };
  if (where.scope !== 'channel') return { tenant };
  const { team } = where;
  return {
    tenant,
    teamsTeamId: team.id,
    teamsChannelId: where.conversationId,
    channel: { id: where.conversationId, ...(where.name !== null && { name: where.name }), type: where.kind },
    team: { id: team.id, name: team.name, aadGroupId: team.aadGroupId },
  };
}

function generalOf(team: Team): Channel {
  const general = team.channels[0];
  if (!general) throw new Error('a team has its General channel from the start');
  return general;
}

function replyTo({ replyToId }: PressedOn): Extra {
  return replyToId === undefined ? {} : { replyToId };
}

export interface Delivered {
  status: number;
  /** The parsed answer to an invoke; an empty or unreadable body as it came. */
  body: unknown;
}

/** Delivers an activity as Teams does. `botUrl` is where the bot listens, without a path. */
export async function post(
  botUrl: string,
  activity: unknown,
  headers: Record<string, string> = {},
): Promise<Delivered> {
  const answer = await fetch(new URL('/api/messages', botUrl), {
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(activity),
  });
  const text = await answer.text();
  try {
    return { status: answer.status, body: JSON.parse(text) as unknown };
  } catch {
    return { status: answer.status, body: text };
  }
}
