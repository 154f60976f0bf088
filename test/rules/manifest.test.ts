import { readFileSync } from 'node:fs';
import { strFromU8, unzipSync } from 'fflate';
import {
  detailProblems,
  fill,
  iconsAsDrawn,
  manifestAsWritten,
  packed,
  problemsOf,
  type Icons,
  type Manifest,
} from '../../manifest/app-package.ts';

const APP = '5e1f0c3a-7b2d-4f60-9a11-0c2d3e4f5a6b';
const details = { appId: APP, developer: 'Harbour Partnership', url: 'https://harbour.example.org/' };

const changed = (change: (manifest: Manifest) => void): Manifest => {
  const manifest = manifestAsWritten();
  change(manifest);
  return manifest;
};
const firstBot = (manifest: Manifest) => manifest.bots?.[0] ?? fail('the manifest has no bot');
const fail = (why: string): never => {
  throw new Error(why);
};

describe('the Teams app package', () => {
  test('is valid by its own schema, without a network', async () => {
    expect(await problemsOf(manifestAsWritten(), iconsAsDrawn())).toEqual([]);
  });

  test('has the version of the product', () => {
    const product = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as Manifest;
    expect(manifestAsWritten().version).toBe(product.version);
  });

  test.each([
    [
      'personal',
      [
        'help',
        'log concern',
        'my concerns',
        'concerns',
        'digest',
        'where is',
        'register',
        'mark',
        'follow-ups',
        'today',
      ],
    ],
    [
      'team',
      [
        'help',
        'log concern',
        'digest',
        'where is',
        'timetable',
        'attendance',
        'register',
        'follow-ups',
        'link',
        'unlink',
      ],
    ],
    ['groupChat', ['help', 'log concern', 'digest', 'where is', 'timetable', 'attendance', 'register', 'follow-ups']],
  ])('in %s suggests only what works there', (scope, titles) => {
    const lists = firstBot(manifestAsWritten()).commandLists ?? [];
    const list = lists.find(({ scopes }) => scopes.some((each) => each === scope));
    expect(list?.commands.map(({ title }) => title)).toEqual(titles);
  });

  test('a concern can be logged from any message and any chat, in a dialog that the bot fills', () => {
    const commands = (manifestAsWritten().composeExtensions ?? []).flatMap((extension) => extension.commands ?? []);
    expect(commands).toEqual([
      expect.objectContaining({
        id: 'logConcern',
        type: 'action',
        context: ['compose', 'commandBox', 'message'],
        fetchTask: true,
      }),
    ]);
  });

  test('can be added to a private channel, and asks to read no conversation', () => {
    const manifest = manifestAsWritten();
    expect(manifest.supportsChannelFeatures).toBe('tier1');
    expect(manifest.authorization).toBeUndefined();
    expect(manifest.validDomains).toEqual([]);
    expect(manifest.localizationInfo?.defaultLanguageTag).toBe('en-gb');
  });
});

describe('what is wrong with a package is said', () => {
  const spoilt: [string, Manifest, RegExp][] = [
    [
      'a property the schema does not know',
      { ...manifestAsWritten(), colour: 'blue' } as Manifest,
      /additional properties/,
    ],
    ['too long a short description', changed((m) => (m.description.short = 'x'.repeat(81))), /short.*80/],
    ['no bot', changed((m) => delete m.bots), /^no bot$/],
    ['a scope without commands', changed((m) => firstBot(m).commandLists?.pop()), /scopes are groupChat,personal,team/],
    [
      'eleven commands in one list',
      changed((m) => {
        const [list] = firstBot(m).commandLists ?? [];
        if (list) list.commands = Array.from({ length: 11 }, () => ({ title: 'help', description: 'Help' }));
      }),
      /11 commands for personal: at most 10/,
    ],
  ];
  test.each(spoilt)('%s', async (_what, manifest, said) => {
    expect(await problemsOf(manifest, iconsAsDrawn())).toContainEqual(expect.stringMatching(said));
  });

  const drawn = iconsAsDrawn();
  const icons: [string, Icons, string][] = [
    [
      'icons that changed places',
      { color: drawn.outline, outline: drawn.color },
      'color.png is 32×32: must be 192×192',
    ],
    ['an outline too big', { ...drawn, outline: drawn.color }, 'outline.png is 192×192: must be 32×32'],
    ['a picture of another kind', { ...drawn, color: Buffer.from('GIF89a'.repeat(9)) }, 'color.png is not a PNG'],
    ['an empty file', { ...drawn, color: new Uint8Array() }, 'color.png is not a PNG'],
  ];
  test.each(icons)('%s', async (_what, these, said) => {
    expect(await problemsOf(manifestAsWritten(), these)).toContain(said);
  });

  test.each([
    ['no GUID', { appId: 'keylink' }, /--app-id/],
    ['a name too long for Teams', { appId: APP, developer: 'x'.repeat(33) }, /--developer/],
    ['an empty name', { appId: APP, developer: '' }, /--developer/],
    ['an address that is not https', { appId: APP, url: 'http://harbour.example.org' }, /--url/],
    ['no address at all', { appId: APP, url: 'https://' }, /--url/],
  ])('%s', (_what, given, said) => {
    expect(detailProblems(given)).toEqual([expect.stringMatching(said)]);
  });
});

describe('a package for one installation', () => {
  test('carries its app id wherever one is asked for, its developer and its addresses', () => {
    expect(detailProblems(details)).toEqual([]);
    const manifest = fill(manifestAsWritten(), details);
    expect([manifest.id, firstBot(manifest).botId, manifest.composeExtensions?.[0]?.botId]).toEqual([APP, APP, APP]);
    expect(manifest.developer).toEqual({
      name: 'Harbour Partnership',
      websiteUrl: 'https://harbour.example.org',
      privacyUrl: 'https://harbour.example.org/privacy',
      termsOfUseUrl: 'https://harbour.example.org/terms',
    });
  });

  test('has the page as everybody’s own tab and as a channel’s, with single sign-on, where its address is given', async () => {
    const manifest = fill(manifestAsWritten(), details);
    expect(await problemsOf(manifest, iconsAsDrawn())).toEqual([]);
    expect(manifest.staticTabs).toEqual([
      {
        entityId: 'keylink',
        name: 'Keylink',
        contentUrl: 'https://harbour.example.org/tab',
        websiteUrl: 'https://harbour.example.org/tab',
        scopes: ['personal'],
      },
    ]);
    expect(manifest.configurableTabs).toEqual([
      { configurationUrl: 'https://harbour.example.org/tab?config', canUpdateConfiguration: false, scopes: ['team'] },
    ]);
    expect(manifest.validDomains).toEqual(['harbour.example.org']);
    expect(manifest.webApplicationInfo).toEqual({ id: APP, resource: `api://harbour.example.org/botid-${APP}` });
  });

  test('has no tab without an address', () => {
    const manifest = fill(manifestAsWritten(), { appId: APP });
    expect(manifest.staticTabs ?? manifest.configurableTabs ?? manifest.webApplicationInfo).toBeUndefined();
    expect(manifest.validDomains).toEqual([]);
  });

  test('keeps the developer as written when none is given', () => {
    expect(fill(manifestAsWritten(), { appId: APP }).developer).toEqual(manifestAsWritten().developer);
  });

  test('is a zip of the manifest and two icons, the same bytes every time', () => {
    const manifest = fill(manifestAsWritten(), details);
    const zip = packed(manifest, iconsAsDrawn());
    const files = unzipSync(zip);
    expect(Object.keys(files).toSorted()).toEqual(['color.png', 'manifest.json', 'outline.png']);
    expect(JSON.parse(strFromU8(files['manifest.json'] ?? new Uint8Array()))).toEqual(manifest);
    expect(Buffer.from(files['outline.png'] ?? []).equals(Buffer.from(iconsAsDrawn().outline))).toBe(true);
    expect(Buffer.from(packed(manifest, iconsAsDrawn())).equals(Buffer.from(zip))).toBe(true);
  });
});
