import type { IncomingMessage, Server, ServerResponse } from 'node:http';

// The Playground's page has two races that an honest, quick bot loses, and what it loses it never shows:
// - a reply that overtakes the answer to the post it belongs to;
// - messages kept for a page that was not open yet, sent to it before it knows its channels (this morning's digest).
const replyDelayMs = 200;
const pageDelayMs = 200;
const pageLimitMs = 3_000; // a stream opened again by a page that already knows its channels

/** Makes the Playground's server wait for its page in both places. */
export function giveThePageTime(server: Server): void {
  const emit = server.emit.bind(server) as (event: string, ...details: unknown[]) => boolean;
  const streams = new Set<() => void>();
  server.emit = (event: string, ...details: unknown[]) => {
    const { method, url = '' } = (details[0] ?? {}) as Partial<IncomingMessage>;
    const goOn = () => emit(event, ...details);
    if (event === 'request' && method === 'POST' && url.startsWith('/_connector/')) return later(goOn, replyDelayMs);
    if (event === 'upgrade' && url.startsWith('/_ws_conversation/')) return hold(goOn, streams);
    if (event === 'request' && url === '/_internal/v1/config') letGoAfter(details[1] as ServerResponse, streams);
    return goOn();
  };
}

function later(act: () => void, ms: number): true {
  setTimeout(act, ms);
  return true;
}

function hold(goOn: () => void, streams: Set<() => void>): true {
  const open = () => streams.delete(open) && goOn();
  streams.add(open);
  return later(open, pageLimitMs);
}

function letGoAfter(answer: ServerResponse, streams: Set<() => void>): void {
  answer.once('finish', () => later(() => [...streams].forEach((open) => open()), pageDelayMs));
}
