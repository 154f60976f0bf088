/** `npm run verify`: proves that nothing in the record was changed after it was written, or names the first row that was. */
import { runCommand, say } from './command-line.ts';
import type { Store } from './store/open.ts';
import type { Partnership } from './domain/records.ts';
import { proveConcerns } from './store/concern-proof.ts';
import { proveRecord } from './store/proof.ts';
import { concernProofWords, proofWords } from './texts/verify.ts';

/** Gives whether all of them are whole; each is read, however many are not. */
async function verify({ records, ledger, concerns }: Store): Promise<boolean> {
  const shared = await records.shared();
  const partnerships = shared
    .filter(({ key }) => key.startsWith('~partnership|'))
    .map((row) => row.value as Partnership);
  let whole = true;
  for (const { code, name } of partnerships) {
    const proof = await proveRecord(records, ledger, code);
    say(proofWords(name, proof));
    const ofConcerns = proveConcerns(await concerns.chain(code));
    say(concernProofWords(name, ofConcerns));
    whole &&= proof.kind === 'whole' && ofConcerns.kind === 'whole';
  }
  return whole;
}

await runCommand(verify);
