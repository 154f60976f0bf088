/** The doors of the page: its files, and what it asks. The page is framed by Teams and by nothing else. */
import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import type restify from 'restify';
import type { Log } from '../log.ts';
import type { TabAnswer, TabAsked } from '../tab-api/question.ts';
import { PACK_PATHS } from './body.ts';

export interface TabDoors {
  files: ReadonlyMap<string, Buffer>;
  ask(asked: TabAsked): Promise<TabAnswer>;
  /** Where the page may be framed from besides Teams: a stand-in for it on this machine. */
  framedBy?: string;
  /** The product stops: what would go on for ever ends. */
  ending: AbortSignal;
  log: Log;
}

/** teams-platform 5.5. */
const FRAMES = 'https://*.cloud.microsoft https://teams.microsoft.com https://*.teams.microsoft.com';

const policyOf = (nonce: string, framedBy: string | undefined): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${FRAMES}${framedBy ? ` ${framedBy}` : ''}`,
  ].join('; ');

const types: Readonly<Record<string, string>> = { js: 'text/javascript', css: 'text/css', html: 'text/html' };
const typeOf = (name: string): string =>
  `${types[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream'}; charset=utf-8`;

const plainHeaders = { 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' };
const YEAR_SECONDS = 31_536_000;

/** Straight to the socket: restify's own formatters would change what is sent. */
function send(
  res: restify.Response,
  status: number,
  headers: Record<string, string>,
  bytes: Uint8Array | string,
): void {
  res.writeHead(status, { ...plainHeaders, ...headers });
  res.end(bytes);
}

const takesGzip = (req: restify.Request): boolean => /\bgzip\b/.test(req.headers['accept-encoding'] ?? '');

function servePage({ files, framedBy }: TabDoors) {
  return async (_req: restify.Request, res: restify.Response): Promise<void> => {
    const nonce = randomBytes(16).toString('base64');
    const page = (files.get('index.html') ?? Buffer.from('')).toString('utf8').replaceAll('{nonce}', nonce);
    const headers = { 'content-type': typeOf('index.html'), 'cache-control': 'no-store' };
    send(res, 200, { ...headers, 'content-security-policy': policyOf(nonce, framedBy) }, page);
  };
}

/** Packed once: their names carry a hash of what is in them. */
function serveFile({ files }: TabDoors) {
  const packed = new Map([...files].map(([name, bytes]) => [name, { bytes, gzip: gzipSync(bytes, { level: 9 }) }]));
  return async (req: restify.Request, res: restify.Response): Promise<void> => {
    const name = String((req.params as Record<string, string>)['file']);
    const file = name === 'index.html' ? undefined : packed.get(name);
    if (!file) return send(res, 404, { 'content-type': 'text/plain' }, 'no such file');
    const headers = {
      'content-type': typeOf(name),
      'cache-control': `public, max-age=${YEAR_SECONDS}, immutable`,
      vary: 'accept-encoding',
    };
    if (!takesGzip(req)) return send(res, 200, headers, file.bytes);
    send(res, 200, { ...headers, 'content-encoding': 'gzip' }, file.gzip);
  };
}

/**
 * A request that changes something carries its right in a header that no other site can set, and no cookie; and a browser that
 * says that it comes from elsewhere is believed.
 */
const isFromElsewhere = (req: restify.Request): boolean => {
  const site = req.headers['sec-fetch-site'];
  return site !== undefined && site !== 'same-origin' && site !== 'none';
};

function askedIn(req: restify.Request, signal: AbortSignal): TabAsked {
  const url = new URL(req.url ?? '/', 'http://tab');
  const path = url.pathname.split('/').slice(3);
  return {
    method: req.method ?? 'GET',
    path: path.map((part) => decodeURIComponent(part)),
    query: Object.fromEntries(url.searchParams),
    body: req.body as unknown,
    token: /^Bearer (\S+)$/i.exec(req.headers.authorization ?? '')?.[1] ?? '',
    signal,
  };
}

const json = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' };

async function* asLines(lines: AsyncIterable<unknown>): AsyncGenerator<string> {
  for await (const line of lines) yield `${JSON.stringify(line)}\n`;
}

/** As the standard has them: data in a frame, and a comment where there is none. */
async function* asEvents(events: AsyncIterable<unknown>): AsyncGenerator<string> {
  for await (const event of events) yield event === undefined ? ':\n\n' : `data: ${JSON.stringify(event)}\n\n`;
}

function stream(res: restify.Response, type: string, pieces: AsyncIterable<string>): void {
  res.writeHead(200, { ...plainHeaders, 'content-type': type, 'cache-control': 'no-store' });
  const readable = Readable.from(pieces);
  // Whoever looked has gone, or there is nothing more to tell them.
  readable.on('error', () => res.end());
  readable.pipe(res);
}

function answer(res: restify.Response, answered: TabAnswer, ending: AbortSignal): void {
  if ('file' in answered) {
    const { name, type, bytes } = answered.file;
    const headers = { 'content-type': type, 'cache-control': 'no-store' };
    return send(res, 200, { ...headers, 'content-disposition': `attachment; filename="${name}"` }, bytes);
  }
  if ('lines' in answered) return stream(res, 'application/x-ndjson', asLines(answered.lines));
  if ('events' in answered) {
    const end = (): void => void res.end();
    ending.addEventListener('abort', end);
    res.on('close', () => ending.removeEventListener('abort', end));
    return stream(res, 'text/event-stream; charset=utf-8', asEvents(answered.events));
  }
  send(res, answered.status, json, JSON.stringify(answered.body ?? {}));
}

function serveAnswer({ ask, ending, log }: TabDoors) {
  return async (req: restify.Request, res: restify.Response): Promise<void> => {
    if (isFromElsewhere(req)) return send(res, 403, json, '{"error":"from-elsewhere"}');
    const gone = new AbortController();
    res.on('close', () => gone.abort());
    try {
      answer(res, await ask(askedIn(req, gone.signal)), ending);
    } catch (fault) {
      log.error({ event: 'tab.fault', err: fault }, 'a question of the tab failed');
      if (!res.headersSent) send(res, 503, json, '{"error":"fault"}');
    }
  };
}

/** Somebody known, before megabytes of theirs are read; what they may do is looked at as for any question. */
function onlyOfSomebody({ ask }: TabDoors): restify.RequestHandler {
  const faulty: TabAnswer = { status: 503, body: { error: 'fault' } };
  return (req, res, pass) => {
    const me = { ...askedIn(req, new AbortController().signal), method: 'GET', path: ['me'] };
    const look = async (): Promise<void> => {
      const known = await ask(me).catch(() => faulty);
      if (known.status === 200) return pass();
      send(res, known.status, json, JSON.stringify('body' in known ? known.body : {}));
      return pass(false);
    };
    void look();
  };
}

/** What reads a body, for requests that carry one; of a pack, a big one. */
interface Readers {
  json: restify.RequestHandler[];
  pack: restify.RequestHandler[];
}

export function openTab(server: restify.Server, doors: TabDoors, readers: Readers): void {
  server.get('/tab', servePage(doors));
  server.get('/tab/:file', serveFile(doors));
  server.get('/tab/api/*', serveAnswer(doors));
  for (const path of PACK_PATHS) server.post(path, onlyOfSomebody(doors), ...readers.pack, serveAnswer(doors));
  server.post('/tab/api/*', ...readers.json, serveAnswer(doors));
  server.put('/tab/api/*', ...readers.json, serveAnswer(doors));
}
