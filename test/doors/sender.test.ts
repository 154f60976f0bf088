import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { createSender } from '../../src/teams/wire/sender.ts';
import type { SenderOptions } from '../../src/teams/wire/sender.ts';
import type { OutgoingActivity, Outgoing, SendOutcome } from '../../src/teams/wire/types.ts';
import { cardOf, startConnector } from '../support/connector.ts';
import type { Connector, Fault } from '../support/connector.ts';
import { guid } from '../support/teams-world.ts';
import type { Channel, Person } from '../support/teams-world.ts';

const tenantId = guid('Ashbourne tenant');
const unpaced = { tenant: [], conversation: [] };
const hello: OutgoingActivity = { type: 'message', text: 'Good morning', textFormat: 'plain' };
const card = (body: unknown): OutgoingActivity => ({
  type: 'message',
  summary: 'Digest',
  attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: { body } }],
});

let teams: Connector;
let channel: Channel;
let person: Person;
let logged: string[];
const senders: Outgoing[] = [];

beforeAll(async () => {
  teams = await startConnector();
  person = teams.person({ name: 'Wilhelmina Oakes', tenantId });
  const team = teams.team({ name: 'Ashbourne Academy', tenantId, members: [person] });
  channel = teams.channel({ name: 'Attendance', team });
});

beforeEach(() => {
  teams.clear();
  logged = [];
});

afterEach(() => {
  for (const made of senders.splice(0)) made.close();
});

afterAll(() => teams.close());

function sender(options: Partial<SenderOptions> = {}): Outgoing {
  const log: SenderOptions['log'] = (event, fields) => logged.push(JSON.stringify({ event, ...fields }));
  const own = { token: undefined, allowLoopback: true, now: Date.now, log, limits: unpaced, backoffMs: 5, ...options };
  const made = createSender(own);
  senders.push(made);
  return made;
}

const toChannel = () => ({
  serviceUrl: teams.serviceUrl,
  tenantId,
  channelId: channel.conversationId,
  botId: teams.bot.id,
});
const chat = (of = person) => ({ serviceUrl: teams.serviceUrl, tenantId, conversationId: of.conversationId });
const toPerson = (of = person) => ({
  serviceUrl: teams.serviceUrl,
  tenantId,
  userId: of.aadObjectId,
  botId: teams.bot.id,
});

describe('what the sender can do', () => {
  test('it starts a thread, replies in it and replaces a message', async () => {
    const out = sender();
    const root = sentOf(await out.create(toChannel(), card('reserved')));
    const thread = { ...chat(), conversationId: root.conversationId };
    expect(root.conversationId).toBe(`${channel.conversationId};messageid=${root.activityId}`);
    const reply = sentOf(await out.send(thread, hello));
    expect(await out.update(thread, root.activityId, card('filled'))).toEqual(root);
    const [first, second] = teams.postsIn(channel);
    expect(first && cardOf(first)).toEqual({ body: 'filled' });
    expect(first?.history).toHaveLength(1);
    expect(second).toMatchObject({ id: reply.activityId, rootId: root.activityId, activity: hello });
  });

  test('a new thread is asked for as Teams wants it', async () => {
    await sender().create(toChannel(), hello);
    expect(teams.calls[0]?.body).toEqual({
      isGroup: true,
      bot: { id: teams.bot.id },
      channelData: { channel: { id: channel.conversationId }, tenant: { id: tenantId } },
      tenantId,
      activity: hello,
    });
  });

  test('it opens a private chat and writes there', async () => {
    const out = sender();
    const opened = await out.createPersonal(toPerson());
    expect(opened).toEqual({ kind: 'opened', conversationId: person.conversationId });
    await out.send(chat(), hello);
    expect(teams.personalPosts(person.aadObjectId).map((post) => post.activity)).toEqual([hello]);
  });

  test('it reads a roster over all its pages, one member, and the kinds of channels', async () => {
    const out = sender();
    const guest = teams.person({ name: 'Ivo Brandt', tenantId: guid('elsewhere'), userRole: 'guest' });
    const others = ['Una Pell', 'Tom Quist', 'Sal Reeve'].map((name) => teams.person({ name, tenantId }));
    const team = teams.team({ name: 'Roster', tenantId, members: [person, ...others] });
    const shared = teams.channel({ name: 'With friends', team, kind: 'shared', members: [guest] });
    teams.pageSize = 2;
    const members = await out.members({ ...chat(), conversationId: team.id });
    teams.pageSize = 500;
    const { userId: id, aadObjectId, name, userPrincipalName, userRole } = guest;
    expect(members).toMatchObject({ kind: 'found', value: [person, ...others].map((of) => ({ id: of.userId })) });
    expect(await out.member({ ...chat(), conversationId: shared.conversationId }, guest.userId)).toEqual({
      kind: 'found',
      value: { id, aadObjectId, name, userPrincipalName, tenantId: guest.tenantId, userRole },
    });
    expect(await out.channels({ serviceUrl: teams.serviceUrl, tenantId, teamId: team.id })).toEqual({
      kind: 'found',
      value: [
        { id: team.id, name: undefined, kind: 'standard' },
        { id: shared.conversationId, name: 'With friends', kind: 'shared' },
      ],
    });
  });

  test('a roster that is none is no empty roster', async () => {
    teams.fault({ kind: 'garbage', body: '<html>' });
    expect(await sender().members(chat())).toMatchObject({ kind: 'refused', code: 'UnreadableAnswer', final: false });
  });
});

describe('a post, when Teams misbehaves, is never shown twice', () => {
  const inDoubt = (why: string) => ({ kind: 'in-doubt', why });
  const lost = inDoubt('connection-lost');
  const status = (code: number, more: Partial<Fault> = {}): Fault =>
    ({ kind: 'answer', status: code, ...more }) as Fault;

  test.each<[name: string, fault: Fault, outcome: unknown, copies: number, calls: number]>([
    ['500', status(500), { kind: 'refused', status: 500, code: 'Status500', final: false }, 0, 1],
    ['502', status(502), inDoubt('gateway'), 0, 1],
    ['503', status(503), inDoubt('gateway'), 0, 1],
    ['504', status(504), inDoubt('gateway'), 0, 1],
    ['connection lost', { kind: 'drop' }, lost, 0, 1],
    ['412', status(412), { kind: 'sent' }, 1, 2],
    ['429 without a header', status(429), { kind: 'sent' }, 1, 2],
    ['accepted, then 502', status(502, { accepted: true }), inDoubt('gateway'), 1, 1],
    ['accepted, then lost', { kind: 'drop', accepted: true }, lost, 1, 1],
    ['accepted, then cut off', { kind: 'cut-off' }, lost, 1, 1],
    ['accepted, with an answer that is none', { kind: 'garbage', body: '<html>' }, inDoubt('no-id'), 1, 1],
  ])('%s, once', async (_name, fault, outcome, copies, calls) => {
    teams.fault(fault);
    expect(await sender().create(toChannel(), hello)).toMatchObject(outcome as object);
    expect(teams.postsIn(channel)).toHaveLength(copies);
    expect(teams.calls).toHaveLength(calls);
  });

  test.each<[name: string, fault: Fault, kind: string, copies: number, calls: number]>([
    ['412', status(412), 'later', 0, 3],
    ['429 without a header', status(429), 'later', 0, 3],
    ['accepted, then 502', status(502, { accepted: true }), 'in-doubt', 1, 1],
    ['accepted, then lost', { kind: 'drop', accepted: true }, 'in-doubt', 1, 1],
  ])('%s, each time', async (_name, fault, kind, copies, calls) => {
    teams.fault(fault, { times: 99 });
    expect(await sender().send(chat(), hello)).toMatchObject({ kind });
    expect(teams.personalPosts(person.aadObjectId)).toHaveLength(copies);
    expect(teams.calls).toHaveLength(calls);
  });

  test.each([false, true])('no answer at all (accepted: %s) ends at the time limit, in doubt', async (accepted) => {
    teams.fault({ kind: 'hang', accepted });
    expect(await sender({ timeLimitMs: 150 }).send(chat(), hello)).toEqual(inDoubt('no-answer'));
    expect(teams.calls).toHaveLength(1);
  });

  test.each([
    [400, 'BadSyntax'],
    [403, 'BotNotInConversationRoster'],
    [403, 'ConversationBlockedByUser'],
    [404, 'ConversationNotFound'],
    [413, 'MessageSizeTooBig'],
  ])('%i %s is final and not tried again', async (code, name) => {
    teams.fault(status(code, { code: name }), { times: 99 });
    const outcome = await sender().send(chat(), hello);
    expect(outcome).toEqual({ kind: 'refused', status: code, code: name, final: true });
    expect(teams.calls).toHaveLength(1);
  });

  test('a host that does not answer the door is tried again: nothing was written', async () => {
    const closed = await listen(() => undefined);
    const serviceUrl = `http://127.0.0.1:${portOf(closed)}/uk/`;
    await new Promise((resolve) => closed.close(resolve));
    expect(await sender().send({ ...chat(), serviceUrl }, hello)).toMatchObject({ kind: 'later' });
    expect(JSON.parse(logged[0] ?? '')).toMatchObject({ method: 'send', kind: 'later', tries: 3 });
  });

  test('too long for Teams: nothing is sent', async () => {
    const outcome = await sender().create(toChannel(), { ...hello, text: 'x'.repeat(40_000) });
    expect(outcome).toMatchObject({ kind: 'refused', status: 413, final: true });
    expect(teams.calls).toHaveLength(0);
  });
});

describe('what may be repeated is repeated', () => {
  test.each<[name: string, fault: Fault]>([
    ['502', { kind: 'answer', status: 502 }],
    ['504', { kind: 'answer', status: 504 }],
    ['accepted, then lost', { kind: 'drop', accepted: true }],
    ['accepted, then cut off', { kind: 'cut-off' }],
  ])('an update after %s, twice: one message, as it should be', async (_name, fault) => {
    const out = sender();
    const root = sentOf(await out.create(toChannel(), card('reserved')));
    teams.fault(fault, { times: 2 });
    const thread = { ...chat(), conversationId: root.conversationId };
    expect(await out.update(thread, root.activityId, card('filled'))).toMatchObject({ kind: 'sent' });
    expect(teams.calls.filter((call) => call.kind === 'update')).toHaveLength(3);
    expect(teams.postsIn(channel).map(cardOf)).toEqual([{ body: 'filled' }]);
  });

  test('an update that hangs is given back for later, not in doubt', async () => {
    teams.fault({ kind: 'hang' }, { times: 99 });
    const out = sender({ timeLimitMs: 100, budgetMs: 250 });
    expect(await out.update(chat(), '1', hello)).toMatchObject({ kind: 'later' });
  });

  test('an update of a message that is gone is a final 404 with its code', async () => {
    const outcome = await sender().update(chat(), '1', hello);
    expect(outcome).toEqual({ kind: 'refused', status: 404, code: 'ActivityNotFoundInConversation', final: true });
  });

  test('opening a private chat and reading a member survive a lost answer', async () => {
    const out = sender();
    teams.fault({ kind: 'drop', accepted: true }, { times: 2 });
    expect(await out.createPersonal(toPerson())).toMatchObject({ kind: 'opened' });
    teams.fault({ kind: 'answer', status: 503 }, { times: 2 });
    expect(await out.member(chat(), person.userId)).toMatchObject({ kind: 'found' });
  });
});

describe('when Teams says to wait', () => {
  const wait = (seconds: string): Fault => ({ kind: 'answer', status: 429, headers: { 'retry-after': seconds } });

  test('a second: the post arrives, and nothing goes to that tenant before; other tenants do not wait', async () => {
    const out = sender();
    const elsewhere = teams.person({ name: 'Orla Finch', tenantId: guid('Brockley tenant') });
    teams.fault(wait('1'));
    const first = out.send(chat(), hello);
    const throttled = await teams.waitFor(() => teams.calls.find((call) => call.answered === 429), 'the 429');
    await out.send({ ...chat(elsewhere), tenantId: elsewhere.tenantId }, hello);
    expect(teams.personalPosts(person.aadObjectId)).toHaveLength(0);
    const rest = await Promise.all([first, out.create(toChannel(), hello), out.member(chat(), person.userId)]);
    expect(rest.map((outcome) => outcome.kind)).toEqual(['sent', 'sent', 'found']);
    const after = teams.calls.filter((call) => call.tenantId === tenantId && call !== throttled);
    expect(Math.min(...after.map((call) => call.at)) - throttled.at).toBeGreaterThanOrEqual(950);
    expect(teams.personalPosts(person.aadObjectId)).toHaveLength(1);
  });

  test('ten minutes: it is given back for later, and so is the next, without a call', async () => {
    const out = sender();
    teams.fault(wait('600'));
    const before = Date.now();
    const [first, next] = [await out.send(chat(), hello), await out.create(toChannel(), hello)];
    for (const outcome of [first, next]) expect(retryAtOf(outcome)).toBeGreaterThanOrEqual(before + 595_000);
    expect(teams.calls).toHaveLength(1);
  });

  test('more than a conversation may have: what fits goes, the rest is given back', async () => {
    const out = sender({ limits: undefined, timeLimitMs: 500, budgetMs: 900 });
    const outcomes = await Promise.all(Array.from({ length: 12 }, () => out.send(chat(), hello)));
    expect(outcomes.filter((outcome) => outcome.kind === 'sent')).toHaveLength(7);
    expect(outcomes.filter((outcome) => outcome.kind === 'later')).toHaveLength(5);
    expect(teams.personalPosts(person.aadObjectId)).toHaveLength(7);
  });

  test('a rush in one tenant is spread, and each post arrives once', async () => {
    teams.enforceLimits();
    const out = sender({ limits: undefined });
    const upn = (index: number) => `reader${index}@school.example`;
    const people = Array.from({ length: 80 }, (_, index) =>
      teams.person({ name: 'Reader', tenantId, userPrincipalName: upn(index) }),
    );
    const outcomes = await Promise.all(people.map((of) => out.send(chat(of), hello)));
    expect(outcomes.every((outcome) => outcome.kind === 'sent')).toBe(true);
    for (const of of people) expect(teams.personalPosts(of.aadObjectId)).toHaveLength(1);
    // Unspread there would be 30 or more; on a machine held up for a moment a handful may run into the next one.
    expect(teams.overruns).toBeLessThanOrEqual(5);
  });

  test('however many go at once, the sockets stay few', async () => {
    let most = 0;
    teams.latencyMs = () => {
      most = Math.max(most, teams.openSockets());
      return 5;
    };
    const out = sender();
    const outcomes = await Promise.all(Array.from({ length: 150 }, () => out.send(chat(), hello)));
    teams.latencyMs = () => 0;
    expect(outcomes.every((outcome) => outcome.kind === 'sent')).toBe(true);
    expect(most).toBeLessThanOrEqual(40 + 1);
  });
});

describe('the token', () => {
  test('goes with each call, and is refreshed once when Teams refuses it', async () => {
    const asked: boolean[] = [];
    const token = (refresh: boolean) => {
      asked.push(refresh);
      return Promise.resolve(refresh ? 'new' : 'old');
    };
    teams.acceptsToken = (authorization) => authorization === 'Bearer new';
    expect(await sender({ token }).send(chat(), hello)).toMatchObject({ kind: 'sent' });
    expect(asked).toEqual([false, true]);
    expect(teams.calls.map((call) => call.authorization)).toEqual(['Bearer old', 'Bearer new']);
  });

  test('refused again, it is our trouble and not the address’s', async () => {
    teams.acceptsToken = () => false;
    const outcome = await sender({ token: () => Promise.resolve('stale') }).send(chat(), hello);
    expect(outcome).toEqual({ kind: 'refused', status: 401, code: 'Unauthorized', final: false });
    expect(teams.calls).toHaveLength(2);
  });

  test.each<[name: string, token: () => Promise<string | undefined>]>([
    ['cannot be had', () => Promise.reject(new Error('authority down'))],
    ['is empty', () => Promise.resolve(undefined)],
    ['does not come', () => new Promise(() => undefined)],
  ])('that %s: nothing goes out, it is tried later', async (_name, token) => {
    const outcome = await sender({ token, timeLimitMs: 50, budgetMs: 100 }).send(chat(), hello);
    expect(outcome).toMatchObject({ kind: 'later' });
    expect(teams.calls).toHaveLength(0);
  });

  afterEach(() => {
    teams.acceptsToken = () => true;
  });
});

describe('nothing goes anywhere but to Teams', () => {
  let trap: Server;
  let knocks: number;
  let tokens: number;

  beforeAll(async () => {
    trap = await listen(() => (knocks += 1));
  });
  beforeEach(() => {
    knocks = 0;
    tokens = 0;
  });
  afterAll(() => new Promise((resolve) => trap.close(resolve)));

  test.each<[name: string, allowLoopback: boolean, serviceUrl: (port: number) => string]>([
    ['loopback in production', false, (port) => `http://127.0.0.1:${port}/uk/`],
    ['another host name for it', true, (port) => `http://localhost.:${port}/uk/`],
    ['a decimal literal', true, (port) => `http://2130706433:${port}/uk/`],
    ['a mapped IPv6 literal', true, (port) => `http://[::ffff:127.0.0.1]:${port}/uk/`],
    ['a Teams host as user-info', true, (port) => `https://smba.trafficmanager.net@127.0.0.1:${port}/uk/`],
    ['TLS on loopback', true, (port) => `https://127.0.0.1:${port}/uk/`],
    ['upper case', true, (port) => `http://LOCALHOST:${port}/uk/`],
    ['missing', true, () => ''],
  ])('%s: 0 bytes, 0 tokens', async (_name, allowLoopback, urlAt) => {
    const token = () => Promise.resolve(`token ${(tokens += 1)}`);
    const out = sender({ token, allowLoopback });
    const serviceUrl = urlAt(portOf(trap));
    const refusal = { kind: 'refused', status: 0, code: 'ServiceUrlNotAllowed', final: true };
    const outcomes = await Promise.all([
      out.create({ ...toChannel(), serviceUrl }, hello),
      out.send({ ...chat(), serviceUrl }, hello),
      out.update({ ...chat(), serviceUrl }, '1', hello),
      out.createPersonal({ ...toPerson(), serviceUrl }),
      out.members({ ...chat(), serviceUrl }),
      out.member({ ...chat(), serviceUrl }, person.userId),
      out.channels({ serviceUrl, tenantId, teamId: channel.team.id }),
    ]);
    for (const outcome of outcomes) expect(outcome).toEqual(refusal);
    expect([knocks, tokens]).toEqual([0, 0]);
  });

  test.each([302, 307, 308])('a redirect (%i) is refused, not followed', async (status) => {
    const location = `http://127.0.0.1:${portOf(trap)}/v3/conversations`;
    teams.fault({ kind: 'answer', status, headers: { location } });
    expect(await sender().send(chat(), hello)).toMatchObject({ kind: 'refused', status, final: false });
    expect([knocks, teams.calls.length]).toEqual([0, 1]);
  });

  test.each(['', '..'])('the conversation id %j leads nowhere', async (conversationId) => {
    const outcome = await sender().send({ ...chat(), conversationId }, hello);
    expect(outcome).toEqual({ kind: 'refused', status: 0, code: 'BadAddress', final: true });
    expect(teams.calls).toHaveLength(0);
  });
});

test('the log has one line a call, and in it no word, name or id of what was said', async () => {
  const out = sender({ token: () => Promise.resolve('secret-token') });
  await out.send(chat(), { type: 'message', text: 'Where is Maisie?' });
  teams.fault({ kind: 'answer', status: 403, code: 'Maisie Oakes was here' });
  await out.send(chat(), hello);
  await out.member(chat(), person.userId);
  expect(logged.map((line) => JSON.parse(line) as unknown)).toMatchObject([
    { event: 'teams call', method: 'send', kind: 'accepted', status: 201, tries: 1, tenant: tenantId },
    { event: 'teams call', method: 'send', kind: 'refused', status: 403 },
    { event: 'teams call', method: 'member', kind: 'accepted', status: 200 },
  ]);
  const secrets = [
    'Maisie',
    'morning',
    'Wilhelmina',
    'secret-token',
    person.conversationId,
    person.userId,
    teams.serviceUrl,
  ];
  for (const secret of secrets) expect(logged.join('\n')).not.toContain(secret);
});

function sentOf(outcome: SendOutcome) {
  if (outcome.kind !== 'sent') throw new Error(`not sent: ${JSON.stringify(outcome)}`);
  return outcome;
}

function retryAtOf(outcome: SendOutcome): number {
  return outcome.kind === 'later' ? outcome.retryAt : 0;
}

function listen(onConnection: () => void): Promise<Server> {
  const server = createServer((socket) => {
    onConnection();
    socket.destroy();
  });
  return new Promise((resolve) => void server.listen(0, '127.0.0.1', () => resolve(server)));
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}
