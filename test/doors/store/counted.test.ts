import { startCountedDay, type CountedDay } from '../../support/counted-day.ts';
import { startOwnStorage, type OwnStorage } from './storage.ts';

let storage: OwnStorage;
beforeAll(async () => {
  storage = await startOwnStorage();
});
afterAll(() => storage.stop());

describe.each([
  { what: 'one day of history', history: {} },
  { what: 'six years of history', history: { years: 6 } },
  { what: 'six years of history and 400 leavers', history: { years: 6, leavers: 400 } },
])('with $what', ({ history }) => {
  let day: CountedDay;
  beforeAll(async () => {
    await storage.empty();
    day = await startCountedDay(storage.connectionString, history);
    // The first activity of a process reads who is who and where each can be written to.
    await day.ask('key-link', 'help');
    await day.ask('coordinator', 'help');
  }, 60_000);
  afterAll(() => day.stop());

  test('help asks nothing of storage', async () => {
    expect((await day.ask('key-link', 'help')).counts).toEqual({});
    expect((await day.ask('key-link', 'xyzzy')).counts).toEqual({});
  });

  test.each(['key-link', 'coordinator'] as const)('"where is" of a %s reads its facts in one request', async (who) => {
    const { words, counts } = await day.ask(who, 'where is Alfie0 Smith now');
    expect(words).toContain('Provision 0');
    expect(counts).toEqual({ facts: 1, seen: 2, audit: 1 });
  });

  test('"digest" reads its facts in one request', async () => {
    const { words, counts } = await day.ask('key-link', 'digest');
    expect(words).toContain('School 100001');
    expect(counts).toMatchObject({ facts: 1, seen: 2, audit: 1 });
  });

  test('eight digests read their facts in at most four requests each, and the clock in one for all, beside its one for the follow-up', async () => {
    const { clock, worker, filled } = await day.digests();
    expect(filled).toBe(8);
    expect(clock.facts).toBe(2);
    expect(worker.facts! / 8).toBeLessThanOrEqual(4);
  });
});
