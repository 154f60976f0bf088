/** What an operator sees of the processes (contract, section 1): starting, importing, readiness, stopping, exit codes. */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { post } from '../support/activities.ts';
import { cardOf, startConnector, type Connector } from '../support/connector.ts';
import { goodPack, NOON, type Texts } from '../support/pack.ts';
import { guid, type Person } from '../support/teams-world.ts';
import { runImport, startWhole, type Ended, type Running } from '../support/whole-product.ts';

// Each process takes a second of its own, more on a busy machine.
jest.setTimeout(40_000);

const TENANT = guid('northvale');
const WRONG_DATE = 'pupils.csv line 3: date_of_birth "31/02/2011" is not a date; write 2011-02-28 or 28/02/2011';

let folder: string;
let packs = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keylink-start-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

async function packFolder(texts: Texts): Promise<string> {
  packs += 1;
  const path = join(folder, `pack-${packs}`);
  await mkdir(path);
  for (const [name, text] of Object.entries(texts)) await writeFile(join(path, `${name}.csv`), text);
  return path;
}

const imported = async (texts: Texts, ...options: string[]): Promise<Ended> =>
  runImport([await packFolder(texts), ...options], { folder, at: NOON });

const pupils = (...rows: string[]): Texts => ({
  pupils: ['pupil_id,forename,surname,date_of_birth,year_group,school_urn,start_date', ...rows, ''].join('\n'),
});

interface Holder {
  pid: number;
  storagePid: number;
  connectionString: string;
}
const lockFile = (): string => join(folder, '.data', 'storage.json');
const holder = async (): Promise<Holder> => JSON.parse(await readFile(lockFile(), 'utf8')) as Holder;

const answersAt = (url: string): Promise<boolean> =>
  fetch(url).then(
    () => true,
    () => false,
  );

describe('a start that is refused: exit 2 and one line for each thing to mend', () => {
  const embedded =
    'MicrosoftAppId with embedded storage is refused, which loses its last seconds when killed: set STORAGE_CONNECTION_STRING or STORAGE_ACCOUNT';
  test.each([
    [
      'several wrong values',
      { PORT: 'abc', LOG_LEVEL: 'loud', PUBLIC_URL: 'http://keylink.example' },
      [
        'PUBLIC_URL must be an https address without a path',
        'PORT must be a number from 0 to 65535',
        'LOG_LEVEL must be one of fatal, error, warn, info, debug, silent',
      ],
    ],
    ['an app id with embedded storage', { MicrosoftAppId: guid('app'), MicrosoftAppPassword: 'p' }, [embedded]],
    [
      'anybody on the network, nobody authenticated',
      { HOST: '0.0.0.0' },
      ['HOST must be a loopback address while MicrosoftAppId is unset: nothing would check who is calling'],
    ],
  ])('%s', async (_, settings: Record<string, string>, problems) => {
    expect(await startWhole({ folder, at: NOON, settings }).ended).toEqual({ code: 2, out: [], err: problems });
    expect(existsSync(join(folder, '.data'))).toBe(false);
  });
});

describe('one product, from its start to SIGTERM', () => {
  let product: Running;
  let botUrl: string;
  let teams: Connector;
  let officer: Person;

  beforeAll(async () => {
    teams = await startConnector({ now: () => NOON });
    officer = teams.person({ name: 'Ola Reeve', tenantId: TENANT });
    product = startWhole({ folder, at: NOON, settings: { PLAYGROUND: 'off', DEMO_DATA: 'off' } });
    [, botUrl = ''] = await product.tells(/Keylink listens on (http:\S+)\/api\/messages/);
  });

  afterAll(async () => {
    await product.stop();
    await teams.close();
  });

  const status = async (path: string): Promise<number> => (await fetch(new URL(path, botUrl))).status;

  async function until<T>(ask: () => Promise<T>, holds: (answer: T) => boolean): Promise<T> {
    for (const limit = performance.now() + 10_000; ; await pause(100)) {
      const answer = await ask();
      if (holds(answer)) return answer;
      if (performance.now() > limit) throw new Error(`after 10 s still ${JSON.stringify(answer)}`);
    }
  }

  /** Says it in the person's own chat and gives the newest card there. */
  async function asks(who: Person, text: string): Promise<string> {
    await post(botUrl, teams.says(who, text));
    const newest = teams.personalPosts(who.aadObjectId).at(-1);
    return newest ? JSON.stringify(cardOf(newest)) : '';
  }

  test('it lives and is ready', async () => {
    expect([await status('/healthz'), await status('/readyz')]).toEqual([200, 200]);
  });

  test('a second product on the same folder is refused in one line that names the first', async () => {
    const { code, err } = await startWhole({ folder, at: NOON }).ended;
    expect(code).toBe(2);
    expect(err).toEqual([
      'Starting the embedded storage…',
      expect.stringMatching(
        new RegExp(`^another process \\(${product.pid}, since .*\\) is running on .*: stop it first$`),
      ),
    ]);
  });

  test.each([[[]], [['one', 'two']], [['pack', '--dryrun']]])('import %j is wrong usage: exit 2', async (words) => {
    expect(await runImport(words, { folder, at: NOON })).toEqual({
      code: 2,
      out: [],
      err: ['Usage: npm run import -- <folder> [--dry-run] [--strict]'],
    });
  });

  test('a dry run says what would change and changes nothing, so that the import still adds it all', async () => {
    const pack = { ...goodPack, partnerships: `code,name,digest_at,tenant_id\nnorthvale,Northvale,10:30,${TENANT}\n` };
    const dry = await imported(pack, '--dry-run');
    expect(dry.code).toBe(0);
    expect(dry.out).toContain('Nothing was imported: this was a dry run.');
    expect(dry.out).toContain('pupils.csv: 2 added, 0 changed, 0 unchanged, 0 refused');
    const real = await imported(pack);
    expect(real.code).toBe(0);
    expect(real.out).toContain('pupils.csv: 2 added, 0 changed, 0 unchanged, 0 refused');
  });

  test('a wrong row is refused on one line and exit 1; with --strict none go in, else the others do', async () => {
    const rows = pupils(
      'p03,Ines,Vale,2012-02-03,10,100001,2026-08-27',
      'p04,Tom,Lyle,31/02/2011,11,100001,2026-08-27',
    );
    const counts = 'pupils.csv: 1 added, 0 changed, 0 unchanged, 1 refused';
    expect(await imported(rows, '--strict')).toMatchObject({
      code: 1,
      out: [WRONG_DATE, 'Nothing was imported: some rows are wrong and --strict was given.', counts],
    });
    expect(await imported(rows)).toMatchObject({ code: 1, out: [WRONG_DATE, counts] });
  });

  test('the running bot acts on an import within 10 s: it knows the person, and the pupil', async () => {
    expect(await asks(officer, 'where is Ivy Fenn')).toContain('I do not know you yet');
    const people = `upn,role,organisation,name,object_id\no.reeve@northvale.example,officer,northvale,Ola Reeve,${officer.aadObjectId}\n`;
    const { code } = await imported({ people, ...pupils('p05,Ivy,Fenn,2012-02-03,10,100002,2026-08-27') });
    expect(code).toBe(0);
    const answer = await until(
      () => asks(officer, 'where is Ivy Fenn'),
      (card) => card.includes('Ivy Fenn'),
    );
    expect(answer).toContain('Birchwood School, Year 10');
  });

  test('with storage hanging it lives but is not ready, and then is again', async () => {
    const { storagePid } = await holder();
    process.kill(storagePid, 'SIGSTOP');
    const [lives, ready] = await Promise.all([
      status('/healthz'),
      until(
        () => fetch(new URL('/readyz', botUrl)).then(async (answer) => [answer.status, await answer.json()]),
        ([code]) => code !== 200,
      ),
    ]).finally(() => process.kill(storagePid, 'SIGCONT'));
    expect(lives).toBe(200);
    expect(ready).toEqual([503, { status: 'not ready', reason: 'storage does not answer' }]);
    await until(
      () => status('/readyz'),
      (code) => code === 200,
    );
  });

  test('SIGTERM: the turn in hand is answered, storage stops, exit 0', async () => {
    const { connectionString } = await holder();
    const [, table = ''] = /TableEndpoint=([^;]+)/.exec(connectionString) ?? [];
    expect(await answersAt(table)).toBe(true);
    teams.clear();
    teams.latencyMs = () => 500;
    const turn = post(botUrl, teams.says(officer, 'help'));
    await teams.waitFor(() => teams.calls.length > 0, 'the answer on its way');
    const { code } = await product.stop();
    expect((await turn).status).toBe(200);
    expect(teams.personalPosts(officer.aadObjectId)).toHaveLength(1);
    expect(code).toBe(0);
    expect([await answersAt(table), await answersAt(botUrl), existsSync(lockFile())]).toEqual([false, false, false]);
  });

  test('an import with nothing running starts storage, finds what the product left, and stops it', async () => {
    const again = await imported(pupils('p05,Ivy,Fenn,2012-02-03,10,100002,2026-08-27'));
    expect(again).toMatchObject({ code: 0, out: ['pupils.csv: 0 added, 0 changed, 1 unchanged, 0 refused'] });
    expect(existsSync(lockFile())).toBe(false);
  });
});
