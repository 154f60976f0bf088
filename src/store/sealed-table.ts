/** A table whose values are sealed: whoever reads it without the key sees opaque keys and nothing else. */
import type { Seal } from './seal.ts';
import type { Row, RowToWrite, Table } from './table.ts';

export interface SealedTable extends Table {
  /** A row as it is written, for a transaction that holds other rows too. */
  sealedRow(partition: string, row: RowToWrite): RowToWrite;
  /** The value of a row read from the table beneath. */
  opened<T>(partition: string, row: Row<string>): T;
}

const placeOf = (partition: string, key: string): string => `${partition}\n${key}`;

export function sealedTable(table: Table, seal: Seal): SealedTable {
  const sealedRow = (partition: string, row: RowToWrite): RowToWrite => ({
    ...row,
    value: seal.seal(row.value, placeOf(partition, row.key)),
  });
  const opened = <T>(partition: string, { key, value }: Row<string>): T => seal.open<T>(value, placeOf(partition, key));
  return {
    ...table,
    sealedRow,
    opened,
    async read<T>(partition: string, key: string) {
      const row = await table.read<string>(partition, key);
      return row && { ...row, value: opened<T>(partition, row) };
    },
    async range<T>(partition: string, range?: { from?: string; to?: string; filter?: string }) {
      const rows = await table.range<string>(partition, range);
      return rows.map((row) => Object.assign(row, { value: opened<T>(partition, row) }));
    },
    write: (partition, row) => table.write(partition, sealedRow(partition, row)),
    writeAll: (partition, rows, remove) =>
      table.writeAll(
        partition,
        rows.map((row) => sealedRow(partition, row)),
        remove,
      ),
  };
}
