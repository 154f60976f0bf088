import * as fc from 'fast-check';
import { readConfig } from '../../src/config.ts';

const appId = '11111111-2222-4333-8444-555555555555';
const tenantId = '66666666-7777-4888-8999-aaaaaaaaaaaa';
const key = Buffer.alloc(32, 7).toString('base64');
const account =
  'DefaultEndpointsProtocol=https;AccountName=keylink;AccountKey=c2VjcmV0;EndpointSuffix=core.windows.net';
const registered = { MicrosoftAppId: appId, MicrosoftAppPassword: 'hush-hush', STORAGE_ACCOUNT: 'keylink' };

type Env = Record<string, string>;
/** Storage that is not embedded needs a key for concern records; only a test of that itself leaves it out. */
const keyed = (env: Env): Env =>
  env['STORAGE_ACCOUNT'] || env['STORAGE_CONNECTION_STRING'] ? { CONCERN_KEY: key, ...env } : env;
const problemsOf = (env: Env): string[] => {
  const read = readConfig(keyed(env));
  return 'problems' in read ? read.problems : [];
};
const configOf = (env: Env) => {
  const read = readConfig(keyed(env));
  if ('problems' in read) throw new Error(read.problems.join('\n'));
  return read.config;
};

const defaults = {
  port: 3978,
  host: '127.0.0.1',
  storage: { kind: 'embedded' },
  allowedTenants: [],
  concernKeys: [],
  playground: true,
  demo: true,
  logLevel: 'info',
};

describe('what is read (contract, section 1)', () => {
  test('nothing set is the demo on this machine', () => expect(configOf({})).toEqual(defaults));

  test('what is set to nothing, as in a copied .env.example, counts as unset', () => {
    const names = [
      'PORT',
      'HOST',
      'STORAGE_CONNECTION_STRING',
      'MicrosoftAppId',
      'PLAYGROUND',
      'CONCERN_KEY',
      'PUBLIC_URL',
    ];
    expect(configOf(Object.fromEntries(names.map((name) => [name, ' '])))).toEqual(defaults);
  });

  test.each<[string, Env, object]>([
    ['PORT', { PORT: '0' }, { port: 0 }],
    ['HOST', { HOST: 'Localhost' }, { host: 'localhost' }],
    ['HOST, IPv6 loopback', { HOST: '::1' }, { host: '::1' }],
    ['STORAGE_ACCOUNT', { STORAGE_ACCOUNT: 'keylink' }, { storage: { kind: 'account', name: 'keylink' }, demo: false }],
    [
      'STORAGE_CONNECTION_STRING',
      { STORAGE_CONNECTION_STRING: account },
      { storage: { kind: 'connection-string', connectionString: account }, demo: false },
    ],
    [
      'ALLOWED_TENANTS',
      { ALLOWED_TENANTS: `${tenantId.toUpperCase()}, ${appId}` },
      { allowedTenants: [tenantId, appId] },
    ],
    ['PUBLIC_URL', { PUBLIC_URL: 'https://keylink.example/' }, { publicUrl: 'https://keylink.example' }],
    ['PLAYGROUND', { PLAYGROUND: 'off' }, { playground: false }],
    ['DEMO_DATA, off', { DEMO_DATA: 'OFF' }, { demo: false }],
    ['DEMO_DATA, on in an account', { DEMO_DATA: 'on', STORAGE_ACCOUNT: 'keylink' }, { demo: true }],
    ['LOG_LEVEL', { LOG_LEVEL: 'Debug' }, { logLevel: 'debug' }],
    ['CONCERN_KEY', { CONCERN_KEY: key }, { ...defaults, concernKeys: [key] }],
    [
      'CONCERN_KEY, several',
      { CONCERN_KEY: `${Buffer.alloc(32, 9).toString('base64')}, ${key}` },
      { concernKeys: [Buffer.alloc(32, 9).toString('base64'), key] },
    ],
  ])('%s', (_name, env, expected) => expect(configOf(env)).toMatchObject(expected));

  test.each<[string, Env, object]>([
    ['MultiTenant', {}, { type: 'MultiTenant', appId, password: 'hush-hush' }],
    [
      'in any letters',
      { MicrosoftAppType: 'singletenant', MicrosoftAppTenantId: tenantId },
      { type: 'SingleTenant', tenantId },
    ],
    [
      'managed identity',
      { MicrosoftAppType: 'UserAssignedMSI', MicrosoftAppTenantId: tenantId, MicrosoftAppPassword: '' },
      { type: 'UserAssignedMSI', tenantId },
    ],
    ['id as tokens spell it', { MicrosoftAppId: appId.toUpperCase() }, { appId }],
  ])('the Bot Framework names: %s', (_name, env, expected) => {
    const config = configOf({ ...registered, ...env });
    expect(config.app).toMatchObject(expected);
    expect(config).toMatchObject({ playground: false, demo: false });
  });
});

describe('what stops the start, in one line that names it', () => {
  test.each<[string, Env]>([
    ['PORT', { PORT: '-1' }],
    ['PORT', { PORT: '65536' }],
    ['PORT', { PORT: '80 80' }],
    ['PORT', { PORT: '0x50' }],
    ['HOST', { ...registered, HOST: 'http://127.0.0.1' }],
    ['HOST', { HOST: '0.0.0.0' }],
    ['HOST', { HOST: '::' }],
    ['HOST', { HOST: 'keylink.example' }],
    ['HOST', { HOST: '127.0.0.1.example' }],
    ['STORAGE_CONNECTION_STRING', { STORAGE_CONNECTION_STRING: 'hush-hush' }],
    ['STORAGE_CONNECTION_STRING', { STORAGE_CONNECTION_STRING: 'AccountName=keylink;AccountKey=hush-hush' }],
    ['STORAGE_CONNECTION_STRING', { STORAGE_CONNECTION_STRING: account.replace('c2VjcmV0', 'hush-hush') }],
    ['STORAGE_CONNECTION_STRING', { STORAGE_CONNECTION_STRING: account.replace('https', 'http') }],
    ['STORAGE_CONNECTION_STRING', { STORAGE_CONNECTION_STRING: `${account};TableEndpoint=https://t.example` }],
    [
      'STORAGE_CONNECTION_STRING',
      { STORAGE_CONNECTION_STRING: 'BlobEndpoint=https://b.example;SharedAccessSignature=hush-hush' },
    ],
    [
      'STORAGE_CONNECTION_STRING',
      {
        STORAGE_CONNECTION_STRING: `${account};TableEndpoint=http://10.0.0.1:10002/a;QueueEndpoint=http://10.0.0.1:10001/a`,
      },
    ],
    ['STORAGE_ACCOUNT', { STORAGE_ACCOUNT: 'https://keylink.table.core.windows.net' }],
    [
      'STORAGE_CONNECTION_STRING and STORAGE_ACCOUNT',
      { STORAGE_CONNECTION_STRING: account, STORAGE_ACCOUNT: 'keylink' },
    ],
    ['MicrosoftAppId', { ...registered, MicrosoftAppId: 'keylink' }],
    ['MicrosoftAppType', { ...registered, MicrosoftAppType: 'Multi' }],
    ['MicrosoftAppPassword', { ...registered, MicrosoftAppPassword: '' }],
    ['MicrosoftAppPassword', { ...registered, MicrosoftAppType: 'UserAssignedMSI', MicrosoftAppTenantId: tenantId }],
    ['MicrosoftAppTenantId', { ...registered, MicrosoftAppType: 'SingleTenant' }],
    ['ALLOWED_TENANTS', { ALLOWED_TENANTS: `${tenantId}, school.example` }],
    ['PUBLIC_URL', { PUBLIC_URL: 'http://keylink.example' }],
    ['PUBLIC_URL', { PUBLIC_URL: 'keylink.example' }],
    ['PUBLIC_URL', { PUBLIC_URL: 'https://user:hush-hush@keylink.example' }],
    ['PUBLIC_URL', { PUBLIC_URL: 'https://keylink.example/?a=b' }],
    ['CONCERN_KEY', { CONCERN_KEY: 'hush-hush' }],
    ['CONCERN_KEY', { CONCERN_KEY: Buffer.alloc(16, 7).toString('base64') }],
    ['CONCERN_KEY', { CONCERN_KEY: Buffer.alloc(33, 7).toString('base64') }],
    ['CONCERN_KEY', { CONCERN_KEY: Buffer.alloc(32, 7).toString('hex') }],
    ['CONCERN_KEY', { CONCERN_KEY: `${key},` }],
    ['CONCERN_KEY', { STORAGE_ACCOUNT: 'keylink', CONCERN_KEY: '' }],
    ['PLAYGROUND', { PLAYGROUND: 'yes' }],
    ['DEMO_DATA', { DEMO_DATA: '1' }],
    ['LOG_LEVEL', { LOG_LEVEL: 'loud' }],
  ])('%s: %j', (name, env) => {
    const problems = problemsOf(env);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(new RegExp(`^${name} [^\\n]+$`));
  });

  test('all problems are told at once', () => {
    const env = { PORT: 'x', LOG_LEVEL: 'loud', ALLOWED_TENANTS: 'x', CONCERN_KEY: 'x', STORAGE_ACCOUNT: '!' };
    const names = problemsOf(env).map((problem) => problem.split(' ')[0]);
    expect(new Set(names)).toEqual(new Set(Object.keys(env)));
    expect(names).toHaveLength(5);
  });

  test('no problem shows a value: it may be a secret', () => {
    const names = [
      'STORAGE_CONNECTION_STRING',
      'MicrosoftAppPassword',
      'CONCERN_KEY',
      'PUBLIC_URL',
      'MicrosoftAppId',
      'HOST',
    ];
    const secret = fc.stringMatching(/^[A-Za-z0-9;=/+]{0,20}qqzz[A-Za-z0-9;=/+]{0,20}$/);
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), secret, { minKeys: 1 }), (env) => {
        const problems = problemsOf(env);
        expect(problems.length).toBeGreaterThan(0);
        for (const problem of problems) expect(problem).not.toContain('qqzz');
      }),
      { numRuns: 200 },
    );
  });
});

describe('what would be open to anybody, or lose records, is refused', () => {
  const lines = {
    open: 'HOST must be a loopback address while MicrosoftAppId is unset: nothing would check who is calling',
    loses: 'MicrosoftAppId with embedded storage is refused',
    playground: 'PLAYGROUND=on works only while MicrosoftAppId is unset',
    lostId: 'MicrosoftAppPassword is set without MicrosoftAppId',
    lostTenant: 'MicrosoftAppTenantId is set without MicrosoftAppId',
  };
  test.each<[string, Env, (keyof typeof lines)[]]>([
    ['no app id, every interface', { HOST: '0.0.0.0' }, ['open']],
    ['no app id, every interface, real storage', { HOST: '0.0.0.0', STORAGE_ACCOUNT: 'keylink' }, ['open']],
    ['app id, embedded storage', { ...registered, STORAGE_ACCOUNT: '' }, ['loses']],
    ['app id, Playground', { ...registered, PLAYGROUND: 'on' }, ['playground']],
    [
      'app id, embedded storage, Playground',
      { ...registered, STORAGE_ACCOUNT: '', PLAYGROUND: 'on' },
      ['loses', 'playground'],
    ],
    ['the id lost on the way', { ...registered, MicrosoftAppId: '' }, ['lostId']],
    ['the id lost on the way, managed identity', { MicrosoftAppTenantId: tenantId }, ['lostTenant']],
    ['app id, every interface, real storage', { ...registered, HOST: '0.0.0.0' }, []],
    ['no app id, loopback, real storage', { HOST: '127.0.0.2', STORAGE_ACCOUNT: 'keylink' }, []],
  ])('%s', (_name, env, expected) => {
    const problems = problemsOf(env);
    expect(problems).toHaveLength(expected.length);
    expected.forEach((line, at) => expect(problems[at]).toContain(lines[line]));
  });
});
