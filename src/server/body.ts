/** What a request may carry. Refused here, from its headers, before anything of it is read or parsed. */
import restify from 'restify';

/** An activity is a few kilobytes. A concern is more: each of its boxes may be full, and each letter escaped. */
const BODY_BYTES = 2 * 1024 * 1024;

/** The body as JSON in `req.body`. Only for requests that `refuseUnfit` let pass. */
export const readJson = (): restify.RequestHandler[] =>
  restify.plugins.bodyParser({ maxBodySize: BODY_BYTES, mapParams: false });

/**
 * The parser unpacks before it counts, and a body that only claims to be gzip ends the process inside it; of other kinds
 * it would write files.
 */
export function refuseUnfit(req: restify.Request, res: restify.Response, next: restify.Next): void {
  const refusal = refusalOf(req.headers);
  if (!refusal) return next();
  res.send(refusal.status, { error: refusal.error });
  return next(false);
}

function refusalOf(headers: restify.Request['headers']): { status: number; error: string } | undefined {
  const carries = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
  if (headers['content-encoding'] !== undefined) return { status: 415, error: 'encoded bodies are not taken' };
  if (carries && !/^application\/json\s*(;|$)/i.test(headers['content-type'] ?? '')) {
    return { status: 415, error: 'only application/json is taken' };
  }
  if (Number(headers['content-length'] ?? 0) > BODY_BYTES) return { status: 413, error: 'the body is too long' };
  return undefined;
}
