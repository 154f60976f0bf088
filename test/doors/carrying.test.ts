/** Posts and notices carried by several at once, and by one after another that failed: on rows, without the clock or the queue. */
import pino from 'pino';
import { createNoticeCarrier } from '../../src/jobs/carry-notice.ts';
import { createPostCarrier } from '../../src/jobs/post/carry.ts';
import type { CarryParts } from '../../src/jobs/post/errand.ts';
import { CLAIM_MS, type Post } from '../../src/domain/post.ts';
import { newNotice, newPost } from '../../src/domain/posting.ts';
import { instantAt } from '../../src/domain/time.ts';
import { createDirectory } from '../../src/store/directory.ts';
import { noticeKey } from '../../src/store/keys.ts';
import { createSender } from '../../src/teams/wire/sender.ts';
import type { Outgoing } from '../../src/teams/wire/types.ts';
import { check } from '../campaign/check.ts';
import { CODE } from '../campaign/partnership.ts';
import { postsOf } from '../campaign/reading.ts';
import { openStage, type LinkedSchool, type Stage } from '../campaign/stage.ts';

const DATE = '2026-11-09';
const NOW = instantAt(DATE, '10:30');
const log = pino({ level: 'silent' });

let stage: Stage;
let wire: Outgoing;
let schools: LinkedSchool[];

beforeAll(async () => {
  stage = await openStage({ seed: 3, schools: 5, latencyMs: [20, 40] });
  wire = createSender({ token: undefined, allowLoopback: true, now: () => NOW, log: () => undefined });
  schools = [...stage.schools];
});

afterAll(async () => {
  wire.close();
  await stage.close();
});

const carrier = (over: Partial<CarryParts> = {}) =>
  createPostCarrier({
    store: stage.store,
    wire,
    viewers: async () => [],
    log,
    now: () => NOW,
    claimMs: CLAIM_MS,
    onUnreachable: async () => undefined,
    ...over,
  });

/** A school of its own for each test. */
async function duePost(over: Partial<Post> = {}): Promise<{ school: LinkedSchool; post: Post }> {
  const school = schools.pop()!;
  const post = { ...newPost({ partnership: CODE, date: DATE, urn: school.urn }), ...over };
  await stage.store.posts.add(CODE, [post]);
  return { school, post };
}

test('two pointers to one post, in one process: one goes on, the other comes back', async () => {
  const { school, post } = await duePost();
  const carry = carrier();
  expect(await Promise.all([carry(post), carry(post)])).toEqual(expect.arrayContaining(['done', { later: 3 }]));
  expect(await check(stage, [DATE], [school])).toMatchObject({ digests: 1, strays: 0, doubts: 0, wrong: [] });
});

test('two instances whose clocks are two minutes apart: what one has in hand the other leaves alone', async () => {
  const { school, post } = await duePost();
  const outcomes = await Promise.all([carrier()(post), carrier({ now: () => NOW + 120_000 })(post)]);
  expect(outcomes).toEqual(expect.arrayContaining(['done', { later: 3 }]));
  expect(await check(stage, [DATE], [school])).toMatchObject({ digests: 1, strays: 0, doubts: 0, wrong: [] });
});

test('a later part that somebody deleted is posted again, and nothing else of the digest', async () => {
  const { school, post } = await duePost({ pageCharacters: 8_000 });
  await carrier()(post);
  const [digest] = postsOf(stage.teams, school, DATE, 'digest');
  const parts = stage.teams.repliesTo(digest!);
  expect(parts.length).toBeGreaterThan(0);
  stage.teams.posts.splice(stage.teams.posts.indexOf(parts.at(-1)!), 1);
  const ack = { upn: 'key.link@northvale.example', name: 'Asha Shah', role: 'key-link', at: NOW, of: '' };
  await stage.store.posts.change(post, (row) => ({ ...row, acks: [ack] }));
  const later = carrier({ now: () => NOW + 120_000 });
  expect(await later(post)).toEqual({ later: 20 });
  expect(await later(post)).toBe('done');
  expect(await check(stage, [DATE], [school])).toMatchObject({ digests: 1, strays: 0, wrong: [] });
  expect(stage.teams.repliesTo(digest!)).toHaveLength(parts.length);
});

test('killed before people were told that a school cannot be reached, the next one tells them', async () => {
  const { school, post } = await duePost();
  stage.teams.fault({ kind: 'answer', status: 403, code: 'BotNotInConversationRoster' }, { times: 2 });
  const killed = carrier({ onUnreachable: () => Promise.reject(new Error('killed')) });
  await expect(killed(post)).rejects.toThrow('killed');
  const told: string[] = [];
  await carrier({ onUnreachable: async ({ urn }) => void told.push(urn) })(post);
  expect(told).toEqual([school.urn]);
  expect((await stage.store.posts.read(CODE, DATE, school.urn))?.state).toBe('unreachable');
});

test('linked elsewhere while its header is on the way: the digest is not filled in the old channel', async () => {
  const { school, post } = await duePost();
  const carrying = carrier()(post);
  await stage.teams.waitFor(() => stage.teams.calls.at(-1)?.about === school.channel.conversationId, 'the header');
  await stage.store.posts.change(post, (row) => {
    const { channelId, ...rest } = row;
    return channelId === undefined ? undefined : rest;
  });
  expect(await carrying).toEqual({ later: 3 });
  expect(postsOf(stage.teams, school, DATE, 'digest')).toEqual([]);
});

test('two instances tell a person one thing once', async () => {
  const { partnershipList } = await createDirectory(stage.store.records).read(NOW);
  const notice = newNotice(
    { partnership: partnershipList[0]!.code, date: DATE, urns: ['140001'] },
    'priya.marlow@school.example',
    'no-channel',
  );
  await stage.store.posts.add(CODE, [notice]);
  await stage.store.channels.keepChat({
    tenantId: stage.schools[0]!.channel.tenantId,
    serviceUrl: stage.teams.serviceUrl,
    botId: stage.teams.bot.id,
    objectId: stage.coordinatorOid,
    userId: stage.coordinatorOid,
    conversationId: stage.teams.place(stage.coordinatorOid)!.conversationId,
    at: NOW,
  });
  const tellers = [0, 120_000].map((fast) =>
    createNoticeCarrier({
      store: stage.store,
      wire,
      directory: () => createDirectory(stage.store.records).read(NOW),
      log,
      now: () => NOW + fast,
      claimMs: CLAIM_MS,
    }),
  );
  await Promise.all(tellers.map((tell) => tell(CODE, noticeKey(notice))));
  expect(stage.teams.personalPosts(stage.coordinatorOid)).toHaveLength(1);
});
