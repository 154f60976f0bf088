/**
 * Concerns: a table of their own, every value sealed (`seal.ts`). A partition holds one partnership; in it
 *   `!chain`              where the chain of entries ends
 *   `entry|<id>|<seq>`    what happened to a concern: write-once, each linked to the one before it
 *   `open|<id>`           a concern as it stands, while it is open; `closed|<id>` afterwards
 *   `word|<uuid>`         one message to one person, which is their outbox
 * Ids and keys are random or hashes of random tokens, so that they say nothing of whom or what they are about.
 */
import { randomUUID } from 'node:crypto';
import { isOpen, type Concern } from '../domain/concern/concern.ts';
import type { ConcernEvent } from '../domain/concern/events.ts';
import { idOfBytes } from '../domain/concern/id.ts';
import type { Word } from '../domain/concern/clock.ts';
import type { Instant } from '../domain/time.ts';
import { START, type End } from './chain.ts';
import { append, chainOn, CONFLICTS, readEnd, waitABit } from './chained.ts';
import { changeRow, type Decide } from './change.ts';
import { keyPart } from './keys.ts';
import type { Queue } from './queue.ts';
import type { Seal } from './seal.ts';
import { sealedTable } from './sealed-table.ts';
import type { Row, Table } from './table.ts';

/** An entry as it was written. */
export interface Entry {
  at: Instant;
  event: ConcernEvent;
}

/** A message to one person, until it has been taken to them. */
export interface ConcernWord extends Word {
  id: string;
  concernId: string;
  partnership: string;
  at: Instant;
  state: 'due' | 'sent' | 'unreachable';
  claim?: { owner: string };
  tries: number;
}

export interface ConcernAppend {
  events?: readonly ConcernEvent[];
  /** As it stands after them. */
  concern?: Concern;
  words?: readonly Word[];
}

export interface WholeConcern {
  concern: Concern;
  entries: Entry[];
}

export interface ConcernAddress {
  partnership: string;
  id: string;
}

export interface Concerns {
  /**
   * Reads a concern, decides, and writes what was decided together with whom to tell; again when somebody else wrote in between.
   * `decide` gets nothing where there is no such concern. Gives what `decide` gave, from the time it counted.
   */
  append<R extends ConcernAppend>(at: ConcernAddress, now: Instant, decide: DecideConcern<R>): Promise<R>;
  /** The id of a concern that the rules make: the same for the same cause, which it does not betray (`Seal.name`). */
  idFor(cause: string): string;
  read(at: ConcernAddress): Promise<WholeConcern | undefined>;
  /** As they stand, drafts among them: one request. Those that no key opens are left out and counted; a fault without `onShut`. */
  open(partnership: string, onShut?: OnShut): Promise<Concern[]>;
  /** Closed and dismissed ones too. */
  all(partnership: string, onShut?: OnShut): Promise<Concern[]>;
  word(partnership: string, id: string): Promise<ConcernWord | undefined>;
  changeWord(partnership: string, id: string, decide: Decide<ConcernWord>): Promise<ConcernWord | undefined>;
  /** Rows as they stand, still sealed, and where the chain of entries says that it ends: the proof needs no key. */
  chain(partnership: string): Promise<ConcernChain>;
}

export interface ConcernChain {
  /** Entries, by concern. */
  rows: Row<string>[];
  /** Concerns as they stand, each with the link of its latest entry. */
  standing: Row<string>[];
  end: Pick<End, 'seq' | 'hash'>;
}
/** Called where there are any: one that is lost keeps nobody from the others, and must not be taken for none. */
export type OnShut = (count: number) => void;
const refuseShut: OnShut = () => {
  throw new Error('no concern key opens a record');
};
type DecideConcern<R> = (held: Concern | undefined) => R | Promise<R>;

/** Long enough for the rows to be written: a pointer that arrives before its row finds nothing and is dropped. */
const DELAY_SECONDS = 20;

const openKey = (id: string): string => `open|${keyPart(id)}`;
const closedKey = (id: string): string => `closed|${keyPart(id)}`;
const keyOf = (concern: Concern): string => (isOpen(concern) ? openKey : closedKey)(concern.id);
const otherKeyOf = (concern: Concern): string => (isOpen(concern) ? closedKey : openKey)(concern.id);
const wordKey = (id: string): string => `word|${keyPart(id)}`;
const entryKey = (id: string, seq: number): string => `entry|${keyPart(id)}|${String(seq).padStart(9, '0')}`;
const rangeOf = (prefix: string): { from: string; to: string } => ({ from: `${prefix}|`, to: `${prefix}}` });

export function createConcerns(table: Table, seal: Seal, queue: Queue): Concerns {
  const sealed = sealedTable(table, seal);

  const standing = async ({ partnership, id }: ConcernAddress): Promise<Concern | undefined> => {
    const rows = await Promise.all([openKey(id), closedKey(id)].map((key) => sealed.read<Concern>(partnership, key)));
    return (rows[0] ?? rows[1])?.value;
  };
  const openedOrShut = (partnership: string, row: Row<string>): Concern | undefined => {
    try {
      return sealed.opened<Concern>(partnership, row);
    } catch {
      return undefined;
    }
  };
  const standingIn = async (
    partnership: string,
    prefixes: readonly string[],
    onShut: OnShut = refuseShut,
  ): Promise<Concern[]> => {
    const read = await Promise.all(prefixes.map((prefix) => table.range<string>(partnership, rangeOf(prefix))));
    const rows = read.flat();
    const found = rows.map((row) => openedOrShut(partnership, row)).filter((concern) => concern !== undefined);
    if (found.length < rows.length) onShut(rows.length - found.length);
    return found;
  };

  const pointTo = (words: readonly ConcernWord[], delaySeconds?: number): Promise<unknown> =>
    Promise.all(
      words.map(({ partnership, id }) => queue.put({ kind: 'concern', partnership, word: id }, delaySeconds)),
    );

  const rowsOf = (partnership: string, end: Row<End> | undefined, decided: ConcernAppend, by: Written) => {
    const { events = [], concern } = decided;
    const { id, at, words } = by;
    const chained = events.map((event, n) => {
      // Sealed for its place, so the place is known before the chain gives it.
      const key = entryKey(id, (end?.value.seq ?? 0) + n + 1);
      const entry: Entry = { at, event };
      return { key: () => key, value: sealed.sealedRow(partnership, { key, value: entry }).value };
    });
    const rows = chainOn(end, chained, by.owner);
    // Of the latest entry, before the end: a concern put back to an earlier state shows.
    const { columns } = rows.at(-2)!;
    return [
      ...rows,
      ...(concern ? [sealed.sealedRow(partnership, { key: keyOf(concern), value: concern, columns })] : []),
      ...words.map((word) =>
        sealed.sealedRow(partnership, { key: wordKey(word.id), value: word, only: 'create' as const }),
      ),
    ];
  };

  return {
    idFor: (cause) => idOfBytes(seal.name(cause)),
    read: async (at) => {
      const [concern, rows] = await Promise.all([
        standing(at),
        sealed.range<Entry>(at.partnership, rangeOf(`entry|${keyPart(at.id)}`)),
      ]);
      return concern && { concern, entries: rows.map(({ value }) => value) };
    },
    open: (partnership, onShut) => standingIn(partnership, ['open'], onShut),
    all: (partnership, onShut) => standingIn(partnership, ['open', 'closed'], onShut),
    word: async (partnership, id) => (await sealed.read<ConcernWord>(partnership, wordKey(id)))?.value,
    changeWord: (partnership, id, decide) => changeRow(sealed, partnership, wordKey(id), decide),
    async chain(partnership) {
      for (let tries = 1; tries <= CONFLICTS; tries += 1) {
        const end = await readEnd(table, partnership);
        const ranges = ['entry', 'open', 'closed'].map((prefix) => table.range<string>(partnership, rangeOf(prefix)));
        const [rows = [], ...stand] = await Promise.all(ranges);
        if ((await readEnd(table, partnership))?.etag === end?.etag)
          return { rows, standing: stand.flat(), end: end?.value ?? START };
        await waitABit(tries);
      }
      throw new Error('concerns are being added to by too many at once');
    },
    async append(at, now, decide) {
      const { partnership, id } = at;
      const owner = randomUUID();
      for (let tries = 1; tries <= CONFLICTS; tries += 1) {
        // The end first: what is appended after it was read shows as a conflict.
        const end = await readEnd(table, partnership);
        const held = await standing(at);
        const decided = await decide(held);
        if (!decided.events?.length) return decided;
        const words = (decided.words ?? []).map((word) => wordOf(word, at, now));
        // Delayed, before they are written: killed anywhere, none that was written is forgotten.
        await pointTo(words, DELAY_SECONDS);
        const rows = rowsOf(partnership, end, decided, { id, at: now, words, owner });
        const moved = decided.concern && held && keyOf(held) !== keyOf(decided.concern);
        const remove = moved ? [otherKeyOf(decided.concern!)] : [];
        const written = await append(table, partnership, { rows, remove, end, by: owner });
        if (written === 'stands-there') throw new Error('what was to be appended stands there already');
        if (written === 'written') {
          await pointTo(words).catch(() => undefined);
          return decided;
        }
        await waitABit(tries);
      }
      throw new Error('concerns are being added to by too many at once');
    },
  };
}

const wordOf = ({ upn, news }: Word, { partnership, id }: ConcernAddress, at: Instant): ConcernWord => ({
  id: randomUUID(),
  concernId: id,
  partnership,
  upn,
  news,
  at,
  state: 'due',
  tries: 0,
});

interface Written {
  id: string;
  at: Instant;
  words: readonly ConcernWord[];
  owner: string;
}
