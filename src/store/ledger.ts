/**
 * What is added to a partnership's record: marks, what was done about an absence, and what is to be said of it, in one
 * transaction. Every append replaces the row where the chain ends, so of two at once one reads again and decides again: no
 * decision stands on facts that have changed.
 */
import { randomUUID } from 'node:crypto';
import type { Absence } from '../domain/absence/absence.ts';
import type { Chase } from '../domain/chase/chase.ts';
import { cardsToLookAt } from '../domain/follow-up-card.ts';
import type { Notice } from '../domain/post.ts';
import type { Mark, PartnershipRecords } from '../domain/records.ts';
import { dateOf, type Instant, type LocalDate } from '../domain/time.ts';
import { START, type End } from './chain.ts';
import { append, chainOn, CONFLICTS, readEnd, waitABit, type Chained } from './chained.ts';
import { chaseKey, closedAbsenceKey, eventKey, markKey, markOfKey, noticeKey, openAbsenceKey } from './keys.ts';
import type { Queue } from './queue.ts';
import type { Records } from './records.ts';
import type { RowToWrite, Table } from './table.ts';

/** Something that happened in the follow-up of an absence: kept for good, as it was decided. */
export interface Happened {
  at: Instant;
  pupilId: string;
  urn: string;
  /** The absence, by when it was opened. */
  openedAt: Instant;
  event: unknown;
}

export interface Append {
  marks?: readonly Mark[];
  events?: readonly Happened[];
  /** As they are now; one with `closedAt` is taken off the open ones. */
  absences?: readonly Absence[];
  chases?: readonly Chase[];
  notices?: readonly Notice[];
}

export interface Ledger {
  /**
   * Reads the records of a day, decides, and writes what was decided; again when somebody appended in between. Gives what
   * `decide` gave, from the time it counted. Throws where a decision is larger than one transaction.
   */
  append<R extends Append>(at: { partnership: string; date: LocalDate }, decide: Decide<R>): Promise<R>;
  /** Marks already decided on, such as an import's: any number, those that stand there left alone. */
  add(partnership: string, marks: readonly Mark[], schoolOf: (mark: Mark) => string): Promise<void>;
  /** Where the chain says that it ends. */
  end(partnership: string): Promise<Pick<End, 'seq' | 'hash'>>;
}
type Decide<R> = (held: PartnershipRecords) => R | Promise<R>;

/** Long enough for the rows to be written: a pointer that arrives before its row finds nothing and is dropped. */
const DELAY_SECONDS = 20;
/** Two rows a mark, and the end of the chain. */
const MARKS_AT_ONCE = 45;

const ofMark = (mark: Mark, school: string): Chained => ({
  key: () => markKey(mark),
  value: mark,
  columns: { school },
  also: markOfKey(mark),
});
const ofEvent = (event: Happened): Chained => ({
  key: (seq) => eventKey(dateOf(event.at), seq),
  value: event,
  columns: { school: event.urn },
});

const keyOf = (one: Absence): string => (one.closedAt === undefined ? openAbsenceKey(one) : closedAbsenceKey(one));
const isSame = (a: Absence, b: Absence): boolean => a.pupilId === b.pupilId && a.openedAt === b.openedAt;

/** One that is closed, or opened again, changes its place. */
function absenceRows(absences: readonly Absence[], held: readonly Absence[]) {
  const rows = absences.map((one): RowToWrite => ({ key: keyOf(one), value: one, columns: { school: one.urn } }));
  const stays = new Set(rows.map(({ key }) => key));
  const stood = held.filter((was) => absences.some((one) => isSame(one, was))).map(keyOf);
  return { rows, remove: [...new Set(stood)].filter((key) => !stays.has(key)) };
}

const everyones = { school: '' };
const besides = ({ chases = [], notices = [] }: Append): RowToWrite[] => [
  ...chases.map((one) => ({ key: chaseKey(one), value: one, columns: everyones })),
  ...notices.map((one) => ({ key: noticeKey(one), value: one, only: 'create' as const })),
];

const isEmpty = ({ marks, events, absences, chases, notices }: Append): boolean =>
  [marks, events, absences, chases, notices].every((list) => !list || list.length === 0);

/** Whose digest of the day is no longer as it stands. */
function schoolsIn({ pupils }: PartnershipRecords, { marks = [], absences = [] }: Append): string[] {
  const marked = new Set(marks.map(({ pupilId }) => pupilId));
  const urns = pupils.filter(({ pupilId }) => marked.has(pupilId)).map(({ schoolUrn }) => schoolUrn);
  return [...new Set([...urns, ...absences.map(({ urn }) => urn)])];
}

export function createLedger(table: Table, records: Records, queue: Queue): Ledger {
  /** Delayed, before they are written: killed anywhere, none that was written is forgotten. */
  const announce = async (partnership: string, { notices = [] }: Append): Promise<void> => {
    const pointers = notices.map((one) => ({ kind: 'notice' as const, partnership, key: noticeKey(one) }));
    await Promise.all(pointers.map((pointer) => queue.put(pointer, DELAY_SECONDS)));
  };

  /**
   * What is written stands, whatever becomes of this: a notice has its delayed pointer, a card and a school's digest the next
   * look at the clock.
   */
  const tell = async (held: PartnershipRecords, date: LocalDate, decided: Append): Promise<void> => {
    const { notices = [], absences = [] } = decided;
    const partnership = held.partnership.code;
    const cards = absences.flatMap((one) => cardsToLookAt(one, held.absences));
    await Promise.allSettled([
      ...notices.map((one) => queue.put({ kind: 'notice', partnership, key: noticeKey(one) })),
      ...cards.map((card) => queue.put({ kind: 'card', ...card })),
      ...schoolsIn(held, decided).map((urn) => queue.put({ kind: 'post', partnership, date, urn })),
    ]);
  };

  return {
    async append(at, decide) {
      const { partnership, date } = at;
      const by = randomUUID();
      for (let tries = 1; tries <= CONFLICTS; tries += 1) {
        // The end first: what is appended after it was read shows as a conflict.
        const end = await readEnd(table, partnership);
        const held = await records.day(partnership, date);
        if (!held) throw new Error('there is no such partnership');
        const decided = await decide(held);
        if (isEmpty(decided)) return decided;
        const schools = new Map(held.pupils.map(({ pupilId, schoolUrn }) => [pupilId, schoolUrn]));
        const marks = (decided.marks ?? []).map((mark) => ofMark(mark, schools.get(mark.pupilId) ?? ''));
        const chained = chainOn(end, [...marks, ...(decided.events ?? []).map(ofEvent)], by);
        const absences = absenceRows(decided.absences ?? [], held.absences);
        const rows = [...chained, ...absences.rows, ...besides(decided)];
        await announce(partnership, decided);
        const written = await append(table, partnership, { rows, remove: absences.remove, end, by });
        if (written === 'stands-there') throw new Error('what was to be appended stands there already');
        if (written === 'conflict') {
          await waitABit(tries);
          continue;
        }
        await tell(held, date, decided);
        return decided;
      }
      throw new Error('the record of a partnership is being added to by too many at once');
    },
    async add(partnership, marks, schoolOf) {
      for (let from = 0; from < marks.length; from += MARKS_AT_ONCE) {
        const lot = marks.slice(from, from + MARKS_AT_ONCE);
        await addLot(lot, partnership, schoolOf);
      }
    },
    end: async (partnership) => (await readEnd(table, partnership))?.value ?? START,
  };

  async function addLot(lot: readonly Mark[], partnership: string, schoolOf: (mark: Mark) => string): Promise<void> {
    const by = randomUUID();
    for (let tries = 1; tries <= CONFLICTS; tries += 1) {
      const end = await readEnd(table, partnership);
      const there = tries === 1 ? new Set<string>() : await records.keysAmong(partnership, lot.map(markKey));
      const missing = lot.filter((mark) => !there.has(markKey(mark)));
      if (missing.length === 0) return;
      const rows = chainOn(
        end,
        missing.map((mark) => ofMark(mark, schoolOf(mark))),
        by,
      );
      if ((await append(table, partnership, { rows, remove: [], end, by })) === 'written') return;
      await waitABit(tries);
    }
    throw new Error('another import is under way: run this one again when it has finished');
  }
}
