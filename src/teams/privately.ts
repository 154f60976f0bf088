/** A person's own chat: where everything about a pupil is said (contract, section 2). */
import type { Message } from '../commands/command.ts';
import type { Channels, Chat } from '../store/channels.ts';
import type { Reach } from '../store/reach.ts';
import type { Origin } from './activity.ts';
import { cardActivity } from './say.ts';
import type { Outgoing } from './wire/types.ts';

export interface Privately {
  /** Remembers that and where a person can be written to, from an activity of theirs in their own chat. */
  met(origin: Origin, now: number, upn: string): Promise<void>;
  /** The person's chat, opened where it has to be; undefined where Teams lets nobody write to them. */
  chatOf(origin: Origin, now: number): Promise<Chat | undefined>;
  /** Whether all of it arrived. */
  send(chat: Chat, messages: readonly Message[]): Promise<boolean>;
}

/** More people than any partnership has; only spares a write for each message. */
const REMEMBERED = 5_000;

export function createPrivately(
  { channels, reach }: { channels: Channels; reach: Pick<Reach, 'heardFrom'> },
  wire: Outgoing,
): Privately {
  const kept = new Map<string, string>();
  const keep = async (chat: Chat): Promise<void> => {
    const key = `${chat.tenantId}|${chat.objectId}`;
    const where = `${chat.serviceUrl}|${chat.conversationId}|${chat.userId}`;
    if (kept.get(key) === where) return;
    await channels.keepChat(chat);
    if (kept.size > REMEMBERED) kept.clear();
    kept.set(key, where);
  };
  const chatFrom = (origin: Origin, conversationId: string, at: number): Chat | undefined =>
    origin.from.objectId === undefined
      ? undefined
      : {
          tenantId: origin.tenantId,
          serviceUrl: origin.serviceUrl,
          botId: origin.botId,
          objectId: origin.from.objectId,
          userId: origin.from.id,
          conversationId,
          at,
        };
  return {
    async met(origin, now, upn) {
      const chat = origin.kind === 'personal' ? chatFrom(origin, origin.conversationId, now) : undefined;
      if (!chat) return;
      // Where it cannot be written down, the next message says it again: no answer fails of it.
      await Promise.all([keep(chat), reach.heardFrom(upn, now).catch(() => undefined)]);
    },
    async chatOf(origin, now) {
      if (!origin.from.objectId) return undefined;
      const held = await channels.chat(origin.tenantId, origin.from.objectId);
      if (held) return { ...held, serviceUrl: origin.serviceUrl };
      const opened = await wire.createPersonal({ ...origin, userId: origin.from.id });
      const chat = opened.kind === 'opened' ? chatFrom(origin, opened.conversationId, now) : undefined;
      if (chat) await keep(chat);
      return chat;
    },
    async send(chat, messages) {
      for (const message of messages) {
        const outcome = await wire.send({ ...chat }, cardActivity(message.card, message.summary));
        if (outcome.kind !== 'sent' && outcome.kind !== 'in-doubt') return false;
      }
      return true;
    },
  };
}
