/** What `npm run verify` prints. Keys hold pupils' numbers, never their names. */
import type { Proof } from '../store/chain.ts';

export const proofWords = (partnership: string, proof: Proof): string =>
  proof.kind === 'whole'
    ? `${partnership}: whole, ${proof.rows} rows in the chain.`
    : `${partnership}: BROKEN at row ${proof.seq} of the chain, ${proof.key}: ${proof.why}.`;
