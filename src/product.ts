/** The product put together: who gets what. Reads no environment; `main.ts` does, and tests bring their own parts. */
import type { Config } from './config.ts';
import { tabLinkOf } from './cards/tab-link.ts';
import { createCommands } from './commands/index.ts';
import { withTabLinks } from './commands/tab-links.ts';
import { CLAIM_MS } from './domain/post.ts';
import { newNotice } from './domain/posting.ts';
import { momentOf, type Instant, type Moment } from './domain/time.ts';
import { createViewers, staffToTell } from './jobs/audience.ts';
import { createNoticeCarrier } from './jobs/carry-notice.ts';
import { createCardCarrier } from './jobs/carry-card.ts';
import { createConcernCarrier } from './jobs/concern/carry.ts';
import { createDraftWatch } from './jobs/concern/drafts.ts';
import { createDrillCarrier, createDrillWatch } from './jobs/concern/drill.ts';
import { createReachCheck, createReachWatch } from './jobs/concern/reach.ts';
import { createStaleWatch } from './jobs/concern/stale.ts';
import { createConcernWatch } from './jobs/concern/watch.ts';
import { createClock } from './jobs/clock.ts';
import { createEnquirerTold } from './jobs/enquirer-told.ts';
import { createDayWatch } from './jobs/day-watch.ts';
import { createFollowUp } from './record/follow-up.ts';
import { createPostCarrier } from './jobs/post/carry.ts';
import { startRounds, type Rounds } from './jobs/rounds.ts';
import { createWorker } from './jobs/worker.ts';
import type { Log } from './log.ts';
import { createServer } from './server.ts';
import { tabOf, type Entra } from './tab-api/open.ts';
import { createDirectory } from './store/directory.ts';
import type { Store } from './store/open.ts';
import { createOutbox } from './store/outbox.ts';
import { createDoor } from './teams/door.ts';
import { createPrivately } from './teams/privately.ts';
import { createRecogniser } from './teams/recognise.ts';
import { createTokens } from './teams/token.ts';
import { createTurn } from './teams/turn.ts';
import type { Limits } from './teams/wire/pace.ts';
import { createSender } from './teams/wire/sender.ts';

export interface Product {
  port: number;
  /** Finishes the turns and the posts in hand and takes no new ones. */
  stop(): Promise<void>;
}

export interface ProductParts {
  config: Pick<Config, 'port' | 'host' | 'app' | 'allowedTenants'> & Partial<Pick<Config, 'demo' | 'publicUrl'>>;
  /** A stand-in for Entra and for Teams' frame; only tests have one. */
  entra?: Entra;
  /** The page's files; without them there is no page. */
  tab?: ReadonlyMap<string, Buffer>;
  store: Store;
  log: Log;
  now?: () => Instant;
  /** What keeps the clock and the queue going; tests turn them by hand. */
  rounds?: Rounds;
  /** How long work on a post or notice may stand still until another takes it up; only tests are in more of a hurry. */
  claimMs?: number;
  /** The pace towards Teams, if not Teams' own; only measurements may do without. */
  limits?: Limits;
}

export async function startProduct(given: ProductParts): Promise<Product> {
  const { config, store, log, now = Date.now, rounds = startRounds, claimMs = CLAIM_MS } = given;
  const wire = createSender({
    token: config.app && createTokens(config.app),
    allowLoopback: !config.app,
    now,
    ...(given.limits ? { limits: given.limits } : {}),
    log: (event, fields) => log.debug({ event: 'teams.call', ...fields }, event),
  });
  const reader = createDirectory(store.records);
  const directory = () => reader.read(now());
  const outbox = createOutbox(store.queue, store.posts);
  const viewers = createViewers(store, directory);
  const followUp = createFollowUp(store, directory, log);
  const parts = { store, wire, log, outbox, viewers, followUp, directory };
  const tabLink = given.tab && tabLinkOf(config);
  /** A fault in one look holds up none of the others. */
  const apart = (looking: Promise<void>): Promise<void> =>
    looking.catch((fault: unknown) => {
      log.error({ event: 'watch.fault', err: fault }, 'a look of the clock failed');
    });
  const looks = [createDraftWatch(parts), createStaleWatch(parts), createReachWatch(parts)];
  const watchDay = createDayWatch({
    store,
    followUp,
    log,
    looked: async (held, moment) => void (await Promise.all(looks.map((look) => apart(look(held, moment))))),
  });
  const watchConcerns = createConcernWatch(parts);
  const watchDrills = createDrillWatch(parts);

  const tellStaff = async (partnership: string, urns: string[], why: 'not-reachable' | 'no-channel'): Promise<void> => {
    const moment = momentOf(now());
    const staff = staffToTell(await store.people.roster(moment.instant), partnership, moment, await directory());
    await outbox.put(
      partnership,
      staff.map((upn) => newNotice({ partnership, date: moment.date, urns }, upn, why)),
    );
  };
  const clock = createClock({
    store,
    outbox,
    // Concerns first: a fault among absences must not hold them up.
    watch: async (partnership, moment) => {
      await apart(watchConcerns(partnership, moment));
      await apart(watchDrills(partnership, moment));
      await watchDay(partnership, moment);
    },
    directory,
    log,
    now,
  });
  const worker = createWorker({
    queue: store.queue,
    posts: store.posts,
    outbox,
    post: createPostCarrier({
      ...parts,
      now,
      claimMs,
      ...(tabLink && { tabLink }),
      onUnreachable: (post, held) =>
        tellStaff(held.partnership.code, [post.urn], post.why === 'no-channel' ? 'no-channel' : 'not-reachable'),
    }),
    notice: createNoticeCarrier({ ...parts, now, claimMs }),
    card: createCardCarrier({
      ...parts,
      directory,
      now,
      claimMs,
      onShown: createEnquirerTold({ store, followUp, now }),
    }),
    concern: createConcernCarrier({ ...parts, now, claimMs }),
    drill: createDrillCarrier({ ...parts, now, claimMs }),
    reach: createReachCheck({ ...parts, now }),
    onChanged: () => {
      reader.forget();
      store.people.forget();
      clock.lookAgain();
    },
    log,
    now,
  });

  /** A sign-in name used from another account: its organisations' coordinators are told. */
  const onOtherAccount = async (upn: string, moment: Moment): Promise<void> => {
    const [roster, there] = await Promise.all([store.people.roster(moment.instant), directory()]);
    const organisations = roster.people.filter((row) => row.upn === upn).map((row) => row.organisation);
    const codes = new Set(
      organisations.map((one) => there.schools.get(one) ?? one).filter((one) => there.partnerships.has(one)),
    );
    for (const partnership of codes.size > 0 ? codes : there.partnerships) {
      const staff = staffToTell(roster, partnership, moment, there);
      const at = { partnership, date: moment.date, urns: [] };
      await outbox.put(
        partnership,
        staff.map((one) => newNotice(at, one, 'other-account')),
      );
    }
  };
  const recogniser = createRecogniser({ people: store.people, wire });
  const turn = createTurn({
    store,
    wire,
    log,
    directory: reader,
    recogniser,
    privately: createPrivately(store, wire),
    commands: withTabLinks(createCommands(parts), tabLink),
    onOtherAccount,
    configuredTenants: config.allowedTenants,
    now,
  });
  const server = createServer({
    tab: given.tab && {
      files: given.tab,
      ...tabOf({ ...parts, directoryReader: reader, recogniser, now, config, entra: given.entra }),
    },
    receive: createDoor({ app: config.app, turn, log }),
    ready: () => store.ping(),
    log,
  });
  const port = await server.listen(config.port, config.host);
  const heartbeat = rounds({ tick: () => clock.tick(), work: worker, log });
  return {
    port,
    async stop() {
      await Promise.all([server.close(), heartbeat.stop()]);
      wire.close();
    },
  };
}
