/** Whose token it is (teams-platform 5.5). The common keys sign for every tenant, so each claim below is somebody kept out. */
import { createRemoteJWKSet, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';

export interface SignedIn {
  tenantId: string;
  objectId: string;
}

/** Undefined: the token does not say who this is. Throws where the keys are out of reach. */
export type SignIn = (token: string, served: ReadonlySet<string>) => Promise<SignedIn | undefined>;

const KEYS = 'https://login.microsoftonline.com/common/discovery/v2.0/keys';
/** Teams on a desktop or telephone, and in a browser. */
const teamsClients = new Set(['1fec8e78-bce4-4aaf-ab1b-5451cc387264', '5e3ce6c0-2b1f-4285-8d4b-75ee78787346']);
const SCOPE = 'access_as_user';
const LEEWAY_SECONDS = 60;

const text = (claims: JWTPayload, name: string): string =>
  typeof claims[name] === 'string' ? claims[name].toLowerCase() : '';

function whoIs(claims: JWTPayload, served: ReadonlySet<string>): SignedIn | undefined {
  const [tenantId, objectId] = [text(claims, 'tid'), text(claims, 'oid')];
  const isOurs =
    text(claims, 'ver') === '2.0' &&
    served.has(tenantId) &&
    claims.iss === `https://login.microsoftonline.com/${tenantId}/v2.0` &&
    text(claims, 'scp').split(' ').includes(SCOPE) &&
    teamsClients.has(text(claims, 'azp')) &&
    objectId !== '';
  return isOurs ? { tenantId, objectId } : undefined;
}

/** Faults of the keys' server are not the caller's: those are thrown, everything else is a token that does not count. */
const isKeyTrouble = (fault: unknown): boolean =>
  ['ERR_JWKS_TIMEOUT', 'ERR_JOSE_GENERIC'].includes((fault as { code?: string }).code ?? '') ||
  (fault as { name?: string }).name === 'TypeError';

/** `appId`: in small letters. `keysUrl`: where the keys are published, if not at Microsoft's: a stand-in's. */
export function createSignIn(appId: string, keysUrl = KEYS): SignIn {
  const keys: JWTVerifyGetKey = createRemoteJWKSet(new URL(keysUrl), { timeoutDuration: 5_000 });
  return async (token, served) => {
    try {
      const { payload } = await jwtVerify(token, keys, {
        audience: appId,
        algorithms: ['RS256'],
        clockTolerance: LEEWAY_SECONDS,
        requiredClaims: ['exp', 'nbf', 'iat', 'tid', 'oid', 'scp', 'azp', 'ver'],
      });
      return whoIs(payload, served);
    } catch (fault) {
      if (isKeyTrouble(fault)) throw fault;
      return undefined;
    }
  };
}
