import * as fc from 'fast-check';
import { CLAIM_MS, claimed, isHeld, released, unclaimable } from '../../src/domain/post.ts';
import { newNotice, newPost } from '../../src/domain/posting.ts';
import { instantAt } from '../../src/domain/time.ts';
import type { Claimant, Post } from '../../src/domain/post.ts';
import { ASHFIELD, PARTNERSHIP } from '../support/cal-a.ts';

const at = { partnership: PARTNERSHIP, date: '2026-11-09', urn: ASHFIELD };
const NOW = instantAt('2026-11-09', '10:30');
const SECOND = 1_000;
const aPost = (over: Partial<Post> = {}): Post => ({ ...newPost(at), ...over });
const heldBy = (owner: string, over: Partial<Post> = {}): Post => aPost({ claim: { owner }, ...over });
const header = { what: 'header 0', at: NOW - 60 * SECOND, channelId: '19:b@thread.tacv2' };
/** Me, of a row that was written so long ago. */
const after = (idleMs: number): Claimant => ({ me: 'me', now: NOW, idleMs, claimMs: CLAIM_MS });
const FRESH = CLAIM_MS - 1;

describe('taking a post up', () => {
  test.each<[string, Post, number, boolean]>([
    ['one that is free', aPost(), 0, true],
    ['one that somebody else has', heldBy('a'), FRESH, false],
    ['one whose holder has not been heard of', heldBy('a'), CLAIM_MS, true],
    ['one whose holder has long not been heard of', heldBy('a'), 24 * 60 * 60 * SECOND, true],
    ['one that is ours already, the answer to our claim having been lost', heldBy('me'), 0, true],
    ['one that stands in its channel, to be brought up to date', aPost({ state: 'posted' }), 0, true],
    ['a notice', aPost({ state: 'notice' }), 0, true],
    ['one of a day that is over', aPost({ state: 'over' }), 0, true],
    ['one that cannot be posted', aPost({ state: 'unreachable' }), 0, false],
    ['one that cannot be posted, its holder not heard of', heldBy('a', { state: 'unreachable' }), CLAIM_MS, false],
  ])('%s, unchanged for %j ms: %s', (_name, post, idleMs, had) =>
    expect(claimed(post, after(idleMs))?.claim).toEqual(had ? { owner: 'me' } : undefined),
  );

  test.each<[string, { claim?: { owner: string } }, number, boolean]>([
    ['a row nobody has', {}, 0, false],
    ['a row of ours', { claim: { owner: 'me' } }, 0, false],
    ['a row of somebody else', { claim: { owner: 'a' } }, FRESH, true],
    ['a row of somebody not heard of', { claim: { owner: 'a' } }, CLAIM_MS, false],
  ])('%s, unchanged for %d ms, is held: %s', (_name, row, idleMs, expected) =>
    expect(isHeld(row, after(idleMs))).toBe(expected),
  );

  test('nothing else of it changes', () => {
    const post = heldBy('a', { tries: 3, pages: [{ activityId: '1' }], late: true, channelId: '19:a@thread.tacv2' });
    expect(claimed(post, after(CLAIM_MS))).toEqual({ ...post, claim: { owner: 'me' } });
  });

  test('a create that was begun and never finished is in doubt, beside the older doubts', () => {
    const older = { what: 'news', at: NOW - 90 * SECOND, channelId: '19:a@thread.tacv2' };
    const mine = claimed(heldBy('a', { sending: header, doubts: [older] }), after(CLAIM_MS));
    expect(mine).not.toHaveProperty('sending');
    expect(mine?.doubts).toEqual([older, { what: 'header 0', at: NOW, channelId: '19:b@thread.tacv2' }]);
  });

  test('a create that is still under way is nobody’s to doubt', () =>
    expect(claimed(heldBy('a', { sending: header }), after(FRESH))).toBeUndefined());
});

describe('letting a post go', () => {
  test('ours becomes free', () => {
    const free = released(heldBy('me', { tries: 2 }), 'me');
    expect(free).toEqual(aPost({ tries: 2 }));
    expect(free).not.toHaveProperty('claim');
  });
  test.each<[string, Post]>([
    ['somebody else’s', heldBy('a')],
    ['nobody’s', aPost()],
  ])('%s is left as it is', (_name, post) => expect(released(post, 'me')).toBeUndefined());
});

describe('why a post could not be had', () => {
  test.each<[string, Post | undefined, string]>([
    ['it never was', undefined, 'there is no such post'],
    ['it cannot be posted', aPost({ state: 'unreachable' }), 'it is unreachable'],
    ['it cannot be posted and is held', heldBy('a', { state: 'unreachable' }), 'it is unreachable'],
    ['it is held', heldBy('a'), 'somebody else has it'],
    ['it was held, and was let go a moment ago', aPost({ state: 'posted' }), 'somebody else has it'],
  ])('%s', (_name, post, why) => expect(unclaimable(post)).toBe(why));
});

describe('new rows', () => {
  test('a post', () =>
    expect(newPost(at)).toEqual({ ...at, state: 'due', late: false, doubts: [], pages: [], acks: [], tries: 0 }));
  test('a post that is late, or cannot be posted', () => {
    expect(newPost(at, { late: true })).toMatchObject({ state: 'due', late: true });
    expect(newPost(at, { state: 'unreachable', why: 'no-channel' })).toMatchObject({ late: false, why: 'no-channel' });
  });
  test('a notice', () => {
    const to = { partnership: PARTNERSHIP, date: '2026-11-09', urns: [ASHFIELD] };
    expect(newNotice(to, 'officer@northvale.example', 'no-channel')).toEqual({
      ...to,
      upn: 'officer@northvale.example',
      why: 'no-channel',
      state: 'due',
      tries: 0,
    });
  });
});

describe('properties of two who work on one post', () => {
  interface Act {
    who: 'a' | 'b';
    what: 'claim' | 'begin' | 'finish' | 'release';
    /** Of the store's clock, which goes forward. */
    seconds: number;
    /** How far the actor's own clock is off: as far as it likes. */
    off: number;
  }
  const acts: fc.Arbitrary<Act[]> = fc.array(
    fc.record({
      who: fc.constantFrom('a', 'b'),
      what: fc.constantFrom('claim', 'claim', 'begin', 'finish', 'release'),
      seconds: fc.integer({ min: 0, max: 20 }),
      off: fc.integer({ min: -90_000, max: 90_000 }),
    }),
    { maxLength: 30 },
  );
  interface Row {
    post: Post;
    /** By the store's clock. */
    writtenAt: number;
  }
  const finished = ({ sending, ...post }: Post): Post => ({ ...post, tries: post.tries + (sending ? 1 : 0) });

  /** One step on the row, as the carrier takes it: only who holds the claim writes, and whoever writes renews it. */
  function decided({ post, writtenAt }: Row, { who, what, off }: Act, storeNow: number): Post | undefined {
    const now = storeNow + off * SECOND;
    if (what === 'claim') return claimed(post, { me: who, now, idleMs: storeNow - writtenAt, claimMs: CLAIM_MS });
    if (what === 'release') return released(post, who);
    if (post.claim?.owner !== who) return undefined;
    return what === 'finish' ? finished(post) : { ...post, sending: { ...header, at: now } };
  }

  type Look = (step: { before: Post; act: Act; wrote?: Post; idleMs: number; storeNow: number }) => void;
  function walk(steps: readonly Act[], look: Look): Post {
    let row: Row = { post: aPost(), writtenAt: NOW };
    let storeNow = NOW;
    for (const act of steps) {
      storeNow += act.seconds * SECOND;
      const wrote = decided(row, act, storeNow);
      look({ before: row.post, act, wrote, idleMs: storeNow - row.writtenAt, storeNow });
      if (wrote) row = { post: wrote, writtenAt: storeNow };
    }
    return row.post;
  }

  test('nobody takes a row from a holder who wrote it within the time of a claim, whatever the clocks say', () => {
    fc.assert(
      fc.property(acts, (steps) => {
        walk(steps, ({ before, act, wrote, idleMs }) => {
          const isOthers = before.claim !== undefined && before.claim.owner !== act.who;
          if (isOthers && idleMs < CLAIM_MS) expect(wrote).toBeUndefined();
        });
      }),
    );
  });

  test('at most one has a claim that has not run out', () => {
    fc.assert(
      fc.property(acts, (steps) => {
        const lastWrote = new Map<string, number>();
        walk(steps, ({ act: { who, what }, wrote, storeNow }) => {
          if (wrote && what === 'release') lastWrote.delete(who);
          else if (wrote) lastWrote.set(who, storeNow);
          const holders = [...lastWrote.values()].filter((when) => storeNow - when < CLAIM_MS);
          expect(holders.length).toBeLessThanOrEqual(1);
        });
      }),
    );
  });

  test('a create is finished by who began it, or is under way, or is in doubt: none is forgotten', () => {
    fc.assert(
      fc.property(acts, (steps) => {
        let begun = 0;
        const post = walk(steps, ({ before, act, wrote }) => {
          // Begun again by its holder it is the same create: the carrier finishes one before the next.
          if (wrote && act.what === 'begin' && !before.sending) begun += 1;
          const isTakenOver = act.what === 'claim' && wrote !== undefined && before.sending !== undefined;
          expect((wrote ?? before).doubts.length - before.doubts.length).toBe(isTakenOver ? 1 : 0);
        });
        expect(post.tries + post.doubts.length + (post.sending ? 1 : 0)).toBe(begun);
      }),
    );
  });
});
