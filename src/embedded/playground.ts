import { mkdir, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { startChild } from './child.ts';
import { developmentFile } from './refused.ts';

const needed = 'the Agents Playground needs the development packages: npm ci, or set PLAYGROUND=off';
const usualPort = 56150;

/** A person as the Playground knows one. `userPrincipleName` is its own spelling. */
export type PlaygroundPerson = {
  id: string;
  name: string;
  userPrincipleName: string;
  aadObjectId: string;
  givenName: string;
  surname: string;
  email: string;
};

/** The one tenant a Playground shows. It insists on five users and one team. */
export type PlaygroundPeople = {
  tenantId: string;
  bot: { id: string; name: string };
  currentUser: PlaygroundPerson;
  users: [PlaygroundPerson, PlaygroundPerson, PlaygroundPerson, PlaygroundPerson, PlaygroundPerson];
  personalChat: { id: string };
  groupChat: { id: string; name: string };
  /** General is there by itself, with the team's id. One more channel at most. */
  team: { id: string; name: string; aadGroupId: string; channels: [] | [{ id: string; name: string }] };
};

/** What the child is told: the command's own file, and its arguments. */
export type PlaygroundSettings = { command: string; words: string[] };

type PlaygroundOptions = { botUrl: string; port?: number; folder: string; config: PlaygroundPeople };

/**
 * Starts the Agents Playground on loopback as a child that ends with this process, its settings and log in
 * `<folder>/playground`. The port (0: any) is a wish: when taken, another. `botUrl` is the full address of the messages route.
 * Throws StartRefused without the development packages, an Error with its last lines when it does not start.
 */
export async function startPlayground(options: PlaygroundOptions): Promise<{ url: string; stop: () => Promise<void> }> {
  const folder = resolve(options.folder, 'playground');
  const port = String(options.port ?? usualPort);
  const settings: PlaygroundSettings = {
    command: developmentFile('@microsoft/m365agentsplayground/cli.js', needed),
    words: ['start', '-e', options.botUrl, '-c', 'msteams', '-p', port, '--disable-telemetry'],
  };
  const file = new URL('playground-child.ts', import.meta.url);
  // Nothing of our own environment: a stand-in for Teams has no business with the bot's settings.
  const env = await writeSettings(folder, options.config);
  const { ready, stop } = await startChild({ name: `the Agents Playground (log in ${folder})`, file, settings, env });
  return { url: `http://127.0.0.1:${ready['port']}`, stop };
}

async function writeSettings(folder: string, config: PlaygroundPeople): Promise<NodeJS.ProcessEnv> {
  await mkdir(folder, { recursive: true });
  const file = resolve(folder, 'playground.yml'); // JSON is YAML
  await writeFile(file, JSON.stringify({ version: '0.1.1', ...config }, undefined, 2));
  return {
    TEAMSAPPTESTER_BROWSER: 'none',
    M365_AGENTS_PLAYGROUND_CONFIG_PATH: file,
    M365_AGENTS_PLAYGROUND_LOGFILE: resolve(folder, 'playground.log'),
  };
}
