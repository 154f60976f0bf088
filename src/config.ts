/** The environment as a Config, or every problem in it at once. Fails closed; prints no secret. */
import { isIP } from 'node:net';
import { isGuid, list, read, switchOf, type Env } from './config/env.ts';
import { storageOf, type StorageConfig } from './config/storage.ts';
import { teamsAppOf, type TeamsApp } from './config/teams-app.ts';

export type { StorageConfig, TeamsApp };

export interface Config {
  port: number;
  host: string;
  storage: StorageConfig;
  /** Absent: no authentication, so loopback only. */
  app?: TeamsApp;
  /** Besides those in the data pack. */
  allowedTenants: string[];
  publicUrl?: string;
  /** What concern records are sealed with, newest first; none with embedded storage, which makes its own. */
  concernKeys: string[];
  playground: boolean;
  demo: boolean;
  logLevel: string;
}

/** A problem is one line that names the setting to mend. */
export type ConfigRead = { config: Config } | { problems: string[] };

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'];

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));

function portOf(env: Env, problems: string[]): number {
  const text = read(env, 'PORT') ?? '3978';
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) problems.push('PORT must be a number from 0 to 65535');
  return port;
}

function hostOf(env: Env, problems: string[]): string {
  const host = read(env, 'HOST')?.toLowerCase() ?? '127.0.0.1';
  const isName = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(host);
  if (isIP(host) === 0 && !isName) problems.push('HOST must be an IP address or a host name');
  return host;
}

function tenantsOf(env: Env, problems: string[]): string[] {
  const tenants = list(env, 'ALLOWED_TENANTS');
  if (!tenants.every(isGuid)) problems.push('ALLOWED_TENANTS must be tenant ids (GUIDs) with commas between them');
  return tenants.map((id) => id.toLowerCase());
}

/** Links are made by adding a path, so anything after the host would end up in the middle. */
function publicUrlOf(env: Env, problems: string[]): string | undefined {
  const text = read(env, 'PUBLIC_URL');
  if (!text) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isPlain = url && url.protocol === 'https:' && url.href === `${url.origin}/`;
  if (!isPlain) problems.push('PUBLIC_URL must be an https address without a path');
  return url?.origin;
}

const isKey = (text: string): boolean =>
  /^[A-Za-z0-9+/]{43}=$/.test(text) && Buffer.from(text, 'base64').toString('base64') === text;

function concernKeysOf(env: Env, problems: string[]): string[] {
  const keys = (read(env, 'CONCERN_KEY')?.split(',') ?? []).map((key) => key.trim());
  if (!keys.every(isKey))
    problems.push('CONCERN_KEY must be base64 of 32 bytes; several, newest first, with commas between them');
  return keys;
}

function logLevelOf(env: Env, problems: string[]): string {
  const level = read(env, 'LOG_LEVEL')?.toLowerCase() ?? 'info';
  if (!logLevels.includes(level)) problems.push(`LOG_LEVEL must be one of ${logLevels.join(', ')}`);
  return level;
}

/** Rules that hold between settings: what would be open to anybody, or would lose records, is refused. */
function checkTogether(config: Config, problems: string[]): void {
  if (!config.app && !isLoopback(config.host)) {
    problems.push('HOST must be a loopback address while MicrosoftAppId is unset: nothing would check who is calling');
  }
  if (config.app && config.storage.kind === 'embedded') {
    problems.push(
      'MicrosoftAppId with embedded storage is refused, which loses its last seconds when killed: set STORAGE_CONNECTION_STRING or STORAGE_ACCOUNT',
    );
  }
  if (config.storage.kind !== 'embedded' && config.concernKeys.length === 0) {
    problems.push(
      'CONCERN_KEY is missing: concern records are encrypted with it, and only embedded storage makes its own',
    );
  }
  if (config.app && config.playground) problems.push('PLAYGROUND=on works only while MicrosoftAppId is unset');
}

/** The process's own environment, for the commands of the terminal. */
export const readOwnConfig = (): ConfigRead => readConfig(process.env);

export function readConfig(env: Env): ConfigRead {
  const problems: string[] = [];
  const app = teamsAppOf(env, problems);
  const storage = storageOf(env, problems);
  const publicUrl = publicUrlOf(env, problems);
  const config: Config = {
    port: portOf(env, problems),
    host: hostOf(env, problems),
    storage,
    allowedTenants: tenantsOf(env, problems),
    concernKeys: concernKeysOf(env, problems),
    playground: switchOf(env, 'PLAYGROUND', !app, problems),
    demo: switchOf(env, 'DEMO_DATA', storage.kind === 'embedded', problems),
    logLevel: logLevelOf(env, problems),
    ...(app ? { app } : {}),
    ...(publicUrl ? { publicUrl } : {}),
  };
  checkTogether(config, problems);
  return problems.length > 0 ? { problems } : { config };
}
