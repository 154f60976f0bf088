import type { Post } from '../../../src/domain/post.ts';
import { newNotice, newPost } from '../../../src/domain/posting.ts';
import { noticeKey } from '../../../src/store/keys.ts';
import { createPosts, type Posts } from '../../../src/store/posts.ts';
import { tableNamed } from './storage.ts';

let posts: Posts;
beforeAll(async () => {
  posts = createPosts(await tableNamed('postrows'));
});

let made = 100_000;
const DAY = '2026-11-09';
async function freshPost(): Promise<Post> {
  const post = newPost({ partnership: 'northvale', date: DAY, urn: String(++made) });
  await posts.add('northvale', [post]);
  return post;
}
const acked = (post: Post, name: string): Post => ({
  ...post,
  acks: [...post.acks, { upn: `${name}@ashfield.example`, name, role: 'key-link', at: 1, of: '' }],
});

test('of several that change a post at once none loses the work of another', async () => {
  const post = await freshPost();
  const names = ['Asha', 'Ben', 'Cara', 'Dev', 'Ella'];
  await Promise.all(names.map((name) => posts.change(post, (held) => acked(held, name))));
  const held = await posts.read('northvale', DAY, post.urn);
  expect(held?.acks.map((ack) => ack.name).toSorted()).toEqual(names);
});

test('a decision to leave a post writes nothing', async () => {
  const post = await freshPost();
  expect(await posts.change(post, () => undefined)).toBeUndefined();
  expect(await posts.read('northvale', DAY, post.urn)).toEqual(post);
});

test('a post that is not there is not made by a change', async () => {
  const at = { partnership: 'northvale', date: DAY, urn: '999999' };
  expect(await posts.change(at, (held) => held)).toBeUndefined();
  expect(await posts.read('northvale', DAY, '999999')).toBeUndefined();
});

test('put out twice, a post stays as it became meanwhile', async () => {
  const post = await freshPost();
  await posts.change(post, (held) => ({ ...held, state: 'posted' }));
  await posts.add('northvale', [post]);
  expect((await posts.read('northvale', DAY, post.urn))?.state).toBe('posted');
});

test('a day has its own posts, and no notices', async () => {
  const post = newPost({ partnership: 'westhaven', date: DAY, urn: '100001' });
  const notice = newNotice({ partnership: 'westhaven', date: DAY, urns: ['100001'] }, 'p@n.example', 'no-channel');
  await posts.add('westhaven', [post, { ...post, date: '2026-11-10' }, notice]);
  expect(await posts.ofDay('westhaven', DAY)).toEqual([post]);
  const sent = await posts.changeNotice('westhaven', noticeKey(notice), (held) => ({ ...held, state: 'sent' }));
  expect(sent).toEqual({ ...notice, state: 'sent' });
});
