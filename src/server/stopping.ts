/** Ending in order: what is in hand is answered, nothing new is taken, and it ends even if a client hangs on. */
import type { Server as HttpServer } from 'node:http';
import type restify from 'restify';

/** SIGTERM leaves 10 s for everything; the rest of the product needs some of them. */
const CLOSE_MS = 8_000;

export function createStopping(http: HttpServer, timeLimitMs = CLOSE_MS) {
  let isStopping = false;
  return {
    /** A kept connection may still bring requests: each is told to go elsewhere and to hang up. */
    refuseNew(_req: restify.Request, res: restify.Response, next: restify.Next): void {
      if (!isStopping) return next();
      res.set('connection', 'close');
      res.send(503, { error: 'stopping' });
      return next(false);
    },
    /** Settles when every connection is gone, which is made so after the time limit. */
    stop(): Promise<void> {
      isStopping = true;
      return new Promise((resolve) => {
        const sweep = setInterval(() => http.closeIdleConnections(), 50);
        const limit = setTimeout(() => http.closeAllConnections(), timeLimitMs);
        http.close(() => {
          clearInterval(sweep);
          clearTimeout(limit);
          resolve();
        });
        http.closeIdleConnections();
      });
    },
  };
}
