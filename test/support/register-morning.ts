/** A school morning on which 25 pupils are due at one provision, with the page open: marked by keyboard, and counted. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { instantAt } from '../../src/domain/time.ts';
import type { Mark } from '../../src/domain/records.ts';
import { startEmbeddedStorage } from '../../src/embedded/storage.ts';
import { createLog } from '../../src/log.ts';
import { startProduct } from '../../src/product.ts';
import { file } from '../../src/store/filing.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { testTab } from './tab-files.ts';
import { launchChromium } from './browser.ts';
import { concernKey } from './concern-key.ts';
import { createCounter, type Counts } from './counting.ts';
import { nothingHeld, planOf, type Texts } from './pack.ts';
import { guid } from './teams-world.ts';

export const PUPILS = 25;
const TODAY = '2026-11-09';
const tenantId = guid('register tenant');
const ids = Array.from({ length: PUPILS }, (_, n) => `p${String(n).padStart(2, '0')}`);
const csv = (header: string, rows: readonly string[]): string => `${[header, ...rows].join('\n')}\n`;

const pack: Texts = {
  partnerships: `code,name,digest_at,tenant_id\nnorthvale,Northvale Partnership,10:30,${tenantId}\n`,
  schools: 'urn,name,partnership\n100001,Ashfield Academy,northvale\n',
  provisions: 'code,name,address,postcode,phone,registered\noak-farm,Oak Farm,1 Mill Lane,NV1 1AA,01632 960001,no\n',
  people: csv('upn,role,organisation,name,tenant_id,object_id', [
    `sam@oak-farm.example,provision,oak-farm,Sam Reed,${tenantId},${guid('sam')}`,
    `jo@northvale.example,officer,northvale,Jo Penfold,${tenantId},${guid('jo')}`,
  ]),
  calendar: 'organisation,from,to,kind\n*,2026-09-01,2026-12-18,term\n',
  pupils: csv(
    'pupil_id,forename,surname,date_of_birth,year_group,school_urn,start_date',
    ids.map((id, n) => `${id},${String.fromCodePoint(65 + n)}lex,Marlow,2012-03-04,10,100001,2026-09-01`),
  ),
  placements: csv(
    'pupil_id,provision,start_date',
    ids.map((id) => `${id},oak-farm,2026-09-01`),
  ),
  timetable: csv(
    'pupil_id,provision,weekday,arrive,leave,valid_from',
    ids.map((id) => `${id},oak-farm,monday,09:00,12:00,2026-09-01`),
  ),
};

export interface RegisterMorning {
  /** The register as its staff see it. */
  page: Page;
  /** What was asked of storage while this ran. */
  during(work: () => Promise<unknown>): Promise<Counts>;
  /** How often the page sent something of the register since it opened. */
  sent(): { saves: number; submits: number };
  marks(): Promise<Mark[]>;
  stop(): Promise<void>;
}

async function openPage(browser: Browser, url: string): Promise<Page> {
  const page = await browser.newPage({ locale: 'en-GB', timezoneId: 'Europe/London' });
  await page.goto(`${url}/tab`);
  await page.getByRole('button', { name: /^Sam Reed,/ }).click();
  await page.getByRole('grid').waitFor();
  return page;
}

async function startStore(): Promise<{
  store: Store;
  counter: ReturnType<typeof createCounter>;
  stop(): Promise<void>;
}> {
  const folder = await mkdtemp(join(tmpdir(), 'keylink-register-'));
  const storage = await startEmbeddedStorage({ folder, inMemory: true });
  const counter = createCounter();
  const { connectionString } = storage;
  const opened = await openStore({ connectionString }, { watch: counter.watch, concernKeys: [concernKey] });
  const store: Store = { ...opened, queue: counter.counted(opened.queue) };
  await file(store, { held: nothingHeld, placesOf: new Map() }, planOf(pack), () => undefined);
  const stop = async (): Promise<void> => {
    await storage.stop();
    await rm(folder, { recursive: true, force: true });
  };
  return { store, counter, stop };
}

/** At 09:10; the register closes at 09:30. */
export async function startRegisterMorning(): Promise<RegisterMorning> {
  const [{ store, counter, stop }, tab, browser] = await Promise.all([startStore(), testTab(), launchChromium()]);
  const product = await startProduct({
    config: { port: 0, host: '127.0.0.1', allowedTenants: [], demo: true },
    tab,
    store,
    log: createLog('silent'),
    now: () => instantAt(TODAY, '09:10'),
    rounds: () => ({ stop: async () => undefined }),
  });
  const page = await openPage(browser, `http://127.0.0.1:${product.port}`);
  const sent = { saves: 0, submits: 0 };
  page.on('request', (request) => {
    if (request.method() === 'PUT') sent.saves += 1;
    if (request.method() === 'POST') sent.submits += 1;
  });
  return {
    page,
    during: (work) => counter.during(work),
    sent: () => sent,
    marks: async () => (await store.records.day('northvale', TODAY))?.marks ?? [],
    async stop() {
      await browser.close();
      await product.stop();
      await stop();
    },
  };
}

/** The third, the tenth and the last are not here, of one of whom the reason is known. Gives how many keys were pressed. */
export async function markByKeyboard(
  page: Page,
  each: (marked: number) => Promise<void> = async () => undefined,
): Promise<number> {
  const away = new Map([
    [2, ['a', '1']],
    [9, ['a', 'Enter']],
    [PUPILS - 1, ['a', 'Enter']],
  ]);
  let pressed = 0;
  const press = async (key: string): Promise<void> => {
    await page.keyboard.press(key);
    pressed += 1;
  };
  for (let n = 0; n < PUPILS; n += 1) {
    for (const key of away.get(n) ?? ['p']) await press(key);
    await each(n + 1);
  }
  await press('Control+Enter');
  await page.getByText(`Recorded: ${PUPILS} pupils.`).first().waitFor();
  return pressed;
}
