/** The proof of one partnership's record: that nothing in it was changed, taken out or put in since it was appended. */
import { prove, type Proof } from './chain.ts';
import { isAppended, isMark, markOfKey } from './keys.ts';
import type { Ledger } from './ledger.ts';
import type { Mark } from '../domain/records.ts';
import type { Records } from './records.ts';
import type { Row } from './table.ts';

/** Figures are read from the copy of each mark by pupil, so a copy that differs breaks the record too. */
function differingCopy(rows: readonly Row<unknown>[]): Proof | undefined {
  const copies = new Map(rows.filter(({ key }) => key.startsWith('!of|')).map((row) => [row.key, row.value]));
  for (const { key, value, link } of rows) {
    if (!isMark(key)) continue;
    const at = markOfKey(value as Mark);
    const copy = copies.get(at);
    copies.delete(at);
    if (JSON.stringify(copy) !== JSON.stringify(value)) {
      return { kind: 'broken', why: copy === undefined ? 'missing' : 'changed', seq: link?.seq ?? 0, key: at };
    }
  }
  const [extra] = copies.keys();
  return extra === undefined ? undefined : { kind: 'broken', why: 'not in the chain', seq: 0, key: extra };
}

/** Reads the whole record: minutes for many years. What is appended meanwhile is not asked for. */
export async function proveRecord(records: Records, ledger: Ledger, partnership: string): Promise<Proof> {
  const end = await ledger.end(partnership);
  const rows = await records.appended(partnership);
  // Where the end stands as it stood, nothing was: a row beyond it is not excused.
  const hasMoved = (await ledger.end(partnership)).hash !== end.hash;
  const since = (row: Row<unknown>): boolean => hasMoved && (row.link?.seq ?? 0) > end.seq;
  const proof = prove(
    rows.filter((row) => isAppended(row.key) && !since(row)),
    end,
  );
  return proof.kind === 'broken' ? proof : (differingCopy(rows) ?? proof);
}
