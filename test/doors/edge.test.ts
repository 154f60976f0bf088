import { once } from 'node:events';
import { Agent, request, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { jest } from '@jest/globals';
import { createLog, type Log } from '../../src/log.ts';
import { createServer, type Received, type Server } from '../../src/server.ts';

const log = createLog('silent');
const host = '127.0.0.1';

interface Told {
  status: number | undefined;
  headers: IncomingMessage['headers'];
  body: string;
}

interface Asked {
  port: number;
  method?: string;
  path?: string;
  headers?: OutgoingHttpHeaders;
  body?: string | Buffer;
  agent?: Agent;
}

function ask({ port, method = 'POST', path = '/api/messages', headers = json, body, agent }: Asked): Promise<Told> {
  return new Promise((resolve, reject) => {
    const asked = request({ host, port, method, path, headers, ...(agent ? { agent } : {}) }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => {
        resolve({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(chunks).toString() });
      });
    });
    asked.on('error', reject);
    asked.end(body);
  });
}

const json = { 'content-type': 'application/json' };
const ok = async (): Promise<Received> => ({ status: 200 });
const get = (port: number, path: string) => ask({ port, path, method: 'GET', headers: {} });

type Options = Partial<Parameters<typeof createServer>[0]>;
const servers: Server[] = [];
async function serve(options: Options = {}): Promise<{ server: Server; port: number }> {
  const server = createServer({ receive: ok, ready: async () => undefined, log, ...options });
  servers.push(server);
  return { server, port: await server.listen(0, host) };
}
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

/** Talks HTTP by hand, for what a decent client would never send. Gives all that comes back until the other side hangs up. */
async function talk(port: number, text: string): Promise<string> {
  const socket = connect(port, host);
  socket.write(text);
  let heard = '';
  socket.on('data', (chunk: Buffer) => {
    heard += chunk.toString();
  });
  await once(socket, 'close');
  return heard;
}

describe('what comes through', () => {
  test.each([
    ['application/json'],
    ['application/json; charset=utf-8'],
    ['application/json;charset="UTF-8"'],
    ['Application/JSON; charset=utf-8'],
  ])('%s is read as JSON', async (type) => {
    const seen: unknown[] = [];
    const { port } = await serve({
      receive: async (_authorization, activity) => {
        seen.push(activity);
        return { status: 200 };
      },
    });
    const told = await ask({ port, headers: { 'content-type': type }, body: '{"text":"Zoë O’Neill"}' });
    expect([told.status, told.body]).toEqual([200, '']);
    expect(seen).toEqual([{ text: 'Zoë O’Neill' }]);
  });

  test('a body in chunks is read', async () => {
    const { port } = await serve();
    expect((await ask({ port, headers: { ...json, 'transfer-encoding': 'chunked' }, body: '{}' })).status).toBe(200);
  });

  test('the answer to an invoke goes back as JSON, and the authorization header is passed on', async () => {
    const { port } = await serve({ receive: async (authorization) => ({ status: 200, body: { authorization } }) });
    const told = await ask({ port, headers: { ...json, authorization: 'Bearer x' }, body: '{}' });
    expect(told.headers['content-type']).toBe('application/json');
    expect(JSON.parse(told.body)).toEqual({ authorization: 'Bearer x' });
  });
});

describe('what does not come through (campaign item 9)', () => {
  const big = JSON.stringify({ text: 'x'.repeat(2 * 1024 * 1024) });
  test.each<[string, number, Omit<Asked, 'port'>]>([
    ['gzip that is none', 415, { headers: { ...json, 'content-encoding': 'gzip' }, body: 'not gzip' }],
    ['gzip', 415, { headers: { ...json, 'content-encoding': 'gzip' }, body: gzipSync('{}') }],
    [
      'a small gzip that grows',
      415,
      { headers: { ...json, 'content-encoding': 'gzip' }, body: gzipSync('x'.repeat(5e6)) },
    ],
    ['brotli', 415, { headers: { ...json, 'content-encoding': 'br' }, body: '{}' }],
    ['two encodings', 415, { headers: { ...json, 'content-encoding': 'gzip, identity' }, body: '{}' }],
    ['a body too long', 413, { body: big }],
    ['a body too long, in chunks', 413, { headers: { ...json, 'transfer-encoding': 'chunked' }, body: big }],
    ['text', 415, { headers: { 'content-type': 'text/plain' }, body: '{}' }],
    ['a form', 415, { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'type=message' }],
    ['a form with files', 415, { headers: { 'content-type': 'multipart/form-data; boundary=b' }, body: '--b--' }],
    ['something like JSON', 415, { headers: { 'content-type': 'application/json-patch+json' }, body: '[]' }],
    ['no type', 415, { headers: {}, body: '{}' }],
    ['an encoding, and no body', 415, { method: 'GET', path: '/healthz', headers: { 'content-encoding': 'gzip' } }],
    ['broken JSON', 400, { body: '{"type":"message' }],
    ['a name in no quotes', 400, { body: '{type:"message"}' }],
    ['a digest that does not fit', 400, { headers: { ...json, 'content-md5': 'AAAA' }, body: '{}' }],
    ['GET of the messages', 405, { method: 'GET', headers: {} }],
    ['DELETE of the messages', 405, { method: 'DELETE', headers: {} }],
    ['PUT', 405, { method: 'PUT', body: '{}' }],
    ['POST of the health', 405, { path: '/healthz', body: '{}' }],
    ['another path', 404, { path: '/api/message', body: '{}' }],
    ['no path', 404, { path: '/', method: 'GET', headers: {} }],
    ['a path that climbs', 404, { path: '/api/messages/../../etc/passwd', body: '{}' }],
    ['a path that cannot be decoded', 404, { path: '/%E0%A4%A', method: 'GET', headers: {} }],
  ])('%s: %i, without detail, and the next request is served', async (_name, status, asked) => {
    let received = 0;
    const { port } = await serve({
      receive: async () => {
        received += 1;
        return { status: 200 };
      },
    });
    const told = await ask({ port, ...asked });
    expect(told.status).toBe(status);
    expect(told.body).not.toMatch(/JSON|position|node_modules|\bat \b|Error|passwd/);
    expect(received).toBe(0);
    expect((await ask({ port, body: '{}' })).status).toBe(200);
  });

  test('what is no HTTP, or only begins to be, ends its own connection and nothing else', async () => {
    const { port } = await serve();
    expect(await talk(port, 'hello\r\n\r\n')).toContain('400 Bad Request');
    expect(await talk(port, `GET /healthz HTTP/1.1\r\nhost: x\r\nx: ${'x'.repeat(40_000)}\r\n\r\n`)).toContain('431');
    const leaving = connect(port, host);
    leaving.write(
      'POST /api/messages HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n{"ty',
    );
    await once(leaving, 'connect');
    leaving.destroy();
    expect((await get(port, '/healthz')).status).toBe(200);
  });

  test('a request for another protocol is answered as any other, and does not hold up the stop', async () => {
    const { server, port } = await serve({ limits: { closeMs: 50 } });
    const upgrading = { connection: 'upgrade', upgrade: 'websocket' };
    const told = await ask({ port, path: '/healthz', method: 'GET', headers: upgrading });
    expect([told.status, told.body]).toEqual([200, '{"status":"ok"}']);
    await server.close();
  });

  test('a fault behind the door is a 500 that tells nothing', async () => {
    const lines: object[] = [];
    const noting = { ...quiet, error: (line: object) => void lines.push(line) } as unknown as Log;
    const receive = async (): Promise<never> => {
      throw new TypeError('Alfie Brook is not a function');
    };
    const { port } = await serve({ receive, log: noting });
    const told = await ask({ port, body: '{}' });
    expect([told.status, told.body]).toEqual([500, '{"error":"something went wrong here"}']);
    expect(lines).toEqual([{ event: 'door.fault', fault: 'TypeError' }]);
  });
});

const nothing = (): void => undefined;
const quiet = { child: () => log, info: nothing, warn: nothing, error: nothing };

describe('health', () => {
  test('healthz is 200 while the process lives, whatever storage does', async () => {
    const { port } = await serve({ ready: () => Promise.reject(new Error('down')) });
    expect(await get(port, '/healthz')).toMatchObject({ status: 200, body: '{"status":"ok"}' });
  });

  test.each<[string, () => Promise<void>, number, object]>([
    ['answers', async () => undefined, 200, { status: 'ready' }],
    ['hangs', () => new Promise(() => undefined), 503, { status: 'not ready', reason: 'storage does not answer' }],
    [
      'fails',
      () => Promise.reject(new Error('AccountKey=c2VjcmV0 refused')),
      503,
      { status: 'not ready', reason: 'storage answers with a fault' },
    ],
    [
      'cannot even be asked',
      () => {
        throw new Error('AccountKey=c2VjcmV0');
      },
      503,
      { status: 'not ready', reason: 'storage answers with a fault' },
    ],
  ])('readyz when storage %s', async (_name, ready, status, body) => {
    const { port } = await serve({ ready, limits: { readyMs: 20 } });
    const told = await get(port, '/readyz');
    expect(told.status).toBe(status);
    expect(JSON.parse(told.body)).toEqual(body);
  });

  test('many who ask within a second are one question to storage', async () => {
    const clock = jest.spyOn(Date, 'now').mockReturnValue(1_000_000);
    let asked = 0;
    const ready = async (): Promise<void> => {
      asked += 1;
    };
    const { port } = await serve({ ready });
    const statuses = () => Promise.all(Array.from({ length: 20 }, async () => (await get(port, '/readyz')).status));
    expect(new Set(await statuses())).toEqual(new Set([200]));
    expect(asked).toBe(1);
    clock.mockReturnValue(1_001_000);
    await statuses();
    expect(asked).toBe(2);
    clock.mockRestore();
  });
});

describe('stopping', () => {
  /** A turn that is in hand until it is let go. */
  function turnInHand() {
    const begun = Promise.withResolvers<void>();
    const done = Promise.withResolvers<Received>();
    const receive = (): Promise<Received> => {
      begun.resolve();
      return done.promise;
    };
    return { receive, begun: begun.promise, letGo: () => done.resolve({ status: 200, body: 'done' }) };
  }

  test('finishes the turn in hand, and takes no new one on a kept connection or a new one', async () => {
    const turn = turnInHand();
    const { server, port } = await serve({ receive: turn.receive });
    const inHand = ask({ port, body: '{}' });
    await turn.begun;
    // Kept open by a request that is only half there.
    const busy = connect(port, host);
    busy.write('GET /readyz HTTP/1.1\r\nhost: x\r\n');
    await get(port, '/healthz');

    let closed = false;
    const close = async (): Promise<void> => {
      await server.close();
      closed = true;
    };
    const closing = close();
    const heard = once(busy, 'data');
    busy.write('\r\n');
    expect(String((await heard)[0])).toContain('503');
    await expect(ask({ port, body: '{}' })).rejects.toThrow('ECONNREFUSED');
    expect(closed).toBe(false);

    turn.letGo();
    expect(await inHand).toMatchObject({ status: 200, body: '"done"' });
    await closing;
    busy.destroy();
  });

  test('does not wait for idle connections that clients keep', async () => {
    const { server, port } = await serve();
    const agent = new Agent({ keepAlive: true });
    await Promise.all([ask({ port, body: '{}', agent }), ask({ port, body: '{}', agent })]);
    await server.close();
    agent.destroy();
  });

  test('ends within its limit though a turn never ends and a client never finishes its request', async () => {
    const turn = turnInHand();
    const { server, port } = await serve({ receive: turn.receive, limits: { closeMs: 50 } });
    const inHand = ask({ port, body: '{}' }).catch((fault: Error) => fault.message);
    await turn.begun;
    const slow = connect(port, host);
    slow.write('POST /api/messages HTTP/1.1\r\n');
    slow.on('error', nothing);
    await once(slow, 'connect');
    await server.close();
    expect(await inHand).toBe('socket hang up');
    turn.letGo();
  });

  test('closing twice is closing once', async () => {
    const { server } = await serve();
    await Promise.all([server.close(), server.close()]);
    await server.close();
  });

  test('a port already taken is a fault of the start, not of the process', async () => {
    const { port } = await serve();
    const second = createServer({ receive: ok, ready: async () => undefined, log });
    await expect(second.listen(port, host)).rejects.toThrow('EADDRINUSE');
  });
});
