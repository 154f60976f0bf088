/** Where the page stands: in Teams, which says who is looking, in which colours and on what; or, in the demo, alone. */
import { app, authentication } from '@microsoft/teams-js';

export interface Host {
  theme: string;
  /** What a link from a card points to, such as `register/oak-farm`. */
  opens: string | undefined;
  token(): Promise<string>;
  onTheme(change: (theme: string) => void): void;
  ready(): void;
}

/** Teams answers at once; elsewhere nobody does. */
const WAIT_MS = 4_000;

const within = <T>(promise: Promise<T>): Promise<T> =>
  Promise.race([
    promise,
    new Promise<never>((_, reject) => {
      setTimeout(() => reject(new Error('nobody answered')), WAIT_MS);
    }),
  ]);

/** A stand-in for Teams on this machine, for trying and for tests: the page's own server says whether it may be one. */
const standIns = ((): string[] => {
  const framed = window.location.ancestorOrigins?.[0];
  return framed && /^http:\/\/(127\.0\.0\.1|localhost)(:\d+)?$/.test(framed) ? [framed] : [];
})();

/** Undefined: the page is not inside Teams. */
export async function enterTeams(): Promise<Host | undefined> {
  if (window.parent === window) return undefined;
  try {
    await within(app.initialize(standIns));
    const { app: shown, page } = await app.getContext();
    return {
      theme: shown.theme,
      opens: page.subPageId,
      // Asked anew each time: Teams keeps it, and knows when it runs out.
      token: () => authentication.getAuthToken(),
      onTheme: (change) => app.registerOnThemeChangeHandler(change),
      ready: () => void app.notifySuccess(),
    };
  } catch {
    return undefined;
  }
}
