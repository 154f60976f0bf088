import { pathOf, rootOf, unfit, withoutThread } from '../../src/teams/wire/activity.ts';
import { allowedServiceUrl } from '../../src/teams/wire/service-url.ts';

describe('service URLs', () => {
  test.each([
    'https://smba.trafficmanager.net',
    'https://smba.trafficmanager.net/uk/',
    'https://smba.trafficmanager.net/emea/3f2a6c1e-5b7d-4e0a-9c84-1d2b3a4c5d6e/',
    'https://smba.onyx.prod.teams.trafficmanager.net/uk/',
    'https://smba.infra.gcc.teams.microsoft.com/teams',
  ])('%s is Teams', (text) => {
    expect(allowedServiceUrl(text, { allowLoopback: false })?.href).toMatch(text);
  });

  test.each([
    ['another host', 'https://connector.example/uk/'],
    ['a look-alike suffix', 'https://smba.trafficmanager.net.evil.example/uk/'],
    ['a look-alike prefix', 'https://evil-smba.trafficmanager.net/uk/'],
    ['a part of the name', 'https://trafficmanager.net/uk/'],
    ['a sub-domain', 'https://x.smba.trafficmanager.net/uk/'],
    ['user-info', 'https://smba.trafficmanager.net@evil.example/uk/'],
    ['user-info on the right host', 'https://user:pass@smba.trafficmanager.net/uk/'],
    ['an empty user', 'https://@smba.trafficmanager.net/uk/'],
    ['a trailing dot', 'https://smba.trafficmanager.net./uk/'],
    ['upper case', 'https://SMBA.trafficmanager.net/uk/'],
    ['upper case in the scheme', 'HTTPS://smba.trafficmanager.net/uk/'],
    ['another port', 'https://smba.trafficmanager.net:8443/uk/'],
    ['its own port, spelled out', 'https://smba.trafficmanager.net:443/uk/'],
    ['no TLS', 'http://smba.trafficmanager.net/uk/'],
    ['another scheme', 'ftp://smba.trafficmanager.net/uk/'],
    ['an IPv4 literal', 'https://52.113.194.132/uk/'],
    ['a decimal literal', 'https://879886980/uk/'],
    ['an IPv6 literal', 'https://[2603:1063::1]/uk/'],
    ['the metadata address', 'http://169.254.169.254/metadata/'],
    ['backslashes', String.raw`https:\\smba.trafficmanager.net\uk`],
    ['a backslash before another host', String.raw`https://evil.example\@smba.trafficmanager.net/uk/`],
    ['a line break inside', 'https://smba.traffic\nmanager.net/uk/'],
    ['a space in front', ' https://smba.trafficmanager.net/uk/'],
    ['full-width letters', 'https://ｓmba.trafficmanager.net/uk/'],
    ['an ideographic dot', 'https://smba。trafficmanager.net/uk/'],
    ['a query', 'https://smba.trafficmanager.net/uk/?to=evil'],
    ['a fragment', 'https://smba.trafficmanager.net/uk/#evil'],
    ['loopback', 'http://127.0.0.1:3978/uk/'],
    ['nothing', ''],
    ['no URL', 'smba.trafficmanager.net'],
    ['a path only', '//smba.trafficmanager.net/uk/'],
  ])('%s is refused: %j', (_name, text) => {
    expect(allowedServiceUrl(text, { allowLoopback: false })).toBeUndefined();
  });

  test.each<[text: string, allowed: boolean]>([
    ['http://127.0.0.1:3978/uk/', true],
    ['http://localhost:56150/_connector', true],
    ['http://[::1]:56150/_connector', true],
    ['https://127.0.0.1:3978/uk/', false],
    ['http://127.0.0.2:3978/', false],
    ['http://2130706433:3978/', false],
    ['http://0x7f.1:3978/', false],
    ['http://localhost.:3978/', false],
    ['http://localhost.evil.example/', false],
    ['http://localhost@evil.example/', false],
    ['http://[::ffff:127.0.0.1]:3978/', false],
    ['http://0.0.0.0:3978/', false],
    ['http://smba.trafficmanager.net/uk/', false],
    ['http://evil.example/', false],
  ])('with loopback allowed: %s is %s', (text, allowed) => {
    expect(allowedServiceUrl(text, { allowLoopback: true }) !== undefined).toBe(allowed);
  });
});

describe('ids', () => {
  test.each([
    ['19:abc@thread.tacv2;messageid=1763629800000', '1763629800000', '19:abc@thread.tacv2'],
    ['19:abc@thread.tacv2', undefined, '19:abc@thread.tacv2'],
    ['19:abc@thread.tacv2;messageid=', undefined, '19:abc@thread.tacv2'],
    ['a:1xyz', undefined, 'a:1xyz'],
  ])('%s has the root %s in %s', (id, root, channel) => {
    expect(rootOf(id)).toBe(root);
    expect(withoutThread(id)).toBe(channel);
  });

  test('are encoded into one path segment each', () => {
    expect(pathOf(['v3', '19:abc@thread.tacv2;messageid=1', 'a/../b?c#d'])).toBe(
      'v3/19%3Aabc%40thread.tacv2%3Bmessageid%3D1/a%2F..%2Fb%3Fc%23d',
    );
  });

  test.each(['', '.', '..', '\ud800'])('%j would lead elsewhere and gives no path', (id) => {
    expect(pathOf(['v3', 'conversations', id, 'activities'])).toBeUndefined();
  });
});

describe('activities', () => {
  const card = { contentType: 'application/vnd.microsoft.card.adaptive', content: {} };
  const ofLength = (length: number) => 'x'.repeat(length - JSON.stringify({ type: 'message', text: '' }).length);

  test('40,000 characters of JSON may go, one more is 413 before it is sent', () => {
    expect(unfit({ type: 'message', text: ofLength(40_000) })).toBeUndefined();
    expect(unfit({ type: 'message', text: ofLength(40_001) })).toEqual({
      kind: 'refused',
      status: 413,
      code: 'MessageSizeTooBig',
      final: true,
    });
  });

  test('text with an attachment is a mistake of the programmer: Teams would split it and give no id', () => {
    expect(() => unfit({ type: 'message', text: 'Hello', attachments: [card] })).toThrow(TypeError);
    expect(unfit({ type: 'message', summary: 'Digest', attachments: [card] })).toBeUndefined();
    expect(unfit({ type: 'message', text: 'Hello', attachments: [] })).toBeUndefined();
  });
});
