import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import type { ClientRequest, IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { Exchange } from './meaning.ts';
import type { Doubt } from './types.ts';

export interface Call {
  /** An allowed service URL. Redirects are answers like any other: nothing is followed. */
  serviceUrl: URL;
  method: 'GET' | 'POST' | 'PUT';
  /** Below the service URL, from `v3/` on, encoded. */
  path: string;
  body?: string;
  token?: string;
}

export interface Wire {
  exchange(call: Call, timeLimitMs: number): Promise<Exchange>;
  close(): void;
}

const agentOptions = {
  keepAlive: true,
  // More than there are posts carried at once: answers to people must not wait behind calls that hang.
  maxSockets: 40,
  maxTotalSockets: 48,
  // An idle connection goes before Teams' side would drop it: a post written to one just closed would be in doubt.
  timeout: 15_000,
};
const largestAnswer = 1024 * 1024;

/** HTTP to Teams on kept connections: one call, one answer, no retry, and never longer than the time limit. */
export function createWire(): Wire {
  const https = new HttpsAgent(agentOptions);
  const http = new HttpAgent(agentOptions);
  return {
    exchange: (call, timeLimitMs) => exchange(call, call.serviceUrl.protocol === 'https:' ? https : http, timeLimitMs),
    close() {
      https.destroy();
      http.destroy();
    },
  };
}

function exchange(call: Call, agent: HttpAgent, timeLimitMs: number): Promise<Exchange> {
  return new Promise((resolve) => {
    const request = open(call, agent);
    let begun = false;
    let settled = false;
    const settle = (outcome: Exchange) => {
      settled = true;
      clearTimeout(timer);
      resolve(outcome);
    };
    const give = (why: Doubt) => {
      if (settled) return;
      settle({ kind: 'lost', begun, why });
      request.destroy();
    };
    const timer = setTimeout(() => give('no-answer'), timeLimitMs);
    whenBegun(request, call.serviceUrl, () => (begun = true));
    request.on('error', () => give('connection-lost'));
    request.on('response', (response) => read(response, settle, () => give('connection-lost')));
    request.end(call.body);
  });
}

function open(call: Call, agent: HttpAgent): ClientRequest {
  const { serviceUrl, method, body, token } = call;
  const start = serviceUrl.protocol === 'https:' ? httpsRequest : httpRequest;
  const url = new URL(`${serviceUrl.href.replace(/\/$/, '')}/${call.path}`);
  return start(url, {
    method,
    agent,
    headers: {
      accept: 'application/json',
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && {
        'content-type': 'application/json; charset=utf-8',
        'content-length': Buffer.byteLength(body),
      }),
    },
  });
}

/**
 * A call has begun when its connection is ready to carry bytes; one lost before that may be repeated, even a post. A
 * connection in the middle of its handshake that changes hands counts as ready: the careful side.
 */
function whenBegun(request: ClientRequest, serviceUrl: URL, begin: () => void): void {
  const ready = serviceUrl.protocol === 'https:' ? 'secureConnect' : 'connect';
  request.on('socket', (socket) => (socket.connecting ? socket.once(ready, begin) : begin()));
}

function read(response: IncomingMessage, settle: (outcome: Exchange) => void, lost: () => void): void {
  const chunks: Buffer[] = [];
  let size = 0;
  const status = response.statusCode ?? 0;
  const answer = () =>
    settle({ kind: 'answered', status, headers: response.headers, body: Buffer.concat(chunks).toString() });
  // Without its body a refusal is still a refusal, but of what was accepted the id is gone.
  const cutOff = status >= 200 && status < 300 ? lost : answer;
  response.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size <= largestAnswer) chunks.push(chunk);
    else response.destroy();
  });
  response.on('end', answer);
  response.on('error', cutOff);
  response.on('close', cutOff);
}
