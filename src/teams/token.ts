/** The bot's own token for what it sends: from its home tenant, even when it writes to another (teams-platform, 5.2). */
import {
  type AccessToken,
  ClientSecretCredential,
  ManagedIdentityCredential,
  type TokenCredential,
} from '@azure/identity';
import type { TeamsApp } from '../config.ts';
import type { TokenSource } from './wire/errand.ts';

const SCOPE = 'https://api.botframework.com/.default';
/** The library has no limit of its own; one question without an answer must not keep all who share it for ever. */
const ASK_MS = 10_000;

function credentialOf(app: TeamsApp): TokenCredential {
  if (app.type === 'UserAssignedMSI') return new ManagedIdentityCredential({ clientId: app.appId });
  const tenant = app.type === 'SingleTenant' ? app.tenantId! : 'botframework.com';
  return new ClientSecretCredential(tenant, app.appId, app.password!);
}

export const createTokens = (app: TeamsApp): TokenSource => shareTokens(() => credentialOf(app));

/**
 * A credential keeps its token until it ends, so a refused one is got rid of with a new credential; a managed identity's
 * is the platform's to renew. Whoever asks while a question is under way shares its answer: 32 turns ask once.
 */
export function shareTokens(open: () => TokenCredential): TokenSource {
  let credential = open();
  let pending: Promise<string | undefined> | undefined;
  let isRefreshing = false;
  return (refresh) => {
    if (pending && (isRefreshing || !refresh)) return pending;
    if (refresh) credential = open();
    const mine = inTime(credential.getToken(SCOPE)).finally(() => {
      if (pending === mine) pending = undefined;
    });
    pending = mine;
    isRefreshing = refresh;
    return mine;
  };
}

async function inTime(asked: Promise<AccessToken | null>): Promise<string | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no token in time')), ASK_MS);
  });
  try {
    return (await Promise.race([asked, limit]))?.token;
  } finally {
    clearTimeout(timer);
  }
}
