import * as fc from 'fast-check';
import { createLog } from '../../src/log.ts';
import { createServer, type Server } from '../../src/server.ts';
import { readActivity, type Incoming } from '../../src/teams/activity.ts';
import { createDoor } from '../../src/teams/door.ts';
import { packAction } from '../../src/teams/verbs.ts';
import { createInbox, type Inbound } from '../support/activities.ts';
import { hostileBodies, mutations } from '../support/hostile.ts';
import { createWorld, guid } from '../support/teams-world.ts';

// Campaign item 9: hostile bodies through the real door, to a turn that reads them as the product's does.

const world = createWorld();
const tenantId = guid('tenant');
const ada = world.person({ name: 'Ada Brook', tenantId });
const team = world.team({ name: 'Oakfield', tenantId });
const programme = world.channel({ name: 'Programme', team });
const inbox = createInbox(world, 'https://smba.trafficmanager.net/uk/');
const said = inbox.says(ada, 'where is Alfie');
const pressed = inbox.executes(ada, { verb: 'say', data: packAction('say', { text: 'help' }) }, programme, {
  replyToId: '1',
});
const real: Inbound[] = [
  said,
  pressed,
  inbox.says(ada, 'digest', programme),
  inbox.submits(ada, packAction('say', { text: 'help' })),
  inbox.installs(ada, programme),
  inbox.addsBot(ada, programme),
  inbox.teamEvent(ada, 'channelRenamed', programme),
];

let server: Server;
let url: string;
let begun = 0;
let read: Incoming[] = [];

beforeAll(async () => {
  const log = createLog('silent');
  const turn = async (raw: unknown) => {
    begun += 1;
    read.push(readActivity(raw));
    return undefined;
  };
  const receive = createDoor({ app: undefined, turn, log });
  server = createServer({ receive, ready: async () => undefined, log });
  url = `http://127.0.0.1:${await server.listen(0, '127.0.0.1')}/api/messages`;
});
beforeEach(() => {
  read = [];
  begun = 0;
});
afterAll(() => server.close());

const deliver = async (body: string): Promise<number> => {
  const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  await answer.arrayBuffer();
  return answer.status;
};

const bodies = hostileBodies(said, pressed);

test('there are as many by hand as the campaign asks for', () => expect(bodies.length).toBeGreaterThanOrEqual(65));

test.each(bodies)('%s', async (_name, body) => {
  expect(await deliver(body)).toBeLessThan(500);
  // Whatever began to be acted on was also read to its end.
  expect(read).toHaveLength(begun);
  expect(await deliver(JSON.stringify(said))).toBe(200);
});

test('2000 mutations of what Teams sends (the seed is printed on failure)', async () => {
  let delivered = 0;
  await fc.assert(
    fc.asyncProperty(mutations(real), async (activity) => {
      delivered += 1;
      expect(await deliver(JSON.stringify(activity))).toBeLessThan(500);
    }),
    { numRuns: 2000, seed: 20_281_030 },
  );
  expect(delivered).toBe(2000);
  expect(read).toHaveLength(begun);
  // Not all are refused at the door: the reader saw most of them, and every kind of reading came up.
  expect(begun).toBeGreaterThan(1000);
  expect(new Set(read.map(({ kind }) => kind))).toEqual(
    new Set(['said', 'pressed', 'installed', 'other-invoke', 'ignored']),
  );
  expect(({} as Record<string, unknown>)['admin']).toBeUndefined();
});
