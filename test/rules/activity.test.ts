import * as fc from 'fast-check';
import { readActivity, type Incoming, type Origin } from '../../src/teams/activity.ts';
import { packAction } from '../../src/teams/verbs.ts';
import { createInbox, type Inbound } from '../support/activities.ts';
import { mutations } from '../support/hostile.ts';
import { createWorld, guid } from '../support/teams-world.ts';

const serviceUrl = 'https://smba.trafficmanager.net/uk/';
const world = createWorld();
const tenantId = guid('tenant');
const ada = world.person({ name: 'Ada Brook', tenantId });
const team = world.team({ name: 'Oakfield', tenantId });
const programme = world.channel({ name: 'Programme', team });
const group = world.groupChat({ members: [ada], tenantId });
const inbox = createInbox(world, serviceUrl);

const originOf = (activity: Inbound): Origin => {
  const incoming = readActivity(activity);
  if (!('origin' in incoming)) throw new Error(incoming.kind);
  return incoming.origin;
};
const textOf = (activity: unknown): string | undefined => {
  const incoming = readActivity(activity);
  return incoming.kind === 'said' ? incoming.text : undefined;
};

describe('where it comes from', () => {
  test('a private chat', () => {
    const activity = inbox.says(ada, 'help');
    expect(originOf(activity)).toEqual({
      activityId: activity.id,
      conversationId: ada.conversationId,
      kind: 'personal',
      tenantId,
      serviceUrl,
      botId: world.bot.id,
      from: { id: ada.userId, objectId: ada.aadObjectId, name: 'Ada Brook' },
    });
  });

  test('a channel: its id without the thread, and its team', () => {
    const activity = inbox.says(ada, 'digest', programme, { thread: '1234' });
    expect(originOf(activity)).toMatchObject({
      kind: 'channel',
      conversationId: `${programme.conversationId};messageid=1234`,
      channelId: programme.conversationId,
      teamId: team.id,
    });
  });

  test('a channel whose id is in the conversation alone', () => {
    const activity = {
      ...inbox.says(ada, 'digest', programme),
      channelData: { tenant: { id: tenantId }, team: { id: team.id } },
    };
    expect(originOf(activity)).toMatchObject({ kind: 'channel', channelId: programme.conversationId });
  });

  test('an install in a team: the channel that was picked', () => {
    const general = team.channels[0]!;
    const activity = inbox.installs(ada, general);
    const channelData = {
      tenant: { id: tenantId },
      team: { id: team.id },
      settings: { selectedChannel: { id: 'picked' } },
    };
    expect(readActivity({ ...activity, channelData })).toMatchObject({
      kind: 'installed',
      origin: { channelId: 'picked' },
    });
  });

  test('tenants and object ids are compared in small letters', () => {
    const activity = inbox.says(ada, 'help');
    const shouted = {
      ...activity,
      conversation: { ...activity.conversation, tenantId: tenantId.toUpperCase() },
      from: { ...activity.from, aadObjectId: ada.aadObjectId.toUpperCase() },
    };
    expect(originOf(shouted)).toMatchObject({ tenantId, from: { objectId: ada.aadObjectId } });
  });

  test('the tenant may stand in the channel data alone', () => {
    const activity = inbox.says(ada, 'help');
    const { tenantId: _tenant, ...conversation } = activity.conversation;
    expect(originOf({ ...activity, conversation } as never)).toMatchObject({ tenantId });
  });

  const inTeam = { team: { id: team.id } };
  test.each<[string, Origin['kind'], object, object]>([
    ['says personal', 'personal', { conversationType: 'personal' }, {}],
    ['says nothing, as the Playground in a private chat', 'personal', { conversationType: undefined }, {}],
    ['says groupChat', 'group', { conversationType: 'groupChat' }, {}],
    ['says channel', 'channel', { conversationType: 'channel' }, {}],
    ['says something new', 'group', { conversationType: 'meeting' }, {}],
    ['says what every object has', 'group', { conversationType: 'constructor' }, {}],
    ['says nothing, and is a group', 'group', { conversationType: undefined, isGroup: true }, {}],
    ['says nothing, and has the id of a thread', 'group', { conversationType: undefined, id: '19:x@thread.v2' }, {}],
    ['says nothing, in a team', 'channel', { conversationType: undefined }, inTeam],
    ['says personal, in a team', 'channel', { conversationType: 'personal' }, inTeam],
    ['says personal, and is a group', 'group', { conversationType: 'personal', isGroup: true }, {}],
  ])('a conversation that %s is %s: in doubt no private chat', (_name, kind, changes, channelData) => {
    const activity = inbox.says(ada, 'where is Alfie');
    expect(originOf({ ...activity, conversation: { ...activity.conversation, ...changes }, channelData }).kind).toBe(
      kind,
    );
  });
});

describe('what was said', () => {
  const us = { id: world.bot.id, name: world.bot.name };
  const other = { id: '28:another-bot', name: 'Keylink' };
  const mention = (mentioned: object, text = '<at>Keylink</at>') => ({ type: 'mention', mentioned, text });
  test.each<[string, string, object[], string]>([
    ['no mention', 'where is Alfie', [], 'where is Alfie'],
    ['our mention in front', '<at>Keylink</at> help\n', [mention(us)], 'help'],
    ['our mention at the end', 'help <at>Keylink</at>', [mention(us)], 'help'],
    [
      'our mention in the middle, and a space that does not break',
      'where&nbsp;is <at>Keylink</at>&nbsp; Alfie',
      [mention(us)],
      'where is Alfie',
    ],
    ['our mention twice', '<at>Keylink</at> <at>Keylink</at> help', [mention(us), mention(us)], 'help'],
    ['our mention alone', '<at>Keylink</at>', [mention(us)], ''],
    ['a mention with marks of a pattern', '<at>Key.*(link</at> help', [mention(us, '<at>Key.*(link</at>')], 'help'],
    ['another bot of our name', '<at>Keylink</at> help', [mention(other)], '<at>Keylink</at> help'],
    [
      'another and us',
      '<at>Cara</at> <at>Keylink</at> help',
      [mention({ id: '29:cara' }, '<at>Cara</at>'), mention(us)],
      '<at>Cara</at> help',
    ],
    ['typed to look like a mention', '<at>Keylink</at> help', [], '<at>Keylink</at> help'],
    [
      'a mention without a text',
      '<at>Keylink</at> help',
      [{ type: 'mention', mentioned: us }],
      '<at>Keylink</at> help',
    ],
    [
      'another kind of entity',
      '<at>Keylink</at> help',
      [{ ...mention(us), type: 'clientInfo' }],
      '<at>Keylink</at> help',
    ],
    ['lines and tabs', ' where\tis\r\n\r\nAlfie\u00a0Brook ', [], 'where is Alfie Brook'],
    ['letters of every kind', 'where is Zoë O’Neill-Łukasz', [], 'where is Zoë O’Neill-Łukasz'],
  ])('%s', (_name, text, entities, expected) => {
    expect(textOf({ ...inbox.says(ada, '', programme), text, entities })).toBe(expected);
  });

  test('as Teams sends it: private, in a channel, in a group', () => {
    const places = [ada, programme, group];
    expect(places.map((place) => textOf(inbox.says(ada, 'where is Alfie', place)))).toEqual(
      places.map(() => 'where is Alfie'),
    );
  });

  test.each([[7], [null], [['help']], [{ help: 'help' }], [undefined]])('a text that is %j is none', (text) => {
    expect(textOf({ ...inbox.says(ada, 'x'), text })).toBe('');
  });

  test('of a very long message the beginning is read; half a character is shown as broken', () => {
    expect(textOf(inbox.says(ada, 'x'.repeat(200_000)))).toBe('x'.repeat(4_000));
    expect(textOf(inbox.says(ada, `Zo\ud83d`))).toBe('Zo\ufffd');
  });
});

describe('what was done', () => {
  const data = packAction('acknowledge', { school: '100001' });
  const known = { kind: 'known', verb: 'acknowledge', fields: { school: '100001' } };
  test.each<[string, Inbound, object]>([
    [
      'Action.Submit',
      inbox.submits(ada, data, programme, { replyToId: '77' }),
      { kind: 'pressed', pressed: known, via: 'submit', automatic: false },
    ],
    [
      'Action.Execute',
      inbox.executes(ada, { verb: 'x', data }),
      { kind: 'pressed', pressed: known, via: 'execute', automatic: false },
    ],
    [
      'a refresh',
      inbox.executes(ada, { verb: 'x', data, trigger: 'automatic' }),
      { kind: 'pressed', pressed: known, automatic: true },
    ],
    [
      'a button of another version',
      inbox.submits(ada, { ...data, keylink: '0' }),
      { kind: 'pressed', pressed: { kind: 'unknown' } },
    ],
    ['a button without data', inbox.executes(ada, { verb: 'x' }), { kind: 'pressed', pressed: { kind: 'unknown' } }],
    ['a dialog opened', inbox.invokes(ada, 'task/fetch', {}), { kind: 'pressed', via: 'dialog' }],
    ['another invoke', inbox.invokes(ada, 'file/consent', {}), { kind: 'other-invoke', name: 'file/consent' }],
    ['an install', inbox.installs(ada, ada), { kind: 'installed' }],
    ['an upgrade that adds us', inbox.installs(ada, programme, 'add-upgrade'), { kind: 'installed' }],
    ['a removal', inbox.installs(ada, programme, 'remove'), { kind: 'removed' }],
    ['an upgrade that removes us', inbox.installs(ada, programme, 'remove-upgrade'), { kind: 'removed' }],
    ['an install of a kind to come', { ...inbox.installs(ada, ada), action: 'additional' }, { kind: 'ignored' }],
    ['the update beside an install', inbox.addsBot(ada, programme), { kind: 'ignored' }],
    ['a renamed channel', inbox.teamEvent(ada, 'channelRenamed', programme), { kind: 'ignored' }],
    ['typing', { ...inbox.says(ada, ''), type: 'typing' }, { kind: 'ignored' }],
  ])('%s', (_name, activity, expected) => expect(readActivity(activity)).toMatchObject(expected));

  test('the message whose button was pressed is known', () => {
    expect(originOf(inbox.submits(ada, data, programme, { replyToId: '77' })).replyToId).toBe('77');
  });
});

describe('what could not be answered is ignored', () => {
  const said = inbox.says(ada, 'help');
  test.each<[string, object]>([
    ['no conversation', { conversation: undefined }],
    ['no sender', { from: undefined }],
    ['no service URL', { serviceUrl: undefined }],
    ['no tenant', { conversation: { id: 'a:1' }, channelData: undefined }],
    ['an id too long to be one', { from: { id: 'x'.repeat(1_001) } }],
    ['half a character in an id', { conversation: { id: 'a:\ud83d', tenantId } }],
  ])('%s', (_name, changes) => expect(readActivity({ ...said, ...changes }).kind).toBe('ignored'));

  test('an id of the activity that is no text is none: nothing to tell a repeat by', () => {
    expect(originOf({ ...said, id: 7 } as never).activityId).toBe('');
  });
});

describe('it never throws', () => {
  const ids = ({ conversationId, serviceUrl: at, tenantId: tenant, botId, from, teamId, channelId }: Origin) =>
    [conversationId, at, tenant, botId, from.id, from.objectId, from.name, teamId, channelId].filter(
      (id) => id !== undefined,
    );
  const isPlain = (incoming: Incoming): boolean =>
    !('origin' in incoming) ||
    (['personal', 'channel', 'group'].includes(incoming.origin.kind) &&
      ids(incoming.origin).every((id) => typeof id === 'string' && id.length <= 1_000 && id.isWellFormed()));

  test('whatever there is', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true, withBigInt: true }), (raw) => isPlain(readActivity(raw))),
      { numRuns: 1000 },
    );
  });

  test('whatever becomes of a real activity', () => {
    const real = [
      inbox.says(ada, 'where is Alfie', programme),
      inbox.executes(ada, { verb: 'x', data: packAction('say', { text: 'help' }) }, programme),
      inbox.submits(ada, packAction('say')),
      inbox.installs(ada, programme),
    ];
    fc.assert(
      fc.property(mutations(real), (raw) => isPlain(readActivity(raw))),
      { numRuns: 1000 },
    );
  });
});
