/** What arrives from Teams, made into one of a few plain values. Everything in an activity may be missing or of a wrong type. */
import { quotedIsLonger } from '../texts/concern/form.ts';
import { packAction, unpackAction, type Pressed } from './verbs.ts';

type ConversationKind = 'personal' | 'channel' | 'group';

export interface Origin {
  activityId: string;
  conversationId: string;
  kind: ConversationKind;
  /** The tenant that owns the conversation; not always the sender's own. */
  tenantId: string;
  serviceUrl: string;
  botId: string;
  from: { id: string; objectId?: string; name?: string };
  teamId?: string;
  /** Of a channel, without the thread. */
  channelId?: string;
  /** The message whose button was pressed. */
  replyToId?: string;
}

export type Incoming =
  | { kind: 'said'; origin: Origin; text: string }
  | { kind: 'pressed'; origin: Origin; pressed: Pressed; via: 'execute' | 'submit' | 'dialog'; automatic: boolean }
  | { kind: 'installed'; origin: Origin }
  | { kind: 'removed'; origin: Origin }
  | { kind: 'other-invoke'; name: string }
  | { kind: 'ignored'; why: string };

type Fields = Record<string, unknown>;
const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const fieldsOf = (value: unknown): Fields => (isFields(value) ? value : {});
const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** Teams' longest are some 200 characters. An id with half a character in it could not even be put into an address. */
const ID_CHARACTERS = 1_000;
const id = (value: unknown): string | undefined => {
  const known = text(value);
  return known && known.length <= ID_CHARACTERS && known.isWellFormed() ? known : undefined;
};

/** Longer than anything people type to a bot; the rest of a longer message is not read. */
const MESSAGE_CHARACTERS = 4_000;
const NAME_CHARACTERS = 200;
const cut = (words: string | undefined, characters: number): string =>
  (words ?? '').slice(0, characters).toWellFormed();

const kinds = new Map<string, ConversationKind>([
  ['personal', 'personal'],
  ['channel', 'channel'],
  ['groupChat', 'group'],
]);

/** In doubt no private chat: an answer about a pupil must never end where others read. */
function kindOf(conversation: Fields, channelData: Fields): ConversationKind {
  const said = text(conversation['conversationType']);
  const isPrivate = conversation['isGroup'] !== true && !text(conversation['id'])?.startsWith('19:');
  const kind = said === undefined ? (isPrivate ? 'personal' : 'group') : (kinds.get(said) ?? 'group');
  if (kind === 'channel') return kind;
  if (isFields(channelData['team']) || isFields(channelData['channel'])) return 'channel';
  return conversation['isGroup'] === true ? 'group' : kind;
}

function originOf(activity: Fields): Origin | undefined {
  const conversation = fieldsOf(activity['conversation']);
  const from = fieldsOf(activity['from']);
  const channelData = fieldsOf(activity['channelData']);
  const conversationId = id(conversation['id']);
  const serviceUrl = id(activity['serviceUrl']);
  const fromId = id(from['id']);
  const tenantId = id(conversation['tenantId']) ?? id(fieldsOf(channelData['tenant'])['id']);
  if (!conversationId || !serviceUrl || !fromId || !tenantId) return undefined;
  const objectId = id(from['aadObjectId'])?.toLowerCase();
  const name = cut(text(from['name']), NAME_CHARACTERS);
  const replyToId = id(activity['replyToId']);
  return {
    activityId: id(activity['id']) ?? '',
    conversationId,
    kind: kindOf(conversation, channelData),
    tenantId: tenantId.toLowerCase(),
    serviceUrl,
    botId: id(fieldsOf(activity['recipient'])['id']) ?? '',
    from: { id: fromId, ...(objectId ? { objectId } : {}), ...(name ? { name } : {}) },
    ...channelOf(channelData, conversationId),
    ...(replyToId ? { replyToId } : {}),
  };
}

function channelOf(channelData: Fields, conversationId: string): { teamId?: string; channelId?: string } {
  const teamId = id(fieldsOf(channelData['team'])['id']);
  const selected = fieldsOf(fieldsOf(channelData['settings'])['selectedChannel']);
  const channelId = id(fieldsOf(channelData['channel'])['id']) ?? id(selected['id']);
  if (!teamId && !channelId) return {};
  return { ...(teamId ? { teamId } : {}), channelId: channelId ?? conversationId.split(';')[0]! };
}

/** The words without our own @mention. Only the entities say who is mentioned; the text itself can be edited by anyone. */
function wordsOf(activity: Fields, botId: string): string {
  let words = cut(text(activity['text']), MESSAGE_CHARACTERS);
  for (const raw of list(activity['entities'])) {
    const entity = fieldsOf(raw);
    const fragment = text(entity['text']);
    const mentioned = text(fieldsOf(entity['mentioned'])['id']);
    if (entity['type'] === 'mention' && mentioned === botId && fragment) words = words.replaceAll(fragment, ' ');
  }
  return words.replaceAll(/(?:&nbsp;|\s)+/g, ' ').trim();
}

function messageOf(activity: Fields, origin: Origin): Incoming {
  if (isFields(activity['value'])) {
    const pressed = unpackAction(activity['value']);
    return { kind: 'pressed', origin, pressed, via: 'submit', automatic: false };
  }
  return { kind: 'said', origin, text: wordsOf(activity, origin.botId) };
}

/** Opened from a button, or its form sent; from the message extension, which works in every chat. */
const dialogs = new Set(['task/fetch', 'task/submit', 'composeExtension/submitAction']);

function dialogOf(name: string, value: Fields): Pressed | undefined {
  if (dialogs.has(name)) return unpackAction(fieldsOf(value['data']));
  if (name !== 'composeExtension/fetchTask') return undefined;
  // The one action the app package declares; whatever it was opened on is the start of a report.
  return unpackAction(packAction('concern-begin', quotedFrom(fieldsOf(value['messagePayload']))));
}

/** The words of the message that a report was begun from its menu, without their markup. */
function quotedFrom(message: Fields): Record<string, string> {
  const content = text(fieldsOf(message['body'])['content']);
  if (content === undefined) return {};
  const words = content
    // A smiley is a picture with its sign beside it.
    .replaceAll(/<(?:img|emoji)\b[^>]*\balt="([^"]*)"[^>]*>/gi, '$1')
    .replaceAll(/<(?:br|\/p|\/div)[^>]*>/gi, '\n')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .trim();
  if (words === '') return {};
  const isLonger = words.length > MESSAGE_CHARACTERS;
  return { quoted: isLonger ? `${cut(words, MESSAGE_CHARACTERS)}\n${quotedIsLonger}` : words.toWellFormed() };
}

function invokeOf(activity: Fields, origin: Origin | undefined): Incoming {
  const name = text(activity['name']) ?? '';
  const value = fieldsOf(activity['value']);
  if (!origin) return { kind: 'other-invoke', name };
  const opened = dialogOf(name, value);
  if (opened) return { kind: 'pressed', origin, pressed: opened, via: 'dialog', automatic: false };
  if (name !== 'adaptiveCard/action') return { kind: 'other-invoke', name };
  const pressed = unpackAction(fieldsOf(fieldsOf(value['action'])['data']));
  return { kind: 'pressed', origin, pressed, via: 'execute', automatic: value['trigger'] === 'automatic' };
}

function installOf(activity: Fields, origin: Origin): Incoming {
  const action = text(activity['action']) ?? '';
  if (action === 'add' || action === 'add-upgrade') return { kind: 'installed', origin };
  if (action === 'remove' || action === 'remove-upgrade') return { kind: 'removed', origin };
  return { kind: 'ignored', why: 'an installation update without a known action' };
}

/** Never throws, whatever the activity holds. */
export function readActivity(raw: unknown): Incoming {
  const activity = fieldsOf(raw);
  const origin = originOf(activity);
  const type = text(activity['type']) ?? '';
  if (type === 'invoke') return invokeOf(activity, origin);
  if (!origin) return { kind: 'ignored', why: 'an activity without conversation, sender, tenant or service' };
  if (type === 'message') return messageOf(activity, origin);
  if (type === 'installationUpdate') return installOf(activity, origin);
  return { kind: 'ignored', why: 'an event nothing here listens to' };
}
