import { isGuid, read, type Env } from './env.ts';

const appTypes = ['MultiTenant', 'SingleTenant', 'UserAssignedMSI'] as const;

export interface TeamsApp {
  /** In small letters, as in the tokens. */
  appId: string;
  password?: string;
  type: (typeof appTypes)[number];
  tenantId?: string;
}

const typeOf = (env: Env): TeamsApp['type'] | undefined => {
  const asked = read(env, 'MicrosoftAppType')?.toLowerCase() ?? 'multitenant';
  return appTypes.find((known) => known.toLowerCase() === asked);
};

/** Undefined: nobody is authenticated. */
export function teamsAppOf(env: Env, problems: string[]): TeamsApp | undefined {
  const appId = read(env, 'MicrosoftAppId')?.toLowerCase();
  if (!appId) {
    // Somebody meant to be authenticated: an id lost on the way must not open the door.
    for (const name of ['MicrosoftAppPassword', 'MicrosoftAppTenantId']) {
      if (read(env, name)) problems.push(`${name} is set without MicrosoftAppId`);
    }
    return undefined;
  }
  const password = read(env, 'MicrosoftAppPassword');
  const tenantId = read(env, 'MicrosoftAppTenantId');
  const type = typeOf(env);
  if (!isGuid(appId)) problems.push('MicrosoftAppId must be a GUID');
  if (!type) problems.push(`MicrosoftAppType must be one of ${appTypes.join(', ')}`);
  else problems.push(...missingFor(type, password, tenantId));
  return { appId, type: type ?? 'MultiTenant', ...(password ? { password } : {}), ...(tenantId ? { tenantId } : {}) };
}

function missingFor(type: TeamsApp['type'], password: string | undefined, tenantId: string | undefined): string[] {
  const isManaged = type === 'UserAssignedMSI';
  return [
    ...(isManaged || password ? [] : [`MicrosoftAppPassword is missing: ${type} needs it`]),
    ...(isManaged && password ? ['MicrosoftAppPassword must be unset with UserAssignedMSI'] : []),
    ...(type === 'MultiTenant' || isGuid(tenantId) ? [] : [`MicrosoftAppTenantId must be a GUID: ${type} needs it`]),
  ];
}
