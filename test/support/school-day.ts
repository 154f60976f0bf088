/** The whole product on a school day: a stand-in for Teams, storage of its own, and a clock that the test moves. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { demoPack } from '../../src/demo/pack.ts';
import { peopleOn } from '../../src/demo/people.ts';
import { demoTenants } from '../../src/demo/playground.ts';
import { instantAt, momentOf, type Instant, type LocalDate, type LocalTime } from '../../src/domain/time.ts';
import { startEmbeddedStorage } from '../../src/embedded/storage.ts';
import type { RoundParts } from '../../src/jobs/rounds.ts';
import { createLog } from '../../src/log.ts';
import { runImport } from '../../src/pack/run-import.ts';
import { startProduct, type Product } from '../../src/product.ts';
import type { AuditEntry } from '../../src/store/audit.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { concernKey } from './concern-key.ts';
import { post, type Delivered, type Inbound, type SaidIn } from './activities.ts';
import { buttonOf, wordsOf } from './card-words.ts';
import { cardOf, startConnector, type Connector } from './connector.ts';
import type { Json, Post } from './connector-rest.ts';
import { rawStorage, type Raw } from './raw-storage.ts';
import type { Channel, Person, Place } from './teams-world.ts';

/** What an activity came to, where it was said and in the own chat of who said it. */
interface Heard {
  status: number;
  /** What stands there since. */
  posts: Post[];
  /** The words of all of them. */
  words: string;
  /** The answer to an `Action.Execute`: a card's words or the message, for the presser alone. */
  answer: string;
  card: Json;
}

/** Where a button is pressed, if not where its card stands, and how. */
interface Pressing {
  as?: 'execute' | 'submit';
  automatic?: boolean;
}

export interface SchoolDay {
  /** Where the product listens. */
  origin: string;
  teams: Connector;
  store: Store;
  /** The log, a line an event, from level debug on. */
  log: string[];
  /** Everything people typed. */
  typed: string[];
  now(): Instant;
  /** Moves the clock; the rounds are not turned. */
  clock(time: LocalTime, date?: LocalDate): void;
  /** Moves the clock on by seconds. */
  pass(seconds: number): void;
  /** One look at the clock and at the queue, until nothing is left in it. */
  turn(): Promise<void>;
  /** Another instance on the same storage, which knows nothing of what the first remembers; gives its turn. */
  another(): Promise<() => Promise<void>>;
  /** Every row as it stands in storage. */
  rows(): Promise<Raw[]>;
  /** Every message that waits in a queue. */
  waiting(): Promise<Raw[]>;
  /** Storage answers nobody while this runs. */
  withoutStorage<T>(work: () => Promise<T>): Promise<T>;
  /** Clock to a time of day, and a turn. Gives what was posted and how often posts were edited. */
  comes(time: LocalTime): Promise<Post[]>;
  /** Imports a pack; gives the lines printed. */
  load(files: Iterable<readonly [string, string]>): Promise<string[]>;
  /** The demo partnership as its registers stand at this moment. */
  loadDemo(over?: Record<string, string>): Promise<string[]>;
  /** A person of the pack, with the account that the pack or the tenant gives them; with `over` a new one each time. */
  person(upn: string, over?: Partial<Person>): Person;
  /** A team of a school's with a channel for the digests, and these people in it. */
  channel(school: string, members: Person[], over?: Partial<Pick<Channel, 'kind' | 'installed' | 'tenantId'>>): Channel;
  deliver(activity: Inbound): Promise<Heard>;
  say(who: Person, text: string, where?: Place, options?: SaidIn): Promise<Heard>;
  press(who: Person, on: Post | Json, title: string, how?: Pressing & { where?: Place }): Promise<Heard>;
  audit(): Promise<AuditEntry[]>;
  stop(): Promise<void>;
}

export const { swanmere, wrenhill } = demoTenants;

// A day starts processes and imports a pack: on a machine with much else to do that is slow.
jest.setTimeout(30_000);

/** A storage emulator of its own, because the names of tables and queue are fixed. */
async function startStorage() {
  const folder = await mkdtemp(join(tmpdir(), 'keylink-day-'));
  let pid = 0;
  const storage = await startEmbeddedStorage({ folder, inMemory: true, onSpawn: (spawned) => void (pid = spawned) });
  const store = await openStore(storage, { concernKeys: [concernKey] });
  const stop = async () => {
    await storage.stop();
    await rm(folder, { recursive: true, force: true });
  };
  return { store, folder, pid, raw: rawStorage(storage.connectionString), stop };
}

interface Opened {
  /** The files of the page, where people look at it too; they are then whoever the test says, as in the demo. */
  tab?: ReadonlyMap<string, Buffer>;
}

/** Starts everything but the rounds, which only turn when told to. */
export async function startSchoolDay(date: LocalDate, time: LocalTime, { tab }: Opened = {}): Promise<SchoolDay> {
  let instant = instantAt(date, time);
  const now = () => instant;
  const log: string[] = [];
  const typed: string[] = [];
  const [teams, { store, folder, pid: storagePid, raw, stop: stopStorage }] = await Promise.all([
    startConnector({ now }),
    startStorage(),
  ]);
  const products: Product[] = [];
  const start = async (): Promise<() => Promise<void>> => {
    const hand: { rounds?: RoundParts } = {};
    const product = await startProduct({
      config: { port: 0, host: '127.0.0.1', allowedTenants: [], demo: tab !== undefined },
      ...(tab ? { tab } : {}),
      store,
      log: createLog('debug', { write: (line) => void log.push(line) }),
      now,
      // Teams' pace is proved where the sender is; here a day passes in seconds.
      limits: { tenant: [], conversation: [] },
      rounds(parts) {
        hand.rounds = parts;
        return { stop: async () => undefined };
      },
    });
    products.push(product);
    return async () => {
      await hand.rounds?.tick();
      while (((await hand.rounds?.work()) ?? 0) > 0);
    };
  };
  const turn = await start();
  const bot = `http://127.0.0.1:${products[0]!.port}`;

  const deliver = async (activity: Inbound): Promise<Heard> => {
    const before = teams.posts.length;
    const delivered = await post(bot, activity);
    const places = new Set([activity.conversation.id, activity.from.id].map((id) => teams.place(id)?.conversationId));
    return heard(
      delivered,
      teams.posts.slice(before).filter((one) => places.has(one.conversationId)),
    );
  };
  const load = async (files: Iterable<readonly [string, string]>): Promise<string[]> => {
    const pack = await mkdtemp(join(folder, 'pack-'));
    for (const [name, text] of files) await writeFile(join(pack, name), text);
    const lines: string[] = [];
    const told = { say: (line: string) => void lines.push(line), progress: () => undefined };
    await runImport(store, { folder: pack, dryRun: false, strict: false }, now(), told);
    return lines;
  };
  const roster = peopleOn(date);
  const met = new Map<string, Person>();
  const make = (upn: string, over: Partial<Person>): Person => {
    const row = roster.find((one) => one.upn === upn);
    const account = row?.objectId === undefined ? {} : { aadObjectId: row.objectId };
    const known = { name: row?.name ?? upn, tenantId: row?.tenantId ?? tenantOfRole(row?.organisation) };
    return teams.person({ userPrincipalName: upn, ...known, ...account, ...over });
  };

  return {
    origin: bot,
    teams,
    store,
    log,
    typed,
    now,
    clock: (at, on = momentOf(instant).date) => void (instant = instantAt(on, at)),
    pass: (seconds) => void (instant += seconds * 1000),
    turn,
    another: start,
    rows: () => raw.rows(),
    waiting: () => raw.messages(),
    async withoutStorage(work) {
      process.kill(storagePid, 'SIGSTOP');
      return work().finally(() => process.kill(storagePid, 'SIGCONT'));
    },
    async comes(at) {
      const before = teams.posts.length;
      instant = instantAt(momentOf(instant).date, at);
      await turn();
      return teams.posts.slice(before);
    },
    load,
    loadDemo: (over = {}) => load(new Map([...demoPack(momentOf(instant)), ...Object.entries(over)])),
    person(upn, over) {
      const person = over === undefined ? (met.get(upn) ?? make(upn, {})) : make(upn, over);
      met.set(upn, met.get(upn) ?? person);
      return person;
    },
    channel(school, members, { tenantId = swanmere, ...over } = {}) {
      const team = teams.team({ name: school, tenantId, members });
      return teams.channel({ team, members, ...over, name: 'Attendance' });
    },
    deliver,
    say(who, text, where, options) {
      typed.push(text);
      return deliver(teams.says(who, text, where, options));
    },
    press: (who, on, title, how = {}) => deliver(pressed(teams, who, on, title, how)),
    audit: async () => (await store.audit.of(momentOf(instant).date)).map((row) => row.value),
    async stop() {
      await Promise.all(products.map((product) => product.stop()));
      await teams.close();
      await stopStorage();
    },
  };
}

/** The second partnership has a tenant of its own. */
const tenantOfRole = (organisation = ''): string =>
  ['WHP', '999006', '999007', '999008'].includes(organisation) ? wrenhill : swanmere;

/** Of a dialog the card in it. */
function answered(body: unknown): unknown {
  const { value, task } = (body ?? {}) as { value?: unknown; task?: { value?: { card?: { content?: unknown } } } };
  return value ?? task?.value?.card?.content ?? task?.value;
}

function heard({ status, body }: Delivered, posts: Post[]): Heard {
  const value = answered(body);
  const card = typeof value === 'object' && value !== null ? (value as Json) : {};
  const words = posts.map(wordsOf).join('\n');
  return { status, posts, words, answer: typeof value === 'string' ? value : wordsOf(card), card };
}

/** The button as the card carries it: its data come from the product, never from the test. */
function pressed(
  teams: Connector,
  who: Person,
  on: Post | Json,
  title: string,
  { as = 'execute', automatic = false, where }: Pressing & { where?: Place },
): Inbound {
  const standing = 'activity' in on ? (on as Post) : undefined;
  const card = standing ? cardOf(standing) : (on as Json);
  const { verb, data } = automatic ? refreshOf(card) : buttonOf(card, title);
  const place = where ?? (standing && teams.place(standing.conversationId)) ?? who;
  const reply = standing ? { replyToId: standing.id, thread: standing.rootId } : {};
  return as === 'submit'
    ? teams.submits(who, data, place, reply)
    : teams.executes(who, { verb, data, trigger: automatic ? 'automatic' : 'manual' }, place, reply);
}

function refreshOf(card: Json): { verb: string; data: unknown } {
  const { refresh } = card as { refresh?: { action: { verb: string; data: unknown } } };
  if (!refresh) throw new Error('the card has no view of its own for anybody');
  return refresh.action;
}

/** A card's accounts that see their own view of it. */
export const viewersOf = (on: Post): string[] =>
  ((cardOf(on) as { refresh?: { userIds: string[] } }).refresh?.userIds ?? []).map((id) => id.replace('8:orgid:', ''));
