/** What a week plays on: storage of its own that nothing kills, the stand-in for Teams, and the partnership in both. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedStorage } from '../../../src/embedded/storage.ts';
import { instantAt } from '../../../src/domain/time.ts';
import { file } from '../../../src/store/filing.ts';
import { openStore, type Store } from '../../../src/store/open.ts';
import { startConnector, type Connector } from '../../support/connector.ts';
import { nothingHeld, planOf } from '../../support/pack.ts';
import { guid, type Person } from '../../support/teams-world.ts';
import { patiently, patientStore } from '../../support/week-patience.ts';
import { createChance, type Chance } from '../chance.ts';
import { inventWeekPartnership, type WeekPartnership, type WeekSize } from './partnership.ts';
import { writeScript, type Script, type WeekPlan } from './script.ts';

export interface WeekOptions {
  seed: number;
  size: WeekSize;
  plan: WeekPlan;
}

export interface WeekStage {
  chance: Chance;
  there: WeekPartnership;
  script: Script;
  plan: WeekPlan;
  teams: Connector;
  /** Everybody with an account, by sign-in name. */
  people: ReadonlyMap<string, Person>;
  store: Store;
  connectionString: string;
  close(): Promise<void>;
}

const tenantId = guid('Northvale tenant');

/** The same partnership and the same script for the same seed. */
export async function openWeek({ seed, size, plan }: WeekOptions): Promise<WeekStage> {
  const chance = createChance(seed);
  const folder = await mkdtemp(join(tmpdir(), 'keylink-week-'));
  let pid = 0;
  const [storage, teams] = await Promise.all([
    startEmbeddedStorage({ folder, inMemory: true, onSpawn: (of) => (pid = of) }),
    startConnector(),
  ]);
  const { connectionString } = storage;
  const store = patientStore(await patiently(() => openStore({ connectionString })));
  const people = new Map<string, Person>();
  const accountOf = (upn: string, name: string): string => {
    const person = people.get(upn) ?? teams.person({ name, tenantId, userPrincipalName: upn });
    people.set(upn, person);
    return person.aadObjectId;
  };
  const there = inventWeekPartnership(size, chance, tenantId, accountOf);
  const script = writeScript(there, chance, plan);
  const begins = instantAt(plan.days[0]!, '07:00');
  await file(
    store,
    { held: nothingHeld, placesOf: new Map() },
    planOf(there.texts, nothingHeld, begins),
    () => undefined,
  );
  for (const { urn, name } of there.held.schools) {
    const channel = teams.channel({ name: 'Attendance', team: teams.team({ name, tenantId }) });
    await store.channels.link({
      urn,
      tenantId,
      serviceUrl: teams.serviceUrl,
      botId: teams.bot.id,
      teamId: channel.team.id,
      channelId: channel.conversationId,
      names: false,
      linkedBy: 'cory.lane@northvale.example',
      at: begins,
    });
  }
  return {
    chance,
    there,
    script,
    plan,
    teams,
    people,
    store,
    connectionString,
    async close() {
      await teams.close();
      // Nothing in it is wanted any more, and in order it may take its time.
      process.kill(pid, 'SIGKILL');
      await rm(folder, { recursive: true, force: true });
    },
  };
}
