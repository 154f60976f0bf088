/** What the page is told while it is open: over HTTP, of a mark made in the chat, and to the end. */
import { createLog } from '../../../src/log.ts';
import { createServer } from '../../../src/server.ts';
import { startTabDay, type TabDay } from '../../support/tab-day.ts';

const coordinator = 'n.farrow@swanmere-valley.example';
const officer = 'j.penfold@swanmere-valley.example';
const schoolDsl = 'm.oyelaran@ashmere-vale.example';
const farm = 't.marlow@fallow-hill.example';

interface Told {
  answer: Response;
  /** The next frame as it came; undefined at the end. */
  next(): Promise<string | undefined>;
  leave(): void;
}

async function listen(url: string, token = ''): Promise<Told> {
  const gone = new AbortController();
  const answer = await fetch(url, { headers: { authorization: `Bearer ${token}` }, signal: gone.signal });
  const pieces = answer.body!.pipeThrough(new TextDecoderStream())[Symbol.asyncIterator]();
  let open = '';
  return {
    answer,
    leave: () => gone.abort(),
    async next() {
      while (!open.includes('\n\n')) {
        const { value, done } = await pieces.next();
        if (done) return undefined;
        open += value;
      }
      const [frame = '', ...rest] = open.split('\n\n');
      open = rest.join('\n\n');
      return frame;
    },
  };
}

/** The next frame that tells something. */
async function news(told: Told): Promise<string | undefined> {
  for (;;) {
    const frame = await told.next();
    if (frame !== ':') return frame;
  }
}

describe('while the page is open', () => {
  let day: TabDay;
  beforeAll(async () => {
    day = await startTabDay('2026-11-09', '08:40');
    await day.loadDemo();
    day.clock('09:10');
  });
  afterAll(() => day.stop());

  const live = async (upn: string, query: string): Promise<Told> =>
    listen(`${day.origin}/tab/api/live?${query}`, await day.tokenFor(upn));

  test.each([
    [coordinator, 'partnership=SVP', 200],
    [officer, 'partnership=SVP', 200],
    [officer, 'school=999001', 200],
    [schoolDsl, 'school=999001', 200],
    [officer, 'partnership=WHP', 404],
    [officer, '', 404],
    [schoolDsl, 'partnership=SVP', 404],
    [schoolDsl, 'school=999002', 404],
    [schoolDsl, 'school=999999', 404],
    [farm, 'partnership=SVP', 403],
    [farm, 'school=999001', 403],
  ])('%s listens to %s: %i', async (upn, query, status) => {
    const told = await live(upn, query);
    expect(told.answer.status).toBe(status);
    told.leave();
  });

  test('without a token nobody is told anything', async () => {
    const told = await listen(`${day.origin}/tab/api/live?partnership=SVP`);
    expect(told.answer.status).toBe(401);
    told.leave();
  });

  test('it is told of a mark made in the chat, and not what; what it then asks stands at that mark', async () => {
    const told = await live(schoolDsl, 'school=999001');
    expect(told.answer.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(told.answer.headers.get('cache-control')).toBe('no-store');
    const first = await told.next();
    expect(first).toMatch(/^data: \{"mark":"[0-9a-f]{12} \d+"\}$/);
    const asked = await day.say(day.person(farm), 'mark Alfie Brightwell late 9:05');
    await day.press(day.person(farm), asked.posts[0]!, 'Yes, record this');
    const second = await news(told);
    expect(second).toMatch(/^data: \{"mark":"[0-9a-f]{12} \d+"\}$/);
    expect(second).not.toBe(first);
    const token = await day.tokenFor(schoolDsl);
    const { body, text } = await day.ask<{ mark: string }>('GET', 'school/999001', undefined, token);
    expect(`data: ${JSON.stringify({ mark: body.mark })}`).toBe(second);
    expect(text).toContain('Arrived 09:05, Fallow Hill Farm');
    told.leave();
  });

  test('it is told that a minute has gone by, by which deadlines are judged', async () => {
    const told = await live(officer, 'partnership=SVP');
    const first = await told.next();
    day.pass(60);
    expect(await news(told)).not.toBe(first);
    told.leave();
  });
});

describe('the door', () => {
  const host = '127.0.0.1';
  const open = async (events: (signal: AbortSignal) => AsyncIterable<unknown>) => {
    const server = createServer({
      receive: async () => ({ status: 200 }),
      ready: async () => undefined,
      log: createLog('silent'),
      tab: { files: new Map(), ask: async ({ signal }) => ({ status: 200, events: events(signal) }) },
    });
    const port = await server.listen(0, host);
    return { server, told: await listen(`http://${host}:${port}/tab/api/live`) };
  };
  const until = (signal: AbortSignal): Promise<void> =>
    new Promise((resolve) => signal.addEventListener('abort', () => resolve()));

  test('sends each as a frame, a comment where there is only a beat, and ends with them', async () => {
    const { server, told } = await open(async function* some() {
      yield { mark: 'one\ntwo' };
      yield undefined;
    });
    expect([await told.next(), await told.next(), await told.next()]).toEqual([
      'data: {"mark":"one\\ntwo"}',
      ':',
      undefined,
    ]);
    await server.close();
  });

  test('ends what would go on for ever when the product stops, and tells the teller', async () => {
    let isOver = false;
    const { server, told } = await open(async function* endless(signal) {
      yield { mark: 'here' };
      await until(signal);
      isOver = true;
    });
    await told.next();
    await server.close();
    expect(await told.next()).toBeUndefined();
    expect(isOver).toBe(true);
  });

  test('tells the teller when whoever listened has gone', async () => {
    const left = Promise.withResolvers<void>();
    const { server, told } = await open(async function* endless(signal) {
      yield { mark: 'here' };
      await until(signal);
      left.resolve();
    });
    await told.next();
    told.leave();
    await left.promise;
    await server.close();
  });

  test('ends where the teller fails, without a word of why', async () => {
    const { server, told } = await open(async function* failing() {
      yield { mark: 'here' };
      throw new Error('a secret');
    });
    expect([await told.next(), await told.next()]).toEqual(['data: {"mark":"here"}', undefined]);
    await server.close();
  });
});
