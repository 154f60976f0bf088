/** What a token says of itself, before anybody has checked its signature: enough to refuse it, never to accept it. */
export const ISSUER = 'https://api.botframework.com';

interface Expected {
  appId: string;
  /** The one in the activity: an answer would go there. */
  serviceUrl: unknown;
}

/**
 * When the token ends, in milliseconds since 1970; undefined: not a token of Teams for this bot and this service URL.
 * The library takes a token without an end, compares the service URL only where the activity has one, and has doors of
 * its own for emulators and skills: none of them is ours.
 */
export function expiryOf(header: string, { appId, serviceUrl }: Expected): number | undefined {
  const claims = claimsOf(header);
  if (claims['iss'] !== ISSUER || claims['aud'] !== appId) return undefined;
  if (typeof serviceUrl !== 'string' || serviceUrl === '' || claims['serviceurl'] !== serviceUrl) return undefined;
  const seconds = claims['exp'];
  return Number.isFinite(seconds) ? Number(seconds) * 1000 : undefined;
}

function claimsOf(header: string): Record<string, unknown> {
  const payload = /^Bearer [\w-]+\.([\w-]+)\.[\w-]+$/.exec(header)?.[1];
  if (!payload) return {};
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString());
    return typeof claims === 'object' && claims !== null ? { ...claims } : {};
  } catch {
    return {};
  }
}
