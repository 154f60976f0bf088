/**
 * Rehearsals of the concern route: in a table of their own, so that they leave no trace in real data. A partition holds one
 * partnership; in it
 *   `current`             the drill that runs, or the last one: as one begins it takes this row, so that never two run at once
 *   `drill|<id>`          a drill without its people
 *   `person|<id>|<upn>`   one of its people: a row each, because all of them are told, and answer, at once
 */
import type { Delivery, Drill, Rehearsing } from '../domain/concern/drill.ts';
import type { Instant } from '../domain/time.ts';
import { changeRow, type Decide } from './change.ts';
import { keyPart } from './keys.ts';
import type { Pointer, Queue } from './queue.ts';
import type { Table } from './table.ts';

export interface DrillAddress {
  partnership: string;
  id: string;
}

export interface Drills {
  /**
   * Writes a drill and whom to tell, unless one runs already or it was begun before. Gives the id of the one that holds then.
   * Killed anywhere, nobody of a drill that was written is forgotten.
   */
  begin(drill: Drill): Promise<string>;
  /** Whether it is over or not. */
  read(at: DrillAddress): Promise<Drill | undefined>;
  /** The one that runs, or the last one. */
  current(partnership: string): Promise<Drill | undefined>;
  /** Its id alone: one request. */
  currentId(partnership: string): Promise<string | undefined>;
  changePerson(at: DrillAddress, upn: string, decide: Decide<Rehearsing>): Promise<Rehearsing | undefined>;
  changeReport(at: DrillAddress, decide: Decide<Delivery>): Promise<Delivery | undefined>;
  /** Over, with a report to be taken to whoever began it; one that is over already is left as it is. */
  end(at: DrillAddress, now: Instant): Promise<void>;
}

type Head = Omit<Drill, 'people'>;

/** Long enough for the rows to be written: a pointer that arrives before its row finds nothing and is dropped. */
const DELAY_SECONDS = 20;

const CURRENT = 'current';
const headKey = (id: string): string => `drill|${keyPart(id)}`;
const personPrefix = (id: string): string => `person|${keyPart(id)}`;
const personKey = (id: string, upn: string): string => `${personPrefix(id)}|${keyPart(upn)}`;

export function createDrills(table: Table, queue: Queue): Drills {
  const currentRow = (partnership: string) => table.read<string>(partnership, CURRENT);
  const headOf = async ({ partnership, id }: DrillAddress): Promise<Head | undefined> =>
    (await table.read<Head>(partnership, headKey(id)))?.value;
  const point = async (pointers: readonly Pointer[], delaySeconds?: number): Promise<void> =>
    void (await Promise.all(pointers.map((pointer) => queue.put(pointer, delaySeconds))));

  const read = async (at: DrillAddress): Promise<Drill | undefined> => {
    const prefix = personPrefix(at.id);
    const [head, people] = await Promise.all([
      headOf(at),
      table.range<Rehearsing>(at.partnership, { from: `${prefix}|`, to: `${prefix}}` }),
    ]);
    return head && { ...head, people: people.map(({ value }) => value) };
  };

  return {
    read,
    currentId: async (partnership) => (await currentRow(partnership))?.value,
    async current(partnership) {
      const row = await currentRow(partnership);
      return row && read({ partnership, id: row.value });
    },
    async begin({ people, ...head }) {
      const { partnership, id } = head;
      const [before, known] = await Promise.all([currentRow(partnership), headOf({ partnership, id })]);
      if (before && known) return before.value;
      const running = before && (await headOf({ partnership, id: before.value }));
      if (running && running.endedAt === undefined) return running.id;
      const pointers = people.map(({ upn }): Pointer => ({ kind: 'drill', partnership, drill: id, upn }));
      await point(pointers, DELAY_SECONDS);
      await Promise.all(
        people.map((one) => table.write(partnership, { key: personKey(id, one.upn), value: one, only: 'create' })),
      );
      const written = await table.writeAll(partnership, [
        { key: headKey(id), value: head, only: 'create' },
        { key: CURRENT, value: id, only: before ? { etag: before.etag } : 'create' },
      ]);
      if (written === 'conflict') return (await currentRow(partnership))?.value ?? id;
      await point(pointers);
      return id;
    },
    changePerson: ({ partnership, id }, upn, decide) => changeRow(table, partnership, personKey(id, upn), decide),
    async changeReport({ partnership, id }, decide) {
      const changed = await changeRow<Head>(table, partnership, headKey(id), (held, idleMs) => {
        const report = held.report && decide(held.report, idleMs);
        return report && { ...held, report };
      });
      return changed?.report;
    },
    async end({ partnership, id }, now) {
      const pointer: Pointer = { kind: 'drill', partnership, drill: id };
      await point([pointer], DELAY_SECONDS);
      const report: Delivery = { state: 'due', tries: 0 };
      await changeRow<Head>(table, partnership, headKey(id), (held) =>
        held.endedAt === undefined ? { ...held, endedAt: now, report } : undefined,
      );
      await point([pointer]);
    },
  };
}
