/** Rehearsals of the concern route: rows of their own, in a table of their own, so that they leave no trace in real data. */
import type { Drill } from '../domain/concern/drill.ts';
import { changeRow, type Decide } from './change.ts';
import { keyPart } from './keys.ts';
import type { Table, Written } from './table.ts';

export interface Drills {
  begin(drill: Drill): Promise<Written>;
  read(partnership: string, id: string): Promise<Drill | undefined>;
  /** Oldest first. */
  of(partnership: string): Promise<Drill[]>;
  change(partnership: string, id: string, decide: Decide<Drill>): Promise<Drill | undefined>;
}

const keyOf = (id: string): string => `drill|${keyPart(id)}`;

export const createDrills = (table: Table): Drills => ({
  begin: (drill) => table.write(drill.partnership, { key: keyOf(drill.id), value: drill, only: 'create' }),
  read: async (partnership, id) => (await table.read<Drill>(partnership, keyOf(id)))?.value,
  async of(partnership) {
    const rows = await table.range<Drill>(partnership, { from: 'drill|', to: 'drill}' });
    return rows.map(({ value }) => value).toSorted((a, b) => a.startedAt - b.startedAt);
  },
  change: (partnership, id, decide) => changeRow(table, partnership, keyOf(id), decide),
});
