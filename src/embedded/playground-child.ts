import { Server as HttpServer } from 'node:http';
import { createRequire } from 'node:module';
import { Server, type AddressInfo } from 'node:net';
import { obeyParent, tellParent } from './obey-parent.ts';
import { giveThePageTime } from './playground-timing.ts';
import type { PlaygroundSettings } from './playground.ts';

const { command, words } = JSON.parse(process.argv[2] ?? '{}') as PlaygroundSettings;
obeyParent(async () => undefined);
keepToLoopback();
process.argv.splice(1, Infinity, command, ...words);
createRequire(import.meta.url)(command);

// The Playground listens on every interface and has no setting for it, while the bot behind it asks nobody who they are.
function keepToLoopback(): void {
  // oxlint-disable-next-line typescript/unbound-method -- called below on the server it was asked of
  const listen = Server.prototype.listen as (...words: unknown[]) => Server;
  Server.prototype.listen = function onLoopback(this: Server, port: unknown, whenUp?: unknown) {
    if (this instanceof HttpServer) {
      giveThePageTime(this);
      this.once('listening', () => setImmediate(report, this));
    }
    return listen.call(this, { port: Number(port), host: '127.0.0.1' }, whenUp);
  } as typeof listen;
}

function report(server: Server): void {
  tellParent({ port: (server.address() as AddressInfo).port });
}
