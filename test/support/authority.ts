import { constants, createHmac, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A stand-in for where Microsoft publishes the keys of the tokens that Teams sends. */
export interface Authority {
  keysUrl: string;
  /** How often it was asked for anything. */
  asked(): number;
  /** From now on: how it answers. `hang` never does. */
  behave(how: 'well' | 'refuse' | 'nonsense' | 'hang'): void;
  start(): Promise<void>;
  stop(): Promise<void>;
}

interface SigningKey {
  kid: string;
  key: KeyObject;
  jwk: Record<string, unknown>;
}

type Signer = Pick<SigningKey, 'kid' | 'key'>;

function makeKey(kid: string, endorsements: string[]): SigningKey {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { kid, key: privateKey, jwk: { ...publicKey.export({ format: 'jwk' }), kid, use: 'sig', endorsements } };
}

/** `skype` is published too, but endorsed for another channel; `own` is nobody's but the forger's. */
export const keys = {
  teams: makeKey('teams-key', ['msteams', 'skype']),
  skype: makeKey('skype-key', ['skype']),
  own: makeKey('own-key', ['msteams']),
};

const json = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token, well signed, whatever it says; a text is taken as it is. Times are in seconds since 1970. */
export function signed(claims: object | string, { kid, key }: Signer, header: object = {}, hash = 'sha256'): string {
  const payload = typeof claims === 'string' ? Buffer.from(claims).toString('base64url') : json(claims);
  const content = `${json({ alg: 'RS256', typ: 'JWT', kid, ...header })}.${payload}`;
  return `${content}.${sign(hash, Buffer.from(content), key).toString('base64url')}`;
}

/** Signed with the public key as if it were a shared secret: what a careless checker takes for good. */
export function signedWithPublic(claims: object, { kid, jwk }: SigningKey, secret: string): string {
  const content = `${json({ alg: 'HS256', typ: 'JWT', kid, jwk })}.${json(claims)}`;
  return `${content}.${createHmac('sha256', secret).update(content).digest('base64url')}`;
}

/** As `signed`, by another kind of RSA signature. */
export function signedPss(claims: object, { kid, key }: Signer): string {
  const content = `${json({ alg: 'PS256', typ: 'JWT', kid })}.${json(claims)}`;
  const padding = constants.RSA_PKCS1_PSS_PADDING;
  return `${content}.${sign('sha256', Buffer.from(content), { key, padding, saltLength: 32 }).toString('base64url')}`;
}

export const unsigned = (claims: object, header: object, signature = ''): string =>
  `${json({ typ: 'JWT', ...header })}.${json(claims)}.${signature}`;

export async function createAuthority(): Promise<Authority> {
  let asked = 0;
  let behaviour: Parameters<Authority['behave']>[0] = 'well';
  let port = 0;
  let server: Server | undefined;
  const answer = (path: string | undefined): string => {
    if (behaviour === 'nonsense') return '<html>';
    if (path === '/keys') return JSON.stringify({ keys: [keys.teams.jwk, keys.skype.jwk] });
    return JSON.stringify({ issuer: 'https://api.botframework.com', jwks_uri: `http://127.0.0.1:${port}/keys` });
  };
  const authority: Authority = {
    get keysUrl() {
      return `http://127.0.0.1:${port}/metadata`;
    },
    asked: () => asked,
    behave: (how) => {
      behaviour = how;
    },
    async start() {
      const started = createServer((req, res) => {
        asked += 1;
        if (behaviour === 'hang') return;
        res.writeHead(behaviour === 'refuse' ? 502 : 200, { 'content-type': 'application/json' });
        res.end(answer(req.url));
      });
      server = started;
      await new Promise<void>((resolve) => started.listen(port, '127.0.0.1', resolve));
      port = (started.address() as AddressInfo).port;
    },
    async stop() {
      server?.closeAllConnections();
      await new Promise((resolve) => server?.close(resolve) ?? resolve(undefined));
    },
  };
  await authority.start();
  return authority;
}
