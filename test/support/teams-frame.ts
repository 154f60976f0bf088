/** A stand-in for Teams' window around the page: it speaks the protocol of teams-js, and keeps what it was told. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Frame, Page } from 'playwright-core';

export interface TeamsFrame {
  url: string;
  close(): Promise<void>;
}

interface Shown {
  /** The page inside. */
  src: string;
  token: string;
  theme?: string;
  /** What a card's link points to. */
  subPageId?: string;
  /** The page is shown to be added to a channel. */
  isAdding?: boolean;
}

/** Teams' side of teams-js 2: replies carry the id of what they answer. */
const host = ({
  src,
  token,
  theme = 'default',
  subPageId = '',
  isAdding = false,
}: Shown): string => `<!doctype html><title>Teams</title>
<style>body{margin:0}iframe{border:0;width:100vw;height:100vh}</style>
<iframe title="Keylink" src=${JSON.stringify(src)}></iframe>
<script>
const inside = document.querySelector('iframe');
window.heard = [];
const runtime = JSON.stringify({ apiVersion: 4, isLegacyTeams: false, supports: ${isAdding ? '{ pages: { config: {} } }' : '{}'} });
const context = { theme: ${JSON.stringify(theme)}, locale: 'en-gb', entityId: 'keylink', subEntityId: ${JSON.stringify(subPageId)}, sessionId: '1' };
addEventListener('message', ({ data, source, origin }) => {
  if (source !== inside.contentWindow) return;
  window.heard.push(data.func);
  const reply = (...args) => source.postMessage({ id: data.id, uuid: data.uuid, uuidAsString: data.uuidAsString, args }, origin);
  if (data.func === 'initialize') reply('${isAdding ? 'settings' : 'content'}', 'web', runtime, '2.0.4');
  if (data.func === 'settings.setSettings') { window.saved = data.args[0]; reply(true); }
  if (data.func === 'getContext') reply(context);
  if (data.func === 'authentication.getAuthToken') reply(${token === '' ? "false, 'CancelledByUser'" : `true, ${JSON.stringify(token)}`});
});
window.save = () => inside.contentWindow.postMessage({ func: 'settings.save', args: [{}] }, '*');
window.setTheme = (theme) => inside.contentWindow.postMessage({ func: 'themeChange', args: [theme] }, '*');
</script>`;

export async function startTeamsFrame(shown: () => Shown): Promise<TeamsFrame> {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end(host(shown()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export const insideOf = (page: Page): Frame => page.frames()[1]!;
export const heardBy = (page: Page): Promise<string[]> =>
  page.evaluate(() => (globalThis as unknown as { heard: string[] }).heard);
export const setTheme = (page: Page, theme: string): Promise<void> =>
  page.evaluate((to) => (globalThis as unknown as { setTheme(theme: string): void }).setTheme(to), theme);

/** Presses the button of Teams' own dialog, and gives what the page said is to be kept of it. */
export async function saveTab(page: Page): Promise<unknown> {
  await page.evaluate(() => (globalThis as unknown as { save(): void }).save());
  await page.waitForFunction('window.heard.includes("settings.save.success")');
  return page.evaluate(() => (globalThis as unknown as { saved: unknown }).saved);
}
