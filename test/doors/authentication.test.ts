import { createPublicKey } from 'node:crypto';
import { jest } from '@jest/globals';
import pino from 'pino';
import type { TeamsApp } from '../../src/config.ts';
import { quietConsole, type Log } from '../../src/log.ts';
import { createServer, type Server } from '../../src/server.ts';
import { createDoor } from '../../src/teams/door.ts';
import { createInbox, post } from '../support/activities.ts';
import {
  createAuthority,
  keys,
  signed,
  signedPss,
  signedWithPublic,
  unsigned,
  type Authority,
} from '../support/authority.ts';
import { createWorld, guid } from '../support/teams-world.ts';

const app: TeamsApp = { appId: guid('app'), password: 'hush-hush', type: 'MultiTenant' };
const serviceUrl = 'https://smba.trafficmanager.net/uk/';
const world = createWorld();
const ada = world.person({ name: 'Ada Brook', tenantId: guid('tenant') });
const activity = createInbox(world, serviceUrl).says(ada, 'where is Alfie');
const seconds = Math.floor(Date.now() / 1000);
const good = {
  iss: 'https://api.botframework.com',
  aud: app.appId,
  serviceurl: serviceUrl,
  nbf: seconds - 60,
  exp: seconds + 3600,
};
const bearer = (token: string): string => `Bearer ${token}`;
const but = (changes: object): string => bearer(signed({ ...good, ...changes }, keys.teams));
const without = (name: keyof typeof good): string => {
  const { [name]: _left, ...claims } = good;
  return bearer(signed(claims, keys.teams));
};

let authority: Authority;
let server: Server;
let url: string;
let turns: unknown[];
let lines: string[];
let reopen: () => void;

async function open(keysUrl: string): Promise<void> {
  turns = [];
  lines = [];
  const log: Log = pino({ base: null }, { write: (line: string) => void lines.push(line) });
  reopen = quietConsole(log);
  const turn = async (raw: unknown) => {
    turns.push(raw);
    return { body: 'answered' };
  };
  const receive = createDoor({ app, turn, log, keysUrl });
  server = createServer({ receive, ready: async () => undefined, log });
  url = `http://127.0.0.1:${await server.listen(0, '127.0.0.1')}`;
}

const knock = (authorization: string | undefined, raw: unknown = activity) =>
  post(url, raw, authorization === undefined ? {} : { authorization });

beforeEach(async () => {
  authority = await createAuthority();
  await open(authority.keysUrl);
});
afterEach(async () => {
  reopen();
  await server.close();
  await authority.stop();
});

describe('a good token', () => {
  test('is let in, and what the turn answers goes back', async () => {
    expect(await knock(but({}))).toEqual({ status: 200, body: 'answered' });
    expect(turns).toEqual([expect.objectContaining({ id: activity.id, text: 'where is Alfie' })]);
  });

  test.each([
    ['RS384', 'sha384'],
    ['RS512', 'sha512'],
  ])('signed with %s is as good', async (alg, hash) => {
    expect((await knock(bearer(signed(good, keys.teams, { alg }, hash)))).status).toBe(200);
  });

  test('is remembered for its own service URL and no other', async () => {
    const header = but({});
    expect((await knock(header)).status).toBe(200);
    expect((await knock(header)).status).toBe(200);
    expect((await knock(header, { ...activity, serviceUrl: 'https://evil.example/' })).status).toBe(401);
    expect((await knock(`${header.slice(0, -4)}AAAA`)).status).toBe(401);
    expect(turns).toHaveLength(2);
  });

  test('is forgotten when it ends', async () => {
    const clock = jest.spyOn(Date, 'now');
    const header = but({});
    expect((await knock(header)).status).toBe(200);
    clock.mockReturnValue((seconds + 3600 + 301) * 1000);
    const later = await knock(header);
    clock.mockRestore();
    expect(later.status).toBe(401);
  });

  test('the keys are asked for once', async () => {
    for (let at = 0; at < 5; at += 1) expect((await knock(but({ jti: at }))).status).toBe(200);
    expect(authority.asked()).toBe(2);
  });
});

describe('bad tokens (campaign item 10)', () => {
  const pem = createPublicKey({ key: keys.teams.jwk, format: 'jwk' }).export({ type: 'pkcs1', format: 'pem' });
  const spki = createPublicKey({ key: keys.teams.jwk, format: 'jwk' }).export({ type: 'spki', format: 'pem' });
  const [head, body, tail] = signed(good, keys.teams).split('.') as [string, string, string];
  const past = { iat: seconds - 9000, nbf: seconds - 9000, exp: seconds - 600 };
  const cases: [string, string | undefined][] = [
    ['no header', undefined],
    ['an empty header', ''],
    ['another scheme', `Basic ${Buffer.from('keylink:hush').toString('base64')}`],
    ['no token', 'Bearer '],
    ['no JWT', 'Bearer open-sesame'],
    ['three words that are no JSON', 'Bearer abc.def.ghi'],
    ['claims that are a list', bearer(`${head}.${Buffer.from('[]').toString('base64url')}.${tail}`)],
    ['claims that are nothing', bearer(`${head}.${Buffer.from('null').toString('base64url')}.${tail}`)],
    ['unsigned', bearer(unsigned(good, { alg: 'none' }))],
    ['unsigned, in other letters', bearer(unsigned(good, { alg: 'nOnE', kid: keys.teams.kid }))],
    ['no signature', bearer(`${head}.${body}.`)],
    ['half a signature', bearer(`${head}.${body}.${tail.slice(0, 100)}`)],
    ['claims changed after signing', bearer(`${head}.${body.slice(0, -2)}AA.${tail}`)],
    [
      'the signature of another token',
      bearer(`${head}.${body}.${signed({ ...good, exp: 1 }, keys.teams).split('.')[2]!}`),
    ],
    ['a key of the forger under the name of a good one', bearer(signed(good, { ...keys.own, kid: keys.teams.kid }))],
    ['a key nobody published', bearer(signed(good, keys.own))],
    [
      'a key in the token itself',
      bearer(signed(good, keys.own, { jwk: keys.own.jwk, jku: 'https://evil.example/keys' })),
    ],
    ['no name of a key', bearer(signed(good, keys.teams, { kid: undefined }))],
    ['a name of a key that is none', bearer(signed(good, keys.teams, { kid: { $ne: null } }))],
    ['the public key as a secret', bearer(signedWithPublic(good, keys.teams, String(pem)))],
    ['the public key as a secret, spelled otherwise', bearer(signedWithPublic(good, keys.teams, String(spki)))],
    ['signed otherwise than it says', bearer(signed(good, keys.teams, { alg: 'RS384' }))],
    ['another kind of signature', bearer(signedPss(good, keys.teams))],
    ['a key of another channel', bearer(signed(good, keys.skype))],
    ['another issuer', but({ iss: 'https://evil.example' })],
    [
      'the issuer of an emulator',
      but({ iss: 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/', ver: '1.0', appid: app.appId }),
    ],
    ['no issuer', without('iss')],
    ['several issuers', but({ iss: [good.iss, 'https://evil.example'] })],
    ['for another bot', but({ aud: guid('another app') })],
    ['for several bots', but({ aud: [app.appId, guid('another app')] })],
    ['for nobody', without('aud')],
    ['a token between bots', but({ ver: '2.0', azp: guid('another app') })],
    ['ended', but(past)],
    ['not yet begun', but({ nbf: seconds + 900 })],
    ['without an end', without('exp')],
    ['an end that is a text', but({ exp: String(good.exp) })],
    ['an end that never comes', bearer(signed(JSON.stringify(good).replace(String(good.exp), '1e999'), keys.teams))],
    ['for another service URL', but({ serviceurl: 'https://evil.example/' })],
    ['for nearly this service URL', but({ serviceurl: serviceUrl.slice(0, -1) })],
    ['for no service URL', without('serviceurl')],
    ['two tokens', `${but({})} ${signed(good, keys.teams)}`],
    ['a very long one', bearer(signed({ ...good, more: 'x'.repeat(9_000) }, keys.own))],
  ];

  test.each(cases)('%s', async (_name, authorization) => {
    const told = await knock(authorization);
    expect(told).toEqual({ status: 401, body: '' });
    expect(turns).toEqual([]);
    expect(lines.join('')).not.toMatch(/BEGIN|evil|hush|Alfie|smba|eyJ/);
    expect((await knock(but({}))).status).toBe(200);
  });

  test.each<[string, object]>([
    ['missing', { serviceUrl: undefined }],
    ['empty', { serviceUrl: '' }],
    ['a list', { serviceUrl: [serviceUrl] }],
  ])('a good token with a service URL that is %s in the activity', async (_name, changes) => {
    expect((await knock(but({}), { ...activity, ...changes })).status).toBe(401);
    expect((await knock(without('serviceurl'), { ...activity, ...changes })).status).toBe(401);
    expect(turns).toEqual([]);
  });

  test('a good token for another channel than Teams', async () => {
    const told = await knock(but({}), { ...activity, channelId: 'skype' });
    expect(told.status).toBe(400);
    expect(turns).toEqual([]);
  });

  test('the header that the Playground sends opens nothing', async () => {
    expect((await post(url, activity, { 'x-ms-agents-playground': 'true' })).status).toBe(401);
  });

  test('500 of them: no turn, no key asked for again, and a log of a few lines', async () => {
    expect((await knock(but({}))).status).toBe(200);
    const asked = authority.asked();
    for (let from = 0; from < 500; from += 50) {
      const batch = Array.from({ length: 50 }, (_, at) => cases[(from + at) % cases.length]![1]);
      const told = await Promise.all(batch.map((authorization) => knock(authorization)));
      expect(new Set(told.map(({ status }) => status))).toEqual(new Set([401]));
    }
    expect(turns).toHaveLength(1);
    expect(authority.asked()).toBe(asked);
    expect(lines.length).toBeLessThan(10);
    expect(lines.join('')).not.toMatch(/BEGIN|evil|hush|Alfie|eyJ/);
  });
});

describe('the keys out of reach', () => {
  test.each<['refuse' | 'nonsense']>([['refuse'], ['nonsense']])(
    '%s: 503, and in again as soon as they are there',
    async (how) => {
      authority.behave(how);
      expect(await knock(but({}))).toEqual({ status: 503, body: '' });
      authority.behave('well');
      expect((await knock(but({}))).status).toBe(200);
    },
  );

  test('nobody there: 503, and in again as soon as somebody is', async () => {
    await authority.stop();
    expect(await knock(but({}))).toEqual({ status: 503, body: '' });
    expect(turns).toEqual([]);
    await authority.start();
    expect((await knock(but({}))).status).toBe(200);
  });

  test('no answer: 503 after five seconds, and in again when there is one', async () => {
    authority.behave('hang');
    jest.useFakeTimers({
      doNotFake: ['Date', 'nextTick', 'performance', 'queueMicrotask', 'setImmediate', 'setInterval'],
    });
    const told = knock(but({}));
    while (authority.asked() === 0) await new Promise((resolve) => setImmediate(resolve));
    jest.advanceTimersByTime(5_000);
    jest.useRealTimers();
    expect((await told).status).toBe(503);
    authority.behave('well');
    expect((await knock(but({}))).status).toBe(200);
  });

  test('a bad token is refused even then, without asking', async () => {
    authority.behave('refuse');
    expect((await knock(but({ aud: guid('another app') }))).status).toBe(401);
    expect(authority.asked()).toBe(0);
  });

  test('a good token is let in even then, once the keys are known', async () => {
    const header = but({});
    expect((await knock(header)).status).toBe(200);
    await authority.stop();
    expect((await knock(header)).status).toBe(200);
    await authority.start();
  });
});

describe('the console', () => {
  test('what a library prints is noted once for each kind, without its content', () => {
    for (let at = 0; at < 3; at += 1) {
      console.error(new TypeError('key of Alfie Brook'));
      console.error('Available keys: -----BEGIN');
      console.log({ name: 'Alfie Brook' });
    }
    const kinds = lines.map((line) => (JSON.parse(line) as { kind: string }).kind);
    expect(kinds).toEqual(['error TypeError', 'error string', 'log object']);
    expect(lines.join('')).not.toMatch(/Alfie|BEGIN/);
  });
});
