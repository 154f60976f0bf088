import { jest } from '@jest/globals';
import type { AccessToken, TokenCredential } from '@azure/identity';
import { shareTokens } from '../../src/teams/token.ts';

/** Credentials that answer when they are told to; each keeps its token, as the real ones do. */
function credentials() {
  const opened: { asked: number; answer: (fault?: Error) => void }[] = [];
  const open = (): TokenCredential => {
    const name = `token ${opened.length + 1}`;
    const waiting: ((fault?: Error) => void)[] = [];
    const credential = { asked: 0, answer: (fault?: Error) => waiting.splice(0).forEach((settle) => settle(fault)) };
    opened.push(credential);
    return {
      getToken: () => {
        credential.asked += 1;
        return new Promise<AccessToken>((resolve, reject) => {
          waiting.push((fault) => (fault ? reject(fault) : resolve({ token: name, expiresOnTimestamp: 0 })));
        });
      },
    };
  };
  return { opened, open };
}

describe('the token for what is sent', () => {
  test('32 who ask at once ask once', async () => {
    const { opened, open } = credentials();
    const tokens = shareTokens(open);
    const all = Promise.all(Array.from({ length: 32 }, () => tokens(false)));
    opened[0]!.answer();
    expect(new Set(await all)).toEqual(new Set(['token 1']));
    expect(opened.map(({ asked }) => asked)).toEqual([1]);
  });

  test('a refused token is got rid of, once for all who were refused', async () => {
    const { opened, open } = credentials();
    const tokens = shareTokens(open);
    const refreshes = [tokens(true), tokens(true), tokens(false)];
    opened[1]!.answer();
    expect(await Promise.all(refreshes)).toEqual(['token 2', 'token 2', 'token 2']);
    expect(opened.map(({ asked }) => asked)).toEqual([0, 1]);
    const later = tokens(false);
    opened[1]!.answer();
    expect(await later).toBe('token 2');
  });

  test('who was refused does not share the answer of an earlier question', async () => {
    const { opened, open } = credentials();
    const tokens = shareTokens(open);
    const first = tokens(false);
    const refreshed = tokens(true);
    const after = tokens(false);
    opened[0]!.answer();
    expect(await first).toBe('token 1');
    const last = tokens(false);
    opened[1]!.answer();
    expect(await Promise.all([refreshed, after, last])).toEqual(['token 2', 'token 2', 'token 2']);
    expect(opened.map(({ asked }) => asked)).toEqual([1, 1]);
  });

  test('a failure is told to all who wait, and the next asks again', async () => {
    const { opened, open } = credentials();
    const tokens = shareTokens(open);
    const failing = [tokens(false), tokens(false)].map((asked) => expect(asked).rejects.toThrow('no authority'));
    opened[0]!.answer(new Error('no authority'));
    await Promise.all(failing);
    const next = tokens(false);
    opened[0]!.answer();
    expect(await next).toBe('token 1');
  });

  test('a question that is never answered is given up, and the next asks again', async () => {
    jest.useFakeTimers();
    const { opened, open } = credentials();
    const tokens = shareTokens(open);
    const givenUp = tokens(false).catch((fault: Error) => fault.message);
    jest.advanceTimersByTime(10_000);
    jest.useRealTimers();
    expect(await givenUp).toBe('no token in time');
    const next = tokens(false);
    opened[0]!.answer();
    expect(await next).toBe('token 1');
  });
});
