import type { Call } from './exchange.ts';
import type { ChannelAddress, ConversationAddress, OutgoingActivity, PersonAddress, TeamAddress } from './types.ts';

/** A call to the connector before it has been checked: where, what, whose limits, and whether it may be repeated. */
export interface Ask {
  name: string;
  method: Call['method'];
  at: { serviceUrl: string; tenantId: string };
  /** Below the service URL, not yet encoded. */
  path: string[];
  query?: Record<string, string>;
  body?: unknown;
  conversation: string;
  repeatable: boolean;
}

export function askCreate(to: ChannelAddress, activity: OutgoingActivity): Ask {
  const { tenantId, channelId } = to;
  const channelData = { channel: { id: channelId }, tenant: { id: tenantId } };
  const body = { isGroup: true, bot: { id: to.botId }, channelData, tenantId, activity };
  const path = ['v3', 'conversations'];
  return { name: 'create', method: 'POST', at: to, path, body, conversation: channelId, repeatable: false };
}

export function askSend(to: ConversationAddress, body: OutgoingActivity): Ask {
  const path = conversationPath(to, 'activities');
  return { name: 'send', method: 'POST', at: to, path, body, conversation: to.conversationId, repeatable: false };
}

export function askUpdate(to: ConversationAddress, activityId: string, body: OutgoingActivity): Ask {
  const path = conversationPath(to, 'activities', activityId);
  return { name: 'update', method: 'PUT', at: to, path, body, conversation: to.conversationId, repeatable: true };
}

/** Although a POST it may be repeated: Teams gives the same chat again, and shows nothing. */
export function askPersonal(to: PersonAddress): Ask {
  const { tenantId, userId } = to;
  const channelData = { tenant: { id: tenantId } };
  const body = { isGroup: false, bot: { id: to.botId }, members: [{ id: userId }], channelData, tenantId };
  const path = ['v3', 'conversations'];
  return { name: 'open', method: 'POST', at: to, path, body, conversation: userId, repeatable: true };
}

export function askMembers(of: ConversationAddress, continuationToken: string | undefined): Ask {
  const query = { pageSize: '500', ...(continuationToken !== undefined && { continuationToken }) };
  return { ...askRead('members', of, of.conversationId, conversationPath(of, 'pagedmembers')), query };
}

export function askMember(of: ConversationAddress, userId: string): Ask {
  return askRead('member', of, of.conversationId, conversationPath(of, 'members', userId));
}

export function askChannels(of: TeamAddress): Ask {
  return askRead('channels', of, of.teamId, ['v3', 'teams', of.teamId, 'conversations']);
}

function askRead(name: string, at: Ask['at'], conversation: string, path: string[]): Ask {
  return { name, method: 'GET', at, path, conversation, repeatable: true };
}

function conversationPath(of: ConversationAddress, ...rest: string[]): string[] {
  return ['v3', 'conversations', of.conversationId, ...rest];
}
