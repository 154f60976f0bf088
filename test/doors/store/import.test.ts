import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runImport } from '../../../src/pack/run-import.ts';
import { file } from '../../../src/store/filing.ts';
import { readHeld } from '../../../src/store/held.ts';
import type { Store } from '../../../src/store/open.ts';
import { goodPack, importing, NOON, planOf, type Texts } from '../../support/pack.ts';
import { startOwnStorage, type OwnStorage } from './storage.ts';

let storage: OwnStorage;
beforeAll(async () => {
  storage = await startOwnStorage();
});
afterAll(() => storage.stop());

const DAYS = { from: '2026-11-02', to: '2026-11-09' };
/** Imports a pack; gives how many rows were written. */
async function load(store: Store, texts: Texts): Promise<number> {
  const filing = await readHeld(store, DAYS);
  let written = 0;
  await file(store, filing, planOf(texts, filing.held), (done) => (written = done));
  return written;
}

/** Everything that can change places at once: p01 goes to a school elsewhere, school 100002 goes to a new partnership. */
const moves: Texts = {
  partnerships: 'code,name,digest_at\nsouthvale,Southvale Partnership,10:15\n',
  schools: 'urn,name,partnership\n100002,Birchwood School,southvale\n100003,Cedar School,southvale\n',
  provisions: 'code,remove\npru,yes\n',
  pupils: 'pupil_id,school_urn\np01,100003\n',
  calendar: 'organisation,from,to,kind,note\n*,2026-08-27,2026-12-18,term,Autumn\n*,2026-12-19,2027-01-03,holiday,\n',
  people: 'upn,role,organisation,name\nc.lee@cedar.example,key-link,100003,Cai Lee\n',
  timetable: 'pupil_id,provision,weekday,arrive,valid_from,remove\np01,100001,tuesday,09:00,2026-08-27,yes\n',
};
/** The good pack, with a calendar and a setting that are the leaving school's own, and marks of both pupils. */
const before: Texts = {
  ...goodPack,
  calendar: `${goodPack['calendar']}100002,2026-11-16,2026-11-16,inset\nnorthvale,2026-11-23,2026-11-23,closure\n`,
  settings: `${goodPack['settings']}100002,2026-09-01,x,\n`.replace(
    '100002,2026-09-01,x,',
    '100002,update_debounce_seconds,2026-09-01,9',
  ),
};

const compared = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

describe('an import', () => {
  test('holds afterwards what its plan says', async () => {
    const store = await storage.empty();
    await load(store, before);
    await load(store, moves);
    const { held } = await readHeld(store, DAYS);
    const expected = importing(before, moves);
    // Rows that were merged have their fields in another order.
    const textOf = (row: object): string => Object.entries(row).map(String).toSorted(compared).join('; ');
    const sorted = (rows: readonly object[]): object[] => rows.toSorted((a, b) => compared(textOf(a), textOf(b)));
    for (const kind of [
      'partnerships',
      'schools',
      'provisions',
      'people',
      'cover',
      'settings',
      'calendar',
      'pupils',
    ] as const) {
      expect(sorted(held[kind])).toEqual(sorted(expected[kind]));
    }
  });

  test('twice changes nothing', async () => {
    const store = await storage.empty();
    expect(await load(store, before)).toBeGreaterThan(10);
    const rows = await storage.rows();
    expect(await load(store, before)).toBe(0);
    expect(await storage.rows()).toEqual(rows);
  });

  test('gives a later partnership its copy of what everybody shares', async () => {
    const store = await storage.empty();
    await load(store, before);
    await load(store, { partnerships: 'code,name,digest_at\nwesthaven,Westhaven,09:00\n' });
    const [west, north] = [
      await store.records.day('westhaven', '2026-11-09'),
      await store.records.day('northvale', '2026-11-09'),
    ];
    expect(west?.provisions).toEqual(north?.provisions);
    expect(west?.calendar).toEqual(north?.calendar.filter((row) => row.organisation === '*'));
    expect(west).toMatchObject({ schools: [], pupils: [], settings: [] });
  });
});

describe('what changes places', () => {
  let store: Store;
  beforeAll(async () => {
    store = await storage.empty();
    await load(store, before);
    await load(store, moves);
  });

  test('a pupil stands with the new school alone, with the marks made before', async () => {
    const south = await store.records.between('southvale', '2026-11-02', '2026-11-09');
    expect(south?.pupils.map((pupil) => pupil.pupilId)).toEqual(['p01', 'p02']);
    expect(south?.marks).toHaveLength(2);
    const narrowed = await store.records.day('southvale', '2026-11-09', { schools: ['100003'] });
    expect(narrowed?.pupils.map((pupil) => pupil.pupilId)).toEqual(['p01']);
    expect(narrowed?.marks).toHaveLength(1);
  });

  test('a school brings its pupils, its calendar and its settings', async () => {
    const south = await store.records.day('southvale', '2026-11-09');
    expect(south?.schools.map((school) => school.urn)).toEqual(['100002', '100003']);
    expect(south?.calendar.map((row) => row.organisation).toSorted()).toEqual(['*', '*', '100002']);
    expect(south?.settings.map((row) => row.name)).toEqual(['update_debounce_seconds']);
  });

  test('the partnership they left keeps its own rows and the marks it was sent (R3.6)', async () => {
    const north = await store.records.between('northvale', '2026-11-02', '2026-11-09');
    expect(north?.schools.map((school) => school.urn)).toEqual(['100001']);
    expect(north?.pupils).toEqual([]);
    expect(north?.calendar.map((row) => row.organisation).toSorted()).toEqual(['*', '*', 'northvale']);
    expect(north?.marks).toHaveLength(2);
  });

  test('a mark that comes later goes where the pupil is', async () => {
    const mark = 'p01,2026-11-09,oak-farm,09:00,2026-11-09 11:30,office@oakfarm.example,left,11:20\n';
    await load(store, { marks: `pupil_id,date,provision,arrive,recorded_at,recorded_by,status,left_at\n${mark}` });
    expect((await store.records.day('southvale', '2026-11-09'))?.marks).toHaveLength(2);
    expect((await store.records.day('northvale', '2026-11-09'))?.marks).toHaveLength(1);
  });
});

class CutOff extends Error {}

/** A store that ends after so many writes; `lost`: the last one is carried out, and its answer lost. */
function cutAfter(store: Store, writes: number, lost: boolean): Store {
  let left = writes;
  const cut =
    <A extends unknown[], R>(work: (...of: A) => Promise<R>) =>
    async (...of: A): Promise<R> => {
      if (left-- > 0) return work(...of);
      if (lost) await work(...of);
      throw new CutOff();
    };
  const { records, ledger, people, queue } = store;
  return {
    ...store,
    records: { ...records, write: cut(records.write), remove: cut(records.remove) },
    ledger: { ...ledger, add: cut(ledger.add) },
    people: { ...people, write: cut(people.write), remove: cut(people.remove) },
    queue: { ...queue, put: cut(queue.put) },
  };
}

describe('an import that is cut off anywhere and run again', () => {
  test.each([
    { what: 'the first one', packs: [before] },
    { what: 'one in which everything moves', packs: [before, moves] },
  ])(
    '$what: ends as if it had not been',
    async ({ packs }) => {
      const earlier = packs.slice(0, -1);
      const last = packs.at(-1)!;
      const start = async (): Promise<Store> => {
        const store = await storage.empty();
        for (const pack of earlier) await load(store, pack);
        return store;
      };
      await load(await start(), last);
      const uninterrupted = await storage.rows();
      let cuts = 0;
      for (let isCut = true; isCut; cuts++) {
        for (const lost of [false, true]) {
          const store = await start();
          isCut = await load(cutAfter(store, cuts, lost), last).then(
            () => false,
            (fault: unknown) => {
              expect(fault).toBeInstanceOf(CutOff);
              return true;
            },
          );
          await load(store, last);
          expect({ cuts, lost, rows: await storage.rows() }).toEqual({ cuts, lost, rows: uninterrupted });
        }
      }
      expect(cuts).toBeGreaterThan(5);
    },
    60_000,
  );

  test('with many marks, some of them in: the others go in, and none twice', async () => {
    const lines = Array.from({ length: 250 }, (_, n) => {
      const minute = String(n % 60).padStart(2, '0');
      return `p01,2026-11-09,oak-farm,09:00,2026-11-09 ${String(9 + Math.floor(n / 125)).padStart(2, '0')}:${minute},p${n}@oakfarm.example,present`;
    });
    const marks = `pupil_id,date,provision,arrive,recorded_at,recorded_by,status\n${lines.join('\n')}\n`;
    const store = await storage.empty();
    await load(store, { ...goodPack, marks });
    const rows = await storage.rows();
    const half = await storage.empty();
    const filing = await readHeld(half, DAYS);
    await load(half, { ...goodPack, marks: marks.split('\n').slice(0, 141).join('\n') });
    // Decided before the others were in, as two imports at once would be.
    await file(half, filing, planOf({ ...goodPack, marks }), () => undefined);
    expect(await storage.rows()).toEqual(rows);
  });
});

describe('from a folder', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'keylink-pack-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function run(store: Store, texts: Texts, how: { dryRun?: boolean; strict?: boolean }) {
    for (const [name, text] of Object.entries(texts)) await writeFile(join(folder, `${name}.csv`), text);
    const lines: string[] = [];
    const told = { say: (line: string) => void lines.push(line), progress: () => undefined };
    const isFine = await runImport(store, { folder, dryRun: false, strict: false, ...how }, NOON, told);
    return { isFine, lines };
  }
  const oneWrong: Texts = { ...goodPack, people: `${goodPack['people']}nobody,school-dsl,100001,No Address\n` };

  test('a dry run writes nothing', async () => {
    const store = await storage.empty();
    expect((await run(store, goodPack, { dryRun: true })).isFine).toBe(true);
    expect(await storage.rows()).toEqual({});
    expect(await store.queue.take(16)).toEqual([]);
  });

  test('--strict with a wrong row writes nothing', async () => {
    const store = await storage.empty();
    const { isFine, lines } = await run(store, oneWrong, { strict: true });
    expect(isFine).toBe(false);
    expect(lines).toContain('Nothing was imported: some rows are wrong and --strict was given.');
    expect(await storage.rows()).toEqual({});
    expect(await store.queue.take(16)).toEqual([]);
  });

  test('without it, all the others go in', async () => {
    const store = await storage.empty();
    expect((await run(store, oneWrong, {})).isFine).toBe(false);
    const held = (await readHeld(store, DAYS)).held;
    expect(held.pupils).toHaveLength(2);
    expect(held.people).toHaveLength(1);
  });

  test('a running bot is told of each partnership that changed', async () => {
    const store = await storage.empty();
    await run(store, goodPack, {});
    expect((await store.queue.take(16)).map((taken) => taken.pointer)).toEqual([
      { kind: 'changed', partnership: 'northvale' },
    ]);
  });
});
