// What the Teams app package is made of and what must be true of it. build.ts is the command around this.
import { readFileSync } from 'node:fs';
import { AppManifestUtils, type TeamsManifestV1D25 } from '@microsoft/app-manifest';
import { zipSync } from 'fflate';

export type Manifest = TeamsManifestV1D25.TeamsManifestV1D25;
export type Details = { appId: string; developer?: string | undefined; url?: string | undefined };
export type Icons = { color: Uint8Array; outline: Uint8Array };

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const PNG_SIGNATURE = '89504e470d0a1a0a';
// The schema allows 12; older clients show no more than 10.
const MOST_COMMANDS = 10;

const read = (name: string): Buffer => readFileSync(new URL(name, import.meta.url));

export const manifestAsWritten = (): Manifest => JSON.parse(read('manifest.json').toString('utf8')) as Manifest;
export const iconsAsDrawn = (): Icons => ({ color: read('color.png'), outline: read('outline.png') });

/** What is wrong with these details, in words for the person at the command line; nothing when they will do. */
export function detailProblems({ appId, developer, url }: Details): string[] {
  const problems: string[] = [];
  if (!GUID.test(appId)) problems.push(`--app-id must be the bot's app id, a GUID, not "${appId}"`);
  if (developer !== undefined && (developer.length === 0 || developer.length > 32))
    problems.push('--developer must be 1 to 32 characters');
  if (url !== undefined && !(URL.canParse(url) && url.startsWith('https://')))
    problems.push(`--url must be an https address, not "${url}"`);
  return problems;
}

/** The manifest for one installation. The bot and the app share one id: one Entra registration serves both. */
export function fill(manifest: Manifest, { appId, developer, url }: Details): Manifest {
  const site = url?.replace(/\/+$/, '');
  const addresses = site && { websiteUrl: site, privacyUrl: `${site}/privacy`, termsOfUseUrl: `${site}/terms` };
  return {
    ...manifest,
    id: appId,
    bots: manifest.bots?.map((bot) => ({ ...bot, botId: appId })) ?? [],
    composeExtensions: manifest.composeExtensions?.map((extension) => ({ ...extension, botId: appId })) ?? [],
    developer: { ...manifest.developer, ...(developer && { name: developer }), ...addresses },
    ...(site && tabsAt(site, appId)),
  };
}

/** The page, where the installation says at which address it is: in everybody's own app, and as a channel's tab. */
function tabsAt(site: string, appId: string): Partial<Manifest> {
  const page = `${site}/tab`;
  const { host } = new URL(site);
  return {
    staticTabs: [{ entityId: 'keylink', name: 'Keylink', contentUrl: page, websiteUrl: page, scopes: ['personal'] }],
    configurableTabs: [{ configurationUrl: `${page}?config`, canUpdateConfiguration: false, scopes: ['team'] }],
    validDomains: [host],
    // teams-platform 5.5: single sign-on of an app that has a bot too.
    webApplicationInfo: { id: appId, resource: `api://${host}/botid-${appId}` },
  };
}

/** Everything that would make Teams refuse the package, in words. Needs no network: the schema comes with its library. */
export async function problemsOf(manifest: Manifest, icons: Icons): Promise<string[]> {
  return [
    ...(await AppManifestUtils.validateAgainstSchema(manifest)),
    ...commandProblems(manifest),
    ...iconProblems('color.png', icons.color, 192),
    ...iconProblems('outline.png', icons.outline, 32),
  ];
}

function commandProblems(manifest: Manifest): string[] {
  const [bot] = manifest.bots ?? [];
  if (!bot) return ['no bot'];
  const lists = bot.commandLists ?? [];
  const listed = lists.flatMap((list) => list.scopes).toSorted();
  const scopes = bot.scopes.toSorted();
  const uneven =
    listed.join() === scopes.join() ? [] : [`command lists for ${listed.join()}; scopes are ${scopes.join()}`];
  const long = lists.filter((list) => list.commands.length > MOST_COMMANDS);
  return [
    ...uneven,
    ...long.map((list) => `${list.commands.length} commands for ${list.scopes.join()}: at most ${MOST_COMMANDS}`),
  ];
}

function iconProblems(name: string, bytes: Uint8Array, side: number): string[] {
  const png = Buffer.from(bytes);
  if (png.length < 24 || png.toString('hex', 0, 8) !== PNG_SIGNATURE) return [`${name} is not a PNG`];
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  return width === side && height === side ? [] : [`${name} is ${width}×${height}: must be ${side}×${side}`];
}

/** The zip that Teams takes. The same input gives the same bytes, in any time zone: zip stores local time. */
export function packed(manifest: Manifest, icons: Icons): Uint8Array {
  const files = {
    'manifest.json': Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`),
    'color.png': icons.color,
    'outline.png': icons.outline,
  };
  return zipSync(files, { mtime: new Date(2026, 0, 1) });
}
