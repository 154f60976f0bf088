import { setImmediate as turned } from 'node:timers/promises';
import { createMoves, type Moves } from '../../src/tab-api/moves.ts';

/** A ledger whose end the test moves, looked at when the test says so. */
function aLedger() {
  const state = { hash: 'aaaaaaaaaaaaaaaa', at: 0, looks: 0, fault: undefined as Error | undefined };
  const waiting: (() => void)[] = [];
  const moves = createMoves({
    ledger: {
      async end() {
        state.looks += 1;
        if (state.fault) throw state.fault;
        return { seq: 1, hash: state.hash };
      },
    },
    now: () => state.at,
    wait: () => new Promise((resolve) => waiting.push(resolve)),
  });
  /** The next look, and what follows from it. */
  const look = async (): Promise<void> => {
    for (const go of waiting.splice(0)) go();
    await turned();
  };
  return { state, moves, look };
}

/** What somebody hears, as it comes. */
function hearing(moves: Moves, partnership = 'SVP') {
  const gone = new AbortController();
  const heard: (string | undefined)[] = [];
  const over = (async () => {
    for await (const line of moves.of(partnership, gone.signal)) heard.push(line?.mark);
  })();
  return { heard, over, leave: () => gone.abort() };
}

test('the first line says where it stands, and the next that it stands elsewhere', async () => {
  const { state, moves, look } = aLedger();
  const one = hearing(moves);
  await turned();
  expect(one.heard).toEqual(['aaaaaaaaaaaa 0']);
  await look();
  expect(one.heard).toHaveLength(1);
  state.hash = 'bbbbbbbbbbbbbbbb';
  await look();
  state.at = 60_000;
  await look();
  expect(one.heard).toEqual(['aaaaaaaaaaaa 0', 'bbbbbbbbbbbb 0', 'bbbbbbbbbbbb 1']);
  expect(await moves.now('SVP')).toEqual({ mark: 'bbbbbbbbbbbb 1' });
  one.leave();
  await one.over;
});

test('while nothing moves it says now and then that it is there', async () => {
  const { moves, look } = aLedger();
  const one = hearing(moves);
  await turned();
  for (let n = 0; n < 14; n += 1) await look();
  expect(one.heard).toEqual(['aaaaaaaaaaaa 0', undefined, undefined]);
  one.leave();
  await one.over;
});

test('storage is asked once for all who look at a partnership, and not while nobody does', async () => {
  const { state, moves, look } = aLedger();
  const several = [hearing(moves), hearing(moves), hearing(moves)];
  await turned();
  await look();
  expect(state.looks).toBe(2);
  for (const one of several) expect(one.heard).toHaveLength(1);
  const other = hearing(moves, 'WHP');
  await turned();
  expect(state.looks).toBe(3);
  for (const one of [...several, other]) {
    one.leave();
    await one.over;
  }
  await look();
  await look();
  expect(state.looks).toBe(3);
});

test('whoever comes later is told where it stands too, and may come back when all have gone', async () => {
  const { moves, look } = aLedger();
  const first = hearing(moves);
  await turned();
  const second = hearing(moves);
  await turned();
  expect(second.heard).toEqual(['aaaaaaaaaaaa 0']);
  first.leave();
  second.leave();
  await Promise.all([first.over, second.over]);
  await look();
  const third = hearing(moves);
  await turned();
  expect(third.heard).toEqual(['aaaaaaaaaaaa 0']);
  third.leave();
  await third.over;
});

test('where storage is out of reach everybody is let go; the next to come looks afresh', async () => {
  const { state, moves, look } = aLedger();
  const [one, other] = [hearing(moves), hearing(moves)];
  const ends = Promise.allSettled([one.over, other.over]);
  await turned();
  state.fault = new Error('out of reach');
  await look();
  expect((await ends).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  state.fault = undefined;
  const next = hearing(moves);
  await turned();
  expect(next.heard).toHaveLength(1);
  next.leave();
  await next.over;
});

test('whoever has gone before the first look hears nothing', async () => {
  const { moves } = aLedger();
  const one = hearing(moves);
  one.leave();
  await one.over;
  expect(one.heard).toEqual([]);
});
