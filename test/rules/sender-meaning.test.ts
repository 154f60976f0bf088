import { backoffMs, meaningOf } from '../../src/teams/wire/meaning.ts';
import type { Exchange, Meaning } from '../../src/teams/wire/meaning.ts';

const now = Date.UTC(2026, 10, 20, 9, 30, 0);

function answered(status: number, headers: Record<string, string> = {}): Exchange {
  return { kind: 'answered', status, headers, body: '' };
}

const repeat: Meaning = { kind: 'repeat' };
const gateway: Meaning = { kind: 'in-doubt', why: 'gateway' };
const refused: Meaning = { kind: 'refused', final: true };
const refusedForNow: Meaning = { kind: 'refused', final: false };

test.each<[status: number, post: Meaning, update: Meaning]>([
  [200, { kind: 'accepted' }, { kind: 'accepted' }],
  [201, { kind: 'accepted' }, { kind: 'accepted' }],
  [202, { kind: 'accepted' }, { kind: 'accepted' }],
  [302, refusedForNow, refusedForNow],
  [307, refusedForNow, refusedForNow],
  [400, refused, refused],
  [401, { kind: 'stale-token' }, { kind: 'stale-token' }],
  [403, refused, refused],
  [404, refused, refused],
  [408, gateway, repeat],
  [412, repeat, repeat],
  [413, refused, refused],
  [500, refusedForNow, refusedForNow],
  [501, refused, refused],
  [502, gateway, repeat],
  [503, gateway, repeat],
  [504, gateway, repeat],
  [520, gateway, repeat],
])('an answer %i means %j to a post and %j to an update', (status, post, update) => {
  expect(meaningOf(false, answered(status), now)).toEqual(post);
  expect(meaningOf(true, answered(status), now)).toEqual(update);
});

test.each<[name: string, begun: boolean, post: Meaning]>([
  ['a connection that never stood', false, repeat],
  ['a connection lost on the way', true, { kind: 'in-doubt', why: 'connection-lost' }],
])('%s', (_name, begun, post) => {
  const lost: Exchange = { kind: 'lost', begun, why: 'connection-lost' };
  expect(meaningOf(false, lost, now)).toEqual(post);
  expect(meaningOf(true, lost, now)).toEqual(repeat);
});

test('no answer in time puts a post in doubt, and no update', () => {
  const silent: Exchange = { kind: 'lost', begun: true, why: 'no-answer' };
  expect(meaningOf(false, silent, now)).toEqual({ kind: 'in-doubt', why: 'no-answer' });
  expect(meaningOf(true, silent, now)).toEqual(repeat);
});

test.each<[header: string | undefined, waitMs: number | undefined]>([
  ['2', 2000],
  ['0', 0],
  ['600', 600_000],
  ['Fri, 20 Nov 2026 09:30:05 GMT', 5000],
  ['Fri, 20 Nov 2026 09:29:00 GMT', 0],
  ['99999999999', 3_600_000],
  ['soon', undefined],
  ['', undefined],
  [undefined, undefined],
])('Retry-After %s asks for %s ms', (header, waitMs) => {
  const exchange = answered(429, header === undefined ? {} : { 'retry-after': header });
  expect(meaningOf(false, exchange, now)).toEqual({ kind: 'throttled', waitMs });
});

test.each([
  [1, 0, 250],
  [1, 1, 500],
  [2, 0, 500],
  [2, 1, 1000],
  [3, 0.5, 1500],
])('try %i with chance %d waits %i ms', (tries, random, expected) => {
  expect(backoffMs(tries, 500, random)).toBe(expected);
});
