/**
 * Who people are. A person is known by Entra tenant and object id, bound once to a sign-in name (contract, "First contact").
 * All of it is a few hundred rows, so one snapshot answers every "who is this" until it is `MAX_AGE_MS` old.
 */
import type { Cover, Role, RoleHolding } from '../domain/records.ts';
import type { Instant } from '../domain/time.ts';
import { keyPart } from './keys.ts';
import type { RowToWrite, Table, Written } from './table.ts';

export interface PersonRow {
  upn: string;
  role: Role;
  organisation: string;
  name: string;
  phone?: string;
  tenantId?: string;
  objectId?: string;
  position?: string;
  startDate?: string;
  endDate?: string;
}
export interface Bound {
  upn: string;
  tenantId: string;
  objectId: string;
  at: Instant;
}
export interface Roster {
  people: PersonRow[];
  cover: Cover[];
  bound: Bound[];
}

export interface People {
  roster(now: Instant): Promise<Roster>;
  /** Straight from storage, for the import. */
  fresh(): Promise<Roster>;
  /** Binds a sign-in name to an account for good; `conflict` where it is bound already. */
  bind(bound: Bound): Promise<Written>;
  write(rows: readonly RowToWrite[]): Promise<Written>;
  remove(key: string): Promise<void>;
  /** What was read is no longer to be relied on. */
  forget(): void;
}

/** Roles may be 60 s old; an import must act within 10 s, which is less. */
const MAX_AGE_MS = 5_000;
/** One partition: people are read together and written in one transaction with their bindings. */
const ALL = 'all';

export const personKey = (p: PersonRow): string => `person|${keyPart(p.upn)}|${p.role}|${keyPart(p.organisation)}`;
export const coverKey = (c: Cover): string => `cover|${keyPart(c.organisation)}|${c.role}|${keyPart(c.upn)}|${c.from}`;
const boundKey = (upn: string): string => `bound|${keyPart(upn)}`;
const boundRow = (bound: Bound): RowToWrite => ({ key: boundKey(bound.upn), value: bound });

export function createPeople(table: Table): People {
  let held: { roster: Promise<Roster>; at: Instant } | undefined;
  const fresh = async (): Promise<Roster> => {
    const rows = await table.range<unknown>(ALL);
    const kind = (prefix: string): unknown[] =>
      rows.filter((row) => row.key.startsWith(prefix)).map((row) => row.value);
    return {
      people: kind('person|') as PersonRow[],
      cover: kind('cover|') as Cover[],
      bound: kind('bound|') as Bound[],
    };
  };
  const forget = (): void => {
    held = undefined;
  };
  return {
    fresh,
    forget,
    roster(now) {
      if (held && Math.abs(now - held.at) < MAX_AGE_MS) return held.roster;
      const reading = { roster: fresh(), at: now };
      held = reading;
      // A failed read must not be remembered as the roster.
      reading.roster.catch(() => {
        if (held === reading) forget();
      });
      return reading.roster;
    },
    async bind(bound) {
      forget();
      return table.write(ALL, { ...boundRow(bound), only: 'create' });
    },
    async write(rows) {
      forget();
      return table.writeAll(ALL, rows);
    },
    async remove(key) {
      forget();
      await table.remove(ALL, key);
    },
  };
}

export const holdingOf = (row: PersonRow): RoleHolding => ({
  role: row.role,
  organisation: row.organisation,
  name: row.name,
  ...(row.phone === undefined ? {} : { phone: row.phone }),
  ...(row.position === undefined ? {} : { position: row.position }),
  ...(row.startDate === undefined ? {} : { startDate: row.startDate }),
  ...(row.endDate === undefined ? {} : { endDate: row.endDate }),
});
