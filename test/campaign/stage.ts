/** What every run plays on: an Azurite of its own, which nothing kills, the stand-in for Teams, and the partnership in both. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedStorage } from '../../src/embedded/storage.ts';
import { instantAt, type Instant, type LocalDate, type LocalTime } from '../../src/domain/time.ts';
import { file } from '../../src/store/filing.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { startConnector, type Connector } from '../support/connector.ts';
import { concernKey } from '../support/concern-key.ts';
import { startInstance, type Instance } from '../support/instance.ts';
import { nothingHeld, planOf } from '../support/pack.ts';
import { guid, type Channel } from '../support/teams-world.ts';
import { createChance, type Chance } from './chance.ts';
import { inventPartnership, type Invented, type InventedSchool } from './partnership.ts';

export interface LinkedSchool extends InventedSchool {
  channel: Channel;
}

export interface Stage {
  chance: Chance;
  teams: Connector;
  store: Store;
  schools: LinkedSchool[];
  coordinatorOid: string;
  connectionString: string;
  storagePid: number;
  /** Every product process started, ended ones too. */
  instances: Instance[];
  /** A product process; its clock begins as the stage's, `aheadMs` fast. */
  start(aheadMs?: number): Promise<Instance>;
  /** The stage's time. */
  now(): Instant;
  /** The stage's time of day, in every process that runs; each stays as fast as it was started. */
  setClock(date: LocalDate, time: LocalTime, seconds?: number): void;
  close(): Promise<void>;
}

export interface StageOptions {
  seed: number;
  schools: number;
  mostPupils?: number;
  /** How long a silent process counts as at work: shorter than the product's in a test that must be quick. */
  claimMs?: number;
  /** The least and the most that Teams takes for a call. */
  latencyMs?: readonly [number, number];
  /** How much the processes log. */
  level?: string;
  /** Another partnership than the usual one, whose people have accounts in Teams. */
  invent?: (chance: Chance, teams: Connector, tenantId: string) => Invented;
}

const tenantId = guid('Northvale tenant');

export async function openStage(options: StageOptions): Promise<Stage> {
  const { seed, schools: count, mostPupils, claimMs, latencyMs = [60, 140], level, invent } = options;
  const chance = createChance(seed);
  const folder = await mkdtemp(join(tmpdir(), 'keylink-campaign-'));
  let storagePid = 0;
  const storage = await startEmbeddedStorage({ folder, inMemory: true, onSpawn: (pid) => (storagePid = pid) });
  const { connectionString } = storage;
  const store = await openStore({ connectionString }, { concernKeys: [concernKey] });
  const teams = await startConnector();
  teams.enforceLimits();
  // Drawn apart, so that the number of calls does not move what the seed decides.
  const latency = createChance(seed + 1);
  teams.latencyMs = () => latency.between(...latencyMs);
  const coordinator = teams.person({ name: 'Priya Marlow', tenantId });
  const { schools: invented, texts } =
    invent?.(chance, teams, tenantId) ?? inventPartnership(count, chance, coordinator, mostPupils);
  let ahead = 0;
  const schools = invented.map((school) => Object.assign(school, { channel: channelOf(teams, school.name) }));
  await file(store, { held: nothingHeld, placesOf: new Map() }, planOf(texts), () => undefined);
  for (const school of schools) await linkSchool(store, teams, school);
  const instances: Instance[] = [];
  const fastMs = new Map<Instance, number>();
  return {
    chance,
    teams,
    store,
    schools,
    coordinatorOid: coordinator.aadObjectId,
    connectionString,
    storagePid,
    instances,
    async start(aheadMs = 0) {
      const made = startInstance({ connectionString, at: Date.now() + ahead + aheadMs, claimMs, level });
      instances.push(made);
      fastMs.set(made, aheadMs);
      await made.ready;
      return made;
    },
    now: () => Date.now() + ahead,
    setClock(date, time, seconds = 0) {
      ahead = instantAt(date, time) + seconds * 1000 - Date.now();
      for (const instance of instances) instance.setClock(Date.now() + ahead + (fastMs.get(instance) ?? 0));
    },
    async close() {
      await Promise.all(instances.map((instance) => instance.kill()));
      await teams.close();
      // Nothing in it is wanted any more, and in order it may take its time.
      process.kill(storagePid, 'SIGKILL');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const channelOf = (teams: Connector, school: string): Channel =>
  teams.channel({ name: 'Attendance', team: teams.team({ name: school, tenantId }) });

function linkSchool(store: Store, teams: Connector, { urn, channel }: LinkedSchool): Promise<unknown> {
  return store.channels.link({
    urn,
    tenantId,
    serviceUrl: teams.serviceUrl,
    botId: teams.bot.id,
    teamId: channel.team.id,
    channelId: channel.conversationId,
    names: false,
    linkedBy: 'p.marlow@northvale.example',
    at: Date.now(),
  });
}
