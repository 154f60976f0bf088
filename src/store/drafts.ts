/** Registers that somebody has begun and not submitted: every tap that reached Keylink, so that none is lost with a process. */
import type { Session } from '../domain/records.ts';
import type { Instant, LocalDate, LocalTime } from '../domain/time.ts';
import { afterDraftsOf, draftKey, firstDraftOf } from './keys.ts';
import type { Table } from './table.ts';

/** Whose register of what. Each person has a draft of their own: two people at one register do not edit each other's taps. */
export interface DraftOf {
  date: LocalDate;
  provision: string;
  session: Session;
  upn: string;
}

/** What was tapped for one pupil at one slot, and not submitted. */
export interface Tap {
  partnership: string;
  pupilId: string;
  start: LocalTime;
  said: 'present' | 'late' | 'absent' | 'left';
  at?: LocalTime;
  /** One of the plain reasons. */
  heard?: string;
  reason?: string;
  why?: string;
  /** The latest mark the person had before them (`seenIn`). */
  seen: string;
}

/** A sentence that is still to be confirmed, and how its unclear names were settled: words to a pupil's id. */
export interface Sentence {
  text: string;
  chosen: Record<string, string>;
  /** Words that the person said to leave out. */
  without: string[];
}

export interface Draft {
  of: DraftOf;
  openedAt: Instant;
  /** Raised by every change: tells a card that shows less than what is known. */
  version: number;
  taps: Tap[];
  sentence?: Sentence;
}

export interface Drafts {
  read(of: DraftOf): Promise<Draft | undefined>;
  /** All of one person's on that day. */
  ofDay(date: LocalDate, upn: string): Promise<Draft[]>;
  /** The register that somebody opened last on that day. */
  latest(date: LocalDate, upn: string): Promise<Draft | undefined>;
  /**
   * Reads, decides and writes, again when another tap came in between; a draft that is not there yet is begun. `decide`
   * gives what should stand, or undefined to leave it. Gives what stands.
   */
  change(of: DraftOf, now: Instant, decide: (draft: Draft) => Draft | undefined): Promise<Draft>;
}

const CONFLICTS = 30;

export function createDrafts(table: Table): Drafts {
  // A partition a day, so that old days can be cleared away.
  const read = (of: DraftOf) => table.read<Draft>(of.date, draftKey(of));
  const ofDay = async (date: LocalDate, upn: string): Promise<Draft[]> => {
    const rows = await table.range<Draft>(date, { from: firstDraftOf(upn), to: afterDraftsOf(upn) });
    return rows.map((row) => row.value);
  };
  return {
    read: async (of) => (await read(of))?.value,
    ofDay,
    async latest(date, upn) {
      return (await ofDay(date, upn)).toSorted((a, b) => b.openedAt - a.openedAt)[0];
    },
    async change(of, now, decide) {
      for (let tries = 0; tries < CONFLICTS; tries += 1) {
        const row = await read(of);
        const stands = row?.value ?? { of, openedAt: now, version: 0, taps: [] };
        const next = decide(stands);
        if (!next) return stands;
        const value: Draft = { ...next, version: stands.version + 1 };
        const only = row ? { etag: row.etag } : 'create';
        if ((await table.write(of.date, { key: draftKey(of), value, only })) === 'written') return value;
      }
      throw new Error('a draft is being changed by too many at once');
    },
  };
}
