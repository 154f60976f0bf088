/** Where people can be reached: the channel of each school, and each person's own chat. */
import type { Instant } from '../domain/time.ts';
import { digestOf, keyPart } from './keys.ts';
import type { Row, RowToWrite, Table, Written } from './table.ts';

/** What Teams needs to be addressed; `serviceUrl` may change and is overwritten by each newer activity. */
interface Place {
  tenantId: string;
  serviceUrl: string;
  /** Our own account there, as Teams names it. */
  botId: string;
}
export interface Link extends Place {
  urn: string;
  channelId: string;
  teamId: string;
  /** `link … names full`: the names view is this channel's base card. */
  names: boolean;
  linkedBy: string;
  at: Instant;
}
export interface Chat extends Place {
  objectId: string;
  /** The person as Teams names them to this bot, `29:…`. */
  userId: string;
  conversationId: string;
  at: Instant;
}

export interface Channels {
  links(): Promise<Link[]>;
  linkOf(urn: string): Promise<Link | undefined>;
  linkOfChannel(channelId: string): Promise<Link | undefined>;
  /**
   * One channel a school, one school a channel: what either had before is undone in the same transaction. `conflict` where
   * somebody else linked one of the two meanwhile; nothing is written then.
   */
  link(link: Link): Promise<Written>;
  unlink(link: Link): Promise<void>;
  chat(tenantId: string, objectId: string): Promise<Chat | undefined>;
  keepChat(chat: Chat): Promise<void>;
}

const LINKS = 'links';
const CHATS = 'chats';
const schoolRow = (urn: string): string => `school|${keyPart(urn)}`;
const channelRow = (channelId: string): string => `channel|${digestOf(channelId)}`;
const chatRow = (tenantId: string, objectId: string): string => `${keyPart(tenantId)}|${keyPart(objectId)}`;

/** It loses to whatever was written since the row was read, or found missing. */
const linkRow = (key: string, value: Link, etag: string | undefined): RowToWrite => ({
  key,
  value,
  only: etag === undefined ? 'create' : { etag },
});

export function createChannels(table: Table): Channels {
  const read = (key: string): Promise<Row<Link> | undefined> => table.read<Link>(LINKS, key);
  return {
    links: async () => (await table.range<Link>(LINKS, { from: 'school|', to: 'school}' })).map((row) => row.value),
    linkOf: async (urn) => (await read(schoolRow(urn)))?.value,
    linkOfChannel: async (channelId) => (await read(channelRow(channelId)))?.value,
    async link(link) {
      const [ofSchool, ofChannel] = await Promise.all([read(schoolRow(link.urn)), read(channelRow(link.channelId))]);
      const rows = [
        linkRow(schoolRow(link.urn), link, ofSchool?.etag),
        linkRow(channelRow(link.channelId), link, ofChannel?.etag),
      ];
      const old = [
        ...(ofSchool ? [channelRow(ofSchool.value.channelId)] : []),
        ...(ofChannel ? [schoolRow(ofChannel.value.urn)] : []),
      ];
      return table.writeAll(
        LINKS,
        rows,
        old.filter((key) => !rows.some((row) => row.key === key)),
      );
    },
    async unlink(link) {
      await table.writeAll(LINKS, [], [schoolRow(link.urn), channelRow(link.channelId)]);
    },
    chat: async (tenantId, objectId) => (await table.read<Chat>(CHATS, chatRow(tenantId, objectId)))?.value,
    async keepChat(chat) {
      await table.write(CHATS, { key: chatRow(chat.tenantId, chat.objectId), value: chat });
    },
  };
}
