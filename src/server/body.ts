/** What a request may carry. Refused here, from its headers, before anything of it is read or parsed. */
import restify from 'restify';

/** An activity is a few kilobytes. A concern is more: each of its boxes may be full, and each letter escaped. */
const BODY_BYTES = 2 * 1024 * 1024;

/** What the page sends otherwise is a register at most. */
export const TAB_BYTES = 256 * 1024;
/** A data pack as the page brings it: some 80,000 rows. */
export const PACK_BYTES = 8 * 1024 * 1024;
/** The two doors that take one. */
export const PACK_PATHS: readonly string[] = ['/tab/api/import/look', '/tab/api/import/apply'];

/** The body as JSON in `req.body`. Only for requests that `refuseUnfit` let pass. */
export const readJson = (most = BODY_BYTES): restify.RequestHandler[] =>
  restify.plugins.bodyParser({ maxBodySize: most, mapParams: false });

/**
 * The parser unpacks before it counts, and a body that only claims to be gzip ends the process inside it; of other kinds
 * it would write files.
 */
export function refuseUnfit(req: restify.Request, res: restify.Response, next: restify.Next): void {
  const refusal = refusalOf(req.headers, mostFor(req.url ?? ''));
  if (!refusal) return next();
  res.send(refusal.status, { error: refusal.error });
  return next(false);
}

function mostFor(url: string): number {
  if (PACK_PATHS.includes(url)) return PACK_BYTES;
  return url.startsWith('/tab/') ? TAB_BYTES : BODY_BYTES;
}

function refusalOf(headers: restify.Request['headers'], most: number): { status: number; error: string } | undefined {
  const carries = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
  if (headers['content-encoding'] !== undefined) return { status: 415, error: 'encoded bodies are not taken' };
  if (carries && !/^application\/json\s*(;|$)/i.test(headers['content-type'] ?? '')) {
    return { status: 415, error: 'only application/json is taken' };
  }
  if (Number(headers['content-length'] ?? 0) > most) return { status: 413, error: 'the body is too long' };
  return undefined;
}
