/** The bot's own token for what it sends: from its home tenant, even when it writes to another (teams-platform, 5.2). */
import { ClientSecretCredential, ManagedIdentityCredential, type TokenCredential } from '@azure/identity';
import type { TeamsApp } from '../config.ts';

const SCOPE = 'https://api.botframework.com/.default';

/** `refresh`: the token given last was refused. Rejects when none can be had. */
export type Tokens = (refresh: boolean) => Promise<string | undefined>;

function credentialOf(app: TeamsApp): TokenCredential {
  if (app.type === 'UserAssignedMSI') return new ManagedIdentityCredential({ clientId: app.appId });
  const tenant = app.type === 'SingleTenant' ? app.tenantId! : 'botframework.com';
  return new ClientSecretCredential(tenant, app.appId, app.password!);
}

export const createTokens = (app: TeamsApp): Tokens => shareTokens(() => credentialOf(app));

/**
 * A credential keeps its token until it ends, so a refused one is got rid of with a new credential; a managed identity's
 * is the platform's to renew. Whoever asks while a question is under way shares its answer: 32 turns ask once.
 */
export function shareTokens(open: () => TokenCredential): Tokens {
  let credential = open();
  let pending: Promise<string | undefined> | undefined;
  let isRefreshing = false;
  return (refresh) => {
    if (pending && (isRefreshing || !refresh)) return pending;
    if (refresh) credential = open();
    const asked = credential.getToken(SCOPE).then((token) => token?.token);
    const mine = asked.finally(() => {
      if (pending === mine) pending = undefined;
    });
    pending = mine;
    isRefreshing = refresh;
    return mine;
  };
}
