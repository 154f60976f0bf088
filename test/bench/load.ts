/** Many turns at once against a bot, and the barest stand-in for Teams' servers, which only counts what is said. */
import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Ear {
  serviceUrl: string;
  /** How many messages were said since it was last asked. */
  heard(): number;
  close(): void;
}

export async function listenToBots(): Promise<Ear> {
  let messages = 0;
  const server = createServer((asked, answer) => {
    asked.resume().on('end', () => {
      messages += 1;
      answer.statusCode = 201;
      answer.setHeader('content-type', 'application/json');
      answer.end('{"id":"1"}');
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return {
    serviceUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    heard() {
      const count = messages;
      messages = 0;
      return count;
    },
    close: () => void server.close(),
  };
}

const AT_ONCE = 32;

/** Has a bot take `turns` activities, so many at once as AT_ONCE says; gives turns per second. Throws where one is not answered 200. */
export async function drive(port: number, turns: number, activity: () => string): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  let left = turns;
  const started = performance.now();
  const callers = Array.from({ length: AT_ONCE }, async () => {
    while (left-- > 0) await deliver(agent, port, activity());
  });
  await Promise.all(callers);
  agent.destroy();
  return (turns * 1000) / (performance.now() - started);
}

function deliver(agent: Agent, port: number, body: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const asked = request(
      { agent, port, host: '127.0.0.1', path: '/api/messages', method: 'POST', headers },
      (answer) => {
        answer.resume().on('end', () => {
          if (answer.statusCode === 200) resolve();
          else reject(new Error(`a turn was answered ${answer.statusCode}`));
        });
      },
    );
    asked.on('error', reject);
    asked.end(body);
  });
}
