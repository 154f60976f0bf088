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
}

/** Teams' side of teams-js 2: replies carry the id of what they answer. */
const host = ({ src, token, theme = 'default', subPageId = '' }: Shown): string => `<!doctype html><title>Teams</title>
<style>body{margin:0}iframe{border:0;width:100vw;height:100vh}</style>
<iframe title="Keylink" src=${JSON.stringify(src)}></iframe>
<script>
const inside = document.querySelector('iframe');
window.heard = [];
const runtime = JSON.stringify({ apiVersion: 4, isLegacyTeams: false, supports: {} });
const context = { theme: ${JSON.stringify(theme)}, locale: 'en-gb', entityId: 'keylink', subEntityId: ${JSON.stringify(subPageId)}, sessionId: '1' };
addEventListener('message', ({ data, source, origin }) => {
  if (source !== inside.contentWindow) return;
  window.heard.push(data.func);
  const reply = (...args) => source.postMessage({ id: data.id, uuid: data.uuid, uuidAsString: data.uuidAsString, args }, origin);
  if (data.func === 'initialize') reply('content', 'web', runtime, '2.0.4');
  if (data.func === 'getContext') reply(context);
  if (data.func === 'authentication.getAuthToken') reply(${token === '' ? "false, 'CancelledByUser'" : `true, ${JSON.stringify(token)}`});
});
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
