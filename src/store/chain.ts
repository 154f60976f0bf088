/**
 * The chain of a partnership's record: each appended row carries the hash of the row before it (R3.6). A row changed, taken
 * out or put in between later shows: `npm run verify` names the first that does not fit.
 */
import { createHash } from 'node:crypto';

/** A row's place in the chain. */
export interface Link {
  seq: number;
  /** The hash of the row before. */
  previous: string;
  hash: string;
}
/** The end of the chain, as its own row. */
export interface End {
  seq: number;
  hash: string;
  /** The append that wrote it: tells our own, whose answer was lost, from somebody else's. */
  by: string;
}

export const START: End = { seq: 0, hash: '', by: '' };

const sha = (text: string): string => createHash('sha256').update(text).digest('hex');

const hashOf = (seq: number, previous: string, key: string, value: unknown): string =>
  sha([String(seq), previous, key, JSON.stringify(value)].join('\n'));

/** The link that appends a row after `end`. */
export function linked(end: Pick<End, 'seq' | 'hash'>, key: string, value: unknown): Link {
  const seq = end.seq + 1;
  return { seq, previous: end.hash, hash: hashOf(seq, end.hash, key, value) };
}

export const linkColumns = ({ seq, previous, hash }: Link): Record<string, string> => ({
  seq: String(seq),
  previous,
  hash,
});

export function linkIn(entity: Record<string, unknown>): Link | undefined {
  const { seq, previous, hash } = entity;
  if (typeof seq !== 'string' || typeof previous !== 'string' || typeof hash !== 'string') return undefined;
  return { seq: Number(seq), previous, hash };
}

const breaks = [
  'not in the chain',
  'missing',
  'changed',
  'does not follow the row before',
  'two with one number',
] as const;
type Break = (typeof breaks)[number];

/** `key`: of the first broken row, or of the one after a row that is missing. */
export type Proof = { kind: 'whole'; rows: number } | { kind: 'broken'; why: Break; seq: number; key: string };

interface Appended {
  key: string;
  value: unknown;
  link?: Link;
}

function breakAt(row: Appended & { link: Link }, end: Pick<End, 'seq' | 'hash'>): Break | undefined {
  const { seq, previous, hash } = row.link;
  if (seq === end.seq) return 'two with one number';
  if (seq !== end.seq + 1) return 'missing';
  if (previous !== end.hash) return 'does not follow the row before';
  return hash === hashOf(seq, previous, row.key, row.value) ? undefined : 'changed';
}

/** Whether every row that must stand in the chain does, in its place and unchanged, up to where the chain says it ends. */
export function prove(rows: readonly Appended[], said: Pick<End, 'seq' | 'hash'>): Proof {
  const loose = rows.find((row) => !row.link);
  const chained = rows.filter((row): row is Appended & { link: Link } => row.link !== undefined);
  let end: Pick<End, 'seq' | 'hash'> = START;
  for (const row of chained.toSorted((a, b) => a.link.seq - b.link.seq)) {
    const why = breakAt(row, end);
    if (why) return { kind: 'broken', why, seq: end.seq + 1, key: row.key };
    end = row.link;
  }
  if (end.hash !== said.hash) return { kind: 'broken', why: 'missing', seq: end.seq + 1, key: 'the last rows' };
  if (loose) return { kind: 'broken', why: 'not in the chain', seq: 0, key: loose.key };
  return { kind: 'whole', rows: chained.length };
}
