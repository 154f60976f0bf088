/** The proof of a partnership's concerns: entries as they were written, and each concern as its latest entry left it. Needs no key. */
import { prove, type Proof } from './chain.ts';
import type { ConcernChain } from './concerns.ts';
import type { Row } from './table.ts';

const idOf = ({ key }: Row<string>): string => key.split('|')[1]!;
const broken = (why: Extract<Proof, { kind: 'broken' }>['why'], key: string): Proof => ({
  kind: 'broken',
  why,
  seq: 0,
  key,
});

/** A concern that stands nowhere would be seen by nobody, and one that was put back would lose what was added since. */
function differingState({ rows, standing }: ConcernChain): Proof | undefined {
  const latest = new Map(rows.toSorted((a, b) => a.link!.seq - b.link!.seq).map((row) => [idOf(row), row]));
  const seen = new Set<string>();
  for (const row of standing) {
    const id = idOf(row);
    const entry = latest.get(id);
    if (!entry || seen.has(id)) return broken('not in the chain', row.key);
    if (row.link?.hash !== entry.link?.hash) return broken('changed', row.key);
    seen.add(id);
  }
  const lost = [...latest].find(([id]) => !seen.has(id));
  return lost && broken('missing', `the state after ${lost[1].key}`);
}

export function proveConcerns(chain: ConcernChain): Proof {
  const proof = prove(chain.rows, chain.end);
  return proof.kind === 'broken' ? proof : (differingState(chain) ?? proof);
}
