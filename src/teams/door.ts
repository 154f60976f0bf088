/** The way in: CloudAdapter checks who calls, and the turn gets a plain activity. The way out is `wire/`, not botbuilder's. */
import { type Activity, CloudAdapter, type TurnContext } from 'botbuilder';
import type { TeamsApp } from '../config.ts';
import type { Log } from '../log.ts';
import type { Received } from '../server.ts';
import { Authentication, KeysOutOfReach } from './door/authentication.ts';
import { createRefusals } from './door/refusals.ts';

/**
 * What the turn answers with: for an invoke a body, for anything else nothing. `bring-again`: it is in hand elsewhere, and
 * nobody here knows whether it will be acted on.
 */
export type Turn = (activity: unknown) => Promise<{ body: unknown } | 'bring-again' | undefined>;

interface Parts {
  app: TeamsApp | undefined;
  turn: Turn;
  log: Log;
  /** Where the keys of Teams' tokens are published, if not at Microsoft's: a stand-in's. */
  keysUrl?: string | undefined;
}

class Adapter extends CloudAdapter {
  async take(header: string, activity: Activity, logic: (context: TurnContext) => Promise<void>): Promise<void> {
    await this.processActivity(header, activity, logic);
  }
  override sendActivities(): Promise<never> {
    throw new Error('what goes out goes through wire/');
  }
}

const isActivity = (raw: unknown): raw is Activity =>
  typeof raw === 'object' && raw !== null && !Array.isArray(raw) && typeof (raw as Activity).type === 'string';

/** Gives the function that acts on one activity. Never throws and never says why to a caller it does not know. */
export function createDoor({ app, turn, log, keysUrl }: Parts): (header: string, raw: unknown) => Promise<Received> {
  const adapter = new Adapter(new Authentication(app?.appId, keysUrl));
  const noteRefused = createRefusals(log);
  return async (header, raw) => {
    if (!isActivity(raw)) return { status: 400, body: { error: 'not an activity' } };
    if (raw.channelId !== 'msteams') return { status: 400, body: { error: 'only Teams is served' } };
    let begun = false;
    let answer: Awaited<ReturnType<Turn>>;
    try {
      await adapter.take(header, raw, async () => {
        begun = true;
        answer = await turn(raw);
      });
      return answer === 'bring-again' ? { status: 503 } : { status: 200, body: answer?.body };
    } catch (fault) {
      if (begun) {
        log.error({ event: 'turn.fault', err: fault }, 'a turn failed');
        return { status: 500, body: { error: 'something went wrong here' } };
      }
      const status = fault instanceof KeysOutOfReach ? 503 : 401;
      noteRefused(status);
      return { status };
    }
  };
}
