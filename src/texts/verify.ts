/** What `npm run verify` prints. Keys hold pupils' numbers, never their names. */
import type { Proof } from '../store/chain.ts';

export const proofWords = (partnership: string, proof: Proof): string =>
  proof.kind === 'whole'
    ? `${partnership}: whole, ${proof.rows} rows in the chain.`
    : `${partnership}: BROKEN at row ${proof.seq} of the chain, ${proof.key}: ${proof.why}.`;

/** How many there are is nobody's to know (R5.6 e). */
export const concernProofWords = (partnership: string, proof: Proof): string =>
  proof.kind === 'whole'
    ? `${partnership}: concerns whole.`
    : `${partnership}: concerns BROKEN at ${proof.key}: ${proof.why}.`;
