import { read, type Env } from './env.ts';

export type StorageConfig =
  | { kind: 'embedded' }
  | { kind: 'connection-string'; connectionString: string }
  | { kind: 'account'; name: string };

export function storageOf(env: Env, problems: string[]): StorageConfig {
  const connectionString = read(env, 'STORAGE_CONNECTION_STRING');
  const name = read(env, 'STORAGE_ACCOUNT');
  if (connectionString && name)
    problems.push('STORAGE_CONNECTION_STRING and STORAGE_ACCOUNT are both set: leave one out');
  if (name && !/^[a-z0-9]{3,24}$/.test(name)) problems.push('STORAGE_ACCOUNT must be the name of a storage account');
  if (connectionString) {
    problems.push(...problemsOf(connectionString));
    return { kind: 'connection-string', connectionString };
  }
  return name ? { kind: 'account', name } : { kind: 'embedded' };
}

/** What the SDK would find out later, and say with the key in its message or not at all. */
function problemsOf(connectionString: string): string[] {
  const parts = partsOf(connectionString);
  if (parts.get('UseDevelopmentStorage') === 'true') return [];
  if (!opensTablesAndQueues(parts)) {
    return ['STORAGE_CONNECTION_STRING is not a connection string of Azure Storage for tables and queues'];
  }
  return isPrivate(parts) ? [] : ['STORAGE_CONNECTION_STRING must use https, unless storage is on this machine'];
}

/** An account key is base64 and ends in `=`, so only the first one separates. */
const partsOf = (connectionString: string): Map<string, string> =>
  new Map(connectionString.split(';').map((part) => splitAt(part.trim(), part.trim().indexOf('='))));

const splitAt = (part: string, at: number): [string, string] => [part.slice(0, Math.max(at, 0)), part.slice(at + 1)];

function opensTablesAndQueues(parts: Map<string, string>): boolean {
  const endpoints = ['TableEndpoint', 'QueueEndpoint'].filter((name) => parts.has(name));
  if (!endpoints.every((name) => URL.canParse(parts.get(name)!))) return false;
  if (parts.get('SharedAccessSignature')) return endpoints.length === 2;
  const isKeyed = /^https?$/.test(parts.get('DefaultEndpointsProtocol') ?? '') && parts.get('AccountName');
  if (!isKeyed || !/^[A-Za-z0-9+/]+={0,2}$/.test(parts.get('AccountKey') ?? '')) return false;
  return endpoints.length === 2 || (endpoints.length === 0 && Boolean(parts.get('EndpointSuffix')));
}

/** Names of children never cross a network in clear. */
function isPrivate(parts: Map<string, string>): boolean {
  const endpoints = ['TableEndpoint', 'QueueEndpoint']
    .filter((name) => parts.has(name))
    .map((name) => parts.get(name)!);
  if (endpoints.length === 0) return parts.get('DefaultEndpointsProtocol') === 'https';
  return endpoints.every((url) => /^https:\/\/|^http:\/\/(127\.0\.0\.1|localhost)[:/]/.test(url));
}
