/** The page's questions as this installation answers them: signed in by Teams, or in the demo by choosing. */
import type { Config } from '../config.ts';
import type { TabDoors } from '../server/tab.ts';
import { createDemoDoor } from './demo.ts';
import { createDemoSignIn } from './demo-sign-in.ts';
import { createTabApi, type TabApiParts } from './index.ts';
import { createSignIn, type SignIn } from './sign-in.ts';

type Parts = Omit<TabApiParts, 'signIn' | 'configuredTenants'> & {
  config: Pick<Config, 'app' | 'allowedTenants'> & Partial<Pick<Config, 'demo'>>;
  entra?: Entra | undefined;
};

/** Where Entra publishes its keys and Teams frames from, if not where they really do: a stand-in's. */
export interface Entra {
  keysUrl: string;
  framedBy: string;
}

/** Frames of this machine, where nobody is authenticated anyway. */
const LOOPBACK = 'http://127.0.0.1:* http://localhost:*';

/** Without an app and without the demo nobody can sign in, and so nobody sees anything. */
const nobody: SignIn = async () => undefined;

export function tabOf(parts: Parts): Pick<TabDoors, 'ask' | 'framedBy'> {
  const { config, store, directoryReader, now, entra } = parts;
  const configuredTenants = config.allowedTenants;
  if (config.app) {
    const signIn = createSignIn(config.app.appId, entra?.keysUrl);
    const ask = createTabApi({ ...parts, configuredTenants, signIn, appId: config.app.appId });
    return { ask, ...(entra && { framedBy: entra.framedBy }) };
  }
  if (!config.demo) return { ask: createTabApi({ ...parts, configuredTenants, signIn: nobody }), framedBy: LOOPBACK };
  const demo = createDemoSignIn();
  const chosen = createDemoDoor({ people: store.people, directory: directoryReader, demo, now });
  const ask = createTabApi({ ...parts, configuredTenants, signIn: demo.signIn });
  return { ask: (asked) => (asked.path[0] === 'demo' ? chosen(asked) : ask(asked)), framedBy: LOOPBACK };
}
