/** In the demo anybody may be picked from its people: only without an app, so only on this machine (contract, section 1). */
import { randomBytes } from 'node:crypto';
import type { SignedIn, SignIn } from './sign-in.ts';

export interface DemoSignIn {
  signIn: SignIn;
  /** A token for an account; good until the process ends. */
  tokenFor(who: SignedIn): string;
}

export function createDemoSignIn(): DemoSignIn {
  const given = new Map<string, SignedIn>();
  return {
    signIn: async (token, served) => {
      const who = given.get(token);
      return who && served.has(who.tenantId) ? who : undefined;
    },
    tokenFor(who) {
      const token = randomBytes(24).toString('base64url');
      given.set(token, who);
      return token;
    },
  };
}
