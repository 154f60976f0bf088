/** What goes wrong at Teams, by a seeded chance: each call meets at most one of them. */
import type { Connector, ConnectorCall, Fault } from '../support/connector.ts';
import { createChance } from './chance.ts';

const often: [number, Fault][] = [
  [0.05, { kind: 'answer', status: 429, code: 'TooManyRequests', headers: { 'retry-after': '1' } }],
  [0.03, { kind: 'answer', status: 412, code: 'PreconditionFailed' }],
  [0.02, { kind: 'drop' }],
  [0.02, { kind: 'drop', accepted: true }],
  [0.02, { kind: 'answer', status: 502, code: 'BadGateway', accepted: true }],
];
const hanging: typeof often = [[0.1, { kind: 'hang' }]];

/** Gives how many calls have met a fault so far. */
export function faultAtTimes(teams: Connector, seed: number, kinds: 'often' | 'hanging' = 'often'): () => number {
  const faults = kinds === 'often' ? often : hanging;
  const chance = createChance(seed);
  let met = 0;
  teams.plan = () => {
    let drawn = chance.next();
    const found = faults.find(([share]) => (drawn -= share) < 0);
    if (found) met += 1;
    return found?.[1];
  };
  return () => met;
}

/** For some channels Teams gives the same refusal to every call; `also` may refuse others. */
export function refuseFor(
  teams: Connector,
  refusals: ReadonlyMap<string, Fault>,
  also: (call: ConnectorCall) => Fault | undefined,
): void {
  teams.plan = (call) => refusals.get(call.about) ?? also(call);
}
