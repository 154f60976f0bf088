import { createChannels, type Channels, type Link } from '../../../src/store/channels.ts';
import { tableNamed } from './storage.ts';

let channels: Channels;
beforeEach(async () => {
  const table = await tableNamed('channelrows');
  for (const partition of ['links', 'chats']) {
    for (const row of await table.range(partition)) await table.remove(partition, row.key);
  }
  channels = createChannels(table);
});

const linkOf = (urn: string, channelId: string): Link => ({
  urn,
  channelId,
  teamId: '19:team@thread.tacv2',
  tenantId: 't1',
  serviceUrl: 'https://smba.example/uk/',
  botId: '28:keylink',
  names: false,
  linkedBy: 'asha.shah@ashfield.example',
  at: 1,
});
const [one, other] = ['19:one@thread.tacv2', '19:other@thread.tacv2'] as const;
/** What each side says: school and channel, as both rows have it. */
async function state(): Promise<{ links: string[]; ofChannels: (string | undefined)[] }> {
  const links = (await channels.links()).map(({ urn, channelId }) => `${urn} ${channelId}`);
  const ofChannels = await Promise.all([one, other].map(async (id) => (await channels.linkOfChannel(id))?.urn));
  return { links, ofChannels };
}

test('a link is found by its school and by its channel', async () => {
  expect(await channels.link(linkOf('100001', one))).toBe('written');
  expect(await channels.linkOf('100001')).toEqual(linkOf('100001', one));
  expect(await channels.linkOfChannel(one)).toEqual(linkOf('100001', one));
});

test('a school has one channel: the old one is free again', async () => {
  await channels.link(linkOf('100001', one));
  await channels.link(linkOf('100001', other));
  expect(await state()).toEqual({ links: [`100001 ${other}`], ofChannels: [undefined, '100001'] });
});

test('a channel has one school: the old one has none', async () => {
  await channels.link(linkOf('100001', one));
  await channels.link(linkOf('100002', one));
  expect(await state()).toEqual({ links: [`100002 ${one}`], ofChannels: ['100002', undefined] });
});

test('linked again as it is, it stays as it is', async () => {
  await channels.link(linkOf('100001', one));
  expect(await channels.link({ ...linkOf('100001', one), names: true })).toBe('written');
  expect((await channels.linkOf('100001'))?.names).toBe(true);
});

test('two schools exchange their channels', async () => {
  await channels.link(linkOf('100001', one));
  await channels.link(linkOf('100002', other));
  await channels.link(linkOf('100001', other));
  await channels.link(linkOf('100002', one));
  expect(await state()).toEqual({ links: [`100001 ${other}`, `100002 ${one}`], ofChannels: ['100002', '100001'] });
});

test('linked to several channels at once, a school has one, and the others are told', async () => {
  const ids = Array.from({ length: 8 }, (_, n) => `19:c${n}@thread.tacv2`);
  const written = await Promise.all(ids.map((id) => channels.link(linkOf('100001', id))));
  const winner = (await channels.linkOf('100001'))?.channelId;
  expect(written.filter((outcome) => outcome === 'written').length).toBeGreaterThan(0);
  const linked = await Promise.all(ids.map(async (id) => ((await channels.linkOfChannel(id)) ? [id] : [])));
  expect(linked.flat()).toEqual([winner]);
});

test('several schools linked to a channel at once, it has one', async () => {
  const urns = Array.from({ length: 8 }, (_, n) => String(100_001 + n));
  await Promise.all(urns.map((urn) => channels.link(linkOf(urn, one))));
  const links = await channels.links();
  expect(links.map((link) => link.urn)).toEqual([(await channels.linkOfChannel(one))?.urn]);
});

describe('unlinking', () => {
  test('leaves neither side', async () => {
    await channels.link(linkOf('100001', one));
    await channels.unlink(linkOf('100001', one));
    expect(await state()).toEqual({ links: [], ofChannels: [undefined, undefined] });
  });

  test('of a link that was moved meanwhile leaves the new one', async () => {
    await channels.link(linkOf('100001', one));
    await channels.link(linkOf('100001', other));
    await channels.unlink(linkOf('100001', one));
    expect(await state()).toEqual({ links: [`100001 ${other}`], ofChannels: [undefined, '100001'] });
  });
});

test('a chat is kept for its person and overwritten by a newer one', async () => {
  const chat = { ...linkOf('', ''), objectId: 'o1', userId: '29:1', conversationId: 'a:1', at: 1 };
  await channels.keepChat(chat);
  await channels.keepChat({ ...chat, serviceUrl: 'https://smba.example/emea/' });
  expect((await channels.chat('t1', 'o1'))?.serviceUrl).toBe('https://smba.example/emea/');
  expect(await channels.chat('t2', 'o1')).toBeUndefined();
});
