// The hosts the successor of the Bot Framework sends to, and no other: the bot's token and pupils' data go with each call.
const teamsHosts = new Set([
  'smba.trafficmanager.net',
  'smba.onyx.prod.teams.trafficmanager.net',
  'smba.infra.gcc.teams.microsoft.com',
]);
const loopbackHosts = new Set(['localhost', '127.0.0.1', '[::1]']);

/** The service URL, if the bot may send there at all; it comes from outside and is stored, so ask before every call. */
export function allowedServiceUrl(text: string, options: { allowLoopback: boolean }): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !spelledOut(text, url)) return undefined;
  if (url.protocol === 'https:' && url.port === '' && teamsHosts.has(url.hostname)) return url;
  if (options.allowLoopback && url.protocol === 'http:' && loopbackHosts.has(url.hostname)) return url;
  return undefined;
}

/**
 * URL parsing forgives much: user-info, upper case, `:443`, full-width letters, backslashes, 2130706433 for 127.0.0.1.
 * Teams writes none of them, so the text must start with exactly what the parser understood.
 */
function spelledOut(text: string, url: URL): boolean {
  const path = text.slice(url.origin.length);
  return text.startsWith(url.origin) && (path === '' || /^\/[\w./~-]*$/.test(path));
}
