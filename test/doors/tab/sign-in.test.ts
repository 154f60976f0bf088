/** Who is let in by Teams' single sign-on (teams-platform 5.5), over the real door, with a stand-in for Entra's keys. */
import { jest } from '@jest/globals';
import { demoUsers } from '../../../src/demo/playground.ts';
import { keys, signed, signedPss, signedWithPublic, unsigned } from '../../support/authority.ts';
import { guid } from '../../support/teams-world.ts';
import { appId, startTabTeams, type TabTeams } from '../../support/tab-teams.ts';

jest.setTimeout(30_000);

const coordinator = demoUsers.coordinator.userPrincipleName;
const other = 'f.okoro@wrenhill-ip.example';

let tab: TabTeams;
beforeAll(async () => {
  tab = await startTabTeams();
});
afterAll(() => tab.stop());

const me = (authorization?: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${tab.url}/tab/api/me`, { headers: { ...(authorization ? { authorization } : {}), ...headers } });
const but = (changes: object): string => signed({ ...tab.claimsOf(coordinator), ...changes }, keys.teams);
const without = (name: string): string => {
  const { [name]: _left, ...claims } = tab.claimsOf(coordinator);
  return signed(claims, keys.teams);
};

describe('a good token', () => {
  test('says who is looking, with the roles of the pack', async () => {
    const answer = await me(`Bearer ${tab.tokenOf(coordinator)}`);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({
      name: 'Nadia Farrow',
      imports: true,
      chat: `https://teams.microsoft.com/l/chat/0/0?users=28:${appId}`,
    });
  });

  test('of the second partnership’s own tenant counts there', async () => {
    const answer = await me(`Bearer ${tab.tokenOf(other)}`);
    expect(await answer.json()).toMatchObject({ partnerships: [{ code: 'WHP' }] });
  });

  test('of Teams on a telephone counts too', async () => {
    const token = but({ azp: '1fec8e78-bce4-4aaf-ab1b-5451cc387264' });
    expect((await me(`Bearer ${token}`)).status).toBe(200);
  });

  test('of somebody whom the pack does not know opens nothing', async () => {
    const answer = await me(`Bearer ${but({ oid: guid('nobody') })}`);
    expect([answer.status, await answer.json()]).toEqual([403, { error: 'stranger' }]);
  });
});

const hour = 3_600;
const now = (): number => Math.floor(Date.now() / 1000);
const elsewhere = guid('elsewhere');
const wrenhill = 'c81d6e42-90ab-4f37-8b25-6e1f0d9a4b75';
const issuer = (tid: string): string => `https://login.microsoftonline.com/${tid}/v2.0`;

describe('a bad token opens nothing, and is not told why', () => {
  test.each<[string, () => string | undefined]>([
    ['none', () => undefined],
    ['no bearer', () => tab.tokenOf(coordinator)],
    ['nothing after Bearer', () => 'Bearer '],
    ['not a token', () => 'Bearer hello'],
    ['expired', () => `Bearer ${but({ exp: now() - hour })}`],
    ['not yet valid', () => `Bearer ${but({ nbf: now() + hour })}`],
    ['without an end', () => `Bearer ${without('exp')}`],
    ['without a beginning', () => `Bearer ${without('nbf')}`],
    ['of another audience', () => `Bearer ${but({ aud: guid('another app') })}`],
    ['of the audience as an address', () => `Bearer ${but({ aud: `api://keylink.example/botid-${appId}` })}`],
    ['without an audience', () => `Bearer ${without('aud')}`],
    ['of a tenant that is not served', () => `Bearer ${but({ tid: elsewhere, iss: issuer(elsewhere) })}`],
    ['whose issuer and tenant differ', () => `Bearer ${but({ iss: issuer(wrenhill) })}`],
    ['whose tenant and issuer differ', () => `Bearer ${but({ tid: wrenhill })}`],
    ['of the common issuer', () => `Bearer ${but({ iss: issuer('common') })}`],
    [
      'of an issuer that only looks like it',
      () => `Bearer ${but({ iss: `${issuer(String(tab.claimsOf(coordinator)['tid']))}/x` })}`,
    ],
    ['without a tenant', () => `Bearer ${without('tid')}`],
    ['with a tenant that is no text', () => `Bearer ${but({ tid: ['a'] })}`],
    ['without a person', () => `Bearer ${without('oid')}`],
    ['of version 1.0', () => `Bearer ${but({ ver: '1.0' })}`],
    ['without a version', () => `Bearer ${without('ver')}`],
    ['without the scope', () => `Bearer ${without('scp')}`],
    ['with another scope', () => `Bearer ${but({ scp: 'User.Read' })}`],
    ['with a scope that contains it', () => `Bearer ${but({ scp: 'access_as_user_not' })}`],
    ['of another client', () => `Bearer ${but({ azp: guid('another client') })}`],
    ['without a client', () => `Bearer ${without('azp')}`],
    ['unsigned', () => `Bearer ${unsigned(tab.claimsOf(coordinator), { alg: 'none' })}`],
    [
      'unsigned, with a key’s name',
      () => `Bearer ${unsigned(tab.claimsOf(coordinator), { alg: 'none', kid: keys.teams.kid })}`,
    ],
    ['signed with a key of the forger’s', () => `Bearer ${signed(tab.claimsOf(coordinator), keys.own)}`],
    [
      'signed with the forger’s key under a good name',
      () => `Bearer ${signed(tab.claimsOf(coordinator), { ...keys.own, kid: keys.teams.kid })}`,
    ],
    [
      'signed with the public key as a secret',
      () => `Bearer ${signedWithPublic(tab.claimsOf(coordinator), keys.teams, 'secret')}`,
    ],
    ['signed by another algorithm', () => `Bearer ${signedPss(tab.claimsOf(coordinator), keys.teams)}`],
    [
      'changed after it was signed',
      () =>
        `Bearer ${tab.tokenOf(coordinator).replace(/\.([^.]+)\./, (_, body: string) => `.${body.slice(0, -2)}AA.`)}`,
    ],
  ])('%s', async (_name, authorization) => {
    const answer = await me(authorization());
    expect([answer.status, await answer.json()]).toEqual([401, { error: 'sign-in' }]);
    expect(tab.log.join('\n')).not.toContain('Bearer');
  });
});

describe('what another site could try', () => {
  test.each(['cross-site', 'same-site'])('a request that the browser calls %s is refused', async (site) => {
    const answer = await me(`Bearer ${tab.tokenOf(coordinator)}`, { 'sec-fetch-site': site });
    expect(answer.status).toBe(403);
  });

  test('a cookie is nobody’s right to anything', async () => {
    const answer = await me(undefined, { cookie: `authorization=Bearer ${tab.tokenOf(coordinator)}` });
    expect(answer.status).toBe(401);
  });

  test('a form, which any site may send, is not taken', async () => {
    const answer = await fetch(`${tab.url}/tab/api/import/apply`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain', authorization: `Bearer ${tab.tokenOf(coordinator)}` },
      body: '{}',
    });
    expect(answer.status).toBe(415);
  });

  test('nobody is picked outside the demo: the questions for it are not there', async () => {
    const answers = await Promise.all([
      fetch(`${tab.url}/tab/api/demo/people`),
      fetch(`${tab.url}/tab/api/demo/sign-in`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ upn: coordinator }),
      }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([401, 401]);
  });

  test('the page is framed by Teams alone, runs no script but its own, and is kept by no cache', async () => {
    const { headers } = await fetch(`${tab.url}/tab`);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain(
      'frame-ancestors https://*.cloud.microsoft https://teams.microsoft.com https://*.teams.microsoft.com',
    );
    expect(policy).toContain("default-src 'none'; script-src 'self';");
    expect(policy).not.toContain('unsafe');
    expect(headers.get('cache-control')).toBe('no-store');
  });
});

describe('when Entra’s keys are out of reach', () => {
  test('nobody is let in, and it is called a fault of ours', async () => {
    const apart = await startTabTeams();
    try {
      apart.authority.behave('refuse');
      const answer = await fetch(`${apart.url}/tab/api/me`, {
        headers: { authorization: `Bearer ${apart.tokenOf(coordinator)}` },
      });
      expect([answer.status, await answer.json()]).toEqual([503, { error: 'fault' }]);
    } finally {
      await apart.stop();
    }
  });
});
