/** Who calls: botbuilder checks the token, and what it lets pass is refused here. */
import { createHash } from 'node:crypto';
import {
  type Activity,
  ConfigurationBotFrameworkAuthentication,
  ConfigurationServiceClientCredentialFactory,
} from 'botbuilder';
import { expiryOf, ISSUER } from './claims.ts';

/** Where Microsoft publishes the keys that Teams' tokens are signed with. */
const KEYS_URL = 'https://login.botframework.com/v1/.well-known/openidconfiguration';
/** Without a limit of its own the library waits for ever, and Teams asks again after 15 s. */
const KEYS_MS = 5_000;

/** The caller is not Teams. */
class Refused extends Error {}
/** The keys could not be had: ours to mend, and worth another try by the caller. */
export class KeysOutOfReach extends Error {}

type Checked = Awaited<ReturnType<ConfigurationBotFrameworkAuthentication['authenticateRequest']>>;

export class Authentication extends ConfigurationBotFrameworkAuthentication {
  readonly #appId: string | undefined;
  readonly #checked = createMemory();

  /** Without an app id everybody is let in. */
  constructor(appId: string | undefined, keysUrl: string = KEYS_URL) {
    const addresses = { ToBotFromChannelTokenIssuer: ISSUER, ToBotFromChannelOpenIdMetadataUrl: keysUrl };
    super(addresses, new ConfigurationServiceClientCredentialFactory(appId ? { MicrosoftAppId: appId } : {}));
    this.#appId = appId;
  }

  override async authenticateRequest(activity: Activity, header: string): Promise<Checked> {
    if (!this.#appId) return withoutConnector(await super.authenticateRequest(activity, header));
    const endsAt = expiryOf(header, { appId: this.#appId, serviceUrl: activity.serviceUrl });
    if (endsAt === undefined) throw new Refused();
    const known = this.#checked.recall(header);
    if (known) return known;
    const checked = withoutConnector(await inTime(super.authenticateRequest(activity, header)));
    this.#checked.keep(header, endsAt, checked);
    return checked;
  }

  override async createUserTokenClient(): Promise<never> {
    return {} as never;
  }
}

/**
 * botbuilder builds a connector and a user-token client for every turn, and its connector repeats a POST whose answer was
 * lost, so that people see a message up to four times. Neither is ever used here: they are not built.
 */
const withoutConnector = (checked: Checked): Checked =>
  ({ ...checked, connectorFactory: { create: async () => ({}) } }) as unknown as Checked;

async function inTime(check: Promise<Checked>): Promise<Checked> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new KeysOutOfReach()), KEYS_MS);
  });
  try {
    return await Promise.race([check, limit]);
  } catch (fault) {
    throw isAboutKeys(fault) ? new KeysOutOfReach() : fault;
  } finally {
    clearTimeout(timer);
  }
}

/** `FetchError`: no or no readable answer. Status 500: the answer was a refusal. A bad token gives neither. */
const isAboutKeys = (fault: unknown): boolean => {
  const { name, statusCode } = fault as { name?: unknown; statusCode?: unknown };
  return fault instanceof KeysOutOfReach || name === 'FetchError' || statusCode === 500;
};

/** Teams uses one token for an hour; checking its signature each time is a third of what a turn costs. */
function createMemory() {
  const kept = new Map<string, { endsAt: number; checked: Checked }>();
  const nameOf = (header: string) => createHash('sha256').update(header).digest('base64');
  return {
    recall(header: string): Checked | undefined {
      const found = kept.get(nameOf(header));
      return found && Date.now() < found.endsAt ? found.checked : undefined;
    },
    /** At most an hour, so that a key withdrawn is not trusted for long; at most a hundred, the oldest going first. */
    keep(header: string, endsAt: number, checked: Checked): void {
      const [oldest] = kept.keys();
      if (kept.size >= 100 && oldest !== undefined) kept.delete(oldest);
      kept.set(nameOf(header), { endsAt: Math.min(endsAt, Date.now() + 3_600_000), checked });
    },
  };
}
