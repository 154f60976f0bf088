/** Every HTTP door. Bodies are small JSON or refused before they are parsed; no answer tells why beyond what a caller needs. */
import { setMaxListeners } from 'node:events';
import type { Server as HttpServer } from 'node:http';
import restify from 'restify';
import type { Log } from './log.ts';
import { PACK_BYTES, readJson, refuseUnfit, TAB_BYTES } from './server/body.ts';
import { createReadiness } from './server/readiness.ts';
import { createStopping } from './server/stopping.ts';
import { openTab, type TabDoors } from './server/tab.ts';

export interface Received {
  status: number;
  body?: unknown;
}

interface Doors {
  /** Acts on an activity of the Bot Framework protocol. Never throws. */
  receive(authorization: string, activity: unknown): Promise<Received>;
  /** Settles when storage answers; rejects otherwise. */
  ready(): Promise<void>;
  /** The page, where there is one. */
  tab?: Omit<TabDoors, 'log' | 'ending'> | undefined;
  log: Log;
  limits?: {
    /** For storage to answer. */
    readyMs?: number;
    /** For the turns in hand, once stopping. */
    closeMs?: number;
  };
}

export interface Server {
  /** Gives the port it listens on. */
  listen(port: number, host: string): Promise<number>;
  /** Takes no new requests and settles when those in hand are answered, within 8 s whatever clients do. */
  close(): Promise<void>;
}

/** A client that sends its request drop by drop is cut off. */
const HEADERS_MS = 10_000;
const REQUEST_MS = 20_000;

export function createServer({ receive, ready, tab, log, limits = {} }: Doors): Server {
  // restify's own log would print whole requests.
  const server = restify.createServer({ name: 'keylink', log: log.child({}, { level: 'silent' }) as never });
  const http = server.server as HttpServer;
  http.headersTimeout = HEADERS_MS;
  http.requestTimeout = REQUEST_MS;
  // restify takes a connection that asks for another protocol off HTTP's hands and forgets it: it would stay open for ever.
  http.removeAllListeners('upgrade');
  const stopping = createStopping(http, limits.closeMs);
  const readiness = createReadiness(ready, log, limits.readyMs);

  server.pre(refuseUnfit);
  server.post(
    '/api/messages',
    stopping.refuseNew,
    ...readJson(),
    async (req: restify.Request, res: restify.Response) => {
      const { status, body } = await receive(req.headers.authorization ?? '', req.body);
      res.send(status, body);
    },
  );
  server.get('/healthz', async (_req: restify.Request, res: restify.Response) => {
    res.send(200, { status: 'ok' });
  });
  server.get('/readyz', stopping.refuseNew, async (_req: restify.Request, res: restify.Response) => {
    const reason = await readiness();
    res.send(reason ? 503 : 200, reason ? { status: 'not ready', reason } : { status: 'ready' });
  });
  const ending = new AbortController();
  // One for each page that is open.
  setMaxListeners(0, ending.signal);
  if (tab)
    openTab(
      server,
      { ...tab, log, ending: ending.signal },
      {
        json: [stopping.refuseNew, ...readJson(TAB_BYTES)],
        pack: [stopping.refuseNew, ...readJson(PACK_BYTES)],
      },
    );
  server.on('restifyError', (_req, res: restify.Response, error: Fault, done: () => void) => {
    answerFault(res, error, log);
    done();
  });
  return {
    listen: (port, host) => listen(server, port, host, log),
    close() {
      ending.abort();
      return stopping.stop();
    },
  };
}

interface Fault {
  statusCode?: number;
  name?: string;
}

/** The message of a fault may quote the request: its kind alone is logged, and nothing of it answered. */
function answerFault(res: restify.Response, error: Fault, log: Log): void {
  const isTheirs = error.statusCode !== undefined && error.statusCode < 500;
  if (!isTheirs) log.error({ event: 'door.fault', fault: error.name }, 'a request failed');
  const status = isTheirs ? error.statusCode! : 500;
  res.send(status, { error: isTheirs ? 'the request is not understood' : 'something went wrong here' });
}

function listen(server: restify.Server, port: number, host: string, log: Log): Promise<number> {
  return new Promise((resolve, reject) => {
    // Stays on after the start: a connection that could not be accepted must not end the process.
    server.on('error', (fault) => {
      log.error({ event: 'door.fault', err: fault }, 'the door failed');
      reject(fault);
    });
    server.listen(port, host, () => resolve(server.address().port));
  });
}
